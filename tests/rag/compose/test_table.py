"""Tables of one measure: what each body's report states in each year, and how the table leaves the program."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

import rag
from index import Index, sync
from index.errors import ArgumentInvalid, NotOnShelf, QuestionUnusable
from index.report import Passage
from rag import Assistant, Citation, Settings, Table, TableCell
from rag.compose.table_forms import table_text
from tests.conftest import FakeEmbedder

REPORT = """{body}{named}年政府工作报告

一、{year}年工作回顾

过去一年，地区生产总值增长{grown}%。城镇新增就业{jobs}万人。

二、{named}年工作安排

{named}年主要目标是：地区生产总值增长{planned}。
"""
REPORTS = (("云湖区", 2023, "5.2", "1.36", "5.5%左右"), ("云湖区", 2024, "5.4", "1.41", "6%以上"))
REPORTS += (("松溪区", 2023, "4.8", "0.43", "不低于5%"), ("望江区", 2022, "-0.3", "0.61", "4%—5%"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Three districts, of which only one reports on 2024, and one only on 2022."""
    shelf, folder = tmp_path_factory.mktemp("shelf"), tmp_path_factory.mktemp("index")
    for body, year, grown, jobs, planned in REPORTS:
        text = REPORT.format(body=body, year=year, named=year + 1, grown=grown, jobs=jobs, planned=planned)
        (shelf / f"{body}{year + 1}.md").write_text(text, "utf-8")
    sync(shelf, folder, embedder=FakeEmbedder())
    return Assistant(Index.open(folder, FakeEmbedder()), Settings(span_model=False))


def shown(table: Table) -> list[list[str | None]]:
    return [[it.written if it else None for it in row] for row in table.cells]


def by_body(table: Table) -> dict[str, list[str | None]]:
    return dict(zip(table.rows, shown(table), strict=True))


def test_rows_are_bodies_and_columns_years(assistant: Assistant) -> None:
    table = assistant.table("城镇新增就业", ["云湖区", "松溪区"], [2023, 2024])
    assert (table.rows, table.columns) == (("云湖区", "松溪区"), (2023, 2024))
    assert shown(table) == [["1.36万人", "1.41万人"], ["0.43万人", None]]


def test_a_cell_is_typed_and_cited(assistant: Assistant) -> None:
    cell = assistant.table("2024年GDP增长目标", ["松溪区"]).cells[0][0]
    assert cell is not None
    assert (cell.value, cell.unit, cell.amount, cell.hedge) == (Decimal(5), "%", Decimal(5), ("不低于",))
    assert (cell.written, cell.kind, cell.period, cell.measure) == ("不低于5%", "target", "2024", "地区生产总值")
    text = assistant.index.text(cell.citation.source)
    assert text[cell.citation.start : cell.citation.end] == cell.citation.quote
    assert "不低于5%" in cell.citation.quote and cell.citation.source == "松溪区2024.md"


def test_amounts_compare_where_numbers_as_written_do_not(assistant: Assistant) -> None:
    cell = assistant.table("城镇新增就业", ["云湖区"], [2023]).cells[0][0]
    assert cell is not None and (cell.value, cell.unit, cell.amount) == (Decimal("1.36"), "万人", Decimal(13600))


def test_a_range_has_both_ends(assistant: Assistant) -> None:
    cell = assistant.table("2023年GDP增长目标", ["望江区"]).cells[0][0]
    assert cell is not None and (cell.value, cell.value_to) == (Decimal(4), Decimal(5))


def test_a_target_is_no_result(assistant: Assistant) -> None:
    assert by_body(assistant.table("GDP增长", ["云湖区"], [2024])) == {"云湖区": ["5.4%"]}
    assert by_body(assistant.table("GDP增长目标", ["云湖区"], [2024])) == {"云湖区": ["5.5%左右"]}


def test_arguments_stand_in_for_the_words(assistant: Assistant) -> None:
    table = assistant.table("云湖区2023年城镇新增就业", bodies=["松溪区"])
    assert (table.rows, table.columns, shown(table)) == (("松溪区",), (2023,), [["0.43万人"]])
    table = assistant.table("云湖区2023年城镇新增就业", years=[2024])
    assert (table.rows, table.columns, shown(table)) == (("云湖区",), (2024,), [["1.41万人"]])


def test_without_years_each_body_is_looked_up_in_the_same(assistant: Assistant) -> None:
    table = assistant.table("城镇新增就业")
    assert table.columns == (2022, 2023, 2024)
    assert by_body(table) == {
        "云湖区": [None, "1.36万人", "1.41万人"],
        "松溪区": [None, "0.43万人", None],
        "望江区": ["0.61万人", None, None],
    }


def test_a_measure_in_english(assistant: Assistant) -> None:
    table = assistant.table("new urban jobs", ["Yunhu"], [2024])
    assert (table.rows, shown(table), table.language) == (("云湖区",), [["1.41万人"]], "en")


def test_what_no_report_states_has_no_rows(assistant: Assistant) -> None:
    table = assistant.table("海水养殖面积", ["云湖区"])
    assert (table.rows, table.columns, table.cells) == ((), (), ())
    assert table_text(table) == "没有报告写明这一项的数字。"
    assert "没有报告写明" in table._repr_html_() and list(csv.reader(io.StringIO(table.to_csv())))[1:] == []
    assert len(load_workbook(io.BytesIO(table.to_xlsx())).worksheets) == 2


