"""A page of a PDF as a picture with the quoted words boxed.

A file from anywhere may crash or stall what draws it, so a process of its own does, under limits of time and memory:
it reads what is asked for and the file from its standard input, and writes the picture to its standard output.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import math
import resource
import subprocess
import sys
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from PIL import Image

log = logging.getLogger(__name__)

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of words, in pixels of the picture."""

MOST_PIXELS = 4_000_000
LARGEST_FILE = 200 * 2**20  # bytes; the index takes no larger one
LARGEST_PICTURE = 3 * 2**20  # bytes; scans in colour are halved until they fit
LONGEST_QUOTE = 4000  # characters; the rest is not looked for
MOST_CHARACTERS = 50_000  # of a page that are looked at
SECONDS = 15.0  # for a page; most take less than one
MEMORY = 2 * 2**30  # bytes of address space
AT_ONCE = 2  # processes; the others wait
KEPT = 64  # pictures, the last ones shown

_ROOT = str(Path(__file__).parents[2])
_START = "import sys; sys.path[0] = sys.argv[1]; from chat.conversation.page_image import draw_asked; draw_asked()"
_FILL, _EDGE = (255, 230, 90), (200, 40, 30)  # yellow, through which black print stays black; red
_TOP = "quote-top"  # in the picture's own description
_ROOM = 2  # pixels between words and edge
_PIECE = 6  # characters that stand together at least, where the quote is not on the page in one piece
_SHARE = 0.4  # of the quote that must be found in pieces: a quote may go on from or to another page
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffe"


class _Kept:
    """The pictures last shown, by what was asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def get(self, asked: tuple[object, ...]) -> bytes | None:
        with self._lock:
            if asked in self._pictures:
                self._pictures.move_to_end(asked)
            return self._pictures.get(asked)

    def put(self, asked: tuple[object, ...], picture: bytes) -> None:
        with self._lock:
            self._pictures[asked] = picture
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)


_kept = _Kept()
_turns = threading.BoundedSemaphore(AT_ONCE)


def page_picture(file: Path, page: int, quote: str, scale: float = 1.5) -> bytes | None:
    """The page (from 1) as PNG, the quote boxed where it stands; without a box where it is not found, as in a scan.

    `scale` is in pixels a point, less where the page is too large. None where the file is no PDF that can be drawn or
    has no such page; the log says why. Any thread may call it.
    """
    data = _read(file)
    if data is None:
        return None
    asked = (sha256(data).hexdigest(), page, quote, scale)
    picture = _kept.get(asked)
    if picture is None:
        picture = _drawn_apart(file, data, page, quote, scale)
        if picture is not None:
            _kept.put(asked, picture)
    return picture


def quote_top(png: bytes) -> float | None:
    """How far down the picture the first box begins, in [0, 1]; None where there is none."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        top = picture.info.get(_TOP)
    return float(top) if top else None


def data_uri(png: bytes) -> str:
    """The picture as an address that holds it whole."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _read(file: Path) -> bytes | None:
    """The bytes of a PDF file; None where it is none."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return None
        with file.open("rb") as opened:
            head = opened.read(1024)
            return head + opened.read(LARGEST_FILE) if b"%PDF-" in head else None
    except (OSError, ValueError) as error:
        log.warning("%s: no picture: cannot be read (%s)", file, error)
        return None


