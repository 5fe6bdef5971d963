"""How many articles the present rules have yet to read: names, offices and quotations in them may be missing."""

from django.db.models import Count

from articles.models import Article
from articles.nlp.annotation import VERSION


def count_unread() -> int:
    """Return how many of the articles that no editor withdrew another version annotated, or none (one SQL query)."""
    # By source: so the database reads an index (article_holdings), and no articles.
    by_source = Article.objects.not_withdrawn().exclude(annotated_by=VERSION).order_by().values_list("source")
    return sum(count for _, count in by_source.annotate(n=Count("pk")))
