"""The words and days by which a list of quotations is filtered, as its address has them ("q", "from", "to")."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from django.http import HttpRequest, QueryDict

from articles.models import Entity, Quotation, QuotationQuerySet
from articles.search import (
    FACET_BY_KIND,
    SPEAKER,
    Choice,
    QueryNote,
    ReadQuery,
    SearchRequest,
    Sort,
    article_ids,
    quotations_saying,
    read_query,
)
from articles.views.parts.entity_quotations import quotations_of, with_articles

FILTER_PARAMETERS: Final = ("q", "from", "to")
# Articles in which words are looked for: those with most recent dates.
MOST_ARTICLES: Final = 1000


@dataclass(frozen=True, slots=True)
class FilteredQuotations:
    """The quotations of an entity, or with `about` those of others that name it, with the words and days asked for.

    `read` is the search for the articles that may have them, None where no words are asked for. With `cut`, only those
    of the newest `MOST_ARTICLES` were looked through.
    """

    about: bool
    asked: SearchRequest
    rows: QuotationQuerySet
    read: ReadQuery | None = None
    cut: bool = False

    @classmethod
    def of(cls, request: HttpRequest, entity: Entity, *, about: bool) -> Self:
        """Return what the address of a request asks for. Raises SearchFailed.

        SQL queries where words are asked for: those of `read_query`, and two for the quotations of the articles found.
        """
        asked = _asked(request)
        rows = quotations_of(entity, about=about)
        rows = rows.filter(article__published_on__gte=asked.since) if asked.since else rows
        rows = rows.filter(article__published_on__lte=asked.until) if asked.until else rows
        if not asked.query:
            return cls(about, asked, rows)
        facet = FACET_BY_KIND[entity.kind] if about else SPEAKER
        in_articles = replace(asked, choices=(Choice(facet.name, str(entity.pk)),), quoted=True, sort=Sort.NEWEST)
        read = read_query(in_articles)
        ids = article_ids(read, most=MOST_ARTICLES)
        near = with_articles(list(rows.filter(article__in=ids).select_related("mention__entity")))
        said = [hit.quotation.pk for hit in quotations_saying(read, near)]
        return cls(about, asked, rows.filter(pk__in=said), read, cut=len(ids) == MOST_ARTICLES)

    @property
    def notes(self) -> tuple[QueryNote, ...]:
        """Warnings of what could not be read, in the address and in the words."""
        return self.read.notes if self.read else self.asked.notes

    def passages(self, rows: Sequence[Quotation]) -> dict[int, str]:
        """Return by their ids what quotations of the list show as HTML, the words marked; {} where none are asked for.

        Their articles are loaded, and their mentions with their entities.
        """
        return {hit.quotation.pk: hit.passage for hit in quotations_saying(self.read, rows)} if self.read else {}


def _asked(request: HttpRequest) -> SearchRequest:
    own = QueryDict(mutable=True)
    for name in FILTER_PARAMETERS:
        own.setlist(name, request.GET.getlist(name))
    return SearchRequest.from_address(own)
