"""Looks up in the archive what makes syllables one unit: names, words of the dictionary, frequent neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import product
from typing import Final

from django.db.models.functions import Coalesce

from articles.models import Entity, EntityKind
from articles.search.engine import EngineQuery, count_articles, counted_ahead
from articles.search.fields import TEXT_FIELDS, folded_field
from articles.search.query.language.tree import QueryWord
from articles.search.query.number_words import Form, fits
from articles.text.normal import fold
from articles.text.syllables import is_syllable_shaped, little_words
from articles.text.terms import folded_pairs, marking, markings
from haystack_engines import Clause, Filter, IndexReader, Or, Phrase

# Two syllables are a collocation where so many articles have them side by side, and either a good share of those that
# have the rarer one, or so many times more than by chance. Two words of an article stand side by side by chance in one
# of about 250 articles.
_LEAST_TOGETHER: Final = 5
_RARER_SHARE: Final = 0.3
_LIFT: Final = 100
# Two syllables that are a whole query are meant side by side: giá vàng. Without marks, chance has them so in many
# markings, of which the frequent ones count.
_LIFT_ALONE: Final = 1
_LIFT_ALONE_UNMARKED: Final = 25
_CHANCE: Final = 1 / 250
# Several single syllables are a title, Về nhà đi con, where this share of the articles with its rarest pair has it; of
# three, two thirds: "giá vàng tăng" is none.
_TITLE_SHARE: Final = 0.5
# A syllable typed without marks in a query that has some is so where this share of the articles with it in any marks
# writes it so.
_AS_TYPED_SHARE: Final = 0.05
# Markings of two syllables typed without marks that are tried, the most frequent ones.
_MARKINGS: Final = 3
# A word of another language is written in two words by chance in fewer articles; longer ones have many places for that.
_LEAST_SPLIT: Final = 3
_LONGEST_SPLIT: Final = 16
# Folded syllables whose "i" is printed as "y" too (`text.normal.spelling`).
_I_FOR_Y: Final = re.compile("(?:[hklmst]|qu)i")


@dataclass(frozen=True, slots=True)
class EntityName:
    """A name of an entity: its exact syllables, the entity's id, its number of articles, and whether it is a place."""

    form: Form
    entity: int
    articles: int
    is_place: bool


def entity_names(runs: Set[str]) -> dict[str, list[EntityName]]:
    """Return the names of visible entities among folded names, by these."""
    if not runs:
        return {}
    spelt = {key for run in runs for key in _with_i_or_y(run)}
    rows = Entity.objects.filter(folded_name__in=spelt, hidden=False).order_by()
    found: dict[str, list[EntityName]] = {}
    for name_key, folded_name, entity, articles, kind in rows.values_list(
        "name_key", "folded_name", Coalesce("merged_into", "pk"), "article_count", "kind"
    ):
        form = tuple(name_key.split())
        if len(form) == len(folded_name.split()):
            found.setdefault(" ".join(map(fold, form)), []).append(
                EntityName(form, entity, articles, kind == EntityKind.PLACE)
            )
    return found


def _with_i_or_y(folded: str) -> Iterator[str]:
    """Return a folded name in normal spelling, and with "y" for each "i" that is printed so too: mi tam, my tam."""
    ways = [(one, f"{one[:-1]}y") if _I_FOR_Y.fullmatch(one) else (one,) for one in folded.split()]
    return map(" ".join, product(*ways))


