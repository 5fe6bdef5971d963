"""The search in quotations alone, as its page, feeds, downloads and the API show it."""

from unittest.mock import Mock
from xml.etree import ElementTree

import pytest
from django.test import Client

from articles.models import Article, Entity, Office, Post
from articles.search import SearchRequest, SearchTooLong, read_query, reading_text, reindex
from articles.tests.making import Newsroom
from articles.tests.quoting import give_office, say
from articles.tests.views.conftest import CountQueries, one_line

pytestmark = pytest.mark.django_db

SON, NGOC = "Bùi Thanh Sơn", "Hà Kim Ngọc"
SEARCH = {"q": "biển đông", "quoted": "1", "sort": "newest"}


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Two who speak of the sea, one of them with an office, and an article that nobody is quoted in."""
    sea = newsroom.article(
        "Họp báo", f"Bộ trưởng {SON} nói: “Biển Đông yên bình” sáng nay.", people=[SON], published="2021-03-05"
    )
    say(sea, ("Biển Đông yên bình", SON))
    give_office(sea, SON, "Bộ trưởng")
    later = newsroom.article("Đối thoại", f"Bà {NGOC} nói: “Biển Đông là nhà”.", people=[NGOC], published="2021-04-05")
    say(later, ("Biển Đông là nhà", NGOC))
    newsroom.article("Tàu", f"Ông {SON} ra Biển Đông.", people=[SON], published="2021-03-06")
    return newsroom


def _page(client: Client, **changed: str) -> str:
    response = client.get("/search/", SEARCH | changed)
    assert response.status_code == 200
    return one_line(response.content.decode())


def test_a_hit_shows_the_quotation_with_speaker_office_cue_and_its_place(client: Client, archive: Newsroom) -> None:
    page = _page(client)
    sea = Article.objects.get(title="Họp báo")
    assert page.index("Đối thoại") < page.index("Họp báo")
    assert f"Bộ trưởng {SON} nói: “<b><mark>Biển Đông</mark> yên bình</b>” sáng nay." in page
    speaker = Entity.objects.get(name=SON)
    assert f'<a href="{speaker.get_absolute_url()}">{SON}</a><span>Bộ trưởng</span><span>nói</span>' in page
    assert f'href="{sea.get_absolute_url()}?q=biển+đông&amp;quoted=1&amp;sort=newest&amp;hit=2#passage-1"' in page
    assert "Tàu" not in page
    assert "Còn 3 bài chưa được máy đọc lại" in page


@pytest.mark.parametrize(
    ("query", "reading"), [(f'said:"{SON}"', ""), (f'nói:"{SON}" "Biển Đông"', ' · «"Biển Đông"»')]
)
def test_how_it_was_read_is_told_in_vietnamese(archive: Newsroom, query: str, reading: str) -> None:
    assert reading_text(read_query(SearchRequest(query=query))) == f'nói:"{SON}"{reading}'


def test_the_switch_stays_and_is_a_filter_to_remove(client: Client, archive: Newsroom) -> None:
    page = _page(client)
    assert 'name="quoted" value="1" checked' in page
    assert "chỉ trong lời nói" in page
    assert 'name="quoted" value="1" checked' not in _page(client, quoted="")


def test_the_speakers_are_a_facet(client: Client, archive: Newsroom) -> None:
    speaker = Entity.objects.get(name=SON).pk
    page = _page(client)
    assert "quoted=1&amp;sort=newest" in page
    assert "facet-speaker" in page
    assert "facet-speaker" not in _page(client, quoted="")
    narrowed = _page(client, speaker=str(speaker))
    assert "Họp báo" in narrowed
    assert "Đối thoại" not in narrowed


@pytest.mark.parametrize("address", ["/feeds/search.rss", "/feeds/search.atom", "/export/search.csv"])
def test_feeds_and_downloads_have_the_same_articles(client: Client, archive: Newsroom, address: str) -> None:
    found = client.get(address, SEARCH)
    assert found.status_code == 200
    text = found.getvalue().decode()
    assert "Họp báo" in text
    assert "Đối thoại" in text
    assert "Tàu" not in text


@pytest.mark.parametrize("sort", ["newest", "added"])
def test_an_entry_of_a_feed_has_the_quotations_with_speaker_office_day_and_place(
    client: Client, archive: Newsroom, sort: str
) -> None:
    entries = ElementTree.fromstring(client.get("/feeds/search.rss", SEARCH | {"by": sort}).content).iter("item")
    told = {one.findtext("title"): one_line(one.findtext("description") or "") for one in entries}
    sea = Article.objects.get(title="Họp báo")
    place = f"http://testserver{sea.get_absolute_url()}?said={sea.text.index('Biển')}#passage-1"
    assert told["Họp báo"].startswith(
        f"<blockquote>Bộ trưởng {SON} nói: “<strong><mark>Biển Đông</mark> yên bình</strong>” sáng nay.</blockquote>"
        f' <p> {SON}, Bộ trưởng (<a href="{place}">5/3/2021</a>) </p>'
    )
    shown = one_line(client.get("/feeds/search.rss", SEARCH, headers={"Accept": "text/html"}).text)
    assert f"Bộ trưởng {SON} nói: “<b><mark>Biển Đông</mark> yên bình</b >” sáng nay.</blockquote>" in shown
    plain = client.get("/feeds/search.rss", SEARCH | {"quoted": ""}).content.decode()
    assert "blockquote" not in plain


def test_a_search_in_quotations_without_hits_offers_the_name_and_the_words_elsewhere(
    client: Client, archive: Newsroom
) -> None:
    archive.article("Chuyến đi", f"Ông {SON} nói: “Cá nhiều”.", people=[SON])
    page = _page(client, q=f'nói:"{SON}" ra khơi', quoted="")
    assert "Bài có nhắc tên:" not in page
    assert f'nói:"{SON}"</span> 1 bài' in page.replace("&quot;", '"')
    page = _page(client, q=f'said:"{SON}" ra biển đông', quoted="")
    assert "Bài có nhắc tên:" in page
    assert f'person:"{SON}" ra biển đông</span> 1 bài' in page.replace("&quot;", '"')
    assert f'noi:"{SON}"' not in page
    page = _page(client, q="tàu ra biển đông")
    assert 'href="?q=tàu+ra+biển+đông&amp;sort=newest"' in page
    page = _page(client, q=f'noi:"{SON}" yên', quoted="")
    assert "“noi:” trước “Bùi Thanh Sơn” được hiểu là nói:" in page
    assert "Họp báo" in page


@pytest.mark.parametrize("query", ['nói:"Lê Không Ai', "noi:“le khong ai", 'bão -said:"Lê'])
def test_a_quotation_mark_that_is_not_closed_is_told_of_where_nothing_is_found(
    client: Client, archive: Newsroom, query: str
) -> None:
    assert "dấu ngoặc kép lẻ đôi" in _page(client, q=query, quoted="")


def test_a_search_that_finds_nothing_says_so_where_no_time_is_left_for_offers(
    client: Client, archive: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.answer.quotation_offers.offer", Mock(side_effect=SearchTooLong))
    assert "0 bài" in _page(client, q=f'nói:"{SON}" ra khơi', quoted="")


def test_a_name_of_too_many_speakers_is_not_looked_up_beside_words(
    client: Client, archive: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.query.quoted_words.MOST_SPEAKERS", 0)
    page = _page(client, q="nói:Sơn biển đông", quoted="")
    assert "Quá nhiều người nói có tên “Sơn”" in page
    assert "Bài có nhắc tên:" not in page
    assert "0 bài" in page
    assert "Họp báo" in _page(client, q="nói:Sơn", quoted="")
    assert client.get("/api/v1/search", {"q": "nói:Sơn biển đông"}).json()["total"] == 0


def test_programs_get_the_quotations(client: Client, archive: Newsroom) -> None:
    answer = client.get("/api/v1/search", SEARCH).json()
    assert [one["title"] for one in answer["articles"]] == ["Đối thoại", "Họp báo"]
    (said,) = answer["articles"][1]["quotations"]
    assert (said["text"], said["speaker"], said["office"], said["cue"]) == (
        "Biển Đông yên bình",
        SON,
        "Bộ trưởng",
        "nói",
    )
    assert Article.objects.get(title="Họp báo").text[said["start"] : said["end"]] == said["text"]
    speakers = next(one for one in answer["facets"] if one["name"] == "speaker")
    assert {value["label"] for value in speakers["values"]} == {SON, NGOC}


def test_an_article_opens_at_the_quotation_and_words_are_marked_in_it_alone(
    client: Client, newsroom: Newsroom, count_queries: CountQueries
) -> None:
    article = newsroom.article(
        "Biển Đông hôm nay",
        "Ở Biển Đông có gió.",
        f"Ông {SON} nói: “Biển Đông yên bình”, rồi nói: “Cá nhiều”.",
        people=[SON],
    )
    say(article, ("Biển Đông yên bình", SON), ("Cá nhiều", SON))
    address = f"{article.get_absolute_url()}?q=biển+đông&quoted=1&hit=1"
    assert f'{address}#passage-1"'.replace("&", "&amp;") in _page(client, sort="")
    page = one_line(client.get(address).content.decode())
    opened = page.partition('id="passage-1"')[2]
    assert 'nói: “<mark class="quoted"><mark>Biển Đông</mark> yên bình</mark>”' in opened
    assert page.count("<mark") == 2
    assert "1 đoạn khớp" in page
    assert count_queries(address) == count_queries(address.replace("&quoted=1", "")) + 1


def test_more_hits_take_no_more_queries(client: Client, archive: Newsroom, count_queries: CountQueries) -> None:
    address = "/search/?q=biển+đông&quoted=1"
    few = count_queries(address)
    for number in range(4):
        more = archive.article(f"Tin {number}", f"Ông {SON} nói: “Biển Đông xanh {number}”.", people=[SON])
        say(more, (f"Biển Đông xanh {number}", SON))
    assert count_queries(address) == few


@pytest.fixture
def roads(newsroom: Newsroom) -> list[str]:
    """Write 24 articles of six newspapers, each with two long quotations about a road; return the six speakers."""
    people = [f"Nguyễn Phương Thảo {letter}" for letter in "ABCDEF"]
    places = ["Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Thừa Thiên Huế", "Lâm Đồng", "Hà Nội"]
    bodies = ["Bộ Giao thông vận tải", "Bộ Kế hoạch và Đầu tư", "Quốc hội", "Chính phủ", "Bộ Xây dựng"]
    post = Post.objects.create(key="thu truong", title="Thứ trưởng", folded_title="thu truong")
    said = "dự án đường cao tốc Bắc – Nam sẽ đền bù đất và nhà ở cho người dân theo giá thị trường, trước khi thi công"
    for number in range(24):
        speaker, other = people[number % 6], people[(number + 1) % 6]
        article = newsroom.article(
            f"Bộ trưởng trả lời về dự án đường cao tốc Bắc – Nam phía Đông, đoạn số {number}, với cử tri",
            f"Sáng nay, trả lời chất vấn của đại biểu, Thứ trưởng Bộ Giao thông vận tải {speaker} nói: “Một, {said}”.",
            f"Bà {other} nói: “Hai, {said}”.",
            f"Cùng dự: {', '.join(people + places + bodies)}.",
            people=people,
            places=places,
            organizations=bodies,
            published=f"{2016 + number // 6}-{number % 12 + 1:02}-03",
            source=f"Báo Đường Sắt Số {number % 6}",
            section=f"Hạ tầng giao thông {number % 6}",
        )
        say(article, (f"Một, {said}", speaker), (f"Hai, {said}", other))
        start, at = article.text.index("Thứ trưởng"), article.text.index(speaker)
        Office.objects.create(article=article, post=post, start=start, end=at - 1, mention_start=at)
    reindex()
    return people


@pytest.mark.parametrize("people", [0, 4])
def test_a_page_of_quotations_is_as_light_as_others(client: Client, roads: list[str], people: int) -> None:
    chosen = "".join(f"&person={Entity.objects.get(name=name).pk}" for name in roads[:people])
    response = client.get(f"/search/?q=dự+án+đường+cao+tốc+bắc+nam&quoted=1{chosen}")
    page = response.content.decode()
    assert page.count("<blockquote") == page.count("và 1 lời nữa trong bài") == 20
    assert page.count("<button name=") > 5
    assert len(response.content) <= 45_000


def test_a_long_answer_shows_its_best_passage(client: Client, newsroom: Newsroom) -> None:
    answer = "Chúng tôi làm việc từng ngày một. " * 20 + "Biển Đông là nhà. " + "Chúng tôi đi từng chuyến một. " * 20
    article = newsroom.article("Phỏng vấn", f"Ông {SON} nói: “{answer}”.", people=[SON])
    say(article, (answer, SON))
    page = _page(client)
    shown = page.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert "<mark>Biển Đông</mark> là nhà." in shown
    assert shown.count("…") == 2
    assert len(shown) < 400
