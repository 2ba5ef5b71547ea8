"""Files made on the spot: PDFs from placed words, Word archives with changed parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document

from index.load import Loaded, load

Placed = tuple[float, float, str]  # points from the left, points from the foot, words
Pages = Sequence[Sequence[Placed]]
MakePdf = Callable[..., bytes]


def make_pdf(*pages: Sequence[Placed], locked: bool = False) -> bytes:
    """A PDF with a text layer of 12-point words on A4; any 200 different characters."""
    codes = {
        char: 33 + at for at, char in enumerate(sorted({c for page in pages for *_, words in page for c in words}))
    }
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /TrueType /BaseFont /Square /ToUnicode 4 0 R /FirstChar 0 /LastChar 255 "
        f"/Widths [{'1000 ' * 256}] /FontDescriptor << /Type /FontDescriptor /FontName /Square /Flags 4 /Ascent 800 "
        "/Descent -200 /FontBBox [0 -200 1000 800] >> >>",
        _stream(_unicode_map(codes)),
    ]
    for at, page in enumerate(pages):
        show = "\n".join(f"BT /F 12 Tf {x} {y} Td <{_hex(words, codes)}> Tj ET" for x, y, words in page)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * at} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>",
            _stream(show),
        ]
    return _file(objects, _LOCK if locked else "")


_LOCK = f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"


def _hex(words: str, codes: dict[str, int]) -> str:
    return "".join(f"{codes[char]:02x}" for char in words)


def _unicode_map(codes: dict[str, int]) -> str:
    rows = "\n".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    return f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{rows}\nendbfchar"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str], lock: str) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<< /Size {size} /Root 1 0 R {lock} >>\n"
    return data + table.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()


def make_docx(fill: Callable[[Document], object]) -> bytes:
    """A Word file with what `fill` puts into it."""
    document, out = docx.Document(), io.BytesIO()
    fill(document)
    document.save(out)
    return out.getvalue()


def change_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


@pytest.fixture(name="make_pdf")
def _make_pdf() -> MakePdf:
    return make_pdf


@pytest.fixture(name="make_docx")
def _make_docx() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture(name="change_part")
def _change_part() -> Callable[..., bytes]:
    return change_part


@pytest.fixture
def load_bytes(tmp_path: Path) -> Callable[..., Loaded]:
    """Loads bytes as a file of some name."""

    def loaded(data: bytes, name: str = "报告.txt") -> Loaded:
        path = tmp_path / name
        path.write_bytes(data)
        return load(path, name)

    return loaded
