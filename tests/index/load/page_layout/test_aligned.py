"""Tables without rulings: figures that end at the same places line by line, under their heads, beside their labels."""

from __future__ import annotations

from index.load.pdf import read
from tests.index.load.drawing import Sheet, pdf
from tests.index.load.row_words import words_of

SIZE = 10
ENDS = (300, 380, 460)  # where the figures of the columns end


def statement(*rows: tuple[str, ...], page: Sheet | None = None, top: float = 100) -> Sheet:
    """Labels from 60 points, figures that end at `ENDS`; each character is as wide as the size."""
    page = page or Sheet()
    for at, (label, *figures) in enumerate(rows):
        if label:
            page.words(60, top + 18 * at, label, SIZE)
        for end, figure in zip(ENDS, figures, strict=False):
            if figure:
                page.words(end - SIZE * len(figure), top + 18 * at, figure, SIZE)
    return page


def told(*pages: Sheet) -> list[str]:
    return [words_of(line) for line in read(pdf(*pages)).lines if words_of(line)]


ROWS = (
    ("", "2023", "2022", "Change"),
    ("Revenue", "9,155", "9,512", "(4)%"),
    ("Cost", "4,243", "3,267", "30%"),
    ("Other", "(122)", "(98)", "24%"),
    ("Net income", "3,972", "3,826", "4%"),
)


def test_each_figure_is_told_under_its_head() -> None:
    assert told(statement(*ROWS)) == [
        "Revenue | 2023: 9,155；2022: 9,512；Change: (4)%",
        "Cost | 2023: 4,243；2022: 3,267；Change: 30%",
        "Other | 2023: (122)；2022: (98)；Change: 24%",
        "Net income | 2023: 3,972；2022: 3,826；Change: 4%",
    ]


def test_the_name_of_a_group_stands_between_its_rows() -> None:
    rows = told(statement(*ROWS[:2], ("Operating:",), *ROWS[2:]))
    assert [row.split(" | ")[0] for row in rows if "2023" in row] == ["Revenue", "Cost", "Other", "Net income"]


def test_three_lines_of_names_may_stand_between_two_rows() -> None:
    names = (("Notes",), ("Equity",), ("Holders:",))
    rows = told(statement(*ROWS[:3], *names, *ROWS[3:]))
    assert rows[-1] == "Net income | 2023: 3,972；2022: 3,826；Change: 4%"


def test_two_rows_are_no_table() -> None:
    assert told(statement(*ROWS[1:3])) == []


def test_figures_that_end_anywhere_are_no_table() -> None:
    page = Sheet()
    for at in range(6):
        page.words(60, 100 + 18 * at, "Item", SIZE).words(140 + 23 * at, 100 + 18 * at, "12", SIZE)
        page.words(330 + 19 * at, 100 + 18 * at, "34", SIZE)
    assert told(page) == []


def test_running_text_with_figures_is_no_table() -> None:
    page = Sheet()
    for at in range(6):
        page.words(60, 100 + 18 * at, f"全年办理许可{at}277件，比上年增长12%，其中网上办理{at}98件", SIZE)
    assert told(page) == []
