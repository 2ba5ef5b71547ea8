"""Reads reports that were damaged in many ways, and says whether any of them crashes or hangs its reader.

    python -m benchmarks.fuzz --reports examples/reports --seconds 120 --seed 0 --keep offenders

Each try takes a file of the shelf, changes it a few times (bits, chunks, two files in one; inside the members of an
archive, the streams of a PDF, the tags of a page), and has it read by a worker as `index.sync` would. The same seed
makes the same files in the same order. Exit code 1 where a reader crashed or hung; the files that did it are kept.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count, takewhile
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from lxml import etree
from rich.console import Console
from rich.table import Table

from index.files import pool
from index.files.worker import Failure, File, Limits
from index.split import SplitSettings

Mutation = Callable[[bytes, bytes, Random], bytes]
"""Takes a file, another one of the shelf, and the dice."""

_LARGEST = 3 * 2**20  # bytes of a file to start from: a larger one takes the time of many
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"4294967296", b"99999999999999999999", b"1e309", b"NaN")
_BAITS = (
    "第",
    "（",
    "一、",
    "1.",
    "一是",
    " ",
    "9 ",
    "年",
    "区",
    "\t",
    "<",
    "&amp;",
    "| ",
    "#",
    "(cid:1)",
    "\u202e",
    "\n",
)


# ---- ways to damage a file ----


def flip(data: bytes, _other: bytes, dice: Random) -> bytes:
    """Some bits."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 8, 64, 512)) if data else 0):
        changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def cut(data: bytes, _other: bytes, dice: Random) -> bytes:
    """The end, or a piece of the middle."""
    start, stop = _span(data, dice)
    return data[:start] if dice.random() < 0.3 else data[:start] + data[stop:]


def double(data: bytes, _other: bytes, dice: Random) -> bytes:
    """A chunk, up to a thousand times."""
    start, stop = _span(data, dice, longest=2000)
    return data[:stop] + data[start:stop] * dice.choice((1, 2, 10, 1000)) + data[stop:]


def blank(data: bytes, _other: bytes, dice: Random) -> bytes:
    """A chunk, by one byte."""
    start, stop = _span(data, dice, longest=2000)
    return data[:start] + bytes([dice.choice((0, 32, 255))]) * (stop - start) + data[stop:]


def splice(data: bytes, other: bytes, dice: Random) -> bytes:
    """The beginning of one file, the end of another."""
    return data[: _span(data, dice)[0]] + other[_span(other, dice)[0] :]


def renumber(data: bytes, _other: bytes, dice: Random) -> bytes:
    """Numbers that stand in the file as text: sizes, offsets, spans."""
    return _replace(rb"\d+", data, dice, lambda _: dice.choice(_NUMBERS))


def retag(data: bytes, _other: bytes, dice: Random) -> bytes:
    """Tags dropped, put twice, nested deep, or in one another's place."""
    tags = re.findall(rb"<[^<>]{1,300}>", data) or [b"<a>"]
    turns = (lambda _: b"", lambda tag: tag * 2, lambda tag: tag * 3000, lambda _: dice.choice(tags))
    return _replace(rb"<[^<>]{1,300}>", data, dice, dice.choice(turns))


def reword(data: bytes, _other: bytes, dice: Random) -> bytes:
    """Words, lines and figures in one another's place."""
    words = re.findall(rb"\S+", data) or [b""]
    return _replace(rb"\S+", data, dice, lambda _: dice.choice(words))


def regrow(data: bytes, _other: bytes, dice: Random) -> bytes:
    """The tree of a page or a part: elements dropped, put twice, elsewhere, or deep; what comes out is sound."""
    try:
        tree = etree.fromstring(data, etree.HTMLParser() if b"<html" in data[:2000].lower() else etree.XMLParser())
    except (etree.LxmlError, ValueError):
        return retag(data, _other, dice)
    for _ in range(dice.choice((1, 5, 50))):
        with suppress(ValueError):  # a name that the parser takes and its tree does not
            dice.choice(_GROWTHS)(dice.choice(list(tree.iter("*"))), tree, dice)
    return bytes(etree.tostring(tree))


def _drop(element: Any, _tree: Any, _dice: Random) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _repeat(element: Any, _tree: Any, dice: Random) -> None:
    for _ in range(dice.choice((1, 3, 100)) if element.getparent() is not None and len(element) < 100 else 0):
        element.addnext(deepcopy(element))


def _move(element: Any, tree: Any, dice: Random) -> None:
    target = dice.choice(list(tree.iter("*")))
    if element is not target and element not in target.iterancestors():
        target.append(element)


def _nest(element: Any, _tree: Any, dice: Random) -> None:
    for _ in range(dice.choice((1, 20, 300))):
        element = etree.SubElement(element, element.tag)


