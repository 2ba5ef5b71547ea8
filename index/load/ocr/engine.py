"""What is written in a picture, and where, by the PP-OCRv6 models that come inside the package `rapidocr`.

The models (detection and recognition, "small"; Chinese, English and Japanese; Apache License 2.0) are named by their
paths in the installed package, so that nothing is ever downloaded. `python -m benchmarks.ocr` measures what they read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from index.load.sanity import Unreadable
from index.reasons import Code

_DETECTION = 1280  # pixels of the longer side in which lines are looked for; A4 then has 110 dpi
_SURE = 0.5  # of 0 to 1: below, it is no text
_SURE_ALONE = 0.8  # the same, where detection did not take it for text
_SURE_MARK = 0.9  # the same, for marks without a letter or a figure: dirt looks so
_WHOLE = 0.9  # mean sureness of a page that stands upright: upside down none of those measured came above 0.83
_SLIM = 1.5  # times its width or height: the direction of a line is plain
_SLIMMEST = 2.0  # times its width: the box of a letter, which has a margin
_LONG = 5  # times its height: the angle of such a line can be told
_LEVEL = 0.1  # degrees by which a page may tilt
_LEAST = 16  # pixels: no text stands in less
_LARGEST = 2000  # pixels of the longer side that the models are given
_STRIP = 2.0  # times its width: a taller picture is cut into strips
_REMEDY = "pip install 'rapidocr>=3.10,<3.11' onnxruntime"
_WORD = re.compile(r"[^\W_]")

Corners = NDArray[np.float64]
Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in one line, in pixels from the left and from the top of the picture."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Found:
    """`sureness`: mean of the characters', from 0 to 1; `corners`: clockwise from the first letter's top."""

    text: str
    sureness: float
    corners: Corners

    @property
    def width(self) -> float:
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    @property
    def angle(self) -> float:
        """Degrees by which the line falls to the right."""
        x, y = (self.corners[1] + self.corners[2] - self.corners[0] - self.corners[3]) / 2
        return float(np.degrees(np.arctan2(y, x)))


def read(picture: Image.Image, threads: int = 1) -> tuple[Image.Image, list[Run]]:
    """The picture, turned upright and level, and what is written in it.

    `threads`: cores that may work on it. With one, no pool of threads is made that would spin while it waits. Pictures
    are read one at a time: the engine is not made for calls from several threads. Raises Unreadable where rapidocr is
    not installed.
    """
    engine = _engine(threads)
    upright, found = _upright(_reduced(picture.convert("RGB")), engine)
    text = [one for one in found if not _is_dirt(one)]
    angle = _tilt(text)
    if abs(angle) <= _LEVEL:
        return upright, [_run(one.text, one.corners) for one in text]
    level = upright.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white")
    return level, [_run(one.text, _turned(one.corners, angle, upright.size)) for one in text]


def read_boxes(picture: Image.Image, boxes: Sequence[Box], threads: int = 1) -> list[Run]:
    """What is written in boxes that each hold one line."""
    engine = _engine(threads)
    runs = []
    for box in boxes:
        result = engine(picture.crop(box), use_det=False)
        text = result.txts[0].strip() if result.txts else ""
        if text and result.scores[0] >= _SURE_ALONE:
            runs.append(Run(text, *map(float, box)))
    return runs


@cache
def _engine(threads: int) -> Any:
    try:
        import_module("onnxruntime")  # rapidocr asks for it later, in the middle of its work
        import rapidocr
    except ImportError as error:
        raise Unreadable(Code.OCR_MISSING, str(error.name), _REMEDY) from error
    models = Path(rapidocr.__file__).parent / "models"
    detection, recognition = (models / f"PP-OCRv6_{task}_small.onnx" for task in ("det", "rec"))
    if not (detection.is_file() and recognition.is_file()):
        raise Unreadable(Code.OCR_WITHOUT_MODELS, _REMEDY)
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,  # what is read badly tells that a page is turned
            "Global.max_side_len": _LARGEST,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "Det.model_path": str(detection),
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION,
            "Det.box_thresh": 0.4,
            "Det.score_mode": "slow",  # scores the shape of a line, not a box around it that a mark beside it widens
            "Rec.model_path": str(recognition),
            "Rec.rec_batch_num": 1,  # lines padded to the longest of a batch are read slower, and worse
        }
    )


def _reduced(picture: Image.Image) -> Image.Image:
    """A large picture by a whole factor, so that no thin stroke is lost between pixels."""
    factor = max(picture.width, min(picture.height, int(_STRIP * picture.width))) // _LARGEST
    return picture.reduce(factor) if factor > 1 else picture


def _upright(picture: Image.Image, engine: Any) -> tuple[Image.Image, list[_Found]]:
    """The picture turned by 90 degrees where most lines run down, and by 180 where it can be read better so; and what
    is found in it."""
    found = _found(picture, engine)
    down = sum(one.height for one in found if one.height > _SLIM * one.width)
    across = sum(one.width for one in found if one.width > _SLIM * one.height)
    if down > across:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        found = _found(picture, engine)
    if _sure_letters(found) < _WHOLE * sum(len(one.text) for one in found):
        turned = picture.transpose(Image.Transpose.ROTATE_180)
        other = _found(turned, engine)
        if _sure_letters(other) > _sure_letters(found):
            return turned, other
    return picture, found


def _sure_letters(found: Sequence[_Found]) -> float:
    return sum(one.sureness * len(one.text) for one in found)


def _found(picture: Image.Image, engine: Any) -> list[_Found]:
    return [one for top, bottom in _strips(picture) for one in _found_in(picture, top, bottom, engine)]


def _found_in(picture: Image.Image, top: int, bottom: int, engine: Any) -> Iterator[_Found]:
    size = (picture.width, bottom - top)
    if min(size) < _LEAST or min(size) * _LARGEST < max(size) * _LEAST:
        return
    result = engine(picture.crop((0, top, picture.width, bottom)), use_det=True)
    if result.txts is not None:
        for text, sureness, corners in zip(result.txts, result.scores, result.boxes, strict=True):
            yield _Found(text.strip(), sureness, np.asarray(corners, np.float64) + np.array((0, top)))


def _is_dirt(found: _Found) -> bool:
    """What it is not sure of, or a single letter in a box too slim for any: a bar at the side of the page."""
    if found.sureness < _SURE:
        return True
    if not _WORD.search(found.text):
        return found.sureness < _SURE_MARK
    return len(found.text) == 1 and found.height > _SLIMMEST * found.width


def _strips(picture: Image.Image) -> list[tuple[int, int]]:
    """Top and bottom of the parts to read: a web page saved as one tall picture is cut between its lines."""
    if picture.height <= _STRIP * picture.width:
        return [(0, picture.height)]
    pixels = np.asarray(picture.convert("L"))
    contrast = pixels.max(axis=1).astype(int) - pixels.min(axis=1)
    cuts = [0]
    while picture.height - cuts[-1] > _STRIP * picture.width:
        start = cuts[-1] + picture.width
        cuts.append(start + int(contrast[start : start + picture.width // 2].argmin()))
    return list(zip(cuts, [*cuts[1:], picture.height], strict=True))


def _tilt(found: Sequence[_Found]) -> float:
    """The median angle of the long lines, in degrees."""
    angles = [one.angle for one in found if one.width > _LONG * one.height]
    return float(np.median(angles)) if angles else 0.0


def _turned(corners: Corners, angle: float, size: tuple[int, int]) -> Corners:
    """Where corners lie after `Image.rotate(angle)`."""
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    centre = np.array(size) / 2
    turned: Corners = (corners - centre) @ np.array([[cosine, -sine], [sine, cosine]]) + centre
    return turned


def _run(text: str, corners: Corners) -> Run:
    """Each edge lies at the mean of its two corners."""
    top_left, top_right, bottom_right, bottom_left = corners
    x0, x1 = (top_left + bottom_left)[0] / 2, (top_right + bottom_right)[0] / 2
    top, bottom = (top_left + top_right)[1] / 2, (bottom_left + bottom_right)[1] / 2
    return Run(text, float(x0), float(top), float(x1), float(bottom))
