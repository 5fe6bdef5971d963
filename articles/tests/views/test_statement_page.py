"""The page of one statement: every version of it, as several papers cut it, the oldest first."""

import pytest
from django.test import Client

from articles.entities.statement_versions import versions_of
from articles.models import Article, Quotation
from articles.tests.making import Newsroom
from articles.tests.quoting import say

pytestmark = pytest.mark.django_db

SPEAKER, OTHER = "Bùi Thanh Sơn", "Hà Kim Ngọc"
WHOLE = (
    "Việt Nam kiên quyết phản đối mọi hành động xâm phạm chủ quyền của Việt Nam đối với hai quần đảo Hoàng Sa và "
    "Trường Sa, yêu cầu các bên tôn trọng luật pháp quốc tế"
)
CUT = "kiên quyết phản đối mọi hành động xâm phạm chủ quyền của Việt Nam đối với hai quần đảo"
ELSE = "Việt Nam mong muốn các bên liên quan cùng nhau đóng góp vào việc duy trì hòa bình, ổn định ở Biển Đông"


def _said(newsroom: Newsroom, said: str, day: str, speaker: str = SPEAKER) -> Quotation:
    """Return what somebody says in an article of its own."""
    article = newsroom.article(f"Tin ngày {day}", f"Ông {speaker} nói: “{said}”.", people=[speaker], published=day)
    say(article, (said, speaker))
    return Quotation.objects.select_related("mention__entity", "article").get(article=article)


def _address(row: Quotation) -> str:
    return f"/article/{row.article_id}/said/{row.start}/"


def test_all_versions_of_a_statement_stand_on_its_page_the_oldest_first(client: Client, newsroom: Newsroom) -> None:
    later, first = _said(newsroom, WHOLE, "2021-03-06"), _said(newsroom, CUT, "2021-03-05")
    _said(newsroom, ELSE, "2021-03-04")
    for row in (first, later):
        page = client.get(_address(row)).content.decode()
        assert 0 < page.index(f"<mark>{CUT}</mark>") < page.index(f"<mark>{WHOLE}</mark>")
        assert ELSE not in page
        assert "2 bài" in page
        assert "Còn 3 bài chưa được máy đọc lại" in page


def test_the_same_words_of_somebody_else_are_no_version(newsroom: Newsroom) -> None:
    own = _said(newsroom, WHOLE, "2021-03-05")
    _said(newsroom, WHOLE, "2021-03-06", OTHER)
    assert versions_of([own]) == {own.pk: []}


def test_a_version_whose_speaker_is_not_known_counts(newsroom: Newsroom) -> None:
    own, other = _said(newsroom, WHOLE, "2021-03-05"), _said(newsroom, WHOLE, "2021-03-06", OTHER)
    Quotation.objects.filter(pk=other.pk).update(mention_start=None)
    assert versions_of([own]) == {own.pk: [other]}


def test_a_withdrawn_article_has_no_version_and_no_page(client: Client, newsroom: Newsroom) -> None:
    own, other = _said(newsroom, WHOLE, "2021-03-05"), _said(newsroom, CUT, "2021-03-06")
    Article.objects.filter(pk=other.article_id).update(withdrawn=True)
    assert versions_of([own]) == {own.pk: []}
    assert client.get(_address(other)).status_code == 404
    assert client.get(f"/article/{own.article_id}/said/1/").status_code == 404


def test_the_list_of_quotations_leads_to_the_versions(client: Client, newsroom: Newsroom) -> None:
    own = _said(newsroom, WHOLE, "2021-03-05")
    assert own.mention
    address = f"/entity/{own.mention.entity_id}/quotations"
    assert _address(own) not in client.get(address).content.decode()
    _said(newsroom, CUT, "2021-03-06")
    assert _address(own) in client.get(address).content.decode()


def test_versions_take_as_many_queries_for_many_quotations(
    newsroom: Newsroom, django_assert_num_queries: object
) -> None:
    rows = [_said(newsroom, WHOLE, f"2021-03-{day:02}") for day in range(1, 6)]
    for some in (rows[:1], rows):
        with django_assert_num_queries(3):  # type: ignore[operator]
            versions_of(some)
