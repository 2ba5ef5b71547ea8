"""English official terms."""

from __future__ import annotations

import pytest

from index.language.dictionary import translations
from index.language.glossary import in_chinese, words_of


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("new urban jobs", "城镇新增就业"),
        ("New Urban Job", "城镇新增就业"),
        ("per capita disposable income of rural residents", "农村居民人均可支配收入"),
        ("value-added tax", "增值税"),
        ("VAT", "增值税"),
        ("PM2.5 concentration", "细颗粒物"),
        ("R&D spending", "研发经费"),
        ("high-tech enterprises", "高新技术企业"),
        ("ChiNext board", "创业板"),
        ("government bonds", "国债"),
        ("nuclear power", "核电"),
        ("companies", ""),
    ],
)
def test_a_term_in_chinese(text: str, chinese: str) -> None:
    words = words_of(text)
    length, forms = in_chinese(words, 0)
    assert (forms[0] if forms else "") == chinese
    assert not chinese or length == len(words)


def test_the_longest_term_counts() -> None:
    words = words_of("rural per capita disposable income grew")
    assert in_chinese(words, 0) == (5, ("农村居民人均可支配收入", "农民人均纯收入"))


def test_official_terms_are_looked_for_as_one() -> None:
    found = translations("new urban jobs", lambda word: word in {"城镇新增就业", "工作", "城市"})
    assert found == [("城镇新增就业",)]
