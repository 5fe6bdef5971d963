"""Articles chosen in the list of the admin: source, section and date set, withdrawn, made public; all undone."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.importing.running import change_jobs
from articles.models import Article, ArticleChange, ChangeKind, Entity, IndexOutbox, Section, Source
from articles.search import SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.working import work

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/articles/article/"


@pytest.fixture
def chosen(newsroom: Newsroom) -> list[Article]:
    return [
        newsroom.article("Cảng cá Cửa Lò", source="Báo Án", section="Xã hội", people=["Cửa"], published="2022-06-14"),
        newsroom.article("Cảng cá Gành Hào", section="Xã hội", published="2023-07-01T10:15"),
        newsroom.article("Cảng cá Sông Đốc", source="Báo Biển"),
    ]


def change(client: Client, kind: str, chosen: list[Article], **fields: str) -> ArticleChange:
    ask = {"action": f"set_{kind}", "_selected_action": [article.pk for article in chosen]}
    page = client.post(LIST, ask)
    assert page.status_code == 200
    assert all(article.title in page.text for article in chosen)
    answer = client.post(LIST, ask | {"confirmed": "1", "count": str(len(chosen))} | fields)
    assert answer.status_code == 302
    return ArticleChange.objects.latest("pk")


def undo(client: Client, change: ArticleChange) -> ArticleChange:
    assert "Hoàn tác" in client.get(change.get_absolute_url()).text
    client.post(reverse("admin:articles_articlechange_undo", args=[change.pk]))
    undone = ArticleChange.objects.latest("pk")
    assert undone.undoes == change
    return undone


def columns() -> list[tuple[object, ...]]:
    names = ("source__name", "section__name", "published_at", "published_on", "date_precision", "date_basis")
    return list(Article.objects.order_by("pk").values_list(*names, "withdrawn", "withdrawal_reason"))


def found(query: str) -> int:
    return search(SearchRequest(query=query)).total


def test_the_page_shows_what_the_articles_have_and_changes_nothing(admin_client: Client, chosen: list[Article]) -> None:
    before = columns()
    ask = {"action": "set_source", "_selected_action": [article.pk for article in chosen]}
    page = admin_client.post(LIST, ask).text
    assert "3 bài sẽ được sửa" in page
    for value in ("Báo Án:", "Báo Biển:", "chưa có:"):
        assert value in page
    assert columns() == before


def test_a_source_is_set_found_by_search_and_undone(admin_client: Client, chosen: list[Article]) -> None:
    before = columns()
    biển = Source.objects.get(name="Báo Biển")
    made = change(admin_client, "source", chosen, source=str(biển.pk), reason="gom về một mối")
    assert {article.source for article in Article.objects.all()} == {biển}
    assert found('nguồn:"Báo Biển"') == 3
    assert (made.made_by_name, made.reason, made.items.filter(outcome="same").count()) == ("admin", "gom về một mối", 1)
    undo(admin_client, made)
    assert columns() == before
    assert found('nguồn:"Báo Biển"') == 1


def test_a_section_is_set_and_undone(admin_client: Client, chosen: list[Article]) -> None:
    before = columns()
    kinh_tế = Section.objects.named("Kinh tế")
    made = change(admin_client, "section", chosen, section=str(kinh_tế.pk))
    assert found('chuyên mục:"Kinh tế"') == 3
    undo(admin_client, made)
    assert columns() == before


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2021", date(2021, 1, 1), "year"),
        ("tháng 6/2021", date(2021, 6, 1), "month"),
        ("14/6/2021", date(2021, 6, 14), "day"),
        ("14/6/2021 23:30", date(2021, 6, 14), "time"),
    ],
)
def test_a_date_is_set_as_precisely_as_it_is_typed_and_undone(
    admin_client: Client, chosen: list[Article], typed: str, day: date, precision: str
) -> None:
    before = columns()
    made = change(admin_client, "date", chosen, published=typed)
    assert set(Article.objects.values_list("published_on", "date_precision")) == {(day, precision)}
    assert found("cảng trước:2022") == 3
    assert "2021" in admin_client.get("/admin/articles/articlechange/").text
    undo(admin_client, made)
    assert columns() == before


def test_what_no_article_can_be_dated_is_refused_at_the_field(admin_client: Client, chosen: list[Article]) -> None:
    ask = {"action": "set_date", "_selected_action": [chosen[0].pk], "confirmed": "1", "count": "1"}
    for typed in ("hôm qua", "14/6/3022"):
        assert typed in admin_client.post(LIST, ask | {"published": typed}).text
    assert not ArticleChange.objects.exists()


def test_a_withdrawn_article_is_gone_with_its_public_reason_and_comes_back(
    admin_client: Client, client: Client, chosen: list[Article]
) -> None:
    fields = {"public_reason": "Theo yêu cầu của tòa án.", "reason": "Công văn 12/TA"}
    change(admin_client, "withdraw", chosen[:1], **fields)
    address = chosen[0].get_absolute_url()
    page = client.get(address)
    assert page.status_code == 410
    assert "Theo yêu cầu của tòa án." in page.text
    assert "Công văn 12/TA" not in page.text
    assert found("cảng cá") == 2
    assert Entity.objects.get(name="Cửa").article_count == 0
    for of_editors in (admin_client.get(address), admin_client.get(f"{LIST}{chosen[0].pk}/change/")):
        assert all(words in of_editors.text for words in ("admin", "Công văn 12/TA"))
    restore = reverse("admin:articles_article_restore", args=[chosen[0].pk])
    assert "Đăng lại" in admin_client.get(restore).text
    admin_client.post(restore, {"confirmed": "1", "count": "1", "reason": "hết hạn"})
    page = client.get(address)
    assert (page.status_code, "tòa án" in page.text) == (200, False)
    assert found("cảng cá") == 3
    assert Entity.objects.get(name="Cửa").article_count == 1


def test_a_withdrawal_needs_a_reason_for_colleagues(admin_client: Client, chosen: list[Article]) -> None:
    page = reverse("admin:articles_article_withdraw", args=[chosen[0].pk])
    admin_client.post(page, {"confirmed": "1", "count": "1", "public_reason": "Nhầm.", "reason": " "})
    assert Article.objects.visible().count() == 3


def test_a_selection_that_changed_is_shown_again_with_what_was_typed(
    admin_client: Client, chosen: list[Article]
) -> None:
    ask = {"action": "set_date", "_selected_action": [chosen[0].pk], "confirmed": "1", "count": "2"}
    page = admin_client.post(LIST, ask | {"published": "14/6/2021"}).text
    assert "đã thay đổi" in page
    assert 'value="14/6/2021"' in page
    assert not ArticleChange.objects.exists()


def test_an_undo_leaves_what_was_changed_again_since(admin_client: Client, chosen: list[Article]) -> None:
    báo_án = Source.objects.get(name="Báo Án")
    made = change(admin_client, "source", chosen, source=str(báo_án.pk))
    chosen[1].refresh_from_db()
    chosen[1].source = Source.objects.named("Báo Muối")
    chosen[1].save()
    undone = undo(admin_client, made)
    assert undone.items.get(outcome="left").article == chosen[1]
    sources = list(Article.objects.order_by("pk").values_list("source__name", flat=True))
    assert sources == ["Báo Án", "Báo Muối", "Báo Biển"]


def test_many_are_changed_by_the_worker(
    admin_client: Client, chosen: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_jobs, "AT_ONCE", 2)
    monkeypatch.setattr(change_jobs, "_CHUNK", 2)
    kinh_tế = Section.objects.named("Kinh tế")
    made = change(admin_client, "section", chosen, section=str(kinh_tế.pk))
    assert not made.finished_at
    assert Article.objects.filter(section=kinh_tế).count() == 0
    work()
    made.refresh_from_db()
    assert made.finished_at
    assert found('chuyên mục:"Kinh tế"') == 3
    assert not IndexOutbox.objects.exists()


def test_a_change_that_was_cut_off_is_taken_up(chosen: list[Article], admin_user: User) -> None:
    made = change_jobs.change_articles([chosen[0].pk], ChangeKind.SECTION, {"section": "Kinh tế"}, admin_user)
    ArticleChange.objects.filter(pk=made.pk).update(finished_at=None)
    made.items.update(outcome="waiting")
    Article.objects.filter(pk=chosen[0].pk).update(section=None)
    change_jobs.resume_changes()
    work()
    assert Article.objects.get(pk=chosen[0].pk).section == Section.objects.get(name="Kinh tế")


def test_who_may_only_look_changes_nothing(client: Client, chosen: list[Article]) -> None:
    client.force_login(User.objects.create_user("khách", is_staff=True))
    assert client.get(reverse("admin:articles_article_withdraw", args=[chosen[0].pk])).status_code == 403
    assert client.get("/admin/articles/articlechange/").status_code == 403


def test_articles_are_hidden_until_a_moment_and_their_page_says_so(admin_client: Client, chosen: list[Article]) -> None:
    later = timezone.localtime() + timedelta(days=2)
    made = change(admin_client, "embargo", chosen, visible_from=f"{later:%Y-%m-%dT%H:%M}", reason="chờ họp báo")
    assert found("cảng cá") == 0
    assert f"{later:%-d/%-m/%Y, %H:%M}" in admin_client.get(made.get_absolute_url()).text
    page = admin_client.get(f"/admin/articles/article/{chosen[0].pk}/change/").text
    assert f"hiện từ {later:%-d/%-m/%Y, %H:%M}" in page
    assert f"/admin/articles/article/{chosen[0].pk}/restore/" in page
    undo(admin_client, made)
    assert found("cảng cá") == 3


def test_a_moment_that_has_passed_is_refused(admin_client: Client, chosen: list[Article]) -> None:
    ask = {"action": "set_embargo", "_selected_action": [chosen[0].pk], "confirmed": "1", "count": "1"}
    page = admin_client.post(LIST, ask | {"visible_from": "2020-01-01T08:00"}).text
    assert "Thời điểm này đã qua." in page
    assert found("cảng cá") == 3


def test_an_article_written_here_waits_for_its_moment(admin_client: Client, newsroom: Newsroom) -> None:
    later = timezone.localtime() + timedelta(days=2)
    form = {
        **{"title": "Thông cáo sáng mai", "lead": "", "body": "Một.", "captions": "", "authors": "", "url": ""},
        **{"source": "", "section": "", "published_at_0": "", "published_at_1": "", "date_precision": ""},
        **{"visible_from_0": f"{later:%d/%m/%Y}", "visible_from_1": "08:00:00"},
        **{"corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0"},
    }
    assert admin_client.post("/admin/articles/article/add/", form).status_code == 302
    article = Article.objects.get()
    assert article.is_embargoed
    assert Client().get(f"/article/{article.pk}/").status_code == 404
    assert "visible_from" not in admin_client.get(f"/admin/articles/article/{article.pk}/change/").text
