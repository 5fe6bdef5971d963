"""The quotations of articles, written and read as rows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from articles.models import Quotation, StatementKey
from articles.models.bulk_rows import add_rows
from articles.text.quotation_spans import QuotationRow

_COLUMNS = QuotationRow._fields


def write_quotations(found: Mapping[int, Sequence[QuotationRow]]) -> None:
    """Replace the quotations of articles, given by article id, whose texts are stored by now.

    For use within a transaction.
    """
    Quotation.objects.filter(article__in=found).delete()
    add_rows(Quotation, ["article", *_COLUMNS], ((article, *row) for article, rows in found.items() for row in rows))
    StatementKey.objects.renew({article: [(row.start, row.end) for row in rows] for article, rows in found.items()})


def quotation_rows(ids: Collection[int]) -> dict[int, list[QuotationRow]]:
    """Return the quotations of articles as `write_quotations` takes them."""
    found: dict[int, list[QuotationRow]] = defaultdict(list)
    for article, *row in Quotation.objects.filter(article__in=ids).values_list("article", *_COLUMNS):
        found[article].append(QuotationRow(*row))
    return found


def moved_row(row: QuotationRow, offset: Callable[[int], int], mentions: Collection[int]) -> QuotationRow:
    """Return a quotation of a text that was rewritten: `offset` tells where a place of it is now.

    `mentions` are the starts, in the text as it was, of the mentions that stay; without its own a speaker is nobody.
    """
    start, end, kind, speaker_start, speaker_end, mention_start, cue_start, cue_end = row
    return QuotationRow(
        offset(start),
        offset(end),
        kind,
        None if speaker_start is None else offset(speaker_start),
        None if speaker_end is None else offset(speaker_end),
        offset(mention_start) if mention_start is not None and mention_start in mentions else None,
        offset(cue_start),
        offset(cue_end),
    )
