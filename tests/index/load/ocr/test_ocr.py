"""Pages that are pictures: drawn here, read back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from index.load import ocr
from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable
from index.tidy import tidy
from tests.index.load.pictures import blank, table, wrapped, write
from tests.index.load.row_words import words_of

FIRST = "2023年，云湖区共纳入行政许可事项清单286项，由26家单位实施；电话0517-12345678。"
SECOND = "全年办结（含撤回）1,136件，占“一网通办”总量的98.6%，提高3.2个百分点。"
ROWS = [["信息内容", "本年处理决定数量"], ["行政许可", "550"], ["行政处罚", "4119"], ["行政检查", "1"]]
TOLD = ["行政许可 | 本年处理决定数量: 550", "行政处罚 | 本年处理决定数量: 4119", "行政检查 | 本年处理决定数量: 1"]


def paragraphs(lines: list[Line]) -> list[str]:
    tidied = tidy(Loaded("image", tuple(lines), 1))
    return ["".join(tidied.text[p.start : p.end].split()) for p in tidied.paragraphs]


def told(picture: Image.Image) -> list[str]:
    return [words_of(line) for line in ocr.lines(picture, 1) if words_of(line)]


def test_paragraphs_numbers_and_punctuation_come_back() -> None:
    written = [FIRST, SECOND + FIRST, SECOND]
    lines = ocr.lines(write(blank(), [line for text in written for line in wrapped(text, 40)]), 7)
    assert paragraphs(lines) == written
    assert {line.page for line in lines} == {7}


def test_first_lines_of_paragraphs_begin_with_blanks() -> None:
    lines = ocr.lines(write(blank(), [*wrapped(FIRST, 40), *wrapped(SECOND, 40)]))
    assert [line.text.startswith("\u3000\u3000") for line in lines] == [True, False, True, False]
    assert {line.page for line in lines} == {None}


def test_two_columns_are_read_one_after_the_other() -> None:
    lake, hill = (
        "云湖区政务服务大厅实行周末预约办理，群众满意。" * 4,
        "松溪区建成街道便民服务站，打通最后一公里啊。" * 4,
    )
    picture = write(write(blank(1100), wrapped(lake, 28)), wrapped(hill, 28), left=600)
    assert paragraphs(ocr.lines(picture)) == [lake, hill]


@pytest.mark.parametrize("size", [(1000, 700), (1, 1), (5000, 3), (3, 5000)])
def test_a_blank_page_holds_nothing(size: tuple[int, int]) -> None:
    assert ocr.lines(blank(*size)) == []


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_that_was_put_in_turned_is_read_upright(turn: Image.Transpose) -> None:
    lines = ["一、总体情况", *wrapped(SECOND, 40)]
    turned = write(blank(800, 450), lines).transpose(turn)
    assert [line.text.strip() for line in ocr.lines(turned)] == [line.strip() for line in lines]


@pytest.mark.parametrize("tilt", [0.0, 2.5])
def test_rows_of_a_ruled_table_are_told_alone(tilt: float) -> None:
    picture = table(blank(), ROWS, (90, 450, 900), 150, 80)
    tilted = picture.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert told(tilted) == TOLD


def test_a_table_cut_by_the_foot_of_the_page_has_its_last_row() -> None:
    picture = table(blank(), [*ROWS, ["行政征收", "38"]], (90, 450, 900), 150, 80)
    picture.paste("white", (0, 150 + 5 * 80 - 4, 1000, 700))
    assert told(picture) == [*TOLD, "行政征收 | 本年处理决定数量: 38"]


def test_a_tall_picture_is_read_to_its_end() -> None:
    lines = [f"第{number}项工作已于2023年底完成。" for number in range(1, 21)]
    assert [line.text.strip() for line in ocr.lines(write(blank(520, 1250), lines))] == lines


def test_a_missing_package_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # type: ignore[arg-type]
    with pytest.raises(Unreadable, match=r"rapidocr, .* is not installed; pip install 'rapidocr"):
        ocr.lines(blank(), threads=2)  # the engine for one thread may be loaded


def test_models_that_did_not_come_with_the_package_are_not_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import rapidocr

    monkeypatch.setattr(rapidocr, "__file__", str(tmp_path / "rapidocr.py"))
    with pytest.raises(Unreadable, match="comes without its models; pip install"):
        ocr.lines(blank(), threads=2)


READ_WITHOUT_A_NETWORK = """
import socket, sys
from PIL import Image
def refuse(*_): raise AssertionError("asks for the network")
socket.socket.connect = socket.getaddrinfo = refuse
from index.load import ocr
sys.exit([line.text for line in ocr.lines(Image.open(sys.argv[1]))] != ["云湖区2023年"])
"""


def test_nothing_is_fetched_and_nothing_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    write(blank(500, 200), ["云湖区2023年"]).save(path)
    done: Any = subprocess.run([sys.executable, "-c", READ_WITHOUT_A_NETWORK, path], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
