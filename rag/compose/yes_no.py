"""Yes or no, by the words that decide. Where a bound is asked of a figure, `rag.compose.figures` compares it."""

from __future__ import annotations

from index.language.negation import denials
from index.language.quantities import quantities
from index.language.sentence_ends import clause_spans
from rag.understand.query import Query
from rag.understand.slots import FIRST, LATER


def decides(query: Query, said: str, holds_enough: bool) -> bool | None:
    """True for yes, False for no, None where the words do not tell.

    They say no where they deny or say the contrary of what is asked. A sentence that does neither says yes where it
    `holds_enough` of the question, but not that something went wrong which it does not name.
    """
    if query.is_negated:
        return None
    if _denies(said, query.content) or any(it.value == 0 for it in quantities(said)):
        return False
    if query.is_on_the_first and LATER.search(said) and not FIRST.search(said):
        return False  # asked is whether it was the first, and it was the third
    if any(it.is_said_by(said) for it in query.contraries):
        return False
    if query.givens and not {it.amount for it in query.givens} & {it.amount for it in quantities(said)}:
        return None  # it is so many that it asks about
    return True if holds_enough and not query.is_on_the_unwelcome else None


def _denies(said: str, asked: str) -> bool:
    """Does a clause deny what is asked? One that shares no word with the question denies something else, where another
    clause affirms what it asks for ("编制了规划，不存在问题")."""
    clauses = [(said[start:end], _shared(said[start:end], asked)) for start, end in clause_spans(said)]
    affirmed = max((shared for clause, shared in clauses if not denials(clause)), default=0)
    return any(shared or not affirmed for clause, shared in clauses if denials(clause))


def _shared(clause: str, asked: str) -> int:
    """How many pairs of neighbouring characters of the question stand in the clause."""
    return sum(pair in clause for pair in {asked[at : at + 2] for at in range(len(asked) - 1)} if pair.isalnum())
