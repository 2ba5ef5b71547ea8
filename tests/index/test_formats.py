"""The same report, whatever it is saved as, is the same sections and the same passages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from rapidfuzz.distance import Levenshtein

from index.files.parse import Content, read_report
from index.split import SplitSettings
from tests.index import formats

SOURCES = Path(__file__).parents[2] / "examples" / "sources"
NAMES = ["云湖区2023年政府信息公开年报", "望江区2023年法治政府建设报告"]
SLIPS = 0.02  # of the characters, where a page was read from its picture
Written = Callable[[str, str], Content]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Written:
    """Reads an example report as it is once saved in a format."""
    folder = tmp_path_factory.mktemp("formats")
    for name in NAMES:
        content = formats.blocks(SOURCES / f"{name}.md")
        formats.write_text(content, folder / f"{name}.txt")
        formats.write_html(content, folder / f"{name}.html")
        formats.write_docx(content, folder / f"{name}.docx")
        formats.write_pdf(content, folder / f"{name}.pdf", browser)
        formats.write_scan(folder / f"{name}.pdf", folder / f"{name}-scan.pdf")
    kept: dict[str, Content] = {}

    def read(name: str, suffix: str) -> Content:
        path = folder / (name + suffix)
        return kept.setdefault(path.name, read_report(path, path.name, SplitSettings()))

    return read


def solid(text: str) -> str:
    """Without white space and with compatibility forms folded."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def sections(content: Content) -> list[tuple[str, ...]]:
    return [tuple(map(solid, section.headings)) for section in content.sections]


def passages(content: Content) -> list[str]:
    return [solid(passage.text) for passage in content.passages]


def told(content: Content) -> list[str]:
    return [solid(row.words) for passage in content.passages for row in passage.rows]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_every_format_gives_the_same_sections_and_passages(written: Written, name: str, suffix: str) -> None:
    plain, other = written(name, ".txt"), written(name, suffix)
    assert sections(other) == sections(plain)
    assert passages(other) == passages(plain)
    assert told(other) == told(plain)


@pytest.mark.parametrize("name", NAMES)
def test_a_scan_gives_the_same_but_for_slips(written: Written, name: str) -> None:
    plain, scan = written(name, ".txt"), written(name, "-scan.pdf")
    assert scan.report.scanned == tuple(range(1, scan.report.pages + 1))
    assert [len(path) for path in sections(scan)] == [len(path) for path in sections(plain)]
    assert len(scan.passages) == len(plain.passages)
    for ours, theirs in zip(passages(plain), passages(scan), strict=True):
        assert Levenshtein.distance(ours, theirs) <= max(2, SLIPS * len(ours)), (ours, theirs)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf", "-scan.pdf"])
def test_every_format_describes_itself_alike(written: Written, suffix: str) -> None:
    report = written(NAMES[0], suffix).report
    assert (report.title, report.issuer) == ("云湖区人民政府2023年政府信息公开工作年度报告", "云湖区人民政府")
    assert (report.kind, report.year, report.date) == ("政府信息公开年报", 2023, "2024-01-26")
