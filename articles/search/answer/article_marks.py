"""What an article shows of a search: the words of the query, and the names that the search is narrowed to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from django.utils.safestring import SafeString

from articles.models import Article, Entity, Mention
from articles.search.answer.highlight import Marker, Names, markers
from articles.search.fields import ENTITY_FACETS
from articles.search.query.reading import ReadQuery
from articles.search.request import SearchRequest
from articles.text.packing import Span
from articles.text.running_text import TITLE
from articles.text.typed_numbers import is_row_id


class ArticleMarks:
    """Marks the units of a query in articles; single words in an article that has no unit."""

    def __init__(self, read: ReadQuery, names: Mapping[int, Names]) -> None:
        self._read = read
        self._as_units = markers(read.query, strict=read.request.exact, units=read.units, synonyms=read.synonyms)
        self._names = names

    def title_and_snippet(self, article: Article, *, in_words: bool) -> tuple[list[Span], SafeString]:
        """Return what is marked in the title, and the best passage as HTML; single words only with `in_words`."""
        titles, texts = self._markers(article) if in_words else self._as_units
        names = self._names.get(article.pk, ())
        return titles.spans(article.title, names), texts.snippet(article.parts, names)

    def spans(self, article: Article) -> list[Span]:
        """Return all that is marked in an article, as offsets into its running text, in order."""
        titles, texts = self._markers(article)
        found = []
        for part in article.parts:
            names = [(start - part.start, end - part.start, pk) for start, end, pk in self._names.get(article.pk, ())]
            spans = (titles if part.role == TITLE else texts).spans(part.text, names)
            found += [(part.start + start, part.start + end) for start, end in spans]
        return found

    def _markers(self, article: Article) -> tuple[Marker, Marker]:
        whole = self._as_units[1].marks([article.title, *(part.text for part in article.parts)])
        return self._as_units if whole else self._as_words

    @cached_property
    def _as_words(self) -> tuple[Marker, Marker]:
        return markers(self._read.query, strict=self._read.request.exact, synonyms=self._read.synonyms)


def snippets(read: ReadQuery, articles: Sequence[Article]) -> Iterator[SafeString]:
    """Yield of each article that a search found its best passage as HTML, as the page of the search shows it.

    SQL query: one where people, places or organisations are chosen.
    """
    marks = ArticleMarks(read, chosen_names(read.request, [article.pk for article in articles]))
    return (marks.title_and_snippet(article, in_words=False)[1] for article in articles)


def chosen_names(request: SearchRequest, articles: Iterable[int]) -> dict[int, Names]:
    """Return by article where it names the people, places and organisations that a search is narrowed to.

    One SQL query where any is chosen. With today's provinces, the former ones are names of theirs.
    """
    entities = [choice.value for choice in request.choices if choice.facet in ENTITY_FACETS and not choice.excluded]
    chosen = {int(value) for value in entities if is_row_id(value)}
    if not chosen:
        return {}
    mentions = Mention.objects.filter(article__in=list(articles))
    if request.todays_provinces:
        mentions = mentions.filter(entity__in=Entity.objects.filter(pk__in=chosen).with_former_provinces().values("pk"))
    else:
        mentions = mentions.filter(entity__in=chosen)
    names: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    rows = mentions.shown().order_by("start").values_list("article", "start", "end", "entity")
    for article, start, end, entity in rows:
        names[article].append((start, end, entity))
    return dict(names)


def article_marks(read: ReadQuery, article: Article) -> list[Span]:
    """Return what an article shows of a search, as offsets into its running text (at most one SQL query)."""
    return ArticleMarks(read, chosen_names(read.request, [article.pk])).spans(article)
