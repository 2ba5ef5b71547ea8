"""HTML and SVG from the templates beside this module; `rag.markup` escapes what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from eval.page.lenient import listed, string
from index.language.script import HAN
from rag.markup import environment

_STRETCH = re.compile(r"[A-Za-z]+|[^A-Za-z]+")
_HAN = re.compile(rf"[{HAN}〇]")


def render(template: str, **values: object) -> Markup:
    """The template of that name with these values."""
    return Markup(_environment().get_template(template).render(values))


@cache
def _environment() -> Environment:
    made = environment("eval.page")
    made.globals |= {"listed": listed, "string": string}
    made.filters["stretches"] = _stretches
    return made


def _stretches(value: object) -> Iterator[tuple[str, bool]]:
    """The Latin letters of a text and what stands between them, each with whether it is Chinese."""
    return ((piece, bool(_HAN.search(piece))) for piece in _STRETCH.findall(str(value)))
