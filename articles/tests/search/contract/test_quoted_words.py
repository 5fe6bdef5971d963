"""Words that are looked for in quotations alone, on every engine."""

import pytest

from articles.entities.deciding import Proposal, decide, undo
from articles.models import DecisionKind, Entity
from articles.search import SPEAKER, Choice, ParseWarning, SearchRequest, facet_value_page, search
from articles.tests.making import Newsroom
from articles.tests.quoting import give_office, say

pytestmark = pytest.mark.django_db(transaction=True)

SON, NGOC = "Bùi Thanh Sơn", "Hà Kim Ngọc"
SEA, FISH, BOTH, NOBODY, UNSAID = "Họp báo", "Mùa cá", "Đối thoại", "Tin đồn", "Chuyến thăm"


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Five articles with the same words: said by one, by the other, by nobody that is known, and not said at all."""
    sea = newsroom.article(SEA, f"Ông {SON} nói: “Biển Đông yên bình. Cá nhiều”. Tàu về bến.", people=[SON])
    fish = newsroom.article(FISH, f"Ông {SON} nói: “Cá năm nay nhiều”. Biển Đông lặng sóng.", people=[SON])
    both = newsroom.article(
        BOTH,
        f"Ông {SON} nói: “Biển lặng”. Bà {NGOC} nói: “Phía Đông có bão”.",
        "“Giữ Biển Đông xanh”.",
        lead=f"Bà {NGOC} nói: “Biển Đông là nhà”.",
        people=[SON, NGOC],
    )
    rumour = newsroom.article(NOBODY, "Người dân Thanh Sơn nói: “Biển Đông sắp có bão”.", places=["Thanh Sơn"])
    newsroom.article(UNSAID, f"Ông {SON} ra Biển Đông.", people=[SON])
    say(sea, ("Biển Đông yên bình. Cá nhiều", SON))
    say(fish, ("Cá năm nay nhiều", SON))
    say(both, ("Biển Đông là nhà", NGOC), ("Biển lặng", SON), ("Phía Đông có bão", NGOC), ("Giữ Biển Đông xanh", SON))
    say(rumour, ("Biển Đông sắp có bão", ""))
    return newsroom


def _entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def _found(query: str = "", **state: object) -> set[str]:
    page = search(SearchRequest(query=query, **state))  # type: ignore[arg-type]
    assert page.total == len(page.hits)
    return {hit.article.title for hit in page.hits}


def test_words_beside_a_speaker_stand_in_one_quotation_of_his(archive: Newsroom) -> None:
    cases = {
        f'nói:"{SON}" Biển Đông': {SEA, BOTH},
        f'said:"{SON}" bien dong': {SEA, BOTH},
        'nói:"Thanh Sơn" Biển Đông': {SEA, BOTH},  # part of his name, though a place is called so
        "nói:(thanh sơn) Biển Đông": {SEA, BOTH},
        "nói:Ngọc Biển Đông": {BOTH},
        "nói:Ngọc biển bão": set(),
        "nói:Ngọc biển lặng": set(),
        f'Biển Đông nói:"{SON}" "cá nhiều"': {SEA},
        "nói:Sơn (cá OR bão)": {SEA, FISH},
        "(nói:Ngọc bão) OR (nói:Sơn cá năm)": {BOTH, FISH},
        "nói:Ngọc bão OR nói:Sơn cá năm": {BOTH, FISH},
        "nói:Sơn lặng OR nói:Sơn Biển Đông yên": {SEA, BOTH},
        "nói:Sơn cá OR Biển Đông": {SEA, FISH, BOTH},
        "nói:Ngọc cá OR Biển Đông": {BOTH},
        "nói:Ngọc biển lặng OR cá nhiều": set(),
        "bão OR nói:Sơn cá năm": {FISH, BOTH, NOBODY},
        "nói:(Sơn OR Ngọc) Biển Đông": {SEA, BOTH},
        "nói:Sơn nói:Ngọc biển": {BOTH},
        "nói:Sơn": {SEA, FISH, BOTH},
        "nói:Sơn cá -tàu": {FISH},
        "biển -(nói:Sơn cá)": {BOTH, NOBODY, UNSAID},
        "-nói:Sơn biển": {NOBODY, UNSAID},
        "nói:Sơn cá /s nhiều": {SEA, FISH},
        "nói:Sơn tàu": set(),
        "nói:Trump biển": set(),
    }
    assert {query: _found(query) for query in cases} == cases


def test_in_quotations_alone_anybody_may_say_the_words(archive: Newsroom) -> None:
    cases = {
        "Biển Đông": {SEA, BOTH, NOBODY},
        "tàu": set(),
        "biển bão": {NOBODY},
        "nói:Ngọc biển": {BOTH},
        "": {SEA, FISH, BOTH, NOBODY},
    }
    assert {query: _found(query, quoted=True) for query in cases} == cases


def test_speakers_that_are_chosen_say_the_words(archive: Newsroom) -> None:
    chosen = (Choice("speaker", str(_entity(NGOC).pk)),)
    assert _found("biển lặng", quoted=True, choices=chosen) == set()
    assert _found("biển lặng", choices=chosen) == {BOTH}
    assert _found("phía đông", quoted=True, choices=chosen) == {BOTH}


def test_a_speaker_who_is_excluded_takes_away_what_the_count_beside_him_counts(archive: Newsroom) -> None:
    without = (Choice("speaker", str(_entity(SON).pk), excluded=True),)
    assert _found("bão", quoted=True) == _found("bão", quoted=True, choices=without) == {BOTH, NOBODY}
    assert _found("Biển Đông", quoted=True, choices=without) == {NOBODY}
    assert _found("", quoted=True, choices=without) == {NOBODY}
    assert SON not in _speakers("Biển Đông", choices=without)
    assert _found("Biển Đông", choices=without) == {NOBODY, UNSAID}


def test_a_merge_and_its_undoing_reach_the_speakers(archive: Newsroom) -> None:
    decision = decide(Proposal(DecisionKind.MERGE, _entity(NGOC), target=_entity(SON)), None)
    assert _found(f'nói:"{SON}" bão') == {BOTH}
    undo(decision, None)
    assert _found(f'nói:"{SON}" bão') == set()


MINISTER, FORMER, DEPUTY = "Bộ trưởng Bộ Giao thông vận tải", "Nguyên Bộ trưởng", "Thứ trưởng"
TOLL, RETIRED, ROAD = "Thu phí", "Hồi ký", "Đường mới"


@pytest.fixture
def ministers(newsroom: Newsroom) -> Newsroom:
    """Somebody quoted as a minister and later as a former one, and a namesake; with a place that sounds alike."""
    toll = newsroom.article(TOLL, f"{MINISTER} {SON} nói: “BOT sẽ dừng”. Kẹt xe ở Huế.", people=[SON], places=["Huế"])
    retired = newsroom.article(RETIRED, f"{FORMER} {SON} nói: “BOT là sai lầm”.", people=[SON])
    road = newsroom.article(ROAD, "Thứ trưởng Lê Thanh Sơn nói: “Có BOT mới”.", people=["Lê Thanh Sơn"])
    give_office(toll, SON, MINISTER, key="bộ trưởng giao thông vận tải")
    give_office(retired, SON, FORMER, key="bộ trưởng giao thông vận tải", former=True)
    give_office(road, "Lê Thanh Sơn", DEPUTY)
    say(toll, ("BOT sẽ dừng", SON))
    say(retired, ("BOT là sai lầm", SON))
    say(road, ("Có BOT mới", "Lê Thanh Sơn"))
    return newsroom


UNDERSTOOD = [
    ('nói:"Bộ trưởng Bộ GTVT" BOT', {TOLL}, ParseWarning.OFFICE),
    ('nói:"bo truong giao thong van tai"', {TOLL}, ParseWarning.OFFICE),
    ('nói:"nguyên Bộ trưởng GTVT" BOT', {RETIRED}, ParseWarning.OFFICE),
    ('BOT -nói:"Bộ trưởng Bộ GTVT"', {RETIRED, ROAD}, ParseWarning.OFFICE),
    ('nói:("Bộ trưởng Bộ GTVT" OR "Thứ trưởng") BOT', {TOLL, ROAD}, ParseWarning.OFFICE),
    ('đầu:(nói:"Bộ trưởng Bộ GTVT")', {TOLL}, ParseWarning.OFFICE),
    (f'nói:"ông {SON}" BOT', {TOLL, RETIRED}, ParseWarning.TITLE),
    ('nói:"Thứ trưởng Sơn" BOT', {ROAD}, ParseWarning.TITLE),  # of two so called, the one with this office
    ('nói:"Bộ trưởng GTVT Thanh Sơn" BOT', {TOLL, RETIRED}, ParseWarning.TITLE),
    ("noi:(bui thanh son) bot", {TOLL, RETIRED}, ParseWarning.SPEAKER),
    ('noi:"bo truong bo gtvt" bot', {TOLL}, ParseWarning.OFFICE),
    ("noi:hue", {TOLL}, None),
]


def test_a_title_before_a_name_and_an_office_in_its_place_are_understood(ministers: Newsroom) -> None:
    for query, found, warning in UNDERSTOOD:
        page = search(SearchRequest(query=query))
        assert ({hit.article.title for hit in page.hits}, page.total) == (found, len(found)), query
        notes = {note.warning for note in page.notes}
        assert warning in notes if warning else not notes, query


def test_a_quotation_by_the_holder_of_an_office_is_shown(ministers: Newsroom) -> None:
    (hit,) = search(SearchRequest(query='nói:"Bộ trưởng Bộ GTVT" BOT')).hits
    assert [one.passage for one in hit.quotations] == ["<mark>BOT</mark> sẽ dừng"]


def test_where_no_quotation_has_all_words_those_of_articles_that_have_them_are_offered(ministers: Newsroom) -> None:
    page = search(SearchRequest(query=f'nói:"{SON}" BOT kẹt xe'))
    (offer,) = (one for one in page.offers if one.kind == "beside")
    assert (page.total, offer.articles) == (0, 1)
    beside = search(offer.request)
    assert ParseWarning.AROUND in {note.warning for note in beside.notes}
    assert [one.passage for one in beside.hits[0].quotations] == ["<mark>BOT</mark> sẽ dừng"]
    assert (beside.total, beside.more, beside.offers) == (1, 0, ())


def test_someone_unknown_is_told(archive: Newsroom) -> None:
    page = search(SearchRequest(query="nói:Trump biển"))
    assert [note.warning for note in page.notes] == [ParseWarning.NOBODY]


def _speakers(query: str, **state: object) -> dict[str, int]:
    facets = search(SearchRequest(query=query, quoted=True, **state)).facets  # type: ignore[arg-type]
    return {value.label: value.count for one in facets if one.facet is SPEAKER for value in one.values}


def test_speakers_are_counted_by_the_articles_in_which_they_say_it(archive: Newsroom) -> None:
    cases = [
        ("Biển Đông", {SON: 2, NGOC: 1}),
        ("biển lặng", {SON: 1}),
        ("bão", {NGOC: 1}),
        ("", {SON: 3, NGOC: 1}),
        ("nói:Ngọc biển đông", {SON: 1, NGOC: 1}),
    ]
    for query, speakers in cases:
        assert _speakers(query) == speakers
        for name, count in speakers.items():
            assert len(_found(query, quoted=True, choices=(Choice("speaker", str(_entity(name).pk)),))) == count
        page = facet_value_page(SearchRequest(query=query, quoted=True), SPEAKER)
        assert {value.label: value.count for value in page.values} == speakers


def test_a_plain_search_counts_no_speakers(archive: Newsroom) -> None:
    facets = search(SearchRequest(query="Biển Đông")).facets
    assert [one.values for one in facets if one.facet is SPEAKER] == [[]]
    assert _found("Biển Đông nói:Sơn") == {SEA, BOTH}


def test_a_hit_has_the_quotations_that_say_it(archive: Newsroom) -> None:
    hits = {hit.article.title: hit.quotations for hit in search(SearchRequest(query="biển đông", quoted=True)).hits}
    said = [one.quotation for one in hits[BOTH]]
    assert [row.article.text[row.start : row.end] for row in said] == ["Biển Đông là nhà", "Giữ Biển Đông xanh"]
    assert [one.marks for one in hits[BOTH]] == [((0, 9),), ((4, 13),)]
    assert len(hits[SEA]) == len(hits[NOBODY]) == 1
    (by_son,) = search(SearchRequest(query="nói:Sơn biển lặng")).hits
    assert [one.quotation.mention.entity.name for one in by_son.quotations] == [SON]
    assert search(SearchRequest(query="biển đông")).hits[0].quotations == ()
