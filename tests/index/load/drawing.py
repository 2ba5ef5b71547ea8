"""PDF files drawn by tests: words of any size, rulings, filled boxes and pictures at places on A4, in points from the
top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

HEIGHT = 842
_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> "
    "endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end"
)


@dataclass
class Sheet:
    """One page; each method returns it, so that calls can be chained."""

    drawn: list[str] = field(default_factory=list)

    def words(self, x: float, y: float, text: str, size: float = 12, turned: str = "1 0 0 1") -> Sheet:
        """Words with their top at `y`; a full-width or other character is as wide as the size."""
        codes = text.encode("utf-16-be").hex()
        return self._draw(f"BT /F {size} Tf {turned} {x} {HEIGHT - y - 0.8 * size} Tm <{codes}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        return self._draw(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, filled: bool = False) -> Sheet:
        paint = "0.9 0.9 0.5 rg" if filled else ""
        return self._draw(f"q {paint} {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re {'f' if filled else 'S'} Q")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        return self._draw(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {HEIGHT - y1} cm /P Do Q")

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Sheet:
        """A ruled table; each text 4 points from the corner of its slot. "←" and "↑" in a slot leave out the ruling to
        its left and above it: they merge it with the slot there."""
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                x0, x1, y0, y1 = xs[column], xs[column + 1], ys[row], ys[row + 1]
                if "↑" not in cell:
                    self.line(x0, y0, x1, y0)
                if "←" not in cell:
                    self.line(x0, y0, x0, y1)
                for at, line in enumerate(cell.strip("←↑").split("\n")):
                    self.words(x0 + 4, y0 + 4 + 12 * at, line, 10)
        return self.line(xs[0], ys[-1], xs[-1], ys[-1]).line(xs[-1], ys[0], xs[-1], ys[-1])

    def _draw(self, operators: str) -> Sheet:
        self.drawn.append(operators)
        return self


def pdf(*sheets: Sheet, size: tuple[int, int] = (595, HEIGHT)) -> bytes:
    first = 8  # objects before the pages
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Square /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Square /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        "<< /Type /FontDescriptor /FontName /Square /Flags 4 /Ascent 800 /Descent -200 /ItalicAngle 0 "
        "/FontBBox [0 -200 1000 800] /CapHeight 800 /StemV 80 >>",
        _stream(_MAP),
        _stream(
            "00>",
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            "/Filter /ASCIIHexDecode",
        ),
    ]
    for at, sheet in enumerate(sheets):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {first + 2 * at + 1} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /P 7 0 R >> >> >>",
            _stream("\n".join(sheet.drawn)),
        ]
    return _file(objects)


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    size = len(objects) + 1
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return data + table.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()
