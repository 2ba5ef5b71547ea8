"""What a visitor narrowed their questions to with the filter."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from markupsafe import Markup

from chat.choices import Choices
from chat.markup import paragraph
from chat.messages import say
from rag.answer import Scope


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`scope` is that of the next question, None where nothing is chosen; `gone` was chosen and has left the shelf."""

    scope: Scope | None = None
    gone: tuple[str, ...] = ()

    @classmethod
    def of(cls, chosen: str, choices: Choices) -> Narrowing:
        """From the chosen bodies and years, one a line, as the page's script `CHOSEN` writes them."""
        names = [name for name in chosen.split("\n") if name]
        years = set(map(str, choices.years))
        scope = Scope(
            tuple(name for name in names if name in choices.bodies),
            tuple(int(name) for name in names if name in years),
        )
        gone = tuple(name for name in names if name not in years.union(choices.bodies))
        return cls(scope if scope != Scope() else None, gone)


def dropped(gone: tuple[str, ...]) -> str:
    """For the page's script `DROP`: takes these out of the filter and leaves the rest as the visitor has it now."""
    return json.dumps({"gone": gone, "at": time.time_ns()})


def gone_html(gone: tuple[str, ...], language: str) -> Markup:
    """One line that says which choices no longer count."""
    return paragraph(say("gone", language, names=("、" if language == "zh" else ", ").join(gone)), role="status")
