"""Public question sets → a folder of ours: `reports/` to be indexed, and `questions.jsonl` with gold over them.

Usage:
    python -m eval adapt SET --out OUT
    python -m index build OUT/reports --out OUT/index
    python -m eval OUT/questions.jsonl --index OUT/index

Two styles are read:

    squad       JSON of data[].paragraphs[].{context, qas[].{id, question, answers[].{text, answer_start},
                is_impossible}} (Rajpurkar et al. 2016, 2018; CMRC 2018, DRCD); `plausible_answers` are ignored
    passages    JSON lines of {question | query, positive | pos, negative | neg, answers, id}: a passage is a text or
                {text, title}; `answers` is required, since what an answer must say cannot be told from a passage

Every paragraph or passage becomes a report of its own, with its article's title in a sidecar, so that retrieval runs
over all of them. A question that is unanswerable over its own paragraph may well be answered by another one, and an
answerable one by others too ("the city"): both count against what is measured.

The index holds reports as they are written, while questions are asked in simplified characters
(`index.language.normalise`): of a set in traditional ones, words alone find the right paragraph of 80 questions in a
hundred, and of 94 where the reports are simplified too (DRCD dev). `simplified` turns reports, questions and answers
alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from eval.adapters import passages, squad
from eval.adapters.draft import Block, up_to
from eval.adapters.folder import FolderUnusable, refuse_taken, write
from eval.adapters.gold import LeftOut, as_ours
from eval.adapters.reading import Faulty, SetInvalid, text_of
from eval.adapters.simplified import turned

__all__ = ["Adapted", "FolderUnusable", "LeftOut", "SetInvalid", "Style", "adapt"]

Style: TypeAlias = Literal["squad", "passages"]

_READERS: Mapping[Style, Callable[[str], Iterator[Block]]] = {"squad": squad.blocks, "passages": passages.blocks}
_SHAPES: Mapping[Style, str] = {"squad": squad.SHAPE, "passages": passages.SHAPE}


@dataclass(frozen=True, slots=True)
class Adapted:
    """What a public set became: the numbers of reports and of questions, and the questions that were left out."""

    reports: int
    questions: int
    left_out: tuple[LeftOut, ...]


def adapt(
    path: Path, out: Path, style: Style | None = None, limit: int | None = None, simplified: bool = False
) -> Adapted:
    """Writes the public set at `path` as the folder `out`, with `reports/` and `questions.jsonl`.

    `style` is told by the content where it is not given. `limit` takes only the first so many questions, and the
    paragraphs up to the last of them: a smaller shelf is an easier one. `simplified` turns all characters simplified.

    A wrong offset is mended to the nearest place where the answer stands. An answer that its paragraph does not hold is
    passed over, and a question without any that is held left out. All kinds are "fact" or "unanswerable".

    What is at `out` is replaced where it was written by this function, and other files there stay. Raises SetInvalid
    for a set that cannot be read or holds no question, FolderUnusable for a folder that holds something else.
    """
    refuse_taken(out)
    text = text_of(path)
    style = style or _style_of(text)
    try:
        blocks = list(up_to(limit, _READERS[style](text)))
    except Faulty as faulty:
        raise SetInvalid(path, faulty.faults, _SHAPES[style]) from faulty
    sources, questions, left_out = as_ours(map(turned, blocks) if simplified else blocks)
    if not questions:
        first = f": {left_out[0].id!r}: {left_out[0].reason}" if left_out else ""
        raise SetInvalid(path, [f"holds no question that can be taken{first}"], _SHAPES[style])
    write(out, sources, questions)
    return Adapted(len(sources), len(questions), left_out)


def _style_of(text: str) -> Style:
    """Passages where the first line that holds anything is an object of its own that has no `data`; else squad."""
    try:
        record = json.loads(text.lstrip().split("\n", 1)[0])
    except (ValueError, RecursionError):
        return "squad"
    return "passages" if isinstance(record, dict) and "data" not in record else "squad"
