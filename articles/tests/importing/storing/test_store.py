from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles.importing.annotating.pipeline import PreparedResult
from articles.importing.annotating.preparation import Prepared
from articles.importing.document import RefusedDocument
from articles.importing.options import OnKnown
from articles.importing.parsed_article import Caption, InferredDate, ParsedArticle
from articles.importing.storing.store import store
from articles.models import Article, Entity, EntityAlias, ImportBatch, ImportItem, IndexOutbox, Mention, Outcome
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


def test_a_document_that_another_worker_has_recorded_is_left_out(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt")])
    other = replace(PARSED, title="Chợ hoa Mỹ Tho", body=("Ba.",))
    assert store(batch, [_prepared("a.txt"), prepared(other, "b.txt", ())]) == {Outcome.IMPORTED: 1}
    assert list(batch.items.values_list("path", "outcome")) == [("a.txt", "imported"), ("b.txt", "imported")]


def test_every_field_is_stored(batch: ImportBatch) -> None:
    store(batch, [_prepared()])
    article = Article.objects.get()
    assert (article.title, article.lead, article.body) == (PARSED.title, PARSED.lead, ["Một.", "Hai."])
    assert article.captions == [{"text": "Ông Sang", "credit": "BNG"}]
    assert (article.authors, str(article.source), str(article.section)) == (["Đậu Tiến"], "Thanh Niên", "Thể thao")
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
    article = Article.objects.get()
    assert (article.published_at, article.published_on, article.date_precision, article.date_basis) == (
        None,
        None,
        "",
        "",
    )


@pytest.mark.parametrize(("published", "first"), [("2022", date(2022, 1, 1)), ("2022-06", date(2022, 6, 1))])
def test_a_stated_year_or_month_is_kept_with_its_precision(batch: ImportBatch, published: str, first: date) -> None:
    store(batch, [_prepared(published=published)])
    article = Article.objects.get()
    precision = {4: "year", 7: "month"}[len(published)]
    assert (article.published_on, article.date_precision, article.date_basis) == (first, precision, "")


@pytest.mark.parametrize(("published", "precision"), [("2024-06-14", "day"), ("2024-06-14T10:15:00+07:00", "time")])
def test_a_stated_date_is_inferred_from_nothing(batch: ImportBatch, published: str, precision: str) -> None:
    store(batch, [_prepared(published=published)])
    article = Article.objects.get()
    assert (article.published_on, article.date_precision, article.date_basis) == (date(2024, 6, 14), precision, "")


def test_a_long_reason_of_a_date_is_cut_to_its_column(batch: ImportBatch) -> None:
    store(batch, [_prepared(published="", inferred=InferredDate("2022", "year", "n" * 300))])
    assert len(Article.objects.get().date_basis) == Article._meta.get_field("date_basis").max_length == 200


def test_an_item_tells_where_a_document_stood_what_became_of_it_and_its_warnings(batch: ImportBatch) -> None:
    first, again = _prepared("kho.jsonl", warnings=("một", "hai")), _prepared("kho.jsonl")
    records = [replace(one, read=replace(one.read, place=f"line {n}")) for n, one in enumerate([first, again], start=1)]
    store(batch, records)
    article = Article.objects.get()
    items = list(batch.items.order_by("pk").values_list("path", "place", "outcome", "reason", "article"))
    assert items == [
        ("kho.jsonl", "line 1", Outcome.IMPORTED, "một; hai", article.pk),
        ("kho.jsonl", "line 2", Outcome.DUPLICATE, "", article.pk),
    ]


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
    assert (item.outcome, item.path, item.place) == (Outcome.FAILED, "kho.jsonl", "line 3")
    assert item.reason == "not a JSON record"


def test_what_is_no_document_is_passed_over_and_no_failure(batch: ImportBatch) -> None:
    refused = RefusedDocument("bao.zip/.DS_Store", "", "a file of the operating system", passed_over=True)
    assert store(batch, [refused]) == {str(Outcome.PASSED_OVER): 1}
    assert batch.items.get().outcome == Outcome.PASSED_OVER


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
    assert str(Article.objects.get().source) == "Thanh Niên"


@pytest.mark.parametrize("same", [{"url": "https://bao.vn/1"}, {"key": "v0001"}])
def test_two_versions_of_a_record_at_once_leave_the_second(batch: ImportBatch, same: dict[str, str]) -> None:
    versions = [
        _prepared("a.txt", **same),
        _prepared("b.txt", title="Bài khác"),
        _prepared("c.txt", title="Sửa", **same),
    ]
    assert store(batch, versions) == {"imported": 2, "updated": 1}
    assert sorted(Article.objects.values_list("title", flat=True)) == ["Bài khác", "Sửa"]


def test_what_is_refused_or_there_already_keeps_no_other_out(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt")])
    refused = RefusedDocument("b.txt", "", "the document is empty")
    chunk: list[PreparedResult] = [refused, _prepared("c.txt"), _prepared("d.txt", title="Tin mới")]
    assert store(batch, chunk) == {"failed": 1, "duplicate": 1, "imported": 1}


def test_an_article_that_cannot_be_annotated_is_recorded_as_failed(
    batch: ImportBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise MemoryError("too long")

    monkeypatch.setattr("articles.importing.annotating.preparation.annotate", fail)
    assert store(batch, [read(PARSED)]) == {"failed": 1}
    assert "too long" in batch.items.get().reason


def test_an_import_leaves_the_index_to_its_own_steps(
    batch: ImportBatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        store(batch, [_prepared()])
    assert callbacks == []
    assert IndexOutbox.objects.get().article_id == Article.objects.get().pk


def test_a_replaced_article_is_marked_as_changed(batch: ImportBatch) -> None:
    store(batch, [_prepared("a.txt", key="v1")])
    before = Article.objects.get()
    store(batch, [_prepared("b.txt", key="v1", title="Tựa mới")])
    after = Article.objects.get()
    assert after.updated_at > before.updated_at
    assert after.created_at == before.created_at


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
