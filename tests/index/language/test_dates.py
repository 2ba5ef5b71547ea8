"""Years of the Republic as years of the common era."""

import pytest

from index.language.dates import counts_from_republic, western


@pytest.mark.parametrize(
    ("text", "bare", "told"),
    [
        ("中華民國113年2月", False, "2024年2月"),
        ("民國一百一十二年度", False, "2023年度"),
        ("112年度歲入執行數", True, "2023年度歲入執行數"),
        ("112年度歲入執行數", False, "112年度歲入執行數"),
        ("較111年度增加", True, "較2022年度增加"),
        ("2024年", True, "2024年"),
        ("成立100年來", True, "成立100年來"),
        ("近百年", True, "近百年"),
    ],
)
def test_years_of_the_republic(text: str, bare: bool, told: str) -> None:
    assert western(text, bare=bare) == told


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("中華民國113年2月", True),
        ("新臺幣583億元", True),
        ("行政院施政報告", True),
        ("2024年，全区办理许可286项", False),
    ],
)
def test_texts_that_count_from_the_republic(text: str, is_so: bool) -> None:
    assert counts_from_republic(text) == is_so
