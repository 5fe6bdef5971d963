"""A digest of what is indexed of an article: it differs where the index is not as the database is."""

from hashlib import blake2b
from typing import Final

from articles.models import Article
from articles.search.fields import column_facets
from articles.search.index.article_entities import article_entities, main_entities
from articles.search.index.article_quotations import article_quotations

# Part of the index's stamp. Change it with what is digested below, so that older indexes are rebuilt.
VERSION: Final = "6"
_BYTES: Final = 8


def fingerprint(article: Article) -> str:
    """Return a digest of everything that is indexed of an article, before terms are made of it.

    It reads what `ArticleIndex.index_queryset` loads. A new version of the terms does not change it: it changes the
    stamp of the index.
    """
    indexed = (
        (article.title, article.lead, article.body, article.captions, article.authors),
        tuple(column_facets(article).items()),
        (article.published_at, article.published_on, article.date_precision),
        article_entities(article),
        main_entities(article),
        article_entities(article, todays_provinces=True),
        main_entities(article, todays_provinces=True),
        article_quotations(article),
    )
    digest = blake2b(repr(indexed).encode("utf-8", "surrogatepass"), digest_size=_BYTES)
    digest.update(bytes(article.words))
    return digest.hexdigest()
