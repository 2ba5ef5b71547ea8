"""HTML and SVG from small pieces, escaped by construction: a `Markup` comes out of these functions and nowhere else.

What a run holds was written by others, and reports and questions are hostile: a piece of text becomes `Markup` through
`text` or `words` only, an attribute through `element` only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

Markup = NewType("Markup", str)
"""A piece of HTML or SVG that may be shown as it is."""

_CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
_BIDI_CONTROLS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SURROGATES = range(0xD800, 0xE000)  # halves of pairs, which JSON can hold and UTF-8 cannot
_STRIPPED = dict.fromkeys([*_CONTROLS, *_BIDI_CONTROLS, *_SURROGATES])

_VOID = frozenset({"input", "meta"})
_STRETCH = re.compile(r"[A-Za-z]+|[^A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇]")


def text(value: object) -> Markup:
    """Any value as text, without the characters that turn the line around or that no page may hold."""
    return Markup(html.escape(str(value).translate(_STRIPPED), quote=True))


def words(value: object) -> Markup:
    """As `text`, with the Chinese stretches marked as Chinese, for the voice that reads and the font that is chosen."""
    return join(map(_stretch, _STRETCH.findall(str(value))))


def _stretch(piece: str) -> Markup:
    return element("span", text(piece), lang="zh") if _HAN.search(piece) else text(piece)


def join(pieces: Iterable[Markup], between: str = "") -> Markup:
    """The pieces one after another, with plain text between them."""
    return Markup(text(between).join(pieces))


def element(name: str, /, *children: Markup, **attributes: object) -> Markup:
    """One element around its children; an attribute's `_` stands for `-`, a last `_` for nothing (`class_`).

    True gives an attribute without a value, None and False none.
    """
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(opened if name in _VOID else f"{opened}{join(children)}</{name}>")


def _attribute(key: str, value: object) -> str:
    name = key.removesuffix("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{text(value)}"'


def table(name: str, heads: Iterable[Markup], rows: Iterable[Iterable[Markup]]) -> Markup:
    """A table, called `name` for those who hear it, that scrolls on its own where the window is narrow.

    The first cell of each row is its head.
    """
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    made = element("table", element("thead", head), element("tbody", *map(_row, rows)))
    return element("div", made, class_="scroll", tabindex=0, role="region", aria_label=name)


def _row(cells: Iterable[Markup]) -> Markup:
    first, *rest = cells
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in rest))


def folded(title: str, *inside: Markup, style: str | None = None) -> Markup:
    """What is shown only on demand."""
    return element("details", element("summary", text(title)), *inside, class_=style)
