"""Counters of lists as office programs and browsers draw them (formats: ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST = 9999  # higher numbers are written in figures


def number(text: str | None, default: int) -> int:
    """A whole number as an attribute gives it; the default for anything else."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def draw(count: int, format: str) -> str:
    """A counter in one of the formats of Word; formats that are not known are drawn in figures."""
    if not 0 < count <= _MOST:
        return str(count)
    return _FORMATS.get(format, str)(count)


def _counting(digits: str, units: str) -> Callable[[int], str]:
    """Chinese numerals by place, a run of noughts once and none at the end: 一百零三, 二千."""
    nought = digits[0]

    def drawn(count: int) -> str:
        places = zip(str(count), reversed(units[: len(str(count))]), strict=True)
        text = "".join(digits[int(figure)] + (unit if figure != "0" else "") for figure, unit in places)
        return re.sub(f"{nought}+", nought, text).rstrip(nought).replace(" ", "")

    return drawn


def _spoken(count: int) -> str:
    """As numbers are said: 十二, not 一十二."""
    return _PLAIN(count).removeprefix("一") if 10 <= count < 20 else _PLAIN(count)


def _digits(digits: str) -> Callable[[int], str]:
    return lambda count: str(count).translate(str.maketrans("0123456789", digits))


def _signs(signs: str) -> Callable[[int], str]:
    """One sign a number, as many as there are; then figures."""
    return lambda count: signs[count - 1] if count <= len(signs) else str(count)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb …"""
    return lambda count: chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(count))


_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True)
)
_PLAIN = _counting("零一二三四五六七八九", " 十百千")
_FORMAL = _counting("零壹贰叁肆伍陆柒捌玖", " 拾佰仟")
_CIRCLED = _signs(_run("①", 20) + _run("㉑", 15) + _run("㊱", 15))
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _spoken),
    **dict.fromkeys(("taiwaneseCountingThousand", "koreanCounting"), _spoken),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits("〇一二三四五六七八九")
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _FORMAL),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _digits("０１２３４５６７８９")),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
    "decimalEnclosedParen": _signs(_run("⑴", 20)),
    "decimalEnclosedFullstop": _signs(_run("⒈", 20)),
    "ideographEnclosedCircle": _signs(_run("㊀", 10)),
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "bullet": lambda _: "",
    "none": lambda _: "",
}
