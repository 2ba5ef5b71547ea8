"""What is said on the page of changes to the shelf: while they are made, and when they have been or could not be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from chat.library.accepts import Objection
from chat.library.progress import Added, Step
from chat.library.refusals_zh import refusal
from chat.markup import render
from chat.messages import say
from index.errors import BaogaoError, IndexBusy, UnreadableReport

if TYPE_CHECKING:
    from index import Outcome


def steps_html(steps: Sequence[Step | Added], language: str) -> Markup:
    """A line for each file that is being added, with a bar of its own: how far it is, or why it was refused."""
    lines = [_step(it, language) if isinstance(it, Step) else _ended(it, language) for it in steps]
    return render("changes.html", lines=lines, busy=True)


def _step(step: Step, language: str) -> Markup:
    done, total = {"waiting": (0, 1), "read": (1, 1)}.get(step.stage, (step.done, step.total))
    is_counted = step.stage == "reading" and total
    doing = say("shelf_is_recognised" if is_counted else f"shelf_is_{step.stage}", language, done=done, total=total)
    return render("step.html", name=step.name, doing=doing, done=done, total=total)


def added_html(added: list[Added], language: str) -> Markup:
    """One line for each file, those that were refused first."""
    return _said(*(_ended(it, language) for it in sorted(added, key=lambda it: it.refusal is None)))


def _ended(added: Added, language: str) -> Markup:
    if added.refusal:
        return _line(say("shelf_refused", language), added.name, reason(added.refusal, language), is_good=False)
    return _line(say("shelf_added", language), (added.report and added.report.title) or added.name)


def removed_html(source: str, language: str) -> Markup:
    """The line for a report that was removed."""
    return _said(_line(say("shelf_removed", language), source))


def failure_html(line: str) -> Markup:
    """The line for a change that was not made."""
    return _said(_line(line, is_good=False))


def _line(words: str, name: str = "", why: str = "", is_good: bool = True) -> Markup:
    return render("change.html", style="good" if is_good else "bad", words=words, name=name, why=why)


def _said(*lines: Markup) -> Markup:
    return render("changes.html", lines=lines, busy=False) if lines else Markup()


def reason(error: BaogaoError, language: str) -> str:
    """Why something was not done, on one line: in that language where the words are the page's own."""
    if isinstance(error, Objection):
        return error.line(language)
    if isinstance(error, IndexBusy):
        return say("shelf_busy", language)
    return refusal(error.reason, language) if isinstance(error, UnreadableReport) else str(error)


def outcome_html(outcome: Outcome, language: str) -> Markup:
    """What a new reading of the folder has changed, and the files in it that cannot be read."""
    kinds = ("added", "replaced", "removed", "kept")
    counted = say("shelf_reindexed", language, **{kind: len(getattr(outcome, kind)) for kind in kinds})
    unreadable = say("shelf_unreadable", language)
    refused = (_line(unreadable, it.source, refusal(it.reason, language), is_good=False) for it in outcome.refused)
    return _said(_line(counted), *refused)
