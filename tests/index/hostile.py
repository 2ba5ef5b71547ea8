"""Files that were made to crash, hang or fill their reader, or to let it tell what it must not."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random

import docx

MIB = 2**20
REPORT = "云湖区2023年法治政府建设报告\n一、主要举措\n全年办理行政许可214项。\n"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LOL = f'<!DOCTYPE x [<!ENTITY l0 "哈哈">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY outside SYSTEM "file:///etc/passwd">]>'
SENTENCE = "全年办理行政许可214项。"


# ---- archives ----


def word(body: str, doctype: str = "") -> bytes:
    """A Word file with this body."""
    return parts_of(word_file(), {"word/document.xml": document(body, doctype).encode()})


def document(body: str, doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_file() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def parts_of(archive: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return out.getvalue()


def sheet(rows: str, head: str = "", strings: str = "", doctype: str = "") -> bytes:
    """A workbook of one sheet with these rows."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheetml = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
            f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{sheetml}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheetml}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{sheetml}.sharedStrings+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{X}" xmlns:r="{kinds}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{kinds}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{X}">{head}<sheetData>{rows}</sheetData></worksheet>',
            "xl/sharedStrings.xml": f'{doctype}<sst xmlns="{X}">{strings}</sst>',
        }.items():
            archive.writestr(name, content)
    return out.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def lying(archive: bytes, size: int) -> bytes:
    """The archive with other unpacked sizes in its directory and before its members."""
    data = bytearray(archive)
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for match in re.finditer(re.escape(mark), bytes(data)):
            data[match.start() + at : match.start() + at + 4] = struct.pack("<I", size)
    return bytes(data)


def overlapping(archive: bytes) -> bytes:
    """The archive with a directory in which every entry is there twenty thousand times."""
    start = archive.index(b"PK\x01\x02")
    end = archive.index(b"PK\x05\x06")
    count = archive[start:end].count(b"PK\x01\x02")
    directory = archive[start:end] * 5000
    foot = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, *[(count * 5000) & 0xFFFF] * 2, len(directory), start, 0)
    return archive[:start] + directory + foot


BLANKS = b" " * (400 * MIB)


def bomb_in(archive: bytes, name: str) -> bytes:
    return parts_of(archive, {name: BLANKS})


WHOLE = '<mergeCell ref="A1:XFD1048576"/>'
WORD_ROW = "<w:tr>{}</w:tr>"
CELL = f"<w:tc>{paragraph('9')}</w:tc>"
WIDE_CELL = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>' + paragraph("行政许可") + "</w:tc>"
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>'
)


def list_from(form: str) -> bytes:
    """A Word file with a list that counts from two thousand million in some form."""
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    document = docx.Document()
    document.add_paragraph("云湖区", style="List Number")
    out = io.BytesIO()
    document.save(out)
    return parts_of(
        out.getvalue(), {"word/numbering.xml": numbering.encode(), "word/document.xml": document_of(NUMBERED)}
    )


