"""The index folder: what an opened index gives, and every way in which one cannot be opened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Index, Passage, Report, Section, sync
from index.engine.base import Floats, Ids
from index.engine.manifest import CURRENT, FORMAT, MANIFEST, Manifest, current, read_manifest
from index.errors import IndexBroken, IndexMismatch, IndexMissing, IndexUnusable
from index.split import units

YUNHU = "云湖区政务服务办2022年度法治政府建设报告.txt"
SONGXI = "松溪区2023年度法治政府建设报告.txt"


def test_reports_by_source(example_index: Index) -> None:
    sources = [report.source for report in example_index.reports]
    assert sources == sorted(sources) and len(sources) == example_index.manifest.reports == 14
    assert example_index.report(YUNHU).region == "云湖区"
    with pytest.raises(KeyError):
        example_index.report("none.txt")


def test_passages_stand_in_the_text_where_they_say(example_index: Index) -> None:
    count = 0
    for report in example_index.reports:
        text = example_index.text(report.source)
        for passage in example_index.passages_of(report.source):
            assert passage.id == count
            assert passage.report == report
            assert text[passage.start : passage.end] == passage.text
            count += 1
    assert count == example_index.manifest.passages


def test_sections_cover_the_text(example_index: Index) -> None:
    for report in example_index.reports:
        text = example_index.text(report.source)
        assert "".join(text[s.start : s.end] for s in example_index.sections(report.source)) == text


def test_passages_in_the_order_asked_for(example_index: Index) -> None:
    assert [passage.id for passage in example_index.passages([5, 0, 5])] == [5, 0, 5]


def test_pages_where_the_format_has_them(example_index: Index) -> None:
    pages = {passage.page for passage in example_index.passages_of("青岚市2025年政府工作报告.pdf")}
    assert pages == {1, 2, 3, 4}
    assert {passage.page for passage in example_index.passages_of(YUNHU)} == {None}


def test_lexical_search(example_index: Index) -> None:
    hits = example_index.lexical("松溪区专职法制审核人员", 5)
    assert hits[0].passage.report.source == SONGXI
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert example_index.lexical("quark", 5) == []


def test_dense_search_finds_a_passage_by_its_own_words(example_index: Index) -> None:
    passage = example_index.passages_of(SONGXI)[3]
    start, end = units(passage, example_index.manifest.split)[0]
    words = passage.searchable_as(start, end)
    best = example_index.dense(example_index.embedder.queries([words])[0], 3)[0]
    assert best.score == pytest.approx(1)
    assert best.passage == passage


def test_search_within_a_scope(example_index: Index) -> None:
    query = example_index.embedder.queries(["法治政府建设"])[0]
    for hits in (
        example_index.lexical("法治政府建设", 50, [SONGXI, YUNHU]),
        example_index.dense(query, 50, [SONGXI, YUNHU]),
    ):
        assert {hit.passage.report.source for hit in hits} == {SONGXI, YUNHU}
    for nothing in ([], ["none.txt"]):
        assert example_index.lexical("法治政府建设", 5, nothing) == []
        assert example_index.dense(query, 5, nothing) == []


def test_searching_twice_gives_the_same(example_index: Index) -> None:
    query = example_index.embedder.queries(["法治政府建设"])[0]
    assert example_index.lexical("法治政府建设情况", 20) == example_index.lexical("法治政府建设情况", 20)
    assert example_index.dense(query, 20) == example_index.dense(query, 20)


def test_ties_go_by_id(tmp_path: Path, embedder: Any) -> None:
    (tmp_path / "shelf").mkdir()
    for name in "cab":  # each about a body of its own, so that none is another's copy
        (tmp_path / "shelf" / f"{name}.txt").write_text("2023年报告\n许可277项。\n", encoding="utf-8")
        (tmp_path / "shelf" / f"{name}.txt.meta.toml").write_text(f'title = "2023年报告"\nissuer = "{name}"')
    sync(tmp_path / "shelf", tmp_path / "index", embedder=embedder)
    index = Index.open(tmp_path / "index", embedder)
    for hits in (index.lexical("许可", 2), index.dense(embedder.queries(["许可"])[0], 2)):
        assert [hit.passage.report.source for hit in hits] == ["a.txt", "b.txt"]


def test_terms_add_the_best_of_several_phrases_that_mean_the_same(example_index: Index) -> None:
    hits = example_index.lexical("", 3, terms=[["法制审核人员", "没有这样的说法"]])
    assert hits and all("法制审核人员" in hit.passage.searchable for hit in hits[:1])


def test_units_of_a_passage_with_their_cosines(example_index: Index) -> None:
    passage = example_index.passages_of(SONGXI)[3]
    scored = example_index.units(example_index.embedder.queries([passage.searchable])[0], passage)
    assert [(start, end) for start, end, _ in scored] == units(passage, example_index.manifest.split)
    assert all(-1.001 <= score <= 1.001 for *_, score in scored)


def test_what_can_be_held_and_how_rare_it_is(example_index: Index) -> None:
    assert example_index.holds("法治政府")
    assert not example_index.holds("量子纠缠")
    rarity = example_index.rarity("法治 量子")
    assert rarity["量子"] > rarity["法治"] >= 0


def test_the_manifest_survives_being_written_and_read(example_index: Index) -> None:
    manifest = example_index.manifest
    assert Manifest.from_dict(json.loads(json.dumps(manifest.to_dict()))) == manifest
    assert manifest.embedder == "fake" and manifest.generation == example_index.folder.name


def test_no_pickle_and_no_array_of_objects(example_index: Index) -> None:
    for path in example_index.folder.rglob("*"):
        assert path.suffix not in {".pkl", ".pickle", ".joblib", ".pt"}
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)
        elif path.is_file():
            assert not path.read_bytes().startswith(b"\x80\x04")


@pytest.fixture
def folder(tmp_path: Path, example_index: Index) -> Path:
    """A copy of the index folder, to be damaged at will."""
    return Path(shutil.copytree(example_index.folder.parent, tmp_path / "index"))


def test_no_index_here(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make one with python -m index build REPORTS --out"):
        Index.open(tmp_path)
    with pytest.raises(IndexMissing):
        Index.open(tmp_path / "none")


@pytest.mark.parametrize(
    "content",
    [b"", b"generation-000009\n", b"../index/generation-000001", b".", b"..", b"\0", b"\xff\xfe", b"x" * 5000],
)
def test_current_names_no_generation(folder: Path, content: bytes) -> None:
    (folder / CURRENT).write_bytes(content)
    with pytest.raises(IndexUnusable, match="python -m index build"):
        Index.open(folder)


@pytest.mark.parametrize(
    "name", ["shelf.sqlite", "vectors/vectors.faiss", "vectors/owners.npy", "lexical/params.index.json"]
)
def test_an_altered_or_missing_file_is_named(folder: Path, name: str) -> None:
    path = current(folder) / name
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(IndexBroken, match=f"{name}: missing or altered"):
        Index.open(folder)
    path.unlink()
    with pytest.raises(IndexBroken, match=f"{name}: missing or altered"):
        Index.open(folder)


def test_every_file_is_under_a_checksum(folder: Path) -> None:
    generation = current(folder)
    found = {p.relative_to(generation).as_posix() for p in generation.rglob("*") if p.is_file()}
    assert found == set(read_manifest(generation).files) | {MANIFEST}


def test_a_missing_manifest(folder: Path) -> None:
    (current(folder) / MANIFEST).unlink()
    with pytest.raises(IndexBroken):
        Index.open(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: text[:-20],
        lambda text: "[]",
        lambda text: "{}",
        lambda text: json.dumps({"format": FORMAT}),
        lambda text: text.replace('"size"', '"length"'),
        lambda text: text.replace('"passages"', '"pieces"'),
        lambda text: json.dumps(json.loads(text) | {"files": []}),
        lambda text: json.dumps(json.loads(text) | {"split": 3}),
        lambda text: json.dumps(json.loads(text) | {"refused": [3]}),
    ],
)
def test_a_manifest_that_cannot_be_read(folder: Path, change: Any) -> None:
    path = current(folder) / MANIFEST
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(IndexBroken, match="python -m index build again"):
        Index.open(folder)


@pytest.mark.parametrize("number", [3, 99])
def test_another_format_names_the_command_that_rebuilds_the_index(folder: Path, number: int) -> None:
    path = current(folder) / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"format": number}), encoding="utf-8")
    with pytest.raises(IndexMismatch) as refusal:
        Index.open(folder)
    assert str(refusal.value).endswith(
        f"format {number}, this release reads {FORMAT}; run python -m index build FOLDER --out {folder}"
    )


def test_rows_of_tables_come_back_with_their_cells(tmp_path: Path, embedder: Any) -> None:
    (tmp_path / "shelf").mkdir()
    prose = ["全区依法办理各类事项。"] * 5
    table = ["表1 执法情况", "", "|事项|上年|本年|", "|--|--|--|", "|行政许可|12|277|"]
    lines = ["# 云湖区2023年报告", "", *prose, "", *table, ""]
    (tmp_path / "shelf" / "a.md").write_text("\n".join(lines), encoding="utf-8")
    sync(tmp_path / "shelf", tmp_path / "index", embedder=embedder)
    index = Index.open(tmp_path / "index", embedder)
    text = index.text("a.md")
    (row,) = (row for passage in index.passages_of("a.md") for row in passage.rows)
    assert (row.caption, row.labels, row.words) == (
        "表1 执法情况",
        ("行政许可",),
        "表1 执法情况 | 行政许可 | 上年: 12；本年: 277",
    )
    assert [(cell.heads, cell.text, text[cell.start : cell.end]) for cell in row.cells] == [
        (("上年",), "12", "12"),
        (("本年",), "277", "277"),
    ]


def test_another_embedder(folder: Path, embedder: Any) -> None:
    embedder.name = "other"
    with pytest.raises(IndexMismatch, match=r"built with the model fake, not other; run .* --model other"):
        Index.open(folder, embedder)


def test_without_an_embedder_the_one_of_the_manifest_is_used(folder: Path) -> None:
    assert Index.open(folder).embedder.name == "fake"


def test_an_index_in_a_folder_whose_name_needs_quoting(tmp_path: Path, example_index: Index) -> None:
    folder = Path(shutil.copytree(example_index.folder.parent, tmp_path / "索引 100%?#"))
    assert Index.open(folder, example_index.embedder).text(YUNHU)


def test_an_index_can_be_read_from_several_threads(example_index: Index) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: example_index.lexical("法治政府建设", 5), range(16)))
    assert all(result == results[0] for result in results)


class MemoryEngine:
    """A store of its own that also finds: a passage by the first word it holds, by the one vector it has."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.kept = list(passages)
        self.store = self.dense = self.lexical = self

    def reports(self) -> tuple[Report, ...]:
        return tuple({passage.report.source: passage.report for passage in self.kept}.values())

    def text(self, source: str) -> str:
        return "".join(passage.text for passage in self.passages_of(source))

    def sections(self, source: str) -> tuple[Section, ...]:
        return (Section((), 0, len(self.text(source))),)

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        return [next(passage for passage in self.kept if passage.id == id_) for id_ in ids]

    def passages_of(self, source: str) -> list[Passage]:
        return [passage for passage in self.kept if passage.report.source == source]

    def ids(self, sources: Collection[str]) -> Ids:
        return np.array([passage.id for passage in self.kept if passage.report.source in sources], np.int64)

    def search(
        self,
        query: Floats | Sequence[str],
        k: int,
        within: Ids | None = None,
        terms: Iterable[Sequence[Sequence[str]]] = (),
    ) -> tuple[Ids, Floats]:
        found = [it.id for it in self.kept if within is None or it.id in within]
        return np.array(found[:k], np.int64), np.linspace(1, 0.5, len(found[:k])).astype(np.float32)

    def of(self, passage: int) -> Floats:
        return np.ones((1, 2), np.float32)

    def holders(self, token: str) -> int:
        return sum(token in passage.text for passage in self.kept)


def test_an_index_may_be_kept_and_searched_by_another_engine(folder: Path, example_index: Index) -> None:
    report = Report("甲.txt", "0" * 64, "云湖区2023年报告")
    passages = [Passage(7, report, (), 0, 5, None, "许可277"), Passage(3, report, (), 5, 9, None, "处罚3。")]
    index = Index.open(folder, example_index.embedder, MemoryEngine(passages))
    assert index.reports == (report,) and index.text("甲.txt") == "许可277处罚3。"
    assert [hit.passage.id for hit in index.lexical("许可", 5)] == [7, 3]
    assert [hit.passage.id for hit in index.dense(np.ones(2, np.float32), 1, ["甲.txt"])] == [7]
    assert index.units(np.ones(2, np.float32), passages[0]) == [(0, 5, 2.0)]
    assert index.holds("许可") and not index.holds("收费")
