"""python -m eval.fit QUESTIONS.jsonl --index DIR: the weights of the extractive reader, fitted anew and printed.

Each sentence that the reader would weigh is one example, right where it holds a fact and stands in, or holds, the gold
quote. A logistic regression (L2) over `rag.read.Features`, one a language; fit on training questions only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from sklearn.linear_model import LogisticRegression

from eval.fold import fold
from eval.questions import Question, read, told
from index import Index
from index.errors import BaogaoError
from rag.glossary import translations
from rag.question import understand
from rag.read import Sentence, described
from rag.retrieve import retrieve
from rag.settings import Settings

_SHORTEST_SHARED = 14  # folded characters that a sentence and a quote share: less is chance
_STRENGTH = (
    0.2  # inverse of the regularisation: weaker fits the training shelf and fails on another (docs/measurements.md)
)
_DECLINES = (0.05, 0.10, 0.15)

out = Console(highlight=False)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences read for one question: `features` float64 (sentences, features), `right` bool (sentences,)."""

    question: Question
    features: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]


def weigh(index: Index, questions: Sequence[Question], settings: Settings) -> Iterator[Weighed]:
    """What the reader sees of each question, list by list."""
    for question in questions:
        query = understand(question.question, index.reports)
        terms = translations(query.content, index.holds) if query.language == "en" else []
        vector = index.embedder.queries([question.question])[0]
        for hits in retrieve(index, query, vector, terms, settings):
            sentences = described(index, query, vector, hits[: settings.reading], terms)
            if sentences:
                right = np.array([_is_right(index, question, sentence) for sentence in sentences])
                yield Weighed(question, np.array([astuple(s.features) for s in sentences]), right)


def _is_right(index: Index, question: Question, sentence: Sentence) -> bool:
    source = sentence.passage.report.source
    text = index.text(source)[sentence.start : sentence.end]
    quotes = [fold(gold.quote) for gold in question.evidence if gold.source == source]
    return any(_overlap(fold(text), quote) for quote in quotes) and any(told(fact, [text]) for fact in question.facts)


def _overlap(sentence: str, quote: str) -> bool:
    if quote in sentence or (len(sentence) > _SHORTEST_SHARED // 2 and sentence in quote):
        return True
    return any(sentence[at : at + _SHORTEST_SHARED] in quote for at in range(len(sentence) - _SHORTEST_SHARED + 1))


def fit(weighed: Sequence[Weighed]) -> npt.NDArray[np.float64]:
    """Bias, then one weight a feature."""
    features = np.concatenate([it.features for it in weighed])
    right = np.concatenate([it.right for it in weighed])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(features, right)
    return np.concatenate((model.intercept_, model.coef_[0]))


def _report(weighed: Sequence[Weighed], weights: npt.NDArray[np.float64]) -> None:
    scores = [it.features @ weights[1:] + weights[0] for it in weighed]
    best = np.array([1 / (1 + np.exp(-score.max())) for score in scores])
    answerable = np.array([it.question.answerable for it in weighed])
    first = [
        bool(it.right[score.argmax()]) for it, score in zip(weighed, scores, strict=True) if it.question.answerable
    ]
    out.print(f"  right sentence first: {np.mean(first):.3f} of {len(first)}")
    for share in _DECLINES if not answerable.all() else ():
        threshold = np.quantile(best[answerable], share)
        declined = float((best[~answerable] < threshold).mean())
        out.print(f"  threshold {threshold:.3f}: {share:.2f} declined falsely, {declined:.2f} rightly")


def main(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers; not those that you measure on.")],
    index: Annotated[Path, typer.Option(help="An index of their reports.")],
    check: Annotated[Path | None, typer.Option(help="Other questions over the same index, to look at.")] = None,
) -> None:
    """Fit the reader's weights and print them with what they achieve."""
    opened, settings = Index.open(index), Settings()
    training = list(weigh(opened, read(questions), settings))
    checking = list(weigh(opened, read(check), settings)) if check else []
    for language in ("zh", "en"):
        chosen = [it for it in training if it.question.language == language]
        weights = fit(chosen)
        out.print(f'"{language}": ({", ".join(f"{weight:.2f}" for weight in weights)}),')
        _report(chosen, weights)
        if checking:
            out.print(f"  on {check}:")
            _report([it for it in checking if it.question.language == language], weights)


if __name__ == "__main__":
    try:
        typer.run(main)
    except BaogaoError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
