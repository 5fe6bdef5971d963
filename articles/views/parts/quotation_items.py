"""Quotations as pages show them: the words, the sentence around them, the speaker and the place in the article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from django.urls import reverse

from articles.models import Article, Entity, Quotation
from articles.text.sentences import sentences
from articles.text.terms import tokens

# Characters of the sentence that are shown on each side of what is said.
_AROUND: Final = 300


@dataclass(frozen=True, slots=True)
class QuotationItem:
    """A quotation with what its sentence has `before` and `after` it; `cue` is "" where nothing reports it.

    `entity` is the speaker where the archive knows one, `speaker` the words for the speaker, "" where there are none.
    `address` is that of its place in the article, `statement` that of all its versions; `others` is how many other
    articles have the statement, as far as they were looked for.
    """

    article: Article
    kind: str
    before: str
    said: str
    after: str
    entity: Entity | None
    speaker: str
    cue: str
    address: str
    statement: str
    others: int


def quotation_items(
    rows: Iterable[Quotation], versions: Mapping[int, Sequence[Quotation]] | None = None
) -> Iterator[QuotationItem]:
    """Yield quotations as items; their articles are loaded, and their mentions by `select_related`.

    `versions` are the other versions of each, by its id.
    """
    for row in rows:
        article, text = row.article, row.article.text
        entity = row.mention.entity if row.mention and not row.mention.entity.hidden else None
        start, end = _around(text, row)
        before, after = text[start : row.start], text[row.end : end]
        speaker = "" if row.speaker_start is None else text[row.speaker_start : row.speaker_end]
        yield QuotationItem(
            article=article,
            kind=row.get_kind_display(),
            before=before if len(before) <= _AROUND else f"… {before[-_AROUND:]}",
            said=text[row.start : row.end],
            after=after if len(after) <= _AROUND else f"{after[:_AROUND]} …",
            entity=entity,
            speaker=speaker,
            cue=text[row.cue_start : row.cue_end],
            address=f"{article.get_absolute_url()}?said={row.start}#passage-1",
            statement=reverse("statement", args=[article.pk, row.start]),
            others=len({other.article_id for other in versions.get(row.pk, ())}) if versions else 0,
        )


def has_words(said: str, wanted: str) -> bool:
    """Tell whether what is said has all of some words, in any order; words typed without marks have any."""
    own = list(tokens(said))
    exact, folded = {token.exact for token in own}, {token.folded for token in own}
    return all(
        token.folded in folded if token.exact == token.folded else token.exact in exact for token in tokens(wanted)
    )


def _around(text: str, row: Quotation) -> tuple[int, int]:
    """Return the span of the sentences that have a quotation, its speaker and its cue."""
    places = [row.start, row.end, row.speaker_start, row.speaker_end]
    places += [row.cue_start, row.cue_end] if row.cue_start < row.cue_end else []
    known = [place for place in places if place is not None]
    first, last = min(known), max(known)
    begin = text.rfind("\n", 0, first) + 1
    line_end = text.find("\n", last)
    ends = [begin, *accumulate(map(len, sentences(text[begin : None if line_end < 0 else line_end])), initial=begin)]
    start = max(end for end in ends if end <= first)
    return start, next((end for end in ends if end >= last), ends[-1])
