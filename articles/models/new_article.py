"""Articles that were added, on which the saved searches of readers have yet to be tried."""

from collections.abc import Iterable

from django.db import models


class NewArticle(models.Model):
    """An article that was added and not yet tried.

    Noted in the transaction that adds it, so that it outlives a killed process. No foreign key: the article may be
    deleted already.
    """

    article_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.article_id)


def note_new(article_ids: Iterable[int]) -> None:
    """Note articles, by id, that this transaction adds."""
    NewArticle.objects.bulk_create(NewArticle(article_id=pk) for pk in article_ids)
