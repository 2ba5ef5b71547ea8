"""The page's HTML, from the templates beside this module; `rag.markup` escapes what they show."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from chat.messages import say
from rag.markup import environment


def render(template: str, **values: object) -> Markup:
    """The template of that name with these values, and `say` for the page's own words."""
    return Markup(_environment().get_template(template).render(values))


def paragraph(words: str, style: str = "", role: str = "") -> Markup:
    """A line of words on its own."""
    return render("paragraph.html", words=words, style=style, role=role)


@cache
def _environment() -> Environment:
    made = environment("chat")
    made.globals["say"] = say
    return made
