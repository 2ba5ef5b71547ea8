"""Numbers that converters write as LaTeX are read as they are set; dollars stay dollars."""

import pytest

from index.load.formulas import plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (r"营业收入的 $5.37\%$ ，增长 $18.6 \%$ 。", "营业收入的 5.37% ，增长 18.6% 。"),
        (r"$\mathrm{CO_2}$ 排放 $3.2 \times 10^{4}$ 吨", "CO2 排放 3.2×10⁴ 吨"),
        (r"面积 $12{,}345.6 \mathrm{m}^2$", "面积 12,345.6 m²"),
        (r"$\geqslant 90\%$", "≥90%"),
        (r"约 $\frac{1}{3}$", "约 1/3"),
        ("$ 1.87 $ 亿元", "1.87 亿元"),
    ],
)
def test_formulas_are_read_as_they_are_set(text: str, told: str) -> None:
    assert plain(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 million and $6 million.",
        "from $5 to $6, or $7",
        "$5, $6 and $7.",
        "US$5 bn (US$4 bn)",
        "价格为$5，成本为$3。",
    ],
)
def test_dollars_stay_dollars(text: str) -> None:
    assert plain(text) == text
