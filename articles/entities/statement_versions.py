"""One statement, all its versions: the quotations of other articles that say the same, however each was cut."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from articles.models import Article, Quotation, StatementKey
from articles.text.terms import terms
from articles.text.winnowing import fingerprints, part_in_common

# The share of the shorter version's triples of syllables that the longer has too: where both have one speaker, and
# where the archive does not know that of one.
_SAME: Final = 0.6
_SAME_BY_WORDS: Final = 0.8
# Quotations that are compared with one by their words: those with most of its fingerprints.
_COMPARED: Final = 40

# The article of a quotation, and where the quotation begins.
Place = tuple[int, int]


def versions_of(quotations: Sequence[Quotation]) -> dict[int, list[Quotation]]:
    """Return, by the ids of quotations, their versions in other articles that readers may see, the oldest first.

    The articles of `quotations` are loaded, and so are those of the versions, with their sources, and all mentions
    with their entities. Two versions have one speaker, or the archive does not know that of one. Three SQL
    queries for however many quotations.
    """
    said = {row.pk: _syllables(row) for row in quotations}
    near = _near({row.pk: (row.article_id, fingerprints(said[row.pk])) for row in quotations})
    found = _stored(place for places in near.values() for place in places)
    close = {pk: [found[place] for place in places if place in found] for pk, places in near.items()}
    return {
        row.pk: in_order(other for other in close[row.pk] if _is_version(row, said[row.pk], other))
        for row in quotations
    }


def in_order(versions: Iterable[Quotation]) -> list[Quotation]:
    """Return versions whose articles are loaded, the oldest first; those without a date last."""
    return sorted(versions, key=_age)


def _near(wanted: Mapping[int, tuple[int, Collection[int]]]) -> dict[int, list[Place]]:
    """Return where the quotations of other articles begin that share most fingerprints with each of some."""
    holders: dict[int, list[Place]] = defaultdict(list)
    keys = set().union(*(of_one for _, of_one in wanted.values()))
    for key, *place in StatementKey.objects.filter(key__in=keys).values_list("key", "article_id", "start"):
        holders[key].append((place[0], place[1]))
    near = {}
    for pk, (article, of_one) in wanted.items():
        shared = Counter(place for key in of_one for place in holders[key] if place[0] != article)
        near[pk] = sorted(shared, key=lambda place: (-shared[place], place))[:_COMPARED]
    return near


def _stored(places: Iterable[Place]) -> dict[Place, Quotation]:
    """Return the quotations at places, those that readers may see."""
    wanted = set(places)
    articles = Article.objects.visible().with_source().in_bulk({article for article, _ in wanted})
    rows = Quotation.objects.filter(article__in=articles).select_related("mention__entity")
    found = {}
    for row in rows.filter(start__in={start for _, start in wanted}):
        if (row.article_id, row.start) in wanted:
            row.article = articles[row.article_id]
            found[row.article_id, row.start] = row
    return found


def _is_version(row: Quotation, said: Sequence[str], other: Quotation) -> bool:
    speakers = [one.mention.entity_id for one in (row, other) if one.mention]
    if len(set(speakers)) > 1:
        return False
    return part_in_common(said, _syllables(other)) >= (_SAME if len(speakers) > 1 else _SAME_BY_WORDS)


def _syllables(row: Quotation) -> list[str]:
    return terms(row.article.text[row.start : row.end]).folded


def _age(row: Quotation) -> tuple[bool, str, int]:
    day = row.article.published_at
    return day is None, day.isoformat() if day else "", row.article_id
