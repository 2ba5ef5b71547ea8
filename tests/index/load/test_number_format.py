"""Numbers as a spreadsheet shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load.number_format import BUILT_IN, general, show

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (550, "General", "550"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (12345678901, "General", "12345678901"),
        (-0.0, "General", "0"),
        (1e20, "General", "1e+20"),
        (0.125, "0.0%", "12.5%"),
        (0.985, "0%", "99%"),
        (-0.5, "0%", "-50%"),
        (2.675, "0.00", "2.68"),
        (550, "0.00_ ", "550.00"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        (-12.3, "0.0;[Red]-0.0", "-12.3"),
        (1234567, ACCOUNTING, "1,234,567.00"),
        (-5, ACCOUNTING, "-5.00"),
        (0, ACCOUNTING, "-"),
        (12.5, '0.0"万人"', "12.5万人"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (1234567, "0,", "1235"),
        (0.5, "#.0#", ".5"),
        (7, "000", "007"),
        (0.00001, "0.00E+00", "1e-05"),
        (0.5, "# ?/?", "0.5"),
        (0.5, '[=1]"是";"否"', "0.5"),
        (3.5, "@", "3.5"),
        (45321, "yyyy-mm-dd", "2024-01-30"),
        (45321, BUILT_IN[14], "2024-01-30"),
        (45321, BUILT_IN[31], "2024-01-30"),
        (45321, BUILT_IN[57], "2024-01"),
        (45321, 'yyyy"年"', "2024"),
        (45321, 'm"月"d"日"', "2024-01-30"),
        (45321.625, "yyyy/m/d h:mm", "2024-01-30 15:00"),
        (0.625, "h:mm", "15:00"),
        (1.5, "[h]:mm", "36:00"),
        (1e9, "yyyy-mm-dd", "1000000000"),
    ],
)
def test_shown(number: float, code: str, shown: str) -> None:
    assert show(float(number), code) == shown


def test_workbooks_that_count_from_1904() -> None:
    assert show(43859.0, "yyyy-mm-dd", from_1904=True) == "2024-01-30"


CODES = st.one_of(
    st.sampled_from([*BUILT_IN.values(), ACCOUNTING]), st.text('0#?.,%;"\\_*[]@/ydmhs-E+ 万', max_size=12)
)


@given(st.floats(), CODES)
def test_no_number_and_no_code_fails(number: float, code: str) -> None:
    assert isinstance(show(number, code), str)


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_are_shown_in_full(number: int) -> None:
    assert general(float(number)) == str(number)
    assert show(float(number), "#,##0").replace(",", "") == str(number)
