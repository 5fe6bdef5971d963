"""One pass over an article: its words, and the people, places and organisations it names."""

from dataclasses import dataclass
from typing import Final

from articles.nlp.coreference.joining import unify
from articles.nlp.coreference.local_bodies import is_common
from articles.nlp.coreference.people import says_too_little
from articles.nlp.names.found_names import NameKind
from articles.nlp.names.recogniser import model_hash, shipped_recogniser
from articles.nlp.words.offsets import plain_text
from articles.nlp.words.segmenter import SEGMENTER, segment

# To be raised with any change of the code, or of the lists in `phrases`, that gives a text other words or names.
_RULES: Final = 9
# Changes whenever the same text would be annotated otherwise: another segmenter, model, list or rule.
VERSION: Final = f"{SEGMENTER}, entities {_RULES}.{model_hash()}"


@dataclass(frozen=True, slots=True)
class RecognisedName:
    """A name where it stands: `text` is `text[start:end]`, `name` (NFC) what it is called within the article."""

    start: int
    end: int
    kind: NameKind
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """The words (start, end) and the mentions of one text, in order, offsets in its characters."""

    words: tuple[tuple[int, int], ...]
    mentions: tuple[RecognisedName, ...]


def annotate(text: str) -> Annotation:
    """Return the words and the names of `text`, whose paragraphs are lines; models load on the first call."""
    plain = plain_text(text)
    words = segment(plain)
    found = shipped_recogniser().recognise(plain.text, words)
    mentions: list[RecognisedName] = []
    for name, one in zip(unify(plain.text, found), found, strict=True):
        start, end = plain.original(one.start, one.end)
        mentions.append(RecognisedName(start, end, one.kind, text[start:end], name))
    return Annotation(tuple(plain.originals(words)), tuple(mentions))


def identifies(mention: RecognisedName) -> bool:
    """Tell whether a mention says by itself who or what is meant, in any article.

    Not so: people of whom the newspaper gives initials ("em T.") or a Vietnamese given name alone ("anh Vũ"), and
    bodies that every place has ("UBND huyện").
    """
    if mention.kind == "organization":
        return not is_common(mention.name)
    return mention.kind != "person" or not says_too_little(mention.name)
