import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.nlp.names.occurrences import occurrences

_SYLLABLES = ["Hà", "Nội", "Hà Nội", "EU", "e", "C.P", "-", ".", "_", "4", " ", "\n"]


@pytest.mark.parametrize(
    ("text", "forms", "found"),
    [
        ("Hà Nội và Hà", ["Hà", "Hà Nội"], ["Hà Nội", "Hà"]),
        ("EUR, EU, 2EU, EU_", ["EU"], ["EU"]),
        ("Nin, bà Nin", ["Nin"], ["Nin", "Nin"]),
        ("", ["Nin"], []),
        ("Nin", [], []),
    ],
)
def test_whole_forms_are_found_the_longest_first(text: str, forms: list[str], found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, forms)] == found


def test_signs_may_join_a_form_to_what_stands_beside_it() -> None:
    assert occurrences("Jong-un, A.un, un-", ["un"], joined_before=".-", joined_after="-") == []


@given(st.lists(st.sampled_from(_SYLLABLES)).map("".join), st.sets(st.sampled_from(["Hà", "Hà Nội", "EU", "C.P"])))
def test_it_finds_what_an_expression_of_the_forms_finds(text: str, forms: set[str]) -> None:
    choice = "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or "(?!)"
    assert occurrences(text, forms) == [match.span() for match in re.finditer(rf"(?<!\w)(?:{choice})(?!\w)", text)]
