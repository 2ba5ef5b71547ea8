"""Encodings told apart, and what Markdown marks."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load import load
from index.load.sanity import Unreadable
from index.load.text import decode, read
from tests.index.load.row_words import tell, words_of

TEXT = "云湖区2023年度法治政府建设报告\n2023年，全区共办理行政许可277项，满意率99.8％。“一网通办”——见附件①。\n"
TRADITIONAL = "臺北市政府民國一百一十二年度施政報告\n本年度共受理申請案件二百七十七件，均已依限辦結。\n"
ENCODINGS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16, little end first": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 without a mark, big end first": TEXT.encode("utf-16-be"),
    "GB18030": TEXT.encode("gb18030"),
    "GBK": TEXT.encode("gbk"),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS)
def test_encodings_give_the_same_text(data: bytes) -> None:
    assert decode(data) == TEXT


def test_big5() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["一、总体要求", "云湖区司法局", "共277件。", "（二）优化服务", "附件：1", "洪泽湖畔一景"]
)
def test_six_characters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["一、總體要求", "雲湖區司法局", "（二）優化服務", "臺北市政府報告"])
def test_six_characters_are_enough_in_big5(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "utf-16-le", "utf-16-be"])
def test_english(encoding: str) -> None:
    assert decode("Government work report, 2023".encode(encoding)) == "Government work report, 2023"


@pytest.mark.parametrize("text", ["Revenue was £1,204.0 million.", "The café division grew 12% to €3 bn – a record."])
def test_few_signs_among_english_words_are_no_chinese(text: str) -> None:
    assert decode(text.encode()) == text


PIECE = 10
ENOUGH = {"utf-8": 1.0, "gb18030": 0.995, "utf-16-le": 0.995, "utf-16-be": 0.995}


@pytest.mark.parametrize("encoding", ENOUGH)
def test_pieces_of_real_reports(shared: Path, encoding: str) -> None:
    """Ten characters from anywhere."""
    texts = [file.read_text("utf-8") for file in sorted((shared / "reports" / "rule-of-law").glob("*.txt"))]
    dice, right = random.Random(1), 0
    for _ in range(1000):
        text = dice.choice(texts)
        at = dice.randrange(len(text) - PIECE)
        right += decode(text[at : at + PIECE].encode(encoding)) == text[at : at + PIECE]
    assert right >= 1000 * ENOUGH[encoding]


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        read(decode(data))
    except Unreadable as refused:
        assert len(str(refused).splitlines()) == 1


def test_the_example_in_gb18030_loads_as_its_utf8_copy(tmp_path: Path) -> None:
    report = Path(__file__).parents[3] / "examples" / "reports" / "望江审批局2022法治报告.txt"
    copy = tmp_path / "copy.txt"
    copy.write_text(report.read_text("gb18030"), encoding="utf-8")
    assert copy.read_bytes() != report.read_bytes()
    assert load(copy, "copy") == load(report, "report")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xef\xbb\xbf\xff"])
def test_a_mark_that_lies(data: bytes) -> None:
    with pytest.raises(Unreadable, match="breaks off at byte"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_inside_a_character_says_where(encoding: str) -> None:
    data = TEXT.encode(encoding).strip()[:-1]
    with pytest.raises(Unreadable, match=f"begins as {encoding} but breaks off at byte"):
        decode(data)


def test_bytes_of_no_encoding() -> None:
    with pytest.raises(Unreadable):
        read(decode(bytes(range(256)) * 8))


def test_nul_is_no_text() -> None:
    with pytest.raises(Unreadable, match="neither text"):
        read("报告\0报告")


def test_markdown_headings_carry_their_level() -> None:
    loaded = read("# 报告\n正文\n### 三级\n#标签\n####### 七\n\n")
    assert [(line.text, line.level) for line in loaded.lines] == [
        ("# 报告", 1),
        ("正文", 0),
        ("### 三级", 3),
        ("#标签", 0),
        ("####### 七", 0),
        ("", 0),
    ]
    assert loaded.pages == 0


def test_underlined_headings_carry_their_level() -> None:
    loaded = read("云湖区报告\n=====\n\n一、总体要求\n---\n正文。")
    assert [(line.text, line.level) for line in loaded.lines] == [
        ("云湖区报告", 1),
        ("", 0),
        ("一、总体要求", 2),
        ("正文。", 0),
    ]


@pytest.mark.parametrize(
    "text", ["正文一句。\n---", "上行\n下行\n---", "---\n---", "=\n", "长" * 61 + "\n---", "\n---"]
)
def test_rules_that_underline_nothing(text: str) -> None:
    assert not any(line.level for line in read(text).lines)


TABLE = "| 项目 | 受理 | 办结 |\n|:---|---:|:-:|\n| 行政许可 | 5 | 5 |\n| 处罚 \\| 强制 | **7** |\n"
GRID = [["项目", "受理", "办结"], ["行政许可", "5", "5"], ["处罚 | 强制", "**7**", ""]]


@pytest.mark.parametrize("above", ["表1 办件情况", "## 表1 办件情况", "**表1 办件情况**", "表1 办件情况\n"])
def test_markdown_tables_become_rows(above: str) -> None:
    lines = read(f"正文一句。\n\n{above}\n{TABLE}\n下文一句。\n").lines
    rows = [line for line in lines if line.solid]
    assert [line.text for line in rows] == ["项目\t受理\t办结", "行政许可\t5\t5", "处罚 | 强制\t**7**"]
    assert [words_of(line) for line in rows] == tell(GRID, "表1 办件情况")
    assert (lines[0].text, lines[-1].text) == ("正文一句。", "下文一句。")
    assert not any("---" in line.text for line in lines)


@pytest.mark.parametrize("text", ["a | b\nc | d", "| a |\n---", "a | b\n|---|\n", "甲|乙\n---\n", "|---|---|\n"])
def test_pipes_that_are_no_table(text: str) -> None:
    loaded = read(text)
    assert not any(line.solid for line in loaded.lines)
    assert "|" in loaded.lines[0].text


def test_a_table_without_outer_pipes() -> None:
    assert [line.text for line in read("项目 | 件数\n--- | ---\n许可 | 5").lines] == ["项目\t件数", "许可\t5"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert [line.text for line in read(f"甲{end}乙{end}").lines] == ["甲", "乙"]


def test_form_feeds_part_pages() -> None:
    loaded = read("云湖区报告\n- 1 -\f二、普法\n普法12场。\n\f")
    assert [(line.text, line.page) for line in loaded.lines] == [
        ("云湖区报告", 1),
        ("- 1 -", 1),
        ("二、普法", 2),
        ("普法12场。", 2),
    ]
    assert loaded.pages == 2
    assert read("云湖区报告\f").pages == 0
