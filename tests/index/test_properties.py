"""What holds for every report text, from its lines to its passages and their units."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from index.describe import describe
from index.load.lines import Line
from index.load.lines import Loaded as Lines
from index.load.text import read
from index.outline import outline
from index.report import Passage, Report, Row
from index.split import SplitSettings, split, units
from index.tidy import Tidied, tidy

REPORT = Report("报告.txt", "0" * 64, "云湖区2023年报告")
ENDS = "。！？；"

numbers = st.sampled_from(
    ["一、", "（一）", "(二)", "1.", "3、", "（2）", "第三章 ", "# ", "## 二、", "**（三）", "十一、"]
)
phrases = st.text("云湖区政府全面推进法治建设行许可年月日万元的，、：“”（）《》%0123456789 ab", min_size=1, max_size=60)
sentences = st.builds("{}{}{}".format, phrases, st.sampled_from(ENDS), st.sampled_from(["", "", "", "”", "）", "’】"]))
paragraphs = st.lists(sentences, min_size=1, max_size=8).map("".join)
headings = st.builds("{}{}".format, numbers, phrases)
wrapped = st.lists(st.text("云湖区推进依法行政", min_size=30, max_size=30), min_size=8, max_size=16).map("\n".join)
odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
furniture = st.sampled_from(
    [
        "返回上一级",
        "字号",
        "打印",
        "- 12 -",
        "第 3 页 共 8 页",
        "—————",
        "您当前的位置：首页>公开",
        "【大】【中】【小】",
    ]
)
texts = st.lists(st.one_of(headings, paragraphs, wrapped, st.just(""), odd, furniture), max_size=20).map("\n".join)
plain = st.lists(st.one_of(headings, paragraphs, wrapped), max_size=12)
HAN = "子丑寅卯辰巳午未申酉"
loose = st.builds(
    Line,
    st.builds(
        "{}{}".format, st.sampled_from(["", "", "\u3000\u3000", "    ", " "]), st.one_of(headings, sentences, phrases)
    ),
    page=st.integers(1, 6),
    level=st.sampled_from([0, 0, 0, 0, 1, 2, 25]),
    solid=st.booleans(),
    row=st.sampled_from([None, None, Row(0, 1, "许可: 2")]),
)
sizes = st.builds(SplitSettings, size=st.sampled_from([20, 80, 320]), unit=st.sampled_from([1, 30, 100]))


def passages_of(text: str, settings: SplitSettings = SplitSettings()) -> tuple[Tidied, list[Passage]]:
    tidied = tidy(read(text.replace("\0", "")))
    sections = outline(tidied.text, tidied.paragraphs)
    return tidied, split(REPORT, tidied, sections, settings)


def solid(text: str) -> str:
    return "".join(text.split())


@given(plain, st.lists(furniture, min_size=12, max_size=12))
def test_tidy_loses_nothing_but_blanks_and_furniture(parts: list[str], around: list[str]) -> None:
    """A site's buttons stand at both ends of a file, rules and dressed page numbers anywhere."""
    lines = [line for part in parts for line in part.split("\n")]
    mixed = "\n".join((*around[:6], *lines, *around[6:]))
    assert solid(tidy(read(mixed)).text) == solid("".join(lines))
    rules = [line for place, line in enumerate(lines) for line in (line, ["—————", "- 12 -", "第 3 页"][place % 3])]
    assert solid(tidy(read("\n".join(rules))).text) == solid("".join(lines))


@given(st.lists(loose, max_size=24), st.booleans())
def test_every_character_survives_in_order_whatever_the_lines_are(given_lines: list[Line], paged: bool) -> None:
    """Heads and page numbers go; lines of the report, each of its own, stay: solid, told, indented, on any page."""
    own = [replace(line, text=_numbered(at, line.text)) for at, line in enumerate(given_lines)]
    lines = own if paged else [replace(line, page=None) for line in own]
    if paged:
        sheets = [list(sheet) for _, sheet in groupby(lines, lambda line: line.page)]
        around = [
            [Line("云湖区人民政府公报", page=s[0].page), *s, Line(f"— {s[0].page} —", page=s[0].page)] for s in sheets
        ]
        lines = [line for sheet in (around if len(sheets) > 2 else sheets) for line in sheet]
    assert solid(tidy(Lines("pdf", tuple(lines))).text) == solid("".join(line.text for line in own))


def _numbered(at: int, text: str) -> str:
    """A line that no other is like, with its blanks before it kept."""
    words = text.lstrip()
    return f"{text[: len(text) - len(words)]}{HAN[at % 10]}{HAN[at // 10]}）{words}"


