"""The page of an article's versions: who changed what, word by word; restoring; who may look."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.importing.storing.editing import save_edited
from articles.models import Article, Decision, DecisionKind, Entity, ShownAs
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(newsroom: Newsroom, admin_user: User) -> Article:
    body = ["Sáng nay tàu vào bờ.", "Biển lặng.", "Trời quang.", "Chợ đông.", "Giá cá tăng."]
    made = newsroom.article("Cảng cá Cửa Lò mở cửa", *body, people=["Đặng Thế Hùng"], published="2024-06-14")
    one = Article.objects.get(pk=made.pk)
    one.title, one.body = "Cảng cá Cửa Hội mở cửa", [*body[:4], "Giá cá tăng mạnh."]
    save_edited(one, admin_user)
    return one


def _history(article: Article, number: int | str = "") -> str:
    return f"/admin/articles/article/{article.pk}/history/{number}{'/' if number else ''}"


def test_the_list_says_who_changed_what(editor: Client, article: Article) -> None:
    page = editor.get(_history(article)).text
    assert page.index("Phiên bản 2") < page.index("Phiên bản 1")
    for text in ("admin", "Tiêu đề, Nội dung", "đã sửa"):
        assert text in page


def test_a_version_shows_its_changes_word_by_word(editor: Client, article: Article) -> None:
    page = editor.get(_history(article, 2)).text
    assert "Cảng cá Cửa <del>Lò </del><ins>Hội </ins>mở cửa" in page
    assert "Giá cá tăng<ins>mạnh</ins>" in page.replace("tăng <ins>", "tăng<ins>")
    assert "3 đoạn không đổi" in page
    assert "<form" not in page.split("<h2>")[1].partition("</main>")[0]


def test_an_editor_restores_a_version(editor: Client, article: Article) -> None:
    assert "Khôi phục phiên bản này" in editor.get(_history(article, 1)).text
    page = editor.post(_history(article, 1), {"count": "2"}, follow=True).text
    assert "Phiên bản 1 đã được khôi phục." in page
    assert "Phiên bản 3" in page
    assert Article.objects.get().title == "Cảng cá Cửa Lò mở cửa"


def test_nothing_is_restored_where_the_article_was_changed_meanwhile(editor: Client, article: Article) -> None:
    page = editor.post(_history(article, 1), {"count": "1"}, follow=True).text
    assert "đã được sửa trong lúc đó" in page
    assert Article.objects.get().title == "Cảng cá Cửa Hội mở cửa"


def test_nothing_is_restored_where_another_article_has_the_text(
    editor: Client, article: Article, newsroom: Newsroom
) -> None:
    body = ["Sáng nay tàu vào bờ.", "Biển lặng.", "Trời quang.", "Chợ đông.", "Giá cá tăng."]
    newsroom.article("Cảng cá Cửa Lò mở cửa", *body)
    page = editor.post(_history(article, 1), {"count": "2"}, follow=True).text
    assert "Không khôi phục được" in page
    assert Article.objects.get(pk=article.pk).title == "Cảng cá Cửa Hội mở cửa"


def test_a_version_that_there_is_not_is_not_found(editor: Client, article: Article) -> None:
    assert editor.get(_history(article, 3)).status_code == 404


def test_who_may_not_see_articles_sees_no_versions(client: Client, article: Article) -> None:
    client.force_login(User.objects.create_user("ban-doc", is_staff=True))
    assert client.get(_history(article)).status_code == 403
    assert client.post(_history(article, 1), {"count": "2"}).status_code == 403
    assert Article.objects.get().title == "Cảng cá Cửa Hội mở cửa"


def test_versions_with_a_forgotten_name_are_for_administrators(
    editor: Client, admin_client: Client, article: Article, admin_user: User
) -> None:
    one = Article.objects.get()
    one.body = ["Đặng Thế Hùng vào bờ."]
    save_edited(one, admin_user)
    one.body = ["Không còn tên ai."]
    save_edited(one, admin_user)
    assert editor.get(_history(article)).status_code == 200
    him = Entity.objects.get(name="Đặng Thế Hùng")
    Decision.objects.create(kind=DecisionKind.FORGET, entity=him, text=ShownAs.INITIAL)
    assert editor.get(_history(article)).status_code == 403
    assert admin_client.get(_history(article)).status_code == 200
