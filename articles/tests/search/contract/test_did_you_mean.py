"""Corrections of a query by the dictionary of the index, on every engine."""

import pytest

from articles.search import SearchRequest, read_query, search
from articles.tests.making import Newsroom


@pytest.fixture
def floods(newsroom: Newsroom) -> Newsroom:
    for number in range(4):
        newsroom.article(f"Thủ tướng thị sát sụt lún lần {number}", "Đường sắt Việt Nam bị sụt lún.", "Trời mưa.")
    return newsroom


def _better(query: str) -> str:
    return read_query(SearchRequest(query=query)).did_you_mean


def _meant(query: str) -> str:
    return search(SearchRequest(query=query)).did_you_mean


def test_marks_are_restored_where_the_archive_is_sure(floods: Newsroom) -> None:
    assert _better("thu tuong") == "thủ tướng"
    assert _better("Thu tuong sut lun") == "Thủ tướng sụt lún"


def test_marks_that_change_nothing_are_not_offered(floods: Newsroom) -> None:
    assert _meant("thu tuong") == ""


def test_marks_are_left_off_where_it_is_not(floods: Newsroom) -> None:
    for number in range(3):
        floods.article(f"Thư tường số {number}", "Chuyện khác.")
    assert _meant("thu tuong") == ""


def test_what_the_archive_writes_so_is_left_as_typed(floods: Newsroom) -> None:
    assert _meant("thủ tướng sụt lún") == ""


def test_slips_are_mended(floods: Newsroom) -> None:
    cases = {
        "xụt lún": "sụt lún",
        "Vieetj Nam": "Việt Nam",
        "sut lnu": "sụt lún",
        "thủ tứơng": "thủ tướng",
        "thũ tướng": "thủ tướng",
    }
    assert {query: _meant(query) for query in cases} == cases


def test_what_was_meant_is_found_and_told(floods: Newsroom) -> None:
    page = search(SearchRequest(query="xụt"))
    assert (page.total, [(form.typed, form.text) for form in page.synonyms]) == (4, [("xụt", "sụt")])
    page = search(SearchRequest(query="xụt lún"))
    assert (page.total, page.strict) == (4, 0)
    assert [(form.typed, form.text) for form in page.synonyms] == [("xụt", "sụt")]


def test_the_words_as_typed_rank_above_what_was_meant(floods: Newsroom) -> None:
    floods.article("Tin lạ", "Chuyện lạ vieetj nam.")
    assert search(SearchRequest(query="vieetj nam")).hits[0].article.title == "Tin lạ"


def test_nothing_is_mended_where_every_word_is_wanted_as_typed(floods: Newsroom) -> None:
    page = search(SearchRequest(query="xụt lún", as_typed=True))
    assert (page.total, page.did_you_mean, page.synonyms) == (0, "", ())


def test_a_query_with_conditions_is_not_written_anew(floods: Newsroom) -> None:
    assert _meant('thu tuong -"trời mưa"') == ""


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Mourinhho", "Mourinho"),
        ("sân Vincomm", "sân Vincom"),
        ("VINCOMM", "VINCOM"),
        # The letters of a short form, swapped or one too often.
        ("VCIC", "VCCI"),
        # A short foreign word beside the one that it always stands beside.
        ("Jose Mourinhp", "Jose Mourinho"),
        ("Jsse Mourinho", "Jose Mourinho"),
        ("VCCCI", "VCCI"),
        # Another short form is no slip of it.
        ("VCCA", ""),
        ("VACCI", ""),
    ],
)
def test_a_slip_in_a_foreign_name_or_short_form_is_mended(newsroom: Newsroom, query: str, meant: str) -> None:
    for number in range(3):
        newsroom.article(f"Chuyện số {number}", "Jose Mourinho đến. Doanh nghiệp kiến nghị với VCCI ở Vincom.")
    newsroom.article("Chuyện khác", "Ông Vác đi sân.")
    assert _meant(query) == meant


def test_marks_of_a_slip_in_one_article_are_not_kept_where_a_hundred_times_as_many_have_the_usual_ones(
    newsroom: Newsroom,
) -> None:
    newsroom.article("Chuyện vui Đà Nằng", "Cô kể.")
    for number in range(99):
        newsroom.article(f"Mưa lớn ở Đà Nẵng {number}")
    assert _better("Đà Nằng") == ""
    newsroom.article("Mưa lớn ở Đà Nẵng 99")
    assert _better("Đà Nằng") == "Đà Nẵng"


def test_a_known_syllable_with_marks_is_corrected_only_to_what_makes_a_word(newsroom: Newsroom) -> None:
    for number in range(40):
        newsroom.article(f"Tin {number}", "Giá điện rất cao, rát họng, đốt rác.", compounds=["Giá điện", "rát họng"])
    assert _better("nhà máy điện rác") == ""


def test_a_correction_keeps_the_marks_of_what_was_typed(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Công an Thanh Hóa và ca sĩ Thanh Hoa.")
    assert _better("Thanh Hóaa") == "Thanh Hóa"
