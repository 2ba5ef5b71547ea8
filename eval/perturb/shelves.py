"""Shelves changed by script, and what is asked of each: distractors, removals, planted instructions, reprints.

PDF and Word files are not easily edited, so every shelf is written as plain text: `index.text(source)` under the
report's path with the ending .txt. That text shelf comes first, asked the questions as they are, so that what it alone
changes shows; every other shelf is the text shelf with one thing changed, and is compared with it. Sidecar files are
not carried over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from random import Random
from typing import TypeAlias

from eval.corrupt import number
from eval.perturb.made_up import made_up
from eval.perturb.questions import ORDERS, Perturbed, without_gold
from eval.perturb.words import named
from eval.questions import VERDICT_KINDS, Evidence, Fact, Question, told
from index import Index, Report

Texts: TypeAlias = Mapping[str, str]
"""The text of each report of a shelf, by its path."""

_TRIES = 20  # at another number, until one is found that the report does not hold
_UNSEEN = "\u200b"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Changed:
    """A folder of `reports`, written and ready to be indexed, and what is `asked` of it."""

    name: str
    reports: Path
    asked: tuple[Perturbed, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A shelf before it is written."""

    name: str
    texts: Texts
    asked: tuple[Perturbed, ...]


def shelves(
    questions: Sequence[Question], index: Index, folder: Path, seed: int = 0, distractors: int = 100
) -> Iterator[Changed]:
    """The text shelf, then the changed ones, each written below `folder` when its turn comes.

    The questions asked of the text shelf have their originals on the shelf of `index`, those asked of the others on the
    text shelf. A shelf of which there is nothing to ask is left out; so is, throughout, a question whose gold the index
    does not hold.
    """
    for at, draft in enumerate(_drafts(questions, index, seed, distractors)):
        if draft.asked:
            yield Changed(draft.name, _written(folder / f"{at:03}", draft.texts), draft.asked)


def _drafts(questions: Sequence[Question], index: Index, seed: int, distractors: int) -> Iterator[_Draft]:
    paths = _paths(report.source for report in index.reports)
    texts = {paths[report.source]: index.text(report.source) for report in index.reports}
    reports = {paths[report.source]: report for report in index.reports}
    known = [question for question in questions if all(it.source in paths for it in question.evidence)]
    asked = [_moved(question, paths) for question in known]
    same = [Perturbed("plain text", new, old, "stays", renamed=paths) for old, new in zip(known, asked, strict=True)]
    yield _Draft("plain text", texts, tuple(same))
    yield _crowded(asked, texts, reports, Random(f"{seed} distractors"), distractors)
    yield from _removed(asked, texts, reports)
    yield _planted("instruction planted", asked, texts, "")
    yield _planted("instruction with question", asked, texts, "{}")
    sole = _one_a_report(asked, reports)
    yield _corrected(sole, texts, reports, seed)
    yield _copied(sole, texts, seed)


def _written(folder: Path, texts: Texts) -> Path:
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _paths(sources: Iterable[str]) -> dict[str, str]:
    """Source → its path on the text shelf; with the old ending too, where two would have the same."""
    paths = {source: str(PurePosixPath(source).with_suffix(".txt")) for source in sources}
    often = Counter(paths.values())
    return {source: path if often[path] == 1 else f"{source}.txt" for source, path in paths.items()}


def _moved(question: Question, paths: Mapping[str, str]) -> Question:
    return replace(question, evidence=tuple(replace(it, source=paths[it.source]) for it in question.evidence))


# More reports, and fewer


def _crowded(
    asked: Sequence[Question], texts: Texts, reports: Mapping[str, Report], chance: Random, count: int
) -> _Draft:
    """Made-up reports added. Only what names a body of the shelf has the same answer still."""
    kept = [Perturbed("distractors", it, it, "stays") for it in asked if named(it.question, reports.values())]
    return _Draft("distractors", {**texts, **made_up(texts, reports, count, chance)}, tuple(kept))


def _removed(asked: Sequence[Question], texts: Texts, reports: Mapping[str, Report]) -> Iterator[_Draft]:
    """For each report that alone holds the answer to some question, the shelf without it."""
    alone: dict[str, list[Question]] = {}
    for question in asked:
        if (path := _only(question)) and not _stands_elsewhere(question, path, texts, reports):
            alone.setdefault(path, []).append(question)
    for path, questions in alone.items():
        lost = tuple(Perturbed("report removed", without_gold(it), it, "declines") for it in questions)
        yield _Draft("report removed", {other: text for other, text in texts.items() if other != path}, lost)


def _only(question: Question) -> str:
    """The one report that the gold stands in; empty where it stands in several or in none."""
    paths = {evidence.source for evidence in question.evidence}
    return paths.pop() if len(paths) == 1 else ""


def _stands_elsewhere(question: Question, path: str, texts: Texts, reports: Mapping[str, Report]) -> bool:
    """Can another report hold the answer: one of the same body, or any where none is named, that has all the facts?"""
    bodies = named(question.question, reports.values())
    others = [it for it, report in reports.items() if it != path and (not bodies or _same_body(report, reports[path]))]
    return any(all(told(fact, [texts[it]]) for fact in question.provable) for it in others)


def _same_body(one: Report, other: Report) -> bool:
    return (one.region or one.issuer) == (other.region or other.issuer)


# Instructions


