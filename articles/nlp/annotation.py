"""Annotates an article: its words, and its mentions of people, places and organisations."""

from dataclasses import dataclass
from typing import Final

from articles.nlp.coreference.joining import unify
from articles.nlp.coreference.local_bodies import is_common_body
from articles.nlp.coreference.people import is_ambiguous_person
from articles.nlp.names.found_names import NameKind
from articles.nlp.names.recogniser import model_hash, shipped_recogniser
from articles.nlp.words.offsets import plain_text
from articles.nlp.words.segmenter import SEGMENTER, segment
from articles.text.protected_names import is_protected_name

# To be raised with any change of the code, or of the lists in `rule_words`, that gives a text other words or names.
_RULES: Final = 17
# Changes with the segmenter, the models, the lists and the rules: the same version annotates a text the same way.
VERSION: Final = f"{SEGMENTER}, entities {_RULES}.{model_hash()}"


@dataclass(frozen=True, slots=True)
class RecognisedName:
    """A mention: its offsets, its `text` as it stands there, and its canonical `name` (NFC) within the article."""

    start: int
    end: int
    kind: NameKind
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """The words (start, end) and the mentions of a text, in order; offsets count its characters."""

    words: tuple[tuple[int, int], ...]
    mentions: tuple[RecognisedName, ...]


def annotate(text: str) -> Annotation:
    """Return the words and mentions of `text`, one paragraph a line; the first call loads the models."""
    plain = plain_text(text)
    words = segment(plain)
    found = shipped_recogniser().recognise(plain.text, words)
    mentions: list[RecognisedName] = []
    for name, one in zip(unify(plain.text, found), found, strict=True):
        start, end = plain.original(one.start, one.end)
        mentions.append(RecognisedName(start, end, one.kind, text[start:end], name))
    return Annotation(tuple(plain.originals(words)), tuple(mentions))


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
