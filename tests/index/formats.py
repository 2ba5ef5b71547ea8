"""One report of the example shelf, written as a text file, a web page, a Word file, a PDF and a scan of it."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import docx
import pypdfium2
from PIL import Image
from playwright.sync_api import Browser

SCAN_DPI = 200
_MARKS = {"# ": "h1", "## ": "h2", "### ": "h3", "> ": "centred", "< ": "signed", "| ": "row"}
_STYLE = """
@page { size: A4; margin: 30mm 26mm }
body { font: 16pt/10mm "Noto Serif CJK SC"; margin: 0; text-align: justify }
h1 { font-size: 22pt; text-align: center; line-height: 14mm; margin: 0 0 8mm } h2, h3, p { font-size: 16pt; margin: 0 }
h2 { font-family: "Noto Sans CJK SC" } h2, h3, p { text-indent: 2em; font-weight: normal }
.centred { text-align: center; text-indent: 0 } .signed { text-align: right; text-indent: 0 }
table { border-collapse: collapse; width: 100%; margin: 4mm 0; font-size: 11pt; line-height: 7mm }
td { border: 1px solid #000; padding: 0 2mm; text-align: center }
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a whole table; only a table has more than one line."""

    kind: str
    lines: tuple[str, ...]

    @property
    def cells(self) -> list[list[str]]:
        return [[cell.strip() for cell in line.strip(" |").split("|")] for line in self.lines]


def blocks(source: Path) -> list[Block]:
    """The blocks of one of examples/sources."""
    marked = [_marked(line) for line in source.read_text(encoding="utf-8").splitlines()]
    grouped = [(kind, [text for _, text in run]) for kind, run in groupby(marked, key=lambda it: it[0])]
    return [block for kind, lines in grouped for block in _blocks(kind, lines)]


def _marked(line: str) -> tuple[str, str]:
    mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
    return (_MARKS.get(mark, "p"), line.removeprefix(mark))


def _blocks(kind: str, lines: list[str]) -> Iterator[Block]:
    if kind == "row":
        yield Block(kind, tuple(lines))
    else:
        yield from (Block(kind, (line,)) for line in lines if line)


def write_text(content: list[Block], target: Path) -> None:
    """Markdown tables; everything else plain, with the customary two empty characters before a paragraph."""
    target.write_text("\n".join(map(_plain, content)) + "\n", encoding="utf-8")


def _plain(block: Block) -> str:
    if block.kind != "row":
        return ("\u3000\u3000" if block.kind == "p" else "") + block.lines[0]
    head, *body = [f"| {' | '.join(row)} |" for row in block.cells]
    return "\n".join(("", head, "|" + "---|" * len(block.cells[0]), *body, ""))


def write_html(content: list[Block], target: Path) -> None:
    target.write_text(_page(content), encoding="utf-8")


def _page(content: list[Block]) -> str:
    body = "\n".join(map(_element, content))
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><style>{_STYLE}</style><body>{body}</body></html>'


def _element(block: Block) -> str:
    if block.kind == "row":
        rows = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.cells]
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    text = html.escape(block.lines[0])
    return f"<{block.kind}>{text}</{block.kind}>" if block.kind[0] in "hp" else f'<p class="{block.kind}">{text}</p>'


def write_docx(content: list[Block], target: Path) -> None:
    word = docx.Document()
    for block in content:
        if block.kind == "row":
            table = word.add_table(len(block.cells), len(block.cells[0]))
            for row, texts in zip(table.rows, block.cells, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        else:
            style = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}.get(block.kind)
            word.add_paragraph(block.lines[0], style)
    word.save(str(target))


def write_pdf(content: list[Block], target: Path, browser: Browser) -> None:
    """As a browser prints it, with a page number at the foot of each page."""
    page = browser.new_page()
    page.set_content(_page(content))
    foot = '<p style="font-size:12pt;width:100%;text-align:center">- <span class="pageNumber"></span> -</p>'
    page.pdf(
        path=str(target),
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template=" ",
        footer_template=foot,
    )
    page.close()


def write_scan(printed: Path, target: Path) -> None:
    """A PDF that holds nothing but a grey picture of each page."""
    pictures = [_picture(page) for page in pypdfium2.PdfDocument(printed)]
    pictures[0].save(target, "PDF", resolution=SCAN_DPI, save_all=True, append_images=pictures[1:])


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    """As a scanner's JPEG."""
    taken = io.BytesIO()
    page.render(scale=SCAN_DPI / 72).to_pil().convert("L").save(taken, "JPEG", quality=85)
    return Image.open(taken)
