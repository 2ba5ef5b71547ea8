"""The loop learns, and a run that was stopped ends where one that was not does."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from transformers import BertConfig, BertModel

from index.engine.bundled_e5 import load_encoder
from rag.read.span_model import network
from train.examples import Example
from train.loop import Plan, Target, Training, batches, loss, target
from train.lora import adapt
from train.pages import Page


def example(number: int) -> Example:
    """Of the odd ones the answer is there, of the even ones not."""
    begin = len(f"第{number}项为")
    span = (begin, begin + len(f"{number}件"))
    page = Page("报告", f"第{number}项为{number}件，其余不计。", span if number % 2 else None)
    return Example(f"第{number}项多少？", page)


EXAMPLES = [example(number) for number in range(1, 25)]


@pytest.fixture(scope="module")
def real() -> Any:
    return load_encoder()


def small() -> Any:
    """A network of the same parts, four narrow layers deep; the tokenizer is the real one."""
    torch.manual_seed(1)
    sizes = {"hidden_size": 32, "num_hidden_layers": 4, "num_attention_heads": 2, "intermediate_size": 64}
    bert = BertModel(BertConfig(vocab_size=1, **sizes), add_pooling_layer=False)
    words = torch.nn.Embedding(250_037, 32)
    words.requires_grad_(False)
    encoder = SimpleNamespace(words=words, bert=bert, get_embedding_dimension=lambda: 32)
    model = network(encoder)  # type: ignore[arg-type]
    adapt(model.bert, rank=2)
    return model


@pytest.fixture(scope="module")
def targets(real: Any) -> list[Target]:
    return [target(real, it) for it in EXAMPLES]


def test_an_answer_is_found_among_the_tokens(real: Any, targets: list[Target]) -> None:
    example, it = EXAMPLES[2], targets[2]
    assert it.answer is not None
    first, last = (at - it.encoded.first for at in it.answer)
    start, end = it.encoded.spans[first][0], it.encoded.spans[last][1]
    assert example.page.span is not None
    assert start <= example.page.span[0] and example.page.span[1] <= end
    assert targets[1].answer is None


def test_an_answer_that_was_cut_off_is_not_there(real: Any) -> None:
    text = "甲乙丙丁" * 300
    assert target(real, Example("？", Page("", text, (len(text) - 2, len(text))))).answer is None


def test_batches_hold_every_example_once(targets: list[Target]) -> None:
    cut = batches(targets, 5, random.Random(1))
    assert sorted(id(it) for batch in cut for it in batch) == sorted(map(id, targets))
    assert max(map(len, cut)) == 5


def test_only_adapters_and_heads_are_trained() -> None:
    names = {name for name, it in small().named_parameters() if it.requires_grad}
    assert all(name.endswith((".down", ".up")) or name.startswith(("ends.", "pooled.", "here.")) for name in names)
    assert any("layer.3." in name for name in names) and not any("layer.0." in name for name in names)


def test_it_learns(targets: list[Target], tmp_path: Path) -> None:
    training = Training(small(), 60, Plan(rate=1e-2, head_rate=1e-2), tmp_path / "kept.safetensors")
    before = float(loss(training.network, targets).detach())
    cut = [batch for _ in range(20) for batch in batches(targets, 8, random.Random(1))]
    training.run(cut, lambda done, value: None)
    assert float(loss(training.network, targets).detach()) < 0.8 * before


def test_a_stopped_run_ends_where_one_at_a_stretch_does(targets: list[Target], tmp_path: Path) -> None:
    cut = [targets[1:8:2], *batches(targets, 4, random.Random(1))]  # no answer in the first: its heads have no gradient
    whole = Training(small(), len(cut), Plan(), tmp_path / "whole.safetensors")
    whole.run(cut, lambda done, value: None)
    Training(small(), len(cut), Plan(), tmp_path / "part.safetensors").run(cut[:3], lambda done, value: None)
    rest = Training(small(), len(cut), Plan(), tmp_path / "part.safetensors")
    rest.resume()
    assert rest.done == 3
    rest.run(cut, lambda done, value: None)
    for name, tensor in whole.weights().items():
        torch.testing.assert_close(rest.weights()[name], tensor, rtol=1e-4, atol=1e-6)


def test_a_checkpoint_of_another_length_is_left_alone(targets: list[Target], tmp_path: Path) -> None:
    Training(small(), 6, Plan(), tmp_path / "kept.safetensors").run([targets[:4]], lambda done, value: None)
    other = Training(small(), 7, Plan(), tmp_path / "kept.safetensors")
    other.resume()
    assert other.done == 0
