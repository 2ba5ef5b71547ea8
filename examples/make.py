"""Rebuild the example reports that cannot be written by hand: Word, PDF, hard-wrapped and GB18030 files.

    apt-get install fonts-arphic-gbsn00lp
    pip install fpdf2 python-docx
    python examples/make.py

Each file in `sources/` is one report in a few Markdown-like marks (see MARKS); RECIPES says what becomes of it. The
other reports in `reports/` are written by hand and left alone. Dates are fixed, so with the same versions of the
libraries the same sources give the same bytes, and a rebuild shows in the history only when a text has changed.
The PDFs embed the glyphs they use of AR PL SungtiL GB, which is free under the Arphic Public License.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from fpdf import FPDF

HERE = Path(__file__).parent
FONT = Path("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf")
WRITTEN = datetime(2025, 3, 1, tzinfo=UTC)

MARKS = {
    "# ": "title",
    "## ": "heading",
    "### ": "subheading",
    "> ": "centred",  # document numbers, who speaks where
    "< ": "signed",  # who signs, and when
    "| ": "table",  # adjoining rows make one table
}
STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2"}

# As in print: a line never breaks inside a number, before a closing mark or after an opening one.
UNBREAKABLE = re.compile(r"[（《“〔]*(?:[0-9A-Za-z.%+]+|.)[，。、；：！？）》”〕]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a table; only a table has more than one line."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.lines)

    @property
    def cells(self) -> list[list[str]]:
        return [[cell.strip() for cell in line.strip(" |").split("|")] for line in self.lines]


def parse(source: str) -> list[Block]:
    """The blocks of a source, in order."""
    blocks: list[Block] = []
    joinable = False
    for line in source.splitlines():
        block = parse_line(line)
        if joinable and block.kind == "table":
            blocks[-1] = Block("table", blocks[-1].lines + block.lines)
        elif line:
            blocks.append(block)
        joinable = block.kind == "table"
    return blocks


def parse_line(line: str) -> Block:
    """One line as a block of its own.

    >>> parse_line("## 一、总体情况")
    Block(kind='heading', lines=('一、总体情况',))
    """
    mark = next((mark for mark in MARKS if line.startswith(mark)), "")
    return Block(MARKS.get(mark, "paragraph"), (line.removeprefix(mark),))


def wrap(text: str, columns: int, indent: int = 0) -> list[str]:
    """The text in lines of so many columns, the first one shorter by the indent; a Chinese character takes two.

    >>> wrap("共纳入清单286项。", 10)
    ['共纳入清单', '286项。']
    """
    lines, room = [""], columns - indent
    for piece in UNBREAKABLE.findall(text):
        if lines[-1] and width(lines[-1] + piece) > room:
            lines.append("")
            room = columns
        lines[-1] += piece
    return lines


def width(text: str) -> int:
    """How many columns a text takes on a typewriter."""
    return sum(1 if char.isascii() else 2 for char in text)


def write_wrapped(blocks: list[Block], target: Path) -> None:
    """Text as copied out of a PDF: short lines, a blank one after each, page numbers among them."""
    lines = chain.from_iterable(wrap(block.text, columns=56) for block in blocks)
    target.write_text("\n\n".join(paged(lines, lines_a_page=24)) + "\n", encoding="utf-8")


def paged(lines: Iterator[str], lines_a_page: int) -> Iterator[str]:
    """The lines, with "- 1 -" and so on at the foot of each full page."""
    for count, line in enumerate(lines, start=1):
        yield line
        if count % lines_a_page == 0:
            yield f"- {count // lines_a_page} -"


def write_gb18030(blocks: list[Block], target: Path) -> None:
    """Text as an old Windows editor saves it."""
    paragraphs = (indented(block) for block in blocks)
    target.write_bytes("".join(f"{paragraph}\r\n" for paragraph in paragraphs).encode("gb18030"))


def indented(block: Block) -> str:
    """A paragraph with the customary two empty characters before it; anything else as it is."""
    return "　　" + block.text if block.kind == "paragraph" else block.text


def write_docx(blocks: list[Block], target: Path, styled: bool) -> None:
    """A Word file: with real heading styles, or with everything a plain paragraph."""
    word = Document()
    word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = WRITTEN
    for block in blocks:
        if block.kind == "table":
            add_table(word, block.cells)
        else:
            add_paragraph(word, block, styled)
    word.save(str(target))
    freeze(target)


def add_paragraph(word: Word, block: Block, styled: bool) -> None:
    """Append a heading or a paragraph."""
    paragraph = word.add_paragraph(indented(block), style=STYLES.get(block.kind) if styled else None)
    if block.kind in ("title", "centred"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if block.kind == "signed":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_table(word: Word, cells: list[list[str]]) -> None:
    """Append a table with ruled cells."""
    table = word.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def freeze(target: Path) -> None:
    """Give every member of a zip file the same date, so that equal content is equal bytes."""
    with zipfile.ZipFile(target) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)


class Page(FPDF):
    """A4 as official papers are set: 28 characters a line, the page number at the foot."""

    SIZE = 16.0  # points; with 28 characters a line, 448 points of text
    LINE = 10.0  # millimetres

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_creation_date(WRITTEN)
        self.add_font("Song", fname=FONT)
        self.set_margins(left=26, top=30, right=26)
        self.set_auto_page_break(True, margin=30)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-22)
        self.set_font("Song", size=12)
        self.cell(0, 10, f"- {self.page_no()} -", align="C")

    def put(self, block: Block) -> None:
        """Append a heading or a paragraph, line by line."""
        size = 20.0 if block.kind == "title" else self.SIZE
        align = {"title": "C", "centred": "C", "signed": "R"}.get(block.kind, "L")
        indent = 4 if align == "L" else 0
        self.set_font("Song", size=size)
        for number, line in enumerate(wrap(block.text, int(56 * self.SIZE / size), indent)):
            self.set_x(self.l_margin + (self.get_string_width("　　") if indent and number == 0 else 0))
            self.cell(0, self.LINE, line, align=align, new_x="LMARGIN", new_y="NEXT")

    def put_table(self, cells: list[list[str]]) -> None:
        """Append a table, its first column wider than the others."""
        self.set_font("Song", size=11)
        widths = (2, *[1] * (len(cells[0]) - 1))
        with self.table(col_widths=widths, line_height=7, text_align="CENTER", first_row_as_headings=False) as table:
            for texts in cells:
                table.row(texts)
        self.ln(4)


def write_pdf(blocks: list[Block], target: Path) -> None:
    """A PDF with a text layer."""
    page = Page()
    for block in blocks:
        if block.kind == "table":
            page.put_table(block.cells)
        else:
            page.put(block)
    page.output(str(target))


Writer = Callable[[list[Block], Path], None]

RECIPES: dict[str, tuple[str, Writer]] = {
    "云湖区2022年法治政府建设报告": ("云湖区政务服务办2022年度法治政府建设报告.txt", write_wrapped),
    "云湖区2024年法治政府建设报告": (
        "2024年云湖区政务服务办法治政府建设工作情况报告.docx",
        partial(write_docx, styled=False),
    ),
    "望江区2022年法治政府建设报告": ("望江审批局2022法治报告.txt", write_gb18030),
    "望江区2023年法治政府建设报告": ("望审服〔2024〕4号_2023年度法治政府建设情况的报告.pdf", write_pdf),
    "青岚市2023年回顾政府工作报告": ("2024年青岚市政府工作报告.docx", partial(write_docx, styled=True)),
    "青岚市2024年回顾政府工作报告": ("青岚市2025年政府工作报告.pdf", write_pdf),
    "云湖区2023年政府信息公开年报": ("云湖区2023年政府信息公开工作年度报告.pdf", write_pdf),
    "云湖区2024年政府信息公开年报": ("云湖区2024年信息公开年报.docx", partial(write_docx, styled=True)),
}


def main() -> None:
    """Write every report that has a recipe."""
    for stem, (name, write) in RECIPES.items():
        source = (HERE / "sources" / f"{stem}.md").read_text(encoding="utf-8")
        write(parse(source), HERE / "reports" / name)
        print(name)


if __name__ == "__main__":
    main()
