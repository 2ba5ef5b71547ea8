"""What was read, as words with places: rows, pieces of one word, boxes that lap over rulings."""

from __future__ import annotations

from index.load.ocr.engine import Run
from index.load.ocr.rulings import Stroke
from index.load.ocr.words import joined, sheet, words

A4 = (1654, 2339)


def texts(*runs: Run) -> list[str]:
    return [word.text for word in joined(words(runs, [], 1))]


def test_a_picture_is_as_large_as_a_page() -> None:
    page = sheet(3, A4, [Stroke(0, 100, 1654, 100)])
    assert (page.page_number, [round(at) for at in page.bbox]) == (3, [0, 0, 595, 842])
    assert [round(page.lines[0][key]) for key in ("x0", "top", "x1", "bottom")] == [0, 36, 595, 36]


def test_a_strip_is_as_wide_as_a_page() -> None:
    assert round(sheet(1, (800, 9000), []).bbox[2]) == 595


def test_words_go_row_by_row() -> None:
    runs = (Run("右", 500, 104, 540, 144), Run("下", 100, 200, 140, 240), Run("左", 100, 98, 140, 138))
    assert texts(*runs) == ["左", "右", "下"]
    assert len({word.top for word in words(runs, [], 1)}) == 2


def test_words_that_touch_are_one() -> None:
    assert texts(Run("云湖区", 100, 100, 220, 140), Run("政府", 225, 101, 305, 141)) == ["云湖区政府"]
    assert texts(Run("open", 100, 100, 180, 140), Run("data", 190, 100, 270, 140)) == ["open data"]
    assert texts(Run("电话", 100, 100, 180, 140), Run("邮编", 230, 100, 310, 140)) == ["电话", "邮编"]


def test_a_box_that_laps_over_a_ruling_is_cut_there() -> None:
    run = Run("2.没有现成信息", 490, 100, 800, 140)
    (word,) = words([run], [Stroke(500, 0, 500, 300)], 1)
    assert (word.x0, word.x1) == (500, 800)
    assert min(word.middles) > 500


def test_letters_run_down_the_middle_of_their_rows() -> None:
    down = Run("本年度办理结果", 100, 100, 140, 400)
    rows = [Run(f"{at}项", 300, top, 380, top + 40) for at, top in enumerate((100, 230, 360))]
    found = words([down, *rows], [], 1)
    assert [word.text for word in found] == ["0项", "本年度办理结果", "1项", "2项"]


def test_all_words_are_of_the_size_of_most() -> None:
    title = Run("云湖区报告", 100, 10, 500, 90)
    body = [Run("云湖区政务服务大厅实行周末预约", 100, top, 700, top + 44) for top in (200, 280, 360)]
    assert {word.size for word in words([title, *body], [], 1)} == {40}
