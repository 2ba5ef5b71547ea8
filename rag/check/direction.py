"""Negation and direction turned round: what a claim says beside a predicate or a number, and its citations do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language.direction import directions
from index.language.negation import english_negations, negated, polarity
from index.language.script import HAN
from index.language.sentence_ends import clause_end
from rag.check.evidence import Cited, Figure, figures_of

_BESIDE = 2  # characters beside a word of direction that tell it from others
_HAN = re.compile(rf"[{HAN}]{{2}}")


def negation_turned(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Predicates negated here and not there, or there and not here. English may negate where any quote does."""
    quoted = "\n".join(it.quoted for it in cited)
    theirs_negated = negated(quoted)
    for predicate in negated(text) | theirs_negated:
        ours, theirs = polarity(text, predicate), polarity(quoted, predicate)
        if (ours[0] > theirs[0] and theirs[1]) or (ours[1] > theirs[1] and theirs[0]):
            yield predicate
    if not theirs_negated and not english_negations(quoted):
        yield from english_negations(text)[:1]


@dataclass(frozen=True, slots=True)
class _Move:
    """A word of direction: which `side`, the number behind it in its clause, the characters right before and after."""

    word: str
    side: str
    figure: Figure | None
    anchors: frozenset[str]

    def is_beside(self, other: _Move) -> bool:
        """Do both stand beside the same number?"""
        return bool(self.figure and other.figure and self.figure.is_stated_by(other.figure))

    def is_placed_as(self, other: _Move) -> bool:
        return not self.anchors.isdisjoint(other.anchors)


def direction_turned(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Words of direction that the quotes turn round: beside the same number, or else between the same words."""
    there = [move for it in cited for move in _moves(it.quoted)]
    for move in _moves(text):
        like = [it for it in there if move.is_beside(it)] or [it for it in there if move.is_placed_as(it)]
        if like and all(it.side != move.side for it in like):
            yield move.word


def _moves(text: str) -> Iterator[_Move]:
    figures = figures_of(text)
    for it in directions(text):
        stop = clause_end(text, it.end())
        beside = next((figure for figure in figures if it.end() <= figure.start < stop), None)
        before, after = text[max(0, it.start() - _BESIDE) : it.start()], text[it.end() : it.end() + _BESIDE]
        anchors = {f"{before}<" if _HAN.fullmatch(before) else "", f">{after}" if _HAN.fullmatch(after) else ""}
        yield _Move(it[0], it.lastgroup or "", beside, frozenset(anchors - {""}))
