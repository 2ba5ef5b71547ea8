"""Reports of other kinds: companies, English ones, those that count years from the Republic; all names made up."""

from __future__ import annotations

import pytest

from index.describe import describe
from index.load.text import read
from index.report import Report
from index.tidy import tidy


def described(text: str, source: str = "a1b2.txt") -> Report:
    return describe(source, "0" * 64, tidy(read(text)))


ENGLISH = [
    (
        "CALDER ROBOTICS PLC\nANNUAL REPORT AND ACCOUNTS 2023\n\nChairman's statement\n"
        "Revenue was USD 412.6 million (2022: USD 389.1 million).\n",
        ("CALDER ROBOTICS PLC ANNUAL REPORT AND ACCOUNTS 2023", "CALDER ROBOTICS PLC", 2023),
    ),
    (
        "NORTHBRIDGE LOGISTICS CORPORATION\nFORM 10-K\nANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES "
        "EXCHANGE ACT OF 1934\nFOR THE FISCAL YEAR ENDED MAY 31, 2023\n",
        (
            "NORTHBRIDGE LOGISTICS CORPORATION FORM 10-K ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE "
            "SECURITIES EXCHANGE ACT OF 1934 FOR THE FISCAL YEAR ENDED MAY 31, 2023",
            "NORTHBRIDGE LOGISTICS CORPORATION",
            2023,
        ),
    ),
    (
        "United Nations\nS/2025/54\nSecurity Council\nDistr.: General\n24 January 2025\nOriginal: English\n"
        "Situation in Norland\nReport of the Secretary-General\nI. Introduction\n"
        "1. The report covers developments between 16 October 2024 and 15 January 2025. It is submitted under "
        "resolution 2729 (2024).\n",
        ("Situation in Norland Report of the Secretary-General", "Secretary-General", 2025),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_heads(text: str, expected: tuple[str, str, int]) -> None:
    report = described(text)
    assert (report.title, report.issuer, report.year) == expected
    assert not report.is_untitled


CHINESE = [
    (
        "[P1]\n美岚集团股份有限公司\n2024 年度报告\n2025 年03 月\n[P2]\n致股东\n2024 年，世界在变局中前行。\n",
        ("美岚集团股份有限公司2024年度报告", "美岚集团股份有限公司", 2024),
    ),
    (
        "[P1]\n青岚省广晖控股集团有限公司\n（住所：青岚省云湖市云湖路17 号）\n2026 年面向专业投资者公开发行\n"
        "科技创新公司债券（第一期）\n募集说明书\n发行人\n",
        (
            "青岚省广晖控股集团有限公司2026年面向专业投资者公开发行科技创新公司债券（第一期）募集说明书",
            "青岚省广晖控股集团有限公司",
            2026,
        ),
    ),
    (
        "# 澜溪区2023年行业运行情况汇编\n\n澜溪区工业和信息化局\n\n2023年全区企业有82家。\n",
        ("澜溪区2023年行业运行情况汇编", "澜溪区工业和信息化局", 2023),
    ),
    (
        "嵐溪市政府112年度施政績效報告\n中華民國113年2月\n壹、財政\n"
        "一、112年度歲入執行數為新臺幣583億6,200萬元，較111年度增加。\n",
        ("嵐溪市政府112年度施政績效報告", "嵐溪市政府", 2023),
    ),
    (
        "标题：政府工作报告——2018年2月10日在云湖市第十五届人民代表大会第三次会议上\n发文单位：云湖市人民政府\n"
        "发文时间：2018-02-10\n正文：\n各位代表：\n现在，我代表市人民政府报告工作。\n一、2017年工作回顾\n",
        ("2018年云湖市政府工作报告", "云湖市人民政府", 2017),
    ),
    (
        "上海市普渔区2025年区级部门预算\n预算主管部门：上海市普渔区人民政府办公室\n一、主要职能\n",
        ("上海市普渔区2025年区级部门预算", "上海市普渔区人民政府办公室", 2025),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_heads(text: str, expected: tuple[str, str, int]) -> None:
    report = described(text)
    assert (report.title, report.issuer, report.year) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# 洞察篇\n1998 年，两位作者创立了促进会。\n",
        "# 问卷篇\n2015 年，开源社发布了首份问卷。此后每年一份，2017 年为第三份。\n",
        "Notes on the law\nThe Securities Exchange Act of 1934 applies. Resolution 2118 (2013) was recalled.\n",
    ],
)
def test_a_year_that_is_only_mentioned_is_not_the_year_reported_on(text: str) -> None:
    assert described(text, "报告2018.md").year in (2018, None)
