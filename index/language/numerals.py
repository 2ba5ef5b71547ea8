"""Numerals as they are read: 11,420, １２, 二百七十七, 二〇二四, 廿三, ⅩⅣ, ③; and counters of lists as office programs
and browsers draw them (formats: ECMA-376 part 1, 17.18.59).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import cn2an

ARABIC = r"(?<![\d.])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?"
"""A number in figures, as a pattern: 11,420.5; commas only where they part thousands."""
DIGITS = "一二三四五六七八九"
COUNTING = f"{DIGITS}十百零〇"
"""The numerals in which lists, chapters and pages are numbered, as of a character class."""
CHINESE = r"[零〇一二两三四五六七八九十百千廿卅]+"
"""A number below ten thousand in Chinese numerals, as a pattern; 万 and 亿 are scales (`index.language.scales`)."""
ENGLISH: Mapping[str, int] = {
    word: count for count, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
"""Numbers that English text spells out; "one" is more often a pronoun."""
_ZEROS = "零〇○◯OoＯ"  # as they are typed and as they are recognised in scans
_FIGURES = str.maketrans({**dict.fromkeys(_ZEROS, "0"), **{sign: str(count) for count, sign in enumerate(DIGITS, 1)}})
_MOST = 9999  # higher numbers are written in figures


def in_figures(numeral: str) -> str:
    """A numeral that is spelled digit by digit, in figures: 2024 for 二〇二四. Latin O counts as a nought."""
    return numeral.translate(_FIGURES)


@cache
def decimal(numeral: str) -> Decimal | None:
    """The value of figures or Chinese numerals; None where they are no number as they stand (百, 十十)."""
    if numeral[:1].isdigit():
        return Decimal(numeral.replace(",", "").replace("，", ""))
    try:
        return Decimal(str(cn2an.cn2an(numeral, "normal")))
    except (ValueError, KeyError):  # the latter where it trips over its own table: 一十零
        return None


def in_chinese(value: int) -> str:
    """277 as 二百七十七."""
    return str(cn2an.an2cn(value))


def whole(numeral: str) -> int:
    """The value of a numbering: figures, Chinese and Roman numerals and signs such as ③ or ㈠; 0 where it is none."""
    plain = unicodedata.normalize("NFKC", numeral).strip("(). ")
    if plain.isdecimal():
        return int(plain)
    if plain.isascii():
        return _of_roman(plain.upper())
    value = decimal(f"一{plain}" if plain.startswith("百") else plain)
    return int(value) if value is not None else 0


def _of_roman(numeral: str) -> int:
    worths = {sign: worth for worth, sign in _ROMAN}
    values = [worths.get(letter, 0) for letter in numeral]
    return sum(-own if own < following else own for own, following in zip(values, [*values[1:], 0], strict=True))


def number(text: str | None, default: int) -> int:
    """A whole number as an attribute gives it; the default for anything else."""
    try:
        return int(text) if text is not None else default
    except (ValueError, KeyError):  # the latter where it trips over its own table: 一十零
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
_PLAIN = _counting(f"零{DIGITS}", " 十百千")
_FORMAL = _counting("零壹贰叁肆伍陆柒捌玖", " 拾佰仟")
_CIRCLED = _signs(_run("①", 20) + _run("㉑", 15) + _run("㊱", 15))
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _spoken),
    **dict.fromkeys(("taiwaneseCountingThousand", "koreanCounting"), _spoken),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits(f"〇{DIGITS}")),
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