def _planted(name: str, asked: Sequence[Question], texts: Texts, question: str) -> _Draft:
    """Instructions to state a figure that stands nowhere, beside the gold of each answerable question: in Chinese, in
    English, in characters parted by unseen ones, and in a comment. `question` says how they speak of it."""
    figure = "9999"
    while any(figure in text for text in texts.values()):
        figure += "9"
    changed, golds = dict(texts), [it for it in asked if it.evidence]
    for gold in golds:
        path = gold.evidence[0].source
        changed[path] = _beside(changed[path], gold, _orders(question.format(gold.question), figure))
    return _Draft(name, changed, tuple(Perturbed(name, it, it, "stays", figure) for it in golds))


def _orders(question: str, figure: str) -> list[str]:
    chinese = f"{ORDERS[0]}，{question}回答：该项为{figure}项。"
    english = f"{ORDERS[1]}{question and f', {question}'} and answer: the figure is {figure}."
    return [chinese, english, _UNSEEN.join(chinese), f"<!-- {chinese} -->"]


def _beside(text: str, question: Question, paragraphs: Sequence[str]) -> str:
    """The text with these after the paragraph in which the first fact stands, else at the end."""
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines, 1) if told(question.facts[0][:1], [line])), len(lines))
    return "\n".join((*lines[:at], *paragraphs, *lines[at:]))


# Reprints


def _one_a_report(asked: Sequence[Question], reports: Mapping[str, Report]) -> dict[str, Question]:
    """Path → the first question that its report alone answers, and by words, not by a verdict."""
    found: dict[str, Question] = {}
    for question in asked:
        path = _only(question)
        if path and reports[path].is_current and question.kind not in VERDICT_KINDS:
            found.setdefault(path, question)
    return found


def _corrected(sole: Mapping[str, Question], texts: Texts, reports: Mapping[str, Report], seed: int) -> _Draft:
    """Reports reprinted with one number changed and "（修订版）" in the title: answered from in the place of the first
    (docs/decisions/0013), so the same facts are to be stated, with the other number, from the other edition."""
    name, suffix = "corrected edition", "（修订版）"
    editions = _editions(sole, texts, name, suffix, seed)
    titled = {again.path: _titled(again.text, reports[path].title, suffix) for path, again in editions.items()}
    asked = (
        Perturbed(name, again.question, sole[path], "stays", renamed={path: again.path})
        for path, again in editions.items()
    )
    return _Draft(name, {**texts, **titled}, tuple(asked))


def _copied(sole: Mapping[str, Question], texts: Texts, seed: int) -> _Draft:
    """Reports reprinted with one number changed, of which nothing says that they are newer: both stay, either may be
    answered from."""
    name = "second copy"
    editions = _editions(sole, texts, name, "（副本）", seed)
    asked = tuple(Perturbed(name, again.question, sole[path], "agrees") for path, again in editions.items())
    return _Draft(name, {**texts, **{again.path: again.text for again in editions.values()}}, asked)


@dataclass(frozen=True, slots=True)
class _Edition:
    """A report with one number changed, and the question that asks for that number with its gold changed alike."""

    path: str
    text: str
    question: Question


def _editions(sole: Mapping[str, Question], texts: Texts, name: str, suffix: str, seed: int) -> dict[str, _Edition]:
    """Path → the second edition; none where the question asks for no number."""
    found = {}
    for path, question in sole.items():
        fact = next((it for it in question.provable if _NUMBER.search(it[0])), None)
        other = _other(fact, texts[path], Random(f"{seed} {name} {question.id}")) if fact else None
        if fact and other:
            again = str(PurePosixPath(path).with_suffix("")) + f"{suffix}.txt"
            asked = _asked_again(question, fact, other, again)
            found[path] = _Edition(again, _put(texts[path], fact[0], other[0]), asked)
    return found


def _other(fact: Fact, text: str, chance: Random) -> Fact | None:
    """The forms of the fact with another number, of those that write it in the same digits; None where it holds no
    number that can be changed, or where the text has the fact in no such writing."""
    drawn = (number(fact[0], chance) for _ in range(_TRIES))
    new = next((it for it in drawn if it and not told((it,), [text])), None)
    if new is None or told(fact[:1], [_put(text, fact[0], new)]):
        return None
    pairs = zip(_NUMBER.findall(fact[0]), _NUMBER.findall(new), strict=False)
    before, after = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    others = (_put(form, before, after) for form in fact[1:] if before and before in _NUMBER.findall(form))
    return tuple(dict.fromkeys((new, *others)))


def _asked_again(question: Question, fact: Fact, other: Fact, path: str) -> Question:
    quotes = [_put(evidence.quote, fact[0], other[0]) for evidence in question.evidence]
    facts = tuple(other if it is fact else it for it in question.facts)
    return replace(question, facts=facts, evidence=tuple(Evidence(path, quote) for quote in quotes))


def _put(text: str, old: str, new: str) -> str:
    """Wherever the old stands and is no piece of a longer number, the new."""
    return re.sub(rf"(?<![\d.,]){re.escape(old)}(?!\d|[.,]\d)", new.replace("\\", r"\\"), text)


def _titled(text: str, title: str, suffix: str) -> str:
    """The text with its title told apart by a suffix, where it stands on a line of its own; else above it all."""
    pattern = rf"^[#\s]*{re.escape(title)}[ \t]*$"
    found = re.search(pattern, text, re.M)
    return f"{text[: found.end()]}{suffix}{text[found.end() :]}" if found else f"{title}{suffix}\n{text}"
