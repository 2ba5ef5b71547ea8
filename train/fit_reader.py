"""python -m train.fit_reader QUESTIONS.jsonl --index DIR: the weights of the reader, fitted anew and printed.

Each sentence that the reader would weigh is one example, right where it holds a fact and stands in, or holds, the gold
quote. A logistic regression (L2) over `rag.read.features.Features`, one a language. What the span model says of the
best few read alone is weighed as puts the right one first most often. A second regression (Platt 1999), over the best
sentence of each question as weights fitted on other questions have it, makes probabilities of its scores. Use
questions on which neither the span model was trained nor anything is measured; `python -m train` writes such a file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from eval.questions import Question, read, told
from eval.text_match import fold
from index import Index
from index.errors import BaogaoError
from rag.read.extract import admitted, chosen_passages, said_alone
from rag.read.features import MODEL_FEATURES, PLAIN, WITH_MODEL, Features, Sentence, Weights, described
from rag.read.rerank import Reader
from rag.read.span_model import span_model
from rag.retrieve import retrieve
from rag.search import Search, understood
from rag.settings import Settings

_SHORTEST_SHARED = 14  # folded characters that a sentence and a quote share: less is chance
_STRENGTH = (
    0.2  # inverse of the regularisation: weaker fits the training shelf and fails on another (docs/measurements.md)
)
_HERE = [field.name for field in fields(Features)].index("here")
_ALONE = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_FOLDS = 5
_SHELF = 200.0  # questions that each file counts as where probabilities are learnt
_NEAR_MISSES = 0.15  # of the questions that people ask have no answer; in the files that are fitted on it is up to half
_DECLINES = (0.03, 0.05, 0.10)

Scores = npt.NDArray[np.float64]
out = Console(highlight=False)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences read for one question: `features` float64 (sentences, features), `right` bool (sentences,), and
    `alone` float64 (sentences,): what the span model says of it as it would be cited, nan where it was not asked.
    """

    question: Question
    features: Scores
    right: npt.NDArray[np.bool_]
    alone: Scores


@dataclass(frozen=True, slots=True)
class _Best:
    """The best sentence of a question: its score, what the span model says of its passage and of it alone, and whether
    it is right."""

    features: tuple[float, float, float]
    right: bool

    @classmethod
    def of(cls, weights: Weights, it: Weighed) -> _Best:
        scores = it.features @ np.array(weights.of) + weights.bias
        alone = np.nan_to_num(it.alone, nan=-np.inf if (~np.isnan(it.alone)).any() else 0.0)
        at = int((scores + weights.alone * alone).argmax()) if weights.alone else int(scores.argmax())
        known = 0.0 if np.isnan(it.alone[at]) else float(it.alone[at])
        return cls((float(scores[at]), float(it.features[at, _HERE]), known), bool(it.right[at]))


def weigh(index: Index, questions: Sequence[Question], settings: Settings, reader: Reader | None) -> Iterator[Weighed]:
    """What the reader sees of each question, list by list."""
    for question in track(questions, "Reading", console=Console(stderr=True)):
        search = Search.of(index, understood(index, question.question), settings)
        chosen, looks = chosen_passages(search, retrieve(search), reader)
        for group, hits in zip(search.query.parts, chosen, strict=True):
            sentences = admitted(search.query, group, described(search, hits, looks))
            if sentences:
                right = np.array([_is_right(index, question, sentence) for sentence in sentences])
                features = np.array([astuple(s.features) for s in sentences])
                yield Weighed(question, features, right, _read_alone(search, sentences, reader if looks else None))


def _read_alone(search: Search, sentences: Sequence[Sentence], reader: Reader | None) -> Scores:
    """What the span model says of the few sentences that the weights in use like best."""
    alone = np.full(len(sentences), np.nan)
    if reader:
        weights = WITH_MODEL[search.query.language]
        first = np.argsort([-weights.score(it.features) for it in sentences], kind="stable")[: search.settings.verified]
        alone[first] = said_alone(search, [sentences[at] for at in first], reader)
    return alone


def _is_right(index: Index, question: Question, sentence: Sentence) -> bool:
    source = sentence.passage.report.source
    text = index.text(source)[sentence.start : sentence.end]
    quotes = [fold(gold.quote) for gold in question.evidence if gold.source == source]
    return any(_overlap(fold(text), quote) for quote in quotes) and any(told(fact, [text]) for fact in question.facts)


