"""check_index finds and mends every difference between index and database."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from haystack import connections

from articles.models import Article, Entity, Mention, Section, Source
from articles.search import IndexDifferences, SearchRequest, differences, reindex, search
from articles.search.index import consistency
from articles.search.index.lifecycle import article_index
from articles.tests.making import Newsroom
from articles.tests.search.contract.conftest import embedded

NONE = IndexDifferences((), (), ())


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    newsroom.article("Chợ nổi", "Bà Lan Chi ở Cái Răng.", people=["Lan Chi"], source="Báo A", section="Thời sự")
    article = newsroom.article(
        "Cảng cá", "Ông Minh Anh ở Quy Nhơn.", people=["Minh Anh"], published="2024-06-14", source="Báo A"
    )
    newsroom.index()
    return article


def _check(*, mend: bool = False) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_index", mend=mend, stdout=out, stderr=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue().strip()
    return 0, out.getvalue().strip()


def test_a_fresh_index_has_no_difference(article: Article) -> None:
    assert list(differences()) == [NONE]
    assert _check() == (0, "missing 0, extra 0, outdated 0")


@pytest.mark.parametrize(
    "columns",
    [
        {"title": "Cảng biển"},
        {"lead": "Mới."},
        {"body": ["Khác."]},
        {"captions": [{"text": "Ảnh tàu", "credit": ""}]},
        {"authors": ["An"]},
        {"source": None},
        {"published_at": datetime(2024, 6, 14, 5, tzinfo=UTC)},
        {"published_on": date(2024, 6, 13)},
        {"date_precision": "month"},
        {"words": b"\x01\x02"},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_a_change_behind_the_index_is_outdated(article: Article, columns: dict[str, Any]) -> None:
    Article.objects.filter(pk=article.pk).update(**columns)
    assert list(differences()) == [IndexDifferences((), (), (article.pk,))]
    assert _check() == (1, "missing 0, extra 0, outdated 1")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Mention.objects.filter(article__title="Cảng cá").delete(),
        lambda: Entity.objects.filter(name="Minh Anh").delete(),
        lambda: Entity.objects.filter(name="Minh Anh").update(kind="place"),
        lambda: Article.objects.filter(title="Cảng cá").update(source=Source.objects.create(name="B", slug="b")),
        lambda: Article.objects.filter(title="Cảng cá").update(section=Section.objects.get()),
    ],
)
def test_a_change_of_its_facets_is_outdated(article: Article, change: Any) -> None:
    change()
    assert list(differences()) == [IndexDifferences((), (), (article.pk,))]


def test_what_is_not_indexed_may_change(article: Article) -> None:
    Article.objects.update(annotated_by="another", record_id="7", path="a.txt")
    assert list(differences()) == [NONE]


def test_missing_and_extra_articles_are_found_and_mended(article: Article) -> None:
    backend = connections["default"].get_backend()
    other = Article.objects.get(title="Chợ nổi")
    backend.remove(other)
    Article.objects.filter(pk=article.pk).update(withdrawn=True)
    assert list(differences()) == [IndexDifferences((other.pk,), (article.pk,), ())]
    assert _check(mend=True) == (0, "missing 1, extra 1, outdated 0, mended")
    assert _check() == (0, "missing 0, extra 0, outdated 0")
    assert [hit.article for hit in search(SearchRequest()).hits] == [other]


def test_articles_beyond_the_last_id_are_extra(article: Article) -> None:
    connections["default"].get_backend().update(article_index(), [Article(pk=10**12, title="Lạc")])
    assert list(differences()) == [IndexDifferences((), (10**12,), ())]


def test_an_archive_is_compared_in_parts(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "_SLICE", 2)
    articles = [newsroom.article(f"Tin {number}") for number in range(5)]
    newsroom.index()
    Article.objects.filter(pk=articles[3].pk).update(title="Khác")
    articles[1].delete()
    parts = list(differences())
    assert len(parts) == 3
    assert [part.outdated for part in parts if part.outdated] == [(articles[3].pk,)]
    for part in parts:
        part.mend()
    assert list(differences()) == [NONE, NONE, NONE]


def test_an_empty_archive_has_no_difference(newsroom: Newsroom) -> None:
    assert _check() == (0, "missing 0, extra 0, outdated 0")


def test_a_missing_index_is_built_where_it_may_be_mended(db: None) -> None:
    code, told = _check()
    assert code == 1
    assert "no search index" in told
    assert _check(mend=True)[0] == 0
    assert _check() == (0, "missing 0, extra 0, outdated 0")


@embedded
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged file open
def test_a_damaged_index_is_built_where_it_may_be_mended(article: Article) -> None:
    folder: Path = connections["default"].get_backend().versions.current()
    for file in folder.iterdir():
        if file.name not in ("stamp", "fields"):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    connections.reload("default")
    assert _check()[0] == 1
    assert _check(mend=True)[0] == 0
    assert _check() == (0, "missing 0, extra 0, outdated 0")
    assert reindex() == 2


@embedded
def test_a_damaged_file_is_told_and_mended(article: Article, engine: str) -> None:
    if engine != "tantivy":
        pytest.skip("Whoosh keeps no checksums")
    folder = connections["default"].get_backend().versions.current()
    file = next(folder.glob("*.store"))
    content = file.read_bytes()
    file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    code, told = _check()
    assert code == 1
    assert file.name in told
    _check(mend=True)
    assert _check() == (0, "missing 0, extra 0, outdated 0")
