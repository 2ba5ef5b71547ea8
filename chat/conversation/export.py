"""The conversation as a document to keep: Markdown or Word, its sources numbered once for all answers.

Words of reports and readers are text and nothing else: no link, picture, HTML, field or direction mark of theirs
survives. One function tells the conversation, and a `_Paper` of either kind takes it down.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from chat.messages import say
from rag.answer import Answer, Citation, Claim
from rag.compose.table_forms import as_csv, as_xlsx
from rag.markup import BIDI_CONTROLS

if TYPE_CHECKING:
    from docx.document import Document

Numbers = Mapping[Citation, int]

_FONT = "宋体"  # of Chinese characters; Word has it everywhere
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 25  # A4, in millimetres

_FORBIDDEN = {"Cc", "Cs"}  # control characters and halves of characters: XML takes neither
_UNSEEN = BIDI_CONTROLS | dict.fromkeys((0x200E, 0x200F, 0x061C, 0xFEFF, 0xFFFE, 0xFFFF))
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MEANT = re.compile(
    r"[\\`*_{}\[\]#|~!:@$^]"
    r"|^[-+=](?=\W|$)"  # would begin a list or draw a line
    r"|\.(?=[^\W\d_])"  # would make a domain, which some readers turn into a link
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")


class _Paper(Protocol):
    """What the conversation is written on."""

    def heading(self, text: str, level: int) -> None: ...
    def words(self, text: str, mark: str = "") -> None: ...
    def items(self, texts: Sequence[str]) -> None: ...
    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None: ...
    def source(self, number: int, lines: Sequence[str], quote: str) -> None: ...


def markdown(answers: Sequence[Answer], language: str) -> bytes:
    """The conversation as Markdown (CommonMark, with GitHub's tables), UTF-8."""
    paper = _Markdown()
    _tell(answers, language, paper)
    return ("\n\n".join(paper.blocks) + "\n").encode()


def csv(answer: Answer, language: str) -> bytes:
    """The figures side by side as CSV, UTF-8 with the mark by which Excel knows it."""
    return as_csv(_lines(answer, language)).encode("utf-8-sig")


def xlsx(answer: Answer, language: str) -> bytes:
    """The figures side by side as a workbook of one sheet."""
    return as_xlsx({say("side_by_side", language): list(_lines(answer, language))})


def _lines(answer: Answer, language: str) -> Iterator[list[object]]:
    """The head and a line a figure: as written, its number in the smallest unit, file, page and words."""
    names = ("record_label", "record_figure", "record_number", "sources", "record_page", "record_words")
    yield [say(name, language) for name in names]
    for row in answer.rows:
        it = row.citation
        number = int(row.value) if row.value.is_integer() else row.value
        yield [_plain(row.label), _plain(row.figure), number, _plain(it.source), it.page or "", _plain(it.quote)]


def docx(answers: Sequence[Answer], language: str) -> bytes:
    """The conversation as a Word file."""
    paper = _Word(say("record", language))
    _tell(answers, language, paper)
    return paper.saved()


def _tell(answers: Sequence[Answer], language: str, paper: _Paper) -> None:
    numbers = {citation: number for number, citation in enumerate(_cited(answers), start=1)}
    paper.heading(say("record", language), 1)
    for answer in answers:
        _tell_exchange(answer, numbers, language, paper)
    if numbers:
        paper.heading(say("sources", language), 2)
    for citation, number in numbers.items():
        paper.source(number, _place(citation, language), _plain(citation.quote))


def _cited(answers: Iterable[Answer]) -> dict[Citation, None]:
    """Every citation once, in the order of first use."""
    return dict.fromkeys(
        citation
        for answer in answers
        for cited in (*(claim.citations for claim in _claims(answer)), [row.citation for row in answer.rows])
        for citation in cited
    )


def _claims(answer: Answer) -> tuple[Claim, ...]:
    return answer.nearest if answer.declined else answer.claims


def _tell_exchange(answer: Answer, numbers: Numbers, language: str, paper: _Paper) -> None:
    paper.heading(_plain(answer.question), 2)
    understood = [*map(_plain, answer.scope.bodies), *(say("year", language, year=year) for year in answer.scope.years)]
    if understood:
        paper.words(f"{say('understood', language)} {' · '.join(understood)}")
    if answer.declined and answer.notice:
        paper.words(_plain(answer.notice))
    for claim in _claims(answer):
        marks = "".join(f"[{numbers[citation]}]" for citation in claim.citations)
        paper.words("≈ " * answer.declined + _plain(claim.text), marks)
    if answer.items:
        paper.items([_plain(item) for item in answer.items])
    if answer.rows:
        heads = [say(key, language) for key in ("record_label", "record_figure", "sources")]
        rows = [(_plain(row.label), _plain(row.figure), f"[{numbers[row.citation]}]") for row in answer.rows]
        paper.table(heads, rows)
    if answer.notice and not answer.declined:
        paper.words(_plain(answer.notice))


def _place(citation: Citation, language: str) -> list[str]:
    """Title, body, year and page on one line, the heading path on the next, the file on the last."""
    report = citation.passage.report
    facts = [report.title or report.source, report.issuer]
    facts += [say("year", language, year=report.year)] if report.year else []
    facts += [say("page", language, page=citation.page)] if citation.page else []
    facts += [say("scanned", language)] if citation.passage.is_scanned else []
    path = " › ".join(_plain(heading) for heading in citation.headings if heading != report.title)
    lines = " · ".join(_plain(fact) for fact in facts if fact), path, _plain(report.source)
    return [line for line in lines if line]


def _plain(text: str) -> str:
    """On one line, without characters that cannot be seen or that XML forbids."""
    line = " ".join(text.translate(_UNSEEN).split())
    return "".join(character for character in line if unicodedata.category(character) not in _FORBIDDEN)


class _Markdown:
    """Takes the conversation down as Markdown; `blocks` are set apart by blank lines."""

    def __init__(self) -> None:
        self.blocks: list[str] = []

    def heading(self, text: str, level: int) -> None:
        self.blocks.append(f"{'#' * level} {_escaped(text)}")

    def words(self, text: str, mark: str = "") -> None:
        self.blocks.append(f"{_escaped(text)} {_escaped(mark)}".rstrip())

    def items(self, texts: Sequence[str]) -> None:
        self.blocks.append("\n".join(f"- {_escaped(text)}" for text in texts))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        lines = [heads, ["---"] * len(heads), *(list(map(_escaped, row)) for row in rows)]
        self.blocks.append("\n".join(f"| {' | '.join(line)} |" for line in lines))

    def source(self, number: int, lines: Sequence[str], quote: str) -> None:
        mark = f"{number}. "
        self.blocks.append(f"{mark}{_escaped(lines[0])}")
        self.blocks += [" " * len(mark) + _escaped(line) for line in lines[1:]]
        self.blocks.append(" " * len(mark) + f"> {_escaped(quote)}")


def _escaped(text: str) -> str:
    """One line that every reader of Markdown shows as it is. Entities for HTML: some readers look for it first."""
    meant = _MEANT.sub(lambda found: f"\\{found[0]}", text)
    return _NUMBERED.sub(r"\1\\\2", meant).translate(_ENTITIES)


class _Word:
    """Takes the conversation down as a Word file."""

    def __init__(self, title: str) -> None:
        import docx as word  # here, so that importing this module stays quick

        self._file: Document = word.Document()
        self._set_page()
        now, about = datetime.now(UTC), self._file.core_properties
        about.title, about.author, about.comments = title, "Baogao", ""
        about.created = about.modified = now

    def _set_page(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Mm

        page = self._file.sections[0]
        page.page_width, page.page_height = Mm(_WIDTH), Mm(_HEIGHT)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
        for name in ("Normal", "Heading 1", "Heading 2"):
            fonts = self._file.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            fonts.attrib.pop(qn("w:eastAsiaTheme"), None)  # it would go before the font
            fonts.set(qn("w:eastAsia"), _FONT)

    def heading(self, text: str, level: int) -> None:
        self._file.add_heading(text, level)

    def words(self, text: str, mark: str = "") -> None:
        self._file.add_paragraph(f"{text} {mark}".rstrip())

    def items(self, texts: Sequence[str]) -> None:
        for text in texts:
            self._file.add_paragraph(text, "List Bullet")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        table = self._file.add_table(rows=0, cols=len(heads), style="Table Grid")
        for texts in (heads, *rows):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        self._file.add_paragraph()

    def source(self, number: int, lines: Sequence[str], quote: str) -> None:
        self._file.add_paragraph(f"[{number}] {lines[0]}")
        for line in lines[1:]:
            self._file.add_paragraph(line)
        self._file.add_paragraph(quote, "Quote")

    def saved(self) -> bytes:
        file = io.BytesIO()
        self._file.save(file)
        return file.getvalue()
