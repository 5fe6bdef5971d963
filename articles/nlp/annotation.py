"""Annotates an article: its words, its mentions, what people are said to be, and who said what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, Self

from articles.nlp.coreference.joining import unify
from articles.nlp.coreference.local_bodies import is_common_body
from articles.nlp.coreference.people import is_ambiguous_person
from articles.nlp.names.found_names import NameKind
from articles.nlp.names.recogniser import model_hash, shipped_recogniser
from articles.nlp.offices.found_offices import FoundOffice
from articles.nlp.offices.office_bodies import body_of
from articles.nlp.offices.office_finding import find_offices
from articles.nlp.quotations.finder import find_quotations
from articles.nlp.quotations.found import FoundQuotation
from articles.nlp.words.offsets import PlainText, plain_text
from articles.nlp.words.segmenter import SEGMENTER, segment
from articles.text.protected_names import is_protected_name

# To be raised with any change of the code, or of the lists in `rule_words`, that gives a text other words or names, and
# of the code or the lists of `offices` that gives it other offices.
_RULES: Final = 24
# To be raised with any change of `quotations` that gives a text other quotations.
_QUOTATION_RULES: Final = 11
# Changes with the segmenter, the models, the lists and the rules: the same version annotates a text the same way.
VERSION: Final = f"{SEGMENTER}, entities {_RULES}.{model_hash()}, quotations {_QUOTATION_RULES}"


class NamedOffice(NamedTuple):
    """An office as it is kept with the mention of its holder: its offsets, its words as they stand there, its body."""

    start: int
    end: int
    text: str
    former: bool
    body: str


@dataclass(frozen=True, slots=True)
class RecognisedName:
    """A mention: its offsets, its `text` as it stands there, and its canonical `name` (NFC) within the article.

    `offices` are those that were found beside it.
    """

    start: int
    end: int
    kind: NameKind
    text: str
    name: str
    offices: tuple[NamedOffice, ...] = ()

    @classmethod
    def of(cls, values: Sequence[Any]) -> Self:
        """Return the mention of the values of its fields, as JSON has them; mentions of older archives lack offices."""
        start, end, kind, text, name, *offices = values
        return cls(start, end, kind, text, name, tuple(NamedOffice(*one) for one in (offices or [()])[0]))


@dataclass(frozen=True, slots=True)
class Annotation:
    """The words (start, end), the mentions and the quotations of a text, in order; offsets count its characters."""

    words: tuple[tuple[int, int], ...]
    mentions: tuple[RecognisedName, ...]
    quotations: tuple[FoundQuotation, ...] = ()


def annotate(text: str) -> Annotation:
    """Return the words, mentions with offices, and quotations of `text`, one paragraph a line.

    The first call loads the models.
    """
    plain = plain_text(text)
    words = segment(plain)
    found = shipped_recogniser().recognise(plain.text, words)
    named = [
        RecognisedName(one.start, one.end, one.kind, plain.text[one.start : one.end], name)
        for name, one in zip(unify(plain.text, found), found, strict=True)
    ]
    offices: defaultdict[int, list[NamedOffice]] = defaultdict(list)
    found_offices = find_offices(plain.text, words, named)
    for office in found_offices:
        offices[office.holder].append(_office(text, plain, office, body_of(plain.text, office, named)))
    mentions = (_in_original(text, plain, one, tuple(offices[at])) for at, one in enumerate(named))
    said = find_quotations(plain.text, words, named, found_offices)
    quotations = (_quotation_in_original(text, one, plain) for one in said)
    return Annotation(tuple(plain.originals(words)), tuple(mentions), tuple(quotations))


def _in_original(
    text: str, plain: PlainText, mention: RecognisedName, offices: tuple[NamedOffice, ...]
) -> RecognisedName:
    start, end = plain.original(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=text[start:end], offices=offices)


def _office(text: str, plain: PlainText, found: FoundOffice, body: str) -> NamedOffice:
    start, end = plain.original(found.start, found.end)
    return NamedOffice(start, end, text[start:end], found.former, body)


def _quotation_in_original(text: str, quotation: FoundQuotation, plain: PlainText) -> FoundQuotation:
    """Return a quotation as the original has it: its offsets and the speaker's name, which were found in plain text."""
    speaker = quotation.speaker
    at = plain.text.find(speaker.name) if plain.clusters and speaker.name else -1
    if at >= 0:
        speaker = replace(speaker, name=text[slice(*plain.original(at, at + len(speaker.name)))])
    if speaker.start is not None and speaker.end is not None:
        start, end = plain.original(speaker.start, speaker.end)
        speaker = replace(speaker, start=start, end=end)
    start, end = plain.original(quotation.start, quotation.end)
    cue = (start, start)
    if quotation.cue_start < quotation.cue_end:
        cue = plain.original(quotation.cue_start, quotation.cue_end)
    return FoundQuotation(start, end, quotation.kind, speaker, *cue)


def identifies(mention: RecognisedName) -> bool:
    """Tell whether a mention's name identifies somebody or something across articles.

    These do not: a name that the paper protects by an initial ("Nguyễn Thị H."), a Vietnamese given name alone ("anh
    Vũ"), and a body that every place has ("UBND huyện").
    """
    if is_protected(mention):
        return False
    if mention.kind == "organization":
        return not is_common_body(mention.name)
    return mention.kind != "person" or not is_ambiguous_person(mention.name)


def is_protected(mention: RecognisedName) -> bool:
    """Tell whether the paper protects the mentioned by an initial, which the article nowhere spells out."""
    return is_protected_name(mention.kind, mention.name)
