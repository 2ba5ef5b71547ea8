from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.adapters import Adapted, FolderUnusable, SetInvalid, adapt
from eval.questions import Evidence, Question, read, verify
from eval.text_match import holds
from index import Index, sync
from index.errors import BaogaoError

CONTEXT = "云湖区设于1958年。全区有山14座、河4条，另有湖。湖名镜湖，湖上有桥；桥名虹桥。"
OTHER = "松溪区设于1961年。松溪区没有湖。"


def answer(text: str, start: int | None = None) -> dict[str, Any]:
    return {"text": text, "answer_start": CONTEXT.find(text) if start is None else start}


def qa(id: str = "a", question: str = "湖叫什么？", answers: Sequence[Any] = (), **more: Any) -> dict[str, Any]:
    return {"id": id, "question": question, "answers": [*answers] or [answer("镜湖")], **more}


def squad(*qas: Any, context: Any = CONTEXT, title: Any = "云湖区") -> dict[str, Any]:
    return {"data": [{"title": title, "paragraphs": [{"context": context, "qas": [*qas]}]}]}


def passages(question: str = "松溪区哪一年设立？", **more: Any) -> dict[str, Any]:
    return {"query": question, "pos": [OTHER], "neg": [CONTEXT], "answers": ["1961年"], **more}


def write(folder: Path, *lines: Any) -> Path:
    path = folder / "set.json"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    return path


def texts(out: Path) -> list[str]:
    return [path.read_text("utf-8-sig") for path in sorted((out / "reports").glob("*.txt"))]


def taken(folder: Path, *lines: Any, **options: Any) -> tuple[Question, ...]:
    """The questions that the set becomes; each quote stands in its report."""
    out = folder / "out"
    adapt(write(folder, *lines), out, **options)
    questions = read(out / "questions.jsonl")
    for gold in (gold for question in questions for gold in question.evidence):
        assert gold.quote in (out / "reports" / gold.source).read_text("utf-8-sig")
    return questions


def left_out(folder: Path, *lines: Any) -> dict[str, str]:
    return {it.id: it.reason for it in adapt(write(folder, *lines), folder / "out").left_out}


# SQuAD


def test_a_paragraph_becomes_a_report_and_its_questions_ours(tmp_path: Path) -> None:
    impossible = qa("b", "Where is it?", is_impossible=True, plausible_answers=[answer("虹桥")])
    asked = taken(tmp_path, squad(qa(), impossible))
    assert asked == (
        Question(
            "a",
            "湖叫什么？",
            "zh",
            "fact",
            True,
            (("镜湖",),),
            (Evidence("000001.txt", "湖名镜湖，湖上有桥；"),),
            line=1,
        ),
        Question("b", "Where is it?", "en", "unanswerable", False, line=2),
    )
    assert texts(tmp_path / "out") == [f"{CONTEXT}\n"]


def test_the_gold_is_on_the_shelf_once_it_is_indexed(tmp_path: Path, embedder: Any) -> None:
    several = squad(qa(), context=CONTEXT)
    several["data"] += squad(qa("b", answers=[answer("没有湖", 9)]), context=OTHER, title='\\"松溪"\n区 ')["data"]
    questions = taken(tmp_path, several)
    sync(tmp_path / "out" / "reports", tmp_path / "index", embedder=embedder)
    index = Index.open(tmp_path / "index", embedder)
    assert verify(questions, index) == ()
    assert [report.title for report in index.reports] == ["云湖区", '\\"松溪" 区']
    assert [hit.passage.text for hit in index.lexical("云湖区", k=1)] == [CONTEXT]


@pytest.mark.parametrize("start", [-7, 0, 20, 10**30])
def test_a_wrong_offset_is_mended(tmp_path: Path, start: int) -> None:
    (question,) = taken(tmp_path, squad(qa(answers=[answer("虹桥", start)])))
    assert question.evidence[0].quote == "桥名虹桥。"


@pytest.mark.parametrize(("start", "quote"), [(0, "甲有桥。"), (4, "甲有桥。"), (6, "乙无桥。"), (11, "丙桥新。")])
def test_of_several_places_the_nearest_is_taken(tmp_path: Path, start: int, quote: str) -> None:
    (question,) = taken(tmp_path, squad(qa(answers=[answer("桥", start)]), context="甲有桥。乙无桥。丙桥新。"))
    assert question.evidence[0].quote == quote


