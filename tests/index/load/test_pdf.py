"""PDF files with a text layer: lines page by page, columns one after the other, broken and locked files refused."""

from __future__ import annotations

from typing import Any

import pytest

from index.errors import UnreadableReport
from index.load.pdf import read
from index.load.sanity import Unreadable


def test_lines_with_their_pages(make_pdf: Any) -> None:
    loaded = read(make_pdf([(72, 700, "云湖区报告"), (72, 680, "许可277项。")], [(72, 700, "完")]))
    assert [(line.text, line.page) for line in loaded.lines] == [("云湖区报告", 1), ("许可277项。", 1), ("完", 2)]
    assert (loaded.format, loaded.pages) == ("pdf", 2)
    assert not any(line.solid or line.level for line in loaded.lines)


def test_columns_are_read_one_after_the_other(make_pdf: Any) -> None:
    head = (60, 800, "二〇二三年与二〇二四年比对横贯全页之总标题二三四五六七八")
    left = [(60, 700 - 20 * row, f"左栏第{row}行许可") for row in range(6)]
    right = [(330, 700 - 20 * row, f"右栏第{row}行许可") for row in range(6)]
    texts = [line.text for line in read(make_pdf([head, *left, *right])).lines]
    assert texts == [words for *_, words in (head, *left, *right)]


def test_a_table_is_read_row_by_row(make_pdf: Any) -> None:
    """White between its cells is no gutter: one line crosses the middle below."""
    rows = [(x, 700 - 20 * row, f"{row}格") for row in range(6) for x in (60, 330)]
    across = (60, 500, "下面这一行横贯全页所以上面不是两栏而是一张表格二三四五六七八")
    texts = [line.text for line in read(make_pdf([*rows, across])).lines]
    assert texts[0].split() == ["0格", "0格"]


def test_radicals_are_read_as_the_characters_that_they_look_like(make_pdf: Any) -> None:
    (line,) = read(make_pdf([(72, 700, "⽂⻛与⻢")])).lines
    assert line.text == "文风与马"


def test_a_locked_file_says_so(make_pdf: Any) -> None:
    with pytest.raises(Unreadable, match="locked with a password"):
        read(make_pdf([(72, 700, "云湖区报告")], locked=True))


def test_a_scan_says_so(load_bytes: Any, make_pdf: Any) -> None:
    with pytest.raises(UnreadableReport, match=r"no text \(a scan\?\)"):
        load_bytes(make_pdf([]))


def test_too_many_pages(make_pdf: Any) -> None:
    with pytest.raises(Unreadable, match="more than 2000 pages"):
        read(make_pdf(*[[]] * 2001))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_truncated_files_are_refused(make_pdf: Any, share: float) -> None:
    data = make_pdf([(72, 700, "云湖区2023年报告")])
    with pytest.raises(Unreadable, match="PDF"):
        read(data[: int(share * len(data))])
