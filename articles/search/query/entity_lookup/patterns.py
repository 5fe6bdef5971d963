"""Matches a name as it stands in a query with the names in the database."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.search.query.language.tree import NameCondition
from articles.text.normal import fold, has_marks, nfc
from articles.text.short_forms import expansions, same_names
from articles.text.terms import TextToken, terms, tokens


@dataclass(frozen=True, slots=True)
class NamePattern:
    """The syllables of a name, and for each whether its marks count; `letters` is a prefix in place of the last."""

    syllables: tuple[TextToken, ...]
    strict: tuple[bool, ...]
    letters: str = ""

    def is_in(self, text: str) -> bool:
        """Tell whether the pattern occurs in a name."""
        if not self._may_occur(text):  # takes a fifth of the time of what follows
            return False
        if len(self.syllables) == 1 and not self.letters:
            return True
        found, length = tokens(text), len(self.syllables)
        return any(self._matches(text, found[i : i + length]) for i in range(len(found) - length + 1))

    def is_all_of(self, text: str) -> bool:
        """Tell whether the pattern is a whole name."""
        return not self.letters and len(terms(text).exact) == len(self.syllables) and self.is_in(text)

    def starts(self) -> Iterator[tuple[str, bool]]:
        """Yield how names with the pattern go on from one of their words, folded; true where it ends a whole word."""
        folded = [token.folded for token in self.syllables]
        if self.letters:
            yield " ".join([*folded[:-1], fold(self.letters)]), False
        yield " ".join(folded), True

    def _may_occur(self, text: str) -> bool:
        """Tell whether a name has every syllable of the pattern in any order, leaving out a last that is a prefix."""
        exact, folded = terms(text)
        whole = list(zip(self.syllables, self.strict, strict=True))[: -1 if self.letters else None]
        return all(token.exact in exact if strict else token.folded in folded for token, strict in whole)

    def _matches(self, text: str, found: list[TextToken]) -> bool:
        *whole, last = zip(self.syllables, self.strict, found, strict=True)
        return all(_same(*one) for one in whole) and (_same(*last) or self._has_prefix(text, last[2], strict=last[1]))

    def _has_prefix(self, text: str, token: TextToken, *, strict: bool) -> bool:
        written = nfc(text[token.start : token.end]).lower()
        if strict:
            return bool(self.letters) and written.startswith(self.letters)
        return bool(self.letters) and fold(written).startswith(fold(self.letters))


def name_patterns(node: NameCondition, *, exact: bool) -> tuple[NamePattern, ...]:
    """Return the patterns of a name: as typed, and its other names and full forms.

    Marks count where they were typed; with `exact`, they count on every syllable.
    """
    typed = node.word
    strict = tuple(exact or marked for marked in typed.marked)
    others = () if node.letters else (*same_names(typed.text), *expansions(typed.text))
    return NamePattern(typed.syllables, strict, node.letters), *map(_of, others)


def loosened(patterns: tuple[NamePattern, ...]) -> tuple[NamePattern, ...]:
    """Return the patterns with no marks counting."""
    return tuple(NamePattern(one.syllables, (False,) * len(one.strict), one.letters) for one in patterns)


def _of(name: str) -> NamePattern:
    syllables = tokens(name)
    return NamePattern(tuple(syllables), tuple(has_marks(name[s.start : s.end]) for s in syllables))


def _same(typed: TextToken, strict: bool, other: TextToken) -> bool:
    return typed.exact == other.exact if strict else typed.folded == other.folded
