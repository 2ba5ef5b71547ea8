"""What readers said of answers as candidates for questions with known answers. A person reads them before they count.

The file is the one that `chat.conversation.feedback` writes (eval does not import chat):

    PRAGMA application_id   1113674566 ("BaoF")
    PRAGMA user_version     1
    feedback                id, at (ISO time, UTC), verdict (1 or -1), reason, question, answer (Answer.to_dict() as
                            JSON), generation (of the index that answered), language (of the page: "zh" or "en")
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.questions import KINDS
from eval.text_match import fold, stands
from index.errors import BaogaoError
from index.language.gazetteer import spellings

APPLICATION, VERSION = 0x42616F46, 1
BY_HAND = ".by-hand.jsonl"

Line = dict[str, Any]
"""One line of a file of questions; `../shared/questions/README.md` and `eval.questions` say what it holds."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The last word on one question."""

    at: str
    verdict: int
    reason: str
    question: str
    answer: Mapping[str, Any]
    generation: str


def candidates(db: Path) -> list[Line]:
    """Questions whose answer a reader liked, with that answer as gold: whole lines, which `eval.questions` reads.

    An answer of kind fact is gold where each claim's span stands in its quote; a decline makes an unanswerable
    question. Asked several times, a question has the last verdict. Raises BaogaoError where `db` is no feedback.
    """
    return [_candidate(said) for said in _last_words(db) if not _missing(said)]


def by_hand(db: Path) -> list[Line]:
    """The other questions, without gold; `missing` says what a person must add or decide. They are no valid lines."""
    return [_open_line(said, missing) for said in _last_words(db) if (missing := _missing(said))]


def write_candidates(db: Path, out: Path) -> tuple[int, int]:
    """Writes the candidates to `out` and the others beside it (`x.jsonl` and `x.by-hand.jsonl`); how many of each.

    Raises BaogaoError where `db` is no feedback or the files cannot be written.
    """
    ready, unready = candidates(db), by_hand(db)
    try:
        _write(out, ready)
        _write(out.with_suffix(BY_HAND), unready)
    except OSError as error:
        raise BaogaoError(f"{out}: cannot be written ({error.strerror}); name another file") from error
    return len(ready), len(unready)


def _candidate(said: _Said) -> Line:
    proofs = list(_proofs(said.answer))
    facts = dict.fromkeys(span for span, _, _ in proofs)
    quotes = dict.fromkeys((source, quote) for _, source, quote in proofs)
    declined = bool(said.answer["declined"])
    return _line(said) | {
        "kind": "unanswerable" if declined else "fact",
        "answerable": not declined,
        "facts": [[fact] for fact in facts],
        "evidence": [{"source": source, "quote": quote} for source, quote in quotes],
        "note": _note("liked", said),
    }


def _open_line(said: _Said, missing: str) -> Line:
    answer = said.answer
    verdict = "liked" if said.verdict > 0 else "disliked"
    return _line(said) | {
        "kind": answer["kind"] if answer["kind"] in KINDS else "",
        "answerable": None,
        "facts": [],
        "evidence": [],
        "note": _note(verdict, said),
        "missing": missing,
        "answered": answer["text"],
        "cited": [{"source": it["source"], "quote": it["quote"]} for it in answer["citations"]],
    }


def _line(said: _Said) -> Line:
    digest = sha256(said.question.encode()).hexdigest()[:12]
    return {"id": f"feedback-{digest}", "question": said.question, "language": said.answer["language"]}


def _note(verdict: str, said: _Said) -> str:
    by = f"{verdict} {said.at} over {said.generation or 'an unnamed generation'}"
    return f"{by}: {said.reason}" if said.reason else by


def _missing(said: _Said) -> str:
    """Why this is no candidate, as what a person has to do; empty where it is one."""
    answer = said.answer
    if said.verdict < 0:
        return "the right answer: whether there is one, its kind, facts and evidence"
    if leaning := _unnamed(said):
        return f"a question that stands alone: it was taken to mean {leaning}, which it does not name"
    if answer["declined"]:
        return ""
    if answer["kind"] != "fact":
        return f"facts and evidence of a question of kind {answer['kind']}: only those of kind fact can be taken over"
    if len(list(_proofs(answer))) < len(answer["claims"]):
        return "facts: not every sentence of the answer has words of its quote that answer on their own"
    return "" if answer["claims"] else "the answer, which has no sentence"


def _proofs(answer: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Of each claim whose span stands in a quote of its own: the span, the source, the quote."""
    for claim in answer["claims"]:
        span = claim["span"].strip()
        cited = (it for it in claim["citations"] if span and stands(span, it["quote"]))
        if first := next(cited, None):
            yield span, first["source"], first["quote"]


def _unnamed(said: _Said) -> str:
    """The bodies and years of the scope that the question does not name: they came from a turn before, or a filter."""
    scope, question = said.answer["scope"], fold(said.question)
    bodies = [name for name in scope["bodies"] if not _is_named(name, question)]
    years = [str(year) for year in scope["years"] if str(year) not in question]
    return ", ".join((*bodies, *years, *scope["sources"]))


def _is_named(body: str, question: str) -> bool:
    """Two characters of it that follow one another are enough, or its name as English spells it."""
    forms = (*map("".join, pairwise(fold(body))), *map(fold, spellings(body)))
    return any(form in question for form in forms)


def _last_words(db: Path) -> list[_Said]:
    """What was said of each question last, in the order of the questions' first rows."""
    last = {said.question: said for said in _read(db)}
    return list(last.values())


def _read(db: Path) -> list[_Said]:
    try:
        with closing(sqlite3.connect(f"{db.absolute().as_uri()}?mode=ro", uri=True)) as file:
            found = [file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if found != [APPLICATION, VERSION]:
                raise BaogaoError(f"{db}: not a file of feedback that this Baogao can read; name what the chat wrote")
            columns = "at, verdict, reason, question, answer, generation"
            rows = file.execute(f"SELECT {columns} FROM feedback ORDER BY id").fetchall()
        return [
            _Said(at, verdict, reason, question.strip(), json.loads(answer), generation)
            for at, verdict, reason, question, answer, generation in rows
        ]
    except (sqlite3.Error, ValueError) as error:
        raise BaogaoError(f"{db}: cannot be read as feedback ({error}); name the file that the chat wrote") from error


def _write(path: Path, lines: Iterable[Line]) -> None:
    """Aside, then renamed: a run that stops leaves no half of a file."""
    aside = path.with_name(f"{path.name}.tmp")
    aside.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    aside.replace(path)