@given(
    st.lists(st.text("云湖区政府全面推进法治建设行许可的，、", min_size=12, max_size=120), min_size=6, max_size=20),
    st.sampled_from([40, 52, 76]),
)
def test_paragraphs_that_are_indented_are_never_fused(words: list[str], width: int) -> None:
    whole = [f"甲{text}。" for text in words]
    lines = [
        ("\u3000\u3000" if at == 0 else "") + text[max(0, at * width // 2 - 2) : (at + 1) * width // 2 - 2]
        for text in whole
        for at in range(2 * (len(text) + 2) // width + 1)
    ]
    assert _begin_paragraphs("\n".join(filter(str.strip, lines)), whole)


@given(st.lists(paragraphs, min_size=1, max_size=8))
def test_paragraphs_that_blank_lines_part_are_never_fused(whole: list[str]) -> None:
    """In a file that is not wrapped: each line a paragraph."""
    whole = [f"甲{text}" for text in whole]
    assert _begin_paragraphs("\n\n".join(whole), whole)


@given(st.lists(st.tuples(numbers, phrases, st.sampled_from(["", "。", "；", "，"])), min_size=1, max_size=12))
def test_numbered_lines_are_never_fused(items: list[tuple[str, str, str]]) -> None:
    whole = [f"{number}甲{text}{end}" for number, text, end in items]
    assert _begin_paragraphs("\n".join(f"{line}乙" if line[-1] in "、（《“" else line for line in whole), whole)


def _begin_paragraphs(text: str, whole: list[str]) -> bool:
    """Does each of these begin a paragraph of the tidy text, in order?"""
    tidied = tidy(read(text))
    begins = iter(solid(tidied.text[p.start : p.end]) for p in tidied.paragraphs)
    return all(any(begin.startswith(solid(line)[:8]) for begin in begins) for line in whole)


@given(st.lists(st.tuples(paragraphs, st.integers(1, 5)), max_size=12))
def test_pages_are_those_of_the_lines_even_where_they_go_back(given_lines: list[tuple[str, int]]) -> None:
    lines = [
        Line(f"{mark}）{words}", page=page)
        for mark, (words, page) in zip("甲乙丙丁戊己庚辛壬癸子丑", given_lines, strict=False)
    ]
    tidied = tidy(Lines("pdf", tuple(lines), pages=5))
    assert all(before[0] < after[0] for before, after in pairwise(tidied.page_starts))
    at = -1
    for line in lines:
        at = tidied.text.index(line.text.strip()[:2], at + 1)
        assert tidied.page_at(at) == line.page


@given(texts)
def test_paragraphs_cover_the_text_in_order(text: str) -> None:
    tidied = tidy(read(text.replace("\0", "")))
    pieces = [tidied.text[p.start : p.end] for p in tidied.paragraphs]
    assert "".join(piece + "\n" for piece in pieces) == tidied.text
    assert all(piece.strip() == piece != "" for piece in pieces)


@given(texts)
def test_tidy_changes_nothing_the_second_time(text: str) -> None:
    """Where no line was joined and so no evidence of a wrapped file is lost."""
    once = tidy(read(text.replace("\0", "")))
    if all("\n" not in line and len(line) < 20 for line in text.split("\n")):
        assert tidy(read(once.text)).text == once.text


@given(texts)
def test_sections_cover_the_text(text: str) -> None:
    tidied = tidy(read(text.replace("\0", "")))
    sections = outline(tidied.text, tidied.paragraphs)
    assert "".join(tidied.text[s.start : s.end] for s in sections) == tidied.text
    assert all(section.start < section.end for section in sections)
    assert all(0 < len(heading) <= 80 for section in sections for heading in section.headings)


@given(texts, sizes)
@example(
    "一、总则\n（一）范围\n甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。甲。", SplitSettings(20, 30)
)
def test_offsets_give_the_passage_back(text: str, settings: SplitSettings) -> None:
    tidied, passages = passages_of(text, settings)
    for passage in passages:
        assert tidied.text[passage.start : passage.end] == passage.text
        assert passage.text.strip() == passage.text != ""
    assert [passage.id for passage in passages] == list(range(len(passages)))


@given(texts, sizes)
def test_passages_hold_everything_once_and_in_order(text: str, settings: SplitSettings) -> None:
    tidied, passages = passages_of(text, settings)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert solid("".join(passage.text for passage in passages)) == solid(tidied.text)


@given(texts, sizes)
def test_a_passage_holds_words_of_one_section_and_of_headings_above_it(text: str, settings: SplitSettings) -> None:
    tidied, passages = passages_of(text, settings)
    sections = outline(tidied.text, tidied.paragraphs)
    for passage in passages:
        touched = [s.headings for s in sections if s.start < passage.end and passage.start < s.end]
        assert all(headings == passage.headings[: len(headings)] for headings in touched)


@given(texts, sizes)
def test_passages_are_no_longer_than_asked_for(text: str, settings: SplitSettings) -> None:
    """But for the headings that open them."""
    for passage in passages_of(text, settings)[1]:
        assert len(passage.text) <= settings.size + sum(len(heading) + 10 for heading in passage.headings)


@given(texts, sizes)
def test_units_cover_their_passage(text: str, settings: SplitSettings) -> None:
    _, passages = passages_of(text, settings)
    for passage in passages:
        spans = units(passage, settings)
        assert [passage.start, *(end for _, end in spans)] == [*(start for start, _ in spans), passage.end]
        assert all(start < end for start, end in spans)


@given(st.lists(paragraphs, min_size=1, max_size=6).map("\n".join))
def test_a_sentence_end_and_what_closes_it_stay_with_the_sentence(text: str) -> None:
    """Wherever sentences are shorter than a passage, none begins with what ends or closes another."""
    tidied, passages = passages_of(text)
    starts = {start for passage in passages for start, _ in ((passage.start, 0), *units(passage, SplitSettings()))}
    for start in starts:
        if start and tidied.text[start - 1] != "\n":
            assert tidied.text[start] not in ENDS
            assert tidied.text[start] not in "”’）】" or tidied.text[start - 1] not in ENDS


@given(texts)
def test_any_text_can_be_described(text: str) -> None:
    tidied = tidy(read(text.replace("\0", "")))
    report = describe("报告.txt", "0" * 64, tidied)
    assert report.title
    assert re.fullmatch(r"|\d{4}-\d\d-\d\d", report.date)
    assert report.year is None or 1900 <= report.year < 2100
