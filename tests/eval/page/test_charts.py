from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.page import charts
from eval.page.charts import Axis, Bar, Bin, Line, Mark

BARS = (Bar("fact recall", 0.9, 0.8, 1.0, "96 questions"), Bar("false declines ↓", 0.25, 0.25, 0.25, lower=True))
FROM_ZERO = Axis("share", (0.0, 0.5, 1.0))
HOSTILE = '"><script>alert(1)</script><svg onload=alert(2)>\u202e'


def parsed(chart: str) -> ElementTree.Element:
    """Our SVG is well-formed XML too, which says that every element is closed and every attribute quoted."""
    return ElementTree.fromstring(chart)


def styled(chart: ElementTree.Element, style: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in chart.iter() if one.get("class") == style]


def words(chart: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in chart.iter("text")]


def test_a_chart_is_an_image_with_a_name() -> None:
    counted = charts.bins([1.0])
    drawn = (
        charts.bars("B", BARS),
        charts.lines("L", [], FROM_ZERO, FROM_ZERO),
        charts.histogram("H", counted, [], "s"),
    )
    for title, chart in zip("BLH", map(parsed, drawn), strict=True):
        assert (chart.get("role"), chart.get("aria-label")) == ("img", title)
        assert chart[0].tag == "title" and chart[0].text == title


def test_a_bar_is_as_long_as_its_value_and_its_whisker_as_its_interval() -> None:
    chart = parsed(charts.bars("Figures", BARS))
    full = float(styled(chart, "grid")[-1]["x1"]) - float(styled(chart, "grid")[0]["x1"])
    start = float(styled(chart, "grid")[0]["x1"])
    assert float(styled(chart, "bar")[0]["width"]) == pytest.approx(0.9 * full, abs=0.1)
    assert float(styled(chart, "bar lower")[0]["width"]) == pytest.approx(0.25 * full, abs=0.1)
    whisker = styled(chart, "whisker")[0]
    assert float(whisker["x1"]) == pytest.approx(start + 0.8 * full, abs=0.1)
    assert float(whisker["x2"]) == pytest.approx(start + full, abs=0.1)
    assert {"fact recall", "0.90", "0.25"} <= set(words(chart))
    assert "fact recall: 0.90 96 questions" in [title.text for title in chart.iter("title")]


def test_what_lies_beyond_the_axis_is_drawn_at_its_end() -> None:
    chart = parsed(charts.bars("Figures", [Bar("one", 7.0, -1.0, 9.0)]))
    grid = [float(line["x1"]) for line in styled(chart, "grid")]
    assert float(styled(chart, "bar")[0]["width"]) == grid[-1] - grid[0]
    assert float(styled(chart, "whisker")[0]["x1"]) == grid[0]


def test_lines_go_through_their_points_and_stand_in_the_legend() -> None:
    shown = [Line("all 0.03", ((0.0, 0.0), (1.0, 1.0))), Line("zh", ((0.5, 0.5),))]
    chart = parsed(charts.lines("Risk", shown, FROM_ZERO, FROM_ZERO))
    paths = [line["points"].split() for line in styled(chart, "line") if "points" in line]
    (left, bottom), (right, top) = (map(float, point.split(",")) for point in paths[0])
    assert left < right and bottom > top
    assert paths[1] == [f"{(left + right) / 2:g},{(bottom + top) / 2:g}"]
    assert {"all 0.03", "zh", "share"} <= set(words(chart))


def test_dots_are_drawn_only_where_they_can_be_told_apart() -> None:
    many = tuple((n / 100, 0.5) for n in range(100))
    few, crowded = (charts.lines("L", [Line("all", points)], FROM_ZERO, FROM_ZERO) for points in (many[:4], many))
    assert few.count("<circle") == 4 and crowded.count("<circle") == 0


def test_a_histogram_counts_every_value_once() -> None:
    counted = charts.bins([0.5, 1.5, 1.9, 2.0], about=2)
    assert counted == (Bin(0.0, 1.0, 1), Bin(1.0, 2.0, 3))
    chart = parsed(charts.histogram("Latency", counted, [Mark("p50 1.70 s", 1.7)], "seconds"))
    heights = [float(column["height"]) for column in styled(chart, "bar")]
    assert heights[1] == pytest.approx(3 * heights[0], abs=0.2)
    assert {"p50 1.70 s", "seconds", "questions"} <= set(words(chart))
    columns = styled(chart, "bar")
    middle = float(columns[1]["x"]) + 0.7 * float(columns[1]["width"])
    assert float(styled(chart, "mark")[0]["x1"]) == pytest.approx(middle, abs=1)


def test_no_values_no_bins() -> None:
    assert charts.bins([]) == ()


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
def test_no_value_falls_out_of_the_bins(values: list[float]) -> None:
    counted = charts.bins(values)
    assert sum(one.count for one in counted) == len(values)
    assert counted[0].low == 0 and counted[-1].high >= max(values)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(1, 20))
def test_ticks_enclose_what_they_are_for_and_are_few(low: float, width: float, about: int) -> None:
    found = charts.ticks(low, low + width, about)
    slack = 1e-6 * max(abs(low), width, 1)
    assert found[0] <= low + slack and found[-1] >= low + width - slack
    assert 2 <= len(found) <= about + 2 and list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.0, 0.13, (0.0, 0.05, 0.1, 0.15)), (0.73, 1.0, (0.7, 0.8, 0.9, 1.0)), (0.0, 0.0, (0.0, 1.0))],
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert charts.ticks(low, high) == expected


class Tags(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, Any]]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.found.append((tag, attrs))


def test_labels_are_text_and_nothing_else() -> None:
    axis = Axis(HOSTILE, (0.0, 1.0))
    drawn = (
        charts.bars(HOSTILE, [Bar(HOSTILE, 0.5, 0.4, 0.6, HOSTILE)]),
        charts.lines(HOSTILE, [Line(HOSTILE, ((0.0, 0.0),))], axis, axis),
        charts.histogram(HOSTILE, charts.bins([1.0]), [Mark(HOSTILE, 1.0)], HOSTILE),
    )
    for chart in drawn:
        tags = Tags(chart).found
        assert {name for name, _ in tags} <= {"svg", "title", "g", "line", "rect", "text", "circle", "polyline"}
        assert not [key for _, attributes in tags for key, _ in attributes if key.startswith("on")]
        assert "\u202e" not in chart and not re.search(r"<script|<svg onload", chart)
