"""Reports in, searchable passages out. Imports nothing of rag, eval or ui.

from index import Index, sync
sync(Path("reports"), Path("idx"))
Index.open("idx").lexical("行政许可事项", k=5)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import (
    BaogaoError,
    IndexBroken,
    IndexBusy,
    IndexMismatch,
    IndexMissing,
    IndexUnusable,
    ModelUnavailable,
    ShelfMissing,
    UnreadableReport,
)
from index.reasons import Code, Reason
from index.report import Hit, Passage, Report, Section

if TYPE_CHECKING:
    from index.build import Outcome, sync
    from index.engine.manifest import Manifest, Refused
    from index.split import SplitSettings
    from index.store import Index

__all__ = [
    "BaogaoError",
    "Code",
    "Hit",
    "Index",
    "IndexBroken",
    "IndexBusy",
    "IndexMismatch",
    "IndexMissing",
    "IndexUnusable",
    "Manifest",
    "ModelUnavailable",
    "Outcome",
    "Passage",
    "Reason",
    "Refused",
    "Report",
    "Section",
    "ShelfMissing",
    "SplitSettings",
    "UnreadableReport",
    "sync",
]
_HOMES = {
    "Index": "index.store",
    "Manifest": "index.engine.manifest",
    "Outcome": "index.build",
    "Refused": "index.engine.manifest",
    "SplitSettings": "index.split",
    "sync": "index.build",
}


def __getattr__(name: str) -> Any:
    """Loads what searches and builds only when it is asked for: `import index` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
