from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.search import MAX_PAGE, Choice, ParseWarning, QueryNote, SearchRequest, Sort
from articles.search.parse_warnings import MAX_LENGTH

FULL = SearchRequest(
    query="đường sắt",
    choices=(Choice("person", "12"), Choice("source", "bao-song-ba", excluded=True)),
    since=date(2024, 1, 1),
    until=date(2024, 12, 31),
    exact=True,
    units="đường | sắt",
    sort=Sort.NEWEST,
    page=3,
)


def test_a_search_survives_its_address() -> None:
    assert SearchRequest.from_address(QueryDict(FULL.address()[1:])) == FULL


def test_the_default_search_has_an_empty_address() -> None:
    assert SearchRequest().address() == "?"


@pytest.mark.parametrize("text", ["2024-06-14", "14/6/2024", "14.06.2024", "14-6-2024", "14/6/24"])
def test_a_date_can_be_written_as_people_do(text: str) -> None:
    assert SearchRequest.from_address(QueryDict(f"from={text}")).since == date(2024, 6, 14)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("6/2022", date(2022, 6, 1), date(2022, 6, 30)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("tháng 6/2022", date(2022, 6, 1), date(2022, 6, 30)),
    ],
)
def test_a_year_or_a_month_is_read_from_its_first_day_up_to_its_last(text: str, since: date, until: date) -> None:
    request = SearchRequest.from_address(QueryDict(f"from={text}&to={text}"))
    assert (request.since, request.until, request.notes) == (since, until, ())


def test_a_date_that_is_none_is_told() -> None:
    request = SearchRequest.from_address(QueryDict("q=a&from=hôm qua"))
    assert request.since is None
    assert request.notes == (QueryNote(ParseWarning.DAY, "hôm qua"),)


def test_a_query_too_long_is_cut_and_told() -> None:
    request = SearchRequest.from_address(QueryDict("q=" + "an+" * MAX_LENGTH))
    assert len(request.query) <= MAX_LENGTH
    assert request.notes == (QueryNote(ParseWarning.LENGTH),)
    assert SearchRequest.from_address(QueryDict(request.address()[1:])) == request


@pytest.mark.parametrize(
    "query", ['"đường sắt"~5 -nguồn:VOV', "“Hà Nội” HOẶC (người:Ngọc* a)", "tiêu đề:«lũ» sau:14/6/2022", "a+b&c=d#e%20"]
)
def test_every_sign_of_a_query_survives_its_address(query: str) -> None:
    request = SearchRequest(query=query, choices=FULL.choices)
    assert SearchRequest.from_address(QueryDict(request.address()[1:])) == request


@pytest.mark.parametrize(("asked", "page"), [("0", 1), ("-3", 1), ("abc", 1), ("²", 1), ("9" * 5_000, MAX_PAGE + 1)])
def test_an_odd_page_is_a_page_all_the_same(asked: str, page: int) -> None:
    assert SearchRequest.from_address(QueryDict(f"page={asked}")).page == page


def test_choosing_a_value_goes_to_the_first_page() -> None:
    assert FULL.with_choice(Choice("year", "2024")).page == 1


def test_choosing_what_was_kept_out_replaces_it() -> None:
    chosen = FULL.with_choice(Choice("source", "bao-song-ba"))
    assert chosen.choices == (Choice("person", "12"), Choice("source", "bao-song-ba"))


def test_a_choice_can_be_taken_back() -> None:
    assert FULL.without_choice(Choice("person", "12")).choices == FULL.choices[1:]


@given(st.text())
def test_any_address_can_be_read(text: str) -> None:
    SearchRequest.from_address(QueryDict(text))


def test_the_numbers_of_a_facet_stand_in_one_parameter_of_an_address() -> None:
    places = Choice("place", "7"), Choice("place", "12", excluded=True)
    chosen = (places[0], Choice("author", "Lê Nam"), places[1], Choice("year", "2018"))
    address = SearchRequest(choices=chosen).address()
    assert address == "?place=7.-12&author=Lê+Nam&year=2018"
    assert set(SearchRequest.from_address(QueryDict(address[1:])).choices) == set(chosen)


def test_an_address_may_have_a_facet_several_times() -> None:
    read = SearchRequest.from_address(QueryDict("place=7&place=-12&place=7.9.&source=vn.net"))
    places = [Choice("place", "7"), Choice("place", "12", excluded=True), Choice("place", "9")]
    assert read.choices == (*places, Choice("source", "vn.net"))


def test_more_choices_than_a_page_can_carry_are_told() -> None:
    request = SearchRequest.from_address(QueryDict("&".join(f"author=Lê Nam {n}" for n in range(600))))
    assert request.choices == tuple(Choice("author", f"Lê Nam {n}") for n in range(50))
    assert request.notes == (QueryNote(ParseWarning.CHOICES, "50"),)


def test_longer_choices_than_a_page_can_carry_are_told() -> None:
    request = SearchRequest.from_address(QueryDict("&".join(f"author={'Ấ' * 100}{n}" for n in range(50))))
    assert request.choices == tuple(Choice("author", f"{'Ấ' * 100}{n}") for n in range(1))
    assert request.notes == (QueryNote(ParseWarning.CHOICES, "1"),)


def test_a_query_is_as_long_as_its_address_may_be() -> None:
    request = SearchRequest.from_address(QueryDict(f"q={'ấ' * 400}"))
    assert request.query == "ấ" * 133
    assert request.notes == (QueryNote(ParseWarning.LENGTH),)


def test_letters_stand_in_an_address_as_they_are_and_other_signs_encoded() -> None:
    assert SearchRequest(query="lũ & bão, 50%").address() == "?q=lũ+%26+bão%2C+50%25"
    assert SearchRequest(query="e\u0301\u200b\u2028").address() == "?q=e%CC%81%E2%80%8B%E2%80%A8"