@pytest.mark.parametrize(
    ("measure", "bodies", "years", "error", "line"),
    [
        ("", (), (), QuestionUnusable, "1 to 2000 characters"),
        ("业" * 2001, (), (), QuestionUnusable, "1 to 2000 characters"),
        (3, (), (), ArgumentInvalid, "measure must be text, not 3"),
        ("就业", "云湖区", (), ArgumentInvalid, "bodies must be a list or tuple"),
        ("就业", (), ("2023",), ArgumentInvalid, "years must be whole numbers"),
        ("就业", (), 2023, ArgumentInvalid, "years must be a list or tuple"),
        ("就业", ("云胡区",), (), NotOnShelf, "did you mean '云湖区'"),
    ],
)
def test_mistakes_are_told(
    assistant: Assistant, measure: str, bodies: tuple[str], years: tuple[int], error: type[Exception], line: str
) -> None:
    with pytest.raises(error, match=line):
        assistant.table(measure, bodies, years)


def test_no_vector_is_made(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a table needs no model")

    monkeypatch.setattr(FakeEmbedder, "queries", fail)
    assert assistant.table("城镇新增就业").found


def test_the_example_shelf(example_index: Index) -> None:
    table = rag.table("城镇新增就业", ("青岚市",), (2023, 2024), index=example_index)
    assert shown(table) == [["4.2万人", "4.5万人"]]


def test_as_json(assistant: Assistant) -> None:
    data = json.loads(json.dumps(assistant.table("城镇新增就业", ["松溪区"], [2023, 2024]).to_dict()))
    assert data["measure"] == "城镇新增就业" and data["columns"] == [2023, 2024]
    (row,) = data["rows"]
    stated, silent = row["cells"]
    assert row["body"] == "松溪区" and row["sources"] == ["松溪区2024.md"] and silent is None
    assert (stated["value"], stated["amount"], stated["written"]) == (0.43, 4300, "0.43万人")
    assert "0.43万人" in stated["citation"]["quote"]


def test_as_csv(assistant: Assistant) -> None:
    lines = list(csv.reader(io.StringIO(assistant.table("城镇新增就业", ["松溪区"], [2023, 2024]).to_csv())))
    assert lines == [
        ["地区或机关", "2023", "2023 数值", "2023 单位", "2024", "2024 数值", "2024 单位", "来源"],
        ["松溪区", "0.43万人", "0.43", "万人", "未写明", "", "", "松溪区2024.md"],
    ]


def test_as_a_workbook(assistant: Assistant) -> None:
    book = load_workbook(io.BytesIO(assistant.table("城镇新增就业", ["云湖区"], [2023, 2024]).to_xlsx()))
    table, figures = (list(sheet.values) for sheet in book.worksheets)
    assert table[1] == ("云湖区", "1.36万人", "1.41万人", "云湖区2024.md; 云湖区2025.md")
    assert figures[1][:6] == ("云湖区", 2023, "1.36万人", 1.36, "万人", 13600)
    assert len(figures) == 3 and "1.36万人" in str(figures[1][-1])


def made_up(passage: Passage, body: str, written: str = "5%") -> Table:
    cell = TableCell(Decimal(5), written, "%", Decimal(5), (), "result", "2023", Citation(passage, 100, 104, "<b>"))
    return Table("增长", (body,), (2023,), ((cell,),))


@pytest.mark.parametrize("body", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\tx", "-5%|cmd"])
def test_no_field_is_a_formula(passage: Passage, body: str) -> None:
    table = made_up(passage, body)
    assert list(csv.reader(io.StringIO(table.to_csv())))[1][0] == f"'{body}"
    first = load_workbook(io.BytesIO(table.to_xlsx())).worksheets[0]["A2"]
    assert (first.value, first.data_type) == (body, "s")


@pytest.mark.parametrize("number", ["-0.3%", "+5%", "-1,200.5", "-3"])
def test_a_number_with_a_sign_stays_a_number(passage: Passage, number: str) -> None:
    assert list(csv.reader(io.StringIO(made_up(passage, "云湖区", number).to_csv())))[1][1] == number


def test_characters_that_no_workbook_holds_are_left_out(passage: Passage) -> None:
    assert load_workbook(io.BytesIO(made_up(passage, "云湖\x0b区").to_xlsx())).worksheets[0]["A2"].value == "云湖区"


def test_nothing_in_a_notebook_is_markup(passage: Passage) -> None:
    html = made_up(passage, "<script>", '"><i>')._repr_html_()
    assert "<script" not in html and "<b>" not in html and '"><i>' not in html
    assert "&lt;script&gt;" in html and "yunhu-2023.txt" in html


def test_a_table_shows_itself_in_one_short_line(passage: Passage) -> None:
    assert repr(made_up(passage, "云湖区")) == "Table('增长', 1 rows × 1 columns, 1 stated)"
    assert len(repr(Table("长" * 500))) < 120


def test_as_text_it_fits_a_terminal(assistant: Assistant) -> None:
    text = table_text(assistant.table("城镇新增就业", years=range(2010, 2025)))
    assert all(len(line.encode("gb18030")) <= 80 for line in text.splitlines())
    assert text.count("云湖区") == 2 + 2 and "未写明" in text  # blocks of years, and files


def test_text_in_english(assistant: Assistant) -> None:
    lines = table_text(assistant.table("new urban jobs", ["Songxi"], [2023, 2024])).splitlines()
    assert lines[2:] == ["        2023          2024", "松溪区  0.43万人 [1]  not stated", "", "[1] 松溪区2024.md"]
