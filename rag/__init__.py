"""A question in, a cited answer out.

import rag
answer = rag.ask("云湖区2023年行政许可事项有多少项？", index="baogao-index")
print(answer.text, [citation.quote for citation in answer.citations])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rag.answer import Answer, Citation, Claim, Scope, Turn

if TYPE_CHECKING:
    from rag.assistant import Assistant, ask

__all__ = ["Answer", "Assistant", "Citation", "Claim", "Scope", "Turn", "ask"]


def __getattr__(name: str) -> Any:
    """Loads what searches only when it is asked for: `import rag` stays quick."""
    if name not in ("Assistant", "ask"):
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    from rag import assistant

    return getattr(assistant, name)
