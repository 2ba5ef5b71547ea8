"""The real reports: what each says of itself, what stands in it, which are refused, and that none is a copy."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from index.duplicates.links import Link, link
from index.duplicates.minhash import resemblance, sketch
from index.errors import UnreadableReport
from index.files.parse import Content, read_report
from index.split import SplitSettings

REAL = {
    source: {**fields, "regions": tuple(fields["regions"])}
    for source, fields in tomllib.loads(
        (Path(__file__).parent / "describe" / "described.toml").read_text("utf-8")
    ).items()
}
UNLIKE = 0.55  # copies resemble their original by 0.6 and more


@cache
def content(root: Path, source: str) -> Content:
    return read_report(root / source, source, SplitSettings())


def sources(root: Path) -> Iterator[str]:
    yield from (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file())


@pytest.mark.parametrize("source", REAL)
def test_real_reports(shared: Path, source: str) -> None:
    report = content(shared / "reports", source).report
    nothing = {"number": "", "date": "", "year": None}
    assert {field: getattr(report, field) for field in (*nothing, *REAL[source])} == {**nothing, **REAL[source]}


def test_the_real_comparison_of_two_years(shared: Path) -> None:
    (source,) = (path.name for path in (shared / "reports" / "disclosure").glob("*2023vs2024*"))
    report = content(shared / "reports", f"disclosure/{source}").report
    assert (report.region, report.year, report.pages) == ("宿迁市", None, 18)


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_every_quote_of_the_questions_stands_in_the_text_that_was_read(shared: Path) -> None:
    questions = [json.loads(line) for line in (shared / "questions" / "dev.jsonl").read_text("utf-8").splitlines()]
    quotes = [(e["source"], e["quote"]) for question in questions for e in question["evidence"]]
    texts = {source: folded(content(shared / "reports", source).text) for source, _ in quotes}
    missing = [(source, quote) for source, quote in quotes if folded(quote) not in texts[source]]
    assert quotes
    assert missing == []


def test_all_are_read_but_the_damaged_which_are_gibberish(shared: Path) -> None:
    root, refused = shared / "reports", {}
    for source in sources(root):
        try:
            assert content(root, source).passages
        except UnreadableReport as error:
            refused[error.source] = "gibberish" in str(error)
    assert refused == {f"damaged/{path.name}": True for path in sorted((root / "damaged").iterdir())}


def test_copies_of_all_of_them_are_found_and_no_others(shared: Path) -> None:
    root = shared / "reports"
    held = [content(root, source) for source in sources(root) if not source.startswith("damaged/")]
    assert set(link([(it.report, it.text) for it in held]).values()) == {Link()}
    sketches = [sketch(it.text) for it in held]
    assert max(resemblance(a, b) for a, b in combinations(sketches, 2)) < UNLIKE
    reprints = [(replace(it.report, source=f"z/{it.report.source}.html"), on_a_site(it.text)) for it in held]
    links = link([*((it.report, it.text) for it in held), *reprints])
    linked = {frozenset((source, one.copy_of)) for source, one in links.items() if one.copy_of}
    assert linked == {frozenset((it.report.source, f"z/{it.report.source}.html")) for it in held}


def on_a_site(text: str) -> str:
    head = "首页 > 政务公开 > 年度报告\n来源：云湖发布 发布日期：2025-03-02 浏览次数：4711 字号：大 中 小\n"
    return f"{head}{text}\n上一篇：关于防汛的通知\n主办单位：云湖区人民政府办公室 网站标识码3200000001\n"
