"""Archives are read without trust."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from index.load.package import Package
from index.load.sanity import Unreadable
from tests.index.load.office_files import relationships, zipped

GOOD = zipped({"a.xml": "<a>云湖区</a>", "_rels/.rels": relationships({"officeDocument": "a.xml"})})


def test_parts_and_what_belongs_together() -> None:
    package = Package(GOOD)
    assert package.names == {"a.xml", "_rels/.rels"}
    assert package.xml("a.xml").text == "云湖区"
    assert package.main() == "a.xml"
    assert package.related("a.xml") == {}


@pytest.mark.parametrize("target", ["/word/b.xml", "b.xml", "../word/b.xml", "./b.xml"])
def test_targets_are_resolved(target: str) -> None:
    package = Package(
        zipped({"word/a.xml": "", "word/b.xml": "", "word/_rels/a.xml.rels": relationships({"styles": target})})
    )
    assert package.related("word/a.xml")["styles"] == "word/b.xml"


@pytest.mark.parametrize("target", ["missing.xml", "../../../etc/passwd", "http://example.org/a.xml"])
def test_targets_outside_of_the_package_are_none(target: str) -> None:
    package = Package(zipped({"word/a.xml": "", "word/_rels/a.xml.rels": relationships({"styles": target})}))
    assert package.related("word/a.xml") == {}


def test_main_parts_by_custom_where_nothing_says() -> None:
    assert Package(zipped({"xl/workbook.xml": ""})).main() == "xl/workbook.xml"
    assert Package(zipped({"readme.txt": ""})).main() == ""


def test_what_unpacks_to_too_much_is_refused_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.xml", "w") as bomb:
        for _ in range(301):
            bomb.write(bytes(2**20))
    assert len(out.getvalue()) < 2**20
    with pytest.raises(Unreadable, match="unpacks to more than 300 MiB"):
        Package(out.getvalue())


def test_what_unpacks_to_far_more_than_its_size_is_refused_unpacked() -> None:
    with pytest.raises(Unreadable, match="times its size"):
        Package(zipped({"bomb.xml": bytes(20 * 2**20)}))


def test_no_more_is_unpacked_than_was_declared() -> None:
    """A member whose declared sizes are changed to a thousandth: the rest is never unpacked."""
    data = bytearray(zipped({"bomb.xml": b"<a>" + b" " * 2**20 + b"</a>"}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + at, 1000)
    with pytest.raises(Unreadable, match="broken"):
        Package(bytes(data)).read("bomb.xml")


def test_locked_archives_are_refused() -> None:
    """The bit that says "encrypted" is set on every entry."""
    locked = bytearray(GOOD)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(mark, at + 4)
    with pytest.raises(Unreadable, match="locked with a password"):
        Package(bytes(locked))


def test_unknown_ways_of_packing_are_refused() -> None:
    entry = GOOD.index(b"PK\x01\x02")
    with pytest.raises(Unreadable, match="broken archive"):
        Package(GOOD[: entry + 10] + b"\xff\x00" + GOOD[entry + 12 :]).read("a.xml")


@pytest.mark.parametrize(
    "data",
    [GOOD[:100], GOOD[:-30], b"PK\x03\x04", b"PK\x03\x04" + bytes(100)],
    ids=["beginning", "cut", "mark", "empty"],  # not the bytes, which hold the time of day: workers must agree on names
)
def test_broken_archives_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="broken archive"):
        Package(data)


LAUGHS = '<!DOCTYPE a [<!ENTITY b "哈"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("", "broken document"),
        ("<a>", "broken document"),
        ("<a>" * 1000 + "</a>" * 1000, "broken document"),
        (LAUGHS + "<a>&c;&c;&c;</a>", "entities"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "entities"),
    ],
)
def test_xml_that_is_broken_or_plays_tricks_is_refused(xml: str, reason: str) -> None:
    package = Package(zipped({"a.xml": xml}))
    with pytest.raises(Unreadable, match=reason):
        package.xml("a.xml")
    with pytest.raises(Unreadable, match=reason):
        list(package.stream("a.xml", "a"))


def test_a_long_part_is_read_element_by_element() -> None:
    package = Package(zipped({"a.xml": "<a>" + "".join(f"<b>{at}</b>" for at in range(1000)) + "</a>"}))
    assert [element.text for element in package.stream("a.xml", "b")] == [str(at) for at in range(1000)]
