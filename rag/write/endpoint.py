"""Where a language model answers, how much it is sent, and how it fails.

Any endpoint that speaks the OpenAI chat protocol will do. A model gets the question and the passages found, no tools.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.errors import SettingInvalid

if TYPE_CHECKING:
    from openai import OpenAI

TASKS = ("read", "word")
"""What a model may do: read the passages found, and word the answer."""
FRAME_TOKENS = 24  # the line that fences a passage, and what chat templates put around a message


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model answers.

    `url` up to and with "/v1"; `key` is sent as a bearer token and shown nowhere; `timeout_s` seconds to wait
    until it begins, then for all that it writes; `retries` of a request that nothing answered, or an error of the
    server's did; `context_tokens` that prompt and answer may fill: the model's context or less; `tasks` of `TASKS`.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    retries: int = 1
    context_tokens: int = 2048
    tasks: tuple[str, ...] = TASKS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Endpoint | None:
        """From BAOGAO_LLM_URL, _MODEL, _KEY and _TASKS ("read", "word"; without it both); None where no URL is named.

        Raises SettingInvalid for a task that there is none of.
        """
        named = os.environ if environment is None else environment
        url, model, key, told = (
            named.get(f"BAOGAO_LLM_{name}", "").strip() for name in ("URL", "MODEL", "KEY", "TASKS")
        )
        tasks = tuple(told.replace(",", " ").split()) or TASKS
        if unknown := set(tasks) - set(TASKS):
            raise SettingInvalid(
                f"BAOGAO_LLM_TASKS: {', '.join(sorted(unknown))} is no task; name {' or '.join(TASKS)}"
            )
        return cls(url, model or "default", key, tasks=tasks) if url else None

    @property
    def answer_tokens(self) -> int:
        """Those of `context_tokens` that are kept for the answer."""
        return min(512, self.context_tokens // 4)


class NotWritten(Exception):
    """The model gave nothing: `reason` is "timeout", "unreachable", "refused", "malformed", "nothing held" or "not
    installed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tokens(text: str) -> int:
    """How many tokens a text has at most, by a guess on the safe side: one a character, three letters in one."""
    letters = sum(char.isascii() and (char.isalpha() or char == " ") for char in text)
    return len(text) - letters + -(-letters // 3)


def marker(texts: Sequence[str]) -> str:
    """16 hex digits that nobody could foresee and that stand in nothing that is sent."""
    while True:
        drawn = secrets.token_hex(8)
        if not any(drawn in text for text in texts):
            return drawn


def client(endpoint: Endpoint) -> OpenAI:
    """A key is always given: without one the package would send OPENAI_API_KEY, which is another endpoint's."""
    from openai import OpenAI

    return OpenAI(
        api_key=endpoint.key or "none",
        base_url=endpoint.url,
        timeout=endpoint.timeout_s,
        max_retries=endpoint.retries,
    )


def respond(opened: OpenAI, endpoint: Endpoint, messages: list[dict[str, str]], **asked: Any) -> Any:
    """A response; asked for again without tuning where the model knows none (some that reason do not)."""
    from openai import BadRequestError

    plain: dict[str, Any] = {"model": endpoint.model, "messages": messages, "stream": asked.pop("stream", False)}
    try:
        return opened.chat.completions.create(**plain, **asked, temperature=0, max_tokens=endpoint.answer_tokens)
    except BadRequestError:
        return opened.chat.completions.create(**plain)


@contextmanager
def named_failures() -> Iterator[None]:
    """Every failure as NotWritten, cut off from its cause, whose text may hold the key."""
    try:
        yield
    except NotWritten:
        raise
    except ImportError:
        raise NotWritten("not installed") from None
    except Exception as error:  # noqa: BLE001 - servers that are none fail in ways that no list ends
        raise NotWritten(_reason(error)) from None


def _reason(error: Exception) -> str:
    import httpx
    from openai import APIConnectionError, APITimeoutError

    if isinstance(error, APITimeoutError | httpx.TimeoutException):
        return "timeout"
    away = isinstance(error, APIConnectionError | httpx.TransportError | httpx.InvalidURL)
    return "unreachable" if away else "refused"