def test_all_answers_are_forms_and_the_first_gives_the_evidence(tmp_path: Path) -> None:
    answers = [answer("镜湖"), answer("镜湖"), answer("湖名镜湖"), answer("虹桥"), answer("铁桥", 3)]
    (question,) = taken(tmp_path, squad(qa(answers=answers)))
    assert question.facts == (("镜湖", "湖名镜湖", "虹桥"),)
    assert [gold.quote for gold in question.evidence] == ["湖名镜湖，湖上有桥；"]


def test_an_answer_inside_a_longer_number_proves_nothing(tmp_path: Path) -> None:
    (question,) = taken(tmp_path, squad(qa(answers=[answer("958", 4), answer("14座")])))
    assert question.facts[0] == ("14座", "958")
    assert question.evidence[0].quote == "全区有山14座、河4条，另有湖。"
    assert "a piece of a longer number" in left_out(tmp_path, squad(qa(), qa("b", answers=[answer("958", 4)])))["b"]


def test_of_a_long_sentence_the_quote_is_what_stands_around_the_answer(tmp_path: Path) -> None:
    context = "山" * 400 + "名叫镜湖的湖" + "水" * 400
    (question,) = taken(tmp_path, squad(qa(answers=[answer("镜湖", 402)]), context=context))
    assert len(question.evidence[0].quote) == 82


def test_what_cannot_be_taken_is_named_and_left_out(tmp_path: Path) -> None:
    faults = left_out(
        tmp_path,
        squad(
            qa(),
            qa("b", answers=[answer("铁桥", 0)]),
            qa("a", "又问？"),
            qa("c", " "),
            {"id": "d", "question": "？", "answers": []},
            qa("e", answers=[answer("", 0)]),
            qa("f", "湖" * 2001),
        ),
    )
    assert faults == {
        "b": "no text of its own holds an answer",
        "a": "its id was given to an earlier question",
        "c": "its id or its text is empty",
        "d": "no answer is given",
        "e": "no text of its own holds an answer",
        "f": "longer than the 2000 characters that a question may have",
    }
    assert [question.id for question in read(tmp_path / "out" / "questions.jsonl")] == ["a"]


def test_the_same_paragraph_twice_is_one_report(tmp_path: Path) -> None:
    twice = squad(qa())
    twice["data"] += squad(qa("b"))["data"] + squad(context=" ")["data"]
    questions = taken(tmp_path, twice)
    assert {gold.source for question in questions for gold in question.evidence} == {"000001.txt"}
    assert len(texts(tmp_path / "out")) == 1


@pytest.mark.parametrize("title", ["../../x", "/etc/passwd", "a\0b", "名" * 5000, "a\ud800", 'a"\n[b]', "a.meta.toml"])
def test_no_name_and_no_character_of_the_set_reaches_the_file_system(tmp_path: Path, title: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(squad(qa(title, "湖\ud800？"), title=title, context=f"{CONTEXT}\0\udfff")), "utf-8")
    adapt(path, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"set.json", "out"}
    names = sorted(path.name for path in (tmp_path / "out" / "reports").iterdir())
    assert names == ["000001.txt", "000001.txt.meta.toml"]
    assert len(read(tmp_path / "out" / "questions.jsonl")) == 1


def test_traditional_characters_stay_unless_simplified_is_asked_for(tmp_path: Path) -> None:
    context = "乾隆年間，此地無橋。後來建橋，稱為「虹橋」。"
    asked = squad(qa(question="橋叫什麼？", answers=[answer("虹橋", 18)]), context=context, title="橋")
    (question,) = taken(tmp_path, asked)
    assert (question.question, question.facts) == ("橋叫什麼？", (("虹橋",),))
    (question,) = taken(tmp_path, asked, simplified=True)
    assert (question.question, question.facts) == ("桥叫什么？", (("虹桥",),))
    assert question.evidence[0].quote == "后来建桥，称为「虹桥」。"
    assert texts(tmp_path / "out") == ["乾隆年间，此地无桥。后来建桥，称为「虹桥」。\n"]


