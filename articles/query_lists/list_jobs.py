"""Query lists answered by a worker in the background, some rows at a time, so that a killed worker loses little."""

import logging
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django_tasks import task

from articles.models import ListStatus, QueryList, QueryListRow, RowReason
from articles.models.locks import HeldLock, LockTaken, is_held, named_lock
from articles.models.task_records import waits_with
from articles.query_lists.given_lines import GivenList
from articles.search import SearchFailed, SearchRequest, Sort, read_query, reading_text, strict_extent

logger = logging.getLogger(__name__)

# A list takes seconds, so it is answered before imports that wait.
_PRIORITY: Final = 10
# Rows that are answered between two writes.
_CHUNK: Final = 25
_LABEL: Final = 200
_ANSWER: Final = ("reason", "read_as", "notes", "articles", "first", "last")


def ask_list(given: GivenList, user: User, *, label: str, filters: SearchRequest) -> QueryList:
    """Store a list for a user and queue it.

    Its lines are searched with `filters`, whose query, order and `wider` do not count.
    """
    narrowing = replace(filters, query="", wider=False, sort=Sort.RELEVANCE, page=1)
    address = narrowing.address().removeprefix("?")
    with transaction.atomic():
        made = QueryList.objects.create(owner=user, label=label[:_LABEL], filters=address, blank=given.blank)
        QueryListRow.objects.bulk_create(
            QueryListRow(
                query_list=made, number=line.number, query=line.query, reason=line.reason, same_as=line.same_as
            )
            for line in given.lines
        )
        transaction.on_commit(lambda: answer_list.enqueue(made.pk))
    return made


def filters_of(query_list: QueryList) -> SearchRequest:
    """Return the filters of a list as a search without a query."""
    return SearchRequest.from_address(QueryDict(query_list.filters))


def search_for(row: QueryListRow, filters: SearchRequest) -> SearchRequest:
    """Return the search that a row stands for."""
    return replace(filters, query=row.query, notes=())


@task(priority=_PRIORITY)
def answer_list(list_id: int) -> None:
    """Answer the rows that wait; does nothing for a list that is deleted, or that another worker has.

    Called again after it was killed, it goes on where it was. Where the index cannot be read, the list is stopped.
    """
    try:
        with _lock(list_id):
            if QueryList.objects.filter(pk=list_id).exclude(status=ListStatus.FINISHED).exists():
                _answer(QueryList.objects.get(pk=list_id))
    except LockTaken:
        return


def resume_list(query_list: QueryList) -> None:
    """Queue a list that was stopped."""
    if QueryList.objects.filter(pk=query_list.pk, status=ListStatus.STOPPED).update(status=ListStatus.QUEUED):
        transaction.on_commit(lambda: answer_list.enqueue(query_list.pk))


def resume_lists() -> list[int]:
    """Queue again the lists that no worker has and none will take up; return their ids.

    Workers call it when they start, and now and then for the lists of other workers.
    """
    open_lists = QueryList.objects.filter(status__in=[ListStatus.QUEUED, ListStatus.RUNNING])
    ids = open_lists.order_by("pk").values_list("pk", flat=True)
    dead = [pk for pk in ids if not waits_with(answer_list, pk) and not _alive(pk)]
    for pk in dead:
        answer_list.enqueue(pk)
    return dead


def _answer(query_list: QueryList) -> None:
    mine = QueryList.objects.filter(pk=query_list.pk)
    mine.update(status=ListStatus.RUNNING)
    filters = filters_of(query_list)
    waiting = query_list.rows.waiting().order_by("number")
    try:
        while rows := list(waiting[:_CHUNK]):
            for row in rows:
                _fill(row, search_for(row, filters))
            QueryListRow.objects.bulk_update(rows, _ANSWER)
    except SearchFailed:
        logger.exception("Query list %s stopped: the index cannot be read", query_list.pk)
        mine.update(status=ListStatus.STOPPED)
        return
    mine.update(status=ListStatus.FINISHED, finished_at=timezone.now())


def _fill(row: QueryListRow, request: SearchRequest) -> None:
    try:
        read = read_query(request)
        if not (read.query.words or read.query.wanted.conditions):
            row.reason = RowReason.NO_WORDS
            return
        extent = strict_extent(read)
    except SearchFailed:
        raise
    except Exception:  # one query that fails must not hold up the others
        logger.exception("Line %s of query list %s cannot be answered", row.number, row.query_list_id)
        row.reason = RowReason.FAILED
        return
    row.read_as = reading_text(read)
    row.notes = [[note.warning.name, note.text] for note in read.query.notes]
    row.articles = extent.articles
    row.first, row.last = (article.known_day if article else "" for article in (extent.first, extent.last))


def _lock(list_id: int) -> AbstractContextManager[HeldLock]:
    return named_lock(f"query-list-{list_id}")


def _alive(list_id: int) -> bool:
    """Tell whether a worker has the list: it holds the list's lock for as long as it lives."""
    return is_held(f"query-list-{list_id}")
