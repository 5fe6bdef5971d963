from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.annotating.preparation import Prepared
from articles.importing.document import RefusedDocument
from articles.importing.options import OnKnown
from articles.importing.parsed_article import Caption, InferredDate, ParsedArticle
from articles.importing.storing.store import store
from articles.models import Article, Entity, EntityAlias, ImportBatch, ImportItem, Mention, Outcome
from articles.nlp.annotation import RecognisedName
from articles.tests.importing.storing.preparing import prepared, read

pytestmark = pytest.mark.django_db

PARSED = ParsedArticle(
    form="raw",
    title="Bùi Thanh Sang thăm Gia Lai",
    lead="Sáng 14.6, ông Sang thăm tỉnh.",
    body=("Một.", "Hai."),
    captions=(Caption("Ông Sang", "BNG"),),
    authors=("Đậu Tiến",),
    source="TNO",
    section="the-thao",
    published="2024-06-14T23:30:00+07:00",
    inferred=None,
    url="",
    key="",
)
PERSON = RecognisedName(0, 14, "person", "Bùi Thanh Sang", "Bùi Thanh Sang")


def _prepared(path: str = "a.txt", mentions: Any = (PERSON,), **changes: Any) -> Prepared:
    return prepared(PARSED, path, mentions, **changes)


@pytest.fixture
def batch() -> ImportBatch:
    return ImportBatch.objects.create(label="test")


def test_every_field_is_stored(batch: ImportBatch) -> None:
    store(batch, [_prepared()])
    article = Article.objects.get()
    assert (article.title, article.lead, article.body) == (PARSED.title, PARSED.lead, ["Một.", "Hai."])
    assert article.captions == [{"text": "Ông Sang", "credit": "BNG"}]
    assert (article.authors, str(article.source), str(article.section)) == (["Đậu Tiến"], "TNO", "Thể thao")
    assert (article.published_on, article.date_precision) == (date(2024, 6, 14), "time")
    assert article.word_spans() == [(0, 3)]
    assert article.text[:14] == "Bùi Thanh Sang"


@pytest.mark.parametrize(
    ("inferred", "day"),
    [
        (InferredDate("2022-06-14", "day", "ngày 14.6"), date(2022, 6, 14)),
        (InferredDate("2022-06", "month", "tháng 6"), date(2022, 6, 1)),
        (InferredDate("2022", "year", "năm 2022"), date(2022, 1, 1)),
    ],
)
def test_an_inferred_date_keeps_its_precision_and_reason(batch: ImportBatch, inferred: InferredDate, day: date) -> None:
    store(batch, [_prepared(published="", inferred=inferred)])
    article = Article.objects.get()
    assert (article.published_on, article.date_precision, article.date_basis) == (
        day,
        inferred.precision,
        inferred.basis,
    )


def test_without_a_date_none_is_made_up(batch: ImportBatch) -> None:
    store(batch, [_prepared(published="")])
    assert Article.objects.get().published_at is None