def test_a_limit_takes_the_first_questions_and_their_paragraphs(tmp_path: Path) -> None:
    both = squad(qa(), qa("b"), qa("c"))
    both["data"] += squad(qa("d", answers=[answer("1961年", 4)]), context=OTHER)["data"]
    assert adapt(write(tmp_path, both), tmp_path / "out", limit=2) == Adapted(1, 2, ())
    assert adapt(write(tmp_path, both), tmp_path / "out", limit=4) == Adapted(2, 4, ())


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({}, "the file: missing key 'data'"),
        ([], "the file: must be an object, not a list"),
        ({"data": {}}, "the file: 'data' must be a list, not an object"),
        ({"data": [7]}, "data[0]: must be an object, not a number"),
        ({"data": [{}]}, "data[0]: missing key 'paragraphs'"),
        (squad(context=None), "data[0].paragraphs[0]: missing key 'context'"),
        (squad(context=3), "data[0].paragraphs[0]: 'context' must be a text, not a number"),
        (squad(title=[]), "data[0]: 'title' must be a text, not a list"),
        (squad({}), "data[0].paragraphs[0].qas[0]: missing key 'answers'"),
        (squad(qa(), qa() | {"id": {}}), "qas[1]: 'id' must be a text or a number, not an object"),
        (squad(qa(is_impossible="no")), "qas[0]: 'is_impossible' must be true or false, not a text"),
        (squad(qa(answers=["镜湖"])), "qas[0].answers[0]: must be an object, not a text"),
        (squad(qa(answers=[{"text": "镜湖"}])), "qas[0].answers[0]: missing key 'answer_start'"),
        (squad(qa(answers=[answer("镜湖", True)])), "'answer_start' must be a number, not true or false"),
        (squad(), "holds no question that can be taken"),
        (squad(qa("b", " ")), "holds no question that can be taken: 'b': its id or its text is empty"),
        ('{"data": [\n{"x": }]}', "line 2: bad JSON at column 7: "),
        ('{"data": ' + "[" * 100_000, "the file: bad JSON: a number too long, or nested too deeply"),
        ('{"data": [' + "7" * 5000 + "]}", "the file: bad JSON: a number too long, or nested too deeply"),
    ],
)
def test_names_the_place_of_a_wrong_shape(tmp_path: Path, content: Any, fault: str) -> None:
    with pytest.raises(SetInvalid, match=r"set\.json: .*; a set of this style ") as caught:
        adapt(write(tmp_path, content), tmp_path / "out", "squad")
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 7
    assert not (tmp_path / "out").exists(), "nothing is written for a set that cannot be read"


@pytest.mark.parametrize(
    ("content", "fault"), [(b" \n", "the file is empty"), ("报告".encode("gbk"), "not UTF-8 at byte 0")]
)
def test_a_file_that_is_no_set(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(content)
    with pytest.raises(SetInvalid, match=fault):
        adapt(path, tmp_path / "out")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SetInvalid, match="cannot be read \\(No such file"):
        adapt(tmp_path / "none.json", tmp_path / "out")


# Passages


def test_passages_become_reports_and_the_positive_ones_evidence(tmp_path: Path) -> None:
    titled = {"text": "松溪区一九六一年设立。", "title": "松溪"}
    (question,) = taken(tmp_path, passages(pos=[OTHER, titled], answers=["1961年", "一九六一年", "六一年"]))
    assert question == Question(
        "line-1",
        "松溪区哪一年设立？",
        "zh",
        "fact",
        True,
        (("1961年", "一九六一年", "六一年"),),
        (Evidence("000001.txt", OTHER), Evidence("000002.txt", titled["text"])),
        line=1,
    )
    assert texts(tmp_path / "out") == [f"{OTHER}\n", f"{titled['text']}\n", f"{CONTEXT}\n"]


def test_of_a_long_passage_the_quote_is_the_sentence_that_holds_the_answer(tmp_path: Path) -> None:
    (question,) = taken(tmp_path, passages(pos=["山。" * 150 + OTHER]))
    assert question.evidence[0].quote == "松溪区设于1961年。"


def test_a_passage_that_stands_twice_is_one_report(tmp_path: Path) -> None:
    lines = passages(), "", {"question": "？", "positive": [{"text": CONTEXT}], "answers": ["镜湖"], "id": 7}
    questions = taken(tmp_path, *lines)
    assert [(question.id, question.evidence[0].source) for question in questions] == [
        ("line-1", "000001.txt"),
        ("7", "000002.txt"),
    ]
    assert len(texts(tmp_path / "out")) == 2


