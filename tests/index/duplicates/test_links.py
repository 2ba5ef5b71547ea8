"""The same report twice, corrected editions, and reports that only look alike."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.duplicates.links import Link, link
from index.duplicates.minhash import changed, figures, resemblance, sketch
from index.files.parse import read_report
from index.report import Origin, Report
from index.split import SplitSettings

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
SAME = Link()
MATTERS = "行政许可 行政处罚 信访 政务公开 学法 普法 复议 应诉 政策解读 民生实事 窗口服务 电子证照 热线".split()
WAYS = "健全台账 逐件核查 公开承诺 简化材料 联席会商 上门走访 限时办结 回访评价 交叉检查 以案释法".split()


def written(year: int, seed: int = 1) -> str:
    """A made-up report of 60 sentences, each with figures of its own; the words are the same for every seed."""
    words, told = random.Random(0), random.Random(f"{year} {seed}")
    lines = []
    for number in range(60):
        matter, way, other = words.choice(MATTERS), words.choice(WAYS), words.choice(WAYS)
        count, rate = told.randrange(100, 9999), told.randrange(100, 999) / 10
        lines.append(
            f"第{number}项围绕{matter}{way}、{other}，{matter}共{count}件，{way}率{rate}%，群众对{matter}反映良好。"
        )
    return f"云湖区司法局{year}年度法治政府建设报告\n" + "\n".join(lines) + "\n"


def report(source: str = "a.txt", **fields: object) -> Report:
    told = Report(
        source,
        "0" * 64,
        "云湖区司法局2023年度法治政府建设报告",
        "云湖区司法局",
        ("云湖区",),
        2023,
        kind="法治政府建设报告",
    )
    return replace(told, **fields)  # type: ignore[arg-type]


def without_furniture(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(lines[1:-1])


def wrapped(text: str) -> str:
    """Every paragraph broken at 30 characters, but not inside a figure."""
    return "\n".join(re.sub(r"(.{30}(?![\d.%]))", r"\1\n", line) for line in text.splitlines())


def on_a_site(text: str) -> str:
    head = "首页 > 政务公开 > 年度报告\n来源：云湖发布 发布日期：2025-03-02 浏览次数：4711 字号：大 中 小\n"
    return (
        f"{head}{text}\n上一篇：关于防汛的通知\n主办单位：云湖区人民政府办公室 网站标识码3200000001 电话：000-1234567\n"
    )


def misread(text: str, seed: int = 5) -> str:
    """One character in fifty read wrongly."""
    chance = random.Random(seed)
    wrong = "的一是在有中大为入人日目未末土士已己木本"
    return "".join(
        (str(chance.randrange(10)) if c.isdigit() else chance.choice(wrong)) if chance.random() < 0.02 else c
        for c in text
    )


def with_a_paragraph_more(text: str) -> str:
    lines = text.splitlines()
    more = "此外，围绕停车、就医、上学等急难愁盼开展专题走访，逐户听取意见，形成清单并全部办结，群众反映良好。"
    return "\n".join((*lines[:30], more, *lines[30:]))


def with_other_figures(text: str, count: int = 3) -> str:
    """Every so many of the figures one higher."""
    found = [*re.finditer(r"\d{3,4}(?=件)", text)]
    for match in reversed(found[:: max(1, len(found) // count)][:count]):
        text = text[: match.start()] + str(int(match[0]) + 1) + text[match.end() :]
    return text


TEXT = written(2023)
CHANGES = [without_furniture, wrapped, on_a_site, with_a_paragraph_more]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_same_report_twice(change: Callable[[str], str]) -> None:
    links = link([(report("a.txt"), TEXT), (report("b.html"), change(TEXT))])
    assert sorted(one.copy_of != "" for one in links.values()) == [False, True]
    assert {one.superseded_by for one in links.values()} == {""}


def test_the_one_with_most_text_is_answered_from() -> None:
    links = link([(report("a.txt"), TEXT), (report("b.html"), with_a_paragraph_more(TEXT))])
    assert links == {"a.txt": Link(copy_of="b.html"), "b.html": SAME}


def test_a_text_layer_comes_before_a_scan_and_names_decide_last() -> None:
    scan = (report("a.pdf", scanned=(1, 2), pages=2), misread(with_a_paragraph_more(TEXT)))
    links = link([scan, (report("c.txt"), TEXT), (report("b.txt"), TEXT)])
    assert links == {"a.pdf": Link(copy_of="b.txt"), "b.txt": SAME, "c.txt": Link(copy_of="b.txt")}


def test_two_scans_of_one_report() -> None:
    scans = [(report(f"{n}.pdf", scanned=(1,)), misread(TEXT, seed=n)) for n in (1, 2)]
    links = link([*scans, (report("a.txt"), TEXT)])
    assert [links[f"{n}.pdf"].copy_of for n in (1, 2)] == ["a.txt", "a.txt"]


@pytest.mark.parametrize(
    "unknown", [{"issuer": "", "regions": ()}, {"year": None}, {"issuer": "", "year": None, "kind": ""}]
)
def test_a_copy_whose_description_failed(unknown: dict[str, object]) -> None:
    links = link([(report("a.txt"), TEXT), (report("b.pdf", scanned=(1,), **unknown), misread(on_a_site(TEXT)))])
    assert links == {"a.txt": SAME, "b.pdf": Link(copy_of="a.txt")}


@pytest.mark.parametrize(
    "other",
    [
        {"issuer": "松溪区司法局", "regions": ("松溪区",)},
        {"issuer": "云湖区教育局"},
        {"issuer": "云湖区人民政府"},
        {"year": 2022},
        {"kind": "工作总结"},
        {"title": "云湖区司法局2023年上半年法治政府建设报告"},
        {"regions": ("海州市", "云湖区"), "issuer": "海州市云湖区司法局"},
    ],
)
def test_other_bodies_years_and_periods_are_never_linked(other: dict[str, object]) -> None:
    """However alike the words, even where not a figure differs."""
    ours = report("a.txt", regions=("青岚市", "云湖区"), date="2024-01-30")
    links = link([(ours, TEXT), (replace(ours, source="b.txt", date="2024-02-01", **other), TEXT)])  # type: ignore[arg-type]
    assert links == {"a.txt": SAME, "b.txt": SAME}


@pytest.mark.parametrize("issuer", ["青岚市云湖区司法局", "中共云湖区司法局党组"])
def test_one_body_under_two_names(issuer: str) -> None:
    links = link([(report("a.txt"), TEXT), (report("b.txt", issuer=issuer), TEXT)])
    assert links["b.txt"] == Link(copy_of="a.txt")


def test_a_template_filled_anew_is_no_copy() -> None:
    """The same sentences, year after year, with other figures; the year of one is not known."""
    links = link([(report("a.txt"), TEXT), (report("b.txt", year=None, title="报告"), written(2022, seed=2))])
    assert links == {"a.txt": SAME, "b.txt": SAME}


def test_a_scan_of_another_year_is_no_copy() -> None:
    scan = report("b.pdf", year=None, issuer="", regions=(), title="b.pdf", scanned=(1,))
    assert link([(report("a.txt"), TEXT), (scan, misread(written(2022)))])["b.pdf"] == SAME


def test_other_figures_and_nothing_tells_which_is_newer() -> None:
    links = link([(report("a.txt"), TEXT), (report("b.txt"), with_other_figures(TEXT))])
    assert links == {"a.txt": SAME, "b.txt": SAME}


def test_the_later_of_two_with_other_figures() -> None:
    old, new = report("a.txt", date="2024-01-30"), report("b.txt", date="2024-03-11")
    assert link([(old, TEXT), (new, with_other_figures(TEXT))]) == {"a.txt": Link(superseded_by="b.txt"), "b.txt": SAME}


def test_too_many_other_figures_make_another_report() -> None:
    old, new = report("a.txt", date="2024-01-30"), report("b.txt", date="2024-03-11")
    assert link([(old, TEXT), (new, with_other_figures(TEXT, 40))]) == {"a.txt": SAME, "b.txt": SAME}


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("云湖区司法局2023年度法治政府建设报告（更正版）", ""),
        ("云湖区司法局2023年度法治政府建设报告（2024年修订）", ""),
        ("云湖区司法局2023年度法治政府建设报告", "更正说明：原报告第三项数据有误，现予更正。\n"),
        ("云湖区司法局2023年度法治政府建设报告", "因统计口径错误，现对部分数据进行更正，以本次发布为准。\n"),
    ],
)
def test_a_corrected_edition_supersedes_whatever_the_dates_say(title: str, line: str) -> None:
    old, new = report("a.txt", date="2024-03-11"), report("b.txt", title=title, date="2024-01-30")
    links = link([(old, TEXT), (new, line + with_other_figures(TEXT))])
    assert links == {"a.txt": Link(superseded_by="b.txt"), "b.txt": SAME}


def test_revising_a_rule_is_no_corrected_edition() -> None:
    line = "全年修订《云湖区办事规程》等制度4件，更正登记信息31条。\n"
    links = link([(report("a.txt"), TEXT), (report("b.txt"), TEXT + line)])
    assert links == {"a.txt": Link(copy_of="b.txt"), "b.txt": SAME}


def test_signed_anew_is_an_edition_published_anew_is_a_copy() -> None:
    def dated(source: str, day: str, place: str) -> Report:
        return report(source, date=day, origins=(Origin("date", place, day, 0.8),))

    first = (dated("a.txt", "2024-01-30", "signature"), TEXT)
    again = (dated("b.txt", "2024-03-11", "signature"), with_a_paragraph_more(TEXT))
    assert link([first, again])["a.txt"] == Link(superseded_by="b.txt")
    reprint = (dated("b.txt", "2024-03-11", "head"), with_a_paragraph_more(TEXT))
    assert link([first, reprint])["a.txt"] == Link(copy_of="b.txt")


def test_a_chain_of_editions_with_copies_ends_at_the_last() -> None:
    texts = [TEXT, with_other_figures(TEXT, 2), with_other_figures(TEXT, 3)]
    editions = [(report(f"{n}.txt", date=f"2024-0{n}-01"), text) for n, text in enumerate(texts, 1)]
    copies = [(report("0.pdf", date="2024-01-01", pages=3), wrapped(texts[0]))]
    links = link([*copies, *editions])
    assert links["3.txt"] == SAME
    assert {links[f"{n}.txt"].superseded_by for n in (1, 2)} == {"3.txt"}
    first = {links[name] for name in ("0.pdf", "1.txt")}
    assert {one.superseded_by for one in first} == {"3.txt"}
    assert sorted(one.copy_of != "" for one in first) == [False, True]


def test_reports_without_words() -> None:
    links = link([(report("a.txt"), ""), (report("b.txt"), ""), (report("c.txt"), "12 34"), (report("d.txt"), "短")])
    assert set(links.values()) == {SAME}
    assert link([]) == {}


SHELVES = st.lists(
    st.tuples(
        st.sampled_from(["云湖区司法局", "松溪区司法局", ""]),
        st.sampled_from([2022, 2023, None]),
        st.sampled_from(["", "2024-01-30", "2024-02-15", "2024-03-11"]),
        st.sampled_from(["", "（更正版）"]),
        st.sampled_from([0, 2, 3, 40]),
        st.sampled_from([str, wrapped, on_a_site, misread]),
    ),
    min_size=2,
    max_size=7,
)


@given(SHELVES, st.randoms(use_true_random=False))
def test_every_link_leads_to_one_current_report(
    shelf: list[tuple[str, int | None, str, str, int, Callable[[str], str]]], chance: random.Random
) -> None:
    contents = []
    for number, (issuer, year, date, mark, figure, change) in enumerate(shelf):
        told = report(
            f"{number}.txt",
            issuer=issuer,
            regions=(issuer[:3],) if issuer else (),
            year=year,
            date=date,
            title=f"{year or ''}年法治政府建设报告{mark}",
            scanned=(1,) if change is misread else (),
        )
        contents.append((told, change(with_other_figures(TEXT, figure) if figure else TEXT)))
    links = link(contents)
    by_source = {told.source: told for told, _ in contents}
    assert links.keys() == by_source.keys()
    for source, one in links.items():
        assert source not in (one.copy_of, one.superseded_by)
        if one.superseded_by:
            assert links[one.superseded_by] == SAME
        if one.copy_of:
            assert links[one.copy_of] == Link(superseded_by=one.superseded_by)
        for other in filter(None, (one.copy_of, one.superseded_by)):
            mine, its = by_source[source], by_source[other]
            assert len({mine.issuer, its.issuer} - {""}) <= 1
            assert len({mine.year, its.year} - {None}) <= 1
    shuffled = [*contents]
    chance.shuffle(shuffled)
    assert link(shuffled) == links


def test_nothing_on_the_example_shelf_is_a_copy() -> None:
    contents = [read_report(path, path.name, SplitSettings()) for path in sorted(EXAMPLES.iterdir())]
    assert set(link([(content.report, content.text) for content in contents]).values()) == {SAME}


def test_many_reports_take_seconds() -> None:
    chance = random.Random(1)
    pages = ["".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(10_000)) for _ in range(300)]
    contents = [(report(f"{n}.txt", year=1990 + n % 30), page) for n, page in enumerate(pages)]
    started = time.process_time()
    assert len(link(contents)) == 300
    assert time.process_time() - started < 10


def test_resemblance_of_short_texts_is_exact() -> None:
    one, other = "甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚壬"  # three shingles each, two of them shared
    assert resemblance(sketch(one), sketch(other)) == pytest.approx(2 / 4)
    assert resemblance(sketch(one), sketch("ＡＢ 甲乙，丙丁 12 戊己庚辛")) == pytest.approx(3 / 5)
    assert resemblance(sketch(""), sketch("")) == 0


def test_figures_by_the_words_around_them() -> None:
    one, other = "办理行政许可12件，同比增长3.5%。", "办理行政许可13件，同比增长3.5％。"
    assert changed(figures(one), figures(other)) == (1, 2)
    assert changed(figures(one), figures("办理行政\n许可 12 件，同比增长 3.5%。")) == (0, 2)
    assert changed(figures("行政许可\t550\t0\t3"), figures("行政许可\t550\t0\t4")) == (1, 3)
    assert changed(figures("浏览次数：12"), figures("浏览次数：99")) == (0, 0)
