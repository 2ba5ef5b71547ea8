from index.language.dictionary import translations


def test_a_term_leads_to_its_chinese_words() -> None:
    assert ("失业率",) in [
        tuple(word for word in choices if word == "失业率")
        for choices in translations("unemployment rate", lambda _: True)
    ]


def test_plural_and_verb_forms_are_found() -> None:
    words = {word for choices in translations("hospitals visited", lambda _: True) for word in choices}
    assert "医院" in words


def test_words_that_no_report_holds_are_dropped() -> None:
    assert translations("unemployment rate", lambda _: False) == []