def test_a_positive_passage_without_an_answer_proves_nothing(tmp_path: Path) -> None:
    (question,) = taken(tmp_path, passages(pos=["松溪区有山。", OTHER]))
    assert [gold.source for gold in question.evidence] == ["000002.txt"]
    lost = left_out(tmp_path, passages(), passages(id="b", pos=["松溪区有山。"]), passages(id="c", pos=[]))
    assert lost == dict.fromkeys("bc", "no text of its own holds an answer")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ({"query": "？", "pos": [OTHER]}, "line 2: missing key 'answers'"),
        (passages(answers=[]), "line 2: 'answers' holds no answer"),
        (passages(answers=[7]), "line 2.answers[0]: must be a text, not a number"),
        (passages(answers="1961年"), "line 2: 'answers' must be a list, not a text"),
        ({"query": "？", "answers": ["1"]}, "line 2: missing key 'positive'"),
        (passages(pos=[{}]), "line 2.pos[0]: missing key 'text'"),
        (passages(neg=[3]), "line 2.neg[0]: must be an object, not a number"),
        ({"pos": [], "answers": ["1"]}, "line 2: missing key 'question'"),
        ("[]", "line 2: must be an object, not a list"),
        ("{", "line 2: bad JSON at column 2: "),
        ("[" * 100_000, "line 2: bad JSON: a number too long, or nested too deeply"),
    ],
)
def test_names_line_and_fault(tmp_path: Path, line: Any, fault: str) -> None:
    with pytest.raises(SetInvalid) as caught:
        adapt(write(tmp_path, passages(), line), tmp_path / "out")
    assert fault in str(caught.value)


def test_tells_of_every_faulty_line_also_of_those_before_the_limit(tmp_path: Path) -> None:
    with pytest.raises(SetInvalid, match=r"line 1: .*; line 10: [^;]*; and 2 more; ") as caught:
        adapt(write(tmp_path, *[{"query": "？"}] * 12, passages()), tmp_path / "out", limit=1)
    assert len(caught.value.faults) == 12


def test_the_style_is_told_by_the_content(tmp_path: Path) -> None:
    for content in (squad(qa()), json.dumps(squad(qa()), indent=1)):
        assert taken(tmp_path, content)[0].id == "a"
    assert taken(tmp_path, "\ufeff" + json.dumps(passages()))[0].id == "line-1"
    with pytest.raises(SetInvalid, match="missing key 'data'"):
        adapt(write(tmp_path, passages()), tmp_path / "out", "squad")


# The folder


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path, squad(qa()))
    for out in (tmp_path, path):
        with pytest.raises(FolderUnusable, match="name a new folder, or an empty one") as caught:
            adapt(path, out)
        assert isinstance(caught.value, BaogaoError)
    assert [it.name for it in tmp_path.iterdir()] == ["set.json"]


def test_its_own_folder_is_written_again_and_what_else_is_there_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    adapt(write(tmp_path, passages()), out)
    (out / "index").mkdir()
    adapt(write(tmp_path, squad(qa())), out)
    assert texts(out) == [f"{CONTEXT}\n"]
    assert {it.name for it in out.iterdir()} == {".adapted", "index", "questions.jsonl", "reports"}


def test_a_run_that_breaks_off_leaves_the_old_folder_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    adapt(write(tmp_path, squad(qa())), out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("eval.adapters.folder._write_report", full)
    with pytest.raises(FolderUnusable, match="cannot be written \\(No space left on device\\); name another folder"):
        adapt(write(tmp_path, passages()), out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


# Real sets


@pytest.mark.parametrize(("name", "simplified"), [("cmrc2018_trial", False), ("DRCD_dev", False), ("DRCD_dev", True)])
def test_the_gold_of_a_real_set_is_in_its_reports(shared: Path, tmp_path: Path, name: str, simplified: bool) -> None:
    path = shared / "qa" / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"no public questions at {path}")
    adapted = adapt(path, tmp_path / "out", limit=300, simplified=simplified)
    questions = read(tmp_path / "out" / "questions.jsonl")
    assert len(questions) == adapted.questions == 300 - len(adapted.left_out)
    assert len(adapted.left_out) <= 3
    reports = {path.name: path.read_text("utf-8-sig") for path in (tmp_path / "out" / "reports").glob("*.txt")}
    assert len(reports) == adapted.reports
    for question in questions:
        assert all(holds(reports[gold.source], gold.quote) for gold in question.evidence)
        assert question.span and question.span[0] in question.evidence[0].quote
    assert len({question.question for question in questions}) > 290
