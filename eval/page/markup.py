"""HTML and SVG from the templates beside this module.

What a run holds was written by others, and reports and questions are hostile: whatever a template shows that is no
markup of a template is escaped, and loses the characters that turn the line around or that no page may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from eval.page.lenient import listed, string

_BREAKS = re.compile(r"(?<=>)\s*\n\s*|(?<=})\s*\n\s*(?={)|\s*\n\s*(?=<)")  # beside tags, not between attributes

_CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
_BIDI_CONTROLS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SURROGATES = range(0xD800, 0xE000)  # halves of pairs, which JSON can hold and UTF-8 cannot
_STRIPPED = dict.fromkeys([*_CONTROLS, *_BIDI_CONTROLS, *_SURROGATES])

_STRETCH = re.compile(r"[A-Za-z]+|[^A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇]")


class LineBreaks(Extension):
    """Lets templates have a line for each tag: the break there is nothing, where HTML would make it a space."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _BREAKS.sub(lambda found: f"{{#{found[0]}#}}", source)  # in comments: errors still tell the right line


def render(template: str, **values: object) -> Markup:
    """The template of that name with these values."""
    return Markup(_environment().get_template(template).render(values))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("eval.page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        extensions=[LineBreaks],
        auto_reload=False,
    )
    made.globals |= {"listed": listed, "string": string}
    made.filters["stretches"] = _stretches
    return made


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) else str(value).translate(_STRIPPED)


def _stretches(value: object) -> Iterator[tuple[str, bool]]:
    """The Latin letters of a text and what stands between them, each with whether it is Chinese."""
    return ((piece, bool(_HAN.search(piece))) for piece in _STRETCH.findall(str(value)))
