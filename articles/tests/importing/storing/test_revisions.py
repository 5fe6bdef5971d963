"""An article that an import replaced comes back with every column, but for those named here."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import models

from articles.importing.storing.revisions import Occasion, kept_before_import, restore_revision
from articles.importing.storing.store import store
from articles.models import (
    Article,
    DatePrecision,
    Entity,
    ImportBatch,
    ImportItem,
    Mention,
    Outcome,
    Revision,
    RevisionKind,
    Section,
    Source,
)
from articles.nlp.annotation import RecognisedName
from articles.tests.importing.storing.preparing import prepared

pytestmark = pytest.mark.django_db

# An undo leaves these as they are now; every other column, also one that is added later, is restored.
LEFT = {"id", "withdrawn", "withdrawal_reason", "visible_from", "corrected_at", "created_at", "updated_at", "story"}
COLUMNS = [field for field in Article._meta.concrete_fields if field.name != "id"]
OTHERS: dict[type[models.Field[Any, Any]], Any] = {
    models.CharField: "khác",
    models.TextField: "khác",
    models.URLField: "https://bao.vn/khac",
    models.JSONField: ["khác"],
    models.BooleanField: True,
    models.DateField: date(2001, 2, 3),
    models.DateTimeField: datetime(2001, 2, 3, 4, 5, tzinfo=UTC),
    models.BinaryField: b"kh\x00ac",
}


@pytest.fixture
def article() -> Article:
    one = prepared(
        source="Báo Gia Lai",
        section="Thể thao",
        published="2024-06-14T23:30:00+07:00",
        url="https://bao.vn/1",
        key="v1",
    )
    store(ImportBatch.objects.create(label="first"), [one])
    return Article.objects.get()


def _other_value(field: models.Field[Any, Any], article: Article) -> Any:
    if field.name == "date_precision":
        return DatePrecision.MONTH
    if field.name == "captions":
        return [{"text": "Khác", "credit": ""}]
    if isinstance(field, models.ForeignKey):
        made: dict[type[models.Model], Any] = {
            Article: lambda: Article.objects.create(title="Khác", content_hash="khác"),
            Source: lambda: Source.objects.named("Khác"),
            Section: lambda: Section.objects.named("Khác"),
        }
        return made[field.related_model]().pk
    return OTHERS[type(field)]


def _value(article: Article, field: models.Field[Any, Any]) -> Any:
    value = Article.objects.filter(pk=article.pk).values_list(field.attname, flat=True).get()
    return bytes(value) if isinstance(field, models.BinaryField) else value


def _second_import(article: Article) -> AbstractContextManager[None]:
    return kept_before_import(ImportBatch.objects.create(label="second"), [article.pk])


def _restore() -> None:
    restore_revision(Revision.objects.get(), Occasion(RevisionKind.UNDO))


@pytest.mark.parametrize("field", COLUMNS, ids=lambda field: field.name)
def test_a_column_is_restored_unless_it_is_named_as_left(article: Article, field: models.Field[Any, Any]) -> None:
    before = _value(article, field)
    with _second_import(article):
        # A revision keeps what changed alone, so one of the columns that it restores changes in any case.
        changes = {"imported_hash": "mới"} | {field.attname: _other_value(field, article)}
        Article.objects.filter(pk=article.pk).update(**changes)
    changed = _value(article, field)
    assert changed != before
    _restore()
    restored = _value(article, field)
    if field.name not in LEFT:
        assert restored == before
    elif field.name == "updated_at":
        assert restored > before
    elif field.name == "story":
        assert restored is None  # it is linked anew, and no other article tells this one's story
    else:
        assert restored == changed


def test_a_revision_from_before_a_column_was_added_leaves_that_column(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tuple(field.name for field in COLUMNS if field.name not in {*LEFT, "lead"})
    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.storing.revisions._RESTORED", older)
        with _second_import(article):
            Article.objects.filter(pk=article.pk).update(title="Khác", lead="Mới")
    _restore()
    article.refresh_from_db()
    assert (article.title, article.lead) == ("Cảng cá mở cửa", "Mới")


def test_what_an_import_wrote_itself_is_not_kept(article: Article) -> None:
    with kept_before_import(ImportBatch.objects.get(), [article.pk]):
        Article.objects.update(title="Khác")
    assert not Revision.objects.exists()


def test_what_an_import_passed_over_before_it_replaced_it_is_kept(article: Article) -> None:
    batch = ImportBatch.objects.create(label="second")
    ImportItem.objects.create(batch=batch, path="a.txt", outcome=Outcome.DUPLICATE, article=article)
    with kept_before_import(batch, [article.pk]):
        Article.objects.update(title="Khác")
    assert Revision.objects.count() == 1


SANG = RecognisedName(0, 14, "person", "Bùi Thanh Sang", "Bùi Thanh Sang")


@pytest.fixture
def visit() -> Article:
    one = prepared(title="Bùi Thanh Sang thăm cảng", mentions=[SANG])
    store(ImportBatch.objects.create(label="first"), [one])
    return Article.objects.get()


def test_a_name_that_nobody_uses_any_more_comes_back_as_it_was_recognised(visit: Article) -> None:
    with _second_import(visit):
        Mention.objects.all().delete()
        Entity.objects.all().delete()
    _restore()
    assert visit.mentions.get().entity.name == "Bùi Thanh Sang"


def test_an_entity_that_an_editor_has_renamed_is_mentioned_again(visit: Article) -> None:
    Entity.objects.update(name="Ông Sang ở Gia Lai")
    with _second_import(visit):
        Mention.objects.all().delete()
    _restore()
    assert visit.mentions.get().entity == Entity.objects.get()
