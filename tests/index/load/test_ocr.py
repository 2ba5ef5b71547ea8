"""Pages that are pictures: drawn here, read back."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from index.load import ocr
from index.load.lines import Loaded
from index.tidy import tidy

FONTS = Path("/usr/share/fonts/opentype/noto")
A4 = (1654, 2339)  # pixels at 200 dpi
MARGIN, SIZE, LINE = 205, 44, 79  # pixels: 26 mm, 16 points, 10 mm
FIRST = "2023年，云湖区共纳入行政许可事项清单286项，由26家单位分别实施；电话0517-12345678。"
SECOND = "（二）全年办结（含撤回）1,136件，占“一网通办”总量的98.6％，比上年提高3.2个百分点。"


@functools.cache
def font() -> ImageFont.FreeTypeFont:
    found = sorted(FONTS.glob("NotoSerifCJK-Regular.ttc"))
    if not found:
        pytest.skip(f"no Chinese font in {FONTS} (Debian: fonts-noto-cjk)")
    return ImageFont.truetype(str(found[0]), SIZE, index=2)


def wrapped(text: str, columns: int = 28) -> list[str]:
    return [text[at : at + columns] for at in range(0, len(text), columns)]


def page(lines: list[str], left: int = MARGIN, picture: Image.Image | None = None) -> Image.Image:
    picture = picture or Image.new("RGB", A4, "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((left, MARGIN + number * LINE), line, "black", font())
    return picture


def paragraphs(picture: Image.Image) -> list[str]:
    lines = ocr.lines(picture, 7)
    assert {line.page for line in lines} <= {7}
    tidied = tidy(Loaded("image", tuple(lines), 7))
    return ["".join(tidied.text[p.start : p.end].split()) for p in tidied.paragraphs]


def test_words_numbers_and_punctuation_come_back() -> None:
    drawn = page([*wrapped("　　" + FIRST), *wrapped("　　" + SECOND)])
    assert "".join(paragraphs(drawn)).replace("％", "%") == (FIRST + SECOND).replace("％", "%")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = wrapped("　　" + "云湖区政务服务大厅实行周末预约办理，群众满意。" * 6, 13)
    right = wrapped("　　" + "松溪区建成街道便民服务站，打通最后一公里啊。" * 6, 13)
    read = "".join(paragraphs(page(right, 870, page(left))))
    assert read.index("松溪区建成") > read.rindex("云湖区政务服务")


def test_a_blank_page_holds_nothing() -> None:
    assert ocr.lines(Image.new("RGB", A4, "white"), 1) == []
    assert ocr.lines(Image.new("RGB", (1, 1), "white"), 1) == []


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_that_was_put_in_turned_is_read_upright(turn: Image.Transpose) -> None:
    turned = page([*wrapped("　　" + FIRST), *wrapped("　　" + SECOND)]).transpose(turn)
    assert FIRST in "".join(paragraphs(turned))


def test_rows_of_a_ruled_table_are_told_alone() -> None:
    picture = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(picture)
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", "550"], ["行政处罚", "4119"], ["行政强制", "195"]]
    for at, row in enumerate(rows):
        top = 400 + at * 100
        for left, right, text in ((205, 800, row[0]), (800, 1450, row[1])):
            draw.rectangle((left, top, right, top + 100), outline="black", width=3)
            draw.text((left + 40, top + 22), text, "black", font())
    told = [line.told for line in ocr.lines(picture, 1) if line.told]
    assert told == [f"{name} | 本年处理决定数量: {figure}" for name, figure in rows[1:]]
