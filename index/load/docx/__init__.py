"""Word files: what a reader of the page sees, in reading order, straight from the XML.

Left out: headers and footers, comments, deleted and hidden text, field codes, and the table of contents that Word
makes. Kept: the numbers that Word draws before paragraphs (bullets say nothing), foot- and endnotes after the paragraph
that refers to them, text boxes after the paragraph that they hang on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from index.language.numerals import number
from index.load.cells import caption_above, table_lines
from index.load.docx import tables
from index.load.docx.numbering import LEVELS, Numbering
from index.load.docx.styles import Styles
from index.load.docx.xml import MC, W, alternative, children, is_on, is_prompt, value
from index.load.lines import Line, Loaded
from index.load.package import Package
from index.load.sanity import Unreadable
from index.reasons import Code

_VML = "{urn:schemas-microsoft-com:vml}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEFT_OUT = {
    W + name for name in "del moveFrom rPr pPr sdtPr sdtEndPr tblPr trPr tcPr instrText delText rt fldData".split()
}
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": ("footnotes", "注"), W + "endnoteReference": ("endnotes", "尾注")}
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_SYMBOLS = {
    **{("Wingdings", code): sign for code, sign in zip("F052 F0FE F0A8 F06F F0A3 F0FC".split(), "☑☑□□□✓", strict=True)},
    **{("Symbol", code): sign for code, sign in zip("F0A3 F0B0 F0B1 F0B3 F0B4".split(), "≤°±≥×", strict=True)},
}
_PLAIN_CODE = re.compile(r"00[2-7A-F][0-9A-F]|2[0-9A-F]{3}")  # neither control characters nor the font's own


def read(data: bytes | Package) -> Loaded:
    """Raises Unreadable for archives that are not Word files, are broken, locked, or unpack to too much."""
    package = data if isinstance(data, Package) else Package(data)
    main = package.main()
    root = package.xml(main) if main else None
    body = None if root is None else root.find(W + "body")
    if root is None or root.tag != W + "document" or body is None:
        raise Unreadable(Code.NOT_WORD)
    try:
        return Loaded("docx", tuple(_Document(package, package.related(main)).lines(body)))
    except RecursionError as error:
        raise Unreadable(Code.DOCUMENT_TOO_DEEP) from error


class _Document:
    """Reads a document once, from its first paragraph to its last: lists, notes and fields go on between paragraphs."""

    def __init__(self, package: Package, related: dict[str, str]) -> None:
        parts = {name: package.xml(related[name]) for name in _PARTS if name in related}
        self._styles = Styles(parts.get("styles"))
        self._numbering = Numbering(parts.get("numbering"), self._styles.by_id)
        self._notes = {kind: _by_id(parts.get(kind)) for kind, _ in _NOTES.values()}
        self._counts = dict.fromkeys(self._notes, 0)
        self._fields: list[bool] = []  # for each field that is open, the innermost last: are its codes over?
        self._asides: list[Line] = []  # notes, text boxes and tables within cells, to follow the block that holds them
        self._carried = ""  # the text of a paragraph whose end was deleted: it goes on in the next

    def lines(self, container: Any) -> list[Line]:
        """The paragraphs and tables of a body, a cell, a note or a text box."""
        found: list[Line] = []
        for block in children(container):
            if block.tag == W + "p":
                found += self._paragraph(block)
            elif block.tag == W + "tbl":
                found += self._table(block, caption_above(found))
            found += self._asides
            self._asides = []
        return found

    def _paragraph(self, paragraph: Any) -> list[Line]:
        properties = paragraph.find(W + "pPr")
        text = self._carried + self._text(paragraph, self._styles.of(properties))
        self._carried = ""
        self._fields = [True] * len(self._fields)  # codes end with their paragraph, whatever a broken field says
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = text
        elif not self._styles.is_contents(properties):
            level = self._styles.level(properties)
            text = self._label(properties) + text if text.strip() else text
            return [Line(part, level=level, solid=True) for part in text.split("\n") if part.strip()]
        return []

    def _label(self, properties: Any | None) -> str:
        key, level, style = self._styles.list_of(properties)
        at = number(level, -1) if level else self._numbering.level_of(key, style)
        return self._numbering.label(key, at) if key and 0 <= at < LEVELS else ""

    def _text(self, element: Any, style: str) -> str:
        """What is seen of an element of a paragraph; `style` is the paragraph's."""
        return "".join(self._piece(child, style) for child in element)

    def _piece(self, element: Any, style: str) -> str:
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:  # comments of XML have no name
            return ""
        if (element.tag == W + "r" and self._is_hidden(element, style)) or is_prompt(element):
            return ""
        if element.tag == MC + "AlternateContent":
            return self._text(alternative(element), style)
        if element.tag == W + "txbxContent":
            return self._aside(element)
        if element.tag == _VML + "textpath":  # words drawn as a picture, as the names of offices often are
            self._asides.append(Line(element.get("string", ""), solid=True))
            return ""
        if element.tag == W + "fldChar":
            return self._field(element.get(W + "fldCharType", ""))
        if element.tag in _NOTES:
            return self._note(element)
        sign = _sign(element) if all(self._fields) else ""  # the codes of a field are not seen
        return sign or self._text(element, style)

    def _field(self, mark: str) -> str:
        if mark == "begin":
            self._fields.append(False)
        elif self._fields and mark == "separate":
            self._fields[-1] = True
        elif self._fields and mark == "end":
            self._fields.pop()
        return ""

    def _is_hidden(self, run: Any, style: str) -> bool:
        properties = run.find(W + "rPr")
        own = None if properties is None else properties.find(W + "vanish")
        return is_on(own) if own is not None else self._styles.is_hidden(value(properties, "rStyle"), style)

    def _aside(self, container: Any, mark: str = "") -> str:
        """Reads a note or a text box, with its mark before it, apart from the paragraph that it belongs to."""
        kept = self._fields, self._asides, self._carried
        self._fields, self._asides, self._carried = [], [], ""
        read = self.lines(container)
        self._fields, self._asides, self._carried = kept
        if mark and read:
            read[0] = replace(read[0], text=mark + read[0].text.lstrip())
        self._asides += read
        return mark

    def _note(self, reference: Any) -> str:
        """The mark of a note, told where it is first referred to; what the note says becomes lines of their own."""
        kind, name = _NOTES[reference.tag]
        note = self._notes[kind].pop(reference.get(W + "id", ""), None)
        if note is None:
            return ""
        self._counts[kind] += 1
        return self._aside(note, f"［{name}{self._counts[kind]}］")

    def _table(self, table: Any, caption: str) -> list[Line]:
        slots = tables.slots(table)
        if tables.is_frame(slots):
            held = [slot.cell for row in slots for slot in row.values() if slot.cell is not None]
            return [line for cell in held for line in self.lines(cell)]
        return table_lines(tables.cells(slots, self._cell), caption)

    def _cell(self, cell: Any | None) -> str:
        """The paragraphs of a cell; what else it holds goes aside."""
        read: list[Line] = []
        for block in children(cell) if cell is not None else ():
            if block.tag == W + "p":
                read += self._paragraph(block)
            elif block.tag == W + "tbl":
                inner = self._table(block, caption_above(read))
                self._asides += inner
        return "\n".join(line.text for line in read)


def _by_id(notes: Any | None) -> dict[str, Any]:
    return {} if notes is None else {note.get(W + "id", ""): note for note in notes}


def _sign(element: Any) -> str:
    """The text of an element that holds no others."""
    if element.tag in (W + "t", _MATHS + "t"):
        return element.text or ""
    if element.tag == W + "sym":
        return _symbol(element.get(W + "font", ""), element.get(W + "char", "").upper())
    return _SIGNS.get(element.tag, "")


def _symbol(font: str, code: str) -> str:
    """A sign of a symbol font where plain text has it; the others are ornaments."""
    known = _SYMBOLS.get((font.split(" ")[0], code))
    return known if known is not None else chr(int(code, 16)) if _PLAIN_CODE.fullmatch(code) else ""
