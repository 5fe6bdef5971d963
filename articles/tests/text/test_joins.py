import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.joins import join_spans, spellings_of_join
from articles.text.terms import terms, tokens


def _spellings(typed: str) -> set[tuple[str, ...]]:
    return set(spellings_of_join(terms(typed).exact))


@pytest.mark.parametrize(
    "alike",
    [
        ("U23", "U.23", "U-23", "U 23", "u23"),
        ("COVID-19", "Covid19", "COVID 19"),
        ("F-16", "F16"),
        ("5G", "5-G"),
        ("CO2", "CO₂", "CO-2"),
        ("m²", "m2"),
        ("H5N1", "H5-N1", "H-5-N-1"),
        ("30/4", "30-4", "30.4"),
        ("1.000.000", "1,000,000", "1000000", "1 000 000"),
        ("100.000đ", "100000đ", "100000 đ"),
        (
            "0912 345 678",
            "0912345678",
            "0912.345.678",
            "091-2345678",
            "09 1234 5678",
            "+84 912 345 678",
            "+84912345678",
        ),
        ("024 3825 3536", "(024) 38253536", "02438253536"),
        ("1900 1234", "19001234"),
    ],
)
def test_ways_to_join_give_the_same_spellings(alike: tuple[str, ...]) -> None:
    assert all(_spellings(one) == _spellings(alike[0]) for one in alike)


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("U.23", [("u", "23"), ("u23",)]),
        ("U23", [("u23",), ("u", "23")]),
        ("1.000.000", [("1", "000", "000"), ("1000000",)]),
        ("30/4", [("30", "4")]),
        ("2018", [("2018",)]),
        ("2.018", [("2", "018")]),
        ("điều 66", [("điều", "66")]),
        ("Hà Nội", [("hà", "nội")]),
        ("", [()]),
    ],
)
def test_what_was_typed_comes_first(typed: str, spellings: list[tuple[str, ...]]) -> None:
    assert spellings_of_join(terms(typed).exact) == spellings


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("đội U 23 Việt Nam", ["U 23"]),
        ("U23 viet nam và F-16", ["U23", "F-16"]),
        ("COVID 19 ở TP.HCM", ["COVID 19"]),
        ("gọi 0912 345 678 trả 1.000.000 đồng", ["0912 345 678", "1.000.000"]),
        ("gọi (024) 38253536 hay 1900 1234", ["024) 38253536", "1900 1234"]),
        ("lop 12, BOT 2018, điều 66, 30/4", []),
    ],
)
def test_joins_are_found_among_other_words(text: str, joins: list[str]) -> None:
    found = tokens(text)
    assert [text[found[i].start : found[end - 1].end] for i, end in join_spans(text, found)] == joins


@given(st.lists(st.sampled_from(["u", "covid", "đ", "5", "23", "2019", "1000000"]), min_size=1, max_size=4))
def test_any_spelling_gives_the_same_spellings(typed: list[str]) -> None:
    spellings = spellings_of_join(typed)
    assert spellings[0] == tuple(typed)
    assert all("".join(one) == "".join(typed) for one in spellings)
    assert all(set(spellings_of_join(one)) == set(spellings) for one in spellings)


# Groups that make a number of ten or eleven digits behind the three of the network.
_GROUPS = [
    ["345", "6789"],
    ["12", "34", "567"],
    ["3456", "7890"],
    ["345", "67", "890"],
    ["1234567"],
    ["12", "345", "678"],
]


@given(st.integers(2, 9), st.sampled_from(_GROUPS))
def test_a_telephone_number_is_found_however_it_is_grouped(area: int, rest: list[str]) -> None:
    groups = [f"09{area}", *rest]
    number = "".join(groups)
    assert set(spellings_of_join(groups)) == set(spellings_of_join([number]))
    assert set(spellings_of_join(["84", number[1:]])) == set(spellings_of_join([number]))
