"""How WordprocessingML says things: values and switches of an element's children."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(parent: Any, name: str, default: str = "") -> str:
    """The `w:val` of a child; the default where there is no such child."""
    child = parent.find(W + name) if parent is not None else None
    return default if child is None else str(child.get(W + "val", default))


def is_on(mark: Any | None) -> bool:
    """A switch: on where it is there and does not say otherwise."""
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off", "none")
