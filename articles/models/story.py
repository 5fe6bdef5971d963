"""What articles that tell one story are found by."""

from django.db import models

from articles.models.article import Article


class StoryKey(models.Model):
    """One of the keys of an article's signature (`text.minhash.bands`): articles that share one may be nearly alike."""

    pk = models.CompositePrimaryKey("key", "article_id")
    key = models.IntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