def test_the_same_text_again_adds_nothing(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt")])
    counts = store(batch, [_prepared("b.txt"), _prepared("c.txt")])
    assert Article.objects.count() == 1
    assert counts == {"duplicate": 2}


def test_the_same_text_twice_at_once_is_stored_once(batch: ImportBatch) -> None:
    counts = store(batch, [_prepared("a.txt"), _prepared("b.txt")])
    assert counts == {"imported": 1, "duplicate": 1}


@pytest.mark.parametrize("same", [{"url": "https://bao.vn/1"}, {"key": "v0001"}])
def test_a_new_text_of_the_same_record_updates_it(batch: ImportBatch, same: dict[str, str]) -> None:
    store(batch, [_prepared("a.txt", **same)])
    counts = store(batch, [_prepared("b.txt", title="Tựa mới", mentions=(), **same)])
    assert (Article.objects.get().title, counts) == ("Tựa mới", {"updated": 1})
    assert not Mention.objects.exists()


def test_one_id_in_two_newspapers_is_two_articles(batch: ImportBatch) -> None:
    store(batch, [_prepared(key="1"), _prepared("b.txt", key="1", source="VNE", title="Khác")])
    assert Article.objects.count() == 2


def test_a_name_is_one_entity_in_all_articles(batch: ImportBatch) -> None:
    other = replace(PERSON, text="ông Sang", start=20, end=28)
    store(batch, [_prepared(), _prepared("b.txt", title="Bùi Thanh Sang lại đến", mentions=(PERSON, other))])
    assert Entity.objects.get().mentions.count() == 3
    assert [alias.text for alias in EntityAlias.objects.all()] == ["ông Sang"]


def test_two_kinds_of_one_name_are_two_entities(batch: ImportBatch) -> None:
    store(batch, [_prepared(mentions=(PERSON, replace(PERSON, kind="place", start=20, end=34)))])
    assert Entity.objects.count() == 2


def test_a_refused_document_is_recorded_with_place_and_reason(batch: ImportBatch) -> None:
    store(batch, [RefusedDocument("kho.jsonl", "line 3", "not a JSON record")])
    item = ImportItem.objects.get()
    assert (item.outcome, str(item), item.reason) == (Outcome.FAILED, "kho.jsonl line 3", "not a JSON record")


def test_a_chunk_is_stored_whole_or_not_at_all(batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(ImportItem.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="no space"):
        store(batch, [_prepared()])
    assert not Article.objects.exists()
    assert not Entity.objects.exists()


def test_more_articles_take_no_more_queries(batch: ImportBatch) -> None:
    store(batch, [_prepared("0.txt", title="Bài 0")])
    with CaptureQueriesContext(connection) as few:
        store(batch, [_prepared(f"a{n}.txt", title=f"Bài a{n}", source="", section="") for n in range(2)])
    with CaptureQueriesContext(connection) as many:
        store(batch, [_prepared(f"b{n}.txt", title=f"Bài b{n}", source="", section="") for n in range(30)])
    assert len(many) == len(few)


def test_an_editors_change_survives_the_same_import(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt", url="https://bao.vn/1")])
    Article.objects.update(title="Biên tập sửa", content_hash="sửa")
    assert store(batch, [_prepared("b.txt", url="https://bao.vn/1")]) == {"duplicate": 1}
    assert Article.objects.get().title == "Biên tập sửa"


@pytest.mark.parametrize("same", [{"url": "https://bao.vn/1"}, {"key": "v0001"}])
def test_a_new_text_of_the_same_record_is_passed_over_where_asked(batch: ImportBatch, same: dict[str, str]) -> None:
    store(batch, [_prepared("a.txt", **same)])
    assert store(batch, [_prepared("b.txt", title="Tựa mới", **same)], OnKnown.SKIP) == {"duplicate": 1}
    assert Article.objects.get().title == PARSED.title


def test_a_corrected_section_updates_the_record_of_the_same_text(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt", key="v1")])
    assert store(batch, [_prepared("b.txt", key="v1", section="van-hoa")]) == {"updated": 1}
    assert str(Article.objects.get().section) == "Văn hóa"


def test_another_newspapers_same_text_changes_nothing(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt", key="v1")])
    assert store(batch, [_prepared("b.txt", key="v1", source="VNE")]) == {"duplicate": 1}
    assert str(Article.objects.get().source) == "TNO"


def test_two_versions_of_a_record_at_once_leave_the_second(batch: ImportBatch) -> None:
    versions = [_prepared("a.txt", url="https://bao.vn/1"), _prepared("b.txt", url="https://bao.vn/1", title="Sửa")]
    assert store(batch, versions) == {"imported": 1, "updated": 1}
    assert Article.objects.get().title == "Sửa"


def test_an_updated_article_keeps_its_address(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt", key="v1")])
    before = Article.objects.get()
    store(batch, [_prepared("b.txt", key="v1", title="Tựa mới")])
    assert Article.objects.get().pk == before.pk


def test_what_was_known_when_it_was_read_and_is_no_more_is_stored_whole(batch: ImportBatch) -> None:
    assert store(batch, [read(PARSED)]) == {"imported": 1}
    assert Article.objects.get().word_spans()


def test_a_retelling_is_linked_as_it_is_stored(batch: ImportBatch) -> None:
    body = tuple(f"Đoạn {n} kể chuyện bão số {n} vào bờ, tàu thuyền {n} chiếc nằm trong vịnh." for n in range(9))
    store(batch, [_prepared("a.txt", body=body), _prepared("b.txt", source="VNE", title="Bão vào bờ", body=body)])
    first, second = Article.objects.order_by("pk")
    assert (first.story_id, second.story_id) == (None, first.pk)
