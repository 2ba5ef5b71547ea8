"""Bodies: places, offices of a place, organisations by their full and short names."""

from __future__ import annotations

import pytest

from index.language.bodies import Body, organisation_in, same_office, stands_in

DISTRICT = ("青岚市", "云湖区")


@pytest.mark.parametrize(
    ("issuer", "regions", "body", "label"),
    [
        ("青岚市云湖区公安分局", DISTRICT, Body(DISTRICT, "公安分局"), "云湖区公安分局"),
        ("中共云湖区政务服务办公室党组", DISTRICT, Body(DISTRICT, "政务服务办公室"), "云湖区政务服务办公室"),
        ("云湖区人民政府", DISTRICT, Body(DISTRICT), "云湖区"),
        ("区司法局", DISTRICT, Body(DISTRICT, "司法局"), "云湖区司法局"),
        ("", DISTRICT, Body(DISTRICT), "云湖区"),
        ("西藏自治区人民政府", ("西藏自治区",), Body(("西藏自治区",)), "西藏自治区"),
        ("国务院", (), Body((), "国务院"), "国务院"),
        ("澄川汽车股份有限公司", (), Body((), "澄川汽车股份有限公司"), "澄川汽车股份有限公司"),
        ("Calder Robotics plc", (), Body((), "Calder Robotics plc"), "Calder Robotics plc"),
        ("", (), Body(), ""),
    ],
)
def test_who_a_report_is_by(issuer: str, regions: tuple[str, ...], body: Body, label: str) -> None:
    assert Body.of(issuer, regions) == body
    assert body.label == label


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("澄川汽车股份有限公司", ("澄川汽车股份有限公司", "澄川汽车")),
        ("云岭水务集团有限公司", ("云岭水务集团有限公司", "云岭水务集团", "云岭水务")),
        ("Calder Robotics plc", ("Calder Robotics plc", "Calder Robotics", "Calder")),
        (
            "Northbridge Logistics Corporation",
            ("Northbridge Logistics Corporation", "Northbridge Logistics", "Northbridge"),
        ),
        ("General Parts Inc.", ("General Parts Inc.", "General Parts")),
    ],
)
def test_what_an_organisation_is_called(name: str, names: tuple[str, ...]) -> None:
    assert Body((), name).names == names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Calder_annual_report_2023.txt", "Calder"),
        ("Calder Robotics plc Annual Report 2023", "Calder Robotics plc"),
        ("Annual-Budget-2023.md", ""),
        ("notes.txt", ""),
        ("云湖区2023年报告", ""),
    ],
)
def test_the_organisation_of_a_title(title: str, name: str) -> None:
    assert organisation_in(title) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("政务服务办", "政务服务办公室", True),
        ("审批局", "行政审批局", True),
        ("发改委", "发展和改革委员会", True),
        ("公安分局", "政务服务办公室", False),
        ("公安分局", "", False),
    ],
)
def test_offices_by_long_and_short_names(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same


def test_one_body_written_in_two_ways() -> None:
    assert Body(DISTRICT, "政务服务办").is_same(Body(("云湖区",), "政务服务办公室"))
    assert not Body(DISTRICT, "政务服务办").is_same(Body(("青岚市", "松溪区"), "政务服务办"))
    assert Body((), "Calder Robotics").is_same(Body((), "Calder Robotics plc"))


def test_a_text_may_name_an_office_as_it_is_called_within_its_place() -> None:
    assert stands_in("云湖区公安分局", "会同区公安分局办结")
    assert not stands_in("云湖区公安分局", "云湖区政务服务办公室办结")
    assert stands_in("Orion Steel plc", "a contract with Orion Steel")