class UnitLookup:
    """What the index knows of the neighbouring words of a query."""

    def __init__(self, reader: IndexReader, *, marks_typed: bool) -> None:
        self._index = reader
        self._marks_typed = marks_typed

    def frequency(self, syllable: str) -> int:
        """Return how many articles have an exact syllable in their text."""
        return self._index.frequency("text", syllable)

    def folded_frequency(self, syllable: str) -> int:
        """Return how many articles have a folded syllable in their text."""
        return self._index.frequency(folded_field("text"), syllable)

    def short_form_frequency(self, short_form: str) -> int:
        """Return how many articles have a short form in capitals."""
        return self._index.frequency("short_forms", short_form)

    def lacks_marks(self, word: QueryWord) -> bool:
        """Tell whether a word typed without marks hardly stands so anywhere, but often with marks: phuong."""
        syllable = word.syllables[0]
        in_any_marks = self.folded_frequency(syllable.folded)
        return not word.marked[0] and self.frequency(syllable.exact) < in_any_marks * _AS_TYPED_SHARE

    def title(self, words: Sequence[QueryWord], *, any_marks: bool) -> tuple[tuple[Form, int], ...] | None:
        """Return the forms of words that the archive mostly writes in a row, () in any marks; None of other words."""
        folded = _folded(words)
        rarest = min(self._index.frequency("pairs", pair) for pair in folded_pairs(folded))
        if rarest < _LEAST_TOGETHER:
            return None
        form = tuple(folded if any_marks else [word.syllables[0].exact for word in words])
        articles = _articles_with(form, any_marks=any_marks)
        if articles < max(_LEAST_TOGETHER, rarest * max(_TITLE_SHARE, 2 / len(words))):
            return None
        return () if any_marks else ((form, articles),)

    def side_by_side(self, words: Sequence[QueryWord]) -> int:
        """Return how many articles have two words side by side in any marks; 0 for more than two words."""
        return self._index.frequency("pairs", "_".join(_folded(words))) if len(words) == 2 else 0

    def articles_with(self, form: Form) -> int:
        """Return how many articles have syllables side by side (a search)."""
        return _articles_with(form)

    def estimated_frequency(self, form: Form) -> int:
        """Return at most how many articles have syllables side by side, by the rarest pair among them."""
        pairs = folded_pairs(list(map(fold, form)))
        return min(self._index.frequencies("pairs", pairs).values()) if pairs else self.frequency(form[0])

    def is_joined(self, letters: str, spellings: Sequence[Form]) -> bool:
        """Tell whether the archive joins letters and a number, or has these letters mostly with this number."""
        joined = max(map(self.estimated_frequency, spellings))
        return self.frequency("".join(spellings[0])) > 0 or joined >= self.frequency(letters) * _RARER_SHARE

    def glued(self, words: Sequence[QueryWord]) -> tuple[tuple[Form, int], ...]:
        """Return words of another language apart and, where the archive writes them so, as one: Ocean Bank, OceanBank.

        () where it does not, or all of them are shaped like syllables.
        """
        form = tuple(word.syllables[0].exact for word in words)
        if any(any(word.marked) or not word.text.isalpha() for word in words) or all(map(is_syllable_shaped, form)):
            return ()
        together = self.frequency("".join(form))
        return ((form, self.estimated_frequency(form)), (("".join(form),), together)) if together else ()

    def split(self, word: QueryWord) -> tuple[Form, int] | None:
        """Return a word of another language in two, where the archive writes it so: VinFast as Vin Fast; or None."""
        exact = word.syllables[0].exact
        if any(word.marked) or not word.text.isalpha() or is_syllable_shaped(exact) or len(exact) > _LONGEST_SPLIT:
            return None
        if len(word.text) != len(exact):  # typed in other letters
            return None
        pairs = [f"{fold(word.text[:i])}_{fold(word.text[i:])}" for i in range(1, len(exact))]
        known = self._index.frequencies("pairs", pairs)
        ways = {(exact[:i], exact[i:]): _if_no_accident(word.text, i, known[pair]) for i, pair in enumerate(pairs, 1)}
        best = max(ways, key=lambda way: ways[way], default=None)
        return (best, ways[best]) if best and ways[best] else None

    def dictionary_words(self, words: Sequence[QueryWord]) -> Counter[Form]:
        """Return in which markings the segmenter found the words as one, and in how many articles each."""
        return self._markings(words, "compounds")

    def collocations(self, words: Sequence[QueryWord], *, alone: bool) -> Counter[Form]:
        """Return the markings in which two words stand side by side more often than by chance, with their articles.

        Two words `alone` in a query need to do so less often.
        """
        lift, possible = self._possible_collocations(words, alone=alone)
        counts = {form: _articles_with(form) for form in possible}
        return Counter(
            {form: articles for form, articles in counts.items() if self._is_collocation(form, articles, lift)}
        )

    def count_collocations_ahead(self, runs: Iterable[Sequence[QueryWord]], *, alone: bool) -> None:
        """Have an index on other machines count at once for what `collocations` will ask of some words."""
        forms = (form for words in runs for form in self._possible_collocations(words, alone=alone)[1])
        counted_ahead(map(_with_form, forms))

    def _possible_collocations(self, words: Sequence[QueryWord], *, alone: bool) -> tuple[int, list[Form]]:
        """Return how many times more often than by chance two words must stand together, and how they may be written.

        No marking is in more articles than all of them together, whose number is known without a search.
        """
        together = self.side_by_side(words)
        if together < _LEAST_TOGETHER:
            return 0, []
        if self._marks_typed and not any(map(self.lacks_marks, words)):
            candidates = [tuple(word.syllables[0].exact for word in words)]
            lift = _LIFT_ALONE if alone else _LIFT
        else:
            in_headlines = self._markings(words, "headline_pairs")
            candidates = [form for form, _ in in_headlines.most_common(_MARKINGS)]
            lift = _LIFT_ALONE_UNMARKED if alone else _LIFT
        return lift, [form for form in candidates if self._is_collocation(form, together, lift)]

    def _markings(self, words: Sequence[QueryWord], field: str) -> Counter[Form]:
        terms = self._index.terms_with_prefix(field, markings(_folded(words)))
        return Counter({form: articles for term, articles in terms if fits(form := marking(term), tuple(words))})

    def _is_collocation(self, form: Form, articles: int, lift: int) -> bool:
        if not little_words().isdisjoint(form):
            return False
        alone = [max(1, self.frequency(syllable)) for syllable in form]
        by_chance = alone[0] * alone[1] / max(1, self._index.document_count()) * _CHANCE
        return articles >= _LEAST_TOGETHER and (articles >= min(alone) * _RARER_SHARE or articles >= by_chance * lift)


def _if_no_accident(typed: str, place: int, articles: int) -> int:
    """Return how many articles have the parts of a word side by side; 0 where these are too few to be no accident."""
    is_written_so = typed[place].isupper() and not typed.isupper()
    return articles if articles >= (1 if is_written_so else _LEAST_SPLIT) else 0


def _folded(words: Sequence[QueryWord]) -> list[str]:
    return [word.syllables[0].folded for word in words]


def _articles_with(form: Form, *, any_marks: bool = False) -> int:
    return count_articles(EngineQuery(Filter(_with_form(form, any_marks=any_marks))))


def _with_form(form: Form, *, any_marks: bool = False) -> Clause:
    fields = [folded_field(field) if any_marks else field for field in TEXT_FIELDS]
    return Or(tuple(Phrase(field, form) for field in fields))
