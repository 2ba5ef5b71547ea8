from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.questions import Evidence, Question, QuestionsInvalid, read, verify

LINE: dict[str, Any] = {
    "id": "a",
    "question": "多少项？",
    "language": "zh",
    "kind": "fact",
    "answerable": True,
    "facts": [["277项", "277"]],
    "evidence": [{"source": "a.txt", "quote": "共２７７ 项"}],
}


def write(folder: Path, *lines: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    return path


def test_reads_every_field(tmp_path: Path) -> None:
    path = write(tmp_path, LINE | {"note": "表格", "passage": "more than is needed"}, "")
    evidence = (Evidence("a.txt", "共２７７ 项"),)
    assert read(path) == (Question("a", "多少项？", "zh", "fact", True, (("277项", "277"),), evidence, "表格", 1),)


def test_separators_inside_strings_do_not_break_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + json.dumps(LINE | {"note": "a\u2028b"}, ensure_ascii=False), LINE | {"id": "b"})
    assert [question.line for question in read(path)] == [1, 2]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "riddle"}, "unknown kind 'riddle'; known are fact, "),
        ({"language": "fr"}, "unknown language 'fr'; known are zh, en"),
        ({"facts": [["278项"]]}, "fact not in its quotes: '278项'"),
        ({"facts": [["27"]]}, "fact not in its quotes: '27'"),
        ({"facts": ["277"]}, "a fact must be a list"),
        ({"facts": [[]]}, "a fact must be a list"),
        ({"facts": [[" "]]}, "a fact must be a list"),
        ({"facts": []}, "facts and evidence must be given"),
        ({"evidence": []}, "facts and evidence must be given"),
        ({"evidence": ["共277项"]}, "evidence must be an object"),
        ({"evidence": [{"source": "a.txt"}]}, "missing key 'quote'"),
        ({"evidence": [{"source": "a.txt", "quote": ""}]}, "empty quote from 'a.txt'"),
        ({"answerable": False}, "kind 'fact' with answerable false"),
        ({"answerable": "yes"}, "'answerable' must be bool, not str"),
        ({"kind": "unanswerable", "answerable": False}, "facts and evidence must be given"),
        ({"id": 7}, "'id' must be str, not int"),
        ({"question": " "}, "empty id or question"),
        ({"derived": 0}, "'derived' must be list, not int"),
        ({"derived": [1]}, "derived must be places of facts, not [1]"),
        ({"derived": [-1]}, "derived must be places of facts, not [-1]"),
        ({"derived": ["0"]}, "derived must be places of facts, not ['0']"),
        ({"facts": [["277项"], ["合计300项"]], "derived": [0]}, "fact not in its quotes: '合计300项'"),
        ({"excluded": "松溪区"}, "'excluded' must be list, not str"),
        ({"excluded": ["松溪区"]}, "a fact must be a list"),
        ({"excluded": [[]]}, "a fact must be a list"),
    ],
)
def test_names_line_and_fault(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    with pytest.raises(QuestionsInvalid, match=r"questions\.jsonl: line 2: ") as caught:
        read(write(tmp_path, LINE, {**LINE, "id": "b", **change}))
    assert fault in str(caught.value)


@pytest.mark.parametrize("key", LINE)
def test_names_a_missing_key(tmp_path: Path, key: str) -> None:
    with pytest.raises(QuestionsInvalid, match=f"line 1: missing key '{key}'"):
        read(write(tmp_path, {k: v for k, v in LINE.items() if k != key}))


@pytest.mark.parametrize(("line", "fault"), [("{", "line 2: bad JSON at column 2"), ("[]", "line 2: bad JSON: not an")])
def test_names_bad_json(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(QuestionsInvalid, match=fault):
        read(write(tmp_path, LINE, line))


def test_tells_of_every_faulty_line_and_shows_the_first_ten(tmp_path: Path) -> None:
    with pytest.raises(QuestionsInvalid, match=r"line 2: duplicate id 'a', first on line 1; .*; and 2 more$") as caught:
        read(write(tmp_path, *[LINE] * 13))
    assert [fault.line for fault in caught.value.faults] == list(range(2, 14))
    assert caught.value.exit_code == 7


@pytest.mark.parametrize(
    ("content", "fault"), [(b"\n\n", "no questions in the file"), ("报告".encode("gbk"), "not UTF-8 at byte 0")]
)
def test_a_file_that_is_no_questions(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionsInvalid, match=fault):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QuestionsInvalid, match="cannot be read: No such file"):
        read(tmp_path / "none.jsonl")


@pytest.mark.parametrize("kind", ["compare", "yesno"])
def test_a_verdict_need_not_stand_in_the_quotes(tmp_path: Path, kind: str) -> None:
    facts = [["277项"], ["东区更多"]]
    (question,) = read(write(tmp_path, LINE | {"kind": kind, "facts": facts}))
    assert question.verdict == ("东区更多",)
    assert question.provable == (("277项",),)
    assert question.span is None


def test_a_derived_fact_need_not_stand_in_the_quotes(tmp_path: Path) -> None:
    facts = [["277项"], ["合计300项"], ["平均150项", "150"]]
    (question,) = read(write(tmp_path, LINE | {"facts": facts, "derived": [1, 2]}))
    assert question.derived == (1, 2)
    assert question.provable == (("277项",),)
    assert question.verdict is None


def test_what_a_right_answer_leaves_out_is_read_by_its_forms(tmp_path: Path) -> None:
    excluded = [["松溪区", "Songxi"], ["望江区"]]
    (question,) = read(write(tmp_path, LINE | {"excluded": excluded}))
    assert question.excluded == (("松溪区", "Songxi"), ("望江区",))
    assert question.facts == (("277项", "277"),)


def test_nothing_is_derived_or_excluded_unless_a_line_says_so(tmp_path: Path) -> None:
    (question,) = read(write(tmp_path, LINE))
    assert (question.derived, question.excluded) == ((), ())


def test_verify_names_gold_that_the_shelf_lacks(shelf: Any, questions: tuple[Question, ...]) -> None:
    assert verify(questions, shelf) == ()
    lost = Question(
        "x", "?", "zh", "fact", True, (("1",),), (Evidence("东区/2023.txt", "共278项"), Evidence("b", "1")), line=4
    )
    assert [str(fault) for fault in verify([lost], shelf)] == [
        "line 4: x: quote not in '东区/2023.txt': '共278项'",
        "line 4: x: no report 'b' on the shelf",
    ]
