"""Old and foreign office files, by way of LibreOffice; where it is not installed, a stand-in shows how it is used."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from index.load import load, office
from index.load.office import EXCEL, OPEN_TEXT, RICH_TEXT, WORD, Kind, compound_kind, read
from index.load.sanity import Unreadable

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
REPORT = EXAMPLES / "云湖区2024年信息公开年报.docx"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument\0".encode("utf-16-le")

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)
Pretend = Callable[[str], None]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made: nothing may stay behind there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path) -> Iterator[Pretend]:
    """Puts a shell script where LibreOffice would be; its arguments go to a file beside it."""

    def put(script: str) -> None:
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/arguments\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    yield put
    assert list(temporary.iterdir()) == []


def test_a_converted_file_is_read_as_what_it_became(pretend: Pretend, tmp_path: Path) -> None:
    pretend(f'mkdir out && cp "{REPORT}" out/document.docx')
    loaded = read(OLD_WORD, WORD)
    assert loaded.format == "doc"
    assert loaded.lines == load(REPORT, "x").lines
    arguments = (tmp_path / "arguments").read_text().splitlines()
    assert "--headless" in arguments
    assert arguments[arguments.index("--convert-to") + 1] == "docx"
    assert any(argument.startswith("-env:UserInstallation=file://") for argument in arguments)
    assert Path(arguments[-1]).name == "document.doc"


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "mkdir out && cp /dev/null out/other.docx", "kill -9 $$"])
def test_no_output_is_one_clear_line(pretend: Pretend, script: str) -> None:
    pretend(script)
    with pytest.raises(Unreadable, match=r"LibreOffice cannot read .*; save it as \.docx"):
        read(OLD_WORD, WORD)


def test_output_that_is_nonsense_is_refused(pretend: Pretend) -> None:
    pretend("mkdir out && echo nonsense > out/document.docx")
    with pytest.raises(Unreadable, match="broken"):
        read(OLD_WORD, WORD)


@pytest.mark.parametrize("script", ["exec sleep 60", "trap '' TERM; while :; do :; done"])
def test_what_takes_too_long_is_ended(pretend: Pretend, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.3)
    monkeypatch.setattr(office, "GRACE", 0.3)
    pretend(script)
    start = time.perf_counter()
    with pytest.raises(Unreadable, match="too long"):
        read(OLD_WORD, WORD)
    assert time.perf_counter() - start < 40


@pytest.mark.parametrize(
    ("kind", "package"),
    [(WORD, "libreoffice-writer-nogui"), (RICH_TEXT, "writer"), (OPEN_TEXT, "writer"), (EXCEL, "calc")],
)
def test_without_libreoffice_the_line_says_what_to_install(
    kind: Kind, package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match=f"install LibreOffice .*{package}.* or save it as .{kind.target}"):
        read(b"", kind)


def compound(*streams: str) -> bytes:
    return OLD_WORD[:608] + "".join(f"{stream}\0" for stream in streams).encode("utf-16-le")


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        (("WordDocument", "1Table"), WORD),
        (("Workbook",), EXCEL),
        (("Book",), EXCEL),
        (("WordDocument", "Workbook"), WORD),
        (("Contents",), WORD),
    ],
)
def test_what_a_compound_file_holds(streams: tuple[str, ...], kind: Kind) -> None:
    assert compound_kind(compound(*streams)) == kind


@pytest.mark.parametrize(
    ("stream", "reason"), [("EncryptedPackage", "locked with a password"), ("PowerPoint Document", "save it as PDF")]
)
def test_compound_files_that_are_refused(stream: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        compound_kind(compound(stream))


def converted(source: Path, target: str, folder: Path) -> Path:
    """The file as LibreOffice itself writes it in another format."""
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{target}"


@needs_libreoffice
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_an_old_file_is_read_as_its_docx(target: str, tmp_path: Path) -> None:
    old = converted(REPORT, target, tmp_path)
    loaded = load(old.rename(tmp_path / "报告.pdf"), "报告.pdf")
    assert loaded.format == target
    assert loaded.lines == load(REPORT, "x").lines


@needs_libreoffice
@pytest.mark.parametrize("target", ["xls", "ods"])
def test_an_old_sheet_is_read_as_its_xlsx(target: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["项目", "办结率"], ["许可", 0.985]):
        book.worksheets[0].append(row)
    book.worksheets[0]["B2"].number_format = "0.0%"
    book.save(tmp_path / "年报.xlsx")
    loaded = load(converted(tmp_path / "年报.xlsx", target, tmp_path), "x")
    assert [line.text for line in loaded.lines] == ["项目\t办结率", "许可\t98.5%"]


@needs_libreoffice
def test_a_broken_old_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "坏.doc").write_bytes(OLD_WORD)
    with pytest.raises(Exception, match="LibreOffice cannot read"):
        load(tmp_path / "坏.doc", "坏.doc")


@needs_libreoffice
def test_nothing_is_fetched_that_a_file_links_to(tmp_path: Path, change_part: Any) -> None:
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        picture = (
            f'<draw:frame><draw:image xlink:href="http://127.0.0.1:{site.server_port}/a.png"/></draw:frame>'.encode()
        )
        odt = converted(REPORT, "odt", tmp_path).read_bytes()
        linked = change_part(odt, "content.xml", lambda xml: xml.replace(b"</text:p>", picture + b"</text:p>", 1))
        (tmp_path / "链.odt").write_bytes(linked)
        with zipfile.ZipFile(tmp_path / "链.odt") as archive:
            assert picture in archive.read("content.xml")
        assert load(tmp_path / "链.odt", "x").lines
        site.shutdown()
    assert asked == []
