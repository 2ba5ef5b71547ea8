from dataclasses import replace

from index.report import Hit, Passage
from rag.retrieve import interleave


def hits(passage: Passage, *ids: int) -> list[Hit]:
    return [Hit(replace(passage, id=id_), 1.0 / (1 + at)) for at, id_ in enumerate(ids)]


def test_no_list_crowds_out_another(passage: Passage) -> None:
    merged = interleave([hits(passage, 1, 2, 3), hits(passage, 7), hits(passage, 8, 9)], 5)
    assert [hit.passage.id for hit in merged] == [1, 7, 8, 2, 9]


def test_a_passage_is_taken_once(passage: Passage) -> None:
    assert [hit.passage.id for hit in interleave([hits(passage, 1, 2), hits(passage, 1, 3)], 9)] == [1, 2, 3]


def test_no_lists_give_no_hits() -> None:
    assert interleave([], 5) == []
