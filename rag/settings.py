"""One small frozen object with everything that can be tuned, read once, at the edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be tuned. Where the figures come from: docs/measurements.md.

    `candidates`     passages from each arm that go into the fusion; `depth` of each list come out of it.
    `lexical_weight` the share of the lexical arm, by the question's language.
    `preference`     what a report that the wording favours is given.
    `evidence`       how many passages an Answer carries.
    `plain_reading`  how many passages of each list are read, sentence by sentence.
    `reading`        how many of those the span model reads, by language, the most promising; fewer where that would be
                     more than `reading_in_all`, never less than two of each list.
    `span_model`     whether the model that comes with the package reads them.
    `threshold`      the confidence, by language, below which an answer is declined; `plain_threshold` without it.
    """

    candidates: int = 100
    depth: int = 20
    lexical_weight: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"zh": 0.3, "en": 0.3}))
    preference: float = 0.3
    evidence: int = 10
    plain_reading: int = 8
    reading: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"zh": 3, "en": 4}))
    reading_in_all: int = 8
    span_model: bool = True
    threshold: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"zh": 0.15, "en": 0.28}))
    plain_threshold: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"zh": 0.42, "en": 0.29}))
