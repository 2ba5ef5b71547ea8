"""All that is trained on, found once and kept in a folder: questions with their pages, as `train.examples` has them.

The questions on the real reports held apart are written as `calibrate.jsonl`, in the form that `eval` reads.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from rich.progress import track

from index import Index, sync
from train import contrasts, examples, public, questions
from train.examples import Asked
from train.questions import DATA, Question

_EVERY = 7  # of the reports one in so many is held apart, with all questions on it: scores are calibrated on those
NAMES = ("domain", "public", "held", "calibrate", "contrasts", "held-contrasts")


def prepare(shared: Path, index: Path, out: Path, seed: int) -> None:
    """Writes `NAMES` as .jsonl files; those that are there are kept. `index` is one of the folder's reports."""
    if all((out / f"{name}.jsonl").is_file() for name in NAMES):
        return
    sync(DATA / "reports", out / "index")
    shelves = [
        (Index.open(index), questions.of_reports(shared / "questions")),
        (Index.open(out / "index"), questions.of_districts()),
    ]
    held = held_sources([it for _, asked in shelves for it in asked])
    apart = [it for it in questions.as_asked(shared / "questions") if it["source"] in held]
    examples.write(apart, out / "calibrate.jsonl")
    found = [(asked.source, page) for shelf, those in shelves for asked, page in _on(shelf, those)]
    examples.save([it for source, it in found if source not in held], out / "domain.jsonl")
    examples.save([it for source, it in found if source in held], out / "held.jsonl")
    examples.save(public.trained(shared / "qa", seed), out / "public.jsonl")
    written = list(track(contrasts.written(shared), "Contrasts"))
    kept = _apart({it.source for it in written})
    contrasts.save([it for it in written if it.source not in kept], out / "contrasts.jsonl")
    contrasts.save([it for it in written if it.source in kept], out / "held-contrasts.jsonl")


def held_sources(asked: Sequence[Question]) -> frozenset[str]:
    """The reports on which no question is trained on; pages of theirs are seen, as not answering others."""
    return _apart({it.source for it in asked})


def _apart(sources: Collection[str]) -> frozenset[str]:
    return frozenset(sorted(sources)[_EVERY // 2 :: _EVERY])


def _on(shelf: Index, asked: Sequence[Question]) -> list[tuple[Question, Asked]]:
    watched = track(asked, "Finding")
    return [(it, page) for it in watched for page in examples.of_shelf(shelf, [it], "domain")]
