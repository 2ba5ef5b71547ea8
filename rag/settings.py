"""One small frozen object with everything that can be tuned, read once, at the edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _by_language(zh: float, en: float) -> Mapping[str, float]:
    return field(default_factory=lambda: MappingProxyType({"zh": zh, "en": en}))


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be tuned. Where the figures come from: docs/measurements.md. By language means the question's.

    Searching:
    `candidates`        passages from each arm that go into the fusion; `depth` of each list come out of it.
    `lexical_weight`    the share of the lexical arm, by language.
    `preference`        what a report that the wording favours is given.
    `evidence`          how many passages an Answer carries.

    Reading:
    `plain_reading`     how many passages of each list are read, sentence by sentence.
    `reading`           how many of those the span model reads, by language, the most promising; fewer where that would
                        be more than `reading_in_all`, never less than two of each list.
    `span_model`        whether the model that comes with the package reads them.
    `span_weight`       of the model's log-odds when passages are ranked, beside the score of the search: alone they put
                        half-answers first.
    `hopeless`          log-odds behind the best sentence from which a passage is not worth the model's time.
    `verified`          sentences whose words are read alone, as they would be cited, before one is chosen; 0 for none.
    `clause_length`     characters from which a sentence is cut to its clauses.
    `clause_shape`      what a clause gains that has the kind of thing asked for, in shares of the question's words.
    `clause_cost`       what each character of a clause costs, in the same shares.
    `problems_length`   characters of the problems that a report names, quoted together, at most.
    `sure_of_term`      the confidence from which what a definition asks for counts as explained, in whatever words.
    `sure_of_explained` the confidence, at least, of words that explain a term by its name.
    `sure_of_problems`  the confidence of such an answer.
    `point_distance`    characters from the mark of one numbered point to that of the next, at most.

    Deciding:
    `threshold`         the confidence, by language, below which an answer is declined; `plain_threshold` without the
                        span model.
    `relevance_of_many` among the answers of many bodies, the share of what the most relevant holds of the question that
                        the others must hold.

    Answering:
    `sure_of_model`     the confidence of what a language model reads, where one is named.
    `sure_of_part`      the confidence from which what answers one of several questions in one is added to the answer.
    `at_a_glance`       claims; behind more of them a verdict would be overlooked, so it goes first.
    `few_figures`       figures, each of which may stand in other words; of more only those to the point are compared.
    `figures_shown`     figures that a verdict names beside those that come first.
    `figures_in_front`  numbers given in English before a quote where none is asked for.
    `item_length`       characters of one thing of an enumeration, at most.
    `fewest_items`      things that make an enumeration.

    Figures:
    `same_measure`      how alike the names of two measures must be, from 0 to 1, to be those of one.
    `cell_named`        how much of what is asked for must stand in the row and the column of a cell.
    `amount_named`      how much of the name of an amount asked for must stand beside what a reader found.
    `of_another_clause` the share of the question's words in a clause from which a number in a clause before it, which
                        holds a third of them at most, is another's.
    `claims_of_figures` sentences that are quoted under a table of figures, at most.
    `figure_confidence` of an answer that is a figure of the very measure, body and period; its share of right ones on
                        cells that nobody had read (docs/measurements.md).

    Holding what a language model writes against the reports:
    `least_shared`      of a sentence's words, in what it cites: below it says something else.
    `copied`            of them, from which it says the same in the same words.
    `least_of_a_quote`  of them, in each sentence quoted.
    `most_quotes`       sentences quoted from one passage for one claim.
    `stands_out`        standard deviations by which a quote must be nearer in meaning to a paraphrase than the other
                        sentences of its report are; `benchmarks/meaning.py` prints what it lets through.
    `says_yes`          the share of the question's words from which a sentence without a denial says yes;
    `sure_of_yes`       the confidence from which it does too, in whatever words.
    """

    candidates: int = 100
    depth: int = 20
    lexical_weight: Mapping[str, float] = _by_language(zh=0.3, en=0.3)
    preference: float = 0.3
    evidence: int = 10

    plain_reading: int = 8
    reading: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"zh": 3, "en": 4}))
    reading_in_all: int = 8
    span_model: bool = True
    span_weight: float = 0.1
    hopeless: float = 2.5
    verified: int = 3
    clause_length: int = 80
    clause_shape: float = 0.3
    clause_cost: float = 0.004
    point_distance: int = 120
    problems_length: int = 500
    sure_of_term: float = 0.95
    sure_of_explained: float = 0.7
    sure_of_problems: float = 0.75

    threshold: Mapping[str, float] = _by_language(zh=0.45, en=0.4)
    plain_threshold: Mapping[str, float] = _by_language(zh=0.42, en=0.29)
    relevance_of_many: float = 0.5

    sure_of_part: float = 0.5
    at_a_glance: int = 4
    few_figures: int = 4
    figures_shown: int = 5
    figures_in_front: int = 3
    item_length: int = 40
    fewest_items: int = 3

    same_measure: float = 0.8
    cell_named: float = 0.75
    amount_named: float = 0.3
    of_another_clause: float = 0.3
    claims_of_figures: int = 12
    figure_confidence: float = 0.95
    sure_of_model: float = 0.9

    least_shared: float = 0.5
    copied: float = 0.8
    least_of_a_quote: float = 0.25
    most_quotes: int = 3
    stands_out: float = 1.2
    says_yes: float = 0.6
    sure_of_yes: float = 0.6
