"""Encodings told apart, and Markdown headings."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from index.load import load
from index.load.sanity import Unreadable
from index.load.text import decode, read

TEXT = "云湖区2023年度法治政府建设报告\n2023年，全区共办理行政许可277项，满意率99.8％。“一网通办”——见附件①。\n"
TRADITIONAL = "臺北市政府民國一百一十二年度施政報告\n本年度共受理申請案件二百七十七件，均已依限辦結。\n"
ENCODINGS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16, little end first": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "GB18030": TEXT.encode("gb18030"),
    "GBK": TEXT.encode("gbk"),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS)
def test_encodings_give_the_same_text(data: bytes) -> None:
    assert decode(data) == TEXT


def test_big5() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_the_example_in_gb18030_loads_as_its_utf8_copy(tmp_path: Path) -> None:
    report = Path(__file__).parents[3] / "examples" / "reports" / "望江审批局2022法治报告.txt"
    copy = tmp_path / "copy.txt"
    copy.write_text(report.read_text("gb18030"), encoding="utf-8")
    assert copy.read_bytes() != report.read_bytes()
    assert load(copy, "copy") == load(report, "report")


def test_one_line_as_short_as_a_heading_in_gb18030() -> None:
    assert decode("一、2023年推进法治政府建设的主要举措和成效".encode("gb18030")).startswith("一、2023年")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xef\xbb\xbf\xff"])
def test_a_mark_that_lies(data: bytes) -> None:
    with pytest.raises(Unreadable, match="breaks off at byte"):
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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert [line.text for line in read(f"甲{end}乙{end}").lines] == ["甲", "乙"]
