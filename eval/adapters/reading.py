"""Reading a set, of which nothing is taken for granted: every fault is told with the place where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.questions import SHOWN_FAULTS
from index.errors import BaogaoError

_FILE = "the file"  # the place of the whole
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # no report could hold them


class SetInvalid(BaogaoError):
    """A public set that cannot be read; `faults` holds each place with what is wrong there, the message the first."""

    exit_code = 7

    def __init__(self, path: Path, faults: Sequence[str], remedy: str) -> None:
        self.faults = tuple(faults)
        more = len(faults) - SHOWN_FAULTS
        shown = "; ".join(faults[:SHOWN_FAULTS]) + (f"; and {more} more" if more > 0 else "")
        super().__init__(f"{path}: {shown}; {remedy}")


class Faulty(Exception):
    """A set that is not what it should be: `faults` names each place and what is wrong there."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the JSON of a set, and the place where it stands."""

    value: Any
    place: str

    def take(self, key: str, *wanted: type, default: object = None) -> Node:
        """What stands under a key; raises Faulty where it is missing without a default, or of another type."""
        if not isinstance(self.value, dict):
            raise Faulty(f"{self.place}: must be an object, not {_name(type(self.value))}")
        value = self.value.get(key)
        value = default if value is None else value
        if value is None:
            raise Faulty(f"{self.place}: missing key {key!r}")
        if type(value) not in wanted:
            names = " or ".join(map(_name, wanted))
            raise Faulty(f"{self.place}: {key!r} must be {names}, not {_name(type(value))}")
        return Node(value, f"{self.place}.{key}".removeprefix(f"{_FILE}."))

    def either(self, *keys: str) -> str:
        """The first key that is there; the first of all where none is."""
        held = self.value if isinstance(self.value, dict) else {}
        return next((key for key in keys if key in held), keys[0])

    def items(self) -> Iterator[Node]:
        return (Node(item, f"{self.place}[{at}]") for at, item in enumerate(self.value))

    def text(self) -> str:
        """The text without what cannot be written or shown, one character for one, so that offsets hold."""
        if type(self.value) is not str:
            raise Faulty(f"{self.place}: must be a text, not {_name(type(self.value))}")
        return _UNPRINTABLE.sub(" ", self.value)


def _name(kind: type) -> str:
    names: Mapping[type, str] = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return names.get(kind, "nothing" if kind is type(None) else "a number")


def text_of(path: Path) -> str:
    remedy = "name a file of questions in UTF-8"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SetInvalid(path, [f"cannot be read ({error.strerror})"], remedy) from error
    except UnicodeDecodeError as error:
        raise SetInvalid(path, [f"not UTF-8 at byte {error.start}"], remedy) from error
    if not text.strip():
        raise SetInvalid(path, ["the file is empty"], remedy)
    return text


def parsed(text: str, place: str = _FILE) -> Node:
    """Raises Faulty for what is no JSON; `place` is the line where the text is one of many."""
    try:
        return Node(json.loads(text), place)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}" if place == _FILE else place
        raise Faulty(f"{where}: bad JSON at column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets without an end
        raise Faulty(f"{place}: bad JSON: a number too long, or nested too deeply") from error
