"""Why a file cannot be read: a code and values, said in English here and in Chinese by `chat.library.refusals_zh`.

Nothing reads the words back. The names of the codes are stored in manifests: a code may be added, not renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique
from typing import Any


@unique
class Code(Enum):
    """Every reason there is; each one's value is what it says in English, with `{}` for the reason's values."""

    # any file
    ENDLESS = "not a file that can be read to an end"
    TOO_LARGE = "larger than {} MiB; split it"
    CLOSED = "cannot be opened ({})"
    LINK_OUTWARDS = "cannot be opened: a link that leads out of the shelf; put the file itself there"
    EMPTY = "the file is empty"
    UNKNOWN_FORMAT = "neither text nor any format that is known"
    NO_TEXT = "holds no text"
    NO_TEXT_SCAN = "holds no text (a scan?); run OCR on it first"
    GIBBERISH = "its text is gibberish ({} readable); run OCR on it or export it again"
    TOO_LONG = "holds more than {} million characters; split it"
    TOO_MANY_PAGES = "has more than {} pages; split it"
    TABLE_TOO_LARGE = "holds a table of more than {} cells; split it"
    LOCKED = "is locked with a password; save an open copy"
    # its reader
    OUT_OF_MEMORY = "needs more than {} GiB of memory; split it"
    TOO_SLOW = "took longer than {} s; split it"
    STALLED = "came no further for {} s; split it, or save it again"
    TOO_DEEP = "is nested too deeply; save it again from the program that made it"
    READER_FAILED = "its reader failed ({} at {}:{}); save it in another format, and report the fault"
    KILLED = "its reader crashed (signal {}); save it again in another format"
    CRASHED = "its reader crashed (exit status {}); save it again in another format"
    # text and web pages
    ENCODING_BREAKS_OFF = "begins as {} but breaks off at byte {}; get it anew"
    PAGE_EMPTY = "a web page without any main content"
    PAGE_TOO_DEEP = "a web page nested too deep; save it as text"
    ARCHIVED_PAGE_TOO_DEEP = "a saved web page nested too deep; save it as text"
    ARCHIVED_PAGE_MISSING = "a saved web page without a page in it; save it as .html"
    XML_UNKNOWN = "an XML file that is neither a page nor a document; save it as .docx or PDF"
    # pictures and PDF
    PICTURE_WITHOUT_OCR = "a picture, and OCR is off; turn it on, or save the text as a file"
    PICTURE_WITHOUT_TEXT = "a picture in which no text was found; if there is any, scan it at 200 dpi or more"
    PICTURE_BROKEN = "a broken picture; save it again, or scan the page anew"
    PICTURE_TOO_LARGE = "a picture of more than {} million pixels; scan it at 300 dpi or less"
    OCR_MISSING = "a picture, and {}, which reads pictures, is not installed; {}"
    OCR_WITHOUT_MODELS = "a picture, and the installed rapidocr comes without its models; {}"
    GIBBERISH_BY_OCR = "its pages are gibberish, by OCR too; export it again"
    PAGES_WITHOUT_OCR = "its pages are pictures or gibberish, and OCR is off; turn it on, or export the file again"
    PDF_BROKEN = "a broken PDF file; export it again"
    PDF_PAGE_BROKEN = "a PDF file with a page that cannot be drawn; export it again"
    OFD = "an OFD file; print it to PDF"
    # office files
    POWERPOINT = "a PowerPoint file; save it as PDF"
    OFFICE_MISSING = "{}: install LibreOffice (Debian: apt-get install {}), or save it as .{}"
    OFFICE_FAILED = "{} that LibreOffice cannot read (locked or broken?); save it as .{}"
    OFFICE_TOO_SLOW = "{} that LibreOffice works on too long; save it as .{}"
    NOT_WORD = "an archive that is not a Word file (.docx); save it as one"
    DOCUMENT_TOO_DEEP = "nested deeper than any office program writes; save it anew"
    NOT_EXCEL = "an archive that is not a spreadsheet (.xlsx); save it as one"
    SPREADSHEET_BROKEN = "a broken spreadsheet; open it and save it again"
    SHEET_TOO_LARGE = "a sheet of more than {} cells; split it"
    DOCUMENT_BROKEN = "a broken document ({}); open it and save it again"
    ENTITIES = "declares entities, which no office program does; save it anew"
    # archives
    ARCHIVE = "an archive; unpack it into the folder"
    ZIP = "a zip archive; unpack it into the folder"
    ARCHIVE_BROKEN = "a broken archive; get it anew, or open it and save it again"
    UNPACKS_TO_TOO_MUCH = "unpacks to more than {} MiB or {} files; split it"
    INFLATES_TOO_MUCH = "unpacks to more than {} times its size; save it anew"
    # what a person says of a report
    SIDECAR_CLOSED = "cannot be opened ({}); check its name and rights"
    SIDECAR_TOO_LARGE = "larger than {} KiB; write lines like year = 2023"
    NOT_TOML = "is no TOML ({}); write lines like year = 2023"
    SIDECAR_TOO_DEEP = "is nested too deep; write lines like year = 2023"
    NOT_UTF8 = "is not UTF-8 (byte {}); save it as UTF-8"
    NO_SUCH_REPORT = '["{}"]: no such report; write its path below {}'
    OUTSIDE_TABLE = '{}: stands outside any table; put it under the report it is about: ["reports/a.pdf"]'
    KEY_MISSPELT = "{}: unknown key; did you mean {}?"
    KEY_UNKNOWN = "{}: unknown key; use {}"
    REGION_TWICE = "region: regions is given too; keep one of them"
    NOT_TEXT = '{}: {} is no text; write {} = "…"'
    NOT_REGIONS = 'regions: {} is no list of names; write regions = ["青岚市", "云湖区"]'
    NOT_A_YEAR = "year: {} is no year from {} to {}; write year = 2023"
    NOT_A_DAY = "date: {} is no day of the calendar; write date = 2024-01-30"
    # kinds of office files, as values of the reasons above
    OLD_WORD = "an old Word file (.doc, .wps)"
    RICH_TEXT = "a rich text file (.rtf)"
    WORD_XML = "a Word file as XML"
    OPEN_TEXT = "an OpenDocument file (.odt)"
    OLD_EXCEL = "an old Excel file (.xls, .et)"
    BINARY_EXCEL = "a binary Excel file (.xlsb)"
    EXCEL_XML = "an Excel file as XML"
    OPEN_SHEET = "an OpenDocument spreadsheet (.ods)"
    # in other words
    BESIDE = "{}: {}"  # the fault of a sidecar, by its name
    WORDS = "{}"  # a reason of an index that an earlier or a later release has made


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, in one line fit for the person who owns the file; `values` fill the gaps of its words in order."""

    code: Code
    values: tuple[str | int | Reason, ...] = ()

    @classmethod
    def of(cls, code: Code, *values: str | int | Reason) -> Reason:
        return cls(code, values)

    def __str__(self) -> str:
        return self.code.value.format(*self.values)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values: the words for people, code and values for programs."""
        values = [it.to_dict() if isinstance(it, Reason) else it for it in self.values]
        return {"reason": str(self), "code": self.code.name, "values": values}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reason:
        """What `to_dict` gave; only the words where there is no code, or one that this release does not know."""
        if data.get("code") not in Code.__members__:
            return cls.of(Code.WORDS, str(data["reason"]))
        values = (cls.from_dict(it) if isinstance(it, Mapping) else it for it in data["values"])
        return cls(Code[data["code"]], tuple(values))
