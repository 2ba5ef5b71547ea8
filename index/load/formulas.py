"""Numbers that converters of documents write as LaTeX: $5.37\\%$, $3.2 \\times 10^{4}$, $\\mathrm{CO_2}$."""

from __future__ import annotations

import re

from index.language.script import HAN

_FORMULA = re.compile(r"(?<![\w$\\])\$\s*([^$\n]{1,80}?)\s*\$(?![\w$])")
_NAMED = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "sim": "~", "approx": "≈", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "leq": "≤", "le": "≤", "leqslant": "≤", "neq": "≠", "circ": "°", "degree": "°", "yen": "¥", "mu": "μ", "Delta": "Δ",
    "rightarrow": "→", "to": "→", "quad": " ", "qquad": " ", "ldots": "…", "infty": "∞",
}  # fmt: skip
_FONT = re.compile(r"\\(?:mathrm|mathbf|mathit|mathsf|text|textbf|textrm|operatorname|rm|bf|boldsymbol)\s*")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SPACES = re.compile(r"\\[,;:! ]|~")
_ESCAPED = re.compile(r"\\([%$#&_{}])")
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_POWER = re.compile(r"\^\s*(?:\{\s*([\d+-]+)\s*\}|(\d))")
_PLAIN = re.compile(rf"[\w.,%°×·÷±~≈≥≤≠→¥€£μΔ∞…+\-–—−=/()\[\]<>:：'’′ ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻{HAN}]+")
_GROUP = re.compile(r"\\[A-Za-z]+\s*(?:\{[^{}]*\})*")
_WORD = re.compile(r"[A-Za-z]{2,}")  # outside of a group: what stands between two dollars that are money


def plain(text: str) -> str:
    """The line with its formulas as they are read, those that are more than a number or a name left as they stand."""
    return _FORMULA.sub(_plain, text) if "$" in text else text


def _plain(found: re.Match[str]) -> str:
    inner = found[1]
    told = _FRACTION.sub(r"\1/\2", _FONT.sub("", inner))
    told = _POWER.sub(lambda it: (it[1] or it[2]).translate(_SUPERSCRIPT), told)
    told = _COMMAND.sub(lambda it: _NAMED.get(it[1], it[0]), _SPACES.sub(" ", told))
    told = _ESCAPED.sub(r"\1", told).replace("{", "").replace("}", "").replace("_", "").replace("^", "")
    told = re.sub(r"\s*([%×])\s*", r"\1", " ".join(told.split()))
    is_number = any(letter.isdigit() for letter in told) or "\\" in inner
    is_prose = _WORD.search(_GROUP.sub("", inner)) is not None
    return told if is_number and not is_prose and _PLAIN.fullmatch(told) else found[0]
