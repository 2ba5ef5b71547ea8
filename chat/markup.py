"""The page's HTML, from the templates beside this module.

Whatever a template shows that is no markup of a template is escaped, and loses the characters that reverse what
follows them: words of a report or a user need nothing done to them.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from chat.messages import BIDI_CONTROLS, say

_BREAKS = re.compile(r"(?<=>)\s*\n\s*|(?<=})\s*\n\s*(?={)|\s*\n\s*(?=<)")  # beside tags, not between attributes


class LineBreaks(Extension):
    """Lets templates have a line for each tag: the break there is nothing, where HTML would make it a space."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _BREAKS.sub(lambda found: f"{{#{found[0]}#}}", source)  # in comments: errors still tell the right line


def render(template: str, **values: object) -> Markup:
    """The template of that name with these values, and `say` for the page's own words."""
    return Markup(_environment().get_template(template).render(values))


def paragraph(words: str, style: str = "", role: str = "") -> Markup:
    """A line of words on its own."""
    return render("paragraph.html", words=words, style=style, role=role)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("chat"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        extensions=[LineBreaks],
        auto_reload=False,
    )
    made.globals["say"] = say
    return made


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) else str(value).translate(BIDI_CONTROLS)
