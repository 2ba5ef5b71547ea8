"""What a run looks like on a terminal: one table over all and by language, one by kind, and the misses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.run import Scored
from eval.summary import Figure, Summary


def render(summaries: Sequence[Summary], baseline: Summary | None = None) -> RenderableType:
    """The tables: rows are metrics, columns groups, each figure followed by the number of questions behind it. The
    first has a plain pipeline beside it, where there is one."""
    by = {name: [s for s in summaries if s.by == name] for name in ("all", "language", "kind", "source")}
    beside = [replace(baseline, by="language", title="plain pipeline")] if baseline else []
    return Group(
        _table("All questions, and by language", by["all"] + beside + by["language"]),
        Text(),
        _table("By kind", by["kind"]),
        *((Text(), _table("By kind of source", by["source"])) if len(by["source"]) > 1 else ()),
    )


def _table(title: str, summaries: Sequence[Summary]) -> Table:
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0)
    )
    table.add_column("", no_wrap=True)
    for summary in summaries:
        table.add_column(f"{summary.title}\n({summary.questions})", justify="right")
    for row in zip(*(summary.figures + summary.latency for summary in summaries), strict=True):
        if any(figure.estimate.n for figure in row):
            table.add_row(row[0].label, *map(_cell, row, summaries))
    return table


def _cell(figure: Figure, summary: Summary) -> Text:
    """The value and its n ("0.93 ·96"), with the interval over all questions, where there is room for it."""
    found = figure.estimate
    if found.value is None:
        return Text("–", style="dim")
    shown = Text(f"{found.value:{figure.form}}")
    if summary.by == "all":
        shown.append(f" [{found.low:{figure.form}}, {found.high:{figure.form}}]", style="dim")
    return shown.append(f" ·{found.n}", style="dim")


def render_misses(scored: Iterable[Scored]) -> RenderableType:
    """Every missed question with what was answered, what the gold demands, and why it missed."""
    return Group(*(block for one in scored if one.misses for block in _miss(one)))


def _miss(scored: Scored) -> Iterable[RenderableType]:
    question, answer = scored.question, scored.answer
    yield Text(f"{question.id}  {question.kind}, {question.language}  {question.question}", style="bold")
    gold = "; ".join(" | ".join(fact) for fact in question.facts) or "to be declined"
    verb = "declined" if answer["declined"] else "answered"
    for label, text in ((verb, answer["text"]), ("gold", gold), *(("missed", reason) for reason in scored.misses)):
        yield Text.assemble((f"  {label:9}", "dim"), text.replace("\n", "\n" + " " * 11))
    yield Text()
