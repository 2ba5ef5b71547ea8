"""English prose."""

from __future__ import annotations

import pytest

from index.report import Report
from tests.index.figures.reading import read, told

REPORT = Report("a.txt", "0" * 64, "Yunhu Holdings Annual Report 2024", "Yunhu Holdings", (), 2024)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net income was $5.3 billion in 2024.", ("Net income", "5.3USD billion", "level", "2024")),
        ("Total sales decreased 8 percent.", ("Total sales", "-8percent", "growth", "2024")),
        ("In Brazil, total sales increased 3.1%.", ("total sales", "3.1%", "growth", "2024")),
        ("The unemployment rate was 5.1 per cent.", ("unemployment rate", "5.1per cent", "share", "2024")),
        ("The district employed 1,204 people.", ("district", "1204people", "level", "2024")),
    ],
)
def test_a_sentence(text: str, expected: tuple[str, str, str, str]) -> None:
    (it,) = read(text, report=REPORT)
    assert told(it) == expected


def test_a_measure_is_carried_on() -> None:
    share, change = read("Operating margins were 29.5 percent, up 3.5 percentage points.", report=REPORT)
    assert told(share) == ("Operating margins", "29.5percent", "share", "2024")
    assert told(change) == ("Operating margins", "3.5percentage points", "change", "2024")


def test_what_a_year_is_compared_with_is_of_the_year_before() -> None:
    own, before = read("Net income was $5.4 billion, compared to $4.9 billion.", report=REPORT)
    assert (told(own)[3], told(before)) == ("2024", ("Net income", "4.9USD billion", "level", "2023"))
    own, before = read("Sales were $32.8 billion, up from $31.7 billion.", report=REPORT)
    assert (told(own)[3], told(before)[2:]) == ("2024", ("level", "2023"))


def test_the_day_of_a_balance() -> None:
    january, december = (
        read(f"The market value was $115.3 billion as of {day}.", report=REPORT)[0].period
        for day in ("January 31, 2025", "December 31, 2024")
    )
    assert (str(january), january.is_whole) == ("2025 ..M01", False)
    assert december.is_year(2024)


def test_hedges_and_ranges() -> None:
    (it,) = read("Capital spending is expected to be approximately $1.7 billion to $1.9 billion.", report=REPORT)
    assert (told(it)[1], it.hedge, it.kind) == ("1.7-1.9USD billion", ("approximately",), "target")


def test_the_year_of_a_base_is_not_its_own() -> None:
    (it,) = read("Receivables increased $109 million from December 31, 2023.", report=REPORT)
    assert (told(it)[1:], it.base) == (("109USD million", "change", "2024"), "December 31, 2023")


@pytest.mark.parametrize("text", ["See Note 12 and Form 10-K.", "It was founded in 1902.", "Item 7 describes risks."])
def test_numbers_of_names_and_years_are_none(text: str) -> None:
    assert read(text, report=REPORT) == []
