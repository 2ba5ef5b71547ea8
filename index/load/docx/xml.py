"""How WordprocessingML says things: values and switches of an element's children, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_AROUND = {W + name for name in "sdt sdtContent customXml smartTag ins moveTo hyperlink".split()}


def value(parent: Any, name: str, default: str = "") -> str:
    """The `w:val` of a child; the default where there is no such child."""
    child = parent.find(W + name) if parent is not None else None
    return default if child is None else str(child.get(W + "val", default))


def is_on(mark: Any | None) -> bool:
    """A switch: on where it is there and does not say otherwise."""
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off", "none")


def children(container: Any) -> Iterator[Any]:
    """The blocks of a container, or the rows of a table, whatever controls and tags are around them."""
    for child in container:
        if child.tag == MC + "AlternateContent":
            yield from children(alternative(child))
        elif child.tag in _AROUND and not is_prompt(child):
            yield from children(child)
        else:
            yield child


def alternative(element: Any) -> Any:
    """The first choice that holds text, else the fallback: never both."""
    return next((choice for choice in element if next(choice.iter(W + "t"), None) is not None), ())


def is_prompt(control: Any) -> bool:
    """Does a content control show but "click here to enter text"?"""
    return control.tag == W + "sdt" and is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))
