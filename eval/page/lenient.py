"""Reads parsed JSON of which any part may be missing: an older run lacks what a newer one has, and a newer adds."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any


def mapping(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under the key, empty where there is none."""
    found = record.get(key)
    return found if isinstance(found, Mapping) else {}


def mappings(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The objects of the list under the key."""
    return [one for one in listed(record, key) if isinstance(one, Mapping)]


def listed(record: Mapping[str, Any], key: str) -> list[Any]:
    """The list under the key, empty where there is none."""
    found = record.get(key)
    return found if isinstance(found, list) else []


def string(record: Mapping[str, Any], key: str) -> str:
    """What stands under the key as text, empty for nothing."""
    found = record.get(key)
    return "" if found is None else str(found)


def number(record: Mapping[str, Any], key: str) -> float | None:
    """The finite number under the key; yes and no are none."""
    match record.get(key):
        case bool():
            return None
        case int() | float() as found if isfinite(found):
            return float(found)
    return None
