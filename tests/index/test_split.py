"""Sections → passages → units. What holds for every text is in test_properties.py."""

from __future__ import annotations

from index.load.lines import Line, Loaded
from index.load.text import read
from index.outline import outline
from index.report import Cell, Passage, Report, Row
from index.split import SplitSettings, split, units
from index.tidy import tidy

SENTENCE = "云湖区全年共办理行政许可二百七十七件，比上年增长一成，群众满意率继续提高。"
LONG = SENTENCE * 12


def passages_of(text: str, settings: SplitSettings = SplitSettings(), first_id: int = 0) -> list[Passage]:
    tidied = tidy(read(text))
    report = Report("a.txt", "0" * 64, "云湖区报告")
    return split(report, tidied, outline(tidied.text, tidied.paragraphs), settings, first_id)


def test_a_short_section_is_one_passage_with_its_heading() -> None:
    first, second = passages_of("一、学法\n学法4次。\n二、普法\n普法12场。\n")
    assert (first.headings, first.text) == (("一、学法",), "一、学法\n学法4次。")
    assert (second.headings, second.text) == (("二、普法",), "二、普法\n普法12场。")


def test_a_heading_alone_opens_the_passage_that_follows() -> None:
    (passage,) = passages_of("一、主要举措\n（一）学法\n学法4次。\n")
    assert passage.headings == ("一、主要举措", "（一）学法")
    assert passage.text == "一、主要举措\n（一）学法\n学法4次。"


def test_a_heading_opens_the_passage_that_follows_however_long_that_is() -> None:
    first = passages_of(f"一、主要举措\n{LONG}\n")[0]
    assert first.text.startswith(f"一、主要举措\n{SENTENCE}")


def test_a_heading_with_nothing_below_it_is_a_passage() -> None:
    assert [passage.text for passage in passages_of("一、学法\n二、普法\n")] == ["一、学法", "二、普法"]


def test_long_sections_are_cut_at_the_ends_of_sentences() -> None:
    passages = passages_of(LONG)
    assert len(passages) > 1
    assert all(passage.text.endswith("提高。") and len(passage.text) <= 320 for passage in passages)


def test_closing_quotes_stay_with_the_sentence() -> None:
    said = "区长说：“云湖区全年共办理行政许可二百七十七件，比上年增长一成，群众满意。”"
    passages = passages_of(said * 12)
    assert len(passages) > 1
    assert all(passage.text.startswith("区长") and passage.text.endswith("。”") for passage in passages)


def test_ids_count_from_the_first() -> None:
    assert [passage.id for passage in passages_of(LONG, first_id=7)][:2] == [7, 8]


def test_nothing_has_no_passages() -> None:
    assert passages_of("") == []


def unit_texts(text: str, settings: SplitSettings = SplitSettings()) -> list[str]:
    (passage,) = passages_of(text, settings)
    return [passage.text[start - passage.start : end - passage.start] for start, end in units(passage, settings)]


def test_a_unit_is_a_sentence() -> None:
    assert unit_texts(SENTENCE * 3, SplitSettings(unit=40)) == [SENTENCE] * 3


def test_short_sentences_share_a_unit() -> None:
    assert unit_texts("学法4次。普法12场。执法检查12次。") == ["学法4次。普法12场。执法检查12次。"]
    assert unit_texts("学法4次。普法12场。执法检查12次。", SplitSettings(unit=12)) == [
        "学法4次。普法12场。",
        "执法检查12次。",
    ]


def test_a_long_sentence_is_a_unit_of_its_own() -> None:
    long = "云湖区" * 50 + "。"
    assert unit_texts(f"学法4次。{long}普法12场。") == ["学法4次。", long, "普法12场。"]


def test_settings_as_plain_values() -> None:
    assert SplitSettings(**SplitSettings(200, 50).to_dict()) == SplitSettings(200, 50)


def row(text: str, label: str, head: str) -> Line:
    """A row of a table with one value, its last cell."""
    value = text.split("\t")[-1]
    cell = Cell((head,), value, len(text) - len(value), len(text))
    return Line(text, solid=True, row=Row(0, len(text), "", (label,), (cell,)))


def table_of(*lines: Line) -> Passage:
    loaded = Loaded("docx", lines)
    tidied = tidy(loaded)
    (passage,) = split(
        Report("a.docx", "0" * 64, "云湖区报告"), tidied, outline(tidied.text, tidied.paragraphs), SplitSettings()
    )
    return passage


def test_a_row_of_a_table_is_a_unit_of_its_own_and_is_told_alone() -> None:
    passage = table_of(
        Line("信息内容\t数量", solid=True),
        row("许可\t550", "许可", "数量"),
        row("处罚\t41", "处罚", "数量"),
        Line("以上。"),
    )
    spans = units(passage, SplitSettings())
    assert [passage.text[start:end].strip() for start, end in spans] == [
        "信息内容\t数量",
        "许可\t550",
        "处罚\t41",
        "以上。",
    ]
    words = [passage.read_alone(start, end).strip() for start, end in spans]
    assert words[1:3] == ["许可 | 数量: 550", "处罚 | 数量: 41"]


def test_a_row_that_is_numbered_is_no_heading() -> None:
    passage = table_of(
        Line("项目\t数量", solid=True), row("一、新收\t21", "一、新收", "数量"), row("二、结转\t0", "二、结转", "数量")
    )
    assert passage.headings == () and len(passage.rows) == 2


def test_a_row_longer_than_a_passage_is_told_with_each_part() -> None:
    long = SENTENCE * 20
    found = Row(0, len(long), "", ("许可",), (Cell(("说明",), "长"),))
    tidied = tidy(Loaded("docx", (Line(long, solid=True, row=found),)))
    passages = split(
        Report("a.docx", "0" * 64, "云湖区报告"), tidied, outline(tidied.text, tidied.paragraphs), SplitSettings()
    )
    assert len(passages) > 1
    assert {row.words for passage in passages for row in passage.rows} == {"许可 | 说明: 长"}
    assert all((row.start, row.end) == (p.start, p.end) for p in passages for row in p.rows)


def test_english_is_cut_at_the_ends_of_sentences() -> None:
    said = "The Group employed 11,420 people in the U.S. and 3,744 elsewhere (2022: 3,908; restated)."
    passages = passages_of(f"{' '.join([said] * 12)}\n")
    assert len(passages) > 1
    assert all(it.text.startswith("The Group") and it.text.endswith("restated).") for it in passages)
    assert unit_texts(f"{said} {said}") == [f"{said} ", said]


def test_no_number_is_cut_in_two() -> None:
    passages = passages_of("，".join(["收到许可11,420件"] * 60) + "\n")
    assert len(passages) > 1
    assert all(it.text.startswith("收到许可11,420件") for it in passages)
