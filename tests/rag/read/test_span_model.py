"""The model that points at words: how it is asked, what it answers, and that only its own weights are taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.engine.bundled_e5 import BundledEncoder, load_encoder
from index.errors import ModelUnavailable
from index.report import Passage, Report
from rag.read import span_model
from rag.read.span_model import SHA256, WEIGHTS, Look, SpanModel, context, encode

TEXT = "全年办理行政许可事项286项，办结率99.2％。受理投诉41件。"


@pytest.fixture(scope="module")
def encoder() -> BundledEncoder:
    return load_encoder()


@pytest.fixture(scope="module")
def model() -> SpanModel:
    loaded = span_model.span_model()
    assert loaded is not None
    return loaded


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "weights.safetensors"
    monkeypatch.setattr(span_model, "WEIGHTS", path)
    yield path
    span_model._loaded.cache_clear()


def test_tokens_know_their_characters(encoder: BundledEncoder) -> None:
    found = encode(encoder, "办结率多少？", "云湖区2023年报告", TEXT)
    assert found.ids[0] == 0 and found.ids[-1] == 2
    assert len(found.ids) == found.first + len(found.spans) + 1
    assert found.spans[-1][1] == len(TEXT)
    assert all(TEXT[start:end].strip() for start, end in found.spans if end > start)


def test_a_letter_that_is_normalised_to_several_keeps_its_place(encoder: BundledEncoder) -> None:
    text = "共㈠项…计５件"
    spans = encode(encoder, "几件？", "", text).spans
    assert max(end for _, end in spans) == len(text)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


def test_what_is_too_long_is_cut(encoder: BundledEncoder) -> None:
    found = encode(encoder, "问" * 500, "题" * 500, "甲乙丙丁" * 500)
    assert len(found.ids) == 64 + 56 + 256 + 6
    assert len(found.spans) == 256


def test_the_best_answer_begins_where_it_is_looked_for() -> None:
    starts, ends = np.log(np.array([[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]], np.float32))
    look = Look(1.0, starts, ends, ((0, 2), (2, 4), (4, 6)))
    assert look.best(0, 6)[:2] == (0, 6)
    assert look.best(2, 6)[:2] == (2, 6)
    assert look.best(2, 6)[2] == pytest.approx(np.log(0.3 * 0.7))
    assert look.best(6, 9) == (6, 6, -np.inf)


def test_an_answer_never_ends_before_it_begins() -> None:
    starts, ends = np.log(np.array([[0.1, 0.9], [0.9, 0.1]], np.float32))
    assert Look(1.0, starts, ends, ((0, 2), (2, 4))).best(2, 4)[:2] == (2, 4)


def test_the_model_is_told_whose_words_it_reads() -> None:
    report = Report("a.txt", "0" * 64, "工作报告", "云湖区人民政府", ("云湖区",), 2023)
    passage = Passage(0, report, ("工作报告", "一、概况"), 0, 1, None, "甲")
    assert context(passage) == "工作报告 | 云湖区人民政府 | 2023年 | 一、概况"


def test_the_right_words_of_the_right_page(model: SpanModel) -> None:
    about = "云湖区2023年法治政府建设情况报告 | 云湖区政务服务管理办公室 | 2023年"
    other = "加强干部队伍建设，组织学习会12次，参加人员300余人次。"
    wrong, right = model.look("云湖区2023年受理投诉多少件？", [(about, other), (about, TEXT)])
    assert right.here > wrong.here
    start, end, _ = right.best(0, len(TEXT))
    assert "41" in TEXT[start:end]


def test_probabilities_are_of_the_passage_alone(model: SpanModel) -> None:
    (look,) = model.look("办结率多少？", [("报告", TEXT)])
    assert np.exp(look.starts).sum() == pytest.approx(1, abs=1e-3)
    assert np.exp(look.ends).sum() == pytest.approx(1, abs=1e-3)
    assert len(look.starts) == len(look.ends) == len(look.spans)


def test_a_page_reads_the_same_alone_and_among_others(model: SpanModel) -> None:
    pages = [("报告", TEXT), ("报告", TEXT * 4), ("", "无"), ("报告", TEXT * 2), ("报告", "甲乙。")]
    together = model.look("办结率多少？", pages)
    alone = [model.look("办结率多少？", [page])[0] for page in pages]
    assert [it.here for it in together] == pytest.approx([it.here for it in alone], abs=0.5)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u202e甲", "🙂" * 400])
def test_odd_texts_are_read_too(model: SpanModel, text: str) -> None:
    (look,) = model.look("？", [("", text)])
    assert np.isfinite(look.here)
    start, end, _ = look.best(0, len(text))
    assert 0 <= start <= end <= max(len(text), start)


def test_the_weights_are_small_and_those_of_this_release() -> None:
    data = WEIGHTS.read_bytes()
    assert len(data) <= 10_000_000
    assert hashlib.sha256(data).hexdigest() == SHA256


def test_other_weights_are_refused(weights: Path) -> None:
    weights.write_bytes(WEIGHTS.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelUnavailable, match="not the weights of this release"):
        span_model.span_model()


def test_without_weights_there_is_no_model(weights: Path) -> None:
    assert not weights.exists()
    assert span_model.span_model() is None
