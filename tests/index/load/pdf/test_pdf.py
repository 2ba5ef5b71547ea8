"""PDF files: lines with their pages, broken and locked files refused, pages that are pictures read by OCR or named."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

import index.load
from index.errors import UnreadableReport
from index.load.page_layout.columns import Page
from index.load.page_layout.words import TextLine, Word
from index.load.pdf import read
from index.load.sanity import Unreadable
from tests.index.load.drawing import HEIGHT, Sheet, pdf
from tests.index.load.row_words import words_of

TEXT = "云湖区二〇二三年共办理行政许可二百七十七件，比上年增长一成，群众满意。"
GIBBERISH = "äº‘æ¹–åŒº2023å¹´æ³•æ²»æ”¿åºœå»ºè®¾å¹´åº¦æŠ¥å‘Š"


def scan() -> Sheet:
    return Sheet().picture(0, 0, 595, HEIGHT)


def frame() -> Sheet:
    """What a printer leaves of a page whose text ended on the one before."""
    return Sheet().box(30, 30, 565, 400).box(30, 30, 565, 100, filled=True)


def read_word(text: str) -> Word:
    return Word(text, 60, 60, 60 + 12 * len(text), 72, 12, tuple(66 + 12 * at for at in range(len(text))))


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The pages that OCR was asked for; it reads "第N页的字" on each."""
    asked: list[Any] = []

    def read_page(picture: Image.Image, number: int) -> Page:
        asked.append((number, picture.size, picture.mode))
        return Page(number, (0, 0, 595, HEIGHT), (TextLine(number, (read_word(f"第{number}页的字"),)),))

    monkeypatch.setitem(sys.modules, "index.load.ocr", SimpleNamespace(read_page=read_page))  # type: ignore[arg-type]
    monkeypatch.setattr(index.load, "ocr", sys.modules["index.load.ocr"], raising=False)
    return asked


def test_lines_with_their_pages(make_pdf: Any) -> None:
    loaded = read(make_pdf([(72, 700, "云湖区报告"), (72, 680, "许可277项。")], [(72, 700, "完")]))
    assert [(line.text, line.page) for line in loaded.lines] == [("云湖区报告", 1), ("许可277项。", 1), ("完", 2)]
    assert (loaded.format, loaded.pages, loaded.scanned, loaded.unread) == ("pdf", 2, (), ())
    assert not any(line.solid or line.level or words_of(line) for line in loaded.lines)


def test_letter_spaced_lines_are_shown_as_they_are() -> None:
    spaced = Sheet()
    for at, char in enumerate("邮编：000000，电话"):
        spaced.words(60 + 24 * at, 60, char)
    (line,) = read(pdf(spaced)).lines
    assert line.text == "邮 编 ： 0 0 0 0 0 0 ， 电 话"


def test_a_locked_file_says_so(make_pdf: Any) -> None:
    with pytest.raises(Unreadable, match="locked with a password"):
        read(make_pdf([(72, 700, "云湖区报告")], locked=True))


def test_a_file_without_text_says_so(load_bytes: Any, make_pdf: Any) -> None:
    with pytest.raises(UnreadableReport, match="holds no text"):
        load_bytes(make_pdf([]))


def test_too_many_pages(make_pdf: Any) -> None:
    with pytest.raises(Unreadable, match="more than 2000 pages"):
        read(make_pdf(*[[]] * 2001))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_truncated_files_are_refused(make_pdf: Any, share: float) -> None:
    data = make_pdf([(72, 700, "云湖区2023年报告")])
    with pytest.raises(Unreadable, match="PDF"):
        read(data[: int(share * len(data))])


def test_pages_that_are_pictures_are_read_by_ocr_in_their_place(read_pages: list[Any]) -> None:
    progress: list[tuple[int, int]] = []
    file = pdf(scan(), Sheet().words(60, 60, TEXT), scan())
    loaded = read(file, progress=lambda done, total: progress.append((done, total)))
    assert [line.text for line in loaded.lines] == ["第1页的字", TEXT, "第3页的字"]
    assert (loaded.scanned, loaded.unread, loaded.pages) == ((1, 3), (), 3)
    assert progress == [(0, 0), (0, 0), (0, 0), (1, 2), (2, 2)]
    assert read_pages == [(page, (1653, 2339), "RGB") for page in (1, 3)]  # A4 at 200 dots to the inch


def test_without_ocr_such_pages_are_named(read_pages: list[Any]) -> None:
    loaded = read(pdf(scan(), Sheet().words(60, 60, TEXT)), ocr=False)
    assert [line.text for line in loaded.lines] == [TEXT]
    assert (loaded.scanned, loaded.unread) == ((), (1,))
    assert not read_pages


def test_without_ocr_a_file_of_pictures_is_refused(read_pages: list[Any]) -> None:
    with pytest.raises(Unreadable, match="OCR is off; turn it on"):
        read(pdf(scan(), frame(), scan()), ocr=False)


def test_a_page_that_is_gibberish_by_ocr_too_is_left_out(
    monkeypatch: pytest.MonkeyPatch, read_pages: list[Any]
) -> None:
    page = Page(1, (0, 0, 595, HEIGHT), (TextLine(1, (read_word(GIBBERISH),)),))
    monkeypatch.setattr(sys.modules["index.load.ocr"], "read_page", lambda *_: page)
    loaded = read(pdf(scan(), Sheet().words(60, 60, TEXT)))
    assert [line.text for line in loaded.lines] == [TEXT]
    assert (loaded.scanned, loaded.unread) == ((), (1,))
    with pytest.raises(Unreadable, match="gibberish, by OCR too"):
        read(pdf(scan()))


@pytest.mark.parametrize(
    ("sheet", "is_read"),
    [
        (scan().words(290, 800, "- 1 -"), True),
        (Sheet().words(20, 60, GIBBERISH), True),
        (Sheet().picture(0, 0, 595, 300).picture(0, 300, 595, 800), True),
        (scan().words(20, 60, TEXT), False),
        (Sheet().words(20, 60, TEXT).picture(60, 100, 500, 400), False),
        (Sheet().picture(30, 30, 60, 60), False),
        (frame(), False),
        (Sheet(), False),
    ],
    ids=["stray number", "gibberish", "strips", "text over its scan", "photo", "logo alone", "frame", "blank"],
)
def test_which_pages_need_ocr(read_pages: list[Any], sheet: Sheet, is_read: bool) -> None:
    loaded = read(pdf(sheet, Sheet().words(60, 60, TEXT)))
    assert loaded.scanned == ((1,) if is_read else ())
    assert [page for page, *_ in read_pages] == [*loaded.scanned]
    assert not any("å" in line.text for line in loaded.lines)


def test_ocr_of_an_endless_page_stays_within_memory(read_pages: list[Any]) -> None:
    read(pdf(Sheet().picture(0, -9000, 9000, HEIGHT), size=(9000, 9000)))
    ((_, size, _),) = read_pages
    assert size == (5000, 5000)
