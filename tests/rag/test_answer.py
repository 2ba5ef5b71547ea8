import json

from index.report import Hit, Passage
from rag.answer import Answer, Citation, Claim


def test_text_is_one_claim_a_line(passage: Passage) -> None:
    citation = Citation(passage, 107, 110, "286")
    answer = Answer("问", (Claim("甲", (citation,)), Claim("乙", (citation,))))
    assert answer.text == "甲\n乙"
    assert answer.citations == (citation,)


def test_a_decline_says_its_notice() -> None:
    answer = Answer("问", declined=True, notice="报告里没有查到。")
    assert answer.text == "报告里没有查到。"
    assert answer.citations == ()


def test_to_dict_is_plain_json(passage: Passage) -> None:
    citation = Citation(passage, 120, 124, passage.text[20:24])
    answer = Answer("问", (Claim("甲", (citation,)),), evidence=(Hit(passage, 0.5),), timings={"total": 0.1})
    data = json.loads(json.dumps(answer.to_dict()))
    assert set(data) >= {"text", "declined", "claims", "citations", "evidence", "timings"}
    assert data["citations"] == [
        {
            "key": passage.key,
            "source": "yunhu-2023.txt", "title": "云湖区2023年度法治政府建设报告", "issuer": "", "year": 2023,
            "page": 3, "scanned": False,
            "headings": ["二、主要工作"], "start": 120, "end": 124, "quote": passage.text[20:24],
        }
    ]  # fmt: skip
    assert data["evidence"][0]["text"] == passage.text
    assert answer.evidence[0].source == "yunhu-2023.txt"
