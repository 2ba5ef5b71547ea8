"""What holds for every report text, from its lines to its passages and their units."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from index.describe import describe
from index.load.lines import Line
from index.load.lines import Loaded as Lines
from index.load.text import read
from index.outline import outline
from index.report import Passage, Report
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
sizes = st.builds(SplitSettings, size=st.sampled_from([20, 80, 320]), unit=st.sampled_from([1, 30, 100]))


def passages_of(text: str, settings: SplitSettings = SplitSettings()) -> tuple[Tidied, list[Passage]]:
    tidied = tidy(read(text.replace("\0", "")))
    sections = outline(tidied.text, tidied.paragraphs)
    return tidied, split(REPORT, tidied, sections, settings)


def solid(text: str) -> str:
    return "".join(text.split())


@given(plain, st.lists(furniture, min_size=12, max_size=12))
def test_tidy_loses_nothing_but_blanks_and_furniture(parts: list[str], around: list[str]) -> None:
    mixed = [line for part, other in zip(parts, around, strict=False) for line in (*part.split("\n"), other)]
    kept = [line for part in parts for line in part.split("\n")]
    assert solid(tidy(read("\n".join(mixed))).text) == solid("".join(kept))


@given(st.lists(st.tuples(paragraphs, st.integers(1, 5)), max_size=12))
def test_pages_only_go_up_and_are_those_of_the_lines(given_lines: list[tuple[str, int]]) -> None:
    ordered = sorted(given_lines, key=lambda it: it[1])
    lines = [
        Line(f"{mark}）{words}", page=page)
        for mark, (words, page) in zip("甲乙丙丁戊己庚辛壬癸子丑", ordered, strict=False)
    ]
    tidied = tidy(Lines("pdf", tuple(lines), pages=5))
    assert all(before < after for before, after in pairwise(tidied.page_starts))
    for line in lines:
        assert tidied.page_at(tidied.text.index(line.text.strip())) == line.page


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
    assert all(heading for section in sections for heading in section.headings)


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
