import json
import subprocess
import sys
from pathlib import Path

QUESTION = "云湖区2023年行政许可事项有多少项？"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "rag", *arguments], capture_output=True, text=True, check=False)


def test_an_answer_with_its_citation(index_folder: Path) -> None:
    done = run(QUESTION, "--index", str(index_folder))
    assert done.returncode == 0
    assert "286项" in done.stdout
    assert "[1] 云湖区政务服务办2023年法治政府建设情况报告.html" in done.stdout


def test_json(index_folder: Path) -> None:
    data = json.loads(run(QUESTION, "--index", str(index_folder), "--json").stdout)
    assert data["declined"] is False
    assert "286项" in data["citations"][0]["quote"]


def test_no_index_is_one_line_and_an_exit_code(tmp_path: Path) -> None:
    done = run(QUESTION, "--index", str(tmp_path))
    assert done.returncode == 6
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.strip().splitlines()) == 1
