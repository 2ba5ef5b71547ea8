"""Sidecar files: what a person says of a report wins, and a slip in one is a line that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import UnreadableReport
from index.files.sidecar import Overrides, apply, beside, is_sidecar, read, read_shelf
from index.report import Origin, Report

REPORT = Report(
    "a.pdf",
    "0" * 64,
    "云湖区2022年报告",
    "云湖区人民政府",
    ("云湖区",),
    2022,
    origins=(Origin("title", "title", "报告", 0.9), Origin("year", "opening", "2022", 0.5)),
)


def written(tmp_path: Path, text: str, name: str = "a.pdf.meta.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_names() -> None:
    assert is_sidecar("年报.pdf.meta.toml")
    assert is_sidecar("A.PDF.META.TOML")
    assert not is_sidecar("年报.toml")
    assert beside(Path("x/年报.pdf")) == Path("x/年报.pdf.meta.toml")


def test_every_key(tmp_path: Path) -> None:
    text = (
        'title = "甲"\nissuer = "云湖区司法局"\nregions = ["青岚市", "云湖区"]\nyear = 2023\n'
        'number = "云司〔2024〕1号"\ndate = 2024-01-30\nkind = "工作总结"\n'
    )
    assert read(written(tmp_path, text)) == Overrides(
        "甲", "云湖区司法局", ("青岚市", "云湖区"), 2023, "云司〔2024〕1号", "2024-01-30", "工作总结"
    )


@pytest.mark.parametrize("value", ["2024-01-30", '"2024-01-30"', "2024-01-30T08:00:00"])
def test_dates_as_toml_or_text(tmp_path: Path, value: str) -> None:
    assert read(written(tmp_path, f"date = {value}\n")).date == "2024-01-30"


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("涵江区", ("福建省", "莆田市", "涵江区")),
        ("青岚市云湖区", ("青岚市", "云湖区")),
        ("南京市鼓楼区", ("江苏省", "南京市", "鼓楼区")),
        ("云湖", ("云湖",)),
    ],
)
def test_a_region_alone_gets_what_lies_above_it(tmp_path: Path, region: str, expected: tuple[str, ...]) -> None:
    assert read(written(tmp_path, f'region = "{region}"\n')).regions == expected


def test_what_is_said_wins_with_its_origin(tmp_path: Path) -> None:
    report = apply(REPORT, read(written(tmp_path, "year = 2023\n")))
    assert (report.year, report.title) == (2023, REPORT.title)
    assert report.origins == (REPORT.origins[0], Origin("year", "sidecar", "2023", 1.0))


def test_an_issuer_brings_its_region() -> None:
    report = apply(REPORT, Overrides(issuer="莆田市涵江区司法局"))
    assert report.regions == ("福建省", "莆田市", "涵江区")
    assert {origin.field for origin in report.origins if origin.place == "sidecar"} == {"issuer", "regions"}


def test_an_empty_text_clears_a_field() -> None:
    assert apply(REPORT, Overrides(title="")).title == ""


def test_nothing_said_changes_nothing(tmp_path: Path) -> None:
    assert apply(REPORT, read(written(tmp_path, "# nothing\n"))) == REPORT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("year = \n", ["is no TOML", "line 1"]),
        ("yaer = 2023\n", ["yaer", "did you mean year?"]),
        ("Regoin = 1\n", ["did you mean region?"]),
        ("colour = 1\n", ["colour", "use title, issuer"]),
        ('year = "2023"\n', ["year: 2023", "write year = 2023"]),
        ("year = true\n", ["year: True"]),
        ("year = 20233\n", ["year: 20233", "1900 to 2100"]),
        ("date = 2024\n", ["date: 2024"]),
        ('date = "2024-02-30"\n', ["date: 2024-02-30", "no day of the calendar"]),
        ("title = 5\n", ["title: 5 is no text"]),
        ('regions = "云湖区"\n', ["regions: 云湖区 is no list"]),
        ('regions = ["云湖区", ""]\n', ["regions"]),
        ('region = "云湖区"\nregions = ["云湖区"]\n', ["keep one of them"]),
        ('"a\\nb" = 1\n', ["a b: unknown key"]),
    ],
)
def test_slips_are_one_line_that_names_file_key_and_remedy(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(written(tmp_path, text))
    message = str(caught.value)
    assert message.startswith("a.pdf.meta.toml: ")
    assert "\n" not in message
    assert all(word in message for word in words)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf.meta.toml"
    path.write_bytes("title = '云湖区'".encode("gb18030"))
    with pytest.raises(UnreadableReport, match="save it as UTF-8"):
        read(path)
    with pytest.raises(UnreadableReport, match="cannot be opened"):
        read(tmp_path / "b.pdf.meta.toml")


def test_a_shelf_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, '["reports/a.pdf"]\nyear = 2023\n["b.txt"]\nregion = "涵江区"\n', "meta.toml")
    assert read_shelf(path) == {
        "reports/a.pdf": Overrides(year=2023),
        "b.txt": Overrides(regions=("福建省", "莆田市", "涵江区")),
    }


def test_slips_of_a_shelf_name_the_report(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match=r"meta.toml: reports/a.pdf: yaer: unknown key; did you mean year"):
        read_shelf(written(tmp_path, '["reports/a.pdf"]\nyaer = 2023\n', "meta.toml"))
    with pytest.raises(UnreadableReport, match="year: stands outside any table"):
        read_shelf(written(tmp_path, "year = 2023\n", "meta.toml"))
