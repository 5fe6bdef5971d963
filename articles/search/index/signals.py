"""Keeps the index in step with the database: after each commit that changed articles, or soon after, where many."""

import logging
from collections.abc import Iterable
from threading import local
from typing import Any

from django.db import models, transaction
from haystack.signals import BaseSignalProcessor

from articles.models import Article, Entity, Mention, Section, Source
from articles.search.engine import SearchFailed
from articles.search.index.lifecycle import update_index
from articles.search.index.tasks import AT_ONCE, index_in_background
from articles.signals import articles_changed, articles_decided

Facet = Source | Section | Entity

logger = logging.getLogger(__name__)

# What the facets of an article know others by: where it changes, the articles are indexed again.
_KNOWN_BY: dict[type[models.Model], str] = {Source: "slug", Section: "slug", Entity: "kind"}
_CHANGED = "_facet_changes"


class _Waiting(local):
    """Ids of articles that this thread changed, to be indexed once that is committed."""

    def __init__(self) -> None:
        self.ids: list[int] = []


class CommitSignalProcessor(BaseSignalProcessor):
    """Haystack's hook for signals; what is indexed is what was committed, all of a transaction at once."""

    _waiting = _Waiting()

    def setup(self) -> None:
        """Listen to articles saved or deleted one by one, to those written in bulk, and to what their facets name."""
        models.signals.post_save.connect(self._saved, sender=Article)
        models.signals.post_delete.connect(self._saved, sender=Article)
        articles_changed.connect(self._changed)
        articles_decided.connect(self._decided)
        for model in _KNOWN_BY:
            models.signals.pre_save.connect(self._facet_saving, sender=model)
            models.signals.post_save.connect(self._facet_saved, sender=model)
        models.signals.pre_delete.connect(self._facet_changed, sender=Entity)

    def teardown(self) -> None:
        """Stop listening."""
        models.signals.post_save.disconnect(self._saved, sender=Article)
        models.signals.post_delete.disconnect(self._saved, sender=Article)
        articles_changed.disconnect(self._changed)
        articles_decided.disconnect(self._decided)
        for model in _KNOWN_BY:
            models.signals.pre_save.disconnect(self._facet_saving, sender=model)
            models.signals.post_save.disconnect(self._facet_saved, sender=model)
        models.signals.pre_delete.disconnect(self._facet_changed, sender=Entity)

    def _saved(self, instance: Article, raw: bool = False, **_: Any) -> None:
        if raw:  # `loaddata` saves one by one; `reindex` follows it
            return
        self._index_later([instance.pk])

    def _changed(self, ids: list[int], **_: Any) -> bool:
        return _follow(ids)

    def _decided(self, ids: list[int], **_: Any) -> None:
        self._index_later(ids)

    def _facet_saving(self, instance: Facet, **_: Any) -> None:
        known_by = _KNOWN_BY[type(instance)]
        stored = type(instance)._default_manager.filter(pk=instance.pk)
        changed = instance.pk is not None and stored.exclude(**{known_by: getattr(instance, known_by)}).exists()
        vars(instance)[_CHANGED] = changed

    def _facet_saved(self, instance: Facet, raw: bool = False, **_: Any) -> None:
        if vars(instance).pop(_CHANGED, False) and not raw:
            self._facet_changed(instance)

    def _facet_changed(self, instance: Facet, **_: Any) -> None:
        self._index_later(_articles_of(instance))

    def _index_later(self, articles: Iterable[int]) -> None:
        if len(ids := list(articles)) > AT_ONCE:
            index_in_background(ids)
            return
        self._waiting.ids += ids
        transaction.on_commit(self._index_waiting, robust=True)

    def _index_waiting(self) -> None:
        # The first call takes all that wait; ids of what was rolled back do no harm.
        ids, self._waiting.ids = list(dict.fromkeys(self._waiting.ids)), []
        if ids:
            _follow(ids)


def _articles_of(facet: Facet) -> "models.QuerySet[Any, int]":
    if isinstance(facet, Entity):
        return Mention.objects.filter(entity=facet).order_by().values_list("article_id", flat=True).distinct()
    column = "source" if isinstance(facet, Source) else "section"
    return Article.objects.filter(**{column: facet}).values_list("pk", flat=True)


def _follow(ids: list[int]) -> bool:
    """Index what was committed, and tell whether that went well.

    It is kept even where the index fails: that is logged, and `check_index` mends it.
    """
    try:
        update_index(ids)
    except SearchFailed:
        logger.exception("The index lacks what was stored of %s articles: run check_index --mend", len(ids))
        return False
    return True
