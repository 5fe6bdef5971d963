"""Quotations as pages show them: the words, the sentence around them, the speaker and the place in the article."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Article, Entity, Office, Quotation, SaidHow
from articles.search.answer.quotations_found import QuotationHit
from articles.text.sentences import sentences

# Characters of the sentence that are shown on each side of what is said.
_AROUND: Final = 300

_MEMBER: Final = re.compile(r"(?:ủy|uỷ) viên|đại biểu", re.IGNORECASE)

# An article, and somebody who holds an office in it.
_Holder = tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuotationItem:
    """A quotation with what its sentence has `before` and `after` it; `cue` is "" where nothing reports it.

    `entity` is the speaker where the archive knows one, `words` those for the speaker, "" where there are none;
    `office` what the article says the speaker to be. It begins at `start` in the article; `address` is that of its
    place there, `statement` that of all its versions. `others` is how many other articles have the statement, as far as
    they were looked for. `passage` is what a search shows of it as HTML, "" outside of a search.
    """

    article: Article
    kind: SaidHow
    start: int
    before: str
    said: str
    after: str
    entity: Entity | None
    words: str
    office: str
    cue: str
    address: str
    statement: str
    passage: str
    others: int

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.start + len(self.said)

    @property
    def passage_text(self) -> str:
        """What a search shows of it, as text."""
        return unescape(strip_tags(self.passage))

    @property
    def sentence(self) -> str:
        """The quotation with the sentence around it."""
        return f"{self.before}{self.said}{self.after}"

    @property
    def speaker(self) -> str:
        """The name of the speaker in the archive, else the words for the speaker."""
        return self.entity.name if self.entity else self.words

    @property
    def signature(self) -> str:
        """The speaker with the office, as far as the article names them: "Bùi Thanh Sơn, Bộ trưởng Ngoại giao"."""
        return ", ".join(filter(None, (str(self.entity or self.speaker), self.office)))


def quotation_items(
    rows: Iterable[Quotation],
    versions: Mapping[int, Sequence[Quotation]] = MappingProxyType({}),
    passages: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[QuotationItem]:
    """Yield quotations as items; their articles are loaded, and their mentions by `select_related`.

    By the id of each, `versions` are its other versions, and `passages` what a search shows of it as HTML. One SQL
    query, for the offices of the speakers.
    """
    rows = list(rows)
    offices = _offices(rows)
    return (_item(row, offices, passages.get(row.pk, ""), versions.get(row.pk, ())) for row in rows)


def items_of_hits(hits: Iterable[Sequence[QuotationHit]]) -> Iterator[list[QuotationItem]]:
    """Yield the quotations of each hit of a search as items, as `quotation_items` does (one SQL query)."""
    found = list(hits)
    offices = _offices([one.quotation for quotations in found for one in quotations])
    return ([_item(one.quotation, offices, one.passage) for one in quotations] for quotations in found)


def _item(
    row: Quotation, offices: Mapping[_Holder, str], passage: str = "", others: Sequence[Quotation] = ()
) -> QuotationItem:
    article, text = row.article, row.article.text
    entity = row.mention.entity if row.mention and not row.mention.entity.hidden else None
    start, end = _around(text, row)
    before, after, said = text[start : row.start], text[row.end : end], text[row.start : row.end]
    return QuotationItem(
        article=article,
        kind=SaidHow(row.kind),
        start=row.start,
        before=before if len(before) <= _AROUND else f"… {before[-_AROUND:]}",
        said=said,
        after=after if len(after) <= _AROUND else f"{after[:_AROUND]} …",
        entity=entity,
        words="" if row.speaker_start is None else text[row.speaker_start : row.speaker_end],
        office=offices.get((row.article_id, entity.pk), "") if entity else "",
        cue=text[row.cue_start : row.cue_end],
        address=f"{article.get_absolute_url()}?said={row.start}#passage-1",
        statement=reverse("statement", args=[article.pk, row.start]),
        others=len({other.article_id for other in others}),
        passage=passage,
    )


def _offices(rows: Sequence[Quotation]) -> dict[_Holder, str]:
    """Return what the articles of quotations say their speakers to be.

    The post with its body in the fullest words, before a seat in a body, else what is said first; what somebody was
    once counts only where nothing else is said.
    """
    articles = {row.article_id: row.article for row in rows if row.mention}
    if not articles:
        return {}
    speakers = {row.mention.entity_id for row in rows if row.mention}
    found: dict[_Holder, tuple[bool, bool, bool, int, str]] = {}
    rows_of = Office.objects.filter(article__in=articles, mention__entity__in=speakers)
    columns = ("article", "start", "end", "mention__entity", "post__in_body", "former")
    for article, start, end, entity, in_body, former in rows_of.values_list(*columns):
        words = articles[article].text[start:end]
        is_post = in_body and not _MEMBER.match(words)
        rated = (not former, is_post, in_body, len(words) if in_body else -start, words)
        found[article, entity] = max(found.get((article, entity), rated), rated)
    return {holder: rated[-1] for holder, rated in found.items()}


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
