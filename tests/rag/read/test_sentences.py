"""A passage piece by piece."""

from index.language.sentence_ends import clauses
from index.report import Cell, Passage, Report, Row
from index.split import SplitSettings
from rag.read.sentences import Piece, pieces, runs

REPORT = Report("a.txt", "0" * 64, "云湖区2023年报告")


def passage(text: str, headings: tuple[str, ...] = (), rows: tuple[Row, ...] = (), start: int = 0) -> Passage:
    return Passage(0, REPORT, headings, start, start + len(text), None, text, rows)


def test_sentences_keep_their_place_in_the_report() -> None:
    found = pieces(passage("许可286项。办结143件；其余在办。", start=10), SplitSettings())
    assert [piece.text for piece in found] == ["许可286项。", "办结143件；", "其余在办。"]
    assert [piece.start for piece in found] == [10, 17, 24]


def test_a_heading_is_not_read() -> None:
    found = pieces(passage("一、概况\n许可286项。", headings=("一、概况",)), SplitSettings())
    assert [piece.text for piece in found] == ["许可286项。"]


def test_a_row_of_a_table_is_read_as_it_is_told() -> None:
    rows = (Row(0, 8, "", ("行政许可",), (Cell(("本年",), "550", 5, 8),)),)
    found = pieces(passage("行政许可 550\n以上。", rows=rows), SplitSettings())
    assert found[0] == Piece(0, 8, "行政许可 | 本年: 550")
    assert found[1].text == "以上。"


def test_clauses_and_their_runs() -> None:
    spans = clauses("甲一，乙二：丙三")
    assert spans == [(0, 3), (3, 6), (6, 8)]
    assert set(runs(spans, 6)) == {(0, 3), (0, 6), (3, 6), (3, 8), (6, 8)}
    assert (0, 3) in set(runs(spans, 1)), "a clause alone may be longer"


def test_english_sentences_are_pieces() -> None:
    found = pieces(
        passage("It employed 3,908 people (2022: 3,744). Women held 31% of roles.", start=5), SplitSettings()
    )
    assert [piece.text for piece in found] == [
        "It employed 3,908 people (2022: 3,744).",
        "Women held 31% of roles.",
    ]
    assert [piece.start for piece in found] == [5, 45]
