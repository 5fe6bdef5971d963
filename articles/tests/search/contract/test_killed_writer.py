"""A process that writes the index is killed at any moment: the index still opens, and can be mended."""

import os
import random
import signal
import time
import traceback

import pytest
from django.db import connection
from haystack import connections

from articles.models import Article
from articles.search import SearchRequest, differences, reindex, search, update_index
from articles.tests.making import Newsroom

_ARTICLES = 60
_KILLS = 20
# Both shorter and longer than a commit or a rebuild of so few articles takes.
_LONGEST_SECONDS = 0.25


@pytest.fixture
def articles(newsroom: Newsroom) -> list[int]:
    rows = (Article(title=f"Tin {n}", body=["Đường sắt. " * 50], content_hash=f"{n:064}") for n in range(_ARTICLES))
    made = [article.pk for article in Article.objects.bulk_create(rows)]
    reindex()
    return made


def _write_for_ever(ids: list[int], dice: random.Random) -> None:
    """Index some articles, one article or all anew, in turns, until the process is killed."""
    while True:
        step = dice.choice([1, 7, _ARTICLES, 0])
        update_index(dice.sample(ids, step)) if step else reindex()


def _connect_anew() -> object:
    """Have the child ask a database server by a connection of its own; return the parent's, to be kept open.

    SQLite's test database lies in memory: the child has a copy of it, and no other way to it.
    """
    inherited = connection.connection
    if connection.vendor != "sqlite":
        connection.connection = None
    return inherited


def _killed(ids: list[int], dice: random.Random) -> None:
    child = os.fork()
    if not child:
        try:
            _parents = _connect_anew()
            _write_for_ever(ids, dice)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    time.sleep(dice.uniform(0.005, _LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer failed before it was killed"


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # the child holds no lock of ours
def test_a_writer_killed_at_any_moment_leaves_an_index_that_opens(articles: list[int]) -> None:
    for seed in range(_KILLS):
        dice = random.Random(seed)
        Article.objects.filter(pk__in=dice.sample(articles, 5)).update(title=f"Cảng {seed}")
        Article.objects.filter(pk=dice.choice(articles)).update(withdrawn=seed % 2 == 0)
        _killed(articles, dice)
        assert search(SearchRequest(query="đường sắt")).total == connections["default"].get_backend().document_count()
    for part in differences():
        part.mend()
    assert [part.missing + part.extra + part.outdated for part in differences()] == [()]
    assert search(SearchRequest(query="đường sắt")).total == Article.objects.visible().count()