def _say(element: Any, tree: Any, dice: Random) -> None:
    element.text = dice.choice(_BAITS).replace("\u202e", "") * dice.choice((1, 1000))
    for name in list(element.attrib)[:2]:
        element.set(name, dice.choice((*_NUMBERS, b"")).decode())


_GROWTHS = (_drop, _repeat, _move, _nest, _say)


def bait(data: bytes, _other: bytes, dice: Random) -> bytes:
    """One sign thousands of times, where a line ends: what a careless pattern stumbles over."""
    words = dice.choice(_BAITS).encode() * dice.choice((100, 5000, 50000))
    return _replace(rb"\n|>|$", data, dice, lambda match: match + words, most=2)


def in_archive(data: bytes, other: bytes, dice: Random) -> bytes:
    """The members of an archive, which is sound again afterwards."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        return flip(data, other, dice)
    for name in dice.sample(sorted(members), min(len(members), dice.choice((1, 1, 2, 5)))):
        members[name] = dice.choice(_IN_MEMBERS)(members[name], dice.choice(list(members.values())), dice)
    if dice.random() < 0.1:
        members.pop(dice.choice(sorted(members)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def in_streams(data: bytes, other: bytes, dice: Random) -> bytes:
    """The packed streams of a PDF file; those that do not become longer leave every offset right."""

    def change(stream: bytes) -> bytes:
        head, body, tail = re.fullmatch(rb"(stream\r?\n)(.*?)(\r?\nendstream)", stream, re.S).groups()  # type: ignore[union-attr]
        try:
            plain = zlib.decompressobj().decompress(body, 10 * 2**20)
        except zlib.error:
            return head + flip(body, other, dice) + tail
        return head + zlib.compress(dice.choice(_IN_STREAMS)(plain, other, dice)).ljust(len(body), b"\0") + tail

    return _replace(rb"stream\r?\n.*?\r?\nendstream", data, dice, change)


_ANYWHERE: tuple[Mutation, ...] = (flip, cut, double, blank, splice)
_IN_TEXT: tuple[Mutation, ...] = (*_ANYWHERE, *[retag, regrow, reword, renumber, bait] * 2)
_IN_MEMBERS: tuple[Mutation, ...] = (*_IN_TEXT, *[regrow] * 15)
_IN_STREAMS: tuple[Mutation, ...] = (flip, cut, double, blank, *[reword, renumber] * 3)
_IN_PDF: tuple[Mutation, ...] = (*_ANYWHERE, renumber, *[in_streams] * 15)
_IN_ARCHIVE: tuple[Mutation, ...] = (*_ANYWHERE, *[in_archive] * 30)


def mutate(data: bytes, other: bytes, dice: Random) -> bytes:
    """The file after one to three changes of the kinds that fit what it is."""
    is_text = _is_text(data)
    for _ in range(dice.choice((1, 1, 2, 3))):
        data = dice.choice(_ways(data, is_text))(data, other, dice)
    return _mended(data) if is_text and dice.random() < 0.8 else data


def _is_text(data: bytes) -> bool:
    try:
        return b"%PDF-" not in data[:1024] and bool(data.decode())
    except UnicodeDecodeError:
        return False


def _ways(data: bytes, is_text: bool) -> tuple[Mutation, ...]:
    if is_text:
        return _IN_TEXT
    return _IN_PDF if b"%PDF-" in data[:1024] else _IN_ARCHIVE if data.startswith(b"PK") else _ANYWHERE


def _mended(text: bytes) -> bytes:
    """Without the halves of characters that cuts leave: most damaged pages are still text."""
    return text.decode("utf-8", "ignore").encode()


def _span(data: bytes, dice: Random, longest: int = 1 << 40) -> tuple[int, int]:
    start = dice.randint(0, len(data))
    return start, dice.randint(start, min(len(data), start + longest))


def _replace(pattern: bytes, data: bytes, dice: Random, turn: Callable[[bytes], bytes], most: int = 20) -> bytes:
    """Some of the places that match the pattern."""
    matches = list(re.finditer(pattern, data, re.S))
    for match in sorted(dice.sample(matches, min(len(matches), dice.randint(1, most))), key=lambda it: -it.start()):
        data = data[: match.start()] + turn(match[0]) + data[match.end() :]
    return data


# ---- the run ----


@dataclass(slots=True)
class Tally:
    """What became of the files of one format. `peak` in bytes of resident memory, where the system tells."""

    tried: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashed: int = 0
    hung: int = 0
    slowest: float = 0.0
    slowest_file: str = ""
    peak: int = 0


def damaged(shelf: dict[str, list[Path]], seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Without end: a format, a name that tells how to make the file again, and its bytes."""
    for number in count():
        dice = Random(f"{seed}/{number}")
        suffix = dice.choice(sorted(shelf))
        path = dice.choice(shelf[suffix])
        other = dice.choice(shelf[dice.choice((suffix, suffix, dice.choice(sorted(shelf))))])
        yield (
            suffix,
            f"{seed}-{number:06}-{path.stem[:30]}{suffix}",
            mutate(path.read_bytes(), other.read_bytes(), dice),
        )


