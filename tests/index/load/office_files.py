"""Office files from the XML of their parts, so that a test shows what it reads."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relationships(targets: dict[str, str]) -> str:
    """The part that says what belongs together: short type → target."""
    entries = "".join(
        f'<Relationship Id="r{at}" Type="{_R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def word(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word file with this body; `parts` are the insides of styles, numbering, footnotes and endnotes."""
    folder, name = main.rsplit("/", 1)
    written = {f"{folder}/{kind}.xml": f"<w:{kind} {_SPACES}>{inside}</w:{kind}>" for kind, inside in parts.items()}
    return zipped(
        {
            "_rels/.rels": relationships({"officeDocument": main}),
            main: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
            f"{folder}/_rels/{name}.rels": relationships({kind: f"{kind}.xml" for kind in parts}),
            **written,
        }
    )


def p(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no XML becomes a run of text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(map(_run, inside))}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _run(inside: str) -> str:
    return inside if inside.startswith("<") else r(inside)


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(*inside: str, properties: str = "") -> str:
    """A cell; what is no XML becomes a paragraph."""
    blocks = (block if block.startswith("<") else p(block) for block in inside or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"
