"""The seam to sentence-transformers; the bundled model itself is in test_bundled.py."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import huggingface_hub
import numpy as np
import pytest

from index.engine.embedder import BUNDLED, SentenceEmbedder, _bundled, fast_bfloat16
from index.errors import ModelUnavailable


def test_the_bundled_model_is_the_default_and_nothing_is_loaded_yet() -> None:
    assert SentenceEmbedder().name == BUNDLED == "bundled"


def test_no_texts_need_no_model() -> None:
    assert SentenceEmbedder("no/such").passages([]).shape[0] == 0


@pytest.mark.parametrize(
    ("capabilities", "fast"),
    [
        ({}, False),
        ({"avx2": True, "avx512_bf16": False}, False),
        ({"avx512_bf16": True}, True),
        ({"amx_bf16": True}, True),
    ],
)
def test_bfloat16_only_where_the_processor_is_fast_at_it(capabilities: dict[str, object], fast: bool) -> None:
    assert fast_bfloat16(capabilities) is fast


def test_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match="leave --model out to use the bundled model"):
        SentenceEmbedder(str(tmp_path)).queries(["云湖区"])


def test_a_name_that_no_hub_can_give_is_one_clear_error_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As under HF_HUB_OFFLINE=1, which the hub's library reads once, when it is imported."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    import sentence_transformers  # noqa: F401  # not part of the time taken

    began = time.monotonic()
    with pytest.raises(
        ModelUnavailable, match=r"^no/such: neither a folder .* nor to be had from a model hub"
    ) as error:
        SentenceEmbedder("no/such").queries(["云湖区"])
    assert time.monotonic() - began < 30
    assert len(str(error.value).splitlines()) == 1


def test_the_fake_embedder_keeps_the_promises_of_an_embedder(embedder: Any) -> None:
    texts = ["行政许可277项", "行政许可214项", "", "公园里的樱花"]
    vectors = embedder.passages(texts)
    assert vectors.shape == (4, embedder.dimension) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert (vectors == embedder.queries(texts)).all()
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[3]


def test_questions_and_passages_get_the_prefixes_that_the_model_was_trained_with() -> None:
    ours, plain = SentenceEmbedder(), _bundled()
    text = "全区共纳入行政许可事项清单286项。"
    for prefix, vector in (("query: ", ours.queries([text])[0]), ("passage: ", ours.passages([text])[0])):
        assert float(plain.encode(prefix + text) @ vector) > 0.999


def test_a_folder_with_any_model_is_used_with_its_own_prompts(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "问": 1, "文": 2, "云": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    rows = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], np.float32)
    prompts = {"query": "问", "document": "文"}
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, rows)], prompts=prompts).save(str(tmp_path / "tiny"))
    embedder = SentenceEmbedder(str(tmp_path / "tiny"))
    query, passage = embedder.queries(["云"])[0], embedder.passages(["云"])[0]
    assert query[1] > query[2]
    assert passage[2] > passage[1]
    assert np.linalg.norm(query) == pytest.approx(1, abs=0.01)
