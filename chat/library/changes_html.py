"""What is said on the page of changes to the shelf: while they are made, and when they have been or could not be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chat.library.live import Objection
from chat.library.refusals import refusal
from chat.library.upload import Added, Step
from chat.messages import inline, safe, say
from index.errors import BaogaoError, IndexBusy, UnreadableReport

if TYPE_CHECKING:
    from index import Outcome


def steps_html(steps: Sequence[Step | Added], language: str) -> str:
    """A line for each file that is being added, with a bar of its own: how far it is, or why it was refused."""
    lines = (_step(it, language) if isinstance(it, Step) else _ended(it, language) for it in steps)
    return f'<div role="status" aria-busy="true"><ul>{"".join(lines)}</ul></div>'


def _step(step: Step, language: str) -> str:
    done, total = {"waiting": (0, 1), "read": (1, 1)}.get(step.stage, (step.done, step.total))
    is_counted = step.stage == "reading" and total
    doing = say("shelf_is_recognised" if is_counted else f"shelf_is_{step.stage}", language, done=done, total=total)
    value = f' value="{done}" max="{total}"' if total else ""  # without, the bar says that it goes on, not how far
    return f"<li><label>{inline(step.name)} <small>{doing}</small> <progress{value}></progress></label></li>"


def added_html(added: list[Added], language: str) -> str:
    """One line for each file, those that were refused first."""
    return _said(*(_ended(it, language) for it in sorted(added, key=lambda it: it.refusal is None)))


def _ended(added: Added, language: str) -> str:
    if added.refusal:
        return _line("shelf_refused", added.name, reason(added.refusal, language), language)
    return _line("shelf_added", (added.report and added.report.title) or added.name, "", language)


def removed_html(source: str, language: str) -> str:
    """The line for a report that was removed."""
    return _said(_line("shelf_removed", source, "", language))


def failure_html(line: str) -> str:
    """The line for a change that was not made."""
    return _said(f'<li class="bad">{safe(line)}</li>')


def _line(key: str, name: str, why: str, language: str) -> str:
    kind, tail = ("bad", f" — {safe(why)}") if why else ("good", "")
    return f'<li class="{kind}">{say(key, language)} {inline(name)}{tail}</li>'


def _said(*lines: str) -> str:
    return f'<div role="status"><ul>{"".join(lines)}</ul></div>' if lines else ""


def reason(error: BaogaoError, language: str) -> str:
    """Why something was not done, on one line: in that language where the words are the page's own."""
    if isinstance(error, Objection):
        return error.line(language)
    if isinstance(error, IndexBusy):
        return say("shelf_busy", language)
    return refusal(error.reason, language) if isinstance(error, UnreadableReport) else str(error)


def outcome_html(outcome: Outcome, language: str) -> str:
    """What a new reading of the folder has changed, and the files in it that cannot be read."""
    kinds = ("added", "replaced", "removed", "kept")
    line = say("shelf_reindexed", language, **{kind: len(getattr(outcome, kind)) for kind in kinds})
    refused = (_line("shelf_unreadable", it.source, refusal(it.reason, language), language) for it in outcome.refused)
    return _said(f'<li class="good">{line}</li>', *refused)
