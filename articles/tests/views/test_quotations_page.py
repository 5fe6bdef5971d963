"""The page of what somebody said, and the quotations marked in an article."""

import pytest
from django.test import Client

from articles.importing.storing.quoting import write_quotations
from articles.models import Article, Entity, Quotation
from articles.tests.making import Newsroom
from articles.text.quotation_spans import QuotationRow

pytestmark = pytest.mark.django_db

SPEAKER, OTHER = "Bùi Thanh Sơn", "Hà Kim Ngọc"


def _say(article: Article, said: str, speaker: str = SPEAKER) -> None:
    text = article.text
    at, start, cue = text.index(speaker), text.index(said), text.index("nói")
    row = QuotationRow(start, start + len(said), 1, at, at + len(speaker), at, cue, cue + 3)
    write_quotations({article.pk: [row]})


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
    _say(spring, "Biển Đông yên bình")
    _say(autumn, "Cá năm nay nhiều")
    _say(about, f"Anh {SPEAKER} giỏi", OTHER)
    return Entity.objects.get(name=SPEAKER)


def _page(client: Client, entity: Entity, **typed: str) -> str:
    return client.get(f"/entity/{entity.pk}/quotations", typed).content.decode()


def test_the_newest_words_come_first_with_the_sentence_around_them(client: Client, speaker: Entity) -> None:
    page = _page(client, speaker)
    assert 0 < page.index("<mark>Cá năm nay nhiều</mark>") < page.index("<mark>Biển Đông yên bình</mark>")
    assert f"Ông {SPEAKER} nói: “<mark>" in page
    assert "giỏi" not in page


def test_words_and_days_narrow_what_is_shown(client: Client, speaker: Entity) -> None:
    found = _page(client, speaker, q="bien dong", **{"from": "1/2021", "to": "4/2021"})
    assert "Biển Đông yên bình" in found
    assert "Cá năm nay" not in found
    assert "Biển Đông yên bình" not in _page(client, speaker, q="bien dong", to="2020")
    assert "Biển Đông yên bình" not in _page(client, speaker, q="biên đông")


def test_what_others_say_about_somebody_is_beside_it(client: Client, speaker: Entity) -> None:
    page = _page(client, speaker, about="1")
    assert f"<mark>Anh {SPEAKER} giỏi</mark>" in page
    assert OTHER in page
    assert "Biển Đông" not in page


def test_it_takes_few_queries_however_many_quotations(
    client: Client, speaker: Entity, newsroom: Newsroom, django_assert_max_num_queries: object
) -> None:
    for day in range(1, 9):
        more = newsroom.article(
            f"Tin {day}", f"Ông {SPEAKER} nói: “Ngày {day} có mưa”.", people=[SPEAKER], published=f"2021-12-{day:02}"
        )
        _say(more, f"Ngày {day} có mưa")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert _page(client, speaker).count("<mark>") == 10


def test_a_speaker_whom_the_archive_does_not_know_is_shown_in_the_words_of_the_article(
    client: Client, speaker: Entity
) -> None:
    about = Quotation.objects.get(article__title="Khen")
    Quotation.objects.filter(pk=about.pk).update(mention_start=None)
    page = _page(client, speaker, about="1")
    assert f'<span lang="vi">{OTHER}</span>' in page


def test_the_page_of_somebody_leads_to_the_words(client: Client, speaker: Entity) -> None:
    page = client.get(speaker.get_absolute_url()).content.decode()
    assert f'href="/entity/{speaker.pk}/quotations"' in page
    assert f'action="/entity/{speaker.pk}/quotations"' in page


def test_an_article_marks_who_says_what_when_asked(client: Client, speaker: Entity) -> None:
    article = Article.objects.get(title="Họp báo")
    plain = client.get(article.get_absolute_url()).content.decode()
    assert "<mark" not in plain
    assert 'href="?said=all"' in plain
    marked = client.get(article.get_absolute_url(), {"said": "all"}).content.decode()
    assert "Biển Đông yên bình</mark>" in marked
    assert f'href="/entity/{speaker.pk}/quotations"' in marked


def test_a_withdrawn_article_quotes_nobody(client: Client, speaker: Entity) -> None:
    Article.objects.filter(title="Họp báo").update(withdrawn=True)
    assert "Biển Đông yên bình" not in _page(client, speaker)
