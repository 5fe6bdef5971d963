import pytest

from articles.importing.storing.announcing import announce, to_announce
from articles.models import Unannounced
from articles.search import SearchFailed, SearchRequest, search
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


def test_what_the_index_could_not_take_is_told_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise SearchFailed("no space left on device")

    article = newsroom.article("Cảng cá mở cửa")
    article.title = "Bến cá mở cửa"
    type(article).objects.filter(pk=article.pk).update(title=article.title)
    to_announce([article.pk])
    with monkeypatch.context() as patch:
        patch.setattr("articles.search.index.signals.update_index", fail)
        announce()
    assert Unannounced.objects.count() == 1
    announce()
    assert search(SearchRequest(query="bến")).total == 1
    assert not Unannounced.objects.exists()
