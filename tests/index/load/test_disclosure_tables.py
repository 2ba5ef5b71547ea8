"""The standard tables of real disclosure reports, as read from the printed pages: every number is told with its row and
its column."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from index.load.pdf import read
from tests.index.load.row_words import words_of

APPLICANTS = (
    "自然人",
    "法人或其他组织 商业企业",
    "法人或其他组织 科研机构",
    "法人或其他组织 社会公益组织",
    "法人或其他组织 法律服务机构",
    "法人或其他组织 其他",
    "总计",
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SUITS = tuple(
    f"{kind} {outcome}"
    for kind in ("行政复议", "行政诉讼 未经复议直接起诉", "行政诉讼 复议后起诉")
    for outcome in OUTCOMES
)
NOT_OPEN, NOT_GIVEN, NOT_HANDLED = "（三）不予公开", "（四）无法提供", "（五）不予处理"
RESULT = "三、本年度办理结果"


def only(person: int) -> tuple[int, ...]:
    """All from natural persons."""
    return (person, 0, 0, 0, 0, 0, person)


Row = tuple[tuple[str, ...], dict[str, str]]


def applications(rows: list[tuple[tuple[str, ...], tuple[int, ...]]], *path: str) -> list[Row]:
    return [((*path, *names), dict(zip(APPLICANTS, map(str, values), strict=True))) for names, values in rows]


def disclosed(
    regulations: str, documents: str, licences: str, fines: str, force: str, fees: str, *path: str
) -> list[Row]:
    counts = ("本年制发件数", "本年废止件数", "现行有效件数")
    return [
        ((*path, "第二十条第（一）项", "规章"), dict(zip(counts, regulations.split(), strict=True))),
        ((*path, "第二十条第（一）项", "行政规范性文件"), dict(zip(counts, documents.split(), strict=True))),
        ((*path, "第二十条第（五）项", "行政许可"), {"本年处理决定数量": licences}),
        ((*path, "第二十条第（六）项", "行政处罚"), {"本年处理决定数量": fines}),
        ((*path, "第二十条第（六）项", "行政强制"), {"本年处理决定数量": force}),
        ((*path, "第二十条第（八）项", "行政事业性收费"), {"本年收费金额（单位：万元）": fees}),
    ]


def suits(values: str, *path: str) -> Row:
    return (path, dict(zip(SUITS, values.split(), strict=True)))


def compared(caption: str, rows: str) -> list[Row]:
    years = ("2023年", "2024年", "增减值")
    cells = [row.split() for row in rows.strip().splitlines()]
    return [((caption, name), dict(zip(years, values, strict=True))) for name, *values in cells]


HONGZE_2023 = [
    *disclosed("0 0 0", "0 5 5", "550", "4119", "195", "7730.28"),
    *applications(
        [
            (("一、本年新收政府信息公开申请数量",), only(21)),
            (("二、上年结转政府信息公开申请数量",), only(0)),
            ((RESULT, "（一）予以公开"), only(0)),
            ((RESULT, "（二）部分公开"), only(4)),
            ((RESULT, NOT_OPEN, "1.属于国家秘密"), only(1)),
            ((RESULT, NOT_OPEN, "2.其他法律行政止公开"), only(0)),
            ((RESULT, NOT_OPEN, "3.危及“三安全一稳定”"), only(0)),
            ((RESULT, NOT_OPEN, "4.保护第三方合法权益"), only(0)),
            ((RESULT, NOT_OPEN, "5.属于三类内部事务信息"), only(0)),
            ((RESULT, NOT_OPEN, "6.属于四类过程性信息"), only(1)),
            ((RESULT, NOT_OPEN, "7.属于行政执法案卷"), only(1)),
            ((RESULT, NOT_OPEN, "8.属于行政查询事项"), only(0)),
            ((RESULT, NOT_GIVEN, "1.本机关不掌握相关政府信息"), only(10)),
            ((RESULT, NOT_GIVEN, "2.没有现成信息需要另行制作"), only(3)),
            ((RESULT, NOT_GIVEN, "3.补正后申请内容仍不明确"), only(0)),
            ((RESULT, NOT_HANDLED, "1.信访举报投诉类申请"), only(1)),
            ((RESULT, NOT_HANDLED, "2.重复申请"), only(0)),
            ((RESULT, NOT_HANDLED, "3.要求提供公开出版物"), only(0)),
            ((RESULT, NOT_HANDLED, "4.无正当理由大量反复"), only(0)),
            ((RESULT, NOT_HANDLED, "5.要求行政机关确认或重", "已获取信息"), only(0)),
            ((RESULT, "（六）其他处理"), only(0)),
            ((RESULT, "（七）总计"), only(21)),
            (("四、结转下年度继续办理",), only(0)),
        ]
    ),
    suits("10 1 0 0 0  0 0 0 0 0  5 0 0 0 0"),
]
HONGZE_2024 = [
    *disclosed("0 0 0", "3 0 8", "9487", "2776", "84", "7545"),
    *applications(
        [
            (("一、本年新收政府信息公开申请数量",), only(95)),
            (("二、上年结转政府信息公开申请数量",), only(0)),
            ((RESULT, "（一）予以公开"), only(50)),
            ((RESULT, "（二）部分公开"), only(9)),
            ((RESULT, NOT_OPEN, "1.属于国家秘密"), only(0)),
            ((RESULT, NOT_OPEN, "3.危及“三安全一稳定”"), only(1)),
            ((RESULT, NOT_OPEN, "6.属于四类过程性信息"), only(1)),
            ((RESULT, NOT_OPEN, "7.属于行政执法案卷"), only(1)),
            ((RESULT, NOT_GIVEN, "1.本机关不掌握相关政府信息"), only(31)),
            ((RESULT, NOT_GIVEN, "2.没有现成信息需要另行制作"), only(1)),
            ((RESULT, NOT_GIVEN, "3.补正后申请内容仍不明确"), only(0)),
            ((RESULT, NOT_HANDLED, "1.信访举报投诉类申请"), only(1)),
            ((RESULT, NOT_HANDLED, "5.要求行政机关确认或重", "已获取信息"), only(0)),
            ((RESULT, "（七）总计"), only(95)),
            (("四、结转下年度继续办理",), only(0)),
        ]
    ),
    suits("1 1 0 0 2  1 0 0 0 1  2 0 1 0 3"),
]
SUQIAN = [
    *disclosed("2 0 11", "109 489 597", "1808595", "2822652", "20163", "59237.2449", "2023 年报告"),
    *disclosed("2 1 12", "50 227 420", "1573179", "2676474", "29351", "72701.2578", "2024 年报告"),
    *applications(
        [
            (("一、本年新收政府信息公开申请数量",), (3402, 99, 0, 4, 5, 1, 3511)),
            ((RESULT, "（一）予以公开"), (1175, 12, 0, 3, 1, 0, 1191)),
            ((RESULT, NOT_OPEN, "2.其他法律行政法规禁止公开"), only(27)),
            ((RESULT, NOT_OPEN, "8.属于行政查询事项"), (20, 1, 0, 0, 0, 0, 21)),
            ((RESULT, NOT_GIVEN, "1.本机关不掌握相关政府信息"), (968, 74, 0, 1, 3, 1, 1047)),
            ((RESULT, NOT_HANDLED, "5.要求行政机关确认或重新出具已获取信息"), only(4)),
            ((RESULT, "（六）其他处理", "3.其他"), (287, 3, 0, 0, 1, 0, 291)),
            (("四、结转下年度继续办理",), (118, 3, 0, 0, 0, 0, 121)),
        ],
        "2023 年报告",
    ),
    *applications(
        [
            (("二、上年结转政府信息公开申请数量",), (118, 3, 0, 0, 0, 0, 121)),
            ((RESULT, "（二）部分公开"), (462, 9, 0, 0, 0, 0, 471)),
            ((RESULT, NOT_OPEN, "7.属于行政执法案卷"), (21, 2, 0, 0, 0, 0, 23)),
            ((RESULT, NOT_GIVEN, "2.没有现成信息需要另行制作"), (35, 1, 0, 0, 0, 0, 36)),
            ((RESULT, "（六）其他处理", "1.逾期不补正"), (75, 1, 0, 1, 0, 0, 77)),
            ((RESULT, "（七）总计"), (3440, 73, 0, 1, 5, 2, 3521)),
        ],
        "2024 年报告",
    ),
    suits("309 17 88 26 440  1 1 16 6 24  13 0 67 9 89", "2023 年报告"),
    suits("88 18 28 36 170  7 0 11 7 25  33 0 6 13 52", "2024 年报告"),
    *compared(
        "主动公开数据差异",
        """
        规章-制发 2 2 -
        规章-废止 0 1 +1
        规章-现行有效 11 12 +1
        规范性文件-制发 109 50 -59
        规范性文件-废止 489 227 -262
        规范性文件-现行有效 597 420 -177
        """,
    ),
    *compared(
        "依申请公开情况",
        """
        本年新收政府信息公开申请数量 3511 3525 +14
        予以公开 1191 1431 +240
        不予公开-其他法律行政法规禁止公开 27 1 -26
        结转下年度继续办理 121 125 +4
        """,
    ),
    *compared(
        "复议诉讼数据差异",
        """
        行政复议-维持 309 88 -221
        行政复议-其他 88 28 -60
        行政诉讼(未经复议)-维持 1 7 +6
        行政诉讼(未经复议)-其他 16 11 -5
        """,
    ),
]
FILES = {"hzq2023_working.pdf": HONGZE_2023, "hzq2024_working.pdf": HONGZE_2024, "比对报告_宿迁市_*.pdf": SUQIAN}


@cache
def told(folder: Path, pattern: str) -> list[list[str]]:
    """The parts of each told row of the file: captions, row heads and values, without white space."""
    (path,) = folder.glob(pattern)
    rows = [words_of(line) for line in read(path.read_bytes(), ocr=False).lines if words_of(line)]
    return [["".join(part.split()) for part in row.replace("；", " | ").split(" | ")] for row in rows]


def holds(parts: list[str], names: tuple[str, ...], cells: dict[str, str]) -> bool:
    squeezed = ["".join(name.split()) for name in names]
    values = {"".join(f"{head}: {value}".split()) for head, value in cells.items()}
    return all(any(name in part for part in parts) for name in squeezed) and values <= {*parts}


CASES = [(pattern, names, cells) for pattern, rows in FILES.items() for names, cells in rows]


@pytest.mark.parametrize(("pattern", "names", "cells"), CASES, ids=[f"{p[:7]} {n[-1:]}" for p, n, _ in CASES])
def test_each_number_is_told_with_its_row_and_its_column(
    shared: Path, pattern: str, names: tuple[str, ...], cells: dict[str, str]
) -> None:
    found = [parts for parts in told(shared / "reports" / "disclosure", pattern) if holds(parts, names, cells)]
    assert len(found) == 1


@pytest.mark.parametrize("name", ["hzq2023_working.pdf", "hzq2024_working.pdf"])
def test_what_is_shown_stands_in_the_order_of_the_page(shared: Path, name: str) -> None:
    path = shared / "reports" / "disclosure" / name
    with pdfplumber.open(path) as document:
        printed = "".join(page.extract_text() for page in document.pages)
    shown = "".join(line.text for line in read(path.read_bytes(), ocr=False).lines)
    assert "".join(shown.split()) == "".join(printed.split())


def test_no_sentence_holds_words_of_both_reports_side_by_side(shared: Path) -> None:
    (path,) = (shared / "reports" / "disclosure").glob("比对报告_宿迁市_*.pdf")
    lines = read(path.read_bytes(), ocr=False).lines
    shown = "".join(line.text for line in lines)
    assert "把公众的期盼融入政府决策和工作之中" in shown  # the left column of page 1 goes on in that of page 2
    assert "更好服务经济社会发展的政策性文件" in shown  # and so does the right one
    assert "信息公开申请案件收取信息处理费2230元" in shown
    order = [shown.index(words) for words in ("119期政策简明问答", "26个单位和30名个人", "政策简明问答98期")]
    assert order == sorted(order)
