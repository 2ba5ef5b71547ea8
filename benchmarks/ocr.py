"""How well, and how fast, scanned pages are read: character error rate, rows of tables, seconds a page.

    python -m benchmarks.ocr --reports "$BAOGAO_SHARED/reports"

All pages of PDF files with a text layer, and the first pages of DOCX files that Chromium prints, become pictures of 200
dpi, once clean and once worn: tilted, blurred, unevenly lit, noisy, saved as a poor JPEG. What OCR reads in them is
held against what the text layer of the same pages says. README.md says what the columns are.
"""

from __future__ import annotations

import html
import io
import resource
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import docx
import numpy as np
import pypdfium2
import typer
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, sync_playwright
from rapidfuzz.distance import Levenshtein
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.chromium import launch
from index.load import ocr, pdf
from index.load.lines import Line
from index.load.page_layout.order import in_order
from index.load.pdf.scan import pictures
from index.tidy.furniture import without_furniture

TARGET = 0.02  # character error rate on running text
PDFS = "disclosure/hzq*.pdf"
DOCXS = "provincial-2025/*.docx"
DOCX_FILES, DOCX_PAGES = 3, 2
# A page of an official document (GB/T 9704): A4, 28 points a line, 16-point letters, first lines set in by two of them.
STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/28pt "Noto Serif CJK SC"; text-align: justify }
p { margin: 0; text-indent: 2em }
h1 { font: bold 22pt/34pt "Noto Sans CJK SC"; text-align: center }
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A file with a text layer."""

    name: str
    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Result:
    """What was read in one file's pictures against its text layer; characters but for white space, after NFKC.

    `body` and `read` are the running text; `rows` the table rows of the text layer, `alike` those told the same;
    `missing` and `extra` count characters of the whole pages, in whatever order.
    """

    name: str
    pages: int
    body: str
    read: str
    rows: int
    alike: int
    missing: int
    extra: int
    seconds: float
    cpu: float

    @property
    def edits(self) -> int:
        return Levenshtein.distance(self.body, self.read)

    @property
    def error_rate(self) -> float:
        return self.edits / len(self.body)


def printed(reports: Path) -> Iterator[Printed]:
    """The PDF files, and DOCX files as Chromium prints them."""
    for path in sorted(reports.glob(PDFS)):
        data = path.read_bytes()
        yield Printed(path.name, data, len(pypdfium2.PdfDocument(data)))
    with sync_playwright() as tools:
        browser = launch(tools)
        for path in sorted(reports.glob(DOCXS))[:DOCX_FILES]:
            yield Printed(path.name, print_docx(browser, path), DOCX_PAGES)
        browser.close()


def print_docx(browser: Browser, path: Path) -> bytes:
    title, *others = [text for it in docx.Document(str(path)).paragraphs if (text := html.escape(it.text.strip()))]
    page = browser.new_page()
    page.set_content(f"<style>{STYLE}</style><h1>{title}</h1>" + "".join(f"<p>{text}</p>" for text in others))
    return page.pdf(prefer_css_page_size=True, page_ranges=f"1-{DOCX_PAGES}")


def clean(picture: Image.Image) -> Image.Image:
    return picture


def worn(picture: Image.Image) -> Image.Image:
    """As an old scanner gives it."""
    grey = picture.convert("L").rotate(1.2, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    values = np.asarray(grey.filter(ImageFilter.GaussianBlur(0.9)), np.float32) * 0.8 + 25
    light = np.linspace(-15, 15, grey.width) + np.random.default_rng(0).normal(0, 14, values.shape)
    out = io.BytesIO()
    Image.fromarray((values + light).clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=45)
    return Image.open(out)


def measure(file: Printed, change: Callable[[Image.Image], Image.Image]) -> Result:
    truth = pdf.read(file.data).lines
    pages, seconds, cpu = [], 0.0, 0.0
    for number, picture in pictures(file.data, range(1, file.pages + 1)):
        changed = change(picture)
        start, busy = time.perf_counter(), time.process_time()
        pages.append(ocr.read_page(changed, number))
        seconds, cpu = seconds + time.perf_counter() - start, cpu + time.process_time() - busy
    read = in_order(pages)
    rows = Counter(bare(line.row.words) for line in truth if line.row)
    layer, found = Counter(text_layer(file.data)), Counter(bare("".join(line.text for line in read)))
    return Result(
        file.name,
        file.pages,
        running(truth),
        running(read),
        rows.total(),
        (rows & Counter(bare(line.row.words) for line in read if line.row)).total(),
        (layer - found).total(),
        (found - layer).total(),
        seconds,
        cpu,
    )


def running(lines: Sequence[Line]) -> str:
    """All but page furniture and rows of tables."""
    return bare("".join(line.text for line in without_furniture(lines) if not line.solid))


def text_layer(data: bytes) -> str:
    """All of it, by another library than the loader's."""
    return bare("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))


def bare(text: str) -> str:
    """Without white space; compatibility forms, and the ligature that some fonts have for two dashes, as characters."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u2e3a", "——").split())


def table(title: str, results: Sequence[Result]) -> Table:
    shown = Table("file", title=title, box=SIMPLE)
    for head in ("pages", "body", "edits", "CER", "rows", "missing", "extra", "s/page", "CPU"):
        shown.add_column(head, justify="right", no_wrap=True)
    for it in results:
        counts = (
            it.pages,
            len(it.body),
            it.edits,
            f"{it.error_rate:.2%}",
            f"{it.alike}/{it.rows}",
            it.missing,
            it.extra,
        )
        shown.add_row(it.name, *map(str, counts), f"{it.seconds / it.pages:.1f}", f"{it.cpu / it.pages:.1f}")
    return shown


def whole(results: Sequence[Result]) -> Result:
    """All files as one. A mark between them that both texts hold keeps edits within their files."""
    return Result(
        "all",
        sum(it.pages for it in results),
        "\n".join(it.body for it in results),
        "\n".join(it.read for it in results),
        sum(it.rows for it in results),
        sum(it.alike for it in results),
        sum(it.missing for it in results),
        sum(it.extra for it in results),
        sum(it.seconds for it in results),
        sum(it.cpu for it in results),
    )


def errors(result: Result) -> Iterator[str]:
    """Each place where the texts differ, with what stands before it: …根据《[国→围]."""
    for it in Levenshtein.opcodes(result.body, result.read):
        if it.tag != "equal":
            before, ours = result.body[max(0, it.src_start - 8) : it.src_start], result.body[it.src_start : it.src_end]
            yield f"…{before}[{ours}→{result.read[it.dest_start : it.dest_end]}]"


def main(
    reports: Annotated[Path, typer.Option(help="A folder of real reports.", exists=True, file_okay=False)],
) -> None:
    """Print how well and how fast scanned pages are read. Exit code 1 where clean pages miss the target."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    files = list(printed(reports))
    if not files:
        raise typer.BadParameter(f"no {PDFS} and no {DOCXS} in it", param_hint="--reports")
    rates = []
    for title, change in (("clean", clean), ("worn", worn)):
        results = [measure(file, change) for file in track(files, title, console=console, transient=True)]
        total = whole(results)
        rates.append(total.error_rate)
        console.print(table(f"{title}, 200 dpi", [*results, total]))
        console.print(*(error for result in results for error in errors(result)), sep="\n", markup=False)
    console.print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    raise typer.Exit(rates[0] > TARGET)


if __name__ == "__main__":
    typer.run(main)
