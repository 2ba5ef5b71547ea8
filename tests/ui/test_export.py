"""The conversation as a document: everything is there, its sources are numbered once, and words stay words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from csv import reader
from dataclasses import replace
from html import unescape
from typing import Any

import docx as word
import openpyxl
import pytest
from markdown_it import MarkdownIt

from chat.conversation.export import csv, docx, markdown, xlsx
from rag.answer import Answer, Claim, Row
from rag.markup import BIDI_CONTROLS

HARMLESS = {"h1", "h2", "p", "ol", "li", "ul", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}


def rendered(text: str) -> str:
    """As a reader shows it that takes HTML and tables."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def shown(html: str) -> str:
    """The words alone."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def as_text(answers: Sequence[Answer], language: str) -> str:
    return markdown(answers, language).decode()


def told(data: bytes) -> str:
    """All words of a Word file, in its tables too."""
    file = word.Document(io.BytesIO(data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


@pytest.fixture
def compared(answer: Answer) -> Answer:
    """With rows, items and a notice."""
    lake, hill = answer.citations
    rows = (Row("云湖区", "1,204项", 1204.0, lake), Row("青山区", "987项", 987.0, hill))
    return replace(answer, rows=rows, items=("行政许可", "行政处罚"), notice="青山区少于云湖区。")


def test_markdown_tells_question_answer_and_numbered_sources(answer: Answer) -> None:
    html = rendered(as_text([answer], "zh"))
    words = shown(html)
    assert html.startswith("<h1>对话记录</h1>")
    assert f"<h2>{answer.question}</h2>" in html
    assert "理解为 云湖区 · 青山区 · 2023年" in words
    assert "云湖区2023年共办理行政许可事项1,204项，按时办结率100%。 [1]" in words
    assert "青山区2023年共办理行政许可事项987项，少于云湖区。 [2][1]" in words
    assert "青山区2023年政府信息公开工作年度报告 · 青山区人民政府办公室 · 2023年 · 第 3 页" in words
    assert "二、主要工作 › （一）行政许可" in words
    assert html.count("<ol") == 1 and html.count("<li>") == 2
    quote = html.partition("<blockquote>")[2].partition("</blockquote>")[0]
    assert shown(quote).strip() == "全年共办理行政许可事项1,204项，按时办结率100%"


def test_sources_are_numbered_over_the_whole_conversation(answer: Answer) -> None:
    first = replace(answer, claims=answer.claims[:1])
    words = shown(rendered(as_text([first, answer], "zh")))
    assert words.count("按时办结率100%。 [1]") == 2
    assert "少于云湖区。 [2][1]" in words


def test_figures_side_by_side_are_a_csv_file_and_a_sheet(compared: Answer) -> None:
    lake, hill = compared.citations
    lines = [
        ["地区、单位或年份", "数值", "数字", "出处", "页", "原文"],
        ["云湖区", "1,204项", "1204", lake.source, "", lake.quote],
        ["青山区", "987项", "987", hill.source, "3", hill.quote],
    ]
    assert list(reader(io.StringIO(csv(compared, "zh").decode("utf-8-sig")))) == lines
    (sheet,) = openpyxl.load_workbook(io.BytesIO(xlsx(compared, "zh"))).worksheets
    assert [["" if it is None else str(it) for it in row] for row in sheet.iter_rows(values_only=True)] == lines


def test_no_field_is_a_formula(compared: Answer) -> None:
    attack = replace(compared, rows=(Row("=1+1", "@SUM(A1)", 1.0, compared.citations[0]),))
    (_, line) = reader(io.StringIO(csv(attack, "zh").decode("utf-8-sig")))
    assert line[:2] == ["'=1+1", "'@SUM(A1)"]
    (sheet,) = openpyxl.load_workbook(io.BytesIO(xlsx(attack, "zh"))).worksheets
    assert {sheet["A2"].data_type, sheet["B2"].data_type} == {"s"}


def test_more_than_nine_sources_stay_one_list(shelf: Any) -> None:
    text = shelf.text("云湖区2023.txt")
    cited = [shelf.cite("云湖区2023.txt", text[:length]) for length in range(6, 18)]
    html = rendered(as_text([Answer("？", tuple(Claim("是。", (citation,)) for citation in cited))], "zh"))
    assert (html.count("<ol"), html.count("<li>"), html.count("<blockquote>")) == (1, 12, 12)
    assert "<pre>" not in html


def test_a_decline_tells_what_was_looked_for_and_what_is_near(declined: Answer, answer: Answer) -> None:
    near = replace(declined, nearest=answer.claims[:1])
    for words in (shown(rendered(as_text([near], "en"))), told(docx([near], "en"))):
        assert declined.notice in words
        assert "≈ 云湖区2023年共办理行政许可事项1,204项，按时办结率100%。 [1]" in words
        assert "Sources" in words


def test_figures_side_by_side_become_a_table(compared: Answer) -> None:
    html = rendered(as_text([compared], "zh"))
    cells = [shown(cell) for cell in re.findall(r"<t[hd]>.*?</t[hd]>", html)]
    expected = ["地区、单位或年份", "数值", "出处", "云湖区", "1,204项", "[1]", "青山区", "987项", "[2]"]
    assert cells == expected
    assert "<ul>\n<li>行政许可</li>\n<li>行政处罚</li>\n</ul>" in html
    file = word.Document(io.BytesIO(docx([compared], "zh")))
    (table,) = file.tables
    assert [cell.text for row in table.rows for cell in row.cells] == expected
    bullets = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "List Bullet"]
    assert bullets == ["行政许可", "行政处罚"]
    assert "青山区少于云湖区。" in told(docx([compared], "zh"))


def test_word_tells_the_same_and_says_who_made_it(answer: Answer) -> None:
    file = word.Document(io.BytesIO(docx([answer], "zh")))
    paragraphs = [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs]
    assert paragraphs[:2] == [("Heading 1", "对话记录"), ("Heading 2", answer.question)]
    assert ("Quote", "2023年，全区共办理行政许可事项987项") in paragraphs
    assert any(text.startswith("[2] 青山区2023年政府信息公开工作年度报告 · ") for _, text in paragraphs)
    about = file.core_properties
    assert (about.title, about.author, about.comments) == ("对话记录", "Baogao", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_conversation_is_a_document_too(language: str) -> None:
    assert as_text([], language).startswith("# ")
    assert told(docx([], language))


def test_nothing_hostile_is_active_in_markdown(hostile: tuple[Any, Answer]) -> None:
    answer = hostile[1]
    source = as_text([attacked(answer)], "zh")
    html = rendered(source)
    assert set(re.findall(r"<(\w+)", html)) <= HARMLESS
    assert not re.search(r"<\w+ ", html), "attributes"
    assert shown(html).count(" ".join(answer.question.translate(BIDI_CONTROLS).split())) >= 5, "shown as it is"
    assert not set(map(chr, BIDI_CONTROLS)) & set(source)
    assert not re.search(r"(?<!\\):(?=//)|www\.|evil\.example", source), "what readers link on their own"


def test_nothing_hostile_is_active_in_word(hostile: tuple[Any, Answer]) -> None:
    answer = hostile[1]
    data = docx([attacked(answer)], "zh")
    assert told(data).count(" ".join(answer.question.translate(BIDI_CONTROLS).split())) >= 5
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        links = parts.read("word/_rels/document.xml.rels").decode()
        body = parts.read("word/document.xml").decode()
    assert "External" not in links
    assert not re.search(r"<w:(hyperlink|instrText|fldSimple|drawing|object|pict)\b", body)


def attacked(answer: Answer) -> Answer:
    """With the attack wherever words of others go."""
    attack, cited = answer.question, answer.citations[0]
    return replace(answer, rows=(Row(attack, attack, 1.0, cited),), items=(attack,))


@pytest.mark.parametrize(
    "text",
    [
        "1. 一", "12) 二", "- 三", "+ 四", "* 五", "# 六", "> 七", "---", "===", "***", "    八", "\t九", "~~~ 十",
        "```", "|a|b|", "[a]: http://evil.example", "<http://evil.example>", "a@evil.example", "www.evil.example",
        "![](data:,)", "&copy;", "\\<b>", "a  \nb", "$\\href{javascript:1}{x}$", "*强调*_强调_`码`", "[^1]", "==x==",
        ":smile:", "行尾\\",
    ],
)  # fmt: skip
def test_words_are_shown_as_they_are(text: str) -> None:
    html = rendered(as_text([Answer("？", (Claim(text, ()),))], "zh"))
    body = html.partition("</h2>\n")[2]
    assert re.fullmatch(r"<p>[^<]*</p>\n", body), body
    assert shown(body).strip() == " ".join(text.split())


def test_figures_are_left_readable() -> None:
    assert "增长5.6%，其中(一)占64.2%" in as_text([Answer("？", (Claim("增长5.6%，其中(一)占64.2%", ()),))], "zh")


def test_characters_that_xml_forbids_are_left_out() -> None:
    text = (
        "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x202E))) + "字\U00030000"
    )
    answer = Answer(text, (Claim(text, ()),))
    for words in (told(docx([answer], "zh")), as_text([answer], "zh")):
        assert words.count("字\U00030000") == 2
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202e]", words)
