"""The quotations by which articles were found: those that say what a search looks for in quotations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.utils.safestring import SafeString

from articles.models import Article, Quotation
from articles.search.answer.highlight import Marker, markers
from articles.search.fields import is_post_value
from articles.search.index.article_quotations import posts_in_articles
from articles.search.query.language.tree import InQuotation
from articles.search.query.reading import ReadQuery
from articles.search.ranking.operator_clauses import Forms, OperandReader
from articles.search.ranking.unit_clauses import unit_forms
from articles.text.packing import Span
from articles.text.running_text import BODY, Part
from articles.text.terms import TextTerms, terms
from haystack_engines import Phrase

# A field that stands for the words of a quotation, of whichever part of the article.
_FIELD: Final = "text"
# A quotation of more characters, such as an answer of an interview, shows only its best passage in a list of hits.
_SHOWN_WHOLE: Final = 400


@dataclass(frozen=True, slots=True)
class QuotationHit:
    """A quotation found, with its article, mention and entity loaded.

    `marks` is what is marked in it, as offsets into it; `passage` its words as HTML, of a long one the best passage.
    """

    quotation: Quotation
    marks: tuple[Span, ...]
    passage: SafeString


def quotations_found(read: ReadQuery, articles: Iterable[Article]) -> Mapping[int, tuple[QuotationHit, ...]]:
    """Return by article its quotations that a search finds, in order; {} where it looks for none.

    Where the words may stand outside of them, those with most of the words come first. One SQL query where it looks for
    any, one more where for holders of posts.
    """
    if not read.in_quotations:
        return {}
    by_id = {article.pk: article for article in articles}
    rows = list(
        Quotation.objects.filter(article__in=by_id).select_related("mention__entity").order_by("article", "start")
    )
    for row in rows:
        row.article = by_id[row.article_id]
    found: dict[int, tuple[QuotationHit, ...]] = defaultdict(tuple)
    for hit in quotations_saying(read, rows):
        found[hit.quotation.article_id] += (hit,)
    if not read.own_units:
        return found
    return {pk: tuple(sorted(hits, key=partial(_units_lacking, read))) for pk, hits in found.items()}


def _units_lacking(read: ReadQuery, hit: QuotationHit) -> int:
    said = terms(_words(hit.quotation))
    return sum(not _has_any(unit_forms(unit, _FIELD), said) for unit in read.own_units if unit.is_demanded)


def quotations_saying(read: ReadQuery, rows: Iterable[Quotation]) -> list[QuotationHit]:
    """Return those of some quotations, in their order, that say what a search looks for in quotations.

    Their articles are loaded, and their mentions with their entities. One SQL query where holders of posts say it.
    """
    wanted = [_Wanted(node, read) for node in read.query.wanted.nodes() if isinstance(node, InQuotation)]
    rows = list(rows)
    posts = posts_in_articles({row.article_id for row in rows}) if any(one.by_posts for one in wanted) else {}
    _, marker = markers(read.query, strict=read.request.exact, units=read.units)
    return [_hit(row, marker) for row in rows if any(one.is_said_by(row, posts) for one in wanted)]


def _hit(row: Quotation, marker: Marker) -> QuotationHit:
    words = _words(row)
    passage = marker.marked(words) if len(words) <= _SHOWN_WHOLE else marker.snippet([Part(BODY, words, 0)])
    return QuotationHit(row, tuple(marker.spans(words)), passage)


class _Wanted:
    """What a search looks for in one quotation."""

    def __init__(self, node: InQuotation, read: ReadQuery) -> None:
        operands = OperandReader(read.units, exact=read.request.exact)
        self._speakers = node.speakers
        self._ways = operands.operands_of(node.group, _FIELD)

    @property
    def by_posts(self) -> bool:
        """Whether holders of posts are to say it."""
        return any(map(is_post_value, self._speakers or ()))

    def is_said_by(self, row: Quotation, posts: Mapping[tuple[int, int], Collection[str]]) -> bool:
        """Tell whether a quotation is by one of the speakers and has all words; its article is loaded.

        `posts` has by article and entity the posts that the article gives it.
        """
        if self._speakers is not None:
            entity = row.mention.entity_id if row.mention else 0
            if {str(entity), *posts.get((row.article_id, entity), ())}.isdisjoint(self._speakers):
                return False
        said = terms(_words(row))
        return any(all(_has_any(forms, said) for forms in operands) for operands in self._ways)


def _words(row: Quotation) -> str:
    return row.article.text[row.start : row.end]


def _has_any(forms: Forms, said: TextTerms) -> bool:
    return any(_spaced(phrase.terms) in _spaced(_terms_of(phrase, said)) for phrase in forms)


def _terms_of(phrase: Phrase, said: TextTerms) -> list[str]:
    return said.exact if phrase.field == _FIELD else said.folded


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
