"""An editor of one newspaper: what the pages of the admin show and do, walked over all of their addresses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import override

from articles.entities.deciding import Proposal, decide
from articles.groups import EDITORS, make_groups
from articles.importing.options import ImportOptions
from articles.importing.running.batch import run_batch
from articles.importing.running.change_jobs import change_articles
from articles.message_wording import worded
from articles.models import (
    Article,
    AuditEntry,
    ChangeKind,
    Correction,
    DecisionKind,
    EditorScope,
    Entity,
    Feed,
    ImportBatch,
    ImportItem,
    Invitation,
    Outcome,
    Revision,
    Section,
    Source,
)
from articles.rights.scope_middleware import _model_of
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Bão số 9 vào Quảng Ngãi"
_ROWS = {"object_id", "pk", "id", "later"}
# What forms of pages that change something are sent; each takes what it knows.
SENT = {
    **{"confirmed": "1", "count": "1", "reason": "thử", "title": "đã sửa", "body": "đã sửa", "undo_edits": "1"},
    **{"begin": "1", "post": "yes", "name": "đã sửa", "visible_from": "2040-01-01T00:00", "into": "1"},
}


@pytest.fixture
def editor(client: Client, newsroom: Newsroom) -> User:
    """Return an editor of "Tuổi Trẻ" alone, signed in."""
    make_groups()
    user = User.objects.create_user("lan", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    own = Source.objects.create(name="Tuổi Trẻ", slug="tuoi-tre")
    Source.objects.create(name="Tuổi Trẻ Online", slug="tto", merged_into=own)
    EditorScope.objects.create(user=user).sources.add(own)
    client.force_login(user)
    return user


@pytest.fixture
def foreign(newsroom: Newsroom, admin_user: User) -> Article:
    """Return a withdrawn article of another newspaper, with a row in most tables that the admin shows."""
    article = newsroom.article(SECRET, "Nước dâng.", people=["Trần Văn An", "Trần Văn Ân"], source="Thanh Niên")
    change_articles([article.pk], ChangeKind.WITHDRAWAL, {"withdrawn": True}, admin_user, reason="bí mật")
    batch = ImportBatch.objects.create(label="thanh-nien.zip", created_by=admin_user, status="finished")
    item = {"path": "a.html", "outcome": Outcome.IMPORTED, "article": article}
    ImportItem.objects.create(batch=batch, **item)
    Feed.objects.create(url="https://b.vn/rss", source=Source.objects.get(name="Thanh Niên"))
    decide(Proposal(DecisionKind.HIDE, Entity.objects.order_by("pk")[0]), admin_user)
    Section.objects.create(name="Thời sự", slug="thoi-su")
    Invitation.objects.create(email="khach@toasoan.vn", created_by=admin_user)
    return article


def _patterns(patterns: Any) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        elif isinstance(one, URLPattern) and one.name:
            yield one


def _address(pattern: URLPattern, row: int) -> str:
    """Return the address of a page of the admin, about a row where its address names one."""
    given = {"object_id": row, "pk": row, "number": 1, "kind": "hide", "app_label": "articles"}
    given |= {"content_type_id": 1, "url": "nirgends/", "key": "date"}
    names = pattern.pattern.converters | dict.fromkeys(pattern.pattern.regex.groupindex)
    kwargs = {name: given.get(name, row) for name in names if name not in pattern.default_args}
    return reverse(f"admin:{pattern.name}", kwargs=kwargs)


def _row(pattern: URLPattern, foreign: Article) -> int:
    model = _model_of(pattern.name or "")
    if model is Source:
        return Source.objects.get(name="Thanh Niên").pk
    first = model._default_manager.order_by("pk").first() if model else None
    return first.pk if first and model is not Article else foreign.pk


def _state() -> list[Any]:
    """Return what is stored, without the times of sign-ins and sessions."""
    kept = (Article, Source, Section, Feed, Entity, ImportBatch, Revision, Correction, Group, EditorScope)
    return [list(model.objects.order_by("pk").values()) for model in kept]


def test_no_page_of_the_admin_touches_an_article_of_another_source(
    client: Client, editor: User, foreign: Article
) -> None:
    before, acts = _state(), AuditEntry.objects.count()
    refused, open_pages = 0, []
    for pattern in _patterns(admin.site.urls[0]):
        address = _address(pattern, _row(pattern, foreign))
        if pattern.name in ("logout", "login"):
            continue
        statuses = {client.get(address).status_code, client.post(address, SENT).status_code}
        if _ROWS & set(pattern.pattern.converters) and _model_of(pattern.name or ""):
            assert statuses <= {403, 404}, address
            refused += 1
        elif statuses != {403}:
            open_pages.append(pattern.name)
            assert SECRET not in client.get(address).content.decode(errors="replace")
    assert refused > 60
    assert _state() == before
    assert AuditEntry.objects.count() == acts
    assert set(open_pages) == {
        *("index", "password_change", "password_change_done", "autocomplete", "jsi18n", "app_list"),
        *("articles_article_changelist", "articles_article_add", "articles_articlechange_changelist"),
        *("articles_importbatch_changelist", "articles_importbatch_add", "articles_importbatch_undo"),
        *("articles_importitem_changelist", "articles_importbatch_all_failures", "articles_article_to_do"),
        *("articles_article_duplicates", "articles_articledecision_changelist", "articles_importbatch_announce"),
    }


def test_actions_of_the_list_take_only_articles_of_the_own_source(
    client: Client, editor: User, foreign: Article, newsroom: Newsroom
) -> None:
    own = newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.", source="Tuổi Trẻ Online")
    newsroom.article("Chợ nổi đông khách", "Ghe thuyền tấp nập.")
    listed = client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert "Lũ lên ở Cà Mau" in listed
    assert "Chợ nổi đông khách" not in listed
    chosen = {"_selected_action": [own.pk, foreign.pk], "action": "set_withdraw", **SENT}
    client.post(reverse("admin:articles_article_changelist"), chosen)
    assert Article.objects.get(pk=own.pk).withdrawn
    assert foreign.changes.count() == 1
    other = {"_selected_action": [own.pk], "action": "set_source", **SENT, "source": foreign.source_id}
    client.post(reverse("admin:articles_article_changelist"), other)
    assert Article.objects.get(pk=own.pk).source == own.source


def test_an_article_stays_with_the_own_source(
    client: Client, editor: User, foreign: Article, newsroom: Newsroom
) -> None:
    own = newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.", source="Tuổi Trẻ")
    none = {"corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0"}
    form = {"title": "Lũ rút", "body": "Nước rút.", "captions": "", "authors": "", "lead": "", **none}
    page = reverse("admin:articles_article_change", args=[own.pk])
    for source in ("", str(foreign.source_id)):
        client.post(page, form | {"source": source})
        assert Article.objects.get(pk=own.pk).title == "Lũ lên ở Cà Mau"
    client.post(page, form | {"source": str(own.source_id)})
    assert Article.objects.get(pk=own.pk).title == "Lũ rút"


def test_an_earlier_version_of_another_source_is_not_restored(
    client: Client, editor: User, foreign: Article, admin_user: User
) -> None:
    change_articles([foreign.pk], ChangeKind.SOURCE, {"source": "Tuổi Trẻ"}, admin_user)
    version = reverse("admin:articles_article_version", args=[foreign.pk, 1])
    assert client.get(version).status_code == 200
    assert client.post(version, {"count": str(foreign.revisions.count() + 1)}).status_code == 403
    undo = reverse("admin:articles_articlechange_undo", args=[foreign.changes.latest("pk").change_id])
    assert client.post(undo).status_code == 403
    assert Article.objects.get(pk=foreign.pk).source.name == "Tuổi Trẻ"  # type: ignore[union-attr]


def test_an_import_takes_articles_of_the_own_source_alone(editor: User, foreign: Article, tmp_path: Path) -> None:
    lines = [
        '{"title": "Cầu mới thông xe", "content": "Sáng nay cầu thông xe.", "source": "Tuổi Trẻ"}',
        '{"title": "Bến phà đóng cửa", "content": "Bến phà đã đóng cửa.", "source": "Thanh Niên"}',
        '{"title": "Trường học mở lại", "content": "Học sinh trở lại trường.", "source": "Báo Chưa Có"}',
        '{"title": "Đò dọc", "content": "Đò dọc chạy lại."}',
    ]
    (tmp_path / "tin.jsonl").write_text("\n".join(lines))
    batch = ImportBatch.objects.create(label="tin", created_by=editor, options=ImportOptions().as_json())
    run_batch(batch, [tmp_path / "tin.jsonl"])
    items = batch.items.order_by("pk").values_list("outcome", flat=True)
    assert list(items) == ["imported", "failed", "failed", "failed"]
    assert not Source.objects.filter(name="Báo Chưa Có").exists()
    assert "Thanh Niên" in batch.items.filter(outcome="failed").order_by("pk")[0].reason


@pytest.mark.parametrize("source", ["Thanh Niên", None])
def test_an_import_that_would_replace_an_article_of_another_source_is_told_so(
    editor: User, newsroom: Newsroom, tmp_path: Path, source: str | None
) -> None:
    known = newsroom.article("Lũ lên", "Nước dâng.", source="Thanh Niên", url="https://b.vn/lu")
    if source is None:
        Article.objects.filter(pk=known.pk).update(source=None)
    record = {"title": "Lũ rút", "content": "Nước đã rút.", "source": "Tuổi Trẻ", "url": "https://b.vn/lu"}
    (tmp_path / "tin.jsonl").write_text(json.dumps(record))
    batch = ImportBatch.objects.create(label="tin", created_by=editor, options=ImportOptions().as_json())
    run_batch(batch, [tmp_path / "tin.jsonl"])
    reason = batch.items.get(outcome="failed").reason
    assert "Tuổi Trẻ" not in reason
    assert ("another source" in reason, "Thanh Niên" in reason) == (source is not None, source is not None)
    with override("vi"):
        assert "bài đã có này" in worded(reason)


def test_pages_of_readers_show_no_more_than_to_a_reader(client: Client, editor: User, foreign: Article) -> None:
    assert "bí mật" not in client.get(foreign.get_absolute_url()).content.decode()


def test_without_a_source_left_nothing_may_be_touched(client: Client, editor: User, newsroom: Newsroom) -> None:
    article = newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.", source="Tuổi Trẻ")
    EditorScope.objects.get().sources.clear()
    assert client.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 403
    EditorScope.objects.get().delete()
    assert client.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 200


def test_an_administrator_limits_an_editor_on_the_account_and_it_is_recorded(
    admin_client: Client, newsroom: Newsroom
) -> None:
    make_groups()
    user = User.objects.create_user("minh", is_staff=True)
    source = Source.objects.create(name="Tuổi Trẻ", slug="tuoi-tre")
    page = reverse("admin:auth_user_change", args=[user.pk])
    scope = {"editor_scope-TOTAL_FORMS": "1", "editor_scope-INITIAL_FORMS": "0", "editor_scope-0-sources": [source.pk]}
    dates = {"date_joined_0": "1/1/2026", "date_joined_1": "8:00:00"}
    admin_client.post(page, {"username": "minh", "is_staff": "on", "is_active": "on", **dates, **scope})
    assert list(EditorScope.objects.get(user=user).sources.all()) == [source]
    assert AuditEntry.objects.filter(act="rights", subject_name="minh", detail="+ Tuổi Trẻ").exists()