def document_of(body: str) -> bytes:
    return document(body).encode()


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "word bomb": lambda: bomb_in(word_file(), "word/document.xml"),
    "word bomb in a picture": lambda: bomb_in(word(paragraph(SENTENCE)), "word/media/image1.png"),
    "word bomb of styles": lambda: bomb_in(word(paragraph(SENTENCE)), "word/styles.xml"),
    "word bomb in a word file": lambda: bomb_in(word_file(), "word/embeddings/a.docx"),
    "word bomb that lies small": lambda: lying(bomb_in(word_file(), "word/document.xml"), 5000),
    "word file that lies large": lambda: lying(word(paragraph(SENTENCE)), 2**32 - 2),
    "word file with endless entries": lambda: overlapping(word(paragraph(SENTENCE))),
    "sheet bomb": lambda: bomb_in(sheet(""), "xl/worksheets/sheet1.xml"),
    "sheet bomb of strings": lambda: bomb_in(sheet(""), "xl/sharedStrings.xml"),
    "sheet bomb that lies small": lambda: lying(bomb_in(sheet(""), "xl/worksheets/sheet1.xml"), 5000),
    "word deep": lambda: word("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000),
    "word deep paragraphs": lambda: word("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "word deep but within the parser": lambda: word("<w:p>" * 240 + paragraph(SENTENCE) + "</w:p>" * 240),
    "word tables in tables": lambda: word(
        "<w:tbl><w:tr><w:tc>" * 60 + paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * 60
    ),
    "sheet deep": lambda: sheet("<row>" * 100_000 + "</row>" * 100_000),
    "word laughs": lambda: word(paragraph("&l9;"), LOL),
    "sheet laughs": lambda: sheet("", strings="<si><t>&l9;</t></si>", doctype=LOL),
    "word outside entity": lambda: word(paragraph("甲&outside;乙"), OUTSIDE),
    "sheet outside entity": lambda: sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>甲&outside;</t></si>", doctype=OUTSIDE
    ),
    "word cell over a thousand million columns": lambda: word(
        f"<w:tbl>{WORD_ROW.format(WIDE_CELL.format(10**9))}{WORD_ROW.format(WIDE_CELL.format(-5))}</w:tbl>"
    ),
    "word wide and long table": lambda: word(
        "<w:tbl>" + WORD_ROW.format(WIDE_CELL.format(63)) + WORD_ROW.format(CELL * 30) * 3000 + "</w:tbl>"
    ),
    **{
        f"word list in {form}": lambda form=form: list_from(form)
        for form in ("upperRoman", "upperLetter", "chicago", "decimal")
    },
    "sheet that says it is huge": lambda: sheet(
        f'<row r="1">{cell("A1", SENTENCE)}</row>', head='<dimension ref="A1:XFD1048576"/>'
    ),
    "sheet with a last cell": lambda: sheet(
        f'<row r="1">{cell("A1", SENTENCE)}</row><row r="1048576">{cell("XFD1048576", "214")}</row>'
    ),
    "sheet beyond the last cell": lambda: sheet(f'<row r="99999999999">{cell("ZZZZZZ99999999999", "214")}</row>'),
    "sheet merged whole": lambda: parts_of(
        sheet(""),
        {
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{X}"><sheetData><row r="1">{cell("A1", SENTENCE)}</row>'
            f"</sheetData><mergeCells>{WHOLE * 50}</mergeCells></worksheet>".encode()
        },
    ),
    "sheet of a string many times": lambda: sheet(
        "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001)),
        strings=f"<si><t>{'行政许可' * 10_000}</t></si>",
    ),
}


# ---- PDF ----


