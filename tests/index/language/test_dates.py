"""Years of the Republic as years of the common era."""

import pytest

from index.language.dates import counts_from_republic, month_alone, of_another_year, western


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


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("2023年云湖区统计公报汇编", 2023),
        ("云湖区2023年度统计公报汇编", 2023),
        ("2024年云湖区统计公报汇编", None),
        ("云湖区统计公报汇编", None),
        ("2023年松溪区统计公报汇编", None),
        ("2023年", None),
    ],
)
def test_a_title_with_another_year(line: str, year: int | None) -> None:
    assert of_another_year(line, "2024年云湖区统计公报汇编") == year


@pytest.mark.parametrize(
    ("line", "year"), [("2024年3月", 2024), ("（二〇二四年三月十日）", 2024), ("2024年", None), ("2024年3月印发", None)]
)
def test_a_month_alone(line: str, year: int | None) -> None:
    assert month_alone(line) == year
