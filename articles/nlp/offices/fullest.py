"""Of each person each office once, in its fullest words."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.found_offices import FoundOffice
from articles.nlp.offices.office_forms import office_form, says_all_of

# Offices of one person that another is compared with: nobody has more, but a text made to be slow may say so.
_MOST: Final = 50


def fullest_of_each(text: str, mentions: Sequence[NamedSpan], found: Sequence[FoundOffice]) -> list[FoundOffice]:
    """Return for each person the offices of which no fuller form was found, the first where two are as full."""
    by_person: dict[str, list[FoundOffice]] = defaultdict(list)
    for one in sorted(found, key=lambda office: (office.start, office.holder)):
        own = by_person[mentions[one.holder].name]
        if any(_says(text, other, one) for other in own[-_MOST:]):
            continue
        own[-_MOST:] = [other for other in own[-_MOST:] if not _says(text, one, other)]
        own.append(one)
    return sorted((one for own in by_person.values() for one in own), key=lambda office: (office.start, office.holder))


def _says(text: str, full: FoundOffice, short: FoundOffice) -> bool:
    one, other = (office_form(text[office.start : office.end]) for office in (full, short))
    return full.former >= short.former and says_all_of(one, other)
