"""The weights as they are shipped: half precision, whole or not there at all, and known by their sum."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from train import save

WEIGHTS = {"ends.weight": torch.linspace(-1, 1, 12).reshape(3, 4), "here.bias": torch.tensor([0.25])}


def test_weights_are_halved_and_read_back_by_name(tmp_path: Path) -> None:
    path = tmp_path / "new" / "model.safetensors"
    told = save.write(WEIGHTS, path)
    read = load_file(path)
    assert read.keys() == WEIGHTS.keys()
    for name, tensor in read.items():
        assert tensor.dtype is torch.float16
        torch.testing.assert_close(tensor.float(), WEIGHTS[name], rtol=1e-3, atol=1e-3)
    assert told == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [it.name for it in path.parent.iterdir()] == [path.name]


def test_the_same_weights_have_the_same_sum(tmp_path: Path) -> None:
    assert save.write(WEIGHTS, tmp_path / "a.safetensors") == save.write(dict(WEIGHTS), tmp_path / "b.safetensors")


def test_a_transposed_tensor_is_saved_as_it_reads(tmp_path: Path) -> None:
    save.write({"turned": WEIGHTS["ends.weight"].T}, tmp_path / "a.safetensors")
    read = load_file(tmp_path / "a.safetensors")["turned"]
    torch.testing.assert_close(read.float(), WEIGHTS["ends.weight"].T, rtol=1e-3, atol=1e-3)


def test_a_failure_leaves_the_old_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.safetensors"
    before = save.write(WEIGHTS, path)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(save, "save_file", full)
    with pytest.raises(OSError, match="no space"):
        save.write({"other": torch.ones(1)}, path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
