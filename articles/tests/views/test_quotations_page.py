"""The page of what somebody said, and the quotations marked in an article."""

import pytest
from django.test import Client

from articles.models import Article, Entity, Office, Post, Quotation
from articles.nlp.annotation import VERSION
from articles.tests.making import Newsroom
from articles.tests.quoting import say

pytestmark = pytest.mark.django_db

SPEAKER, OTHER = "Bùi Thanh Sơn", "Hà Kim Ngọc"


@pytest.fixture
def speaker(newsroom: Newsroom) -> Entity:
    """Somebody who speaks of the sea in spring and of fish in autumn, and of whom somebody else speaks."""
    spring = newsroom.article(
        "Họp báo", f"Ông {SPEAKER} nói: “Biển Đông yên bình”.", people=[SPEAKER], published="2021-03-05"
    )
    autumn = newsroom.article(
        "Mùa cá", f"Ông {SPEAKER} nói: “Cá năm nay nhiều”.", people=[SPEAKER], published="2021-10-05"
    )
    about = newsroom.article(
        "Khen", f"Ông {OTHER} nói: “Anh {SPEAKER} giỏi”.", people=[SPEAKER, OTHER], published="2021-11-05"
    )
    say(spring, ("Biển Đông yên bình", SPEAKER))
    say(autumn, ("Cá năm nay nhiều", SPEAKER))
    say(about, (f"Anh {SPEAKER} giỏi", OTHER))
    return Entity.objects.get(name=SPEAKER)


def _page(client: Client, entity: Entity, **typed: str) -> str:
    return client.get(f"/entity/{entity.pk}/quotations", typed).content.decode()


def test_the_newest_words_come_first_with_the_sentence_around_them(client: Client, speaker: Entity) -> None:
    page = _page(client, speaker)
    assert 0 < page.index("<mark>Cá năm nay nhiều</mark>") < page.index("<mark>Biển Đông yên bình</mark>")
    assert f"Ông {SPEAKER} nói: “<mark>" in page
    assert "giỏi" not in page


def test_it_says_of_how_many_articles_quotations_may_be_missing(
    client: Client, speaker: Entity, newsroom: Newsroom
) -> None:
    assert "Còn 3 bài chưa được máy đọc lại" in _page(client, speaker)
    Article.objects.update(annotated_by=VERSION)
    newsroom.article("Thêm", "Một bài.", annotated_by=VERSION)
    assert "chưa được máy đọc" not in _page(client, speaker)


def test_what_others_say_about_somebody_is_beside_it(client: Client, speaker: Entity) -> None:
    page = _page(client, speaker, about="1")
    assert f"<mark>Anh {SPEAKER} giỏi</mark>" in page
    assert OTHER in page
    assert "Biển Đông" not in page


def test_words_and_days_narrow_what_others_say(client: Client, speaker: Entity, newsroom: Newsroom) -> None:
    more = newsroom.article(
        "Chê",
        f"Ông {OTHER} nói: “Anh {SPEAKER} chậm”, rồi nói: “Hôm nay ai giỏi”.",
        people=[SPEAKER, OTHER],
        published="2022-11-05",
    )
    say(more, (f"Anh {SPEAKER} chậm", OTHER), ("Hôm nay ai giỏi", OTHER))
    page = _page(client, speaker, about="1", q="giỏi")
    assert f"<b>Anh {SPEAKER} <mark>giỏi</mark></b" in page
    assert "chậm" not in page
    assert "Hôm nay ai" not in page
    assert f'href="/export/quotations/{speaker.pk}.csv?about=1&amp;q=giỏi"' in page
    later = _page(client, speaker, **{"about": "1", "from": "2022"})
    assert "chậm" in later
    assert 'name="from"' in later
    assert 'value="1/1/2022"' in later
    assert "giỏi</mark>" not in later
    assert "“31/2” không phải là một ngày" in _page(client, speaker, **{"about": "1", "to": "31/2"})
    mine = _page(client, speaker, q="cá")
    assert ("<mark>Cá</mark> năm nay" in mine, "Biển Đông" in mine) == (True, False)


