"""Each reason for which the index refuses a file has a Chinese form with all its values."""

from __future__ import annotations

import re

import pytest

from chat.library.changes_html import reason
from chat.library.refusals_zh import CHINESE, refusal
from index.errors import UnreadableReport
from index.language.script import HAN
from index.reasons import Code, Reason

AS_IT_IS = re.compile(r'apt-get install|"reports/a\.pdf"|\.[a-z]+')  # commands, a path, suffixes
NAMES = set("LibreOffice Debian Word Excel PowerPoint OpenDocument RTF XML PDF OFD ZIP OCR TOML UTF".split())
NAMES |= set("MiB KiB GiB dpi rapidocr year date region regions title".split())


def test_every_code_has_a_chinese_form() -> None:
    assert set(CHINESE) == set(Code)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_the_chinese_form_holds_every_value_and_is_chinese(code: Code) -> None:
    values = [str(9001 + at) for at in range(code.value.count("{}"))]
    chinese = refusal(Reason(code, tuple(values)), "zh")
    assert [it for it in values if it not in chinese] == []
    assert set(re.findall("[A-Za-z]+", AS_IT_IS.sub("", chinese))) <= NAMES
    assert re.search(f"[{HAN}]", chinese) or code in (Code.BESIDE, Code.WORDS)


@pytest.mark.parametrize(
    ("told", "chinese"),
    [
        (Reason.of(Code.EMPTY), "文件是空的"),
        (Reason.of(Code.TOO_LONG, 10), "超过 1000 万字，请拆分"),
        (Reason.of(Code.CLOSED, "Permission denied"), "打不开（Permission denied）"),
        (
            Reason.of(Code.OFFICE_MISSING, Reason.of(Code.OLD_WORD), "libreoffice-writer-nogui", "docx"),
            "是旧版 Word 文件（.doc、.wps），请另存为 .docx，"
            "或请管理员安装 LibreOffice（Debian：apt-get install libreoffice-writer-nogui）",
        ),
        (
            Reason.of(Code.BESIDE, "年报.pdf.meta.toml", Reason.of(Code.KEY_MISSPELT, "yaer", "year")),
            "年报.pdf.meta.toml：yaer：没有这一项，是不是 year？",
        ),
        (
            Reason.of(Code.NOT_A_YEAR, "{0}", 1900, 2100),
            "year：{0} 不是 1900 至 2100 年间的年份，请写成 year = 2023",
        ),
    ],
)
def test_a_reason_is_told_in_the_language_asked_for(told: Reason, chinese: str) -> None:
    assert refusal(told, "zh") == chinese
    assert refusal(told, "en") == str(told)


@pytest.mark.parametrize("words", ["", "a tape; play it", "the file is empty", "a.meta.toml: x"])
def test_words_of_another_release_stay_as_they_are(words: str) -> None:
    told = Reason.of(Code.WORDS, words)
    assert refusal(told, "zh") == refusal(told, "en") == words


def test_the_page_tells_it() -> None:
    error = UnreadableReport("空.txt", Reason.of(Code.EMPTY))
    assert (reason(error, "zh"), reason(error, "en")) == ("文件是空的", "the file is empty")
