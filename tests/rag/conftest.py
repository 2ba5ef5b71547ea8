"""The example shelf indexed with the bundled model, once for all tests that need real answers."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index import Index
from index.report import Passage, Report
from rag import Assistant
from rag.search import Search
from rag.settings import Settings
from rag.understand.query import Query
from tests.rag.districts import shelved

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="session")
def assistant(index_folder: Path) -> Assistant:
    return Assistant(Index.open(index_folder))


@pytest.fixture(scope="session")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Answers on the work reports of three districts."""
    return shelved(tmp_path_factory.mktemp("districts"))


def report(source: str, title: str, regions: tuple[str, ...] = (), year: int | None = None, issuer: str = "") -> Report:
    return Report(source, "0" * 64, title, issuer, regions, year)


def search_for(query: Query, index: Any = None, share: Callable[[str], float] = lambda _: 0.0) -> Search:
    """A search without a model, in which `share` tells how much of the question a text holds."""
    relevance: Any = SimpleNamespace(share=share)
    return Search(index, query, np.zeros(1, np.float32), [], relevance, Settings())


@pytest.fixture
def reports() -> tuple[Report, ...]:
    """Two districts of one city in two years, the city's own work report, a province's, and the State Council's."""
    return (
        report("yunhu-2023.txt", "云湖区2023年度法治政府建设报告", ("青岚市", "云湖区"), 2023),
        report("yunhu-2024.txt", "云湖区2024年度法治政府建设报告", ("青岚市", "云湖区"), 2024),
        report("songxi-2023.txt", "松溪区2023年度法治政府建设报告", ("青岚市", "松溪区"), 2023),
        report("qinglan.txt", "2025年青岚市政府工作报告", ("青岚市",), 2024),
        report("shaanxi.txt", "2025年陕西省政府工作报告", ("陕西省",), 2024),
        report("national.txt", "2022年国务院政府工作报告", (), 2021, "国务院"),
    )


@pytest.fixture
def passage(reports: tuple[Report, ...]) -> Passage:
    text = "2023年云湖区共纳入行政许可事项清单286项，由26家单位分别实施。"
    return Passage(7, reports[0], ("二、主要工作",), 100, 100 + len(text), 3, text)
