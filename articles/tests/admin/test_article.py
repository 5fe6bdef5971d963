import zlib
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from articles.admin.article_form import ArticleForm
from articles.groups import ADMINISTRATORS, EDITORS, make_groups
from articles.models import Article
from articles.tests.making import Newsroom

FORM = {
    "title": "Cảng cá mở cửa",
    "lead": "Sáng nay.",
    "body": "Đoạn một.\r\n\r\nĐoạn hai,\r\nvần thơ.",
    "captions": "Ông Sang cắt băng | BNG\nBến cảng",
    "authors": "Đậu Tiến\nNhư Tâm",
    "source": "",
    "section": "",
    "published_at_0": "14/06/2024",
    "published_at_1": "10:15:00",
    "date_precision": "time",
    "date_basis": "",
    "url": "",
    "corrections-TOTAL_FORMS": "0",
    "corrections-INITIAL_FORMS": "0",
}

MODELS = ["article", "entity", "decision", "mention", "source", "section", "importbatch", "importitem"]


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article(
        "Cảng cá", "Đoạn một.", "Đoạn hai.", raw=zlib.compress("Cảng cá\nĐoạn".encode()), path="a/bài.txt"
    )


def _change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.mark.django_db
def test_an_article_can_be_written_by_hand(admin_client: Client) -> None:
    response = admin_client.post(reverse("admin:articles_article_add"), FORM)
    assert response.status_code == 302, response.context["adminform"].errors
    article = Article.objects.get()
    assert article.body == ["Đoạn một.", "Đoạn hai,\nvần thơ."]
    assert article.captions == [{"text": "Ông Sang cắt băng", "credit": "BNG"}, {"text": "Bến cảng", "credit": ""}]
    assert article.authors == ["Đậu Tiến", "Như Tâm"]
    assert f"{article.published_on:%d/%m/%Y}" == "14/06/2024"


@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_public_reason_that_nobody_sees_is_told(admin_client: Client, article: Article, withdrawn: bool) -> None:
    Article.objects.update(withdrawn=withdrawn)
    page = admin_client.post(_change(article), FORM | {"withdrawal_reason": "Theo yêu cầu của tòa án."}, follow=True)
    assert ("không hiện với ai" in page.text) is not withdrawn
    assert Article.objects.get().withdrawal_reason == "Theo yêu cầu của tòa án."
    assert "không hiện với ai" not in admin_client.post(_change(article), FORM, follow=True).text


def test_a_change_is_annotated_by_the_worker(
    admin_client: Client, article: Article, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), FORM)
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[article.pk]]


@pytest.mark.parametrize("day", ["14/06/3022", "31/12/9999", "01/01/0001", "31/12/1799"])
def test_a_date_that_no_article_can_have_is_refused_at_its_field(
    admin_client: Client, article: Article, day: str
) -> None:
    form = FORM | {"published_at_0": day, "published_at_1": "00:00:00"}
    response = admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), form)
    assert list(response.context["adminform"].errors) == ["published_at"]


@pytest.mark.parametrize("year", [0, 9999, 123456])
def test_the_list_can_be_asked_for_any_year(admin_client: Client, article: Article, year: int) -> None:
    address = reverse("admin:articles_article_changelist")
    assert admin_client.get(address, {"published_on__year": year}, follow=True).status_code == 200


def test_a_precision_without_a_date_is_refused(admin_client: Client, article: Article) -> None:
    form = FORM | {"published_at_0": "", "published_at_1": ""}
    response = admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), form)
    assert response.context["adminform"].errors


def test_a_text_that_another_article_has_is_refused_at_the_field(
    admin_client: Client, newsroom: Newsroom, article: Article
) -> None:
    newsroom.article("Cảng cá mở cửa", "Đoạn một.", "Đoạn hai, vần thơ.", lead="Sáng nay.")
    for address in (reverse("admin:articles_article_add"), _change(article)):
        response = admin_client.post(address, FORM)
        assert "Đã có một bài khác" in response.context["adminform"].errors["body"][0]
        assert "Đoạn hai,\r\nvần thơ." in unescape(response.text)
    assert Article.objects.get(pk=article.pk).title == "Cảng cá"


def test_an_address_that_another_article_has_is_refused_at_the_field(
    admin_client: Client, newsroom: Newsroom, article: Article
) -> None:
    newsroom.article("Bến xe", url="https://bao.vn/ben-xe")
    response = admin_client.post(_change(article), FORM | {"url": "https://bao.vn/ben-xe"})
    assert "Bến xe" in response.context["adminform"].errors["url"][0]


def test_an_article_stored_by_another_while_this_one_is_saved_is_a_message(
    admin_client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = []

    def overtaken(article: Article, _user: User) -> None:
        saves.append(article)
        raise IntegrityError

    def after_the_other(form: ArticleForm, cleaned: object) -> None:
        if saves:
            form.add_error("body", "trùng")

    monkeypatch.setattr("articles.admin.article.save_edited", overtaken)
    monkeypatch.setattr(ArticleForm, "_refuse_doubles", after_the_other)
    response = admin_client.post(reverse("admin:articles_article_add"), FORM)
    assert response.context["adminform"].errors["body"] == ["trùng"]


def test_a_save_over_a_newer_version_shows_both_and_saves_nothing(admin_client: Client, article: Article) -> None:
    version = admin_client.get(_change(article)).context["adminform"].form["version"].value()
    admin_client.post(_change(article), FORM | {"version": version, "title": "Cảng cá của người thứ nhất"})
    mine = FORM | {"version": version, "title": "Cảng cá của người thứ hai"}
    response = admin_client.post(_change(article), mine)
    errors = response.context["adminform"].errors
    assert set(errors) == {"__all__", "title"}
    assert "Cảng cá của người thứ nhất" in errors["title"][0]
    assert "Cảng cá của người thứ hai" in response.text
    assert Article.objects.get().title == "Cảng cá của người thứ nhất"
    again = response.context["adminform"].form["version"].value()
    assert admin_client.post(_change(article), mine | {"version": again}).status_code == 302
    assert Article.objects.get().title == "Cảng cá của người thứ hai"


def test_the_form_shows_paragraphs_as_text(admin_client: Client, article: Article) -> None:
    page = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert "Đoạn một.\n\nĐoạn hai." in page


def test_the_original_comes_back_byte_for_byte(admin_client: Client, article: Article) -> None:
    response = admin_client.get(reverse("admin:articles_article_original", args=[article.pk]))
    assert response.getvalue() == "Cảng cá\nĐoạn".encode()
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_its_list(admin_client: Client, model: str) -> None:
    assert (
        admin_client.get(
            reverse(f"admin:articles_{model}_changelist"), {"q": "Đá"} if model != "importbatch" else {}
        ).status_code
        == 200
    )


@pytest.mark.django_db
def test_editors_upload_and_mend_but_do_not_delete() -> None:
    user = User.objects.create_user("biên-tập")
    user.groups.add(Group.objects.get(name=EDITORS))
    assert user.has_perms(["articles.add_importbatch", "articles.change_article"])
    assert not user.has_perm("articles.delete_article")


@pytest.mark.django_db
def test_administrators_manage_users() -> None:
    user = User.objects.create_user("quản-trị")
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    assert user.has_perms(["auth.add_user", "articles.delete_article"])


@pytest.mark.django_db
def test_what_administrators_changed_in_a_group_stays() -> None:
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.clear()
    make_groups()
    assert not editors.permissions.exists()
