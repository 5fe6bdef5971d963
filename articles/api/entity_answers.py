"""People, places and organisations as the API answers them."""

from dataclasses import replace
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.api.answers import EntityAnswer, EntitySummary, RelatedEntityAnswer, YearAnswer
from articles.api.article_answers import Absolute, entity_link
from articles.api.cursors import read_cursor, written_cursor
from articles.api.problems import ProblemError, ProblemKind
from articles.entities.forgotten_names import is_forgotten
from articles.entities.stored_rules import canonical_entity, other_names_of
from articles.models import Article, Entity
from articles.search import EntityProfile, articles_naming, entities_by_prefix, entity_profile
from articles.text.beginnings import Beginning
from articles.views.parts.wording import published_iso

# As many entities as are looked through for one kind, and as many other names as are given.
_LOOKED_THROUGH: Final = 300
_MOST_NAMES: Final = 100


def entities_called(name: str, kind: str, limit: int, absolute: Absolute) -> list[EntitySummary]:
    """Return entities with a name that has a word which begins as typed, the most named first.

    The number of SQL queries does not grow with that of entities.
    """
    found = entities_by_prefix(Beginning.of(name), _LOOKED_THROUGH if kind else limit)
    wanted = [one for one in found if not kind or one.kind == kind][:limit]
    entities = Entity.objects.in_bulk([one.number for one in wanted])
    return [_summary(entities[one.number], absolute, one.other_name) for one in wanted if one.number in entities]


def entities_of_kind(kind: str, limit: int, cursor: str, absolute: Absolute) -> tuple[list[EntitySummary], str]:
    """Return listed entities of a kind in the order of the alphabet, and the cursor behind them, "" at the end.

    One SQL query, whose order an index has.
    """
    of_kind = [("kind", kind)]
    found = Entity.objects.listed().filter(kind=kind).order_by("letter", "sort_key", "pk")
    if cursor:
        letter, key, pk = read_cursor(of_kind, cursor)
        same = Q(letter=letter, sort_key__gt=key) | Q(letter=letter, sort_key=key, pk__gt=pk)
        found = found.filter(Q(letter__gt=letter) | same)
    entities = list(found[: limit + 1])
    shown, last = entities[:limit], entities[limit - 1 : limit]
    place = [value for one in last for value in (one.letter, one.sort_key, one.pk)]
    behind = written_cursor(of_kind, place) if len(entities) > limit else ""
    return [_summary(entity, absolute) for entity in shown], behind


def entity_answer(pk: int, absolute: Absolute) -> EntityAnswer:
    """Return what is known of an entity; of a merged one, that of the entity that it was merged into.

    Raises ProblemError where it has no page, or is forgotten, and SearchFailed.
    """
    found = Entity.objects.filter(pk=pk).first()
    entity = canonical_entity(found) if found else None
    if entity and is_forgotten(entity):
        raise ProblemError(ProblemKind.GONE)
    if entity is None or not entity.has_page:
        raise ProblemError(ProblemKind.NOT_FOUND, _("The archive has no name with this number."))
    search = articles_naming(entity)
    profile = entity_profile(entity, replace(search, page_size=1))
    return EntityAnswer(
        **dict(_summary(entity, absolute)) | {"articles": profile.mentioned},
        other_names=other_names_of(entity, most=_MOST_NAMES),
        about=profile.about or 0,
        first=_date(profile.first),
        last=_date(profile.last),
        years=[YearAnswer(year=year, articles=count) for year, count in profile.years.items()],
        company=_related_entities(profile),
        search=absolute(reverse("api-v1:search") + search.address()),
    )


def _summary(entity: Entity, absolute: Absolute, other_name: str = "") -> EntitySummary:
    link: dict[str, Any] = dict(entity_link(entity))
    page = absolute(entity.get_absolute_url())
    return EntitySummary(**link, articles=entity.article_count, other_name=other_name, page=page)


def _related_entities(profile: EntityProfile) -> list[RelatedEntityAnswer]:
    return [
        RelatedEntityAnswer(entity=entity_link(one.entity), together=one.together)
        for of_kind in profile.related
        for one in of_kind.entities
    ]


def _date(article: Article | None) -> str | None:
    return published_iso(article) or None if article else None