def stream(data: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def pdf(*objects: bytes | str, trailer: str = "", prev: int | None = None) -> bytes:
    """A PDF file of these objects, the first of which is its catalogue."""
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += (
            f"{number} 0 obj\n".encode() + (content.encode() if isinstance(content, str) else content) + b"\nendobj\n"
        )
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    before = "" if prev is None else f"/Prev {len(data) if prev < 0 else prev}"
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {before} {trailer} >>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()


FLATE = "/Filter /FlateDecode"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOW = b"BT /F 12 Tf 60 700 Td (Report of Yunhu District for 2023: 214 permits were granted.) Tj ET"


def one_page(content: bytes, page: str = PAGE) -> bytes:
    return pdf(CATALOGUE, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, FONT)


def blown(size: int, is_whole: bool = True) -> bytes:
    """As many MiB of blanks, packed; the chunk is packed once. Without its end, where it is not whole."""
    packer = zlib.compressobj()
    chunk = b" " * MIB
    head = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(size if is_whole else 0):
        checksum = zlib.adler32(chunk, checksum)
    return head + body * (size - 1) + (b"\x03\x00" + struct.pack(">I", checksum) if is_whole else b"")


def full_pages(count: int) -> bytes:
    """A sound PDF file whose pages take some time each."""
    line = b"BT /F 12 Tf 60 %d Td (Line %d of the report of Yunhu District: 214 permits were granted.) Tj ET"
    kids = " ".join(f"{5 + at} 0 R" for at in range(count))
    page = PAGE.replace("/Contents 4", "/Contents 3").replace("/F 5", "/F 4")
    show = stream(b" ".join(line % (800 - 20 * at, at) for at in range(35)))
    return pdf(CATALOGUE, f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", show, FONT, *[page] * count)


def many_pages(count: int) -> bytes:
    kids = " ".join(f"{3 + at} 0 R" for at in range(count))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return pdf(CATALOGUE, f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", *[page] * count)


LOCK = f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"

PDFS: dict[str, Callable[[], bytes]] = {
    "xref loop": lambda: pdf(CATALOGUE, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream(SHOW), FONT, prev=-1),
    "xref before the file": lambda: pdf(CATALOGUE, "<< /Type /Pages /Kids [] /Count 0 >>", prev=99999999),
    "page tree cycle": lambda: pdf(CATALOGUE, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    "page tree cycle by two": lambda: pdf(
        CATALOGUE, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"
    ),
    "page tree that doubles": lambda: pdf(
        CATALOGUE,
        *[f"<< /Type /Pages /Kids [{at} 0 R {at} 0 R] /Count 2 >>" for at in range(3, 40)],
        "<< /Type /Page /MediaBox [0 0 595 842] >>",
    ),
    "page tree deep": lambda: pdf(
        CATALOGUE, *[f"<< /Type /Pages /Kids [{at} 0 R] /Count 1 >>" for at in range(3, 5000)], PAGE
    ),
    "object that is itself": lambda: pdf(CATALOGUE, "2 0 R"),
    "length that is itself": lambda: one_page(b"<< /Length 4 0 R >>\nstream\n" + SHOW + b"\nendstream"),
    "stream of a GiB": lambda: one_page(stream(blown(1024), FLATE)),
    "stream of a GiB that is torn": lambda: one_page(stream(blown(1024, is_whole=False), FLATE)),
    "stream packed often": lambda: one_page(stream(packed_often(), "/Filter [" + "/FlateDecode " * 6 + "]")),
    "long stream that is damaged": lambda: one_page(
        stream(zlib.compress(SHOW + b"\n% " + Random(0).randbytes(MIB).hex().encode())[:-4] + b"----", FLATE)
    ),
    "filters without end": lambda: one_page(stream(SHOW, "/Filter [" + "/ASCIIHexDecode " * 10_000 + "]")),
    "predictor of great width": lambda: one_page(
        stream(zlib.compress(SHOW * 100), "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 999999999 >>")
    ),
    "form that shows itself": lambda: pdf(
        CATALOGUE,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE.replace("/Font", "/XObject << /X 6 0 R >> /Font"),
        stream(b"/X Do"),
        FONT,
        stream(
            b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
        ),
    ),
    "arrays deep": lambda: one_page(b"[" * 100_000 + b"]" * 100_000),
    "content deep": lambda: one_page(stream(b"[" * 100_000 + b"]" * 100_000 + SHOW)),
    "states saved and never restored": lambda: one_page(stream(b"q " * 500_000 + SHOW)),
    "a page of signs": lambda: one_page(stream(b"BT /F 1 Tf 9 9 Td " + b"(a) Tj " * 20_000 + b"ET")),
    "a page of lines": lambda: one_page(
        stream(b" ".join(b"%d %d m %d %d l S" % (n % 590, 0, n % 590, 800) for n in range(20_000)) + SHOW)
    ),
    "a page of boxes": lambda: one_page(
        stream(b" ".join(b"%d %d 9 9 re S" % (n % 58 * 10, n // 58 * 10 % 840) for n in range(5_000)) + SHOW)
    ),
    "a page without end": lambda: one_page(stream(SHOW), PAGE.replace("595 842", "1e30 1e30")),
    "a page of no size": lambda: one_page(stream(SHOW), PAGE.replace("595 842", "0 0")),
    "a page of no number": lambda: one_page(stream(SHOW), PAGE.replace("595 842", "NaN /Inf")),
    "numbers beyond all": lambda: one_page(stream(SHOW.replace(b"700", b"9" * 5000).replace(b"12", b"1e-300"))),
    "a turned page": lambda: one_page(stream(SHOW), PAGE.replace("/Parent", "/Rotate 1234567 /Parent")),
    "ten thousand pages": lambda: many_pages(10_000),
    "pages without end": lambda: pdf(CATALOGUE, "<< /Type /Pages /Kids [] /Count 2147483647 >>"),
    "locked": lambda: pdf(
        CATALOGUE, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream(SHOW), FONT, trailer=LOCK
    ),
    "picture of a thousand million points": lambda: pdf(
        CATALOGUE,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE.replace("/Font", "/XObject << /X 6 0 R >> /Font"),
        stream(b"595 0 0 842 0 0 cm /X Do"),
        FONT,
        stream(
            blown(64),
            "/Type /XObject /Subtype /Image /Width 32000 /Height 32000 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            + FLATE,
        ),
    ),
    "map of signs without end": lambda: pdf(
        CATALOGUE,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        stream(SHOW),
        "<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 0 /LastChar 2147483647 /Widths [9] "
        "/ToUnicode 6 0 R >>",
        stream(b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"),
    ),
}


def packed_often() -> bytes:
    data = b" " * (100 * MIB)
    for _ in range(6):
        data = zlib.compress(data)
    return data


# ---- text ----

LAW = "本年办理行政许可214项。"
BAITS = {
    "di": "第" * 200_000,
    "brackets": "（" * 200_000,
    "closed brackets": "（一" * 100_000,
    "numbers of headings": "一、" * 100_000,
    "numbers of items": "一是" * 100_000,
    "blanks": LAW + " " * 200_000 + LAW,
    "wide blanks": "\u3000" * 200_000 + LAW,
    "figures and blanks": "9 " * 50_000 + LAW,
    "figures": "9" * 200_000 + "。",
    "figures with commas": "9,9." * 50_000 + "x",
    "spaced": "邮 编 ： " * 40_000,
    "tabs": "\t" * 200_000 + LAW,
    "cells": "行政许可\t214\t" * 8_000,
    "bars": "|" * 200_000,
    "a table of bars": ("|" + "9|" * 500 + "\n") * 200,
    "hashes": "#" * 200_000 + LAW,
    "stars": "*" * 200_000 + LAW,
    "underscores": "_" * 200_000 + LAW,
    "rules": "-" * 200_000 + LAW + "=" * 200_000,
    "dots": "……" * 100_000 + LAW,
    "districts": "区" * 5_000,
    "districts in a sentence": "云湖区" * 20_000 + LAW,
    "provinces": "省市区县" * 20_000 + "人民政府",
    "bodies": "云湖区人民政府办公室" * 5_000 + "报告",
    "committees": "委员会" * 20_000 + "报告",
    "a year and blanks": f"2023{' ' * 200_000}{LAW}",
    "titles without end": "《" * 200_000 + LAW,
    "angles": "<" * 200_000 + LAW,
    "years": "2023年" * 20_000 + "报告",
    "dates": "2023年1月1日" * 8_000,
    "document numbers": "云政发〔2023〕" * 8_000,
    "a document number without end": "云" * 100_000 + "〔2023〕4号",
    "reports": "报告" * 50_000,
    "colons": "附件：" * 50_000,
    "sentences": "。" * 200_000,
    "quotes": "“" * 100_000 + LAW + "”" * 100_000,
    "unmapped signs": "(cid:9)" * 20_000 + LAW * 10_000,
    "lines of nothing": "\n" * 300_000 + LAW,
    "lines of one sign": "区\n" * 50_000,
    "lines of one width": (LAW * 5 + "\n") * 2_000,
    "signs that turn": "\u202e\u2066" * 50_000 + LAW,
    "marks on a sign": LAW + "\u0301" * 100_000,
    "signs that decompose": "\ufdfa" * 50_000 + LAW,
    "one line of commas": "，" * 200_000,
}
WIDE = "<td>行政许可</td>"
HUGE_CELL = "<td colspan=1000000000 rowspan=1000000000>"
OVER_ALL = "<td colspan=1000 rowspan=65534>"
PAGES = {
    "laughs": f"{LOL}<html><body><p>云湖区&l9;</p></body></html>",
    "outside entity": f"{OUTSIDE}<html><body><p>云湖区{LAW}&outside;</p></body></html>",
    "deep": "<html><body>" + "<div>" * 100_000 + LAW,
    "deep lists": "<html><body>" + "<ul><li>" * 20_000 + LAW,
    "deep inline": "<html><body><p>" + "<b>" * 20_000 + LAW * 20,
    "tables in tables": "<html><body>" + "<table><tr><td>" * 500 + LAW,
    "a cell over a thousand million columns": f"<html><body><table><tr>{HUGE_CELL}{LAW}</td></tr></table>",
    "cells over all": f"<html><body><table>{f'<tr>{OVER_ALL}{LAW}</td></tr>' * 50}</table><p>{LAW * 30}",
    "a wide table": f"<html><body><table><tr>{WIDE * 12_000}</tr></table><p>{LAW * 30}",
    "a long table": f"<html><body><table>{'<tr><td>一</td><td>9</td></tr>' * 8_000}</table><p>{LAW * 30}",
    "attributes": f"<html><body><p {'a=b ' * 100_000}>{LAW * 20}</p>",
    "an endless comment": f"<html><body><p>{LAW * 20}</p><!--" + "<!--" * 100_000,
    "an endless tag": "<html><body><p>" + LAW * 20 + "<" * 200_000,
    "an endless declaration": "<!--" * 100_000 + "<html><body><p>" + LAW * 20,
    "paragraphs": "<html><body>" + f"<p>{LAW}</p>" * 8_000,
    "breaks": "<html><body><p>" + "区<br>" * 20_000,
    "labels": "<html><body>" + "<div>发文字号：云政发〔2023〕4号 " * 3_000,
    "entities": "<html><body><p>" + "&nbsp;&#x9;" * 50_000 + LAW * 20,
    "dates": "<html><body><p>" + "2023-01-01 " * 8_000,
}
SEPARATED = {
    "commas": "," * 300_000,
    "wide": "项目," * 20_000 + "\n" + "9," * 20_000,
    "long": "项目,数量\n" + "行政许可,214\n" * 8_000,
    "an open quote": '项目,数量\n"' + "行政许可,214\n" * 20_000,
    "quotes": "项目,数量\n" + '"' * 200_001,
}


def ole(name: str) -> bytes:
    """As much of a compound file as tells that it holds a stream of this name."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    sectors = struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    fat = struct.pack("<2I", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(
        it.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(it) + 2, kind, 1)
        + b"\xff" * 12
        + bytes(48)
        for it, kind in (("Root Entry", 5), (name, 2))
    )
    return (header + sectors).ljust(512, b"\xff") + fat + entries.ljust(512, b"\0")


OTHERS: dict[str, Callable[[], bytes]] = {
    "zero bytes": lambda: b"",
    "blanks": lambda: b" \n" * 1000,
    "zeros": lambda: bytes(5 * MIB),
    "one byte": lambda: b"\xff",
    "noise": lambda: zlib.compress(os.urandom(MIB)),
    "locked word file": lambda: ole("EncryptedPackage"),
    "old word file": lambda: ole("WordDocument"),
    "compound file that is its own sector": lambda: ole("WordDocument")[:512] + bytes(512) + bytes(2000),
    "a line of 60 MiB": lambda: (LAW * 2_000_000).encode()[: 60 * MIB // 3 * 3],
    "a picture without end": lambda: (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">2I5B", 60000, 60000, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", blown(16))
        + chunk(b"IEND", b"")
    ),
    "a picture cut off": lambda: b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 100, 100, 8, 0, 0, 0, 0)),
}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


HOSTILE: dict[str, Callable[[], bytes]] = {
    **ARCHIVES,
    **{f"pdf: {name}": make for name, make in PDFS.items()},
    **{f"text: {name}": lambda text=text: text.encode() for name, text in BAITS.items()},
    **{f"title: {name}": lambda text=text: f"{text[:5000]}\n{REPORT}".encode() for name, text in BAITS.items()},
    **{f"page: {name}": lambda text=text: text.encode() for name, text in PAGES.items()},
    **{f"csv: {name}": lambda text=text: text.encode() for name, text in SEPARATED.items()},
    **OTHERS,
}


# Those over which the libraries that read them go in circles: an alarm ends them.
ENDLESS = {"pdf: object that is itself", "pdf: map of signs without end", "pdf: stream of a GiB that is torn"}
