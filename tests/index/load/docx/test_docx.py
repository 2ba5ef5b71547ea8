"""Word files: what a reader sees, in reading order; broken archives refused."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

from index.load import load
from index.load.docx import read
from index.load.sanity import Unreadable
from tests.index.load.office_files import p, r, table, tc, word
from tests.index.load.row_words import tell, words_of

TEXT_BOX = "<w:txbxContent>" + p("盒中一") + p("盒中二") + "</w:txbxContent>"


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(word(body, **parts)).lines]


def fill(document: Document) -> None:
    document.add_heading("云湖区2023年法治政府建设报告", 0)
    document.add_heading("一、主要举措", 1)
    document.add_paragraph("全年集体学法4次。\n普法12场。")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目"
    table.cell(0, 2).text = "件\n数"
    for cell, words in zip(table.rows[1].cells, ("许可", "行政", "277"), strict=True):
        cell.text = words
    document.add_paragraph("二、下一步打算", "Heading 2")


@pytest.fixture
def data(make_docx: Any) -> bytes:
    return bytes(make_docx(fill))


def test_paragraphs_headings_and_tables_in_order(data: bytes) -> None:
    loaded = read(data)
    assert [(line.text, line.level) for line in loaded.lines] == [
        ("云湖区2023年法治政府建设报告", 1),
        ("一、主要举措", 1),
        ("全年集体学法4次。", 0),
        ("普法12场。", 0),
        ("项目\t件 数", 0),
        ("许可\t行政\t277", 0),
        ("二、下一步打算", 2),
    ]
    assert (loaded.format, loaded.pages) == ("docx", 0)
    assert all(line.solid and line.page is None for line in loaded.lines)


def test_deleted_hidden_and_moved_text_is_left_out_and_inserted_text_kept() -> None:
    body = p(
        "办理",
        f"<w:del>{r('200').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{r('277')}</w:ins>",
        f"<w:moveFrom>{r('旧处')}</w:moveFrom>",
        f"<w:moveTo>{r('件')}</w:moveTo>",
        r("密", "<w:vanish/>"),
        r("。", '<w:vanish w:val="0"/>'),
    )
    assert texts(body) == ["办理277件。"]


def test_paragraphs_whose_parting_was_deleted_are_one() -> None:
    body = p("全年办理", properties="<w:rPr><w:del/></w:rPr>") + p("许可277件。")
    assert texts(body) == ["全年办理许可277件。"]


def test_results_of_fields_are_read_and_their_codes_are_not() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>MERGEFIELD 件数</w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + r("内") + mark("end")
    body = p("办理", mark("begin"), code, inner, mark("separate"), "277", mark("end"), "件")
    simple = p('<w:fldSimple w:instr="DATE">' + r("2024年1月30日") + "</w:fldSimple>")
    assert texts(body + simple) == ["办理277件", "2024年1月30日"]


def test_a_field_that_never_ends_swallows_nothing_but_its_paragraph() -> None:
    assert texts(p("甲", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "码") + p("乙")) == ["甲", "乙"]


def test_breaks_tabs_hyphens_and_symbols() -> None:
    wingdings, alien = ('<w:r><w:sym w:font="Wingdings" w:char="F052"/></w:r>', '<w:r><w:sym w:char="F0E0"/></w:r>')
    body = p("一", "<w:r><w:tab/></w:r>", "二", '<w:r><w:br w:type="page"/></w:r>', "三", wingdings, alien)
    other = p("0517", "<w:r><w:noBreakHyphen/></w:r>", "8", "<w:r><w:softHyphen/></w:r>", "8")
    assert texts(body + other) == ["一\t二", "三☑", "0517-88"]


def test_links_controls_and_formulas_are_read_through_and_prompts_are_not() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    prompt = control.replace("<w:sdtPr/>", "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>").replace("控件", "单击此处输入")
    block = f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>"
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    body = p(
        f"<w:hyperlink>{r('链接')}</w:hyperlink>", f"<w:smartTag>{r('标记')}</w:smartTag>", control, prompt, formula
    )
    assert texts(body + block) == ["链接标记控件a+b", "块"]


@pytest.mark.parametrize(
    "box",
    [
        f"<w:r><w:drawing>{TEXT_BOX}</w:drawing></w:r>",
        f"<w:r><w:pict><v:textbox>{TEXT_BOX}</v:textbox></w:pict></w:r>",
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{TEXT_BOX}</mc:Choice>"
        f"<mc:Fallback><w:pict>{TEXT_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        f"<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>{TEXT_BOX}</mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    ],
)
def test_a_text_box_follows_the_paragraph_it_hangs_on_once(box: str) -> None:
    assert texts(p("前", box, "文") + p("后")) == ["前文", "盒中一", "盒中二", "后"]


def test_words_drawn_as_a_picture() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="云湖区人民政府文件"/></v:shape></w:pict></w:r>'
    assert texts(p(art)) == ["云湖区人民政府文件"]


def test_notes_follow_their_paragraph_and_leave_a_mark() -> None:
    body = p("许可", '<w:r><w:footnoteReference w:id="2"/></w:r>', "277件", '<w:r><w:endnoteReference w:id="2"/></w:r>')
    body += p("处罚", '<w:r><w:footnoteReference w:id="3"/></w:r>')
    notes = {
        "footnotes": '<w:footnote w:id="0"/>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " 含变更。")}</w:footnote>'
        f'<w:footnote w:id="3">{p("不含警告。")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p("据年报。")}</w:endnote>',
    }
    assert texts(body, **notes) == [
        "许可［注1］277件［尾注1］",
        "［注1］含变更。",
        "［尾注1］据年报。",
        "处罚［注2］",
        "［注2］不含警告。",
    ]


def test_rows_of_a_table_are_told_with_their_caption_and_merged_heads() -> None:
    down = "<w:vMerge/>"
    rows = (
        tc("项目", properties='<w:vMerge w:val="restart"/>') + tc("本年", properties='<w:gridSpan w:val="2"/>'),
        tc(properties=down) + tc("受理") + tc("办结"),
        tc("行政许可") + tc("550") + tc("548"),
    )
    lines = read(word(p("正文一句。") + p("表1 行政执法情况") + table(*rows))).lines
    assert [line.text for line in lines[2:]] == ["项目\t本年", "受理\t办结", "行政许可\t550\t548"]
    grid = [["项目", "本年", "本年"], ["项目", "受理", "办结"], ["行政许可", "550", "548"]]
    assert [words_of(line) for line in lines[2:]] == tell(grid, "表1 行政执法情况")
    assert "受理: 550" in words_of(lines[-1])


def test_a_cell_over_several_rows_is_shown_once_and_told_in_each() -> None:
    rows = (
        tc("类别") + tc("项目") + tc("件数"),
        tc("许可", properties='<w:vMerge w:val="restart"/>') + tc("新办") + tc("5"),
        tc(properties="<w:vMerge/>") + tc("变更") + tc("7"),
    )
    lines = read(word(table(*rows))).lines
    assert [line.text for line in lines] == ["类别\t项目\t件数", "许可\t新办\t5", "变更\t7"]
    assert all("许可" in words_of(line) for line in lines[1:])


def test_equal_neighbours_are_both_shown() -> None:
    rows = (tc("项目") + tc("受理") + tc("办结"), tc("许可") + tc("5") + tc("5"))
    assert texts(table(*rows))[1] == "许可\t5\t5"


def test_deleted_rows_are_left_out_and_skipped_columns_kept_free() -> None:
    body = table(tc("甲") + tc("乙"), tc("删") + tc("去"), tc("丙"))
    body = body.replace("<w:tr><w:tc><w:tcPr></w:tcPr>" + p("删"), "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("删"))
    body = body.replace(
        "<w:tr><w:tc><w:tcPr></w:tcPr>" + p("丙"), '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>' + p("丙")
    )
    assert texts(body) == ["甲\t乙", "丙"]


def test_a_frame_of_one_cell_is_read_as_paragraphs() -> None:
    inner = table(tc("项目") + tc("件数"), tc("许可") + tc("5"))
    assert texts(table(tc("框内一句。", p("二、标题"), inner))) == ["框内一句。", "二、标题", "项目\t件数", "许可\t5"]


def test_a_table_within_a_cell_follows_the_table_around_it() -> None:
    inner = table(tc("内一") + tc("内二"), tc("三") + tc("4"))
    assert texts(table(tc("左") + tc("右", inner), tc("下") + tc("1")) + p("后")) == [
        "左\t右",
        "下\t1",
        "内一\t内二",
        "三\t4",
        "后",
    ]


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "content/main.xml"])
def test_the_main_part_is_where_the_package_says(main: str) -> None:
    assert [line.text for line in read(word(p("云湖区"), main)).lines] == ["云湖区"]


def test_strict_documents_are_read(change_part: Any) -> None:
    strict = change_part(
        word(p("云湖区")),
        "word/document.xml",
        lambda xml: xml.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
        ),
    )
    assert [line.text for line in read(strict).lines] == ["云湖区"]


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("word/document.xml", lambda _: b""),
        ("word/document.xml", lambda xml: xml[: len(xml) // 2]),
        ("word/document.xml", lambda _: b"<a/>"),
        ("word/document.xml", lambda xml: xml.replace(b"w:body", b"w:x")),
        ("word/styles.xml", lambda xml: xml[: len(xml) // 2]),
        ("word/_rels/document.xml.rels", lambda xml: xml[: len(xml) // 2]),
        ("_rels/.rels", lambda xml: xml[: len(xml) // 2]),
        ("word/document.xml", lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml[xml.index(b"<w:document") :]),
        ("word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 300)),
    ],
)
def test_damaged_parts_are_refused(data: bytes, change_part: Any, part: str, damage: Any) -> None:
    with pytest.raises(Unreadable):
        read(change_part(data, part, damage))


@pytest.mark.parametrize("levels", [251, 10_000])
def test_deep_nesting_is_refused(levels: int) -> None:
    with pytest.raises(Unreadable, match=r"nested|broken"):
        read(word(p("<w:ins>" * levels + r("深") + "</w:ins>" * levels)))


def test_nesting_that_programs_write_is_read() -> None:
    assert texts(p("<w:ins>" * 50 + r("浅") + "</w:ins>" * 50)) == ["浅"]


def test_parts_that_are_not_needed_may_be_missing(data: bytes, change_part: Any) -> None:
    lost = change_part(data, "word/_rels/document.xml.rels", lambda _: b"<a/>")
    assert [line.text for line in read(lost).lines] == [line.text for line in read(data).lines]


def test_a_damaged_archive_is_refused(data: bytes) -> None:
    """Noise over the packed bytes of the document itself, whose place the archive still knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 60
    with pytest.raises(Unreadable, match="broken"):
        read(data[:at] + b"\xff" * 200 + data[at + 200 :])


def test_the_word_reports_load_fast(shared: Path) -> None:
    """All 31 in well under ten seconds on two cores; it takes about one."""
    files = sorted((shared / "reports" / "provincial-2025").glob("*.docx"))
    start = time.process_time()
    assert all(load(file, file.name).lines for file in files)
    assert files
    assert time.process_time() - start < 10