def test_the_form_of_what_others_say_stays_with_them(client: Client, speaker: Entity) -> None:
    form = (
        _page(client, speaker, about="1")
        .partition('<form class="search-within search-within-days"')[2]
        .partition("</form>")[0]
    )
    assert f'action="/entity/{speaker.pk}/quotations"' in form
    assert 'name="about" value="1"' in form
    assert "quoted" not in form


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/entity/{entity}/quotations?about=xyz", "“about” chỉ có thể là 1, không phải “xyz”"),
        ("/entity/{entity}/bui-thanh-son/?about=yes", "“about” chỉ có thể là 1, không phải “yes”"),
        ("/export/quotations/{entity}.csv?about=0", "“about” chỉ có thể là 1, không phải “0”"),
        ("{article}?said=abc", "không phải “abc”"),
    ],
)
def test_a_value_that_is_none_is_refused_in_words(client: Client, speaker: Entity, address: str, told: str) -> None:
    article = Article.objects.get(title="Khen").get_absolute_url()
    response = client.get(address.format(entity=speaker.pk, article=article))
    assert response.status_code == 400
    assert told in response.content.decode()


def test_a_place_where_no_quotation_begins_says_so(client: Client, speaker: Entity) -> None:
    page = client.get(Article.objects.get(title="Khen").get_absolute_url(), {"said": "1"})
    assert "không có lời nói nào bắt đầu" in page.content.decode()


def test_it_takes_few_queries_however_many_quotations(
    client: Client, speaker: Entity, newsroom: Newsroom, django_assert_max_num_queries: object
) -> None:
    for day in range(1, 9):
        more = newsroom.article(
            f"Tin {day}",
            f"Ông {SPEAKER} nói: “Ngày {day} có mưa”.",
            people=[SPEAKER],
            published=f"2021-12-{day:02}",
        )
        say(more, (f"Ngày {day} có mưa", SPEAKER))
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert _page(client, speaker).count("<mark>") == 10


def test_a_speaker_whom_the_archive_does_not_know_is_shown_in_the_words_of_the_article(
    client: Client, speaker: Entity
) -> None:
    about = Quotation.objects.get(article__title="Khen")
    Quotation.objects.filter(pk=about.pk).update(mention_start=None)
    page = _page(client, speaker, about="1")
    assert f"<span>{OTHER}</span>" in page


def test_the_page_of_somebody_leads_to_the_words(client: Client, speaker: Entity) -> None:
    page = client.get(speaker.get_absolute_url()).content.decode()
    assert f'href="/entity/{speaker.pk}/quotations"' in page
    assert f'<input type="hidden" name="speaker" value="{speaker.pk}">' in page


def test_the_office_that_the_article_names_stands_behind_the_speaker(client: Client, speaker: Entity) -> None:
    article = newest = Article.objects.get(title="Mùa cá")
    post = Post.objects.create(key="ong", title="Ông", folded_title="ong")
    start = article.text.index("Ông")
    at = article.text.index(SPEAKER)
    Office.objects.create(article=newest, post=post, start=start, end=start + 3, mention_start=at)
    page = _page(client, speaker)
    assert page.count("<span>Ông</span>") == 1


def test_a_post_in_a_body_is_shown_before_longer_words_for_somebody(client: Client, speaker: Entity) -> None:
    article = Article.objects.get(title="Mùa cá")
    start, at = article.text.index("Ông"), article.text.index(SPEAKER)
    for begin, end, in_body in ((0, 12, False), (start, start + 3, True)):
        post = Post.objects.create(key=f"post-{end}", title="Ông", folded_title="ong", in_body=in_body)
        Office.objects.create(article=article, post=post, start=begin, end=end, mention_start=at)
    assert _page(client, speaker).count("<span>Ông</span>") == 1


def test_what_somebody_is_now_is_shown_before_what_they_were_once(client: Client, speaker: Entity) -> None:
    article = Article.objects.get(title="Mùa cá")
    start, at = article.text.index("Ông"), article.text.index(SPEAKER)
    for begin, end, former in ((0, 12, True), (start, start + 3, False)):
        post = Post.objects.create(key=f"post-{end}", title="Ông", folded_title="ong", in_body=former)
        Office.objects.create(article=article, post=post, start=begin, end=end, mention_start=at, former=former)
    assert _page(client, speaker).count("<span>Ông</span>") == 1


def test_an_article_marks_who_says_what_when_asked(client: Client, speaker: Entity) -> None:
    article = Article.objects.get(title="Họp báo")
    plain = client.get(article.get_absolute_url()).content.decode()
    assert "<mark" not in plain
    assert 'href="?said=all"' in plain
    marked = client.get(article.get_absolute_url(), {"said": "all"}).content.decode()
    assert '<mark class="quoted">Biển Đông yên bình</mark>' in marked
    assert f'href="/entity/{speaker.pk}/quotations"' in marked


def test_a_withdrawn_article_quotes_nobody(client: Client, speaker: Entity) -> None:
    Article.objects.filter(title="Họp báo").update(withdrawn=True)
    assert "Biển Đông yên bình" not in _page(client, speaker)
