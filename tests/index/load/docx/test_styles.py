"""Headings go by name, by outline level and by inheritance."""

from __future__ import annotations

import pytest

from index.load.docx import read
from tests.index.load.office_files import p, r, word


def style(key: str, name: str, based: str = "", inside: str = "", more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}" {more}><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{inside}</w:style>'
    )


def outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


STYLES = "".join(
    [
        style("a", "Normal", more='w:default="1"'),
        style("1", "heading 1", "a"),
        style("b2", "标题 2", "a"),
        style("t", "Title", "a"),
        style("own", "公文一级", "a", outline(0)),
        style("child", "章节", "own"),
        style("grandchild", "节", "child"),
        style("plain", "正文不入目录", "1", outline(9)),
        style("circle", "甲", "circle2"),
        style("circle2", "乙", "circle"),
        style("orphan", "丙", "missing"),
        style("sub", "Subtitle", "a"),
    ]
)


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("", 0),
        ("a", 0),
        ("1", 1),
        ("b2", 2),
        ("t", 1),
        ("own", 1),
        ("child", 1),
        ("grandchild", 1),
        ("plain", 0),
        ("circle", 0),
        ("orphan", 0),
        ("sub", 0),
        ("missing", 0),
    ],
)
def test_the_level_of_a_style(key: str, level: int) -> None:
    (line,) = read(word(p("总体要求", style=key), styles=STYLES)).lines
    assert line.level == level


@pytest.mark.parametrize(("said", "level"), [("2", 3), ("9", 0), ("x", 0)])
def test_what_the_paragraph_says_itself_holds(said: str, level: int) -> None:
    body = p("总体要求", style="1", properties=f'<w:outlineLvl w:val="{said}"/>')
    assert read(word(body, styles=STYLES)).lines[0].level == level


def test_the_default_style_is_that_of_paragraphs_that_name_none() -> None:
    styles = style("h", "heading 3", more='w:default="1"')
    assert read(word(p("总体要求"), styles=styles)).lines[0].level == 3


def test_the_table_of_contents_is_left_out() -> None:
    styles = STYLES + style("toc1", "toc 1") + style("tochead", "TOC Heading")
    body = p("目录", style="tochead") + p("一、总体要求\t1", style="toc1") + p("一、总体要求", style="1")
    assert [line.text for line in read(word(body, styles=styles)).lines] == ["一、总体要求"]


def test_styles_may_hide_text() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = (
        style("h", "隐藏", inside=hidden)
        + f'<w:style w:type="character" w:styleId="c"><w:name w:val="c"/>{hidden}</w:style>'
    )
    body = p("看不见", style="h") + p("看", r("不", '<w:rStyle w:val="c"/>'), "见")
    body += p(r("又见", '<w:vanish w:val="false"/>'), style="h")
    assert [line.text for line in read(word(body, styles=styles)).lines] == ["看见", "又见"]
