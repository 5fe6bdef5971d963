from datetime import date

import pytest
from django.contrib.auth.models import User
from django_tasks_db.models import DBTaskResult

from articles.models import Article, DatePrecision, ListStatus, QueryList, QueryListRow, RowReason, Source
from articles.query_lists import list_jobs
from articles.query_lists.given_lines import read_list
from articles.query_lists.list_jobs import answer_list, ask_list, filters_of, resume_list, resume_lists, search_for
from articles.search import Choice, ReadQuery, SearchFailed, SearchRequest, read_query, search, strict_extent
from articles.tests.making import Newsroom


@pytest.fixture
def asker(db: None) -> User:
    """Return a user."""
    return User.objects.create_user("lan")


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Three articles on Bùi Thanh Sơn, by two newspapers."""
    for day, source in (("2022-06-14", "Báo Gia Lai"), ("2023-07-12", "Báo Gia Lai"), ("2023-07-14", "Báo Án")):
        newsroom.article(f"Ông Bùi Thanh Sơn ngày {day}", people=["Bùi Thanh Sơn"], published=day, source=source)
    return newsroom


def _asked(asker: User, text: str, filters: SearchRequest | None = None) -> QueryList:
    return ask_list(read_list(text), asker, label="Thử", filters=filters or SearchRequest())


def _rows(asked: QueryList) -> list[QueryListRow]:
    return list(asked.rows.order_by("number"))


def _answered(asker: User, text: str, filters: SearchRequest | None = None) -> list[QueryListRow]:
    asked = _asked(asker, text, filters)
    answer_list.func(asked.pk)
    return _rows(asked)


def test_each_query_is_counted_dated_and_told_how_it_was_read(archive: Newsroom, asker: User) -> None:
    row, missing = _answered(asker, "bui thanh son\nNguyễn Văn Không")
    assert (row.articles, row.first, row.last) == (3, "2022-06-14", "2023-07-14")
    assert row.read_as == "bùi thanh sơn"
    assert (missing.articles, missing.first, missing.last) == (0, "", "")


def test_the_count_is_that_of_the_search_it_links_to(archive: Newsroom, asker: User) -> None:
    asked = _asked(asker, 'người:"Bùi Thanh Sơn" sau:2022')
    answer_list.func(asked.pk)
    row = _rows(asked)[0]
    assert row.articles == search(search_for(row, filters_of(asked))).total == 2
    assert row.read_as == 'người:"Bùi Thanh Sơn" · 2023-01-01 – …'


def test_a_date_is_as_precise_as_it_is_known(newsroom: Newsroom, asker: User) -> None:
    article = newsroom.article("Giá cà phê", published="2023-07-01")
    Article.objects.filter(pk=article.pk).update(date_precision=DatePrecision.MONTH)
    assert _answered(asker, "giá cà phê")[0].first == "2023-07"


def test_filters_hold_for_every_query(archive: Newsroom, asker: User) -> None:
    choice = Choice("source", Source.objects.get(name="Báo Gia Lai").slug)
    filters = SearchRequest(query="bỏ qua", choices=(choice,), since=date(2023, 1, 1), wider=True)
    assert filters_of(_asked(asker, "Lan", filters)) == SearchRequest(choices=(choice,), since=date(2023, 1, 1))
    assert [row.articles for row in _answered(asker, "Bùi Thanh Sơn\nông Bùi Thanh Sơn", filters)] == [1, 1]


def test_a_warning_about_a_query_is_kept(archive: Newsroom, asker: User) -> None:
    assert _answered(asker, "người:Không")[0].notes == [["NOBODY", "Không"]]


def test_bad_lines_keep_their_reason_and_the_others_are_answered(
    archive: Newsroom, asker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = strict_extent

    def failing(read: ReadQuery) -> object:
        if read.request.query == "hỏng":
            raise ValueError
        return counted(read)

    monkeypatch.setattr(list_jobs, "strict_extent", failing)
    rows = _answered(asker, "???\nhỏng\nBùi Thanh Sơn")
    assert [(row.reason, row.articles) for row in rows] == [
        (RowReason.NO_WORDS, None),
        (RowReason.FAILED, None),
        ("", 3),
    ]


def test_a_killed_worker_goes_on_where_it_was(archive: Newsroom, asker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _asked(asker, "\n".join(f"Bùi Thanh Sơn {i}" for i in range(60)))
    read, searched = read_query, []

    def counting(request: SearchRequest) -> object:
        searched.append(request.query)
        if len(searched) == 40:
            raise KeyboardInterrupt
        return read(request)

    monkeypatch.setattr(list_jobs, "read_query", counting)
    with pytest.raises(KeyboardInterrupt):
        answer_list.func(asked.pk)
    assert asked.rows.waiting().count() == 35
    assert resume_lists() == [asked.pk]
    answer_list.func(asked.pk)
    asked.refresh_from_db()
    assert asked.status == ListStatus.FINISHED
    assert [row.number for row in _rows(asked)] == list(range(1, 61))
    # The first 25 were written before the worker died, and are not searched for again.
    assert searched[40:] == [f"Bùi Thanh Sơn {i}" for i in range(25, 60)]


def test_a_list_that_another_worker_has_is_left_alone(archive: Newsroom, asker: User) -> None:
    asked = _asked(asker, "Bùi Thanh Sơn")
    with list_jobs._lock(asked.pk):
        answer_list.func(asked.pk)
    assert asked.rows.waiting().count() == 1


def test_a_damaged_index_stops_the_list_until_it_is_resumed(
    archive: Newsroom, asker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _asked(asker, "Bùi Thanh Sơn")

    def damaged(_: SearchRequest) -> None:
        raise SearchFailed("hỏng")

    with monkeypatch.context() as patch:
        patch.setattr(list_jobs, "read_query", damaged)
        answer_list.func(asked.pk)
    asked.refresh_from_db()
    assert asked.status == ListStatus.STOPPED
    assert resume_lists() == []
    resume_list(asked)
    answer_list.func(asked.pk)
    assert _rows(asked)[0].articles == 3


def test_a_deleted_list_is_not_answered(archive: Newsroom, asker: User) -> None:
    asked = _asked(asker, "Bùi Thanh Sơn")
    number = asked.pk
    asked.delete()
    answer_list.func(number)
    assert not QueryList.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_list_is_queued_with_its_rows(asker: User) -> None:
    asked = _asked(asker, "Lan")
    assert [result.args_kwargs["args"] for result in DBTaskResult.objects.all()] == [[asked.pk]]
