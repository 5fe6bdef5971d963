"""The quotations by which articles were found: those that say what a search looks for in quotations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from articles.models import Article, Quotation
from articles.search.answer.highlight import Marker, markers
from articles.search.query.language.tree import InQuotation
from articles.search.query.reading import ReadQuery
from articles.search.ranking.operator_clauses import Forms, OperandReader
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

    One SQL query where it does.
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
    return found


def quotations_saying(read: ReadQuery, rows: Iterable[Quotation]) -> list[QuotationHit]:
    """Return those of some quotations, in their order, that say what a search looks for in quotations.

    Their articles are loaded, and their mentions with their entities.
    """
    wanted = [_Wanted(node, read) for node in read.query.wanted.nodes() if isinstance(node, InQuotation)]
    _, marker = markers(read.query, strict=read.request.exact, units=read.units)
    return [_hit(row, marker) for row in rows if any(one.is_said_by(row) for one in wanted)]


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

    def is_said_by(self, row: Quotation) -> bool:
        """Tell whether a quotation is by one of the speakers and has all words; its article is loaded."""
        if self._speakers is not None and (not row.mention or str(row.mention.entity_id) not in self._speakers):
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
