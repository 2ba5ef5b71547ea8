"""What a number's clause may leave out, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from index.figures.figure import NO_PERIOD, Period, Span, What
from index.figures.periods import NO_YEARS, Years


@dataclass(frozen=True, slots=True)
class Context:
    """What a clause may leave out: the measure spoken of and whose it is, the time, and whether plans, estimates or
    sums are told of.

    `frame` is the time that a sentence set for those that follow it ("过去一年，我们的工作取得了很大成绩。");
    `lead` the last sentence without a number: what the paragraph is about; `what` of the figure before.
    """

    subject: str = ""
    owner: str = ""
    at: Span | None = None
    period: Period = NO_PERIOD
    is_plan: bool = False
    is_estimate: bool = False
    is_cumulative: bool = False
    frame: Period = NO_PERIOD
    lead: str = ""
    what: What = "level"

    def moved(self, by: int) -> Context:
        """The same, spans counted from a place `by` characters before that from which they are counted now."""
        return replace(self, at=(self.at[0] + by, self.at[1] + by)) if self.at else self

    def at_next_sentence(self) -> Context:
        """What is left of it behind a full stop."""
        return Context(subject=self.subject, at=self.at, period=self.frame, frame=self.frame, lead=self.lead)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: the report's name, the headings above, the years that the report speaks of, whether it
    plans money, and what its section says."""

    source: str
    headings: tuple[str, ...] = ()
    years: Years = NO_YEARS
    is_budget: bool = False
    around: Context = field(default_factory=Context)
