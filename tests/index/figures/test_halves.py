"""Which report of a file, and which year, words under some headings are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.figures.halves import half_of, own_report
from index.report import Report
from rag import Assistant
from tests.rag.districts import shelved

REPORT = Report("a.txt", "0" * 64, "2024年云湖区国民经济和社会发展统计公报", "云湖区统计局", ("云湖区",), 2024)
BODY = "全年平均气温比上年高，主要农作物长势良好，市场供应充足，居民生活平稳。" * 12
SECTIONS = """一、综合
全年地区生产总值{gdp}亿元，比上年增长{growth}%。年末户籍人口{people}万人。
二、农业
{body}
"""


def sections(gdp: int, growth: float, people: int) -> str:
    return SECTIONS.format(gdp=gdp, growth=growth, people=people, body=BODY)


@pytest.mark.parametrize(
    ("headings", "year", "below"),
    [
        (("2023年云湖区国民经济和社会发展统计公报", "一、综合"), 2023, ("一、综合",)),
        (("2024年3月", "一、综合"), 2023, ("一、综合",)),
        (("一、综合",), 2024, ("一、综合",)),
        (("2023年云湖区政府信息公开工作年度报告", "一、综合"), 2024, None),
    ],
)
def test_the_report_of_a_file_that_words_are_of(
    headings: tuple[str, ...], year: int, below: tuple[str, ...] | None
) -> None:
    rest, own = own_report(headings, REPORT)
    assert (own.year, tuple(rest)) == (year, headings if below is None else below)
    assert half_of(headings, REPORT) == (year, False)


TITLED = (
    f"2024年云湖区国民经济和社会发展统计公报\n云湖区统计局\n{sections(1200, 5.5, 71)}"
    f"2023年云湖区国民经济和社会发展统计公报\n云湖区统计局\n{sections(1100, 4.4, 70)}"
)
DATED = (
    f"云湖区2024年国民经济和社会发展统计公报\n云湖区统计局\n2025年3月\n过去的一年很不平凡。\n{sections(1200, 5.5, 71)}"
    f"云湖区统计局\n2024年3月\n过去的一年很不平凡。\n{sections(1100, 4.4, 70)}"
)


@pytest.mark.parametrize("text", [TITLED, DATED])
def test_of_several_reports_in_one_file_each_answers_for_its_year(text: str, tmp_path: Path) -> None:
    assistant: Assistant = shelved(tmp_path, {"云湖区2023~2024年统计公报.txt": text})
    for year, gdp, people in ((2024, "1200亿元", "71万人"), (2023, "1100亿元", "70万人")):
        assert gdp in assistant.ask(f"云湖区{year}年地区生产总值是多少？").text
        assert people in assistant.ask(f"云湖区{year}年末户籍人口多少？").text
    compared = assistant.ask("云湖区2023年和2024年地区生产总值分别是多少？").text
    assert "1100亿元" in compared and "1200亿元" in compared
    assert assistant.ask("云湖区2022年地区生产总值是多少？").declined


def test_titles_in_a_list_of_links_begin_no_report(tmp_path: Path) -> None:
    links = "\n".join(f"{year}年云湖区国民经济和社会发展统计公报" for year in (2023, 2022, 2021))
    text = f"2024年云湖区国民经济和社会发展统计公报\n{sections(1200, 5.5, 71)}\n相关链接\n{links}\n"
    index = shelved(tmp_path, {"云湖区统计公报.txt": text}).index
    assert not any("2023年" in heading for it in index.passages_of("云湖区统计公报.txt") for heading in it.headings)
