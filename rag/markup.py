"""The one way to templates of HTML: `environment` for those of a package.

Words of reports, questions and runs are hostile: whatever a template shows that is no markup of a template is escaped,
and loses the characters that turn a line around or that no page may hold. They need nothing else done to them.
"""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of what follows them, for `str.translate`."""

_CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
_SURROGATES = range(0xD800, 0xE000)  # halves of pairs, which JSON can hold and UTF-8 cannot
_STRIPPED = BIDI_CONTROLS | dict.fromkeys([*_CONTROLS, *_SURROGATES])
_BREAKS = re.compile(r"(?<=>)\s*\n\s*|(?<=})\s*\n\s*(?={)|\s*\n\s*(?=<)")  # beside tags, not between attributes


def environment(package: str) -> Environment:
    """Templates from the folder `templates` of the package; a value that is missing is an error."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        extensions=[_LineBreaks],
        auto_reload=False,
    )


class _LineBreaks(Extension):
    """Lets templates have a line for each tag: the break there is nothing, where HTML would make it a space."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _BREAKS.sub(lambda found: f"{{#{found[0]}#}}", source)  # in comments: errors still name the right line


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) else str(value).translate(_STRIPPED)