def _overlap(sentence: str, quote: str) -> bool:
    if quote in sentence or (len(sentence) > _SHORTEST_SHARED // 2 and sentence in quote):
        return True
    return any(sentence[at : at + _SHORTEST_SHARED] in quote for at in range(len(sentence) - _SHORTEST_SHARED + 1))


def fit(shelves: Sequence[Sequence[Weighed]], plain: Weights | None = None) -> Weights:
    """One weight a feature, from the first shelf's questions; and from all what makes a probability of the best
    sentence's score, each shelf counting as much as the next.

    With `plain`, which decides without the span model, only three are fitted: its score's, and the model's two. The
    questions that neither was trained on are too few for more.
    """
    weights = _ranking(shelves[0], plain)
    weights = replace(weights, alone=_alone(shelves[0], weights))
    best = _crossed(shelves[0], plain) + [_Best.of(weights, it) for shelf in shelves[1:] for it in shelf]
    scores, right = np.array([it.features for it in best]), np.array([it.right for it in best])
    usual = np.concatenate([_usual(shelf) for shelf in shelves])
    platt = LogisticRegression(C=1.0).fit(scores, right, sample_weight=usual)
    slope, here, sure_alone = map(float, platt.coef_[0])
    return replace(weights, slope=slope, here=here, sure_alone=sure_alone, shift=float(platt.intercept_[0]))


def _alone(weighed: Sequence[Weighed], weights: Weights) -> float:
    """Of some weights of what is read alone, the least with which the right sentence comes first most often."""
    tried = [(sum(_Best.of(replace(weights, alone=it), one).right for one in weighed), -it) for it in _ALONE]
    return -max(tried)[1]


def _crossed(weighed: Sequence[Weighed], plain: Weights | None) -> list[_Best]:
    """The best sentence of each question, as weights fitted on other questions have it."""
    found: dict[int, _Best] = {}
    groups = [it.question.id.removesuffix("-en") for it in weighed]
    for others, these in GroupKFold(_FOLDS).split(weighed, groups=groups):
        elsewhere = _ranking([weighed[at] for at in others], plain)
        elsewhere = replace(elsewhere, alone=_alone([weighed[at] for at in others], elsewhere))
        found |= {int(at): _Best.of(elsewhere, weighed[at]) for at in these}
    return [found[at] for at in range(len(weighed))]


def _usual(weighed: Sequence[Weighed]) -> Scores:
    """What each question counts: a shelf `_SHELF` in all, and near misses as often as people ask them."""
    answerable = np.array([it.question.answerable for it in weighed], bool)
    of_near = _NEAR_MISSES / (1 - _NEAR_MISSES) * answerable.sum() / max(1, (~answerable).sum())
    counts = np.where(answerable, 1.0, of_near)
    return np.asarray(_SHELF * counts / counts.sum())


def _ranking(weighed: Sequence[Weighed], plain: Weights | None) -> Weights:
    features = np.concatenate([it.features for it in weighed])
    right = np.concatenate([it.right for it in weighed])
    of_model = len(MODEL_FEATURES)
    # what each fitted weight weighs: a row a weight, a column a feature
    parts = np.eye(features.shape[1]) if plain is None else np.eye(features.shape[1])[-of_model:]
    if plain is not None:
        parts = np.vstack((np.array(plain.of), parts))
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(features @ parts.T, right)
    return Weights(float(model.intercept_[0]), tuple(map(float, model.coef_[0] @ parts)))


def report(weighed: Sequence[Weighed], weights: Weights) -> None:
    """How often the right sentence comes first, and what declining below some thresholds would do."""
    found = [_Best.of(weights, it) for it in weighed]
    log_odds = np.array([it.features for it in found]) @ np.array((weights.slope, weights.here, weights.sure_alone))
    sure = 1 / (1 + np.exp(-log_odds - weights.shift))
    right = np.array([it.right for it in found], bool)
    answerable = np.array([it.question.answerable for it in weighed], bool)
    if not answerable.any():
        return
    out.print(f"  right sentence first: {right[answerable].mean():.3f} of {answerable.sum()}")
    out.print(f"  expected calibration error: {calibration_error(sure, right):.3f} of {len(right)}")
    for share in _DECLINES if not answerable.all() else ():
        threshold = np.quantile(sure[answerable], share)
        declined = float((sure[~answerable] < threshold).mean())
        out.print(f"  threshold {threshold:.3f}: {share:.2f} declined falsely, {declined:.2f} rightly")


def calibration_error(sure: Scores, right: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) over bins of equal width: the mean distance between how sure the
    answers of a bin are and how many of them are right, weighed by the answers in it. In [0, 1]; 0 is perfect."""
    at = np.minimum((sure * bins).astype(int), bins - 1)
    each = [(at == number) for number in range(bins)]
    return float(sum(abs(sure[b].mean() - right[b].mean()) * b.mean() for b in each if b.any()))


def main(
    questions: Annotated[
        list[Path], typer.Argument(help="Questions with known answers; of a second file only how sure to be is learnt.")
    ],
    index: Annotated[Path, typer.Option(help="An index of their reports.")],
    check: Annotated[list[Path] | None, typer.Option(help="Other questions over the same index, to look at.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="The weights that decide without the span model.")] = False,
) -> None:
    """Fit the reader's weights and print them with what they achieve."""
    opened, settings, model = Index.open(index), Settings(), None if plain else span_model()
    training = [list(weigh(opened, read(path), settings, model)) for path in questions]
    checking = {path: list(weigh(opened, read(path), settings, model)) for path in check or []}
    for language in ("zh", "en"):
        chosen = [[it for it in shelf if it.question.language == language] for shelf in training]
        weights = fit(chosen, None if model is None else PLAIN[language])
        of = ", ".join(f"{weight:.2f}" for weight in weights.of)
        rest = (weights.slope, weights.here, weights.shift, weights.alone, weights.sure_alone)
        sure = ", ".join(f"{weight:.2f}" for weight in rest)
        out.print(f'"{language}": Weights({weights.bias:.2f}, ({of}), {sure}),')
        report(chosen[0], weights)
        for path, those in checking.items():
            out.print(f"  on {path}:")
            report([it for it in those if it.question.language == language], weights)


if __name__ == "__main__":
    try:
        typer.run(main)
    except BaogaoError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
