"""The articles of the archive as rows for the databases: text, day, and facet values as in the index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from articles.models import Article, Mention

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """An article; `facets` holds (facet, value)."""

    pk: int
    title: str
    lead: str
    text: str
    day: date | None
    facets: list[tuple[str, str]]


def rows() -> Iterator[Row]:
    """Yield all visible articles in order."""
    found = Article.objects.visible().select_related("source", "section").order_by("pk")
    articles = found.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(articles, _CHUNK)):
        named = _named([article.pk for article in chunk])
        yield from (_row(article, named.get(article.pk, [])) for article in chunk)


def _named(ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    named: dict[int, list[tuple[str, str]]] = {}
    mentions = Mention.objects.filter(article__in=ids).order_by("article", "entity")
    for article, kind, entity in mentions.values_list("article", "entity__kind", "entity").distinct():
        named.setdefault(article, []).append((kind, str(entity)))
    return named


def _row(article: Article, named: list[tuple[str, str]]) -> Row:
    facets = [*named, *(("author", author) for author in dict.fromkeys(article.authors))]
    facets += [("source", article.source.slug)] if article.source else []
    facets += [("section", article.section.slug)] if article.section else []
    facets += [("year", str(article.published_on.year))] if article.published_on else []
    text = "\n".join([*article.body, *(caption["text"] for caption in article.captions)])
    return Row(article.pk, article.title, article.lead, text, article.published_on, facets)
