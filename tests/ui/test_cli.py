"""The command that serves the page: what it says when it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ui
from chat.conversation.page import Desk, build_page
from chat.server.serve import serve
from index.errors import BaogaoError, IndexMissing

UI = Path(ui.__file__)


def test_a_missing_index_is_one_line_and_its_own_exit_code(tmp_path: Path) -> None:
    command = [sys.executable, str(UI), "--index", str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == IndexMissing.exit_code and done.stdout == ""
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1


def test_a_taken_port_is_named_and_the_remedy_too(shelf: Any, assistant: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BaogaoError, match=rf"127\.0\.0\.1:{port}.*--port"):
            serve(build_page(Desk(assistant, shelf)), "127.0.0.1", port)
