"""Offers other searches where one in quotations finds nothing.

They are for quotations of the speaker in articles that have the words, for articles that name the speaker, that have
the words elsewhere or, where there are none of these, for all that the speaker said. `noi:` may be `nơi:`, a place.
Where no article has that, `nói:` is offered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from articles.models import EntityKind
from articles.search.answer.side_offers import SideOffer, SideOfferKind, offer
from articles.search.fields import FACET_BY_KIND, FACETS, PLACE_OR_SPEAKER, SPEAKER, QueryField
from articles.search.parse_warnings import ParseWarning
from articles.search.query.language.scanner import QueryToken, QueryTokenKind, Scanner
from articles.search.query.reading import ReadQuery, read_query
from articles.text.normal import nfc

_FIELDS: Final = {facet: facet.query for facet in FACETS if facet.query}
_SPEAKER: Final = _FIELDS[SPEAKER]
_NAMES: Final = [_FIELDS[FACET_BY_KIND[kind]] for kind in EntityKind]
_WITHOUT_BRACKETS: Final = (QueryTokenKind.WORD, QueryTokenKind.PHRASE)
_NAME_OF_FIELD: Final = re.compile(r"([^\W\d_]+):")


def quotation_offers(read: ReadQuery) -> Iterator[SideOffer]:
    """Yield what to offer beside a search that found nothing: searches that find something. Raises SearchFailed.

    There are none for a name of too many speakers, which takes long to look up in other ways, too.
    """
    if any(note.warning is ParseWarning.SPEAKERS for note in read.query.notes):
        return
    query = nfc(read.request.query)
    # Behind a quotation mark that is not closed, a field has no value.
    tokens = [token for token in Scanner(query).tokens() if token.text != token.prefix]
    spoken = [token for token in tokens if token.field in (_SPEAKER, *([PLACE_OR_SPEAKER] if _speaks(read) else ()))]
    meant = [token for token in tokens if token.field is PLACE_OR_SPEAKER and token not in spoken]
    found = [(SideOfferKind.NAMED, _renamed(query, spoken, field)) for field in _NAMES if spoken]
    found += [(SideOfferKind.SAID, _renamed(query, meant, _SPEAKER))] if meant else []
    offers = _beside_words(read, query, spoken)
    offers += [offer(kind, read.request.with_query(text), text) for kind, text in found]
    if read.request.quoted and query:
        offers.append(offer(SideOfferKind.ANYWHERE, replace(read.request, quoted=False, page=1), query))
    if not any(one.articles for one in offers) and (alone := _speakers_alone(query, spoken)) not in ("", query):
        offers.append(offer(SideOfferKind.ALONE, read.request.with_query(alone), alone))
    yield from (one for one in offers if one.articles)


def _speaks(read: ReadQuery) -> bool:
    """Tell whether `noi:` was read as who speaks."""
    return any(note.warning is ParseWarning.SPEAKER for note in read.query.notes)


def _beside_words(read: ReadQuery, query: str, spoken: Sequence[QueryToken]) -> list[SideOffer]:
    """Return the offer of what the speakers say in articles that have the words."""
    if read.request.wider or not (spoken or read.request.quoted):
        return []
    wider = replace(read.request, wider=True, page=1)
    is_other = any(note.warning is ParseWarning.AROUND for note in read_query(wider).query.notes)
    return [offer(SideOfferKind.BESIDE, wider, query, relax=True)] if is_other else []


def _typed_name(token: QueryToken) -> str:
    found = _NAME_OF_FIELD.search(token.prefix)
    return found[1].lower() if found else ""


def _speakers_alone(query: str, tokens: Sequence[QueryToken]) -> str:
    """Return the names of speakers in a query as typed, with their fields; "" where one is excluded or in brackets."""
    if any(token.kind not in _WITHOUT_BRACKETS or token.negated for token in tokens):
        return ""
    return " ".join(query[_start(query, token) : _end(token)] for token in tokens)


def _start(query: str, token: QueryToken) -> int:
    return query.rindex(token.prefix, 0, token.start)


def _end(token: QueryToken) -> int:
    return token.start + len(token.text) + (token.kind is QueryTokenKind.PHRASE)


def _renamed(query: str, tokens: Sequence[QueryToken], field: QueryField) -> str:
    """Return a query with another field before some of its tokens, in the language in which they have theirs."""
    for token in reversed(tokens):
        name = field.name if _typed_name(token) == token.field.name else field.vietnamese
        start = _start(query, token)
        prefix = _NAME_OF_FIELD.sub(f"{name}:", token.prefix)
        query = query[:start] + prefix + query[start + len(token.prefix) :]
    return query
