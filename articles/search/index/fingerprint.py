"""What tells whether the index has an article as the database has it."""

from hashlib import blake2b

from articles.models import Article
from articles.search.index.article_entities import article_entities

_BYTES = 8


def fingerprint(article: Article) -> str:
    """Return a digest of all that is indexed of an article, before any term is made of it.

    It reads what `ArticleIndex.index_queryset` loads. Another version of the terms does not show in it: that is
    what the index's stamp is for.
    """
    indexed = (
        (article.title, article.lead, article.body, article.captions, article.authors),
        article.source and article.source.slug,
        article.section and article.section.slug,
        (article.published_at, article.published_on, article.date_precision),
        article_entities(article),
    )
    digest = blake2b(repr(indexed).encode("utf-8", "surrogatepass"), digest_size=_BYTES)
    digest.update(bytes(article.words))
    return digest.hexdigest()
