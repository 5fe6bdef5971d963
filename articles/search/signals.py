"""Keeps the index in step with the database: after each commit that changed articles."""

import logging
from typing import Any

from django.db import models, transaction
from haystack.signals import BaseSignalProcessor

from articles.models import Article
from articles.search.errors import SearchFailed
from articles.search.lifecycle import bring_up_to_date
from articles.signals import articles_changed

logger = logging.getLogger(__name__)


class CommitSignalProcessor(BaseSignalProcessor):
    """Haystack's hook for signals; what is indexed is what was committed."""

    def setup(self) -> None:
        """Listen to articles saved or deleted one by one, and to those written in bulk."""
        models.signals.post_save.connect(self._saved, sender=Article)
        models.signals.post_delete.connect(self._saved, sender=Article)
        articles_changed.connect(self._changed)

    def teardown(self) -> None:
        """Stop listening."""
        models.signals.post_save.disconnect(self._saved, sender=Article)
        models.signals.post_delete.disconnect(self._saved, sender=Article)
        articles_changed.disconnect(self._changed)

    def _saved(self, instance: Article, raw: bool = False, **_: Any) -> None:
        if raw:  # `loaddata` saves one by one; `reindex` follows it
            return
        pk = instance.pk
        transaction.on_commit(lambda: _follow([pk]), robust=True)

    def _changed(self, ids: list[int], **_: Any) -> None:
        _follow(ids)


def _follow(ids: list[int]) -> None:
    """Index what was committed. It is kept even where the index fails: that is logged, and `check_index` mends it."""
    try:
        bring_up_to_date(ids)
    except SearchFailed:
        logger.exception("The index lacks what was stored of %s articles: run check_index --mend", len(ids))
