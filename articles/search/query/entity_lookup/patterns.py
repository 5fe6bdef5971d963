"""A name as a query gives it, compared with the names that there are."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.search.query.language.tree import NameCondition
from articles.text.normal import fold, has_marks, nfc
from articles.text.short_forms import expansions, same_names
from articles.text.terms import TextToken, terms, tokens


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name's syllables, and for each whether its marks count; `letters` are what the last begins with, if not ""."""

    syllables: tuple[TextToken, ...]
    strict: tuple[bool, ...]
    letters: str = ""

    def is_in(self, text: str) -> bool:
        """Tell whether the pattern stands somewhere in a name."""
        if not self._may_stand(text):  # which is told in a fifth of the time
            return False
        if len(self.syllables) == 1 and not self.letters:
            return True
        found, length = tokens(text), len(self.syllables)
        return any(self._stands(text, found[i : i + length]) for i in range(len(found) - length + 1))

    def is_all_of(self, text: str) -> bool:
        """Tell whether the pattern is a whole name."""
        return not self.letters and len(terms(text).exact) == len(self.syllables) and self.is_in(text)

    def starts(self) -> Iterator[tuple[str, bool]]:
        """Yield what such names are from one of their words on, folded; true where that ends with a whole word."""
        folded = [token.folded for token in self.syllables]
        if self.letters:
            yield " ".join([*folded[:-1], fold(self.letters)]), False
        yield " ".join(folded), True

    def _may_stand(self, text: str) -> bool:
        """Tell whether a name has every syllable of the pattern but the last, and the last where it is whole."""
        exact, folded = terms(text)
        whole = list(zip(self.syllables, self.strict, strict=True))[: -1 if self.letters else None]
        return all(token.exact in exact if strict else token.folded in folded for token, strict in whole)

    def _stands(self, text: str, found: list[TextToken]) -> bool:
        *whole, last = zip(self.syllables, self.strict, found, strict=True)
        return all(_same(*one) for one in whole) and (_same(*last) or self._begins(text, last[2], strict=last[1]))

    def _begins(self, text: str, token: TextToken, *, strict: bool) -> bool:
        written = nfc(text[token.start : token.end]).lower()
        if strict:
            return bool(self.letters) and written.startswith(self.letters)
        return bool(self.letters) and fold(written).startswith(fold(self.letters))


def name_patterns(node: NameCondition, *, exact: bool) -> tuple[NamePattern, ...]:
    """Return what a name is looked for by: as typed, and the other names and full forms that it stands for.

    Marks count where they were typed, or with `exact` everywhere.
    """
    typed = node.word
    strict = tuple(exact or marked for marked in typed.marked)
    others = () if node.letters else (*same_names(typed.text), *expansions(typed.text))
    return NamePattern(typed.syllables, strict, node.letters), *map(_of, others)


def loosened(found: tuple[NamePattern, ...]) -> tuple[NamePattern, ...]:
    """Return the patterns with no mark counting."""
    return tuple(NamePattern(one.syllables, (False,) * len(one.strict), one.letters) for one in found)


def _of(name: str) -> NamePattern:
    syllables = tokens(name)
    return NamePattern(tuple(syllables), tuple(has_marks(name[s.start : s.end]) for s in syllables))


def _same(typed: TextToken, strict: bool, other: TextToken) -> bool:
    return typed.exact == other.exact if strict else typed.folded == other.folded
