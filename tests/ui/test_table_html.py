"""The shelf as a table: what it says of each report, which rows are shown, and that hostile words stay words."""

from __future__ import annotations

from typing import Any, cast

from chat.library.table_html import shelf_html
from index import Index
from index.report import Origin, Report


class Still:
    """As much of an index as the table asks for."""

    def __init__(self, *reports: Report) -> None:
        self.reports = reports

    def passages_of(self, source: str) -> list[None]:
        return [None] * len(source)


def plain(source: str = "a.txt", title: str = "云湖区2023年报告", **said: Any) -> Report:
    return Report(source, "0" * 64, title, **said)


def rows(index: Any, **asked: str) -> list[str]:
    html = shelf_html(cast(Index, index), "zh", chosen="", **asked)
    return [part.split('"')[0] for part in html.split('data-source="')[1:]]


def test_a_report_is_a_row_with_all_that_it_says_of_itself(example_index: Index) -> None:
    html = shelf_html(example_index, "zh")
    assert html.count("<tr>") == len(example_index.reports) + 1 and 'scope="col"' in html
    for report in example_index.reports:
        assert f">{report.title}<" in html and f">{report.source}<" in html and f">{report.issuer}<" in html
    assert "<button" not in html and html.count('<th scope="row">') == len(example_index.reports)
    assert f"共 {len(example_index.reports)} 份报告" in html


def test_the_day_that_a_report_was_indexed_on_is_told() -> None:
    html = shelf_html(cast(Index, Still(plain(indexed="2024-01-30T12:00:00+00:00"))), "en")
    assert ">2024-01-30<" in html and ">Indexed<" in html


def test_what_one_must_know_of_a_report_is_said() -> None:
    report = plain(scanned=(1, 2), unread=(3,), copy_of="甲.pdf", superseded_by="乙.pdf", pages=9, year=2023)
    html = shelf_html(cast(Index, Still(report)), "en")
    for words in ("2 read from pictures", "1 pages are pictures", ">甲.pdf<", ">乙.pdf<", ">9<", ">2023<", ">5<"):
        assert words in html


def test_a_report_without_a_title_says_so() -> None:
    untitled = plain(title="a.txt", origins=(Origin("title", "file name", "a.txt", 0.5),))
    assert "has no title" in shelf_html(cast(Index, Still(untitled)), "en")
    assert "has no title" not in shelf_html(cast(Index, Still(plain())), "en")


def test_the_rows_are_those_asked_for() -> None:
    lake = plain("湖.txt", issuer="云湖区政务服务办公室", regions=("青岚市", "云湖区"), year=2023)
    hill = plain("HILL.pdf", "青山区2024年报告", issuer="青山区政府", regions=("青山区",), year=2024)
    index = Still(lake, hill, plain("b.txt", "无题"))
    assert rows(index) == ["湖.txt", "HILL.pdf", "b.txt"]
    assert rows(index, query="青岚 2023") == ["湖.txt"] and rows(index, query="ｈｉｌｌ") == ["HILL.pdf"]
    assert rows(index, body="青山区") == ["HILL.pdf"] and rows(index, year="2023") == ["湖.txt"]
    assert rows(index, body="青山区", year="2023") == [] and rows(index, query="<b>") == []
    assert "没有符合条件的报告" in shelf_html(cast(Index, index), "zh", "火星")


def test_a_hostile_report_is_only_words(hostile: tuple[Any, Any]) -> None:
    bad = hostile[0].reports[0]
    others = {"copy_of": bad.title, "superseded_by": bad.title}
    odd = plain('"><img src=x onerror=alert(1)>', bad.title, issuer=bad.title, regions=(bad.title,), **others)
    for chosen in (None, odd.source):
        html = shelf_html(cast(Index, Still(odd)), "zh", chosen=chosen)
        tags = ("script", "img", "svg", "a ", "iframe", "form", "meta", "link", "style")
        assert not [tag for tag in tags if f"<{tag}" in html]
        assert "\u202e" not in html and "&lt;script&gt;alert(1)" in html
        assert html.count('"') % 2 == 0 and html.count("<tr") == 2
