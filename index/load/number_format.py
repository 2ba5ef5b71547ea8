"""Numbers as a spreadsheet shows them: "12.5%", "1,234.50", "2024-01-30" (format codes: ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

_MONTH, _DAY, _TIME = 'yyyy"年"m"月"', 'm"月"d"日"', 'h"时"mm"分"'
# Chinese editions of Excel use these without writing them into the file (18.8.30, zh-cn).
_CHINESE = {
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _DAY),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), _TIME),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
}
BUILT_IN: dict[int, str] = BUILTIN_FORMATS | _CHINESE
_NOT_SHOWN = re.compile(r"\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*]\\?.")
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<core>[#0?][#0?,.]*)|(?P<literal>.)', re.S)
_BARE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_UNUSUAL = re.compile(r"general|[@/!]|e[+-]", re.I)  # no format, fractions, escapes and exponents
_MOST_DECIMALS = 10
_LARGE = 1e15  # digits beyond the fifteenth are noise


def show(number: float, code: str, from_1904: bool = False) -> str:
    """A number as the format code shows it; days since 1900 (or 1904) as ISO dates. Codes that are odd: no format."""
    if is_timedelta_format(code) or is_date_format(code):
        return _date(number, code, from_1904) or general(number)
    sections = code.split(";")
    chosen = _section(sections, number)
    bare = _BARE.sub("", chosen)
    if not abs(number) < _LARGE or _UNUSUAL.search(bare) or "[=" in code or "[<" in code or "[>" in code:
        return general(number)
    signed = number < 0 and chosen is sections[0]  # a section of its own for negative numbers says how to mark them
    return "-" * signed + _drawn(abs(Decimal(f"{number:.15g}")), chosen)


def general(number: float) -> str:
    """Without a format: up to ten digits, as a column shows them; whole numbers in full."""
    return f"{number + 0.0:.0f}" if number.is_integer() and abs(number) < _LARGE else f"{number:.10g}"


def _section(sections: list[str], number: float) -> str:
    """The part of a code that is for numbers of this sign: positive;negative;zero."""
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def _drawn(number: Decimal, section: str) -> str:
    visible = _NOT_SHOWN.sub(lambda mark: mark["currency"] or "", section)
    text, drawn = "", False
    for token in _TOKEN.finditer(visible):
        if token["core"] and not drawn:
            text += _digits(number.scaleb(2 * _BARE.sub("", visible).count("%")), token["core"])
            drawn = True
        elif not token["core"]:
            text += token["quoted"] or token["escaped"] or token["literal"] or ""
    return text.strip()


def _digits(number: Decimal, core: str) -> str:
    """A number as placeholders say: 0 always a digit, # and ? where there is one, a comma at the end: thousands."""
    whole, _, fraction = core.partition(".")
    number = number.scaleb(-3 * (len(core) - len(core.rstrip(","))))
    places = min(sum(fraction.count(mark) for mark in "0#?"), _MOST_DECIMALS)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    units, _, decimals = f"{rounded:{',' * (',' in whole.rstrip(','))}f}".partition(".")
    needed = fraction.count("0")
    decimals = decimals[:needed] + decimals[needed:].rstrip("0")
    units = "" if units == "0" and "0" not in whole else units.zfill(whole.count("0"))
    return f"{units}.{decimals}" if decimals else units


def _date(number: float, code: str, from_1904: bool) -> str:
    """ISO, as far as the code goes; empty for what is no date."""
    try:
        when = from_excel(number, MAC_EPOCH if from_1904 else WINDOWS_EPOCH, is_timedelta_format(code))
    except (OverflowError, ValueError):
        return ""
    if isinstance(when, datetime.timedelta):
        minutes = round(when.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    bare = _BARE.sub("", code).lower()
    time = "%H:%M" if "h" in bare else ""
    if isinstance(when, datetime.time):
        return str(when.strftime(time or "%H:%M"))
    return str(when.strftime(f"{_date_parts(bare)} {time}".strip()))


def _date_parts(bare: str) -> str:
    if "y" not in bare or "d" in bare or "h" in bare:
        return "%Y-%m-%d"
    return "%Y-%m" if "m" in bare else "%Y"
