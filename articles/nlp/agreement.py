"""Names made to agree within an article, after it is read: one kind for one name, and no occurrence left out."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.nlp.found import Found
from articles.nlp.introductions import introductions
from articles.nlp.kinds import Kind
from articles.nlp.syllables import is_syllable

_SHORTEST: Final = 2

Kinds = dict[str, Counter[Kind]]


def agree(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the names of a text with those added and those kinds changed that the rest of the article calls for."""
    kinds = _kinds(text, found)
    agreed = [replace(name, kind=_kind(name, kinds[text[name.start : name.end]])) for name in found]
    with_short = _with([short for short, _ in introductions(text, agreed)], agreed)
    return _with(_occurrences(text, _kinds(text, with_short)), with_short)


def _kinds(text: str, found: Sequence[Found]) -> Kinds:
    kinds: Kinds = defaultdict(Counter)
    for name in found:
        kinds[text[name.start : name.end]][name.kind] += 1
    return kinds


def _kind(name: Found, kinds: Counter[Kind]) -> Kind:
    """Return the kind that most occurrences have, its own where no kind has most."""
    common, times = kinds.most_common(1)[0]
    return common if times * 2 > kinds.total() else name.kind


def _with(more: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Return the names found with those of `more` that overlap none, in order."""
    names = list(found)
    for name in more:
        if not any(name.overlaps(other) for other in names):
            names.append(name)
    return sorted(names, key=lambda name: name.start)


def _occurrences(text: str, kinds: Kinds) -> list[Found]:
    """Return every occurrence in `text` of the names that are unmistakable, the longest names first."""
    names = sorted(filter(_is_unmistakable, kinds), key=len, reverse=True)
    return [
        Found(match.start(), match.end(), kinds[name].most_common(1)[0][0])
        for name in names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def _is_unmistakable(name: str) -> bool:
    """Tell whether a name is one wherever it stands; a single syllable, as "Còn", may be a word."""
    return len(name) >= _SHORTEST and name[0].isupper() and (" " in name or name.isupper() or not is_syllable(name))
