import pytest

from articles.importing.annotating.work_limits import Limits
from articles.importing.annotating.worker_processes import Workers
from articles.importing.storing import editing
from articles.importing.storing.editing import annotate_article, save_edited
from articles.models import Article, Mention
from articles.search import SearchRequest, drain, search
from articles.tests.making import Newsroom


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Ông Bùi Thanh Sang thăm Gia Lai", "Chuyến thăm dài ba ngày.", people=["Bùi Thanh Sang"])


def test_a_change_of_text_takes_old_offsets_away(article: Article) -> None:
    article.title = "Thăm Gia Lai: ông Bùi Thanh Sang"
    save_edited(article)
    assert not Mention.objects.exists()
    assert Article.objects.get().word_spans() == []


def test_a_change_of_date_keeps_them(article: Article) -> None:
    article.withdrawn = True
    save_edited(article)
    assert Mention.objects.count() == 1


def test_the_new_text_is_annotated_and_found(article: Article) -> None:
    article.body = ["Chủ tịch UBND tỉnh Gia Lai Rơ Châm Thiên tiếp đoàn tại thành phố Pleiku."]
    save_edited(article)
    annotate_article.func(article.pk)
    article.refresh_from_db()
    assert {"Gia Lai"} <= {mention.entity.name for mention in article.mentions.select_related("entity")}
    words = [article.text[start:end] for start, end in article.word_spans()]
    assert words[:2] == ["Ông", "Bùi Thanh Sang"]
    assert "" not in map(str.strip, words)
    drain()
    assert search(SearchRequest(query="ro cham thien")).total == 1


def test_annotating_what_was_deleted_does_nothing(article: Article) -> None:
    pk = article.pk
    article.delete()
    annotate_article.func(pk)
    assert not Article.objects.exists()
    assert not Mention.objects.exists()


def test_a_text_that_takes_too_much_is_left_without_words_and_ends_nothing(
    article: Article, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    article.body = ["Chủ tịch UBND tỉnh Gia Lai tiếp đoàn tại thành phố Pleiku."]
    save_edited(article)
    with Workers(1, Limits(memory=1024**2)) as narrow:
        monkeypatch.setattr(editing, "kept_worker", lambda: narrow)
        annotate_article.func(article.pk)
    assert f"Article {article.pk} could not be annotated: " in caplog.text
    assert Article.objects.get().annotated_by == ""
