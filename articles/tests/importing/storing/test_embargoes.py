"""What follows when the moment of an article has come: index, counts of names and saved searches."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from articles.importing.running.change_jobs import change_articles, undo_change
from articles.importing.storing import embargoes
from articles.importing.storing.editing import save_edited
from articles.importing.storing.embargoes import release_due
from articles.management.commands import worker
from articles.models import Article, ArticleChange, ChangeKind, ChangeOutcome, Entity, NewArticle, SearchMatch
from articles.saved_searches.trying import try_new_articles
from articles.search import SearchRequest, differences, reindex, search
from articles.tests.making import Newsroom
from articles.tests.saved_searches.readers import save

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan", email="lan@toasoan.vn")


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Bão đổ bộ Quy Nhơn", "Ông Trần Văn Nam nói.", people=["Trần Văn Nam"])


def _hide(article: Article, user: User) -> ArticleChange:
    moment = timezone.now() + timedelta(hours=1)
    return change_articles([article.pk], ChangeKind.EMBARGO, {"visible_from": moment}, user, reason="theo thỏa thuận")


def _let_the_moment_come() -> None:
    Article.objects.exclude(visible_from=None).update(visible_from=timezone.now())


def _found(query: str) -> int:
    return search(SearchRequest(query=query)).total


def test_nothing_is_released_before_its_moment(article: Article, lan: User) -> None:
    _hide(article, lan)
    assert release_due() == 0
    assert (_found("Quy Nhơn"), Article.objects.visible().count()) == (0, 0)


def test_index_and_counts_follow_when_the_moment_comes(article: Article, lan: User) -> None:
    _hide(article, lan)
    assert Entity.objects.get(name="Trần Văn Nam").article_count == 0
    _let_the_moment_come()
    assert Article.objects.visible().get() == article
    assert release_due() == 1
    assert (_found("Quy Nhơn"), Entity.objects.get(name="Trần Văn Nam").article_count) == (1, 1)
    assert release_due() == 0
    assert [(one.missing, one.extra, one.outdated) for one in differences()] == [((), (), ())]


def test_all_are_counted_whose_moment_has_come(
    article: Article, lan: User, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embargoes, "_AT_ONCE", 1)
    for one in (article, newsroom.article("Triều cường ngập phố", "Nước dâng.")):
        _hide(one, lan)
    _let_the_moment_come()
    assert release_due() == 2


def test_an_index_built_meanwhile_holds_no_word_of_it(article: Article, lan: User) -> None:
    _hide(article, lan)
    assert reindex() == 0
    _let_the_moment_come()
    assert reindex() == 1


def test_saved_searches_find_it_when_it_can_be_read(lan: User, article: Article) -> None:
    save(lan, "triều cường")
    moment = timezone.now() + timedelta(hours=1)
    save_edited(Article(title="Triều cường ngập phố", body=["Nước dâng."], visible_from=moment), lan)
    assert try_new_articles() == 0
    assert not NewArticle.objects.exists()
    _let_the_moment_come()
    worker._Follow()()
    assert SearchMatch.objects.get().article.title == "Triều cường ngập phố"
    assert mail.outbox == []


def test_saved_searches_find_what_is_made_public_before_its_moment(lan: User, article: Article) -> None:
    save(lan, "Quy Nhơn")
    change = _hide(article, lan)
    undo_change(change, lan)
    assert try_new_articles() == 1
    assert _found("Quy Nhơn") == 1


def test_making_it_public_ends_the_wait(lan: User, article: Article) -> None:
    _hide(article, lan)
    values = {"withdrawn": False, "withdrawal_reason": "", "visible_from": None}
    change_articles([article.pk], ChangeKind.RESTORATION, values, lan)
    assert Article.objects.get().visible_from is None
    assert _found("Quy Nhơn") == 1


def test_a_wait_that_is_over_cannot_be_undone(lan: User, article: Article) -> None:
    change = _hide(article, lan)
    _let_the_moment_come()
    release_due()
    undone = undo_change(change, lan)
    assert undone.items.get().outcome == ChangeOutcome.LEFT
    assert Article.objects.visible().count() == 1


def test_who_hid_it_until_when_and_why_is_kept(lan: User, article: Article) -> None:
    _hide(article, lan)
    [change] = ArticleChange.objects.of_visibility(article)
    assert (change.kind, change.made_by, change.reason) == (ChangeKind.EMBARGO, lan, "theo thỏa thuận")