def _drawn_apart(file: Path, data: bytes, page: int, quote: str, scale: float) -> bytes | None:
    asked = json.dumps({"page": page, "quote": quote[:LONGEST_QUOTE], "scale": scale}).encode()
    try:
        with _turns:
            done = subprocess.run(
                [sys.executable, "-c", _START, _ROOT],
                input=asked + b"\n" + data,
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
        return done.stdout or None
    except subprocess.TimeoutExpired:
        log.warning("%s, page %d: no picture after %g seconds", file, page, SECONDS)
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        log.warning("%s, page %d: no picture: %s", file, page, *why or [f"exit {error.returncode}"])
    except OSError as error:
        log.warning("%s, page %d: no picture: %s", file, page, error)
    return None


def draw_asked() -> None:
    """The process that draws: what is asked for on a line of JSON and then the file come in, the PNG goes out."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    from pypdfium2 import PdfiumError

    _limit(MEMORY + len(data))
    try:
        sys.stdout.buffer.write(draw(data, **asked))
    except (PdfiumError, MemoryError, ValueError) as error:
        sys.exit(f"{type(error).__name__}: {error}")


def _limit(memory: int) -> None:
    """Of memory and of time: the parent, which watches the time too, may be gone."""
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, math.ceil(SECONDS))):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS knows the first and will not set it
            continue


def draw(data: bytes, page: int, quote: str, scale: float) -> bytes:
    """As page_picture, in this process. Raises PdfiumError for broken files, ValueError where there is no such page."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as document:
        if not 1 <= page <= len(document):
            raise ValueError(f"there is no page {page}, of {len(document)}")
        with closing(document[page - 1]) as found:
            bitmap = found.render(scale=_fitting(found.get_size(), scale))
            boxes = _boxes(found, bitmap.get_posconv(found), quote)
            picture = bitmap.to_pil().convert("RGB")
            shapes = [shape for box in boxes if (shape := _inside(box, picture.size))]
            return _png(_boxed(picture, shapes), min((top / picture.height for _, top, _, _ in shapes), default=None))


def _fitting(size: tuple[float, float], scale: float) -> float:
    """The scale, or the largest that keeps the picture small; raises ValueError for a page without an area."""
    width, height = size
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise ValueError(f"a page of {width:g} by {height:g} points")
    fitting = min(scale, 0.999 * math.sqrt(MOST_PIXELS / width / height))
    if math.ceil(width * fitting) * math.ceil(height * fitting) > MOST_PIXELS:
        raise ValueError(f"a page of {width:g} by {height:g} points is too narrow")
    return fitting


def _boxes(page: Any, place: Any, quote: str) -> list[Box]:
    """Where the quote stands in the picture, one box a line."""
    with closing(page.get_textpage()) as text:
        letters, indices = _letters(text)
        runs = [dict.fromkeys(indices[first:last]) for first, last in _standing(letters, _folded(quote))]
        return [line for run in runs for line in _lines(filter(None, (_box(text, at, place) for at in run)))]


def _letters(text: Any) -> tuple[str, list[int]]:
    """The page's characters as they are compared, and each one's index among those of the page."""
    from pypdfium2 import raw

    letters, indices = [], []
    for index in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        for letter in _folded(chr(code)) if 0 < code <= sys.maxunicode else "":
            letters.append(letter)
            indices.append(index)
    return "".join(letters), indices


def _folded(text: str) -> str:
    """As texts are compared: without white space, width and case; radicals as the characters that they stand for."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if not letter.isspace() and letter not in _INVISIBLE)


def _standing(letters: str, quote: str) -> list[tuple[int, int]]:
    """Where the quote stands: wherever it does whole; else in pieces, where those make up enough of it."""
    if not quote:
        return []
    whole = list(_places(letters, quote))
    if whole:
        return whole
    pieces = list(_pieces(letters, quote))
    return pieces if sum(last - first for first, last in pieces) >= _SHARE * len(quote) else []


def _places(letters: str, quote: str) -> Iterator[tuple[int, int]]:
    at = letters.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = letters.find(quote, at + len(quote))


def _pieces(letters: str, quote: str) -> Iterator[tuple[int, int]]:
    """From left to right, the longest pieces of the quote that stand on the page."""
    start = 0
    while start + _PIECE <= len(quote):
        end = start + _PIECE
        at = letters.find(quote[start:end])
        if at < 0:
            start += 1
            continue
        while end < len(quote) and (longer := letters.find(quote[start : end + 1], at)) >= 0:
            end, at = end + 1, longer
        yield at, at + end - start
        start = end


def _box(text: Any, index: int, place: Any) -> Box | None:
    """The place of a character in the picture; None where it has none."""
    from pypdfium2 import PdfiumError

    try:
        left, bottom, right, top = text.get_charbox(index, loose=True)
        (x0, y0), (x1, y1) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
    except PdfiumError:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _lines(characters: Iterable[Box]) -> list[Box]:
    """Characters that follow one another on a line, in one box."""
    lines: list[Box] = []
    for box in characters:
        if lines and _go_together(lines[-1], box):
            last = lines[-1]
            box = min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
            lines.pop()
        lines.append(box)
    return lines


def _go_together(line: Box, box: Box) -> bool:
    """Side by side, and not far: a gap of three characters parts the cells of a table."""
    height = box[3] - box[1]
    level = abs(line[1] + line[3] - box[1] - box[3]) < max(height, 1)
    return level and -height <= box[0] - line[2] <= 3 * height


def _boxed(picture: Image.Image, shapes: Sequence[Box]) -> Image.Image:
    from PIL import Image, ImageChops, ImageDraw

    film = Image.new("RGB", picture.size, "white")
    for shape in shapes:
        ImageDraw.Draw(film).rectangle(shape, fill=_FILL)
    marked = ImageChops.multiply(picture, film)
    for shape in shapes:
        ImageDraw.Draw(marked).rectangle(shape, outline=_EDGE)
    return marked


def _inside(box: Box, size: tuple[int, int]) -> Box | None:
    """The box with room around its words, cut to the picture; None where nothing is left of it."""
    x0, y0 = max(box[0] - _ROOM, 0), max(box[1] - _ROOM, 0)
    x1, y1 = min(box[2] + _ROOM, size[0] - 1), min(box[3] + _ROOM, size[1] - 1)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _png(picture: Image.Image, top: float | None) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    if top is not None:
        info.add_text(_TOP, f"{top:.3f}")
    while True:
        file = io.BytesIO()
        picture.save(file, "PNG", pnginfo=info)
        if file.tell() <= LARGEST_PICTURE:
            return file.getvalue()
        picture = picture.reduce(2)
