"""A question in, a cited answer out.

import rag
answer = rag.ask("云湖区2023年行政许可事项有多少项？", index="baogao-index")
print(answer.text, [citation.quote for citation in answer.citations])
print(rag.table("城镇新增就业", years=[2023, 2024], index="baogao-index").to_csv())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import (
    ArgumentInvalid,
    BaogaoError,
    IndexBroken,
    IndexMismatch,
    IndexMissing,
    IndexUnusable,
    ModelUnavailable,
    NotOnShelf,
    QuestionUnusable,
)
from rag.answer import Answer, Citation, Claim, Coverage, Row, Scope, Turn
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.assistant import Assistant, ask, table
    from rag.compose.table import Table, TableCell

    __version__: str

__all__ = [
    "Answer",
    "ArgumentInvalid",
    "Assistant",
    "BaogaoError",
    "Citation",
    "Claim",
    "Coverage",
    "IndexBroken",
    "IndexMismatch",
    "IndexMissing",
    "IndexUnusable",
    "ModelUnavailable",
    "NotOnShelf",
    "QuestionUnusable",
    "Row",
    "Scope",
    "Settings",
    "Table",
    "TableCell",
    "Turn",
    "__version__",
    "ask",
    "table",
]


def __getattr__(name: str) -> Any:
    """Loads what searches only when it is asked for: `import rag` stays quick."""
    if name == "__version__":
        return _version()
    if name not in ("Assistant", "Table", "TableCell", "ask", "table"):
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    from rag import assistant

    return getattr(assistant, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    """Of the installed distribution; that of a folder of source code which was never installed is not known."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("baogao")
    except PackageNotFoundError:
        return "unknown"
