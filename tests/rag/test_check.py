from index.report import Passage
from rag.answer import Citation, Claim
from rag.check import unsupported


def claim(text: str, passage: Passage) -> Claim:
    return Claim(text, (Citation(passage, passage.start, passage.end, passage.text),))


def test_numbers_of_the_quote_are_supported(passage: Passage) -> None:
    assert unsupported(claim("共286项，由26家单位实施", passage)) == set()


def test_the_year_of_the_report_is_supported(passage: Passage) -> None:
    assert unsupported(claim("云湖区（2023年）：共286项", passage)) == set()


def test_a_changed_number_is_not(passage: Passage) -> None:
    assert unsupported(claim("共287项", passage)) == {"287"}


def test_a_part_of_a_number_is_not(passage: Passage) -> None:
    assert unsupported(claim("共28项", passage)) == {"28"}


def test_full_width_digits_and_separators_are_the_same_number(passage: Passage) -> None:
    assert unsupported(claim("共２８６项", passage)) == set()
