"""The audit trail: every act is in it with who, what, when and from where, and nobody changes it there."""

import re
from importlib import import_module

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from articles.entities.deciding import Proposal, decide, undo
from articles.groups import ADMINISTRATORS, EDITORS, make_groups
from articles.models import (
    ApiToken,
    AuditAct,
    AuditEntry,
    ChangeKind,
    Correction,
    DecisionKind,
    Entity,
    Feed,
    ImportBatch,
    ImportItem,
    Origin,
    Source,
)
from articles.models.audit import AuditRefused
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db

_DELETE = "DELETE FROM articles_auditentry"
_REPLACE = "INSERT OR REPLACE INTO articles_auditentry SELECT * FROM articles_auditentry"
PASSWORD = "cá-bống-kho-tộ-19"


@pytest.fixture
def chief(client: Client) -> User:
    """Return a superuser who is signed in; how they came in is not in the trail of these tests."""
    user = User.objects.create_superuser("chief", "", PASSWORD)
    client.force_login(user)
    _forget()
    return user


def _forget() -> None:
    """Empty the trail, as no page or command can."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_auditentry" if connection.vendor == "postgresql" else _DELETE)


def _trail() -> list[tuple[str, str, str, str]]:
    """Return the entries, the earliest first: act, who, upon what, from where."""
    entries = AuditEntry.objects.order_by("pk").values_list("act", "actor_name", "subject_name", "address")
    return list(entries)


def test_signing_in_and_out_is_recorded_with_the_address_of_the_client(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    User.objects.create_user("lan@toasoan.vn", password=PASSWORD)
    _forget()
    through = {"x-forwarded-for": "9.9.9.9, 203.0.113.7"}
    client.post(reverse("log-in"), {"username": "lan@toasoan.vn", "password": "sai"}, headers=through)
    client.post(reverse("log-in"), {"username": "mat-khau-go-nham", "password": "sai"}, headers=through)
    client.post(reverse("log-in"), {"username": "lan@toasoan.vn", "password": PASSWORD}, headers=through)
    client.post(reverse("log-out"), headers=through)
    assert _trail() == [
        ("sign_in_failed", "", "lan@toasoan.vn", "203.0.113.7"),
        ("sign_in_failed", "", "", "203.0.113.7"),
        ("sign_in", "lan@toasoan.vn", "", "203.0.113.7"),
        ("sign_out", "lan@toasoan.vn", "", "203.0.113.7"),
    ]


def test_changes_of_accounts_and_rights_name_what_was_given(client: Client, chief: User) -> None:
    make_groups()
    editors = Group.objects.get(name=EDITORS)
    password = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    client.post(reverse("admin:auth_user_add"), {"username": "minh", "group": editors.pk, **password})
    minh = User.objects.get(username="minh")
    minh.is_superuser = True
    minh.save()
    minh.groups.clear()
    editors.permissions.add(Permission.objects.get(codename="delete_article"))
    rights = AuditEntry.objects.filter(act=AuditAct.RIGHTS).order_by("pk")
    assert [one.detail for one in rights if one.subject_name == "minh"] == ["+ Editors", "+ is_superuser", "− Editors"]
    assert AuditEntry.objects.get(act=AuditAct.ACCOUNT_ADDED).actor_name == "chief"
    assert AuditEntry.objects.get(act=AuditAct.ACCOUNT_ADDED).detail == "+ is_staff"


def test_an_edit_points_to_the_version_that_it_made(client: Client, chief: User, newsroom: Newsroom) -> None:
    article = newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.")
    page = reverse("admin:articles_article_change", args=[article.pk])
    form = client.get(page).context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields if name not in ("body", "published_at")}
    none = {"corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0"}
    client.post(page, values | none | {"title": "Lũ rút ở Cà Mau", "body": "Nước dâng nhanh."})
    [entry] = AuditEntry.objects.filter(act=AuditAct.ARTICLE_EDITED)
    assert (entry.actor_name, entry.address, entry.subject_id) == ("chief", "127.0.0.1", article.pk)
    listed = client.get(reverse("admin:articles_auditentry_changelist")).content.decode()
    version = reverse("admin:articles_article_version", args=[article.pk, 2])
    link = reverse("admin:articles_auditentry_subject", args=[entry.pk])
    assert link in listed
    assert client.get(link).headers["Location"] == version
    assert "Lũ rút ở Cà Mau" in client.get(version).content.decode()


def test_withdrawal_correction_deletion_are_recorded_and_outlive_the_article(
    client: Client, chief: User, newsroom: Newsroom
) -> None:
    article = newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.")
    withdraw = reverse("admin:articles_article_withdraw", args=[article.pk])
    client.post(withdraw, {"confirmed": "1", "count": "1", "reason": "Tòa án yêu cầu", "public_reason": ""})
    Correction.objects.create(article=article, text="Mưa 120 mm, không phải 210 mm.")
    delete = reverse("admin:articles_article_delete", args=[article.pk])
    client.post(delete, {"confirmed": "1", "count": "1", "reason": "Bản án 12/2026"})
    found = AuditEntry.objects.order_by("pk").values_list("act", "variant", "subject_name", "detail")
    assert list(found) == [
        ("articles_changed", ChangeKind.WITHDRAWAL, "Lũ lên ở Cà Mau", "Tòa án yêu cầu"),
        ("correction", "", "Lũ lên ở Cà Mau", "Mưa 120 mm, không phải 210 mm."),
        ("article_deleted", "", "Lũ lên ở Cà Mau", "Bản án 12/2026"),
        ("correction_removed", "", "Lũ lên ở Cà Mau", "Mưa 120 mm, không phải 210 mm."),
    ]


def test_decisions_of_people_are_recorded_and_those_of_the_archive_are_not(chief: User) -> None:
    whole = Entity.objects.create(kind="person", name="Nguyễn Văn Hùng")
    made = decide(Proposal(DecisionKind.RENAME, whole, name="Nguyễn Văn Hưng"), chief)
    undo(made, chief)
    other = Entity.objects.create(kind="person", name="Ng. V. Hùng")
    decide(Proposal(DecisionKind.MERGE, other, target=whole), None, automatic="spelling")
    acts = AuditEntry.objects.order_by("pk").values_list("act", "variant", "actor_name")
    assert list(acts) == [("decision", "rename", "chief"), ("decision_undone", "rename", "chief")]


def test_imports_and_their_undo_are_recorded(client: Client, chief: User) -> None:
    batch = ImportBatch.objects.create(label="tin.zip", origin=Origin.UPLOAD, created_by=chief, status="preview")
    client.post(batch.get_absolute_url(), {"discard": "1"})
    ImportBatch.objects.create(label="https://tuoitre.vn/rss", origin=Origin.FEED)
    assert [entry[:3] for entry in _trail()] == [
        ("upload", "chief", "tin.zip"),
        ("import_discarded", "chief", "tin.zip"),
    ]


def test_tokens_sources_and_exports_of_staff_are_recorded(client: Client, chief: User, newsroom: Newsroom) -> None:
    newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.", source="Tuổi Trẻ")
    ApiToken.objects.make(chief, "máy của tôi")
    ApiToken.objects.get().delete()
    client.post(reverse("admin:articles_section_add"), {"name": "Thể thao", "slug": "the-thao"})
    b"".join(client.get(reverse("export-search", args=["csv"]) + "?q=lũ").streaming_content)  # type: ignore[attr-defined]
    assert [entry[0] for entry in _trail()] == ["token", "token_revoked", "added", "export"]
    client.logout()
    _forget()
    b"".join(client.get(reverse("export-search", args=["csv"]) + "?q=lũ").streaming_content)  # type: ignore[attr-defined]
    assert _trail() == []


def test_links_for_passwords_fetches_by_hand_and_failures_set_aside_are_recorded(client: Client, chief: User) -> None:
    user = User.objects.create_user("lan")
    feed = Feed.objects.create(url="https://b.vn/rss", source=Source.objects.create(name="Báo Bờ", slug="b"))
    batch = ImportBatch.objects.create(label="a.zip", origin=Origin.COMMAND)
    item = ImportItem.objects.create(batch=batch, path="a", outcome="failed", reason="the document is empty")
    _forget()
    client.post(reverse("admin:auth_user_new_password", args=[user.pk]))
    client.post(reverse("admin:articles_feed_changelist"), {"action": "fetch_now", "_selected_action": [feed.pk]})
    client.post(reverse("admin:articles_importbatch_all_failures"), {"item": [item.pk], "aside": "1"})
    assert [entry[0] for entry in _trail()] == ["password_link", "fetch", "failures_set_aside"]


def test_the_trail_keeps_the_name_of_a_deleted_account() -> None:
    user = User.objects.create_user("lan@toasoan.vn")
    user.delete()
    assert AuditEntry.objects.latest("pk").subject_name == "lan@toasoan.vn"
    assert AuditEntry.objects.filter(act=AuditAct.ACCOUNT_ADDED, subject_name="lan@toasoan.vn").exists()


def test_the_app_changes_and_deletes_no_entry(client: Client, chief: User) -> None:
    AuditEntry.objects.record(AuditAct.EXPORT, name="danh sách")
    entry = AuditEntry.objects.get()
    entry.actor_name = "không phải tôi"
    for act in (entry.save, entry.delete, AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(act="x")):
        with pytest.raises(AuditRefused):
            act()
    for page in ("change", "delete"):
        address = reverse(f"admin:articles_auditentry_{page}", args=[entry.pk])
        assert client.post(address, {"actor_name": "x", "post": "yes"}).status_code == 403
    assert client.get(reverse("admin:articles_auditentry_add")).status_code == 403
    assert AuditEntry.objects.get().actor_name == ""


@pytest.mark.parametrize("statement", ["UPDATE articles_auditentry SET act = 'x'", _DELETE, _REPLACE])
def test_the_database_itself_refuses(statement: str) -> None:
    if statement == _REPLACE and connection.vendor != "sqlite":
        pytest.skip("SQLite alone replaces rows without an update")
    if connection.vendor == "sqlite":
        import_module("articles.migrations.0046_audit").guard(None, connection.schema_editor())
    AuditEntry.objects.record(AuditAct.EXPORT)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.get().act == AuditAct.EXPORT


def test_the_page_is_filtered_by_person_act_and_day_and_exported_as_filtered(client: Client, chief: User) -> None:
    User.objects.create_user("minh")
    Source.objects.create(name="Tuổi Trẻ", slug="tuoi-tre")
    ApiToken.objects.make(chief, "máy của tôi")
    AuditEntry.objects.record(AuditAct.EXPORT, user=chief, name="=danh sách")
    page = reverse("admin:articles_auditentry_changelist")
    shown = client.get(page, {"user": "chief", "act": "export"}).content.decode()
    assert "=danh sách" in shown
    assert "máy của tôi" not in shown
    assert client.get(page, {"at__year": "1999"}).context["cl"].result_count == 0
    found = client.get(reverse("admin:articles_auditentry_export"), {"user": "chief"})
    lines = b"".join(found.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert re.search(r",chief,.*'=danh sách", lines[1])


@pytest.mark.parametrize("year", ["9999", "99999999999", "x"])
def test_a_year_that_no_calendar_has_leads_to_the_whole_list(client: Client, chief: User, year: str) -> None:
    for page in ("changelist", "export"):
        answer = client.get(reverse(f"admin:articles_auditentry_{page}"), {"at__year": year})
        assert (answer.status_code, answer["Location"].endswith("/?e=1")) == (302, True)


@pytest.mark.parametrize("lookup", ["actor_name__regex", "subject_name__iregex"])
def test_no_list_is_filtered_by_a_regular_expression(client: Client, chief: User, lookup: str) -> None:
    for page in ("changelist", "export"):
        assert client.get(reverse(f"admin:articles_auditentry_{page}"), {lookup: "("}).status_code == 400


@pytest.mark.parametrize("wrong", ["zz=x", "ids=1", "page=2", "from=x", "with=x", "sort=x", "at__day=x", "actor_id=x"])
def test_an_export_by_an_unknown_filter_leads_to_the_list_as_the_list_does(
    client: Client, chief: User, wrong: str
) -> None:
    listed = client.get(f"{reverse('admin:articles_auditentry_changelist')}?{wrong}")
    exported = client.get(f"{reverse('admin:articles_auditentry_export')}?{wrong}")
    assert (exported.status_code, exported["Location"]) == (302, listed["Location"])


def test_a_long_list_takes_no_more_queries(
    client: Client, chief: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = reverse("admin:articles_auditentry_changelist")
    client.get(page)
    for number in range(40):
        AuditEntry.objects.record(AuditAct.ARTICLE_EDITED, chief, revision_id=number)
    with django_assert_max_num_queries(9):
        assert client.get(page).context["cl"].result_count == 40


@pytest.mark.parametrize(("group", "status"), [(EDITORS, 403), (ADMINISTRATORS, 200)])
def test_the_page_is_for_administrators(client: Client, group: str, status: int) -> None:
    make_groups()
    user = User.objects.create_user("minh", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for page in ("changelist", "export"):
        assert client.get(reverse(f"admin:articles_auditentry_{page}")).status_code == status
