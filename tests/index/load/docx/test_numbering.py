"""The numbers that Word draws before paragraphs are part of what a reader sees."""

from __future__ import annotations

import pytest

from index.load.docx import read
from tests.index.load.office_files import p, word


def level(at: int, format: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(*levels: str, key: str = "0") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: str, of: str = "0", inside: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'


def item(text: str, at: int = 0, key: str = "1") -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>')


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(word(body, **parts)).lines]


OUTLINE = abstract(
    level(0, "chineseCounting", "%1、"), level(1, "chineseCountingThousand", "（%2）"), level(2, "decimal", "%3.")
)


def test_levels_count_on_their_own_and_begin_anew_below_a_higher_one() -> None:
    body = (
        item("甲")
        + item("乙", 1)
        + item("丙", 2)
        + item("丁", 2)
        + item("戊", 1)
        + p("正文")
        + item("己")
        + item("庚", 1)
    )
    assert texts(body, numbering=OUTLINE + num("1")) == [
        "一、甲",
        "（一）乙",
        "1. 丙",
        "2. 丁",
        "（二）戊",
        "正文",
        "二、己",
        "（一）庚",
    ]


def test_a_level_may_show_those_above_it() -> None:
    numbering = abstract(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
    assert texts(item("甲") + item("乙", 1) + item("丙", 2) + item("丁", 1), numbering=numbering + num("1")) == [
        "1 甲",
        "1.1 乙",
        "1.1.1 丙",
        "1.2 丁",
    ]


def test_figures_where_the_level_asks_for_them() -> None:
    numbering = abstract(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")) + num(
        "1"
    )
    assert texts(item("总则") + item("目的", 1), numbering=numbering) == ["第一章 总则", "1.1 目的"]


def test_no_gap_where_the_level_wants_none() -> None:
    numbering = abstract(level(0, "decimal", "第%1条", more='<w:suff w:val="nothing"/>')) + num("1")
    assert texts(item("目的"), numbering=numbering) == ["第1条目的"]


def test_lists_of_one_kind_go_on_unless_they_say_otherwise() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(level(0, "decimal", "%1、")) + num("1") + num("2") + num("3", inside=again)
    body = item("甲") + item("乙", key="2") + item("丙", key="3") + item("丁", key="3") + item("戊")
    assert texts(body, numbering=numbering) == ["1、甲", "2、乙", "5、丙", "6、丁", "7、戊"]


def test_a_level_that_never_begins_anew() -> None:
    more = '<w:lvlRestart w:val="0"/>'
    numbering = abstract(level(0, "decimal", "%1、"), level(1, "decimal", "（%2）", more=more)) + num("1")
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert texts(body, numbering=numbering) == ["1、甲", "（1）乙", "2、丙", "（2）丁"]


def test_bullets_say_nothing() -> None:
    assert texts(item("甲"), numbering=abstract(level(0, "bullet", "\uf06c")) + num("1")) == ["甲"]


def test_styles_number_their_paragraphs() -> None:
    linked = level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="H1"/>')
    linked += level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="H2"/>')
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{at}"><w:name w:val="heading {at}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for at in (1, 2)
    )
    body = (
        p("总体要求", style="H1")
        + p("目标", style="H2")
        + p("附", style="H1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    lines = read(word(body, styles=styles, numbering=abstract(linked) + num("1"))).lines
    assert [(line.text, line.level) for line in lines] == [("一、总体要求", 1), ("（一）目标", 2), ("附", 1)]


def test_a_list_described_by_a_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = abstract(level(0, "upperRoman", "%1.")) + link + num("9") + num("1", of="1")
    assert texts(item("甲") + item("乙"), styles=styles, numbering=numbering) == ["I. 甲", "II. 乙"]


@pytest.mark.parametrize("paragraph", [item("甲", key="7"), item("甲", at=3), item("甲", at=99)])
def test_lists_that_are_not_there(paragraph: str) -> None:
    assert texts(paragraph, numbering=abstract(level(0, "decimal", "%1.")) + num("1")) == ["甲"]
