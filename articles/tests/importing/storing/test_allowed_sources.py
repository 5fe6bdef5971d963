"""Imports of an editor who may touch the articles of one newspaper: what is refused, and what the reason says."""

import pytest
from django.contrib.auth.models import User

from articles.importing.document import RefusedDocument
from articles.importing.storing.allowed_sources import NO_SOURCE, AllowedSources
from articles.importing.storing.store import store
from articles.models import Article, EditorScope, ImportBatch, Outcome, Source
from articles.tests.importing.storing.preparing import prepared

pytestmark = pytest.mark.django_db

OWN = "Tuổi Trẻ"
MAY_NOT_IMPORT = "whoever started the import may not import articles of this source: "
MAY_NOT_CHANGE = "whoever started the import may not change this known article, which "


@pytest.fixture
def batch() -> ImportBatch:
    """Return an import of an editor of "Tuổi Trẻ" alone."""
    user = User.objects.create_user("lan")
    scope = EditorScope.objects.create(user=user)
    scope.sources.add(Source.objects.create(name=OWN, slug="tuoi-tre"))
    Source.objects.create(name="Thanh Niên", slug="thanh-nien")
    return ImportBatch.objects.create(label="tin", created_by=user)


@pytest.fixture
def allowed(batch: ImportBatch) -> AllowedSources:
    """Return what that editor may import."""
    return AllowedSources(batch)


def _stored(source: str | None) -> int:
    row = Source.objects.get(name=source) if source else None
    title = f"Lũ lên ở {source}"
    return Article.objects.create(title=title, body=["Nước dâng."], content_hash=title, source=row).pk


def _reason(allowed: AllowedSources, source: str, replaces: int | None = None) -> str | None:
    [refused] = allowed.refusals([(prepared(source=source), replaces)])
    return refused.reason if refused else None


def test_an_account_for_all_sources_may_import_all() -> None:
    allowed = AllowedSources(ImportBatch.objects.create(label="tin"))
    documents = [(prepared(source="Báo Chưa Có"), None), (prepared(), _stored(None))]
    assert allowed.refusals(documents) == [None, None]
    assert allowed.refusals(iter(documents)) == [None, None]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (OWN, None),
        ("Thanh Niên", f"{MAY_NOT_IMPORT}Thanh Niên"),
        ("TNO", f"{MAY_NOT_IMPORT}Thanh Niên"),
        ("Báo Chưa Có", f"{MAY_NOT_IMPORT}Báo Chưa Có"),
        ("", NO_SOURCE),
    ],
)
def test_a_new_article_must_be_of_the_own_source(allowed: AllowedSources, source: str, reason: str | None) -> None:
    assert _reason(allowed, source) == reason


def test_no_source_is_made_for_what_is_refused(allowed: AllowedSources) -> None:
    _reason(allowed, "Báo Chưa Có")
    assert not Source.objects.filter(name="Báo Chưa Có").exists()


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (OWN, None),
        ("Thanh Niên", f"{MAY_NOT_CHANGE}is of another source: Thanh Niên"),
        (None, f"{MAY_NOT_CHANGE}has no source"),
    ],
)
def test_a_known_article_must_be_of_the_own_source_too(
    allowed: AllowedSources, stored: str | None, reason: str | None
) -> None:
    assert _reason(allowed, OWN, _stored(stored)) == reason


def test_what_the_document_states_is_told_first(allowed: AllowedSources) -> None:
    assert _reason(allowed, "Thanh Niên", _stored(None)) == f"{MAY_NOT_IMPORT}Thanh Niên"


def test_a_refusal_says_where_the_document_stands_and_keeps_the_place_of_its_article(allowed: AllowedSources) -> None:
    documents = [prepared(path=path, source=source) for path, source in (("a.txt", OWN), ("b.txt", ""), ("c.txt", OWN))]
    assert allowed.refusals([(one, None) for one in documents]) == [None, RefusedDocument("b.txt", "", NO_SOURCE), None]


def test_a_credited_source_is_the_publisher_where_none_is_stated(allowed: AllowedSources) -> None:
    [stated, credited] = allowed.refusals(
        [
            (prepared(source=OWN, credited="Thanh Niên"), None),
            (prepared(source="Thanh Niên", credited="Thanh Niên"), None),
        ]
    )
    assert (stated, credited and credited.reason) == (None, f"{MAY_NOT_IMPORT}Thanh Niên")


def test_what_is_refused_is_recorded_beside_what_is_stored(batch: ImportBatch) -> None:
    refused = prepared(path="b.txt", title="Đò dọc", body=("Đò dọc chạy lại.",))
    assert store(batch, [prepared(source=OWN), refused]) == {Outcome.IMPORTED: 1, Outcome.FAILED: 1}
    rows = batch.items.order_by("path").values_list("path", "outcome", "reason", "article__source__name")
    assert list(rows) == [("a.txt", Outcome.IMPORTED, "", OWN), ("b.txt", Outcome.FAILED, NO_SOURCE, None)]