def fuzz(
    reports: Sequence[Path], seconds: float, seed: int, *, ocr: bool, limits: Limits, keep: Path
) -> dict[str, Tally]:
    """Damages and reads files until the time is up."""
    shelf = originals(reports)
    tallies = {suffix: Tally() for suffix in shelf}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for suffix, name, data in takewhile(lambda _: time.monotonic() < end, damaged(shelf, seed)):
            path = Path(folder, name)
            path.write_bytes(data)
            _reset_peaks()
            started = time.monotonic()
            (result,) = pool.read_files([File(path, name)], SplitSettings(), ocr=ocr, limits=limits)
            _count(tallies[suffix], name, result, time.monotonic() - started)
            if isinstance(result, Failure) and result.kind in ("crash", "time"):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(data)
                (keep / f"{name}.reason").write_text(f"{result.reason}\n", encoding="utf-8")
            path.unlink()
    return tallies


def originals(reports: Sequence[Path]) -> dict[str, list[Path]]:
    """Suffix → files to start from."""
    shelf: dict[str, list[Path]] = {}
    for path in sorted(path for folder in reports for path in folder.rglob("*")):
        if path.is_file() and path.stat().st_size <= _LARGEST:
            shelf.setdefault(path.suffix, []).append(path)
    return shelf


def _count(tally: Tally, name: str, result: object, seconds: float) -> None:
    tally.tried += 1
    tally.peak = max(tally.peak, _peak())
    if seconds > tally.slowest:
        tally.slowest, tally.slowest_file = seconds, name
    match result:
        case Failure(kind="crash"):
            tally.crashed += 1
        case Failure(kind="time"):
            tally.hung += 1
        case Failure(reason=reason):
            tally.refused[reason.code.value] += 1
        case _:
            tally.read += 1


def _workers() -> list[Path]:
    """What the system tells of the workers; nothing where it is not Linux."""
    children = Path("/proc/self/task", str(os.getpid()), "children")
    return [Path("/proc", pid) for pid in children.read_text().split()] if children.exists() else []


def _reset_peaks() -> None:
    for worker in _workers():
        with suppress(OSError):  # it has ended
            (worker / "clear_refs").write_text("5")


def _peak() -> int:
    """The most resident memory that a worker has had since it was reset, in bytes."""
    most = 0
    for worker in _workers():
        with suppress(OSError):
            found = re.search(r"VmHWM:\s*(\d+) kB", (worker / "status").read_text())
            most = max(most, int(found[1]) * 1024 if found else 0)
    return most


def table(tallies: dict[str, Tally]) -> Table:
    shown = Table("format", "tried", "read", "refused", "crashed", "hung", "slowest", "slowest file", "peak memory")
    for suffix, it in sorted(tallies.items()):
        figures = (it.tried, it.read, it.refused.total(), it.crashed, it.hung)
        shown.add_row(suffix, *map(str, figures), f"{it.slowest:.1f} s", it.slowest_file, f"{it.peak / 2**20:.0f} MiB")
    return shown


def main(
    reports: Annotated[list[Path], typer.Option(help="Folders of files to start from.")],
    seconds: Annotated[float, typer.Option(min=1, help="How long.")] = 120,
    seed: Annotated[int, typer.Option(help="Another seed makes other files.")] = 0,
    keep: Annotated[Path, typer.Option(help="Where files that crash or hang their reader go.")] = Path("offenders"),
    limit: Annotated[float, typer.Option(help="Seconds after which a reader hangs.")] = 30,
    ocr: Annotated[bool, typer.Option(help="Read pictures too; slow.")] = False,
) -> None:
    """Reads damaged reports for a while; exit code 1 where a reader crashed or hung."""
    tallies = fuzz(reports, seconds, seed, ocr=ocr, limits=Limits(seconds=limit), keep=keep)
    out = Console(width=None if sys.stdout.isatty() else 200)
    out.print(table(tallies))
    for suffix, tally in sorted(tallies.items()):
        for reason, times in tally.refused.most_common():
            out.print(f"{suffix}: {times} × {reason}", highlight=False, markup=False)
    if any(tally.crashed or tally.hung for tally in tallies.values()):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
