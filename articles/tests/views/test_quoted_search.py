"""The search in quotations alone, as its page, feeds, downloads and the API show it."""

import pytest
from django.test import Client

from articles.models import Article, Entity, Office, Post
from articles.tests.making import Newsroom
from articles.tests.quoting import say
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
    start = sea.text.index("Bộ trưởng")
    post = Post.objects.create(key="bo truong", title="Bộ trưởng", folded_title="bo truong")
    Office.objects.create(article=sea, post=post, start=start, end=start + 9, mention_start=sea.text.index(SON))
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
    assert f'<a href="{speaker.get_absolute_url()}">{SON}</a><span lang="vi">Bộ trưởng</span>' in page
    assert '<span lang="vi">nói</span>' in page
    assert f"{sea.get_absolute_url()}?said={sea.text.index('Biển')}#passage-1" in page
    assert "Tàu" not in page


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


def test_more_hits_take_no_more_queries(client: Client, archive: Newsroom, count_queries: CountQueries) -> None:
    address = "/search/?q=biển+đông&quoted=1"
    few = count_queries(address)
    for number in range(4):
        more = archive.article(f"Tin {number}", f"Ông {SON} nói: “Biển Đông xanh {number}”.", people=[SON])
        say(more, (f"Biển Đông xanh {number}", SON))
    assert count_queries(address) == few
