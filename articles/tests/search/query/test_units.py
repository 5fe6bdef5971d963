"""How a query is read into names, words and short forms, by what the archive writes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import SearchRequest, read_query, search
from articles.search.query.units import UnitKind
from articles.tests.making import Newsroom
from articles.views.parts.reading_chips import reading_chips

pytestmark = pytest.mark.django_db

ENOUGH = 5


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    for number in range(ENOUGH):
        newsroom.article(
            f"Đuối nước ở Nghệ An {number}",
            "Nạn nhân đuối nước khi tắm sông.",
            places=["Nghệ An"],
            compounds=["Nạn nhân"],
        )
        newsroom.article(f"Trạm BOT {number}", "Ô tô qua trạm BOT mỗi ngày.")
        newsroom.article(f"Một bó rau {number}", "Bot của máy tính không biết nghệ thuật, nước An Giang dâng.")
    return newsroom


def _units(query: str) -> list[tuple[str, UnitKind]]:
    return [(unit.text, unit.kind) for unit in read_query(SearchRequest(query=query)).own_units]


def _titles(query: str) -> set[str]:
    return {hit.article.title.rstrip(" 0123456789") for hit in search(SearchRequest(query=query)).hits}


@pytest.mark.parametrize("query", ["đuối nước nghệ an", "duoi nuoc nghe an", "nghệ an đuối nước"])
def test_neighbours_that_belong_together_are_one_unit(archive: Newsroom, query: str) -> None:
    kinds = dict(_units(query))
    assert len(kinds) == 2
    assert {kinds.get("nghệ an"), kinds.get("nghe an")} == {UnitKind.NAME, None}


def test_only_articles_with_each_unit_as_a_unit_are_found(archive: Newsroom) -> None:
    page = search(SearchRequest(query="đuối nước nghệ an"))
    assert (page.total, page.strict, _titles("đuối nước nghệ an")) == (ENOUGH, ENOUGH, {"Đuối nước ở Nghệ An"})


def test_what_is_found_more_widely_is_offered_and_taken_on_purpose(archive: Newsroom) -> None:
    for number in range(3):
        archive.article(f"Lũ {number}", "Nước lên. Người dân nghệ sĩ đuối sức ở An Phú.")
    page = search(SearchRequest(query="đuối nước nghệ an"))
    assert page.more == 3
    wider = search(SearchRequest(query="đuối nước nghệ an", wider=True))
    assert (wider.total, wider.strict) == (ENOUGH + 3, ENOUGH)
    assert {hit.article.title[:4] for hit in wider.hits[:ENOUGH]} == {"Đuối"}


def test_a_short_form_in_capitals_is_never_a_word(archive: Newsroom) -> None:
    assert _units("BOT") == [("BOT", UnitKind.SHORT_FORM)]
    assert _titles("BOT") == {"Trạm BOT"}
    assert _titles("bot") == {"Trạm BOT", "Một bó rau"}


def test_a_lone_word_that_the_archive_knows_is_not_corrected(archive: Newsroom) -> None:
    page = search(SearchRequest(query="rau"))
    assert (page.did_you_mean, page.total) == ("", ENOUGH)


def test_the_names_in_a_query_are_known(archive: Newsroom) -> None:
    page = search(SearchRequest(query="đuối nước nghệ an"))
    assert [(entity.name, entity.article_count) for entity in page.known_names] == [("Nghệ An", ENOUGH)]


def test_the_strict_list_stands_first_in_every_order(archive: Newsroom) -> None:
    archive.article("Mới nhất", "Nước lên. Nghệ sĩ đuối sức ở An Phú.", published="2026-01-01")
    request = SearchRequest(query="đuối nước nghệ an", wider=True)
    for sort in ("newest", "oldest"):
        hits = search(request.sorted_by(type(request.sort)(sort))).hits
        assert [hit.article.title for hit in hits].index("Mới nhất") == ENOUGH


WORDS = ["đuối", "nước", "nghệ", "an", "bot", "rau", "trạm", "sông"]


def test_another_unit_or_filter_never_adds_articles(archive: Newsroom) -> None:
    @given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(["sông", "trạm", "rau"]))
    def never_adds(words: list[str], other: str) -> None:
        fewer = search(SearchRequest(query=" ".join([*words, other]), as_typed=True))
        assert fewer.total <= search(SearchRequest(query=other, as_typed=True)).total

    never_adds()


def test_the_order_of_units_does_not_change_the_list(archive: Newsroom) -> None:
    one, other = (search(SearchRequest(query=query, as_typed=True)) for query in ("nghệ an sông", "sông nghệ an"))
    assert one.total == other.total == ENOUGH


def test_a_unit_without_marks_finds_all_that_it_finds_with_them(archive: Newsroom) -> None:
    for marked, unmarked in (("đuối nước", "duoi nuoc"), ("nghệ an", "nghe an"), ("rau", "rau")):
        found = [{hit.article.pk for hit in search(SearchRequest(query=query)).hits} for query in (marked, unmarked)]
        assert found[0]
        assert found[0] <= found[1]


def test_a_little_word_between_others_is_not_demanded(archive: Newsroom) -> None:
    archive.article("Nghệ An", "Hai trẻ đuối nước. Nghệ An lo.")
    assert _units("đuối nước ở Nghệ An")[1:2] == [("ở", UnitKind.LITTLE_WORD)]
    assert search(SearchRequest(query="đuối nước ở Nghệ An")).strict == ENOUGH + 1


def test_a_form_of_address_before_a_person_is_not_demanded(newsroom: Newsroom) -> None:
    for number in range(ENOUGH):
        newsroom.article(f"Họp {number}", "Bộ trưởng Nguyễn Thị Kim Tiến họp.", people=["Nguyễn Thị Kim Tiến"])
    newsroom.article("Chuyện bà Năm", "Bà Năm bán xôi ở Nghệ An.", places=["Nghệ An"])
    assert _units("bà Nguyễn Thị Kim Tiến")[0] == ("bà", UnitKind.LITTLE_WORD)
    assert search(SearchRequest(query="bà Nguyễn Thị Kim Tiến")).strict == ENOUGH
    assert _units("bà Nghệ An")[0] == ("bà", UnitKind.SYLLABLE)


def test_a_word_with_a_little_word_in_it_is_one_where_fewer_articles_have_it_so(newsroom: Newsroom) -> None:
    for number in range(20):
        newsroom.article(f"Đời sống {number}", "Có nhà ở quê. Sống ở làng.")
    for number in range(2):
        newsroom.article(f"Dự án {number}", "Xây nhà ở xã hội.", compounds=["nhà ở", "xã hội"])
    assert _units("nhà ở xã hội") == [("nhà ở", UnitKind.WORD), ("xã hội", UnitKind.WORD)]


def test_little_words_alone_are_demanded(archive: Newsroom) -> None:
    assert _units("ở") == [("ở", UnitKind.SYLLABLE)]
    assert _titles("ở") == {"Đuối nước ở Nghệ An"}


def test_a_little_word_in_quotes_is_demanded(archive: Newsroom) -> None:
    archive.article("Nghệ An", "Hai trẻ đuối nước. Nghệ An lo.")
    assert search(SearchRequest(query='"nước ở" nghệ')).strict == ENOUGH


def test_a_word_that_may_be_a_little_one_is_demanded_unless_most_articles_have_it(archive: Newsroom) -> None:
    archive.article("Chó", "Chó cắn người.")
    assert ("cho", UnitKind.SYLLABLE) in _units("cho can")


def test_a_name_of_one_foreign_word_is_known(archive: Newsroom) -> None:
    archive.article("Động đất", "Rung lắc ở Nepal.", places=["Nepal"])
    assert _units("rung lắc nepal")[-1] == ("nepal", UnitKind.NAME)


def test_a_syllable_outside_its_unit_is_not_marked(archive: Newsroom) -> None:
    archive.article("Đuối nước ở Nghệ An", "Nước lên. An ninh được giữ.")
    hit = next(h for h in search(SearchRequest(query="đuối nước nghệ an")).hits if "Nước lên" in h.snippet)
    assert (hit.title, hit.snippet) == (
        "<mark>Đuối nước</mark> ở <mark>Nghệ An</mark>",
        "Nước lên. An ninh được giữ.",
    )


def test_a_short_form_is_marked_in_capitals_alone(archive: Newsroom) -> None:
    archive.article("Bot và BOT", "Trạm BOT, không phải bot hay Bot.")
    hit = next(h for h in search(SearchRequest(query="BOT")).hits if "không phải" in h.snippet)
    assert (hit.title, hit.snippet) == (
        "Bot và <mark>BOT</mark>",
        "Trạm <mark>BOT</mark>, không phải bot hay Bot.",
    )


@pytest.mark.parametrize("query", ["U23", "u 23", "U.23"])
def test_digits_are_marked_however_they_are_joined(archive: Newsroom, query: str) -> None:
    archive.article("U.23 và U23", "Đội U 23 thắng.")
    (hit,) = search(SearchRequest(query=query)).hits
    assert (hit.title, hit.snippet) == (
        "<mark>U.23</mark> và <mark>U23</mark>",
        "Đội <mark>U 23</mark> thắng.",
    )


def test_scattered_words_are_marked_in_a_wider_list(archive: Newsroom) -> None:
    archive.article("Mới nhất", "Nước lên. Nghệ sĩ đuối sức ở An Phú.")
    hits = search(SearchRequest(query="đuối nước nghệ an", wider=True)).hits
    snippet = next(hit.snippet for hit in hits if hit.article.title == "Mới nhất")
    assert "<mark>Nghệ</mark> sĩ <mark>đuối</mark> sức" in snippet


def _read_as(query: str, reading: str) -> list[str]:
    return [unit.text for unit in read_query(SearchRequest(query=query, units=reading)).own_units]


def test_a_chosen_reading_is_kept(archive: Newsroom) -> None:
    assert _read_as("đuối nước nghệ an", "đuối | nước | nghệ an") == ["đuối", "nước", "nghệ an"]
    assert _read_as("đuối nước nghệ an", "đuối nước nghệ | an") == ["đuối nước nghệ", "an"]


@pytest.mark.parametrize("reading", ["đuối nước", "nghệ an | đuối nước", "|", "đuối nước || nghệ an", "x"])
def test_a_reading_of_other_words_is_left_out(archive: Newsroom, reading: str) -> None:
    read = read_query(SearchRequest(query="đuối nước nghệ an", units=reading))
    assert ([unit.text for unit in read.own_units], read.request.units) == (["đuối nước", "nghệ an"], "")


def test_units_are_split_and_joined(archive: Newsroom) -> None:
    read = read_query(SearchRequest(query="đuối nước nghệ an", page=2))
    assert read.with_unit_split(0) == SearchRequest(query="đuối nước nghệ an", units="đuối | nước | nghệ an")
    assert read.with_units_joined(0) == SearchRequest(query="đuối nước nghệ an", units="đuối nước nghệ an")


def test_a_chosen_unit_stands_side_by_side(archive: Newsroom) -> None:
    request = SearchRequest(query="nước khi tắm", units="nước khi tắm", as_typed=True)
    assert search(request).total == ENOUGH
    assert search(SearchRequest(query="nuoc tam", units="nuoc tam", as_typed=True)).total == 0
    assert search(SearchRequest(query="nuoc khi", units="nuoc khi", as_typed=True)).total == ENOUGH


def test_a_short_form_typed_small_is_offered_and_not_mixed_in(archive: Newsroom) -> None:
    offer = search(SearchRequest(query="bot", page=1)).short_form
    assert offer
    assert (offer.form, offer.articles) == ("BOT", ENOUGH)
    assert search(offer.request).total == ENOUGH


@pytest.mark.parametrize("query", ["BOT", "rau", "Bot", '"bot"', "đuối nước bot nghệ an"])
def test_no_short_form_is_offered_where_none_is_meant(archive: Newsroom, query: str) -> None:
    assert search(SearchRequest(query=query)).short_form is None


def _read(query: str) -> list[str]:
    """Return the units that are demanded, as they were typed."""
    return [unit.text for unit in read_query(SearchRequest(query=query)).own_units if unit.is_demanded]


def test_a_title_of_single_syllables_is_one_unit(newsroom: Newsroom) -> None:
    for number in range(ENOUGH):
        newsroom.article(f"Về nhà đi con tập {number}", "Ông Sơn buồn.")
    for number in range(4 * ENOUGH):
        newsroom.article(f"Tết {number}", "Về quê thăm nhà cũ, đi chơi cùng con, xem phim.")
    assert _read("phim Về nhà đi con") == ["phim", "Về nhà đi con"]
    assert _read("ve nha di con") == ["ve nha di con"]
    assert {hit.article.title[:6] for hit in search(SearchRequest(query="Về nhà đi con")).hits} == {"Về nhà"}


@pytest.mark.parametrize("query", ["vì sao giá điện tăng?", "giá điện tăng thế nào", "ai tăng giá điện"])
def test_the_words_of_a_question_are_not_demanded(newsroom: Newsroom, query: str) -> None:
    for number in range(ENOUGH):
        newsroom.article(f"Điện {number}", "Giá điện tăng.")
        newsroom.article(f"Nước {number}", "Vì sao ai cũng hỏi thế nào.", compounds=["Vì sao", "thế nào"])
    page = search(SearchRequest(query=query))
    assert (page.strict, page.total) == (ENOUGH, ENOUGH)


def test_a_short_form_within_a_name_is_found_in_full(newsroom: Newsroom) -> None:
    for number in range(ENOUGH):
        newsroom.article(f"Họp {number}", "UBND tỉnh Hà Nam họp.", organizations=["UBND tỉnh Hà Nam"])
    newsroom.article("Thanh tra", "Ủy ban nhân dân tỉnh Hà Nam họp.")
    assert _titles("UBND tỉnh Hà Nam") == {"Họp", "Thanh tra"}
    typed = search(SearchRequest(query="UBND tỉnh Hà Nam", as_typed=True))
    assert typed.total == ENOUGH


def test_a_name_is_found_with_the_short_form_of_a_part_of_it(newsroom: Newsroom) -> None:
    for number in range(ENOUGH):
        newsroom.article(f"Khám {number}", "Bệnh viện Chợ Rẫy mở cửa.", organizations=["Bệnh viện Chợ Rẫy"])
    newsroom.article("Cấp cứu", "BV Chợ Rẫy nhận ca nặng.")
    assert _titles("Bệnh viện Chợ Rẫy") == {"Khám", "Cấp cứu"}
    typed = search(SearchRequest(query="Bệnh viện Chợ Rẫy", as_typed=True))
    assert typed.total == ENOUGH


@pytest.mark.parametrize("between", ["~lớn", '"mùa lũ"', "nguồn:Báo", "-lớn"])
def test_words_with_something_else_between_are_no_unit(newsroom: Newsroom, between: str) -> None:
    newsroom.article("Đuối nước", compounds=["Đuối nước"])
    assert _read("đuối nước") == ["đuối nước"]
    assert _read(f"đuối {between} nước") == ["đuối", "nước"]


def test_a_word_without_marks_that_nobody_writes_so_is_any_of_its_markings(newsroom: Newsroom) -> None:
    for number in range(ENOUGH):
        newsroom.article(f"Loa phường {number}", "Loa phường của Hà Nội kêu to.")
    assert search(SearchRequest(query="loa phuong kêu")).strict == ENOUGH
    assert search(SearchRequest(query="loa phuong kêu", exact=True)).strict == 0


def test_a_reading_in_the_address_cannot_join_what_something_stands_between(archive: Newsroom) -> None:
    request = SearchRequest(query="đuối ~lớn nước", units="đuối nước")
    assert read_query(request).request.units == ""
    assert read_query(SearchRequest(query="đuối nước", units="đuối nước")).request.units == "đuối nước"
    assert [chip.join for chip in reading_chips(read_query(replace(request, units="")))] == ["", ""]


@pytest.mark.parametrize("query", ["chủ tịch Hà Nội", "chu tich ha noi", "chủ tịch UBND TP Hà Nội"])
def test_an_office_and_its_place_are_one_unit_however_it_is_written(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Họp", "Chủ tịch Hà Nội phát biểu.", organizations=["Chủ tịch Hà Nội"], places=["Hà Nội"])
    newsroom.article("Họp 2", "Chủ tịch UBND TP Hà Nội phát biểu.", places=["Hà Nội"])
    newsroom.article("Họp 3", "Chủ tịch Ủy ban nhân dân thành phố Hà Nội phát biểu.", places=["Hà Nội"])
    newsroom.article("Chuyện khác", "Chủ tịch nước đi từ sân bay về Hà Nội.", places=["Hà Nội"])
    page = search(SearchRequest(query=query))
    assert [unit.kind for unit in page.read.own_units] == [UnitKind.OFFICE]
    assert {hit.article.title for hit in page.hits[: page.strict]} == {"Họp", "Họp 2", "Họp 3"}
    assert [place.name for place in page.known_names] == ["Hà Nội"]


@pytest.fixture
def saigon(newsroom: Newsroom) -> Newsroom:
    city = "Thành phố Hồ Chí Minh"
    newsroom.article("Kẹt xe 1", "Kẹt xe ở Sài Gòn.")
    newsroom.article("Kẹt xe 2", f"Kẹt xe ở {city}.", places=[city])
    newsroom.article("Kẹt xe 3", "Kẹt xe ở TP.HCM.")
    newsroom.article("Kẹt xe 4", "Kẹt xe trước nhà máy bia Sài Gòn ở Huế.", organizations=["bia Sài Gòn"])
    return newsroom


def test_a_place_is_found_by_its_other_names_too(saigon: Newsroom) -> None:
    page = search(SearchRequest(query="kẹt xe Sài Gòn"))
    assert _titles("kẹt xe Sài Gòn") == {"Kẹt xe"}
    assert {hit.article.title for hit in page.hits} >= {"Kẹt xe 1", "Kẹt xe 2", "Kẹt xe 3"}
    assert {"Thành phố Hồ Chí Minh", "TP.HCM"} <= {synonym.text for synonym in page.synonyms}
    assert {synonym.typed for synonym in page.synonyms} == {"Sài Gòn"}


def test_other_names_can_be_done_without(saigon: Newsroom) -> None:
    page = search(SearchRequest(query="kẹt xe Sài Gòn", as_typed=True))
    assert {hit.article.title for hit in page.hits} == {"Kẹt xe 1", "Kẹt xe 4"}
    assert page.synonyms == ()


def test_an_other_name_within_the_name_of_something_else_is_not_the_place(saigon: Newsroom) -> None:
    page = search(SearchRequest(query="kẹt xe TP.HCM"), relax=False)
    assert "Kẹt xe 3" in {hit.article.title for hit in page.hits}
    assert "Kẹt xe 4" not in {hit.article.title for hit in page.hits}
    units = read_query(SearchRequest(query="bia Sài Gòn")).own_units
    assert [(unit.text, unit.other_names) for unit in units] == [("bia Sài Gòn", ())]


@pytest.mark.parametrize(("query", "others"), [("LHQ", {"Liên Hợp Quốc", "UN"}), ("Liên Hợp Quốc", {"LHQ", "UN"})])
def test_a_full_name_and_its_short_form_find_the_same(newsroom: Newsroom, query: str, others: set[str]) -> None:
    newsroom.article("Họp 1", "Liên Hợp Quốc họp.")
    newsroom.article("Họp 2", "LHQ họp.")
    newsroom.article("Họp 3", "UN họp.")
    newsroom.article("Chuyện khác", "Ông Kim Jong-un họp.")
    page = search(SearchRequest(query=query))
    assert {hit.article.title for hit in page.hits} == {"Họp 1", "Họp 2", "Họp 3"}
    assert {synonym.text for synonym in page.synonyms} == others


def test_a_country_of_one_syllable_is_no_given_name(newsroom: Newsroom) -> None:
    newsroom.article("Thắng 1", "Đức thắng trận.", places=["Đức"])
    newsroom.article("Thắng 2", "Ông Vũ Đức Đam nói về trận thắng.", people=["Vũ Đức Đam"])
    page = search(SearchRequest(query="thắng Đức"), relax=False)
    assert [hit.article.title for hit in page.hits] == ["Thắng 1"]
    assert [unit.is_place for unit in read_query(SearchRequest(query="Vũ Đức thắng")).own_units] == [False] * 3


def test_names_with_i_and_y_are_names(newsroom: Newsroom) -> None:
    newsroom.article("Ca nhạc", "Mỹ Tâm hát.", people=["Mỹ Tâm"])
    for query in ("Mỹ Tâm", "Mĩ Tâm", "my tam"):
        assert [unit.kind for unit in read_query(SearchRequest(query=query)).own_units] == [UnitKind.NAME]


def test_marks_are_those_of_the_name_that_the_archive_knows(newsroom: Newsroom) -> None:
    newsroom.article("Nhà máy", "Formosa Hà Tĩnh xả thải.", organizations=["Formosa Hà Tĩnh"])
    assert read_query(SearchRequest(query="formosa ha tinh")).did_you_mean == "formosa hà tĩnh"


@pytest.mark.parametrize("query", ["Công an TP.HCM", "công an Sài Gòn", "Công an thành phố Hồ Chí Minh"])
def test_the_place_of_an_office_goes_by_all_its_names(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Án 1", "Công an TP.HCM điều tra.", places=["Thành phố Hồ Chí Minh"])
    newsroom.article("Án 2", "Công an Sài Gòn điều tra.", places=["Sài Gòn"])
    newsroom.article("Án 3", "Công an thành phố Hồ Chí Minh điều tra.", people=["Hồ Chí Minh"])
    newsroom.article("Án 4", "Công an Hà Nội điều tra ở TP.HCM.")
    page = search(SearchRequest(query=query), relax=False)
    assert {hit.article.title for hit in page.hits} == {"Án 1", "Án 2", "Án 3"}


@pytest.mark.parametrize("query", ["Sở LĐTB&XH", "Sở LĐ-TB-XH", "Sở Lao động - Thương binh và Xã hội"])
def test_a_department_is_one_unit_however_it_is_written(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Tin 1", "Sở LĐ-TB&XH cho biết.")
    newsroom.article("Tin 2", "Sở Lao động, Thương binh và Xã hội cho biết.")
    newsroom.article("Tin 3", "Sở Y tế và phòng LĐ-TB&XH cho biết.")
    page = search(SearchRequest(query=query), relax=False)
    assert {hit.article.title for hit in page.hits} == {"Tin 1", "Tin 2"}


@pytest.mark.parametrize("query", ["Đắk Lắk", "Đăk Lăk", "Daklak", "daklak"])
def test_the_spellings_of_a_place_are_one_wherever_it_is_written(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Tin 1", "Mưa ở Đắk Lắk.", places=["Đắk Lắk"])
    newsroom.article("Tin 2", "Mưa ở Đăk Lăk.", organizations=["Công an tỉnh Đăk Lăk"])
    newsroom.article("Tin 3", "Mưa ở Daklak.", organizations=["Daklak"])
    page = search(SearchRequest(query=query), relax=False)
    assert {hit.article.title for hit in page.hits} == {"Tin 1", "Tin 2", "Tin 3"}


def test_words_for_one_kind_of_place_stand_for_each_other_before_its_name(newsroom: Newsroom) -> None:
    newsroom.article("Tin 1", "Đất ở khu đô thị mới Thủ Thiêm.", places=["khu đô thị mới Thủ Thiêm"])
    newsroom.article("Tin 2", "Đất ở khu đô thị Thủ Thiêm.")
    newsroom.article("Tin 3", "Đất ở Thủ Thiêm, một khu đô thị.")
    page = search(SearchRequest(query="khu đô thị mới Thủ Thiêm"), relax=False)
    assert {hit.article.title for hit in page.hits} == {"Tin 1", "Tin 2"}


def test_words_that_more_articles_write_as_typed_are_no_name_with_other_marks(newsroom: Newsroom) -> None:
    newsroom.article("Tin 1", "Hội Thương bình.", organizations=["Hội Thương bình"])
    for number in range(2, 5):
        newsroom.article(f"Tin {number}", "Hội Thương binh.")
    page = search(SearchRequest(query="Hội Thương binh"), relax=False)
    assert {hit.article.title for hit in page.hits} == {"Tin 2", "Tin 3", "Tin 4"}
    assert page.known_names == []


def test_a_name_that_is_no_syllable_may_be_a_place_in_small_letters(newsroom: Newsroom) -> None:
    newsroom.article("Tin 1", "Du lịch Sapa.", places=["Sa Pa"])
    assert _units("sapa du lịch")[0] == ("sapa", UnitKind.NAME)
    assert read_query(SearchRequest(query="sapa du lịch")).own_units[0].is_place
