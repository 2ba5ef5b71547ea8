"""Pages as pictures: the box lies where the quote stands, and no file harms the process that asks."""

from __future__ import annotations

import base64
import io
import threading
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from chat.conversation import page_image
from chat.conversation.page_image import MOST_PIXELS, data_uri, draw, page_picture

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
REPORT = REPORTS / "青岚市2025年政府工作报告.pdf"
TABLES = REPORTS / "云湖区2023年政府信息公开工作年度报告.pdf"
TITLE = "青岚市政府工作报告"
LONG = "全市地区生产总值2531.7亿元，增长\n5.6%；一般公共预算收入174.6亿元，增长3.7%；规模以上工业增加值增长7.4%"
Area = tuple[int, int, int, int]


drawn = cache(draw)


def opened(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(io.BytesIO(png)).convert("RGB")


def boxed(data: bytes, page: int, quote: str, scale: float = 1.5) -> Area | None:
    """What the boxes change of the picture, in pixels."""
    with_boxes, without = (opened(drawn(data, page, words, scale)) for words in (quote, ""))
    return ImageChops.difference(with_boxes, without).getbbox()


def found(data: bytes, page: int, quote: str, scale: float = 1.5) -> Area:
    """Where PDFium's own search finds words that stand on one line, in pixels."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[page - 1].get_textpage()
        first, count = text.search(quote).get_next()
        boxes = [text.get_charbox(at) for at in range(first, first + count)]
        height = document[page - 1].get_height()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = height - max(box[3] for box in boxes), height - min(box[1] for box in boxes)
    return tuple(round(scale * edge) for edge in (left, top, right, bottom))


def holds(outer: Area, inner: Area, slack: int) -> bool:
    """Whether `outer` holds `inner` and is larger by no more than `slack` pixels on each side."""
    room = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
    return all(0 <= each <= slack for each in room)


@pytest.mark.parametrize(("page", "quote"), [(1, TITLE), (2, "外贸进出口总"), (2, "创建市级和")])
def test_the_box_lies_where_the_quote_stands(page: int, quote: str) -> None:
    area = boxed(REPORT.read_bytes(), page, quote)
    assert area and holds(area, found(REPORT.read_bytes(), page, quote), slack=8)


def test_a_quote_that_stands_in_many_places_is_boxed_in_each() -> None:
    data = REPORT.read_bytes()
    area = boxed(data, 1, "亿元")
    assert area and area[1] <= found(data, 1, "2531.7亿元")[1] and area[3] >= found(data, 1, "118.9亿元")[3]


def test_every_line_of_a_quote_has_a_box() -> None:
    data = REPORT.read_bytes()
    area = boxed(data, 1, LONG)
    first, last = found(data, 1, "全市地区生产总值"), found(data, 1, "增加值增长7.4%")
    assert area and area[1] <= first[1] and area[3] >= last[3]
    marked, plain = opened(drawn(data, 1, LONG, 1.5)), opened(drawn(data, 1, "", 1.5))
    before = (last[0], first[1], first[0] - 10, first[3])  # what stands on the first line before the quote
    behind = (last[2] + 10, last[1], 780, last[3])  # and on its last line behind it
    assert all(ImageChops.difference(marked.crop(it), plain.crop(it)).getbbox() is None for it in (before, behind))


def test_print_stays_black_and_paper_turns_yellow() -> None:
    area = boxed(REPORT.read_bytes(), 1, TITLE)
    colours = {
        colour for _, colour in opened(drawn(REPORT.read_bytes(), 1, TITLE, 1.5)).crop(area).getcolors(9999) or []
    }
    assert {page_image._FILL, page_image._EDGE} <= colours
    assert any(max(colour) < 60 for colour in colours)


def test_a_row_of_a_table_is_boxed_cell_by_cell() -> None:
    data, row = TABLES.read_bytes(), "行政规范性文件\t24\t38\t407"
    area = boxed(data, 2, row)
    assert area and holds(area, (186, 786, 731, 806), slack=8)
    marked, plain = opened(drawn(data, 2, row, 1.5)), opened(drawn(data, 2, "", 1.5))
    between = (320, 786, 420, 806)
    assert ImageChops.difference(marked.crop(between), plain.crop(between)).getbbox() is None


def test_a_quote_that_goes_over_the_page_is_boxed_on_both() -> None:
    data, quote = TABLES.read_bytes(), "明确国家秘密、商业秘密、个人隐私三类信息的识别要点"
    first, second = boxed(data, 1, quote), boxed(data, 2, quote)
    assert first and second and first[1] > 1000 and second[3] < 200


@pytest.mark.parametrize("quote", ["", " \n", "火星上没有行政许可事项", "增长" + "甲乙丙丁戊己" * 9])
def test_a_quote_that_is_not_there_leaves_the_page_as_it_is(quote: str) -> None:
    assert boxed(REPORT.read_bytes(), 1, quote) is None


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_boxed_where_it_is_read(rotation: int) -> None:
    straight = boxed(turned(0), 1, TITLE, 1.0)
    seen = Image.new("L", (510, 740))
    seen.paste(255, straight)
    area = seen.rotate(-rotation, expand=True).getbbox()
    assert area and boxed(turned(rotation), 1, TITLE, 1.0) == pytest.approx(area, abs=2)


def turned(rotation: int) -> bytes:
    """The report with a first page that is cropped and turned clockwise."""
    with pypdfium2.PdfDocument(REPORT) as document:
        document[0].set_rotation(rotation)
        document[0].set_cropbox(50, 60, 560, 800)
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("size", "scale"), [((14400, 14400), 1.5), ((595, 842), 50.0), ((1, 14400), 1.5)])
def test_a_huge_page_is_drawn_small(tmp_path: Path, size: tuple[int, int], scale: float) -> None:
    picture = opened(page_picture(blank(tmp_path, size), 1, "x", scale))
    assert picture.width * picture.height <= MOST_PIXELS


def blank(folder: Path, size: tuple[int, int] = (595, 842)) -> Path:
    path = folder / "blank.pdf"
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(*size)
        document.save(path)
    return path


def test_a_picture_too_large_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = opened(draw(REPORT.read_bytes(), 1, "", 1.0))
    monkeypatch.setattr(page_image, "LARGEST_PICTURE", 100_000)
    assert opened(draw(REPORT.read_bytes(), 1, "", 1.0)).width == (whole.width + 1) // 2


def test_asked_again_it_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page_image, "_kept", page_image._Kept())
    path = blank(tmp_path)
    first = page_picture(path, 1, "x")
    monkeypatch.setattr(page_image, "_START", "raise SystemExit('drawn again')")
    assert first and page_picture(path, 1, "x") == first
    assert page_picture(path, 1, "y") is None
    path.write_bytes(path.read_bytes() + b"\n% another edition")
    assert page_picture(path, 1, "x") is None


def test_no_more_is_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_image, "KEPT", 2)
    kept = page_image._Kept()
    for name in ("a", "b"):
        kept.put((name,), b"")
    kept.get(("a",))
    kept.put(("c",), b"")
    assert [kept.get((name,)) for name in ("a", "b", "c")] == [b"", None, b""]


@pytest.mark.parametrize(
    ("content", "page", "line"),
    [
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, 1, "no picture: PdfiumError: Failed to load document"),
        (b"%PDF-1.7\n%%EOF", 1, "no picture: PdfiumError"),
        (None, 0, "there is no page 0, of 4"),
        (None, 5, "there is no page 5, of 4"),
        (None, -1, "there is no page -1"),
    ],
)
def test_what_cannot_be_drawn_is_none_and_a_line_in_the_log(
    tmp_path: Path, content: bytes | None, page: int, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content or REPORT.read_bytes())
    assert page_picture(path, page, "x") is None
    assert line in caplog.text


def test_what_is_no_pdf_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("a text")
    for path in (tmp_path / "x.pdf", tmp_path / "missing.pdf", tmp_path, tmp_path / "\0.pdf"):
        assert page_picture(path, 1, "x") is None


@pytest.mark.parametrize(
    ("harm", "line"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "exit -11"),
        ("import time; time.sleep(60)", "no picture after 0.5 seconds"),
        ("raise MemoryError('too much')", "MemoryError: too much"),
    ],
)
def test_a_file_that_crashes_or_stalls_its_reader_does_no_harm(
    harm: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(page_image, "SECONDS", 0.5 if "sleep" in harm else 60.0)
    monkeypatch.setattr(page_image, "_START", harm)
    assert page_picture(blank(tmp_path, (100, 101)), 1, harm) is None
    assert line in caplog.text


def test_many_threads_may_ask() -> None:
    pages: list[bytes | None] = []
    threads = [threading.Thread(target=lambda n=n: pages.append(page_picture(REPORT, n, TITLE))) for n in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(pages)) == 3 and None not in pages


def test_a_data_uri_holds_the_picture() -> None:
    uri = data_uri(b"\x89PNG\xff")
    assert uri.startswith("data:image/png;base64,")
    assert base64.b64decode(uri.partition(",")[2]) == b"\x89PNG\xff"
