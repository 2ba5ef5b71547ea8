"""Labels of our own never fail a claim; those of other bodies do."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.gazetteer import provinces
from index.language.quantities import quantities
from index.report import Passage, Report
from rag.answer import Citation, Claim, Decision
from rag.check.claim import unsupported
from rag.compose.claim import Finding
from rag.compose.claim_words import claim
from rag.understand.bodies import label
from rag.understand.understand import understand

QUOTE = "全年共受理诉求1286件，办结率99%。"
PLAIN = Report("a.txt", "0" * 64, "报告")

names = st.one_of(
    st.sampled_from(
        ["Annual-Budget-2023.Md", "Budget 2022-2023.pdf", "2023年报告（终稿）.docx", "Calder_annual_report_2023.txt"]
    ),
    st.text(st.sampled_from("云湖区青岚市2023年报告()（）-_. ABudget："), min_size=1, max_size=40).filter(str.strip),
)
issuers = st.sampled_from(
    "|国务院|青岚市云湖区公安分局|中共云湖区政务服务办公室党组|区司法局|云湖区人民政府|澄川汽车股份有限公司|"
    "Calder Robotics plc|Government of New Freedonia|内蒙古自治区人民政府|西藏自治区财政厅".split("|")
)
regions = st.one_of(
    st.just(()),
    st.sampled_from([("青岚市", "云湖区"), ("上海市", "青浦区"), ("New Freedonia",), ("青岚市", "云湖区", "望山镇")]),
    st.sampled_from(sorted(provinces().values())).map(lambda it: (it,)),
    st.sampled_from(sorted(provinces())).map(lambda it: (it,)),
)
reports = st.builds(
    lambda title, issuer, places, year: replace(PLAIN, title=title, issuer=issuer, regions=places, year=year),
    names,
    issuers,
    regions,
    st.sampled_from([None, 2022, 2023]),
)


def citation(report: Report) -> Citation:
    return Citation(Passage(1, report, (), 0, len(QUOTE), None, QUOTE), 0, len(QUOTE), QUOTE)


def faults(text: str, report: Report) -> tuple[str, ...]:
    return unsupported(Claim(text, (citation(report),)))


@given(reports, st.sampled_from(["多少件？", "How many?"]), st.sampled_from(get_args(Decision)), st.booleans())
def test_no_label_of_our_own_fails_a_claim(report: Report, question: str, decision: Decision, beside: bool) -> None:
    it = Finding(QUOTE, citation(report), "", label(report), report.year, tuple(quantities(QUOTE)), decision)
    assert unsupported(claim(understand(question, []), it, beside)) == ()


@pytest.mark.parametrize("name", ["Inner Mongolia", "Nei Mongol"])
def test_a_province_in_english_words(name: str) -> None:
    report = replace(PLAIN, regions=("内蒙古自治区",), year=2023)
    assert (faults(f"{name} (2023): 1,286件", report) == ()) == (name == "Inner Mongolia")


@pytest.mark.parametrize(
    "text",
    [
        f"松溪区：{QUOTE}",
        f"松溪区公安分局（2023年）：{QUOTE}",
        f"（松溪区，2023年）{QUOTE}",
        f"云湖区公安分局（2021年）：{QUOTE}",
        f"Songxi 公安分局 (2023): {QUOTE}",
        f"Songxi (2023): {QUOTE}",
    ],
)
def test_the_label_of_another_body_or_year_is_a_fault(text: str) -> None:
    assert faults(text, replace(PLAIN, issuer="云湖区公安分局", regions=("青岚市", "云湖区"), year=2023)) != ()
