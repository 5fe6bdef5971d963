"""Who of those whom articles give a post of a state ("Thủ tướng") holds it in another state than Vietnam."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.db.models import Count, QuerySet

from articles.models import EntityKind, Mention, Office
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.offices.office_forms import is_of_a_state, names_other_country

# Whom more articles give the post, at least one would name with the state.
_FEW: Final = 4
# What a single article names so often it is about.
_OFTEN: Final = 3
_OWN_COUNTRY: Final = "Việt Nam"


def of_other_states(said: QuerySet[Office], holders: Collection[int]) -> set[int]:
    """Return the holders of a post of a state who hold it in another one (three SQL queries).

    `said` are the offices of that post. Articles name such a holder with offices of another state ("Chủ tịch Trung
    Quốc") at least as often as without, or are few and all about another country.
    """
    named = _named_with_another(holders)
    return named | _in_articles_about_others(said, set(holders) - named)


def _named_with_another(holders: Collection[int]) -> set[int]:
    offices = Office.objects.filter(mention__entity__in=holders).order_by()
    counts: Counter[int] = Counter()
    columns = ("mention__entity", "post__key", "post__title")
    for holder, key, title, times in offices.values_list(*columns).annotate(Count("pk")):
        if is_of_a_state(key):
            counts[holder] -= times
        elif names_other_country(title):
            counts[holder] += times
    return {holder for holder, more in counts.items() if more >= 0}


def _in_articles_about_others(said: QuerySet[Office], holders: Collection[int]) -> set[int]:
    articles: dict[int, set[int]] = defaultdict(set)
    for holder, article in said.filter(mention__entity__in=holders).values_list("mention__entity", "article"):
        articles[holder].add(article)
    few = {holder: own for holder, own in articles.items() if len(own) <= _FEW}
    named = _countries_named({article for own in few.values() for article in own})
    return {holder for holder, own in few.items() if _are_about_others([named[article] for article in own])}


def _are_about_others(articles: Sequence[Mapping[str, int]]) -> bool:
    """Tell whether all articles name another country more often than Vietnam; a single one has to name only others."""
    own = [counts.get(_OWN_COUNTRY, 0) for counts in articles]
    others = [max((n for name, n in counts.items() if name != _OWN_COUNTRY), default=0) for counts in articles]
    if len(articles) == 1:
        return not own[0] and others[0] >= _OFTEN
    return all(other > times for other, times in zip(others, own, strict=True))


def _countries_named(articles: Collection[int]) -> Mapping[int, Mapping[str, int]]:
    """Return how often each article names each country."""
    places = Mention.objects.filter(article__in=articles, entity__found_kind=EntityKind.PLACE).order_by()
    named: dict[int, Counter[str]] = defaultdict(Counter)
    for article, name, times in places.values_list("article", "entity__name").annotate(Count("pk")):
        if shipped_gazetteer().has("countries", name):
            named[article][name] += times
    return named
