"""Makes articles for tests, annotated as the caller says: no model runs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from haystack import connections

from articles.entities.article_counts import recount_articles
from articles.entities.stored_rules import canonical_entity
from articles.importing.annotating.preparation import text_hash
from articles.models import Article, DatePrecision, Entity, EntityKind, Mention, NameStart, Section, Source
from articles.models.index_outbox import note_changed
from articles.search import update_index
from articles.search.index.lifecycle import article_index, stamp
from articles.text.packing import pack
from articles.text.province_mergers import former_provinces
from articles.text.terms import name_key


class Newsroom:
    """Writes articles into the database and the index: each as it is written, or with `later` when `index` is called.

    To index many takes as long as to index one. With `later` the index itself is made by `begin` or `index`.
    """

    def __init__(self, *, later: bool = False) -> None:
        self._later = later
        self._begun = False
        self._waiting: list[int] = []
        if not later:
            self.begin()

    def begin(self) -> None:
        """Make the index, of the articles that wait; later calls do nothing."""
        if self._begun:
            return
        self._begun = True
        waiting, self._waiting = self._waiting, []
        index = article_index()
        articles = index.index_queryset().filter(pk__in=waiting)
        connections["default"].get_backend().rebuild(index, articles, stamp=stamp())

    def index(self) -> None:
        """Index the articles that wait."""
        self.begin()
        waiting, self._waiting = self._waiting, []
        if waiting:
            update_index(waiting)

    def article(
        self,
        title: str,
        *body: str,
        lead: str = "",
        people: Sequence[str] = (),
        places: Sequence[str] = (),
        organizations: Sequence[str] = (),
        compounds: Sequence[str] = (),
        published: str = "",
        source: str = "",
        section: str = "",
        **columns: Any,
    ) -> Article:
        """Write an article; names and compounds are marked wherever they stand in its text, days as "2024-06-14"."""
        article = Article(
            title=title,
            lead=lead,
            body=list(body),
            content_hash=text_hash(title, lead, body),
            source=Source.objects.named(source) if source else None,
            section=Section.objects.named(section) if section else None,
            **_dates(published),
            **columns,
        )
        article.words = pack(sorted(span for word in compounds for span in _spans(article.text, word)))
        Article.objects.bulk_create([article])
        kinds = zip(EntityKind, (people, places, organizations), strict=True)
        _mention(article, [(kind, name) for kind, names in kinds for name in names])
        self._waiting.append(article.pk)
        if not self._later:
            self.index()
        return article


def _dates(published: str) -> dict[str, Any]:
    if not published:
        return {}
    moment = timezone.make_aware(datetime.fromisoformat(published))
    precision = DatePrecision.TIME if "T" in published else DatePrecision.DAY
    return {"published_at": moment, "published_on": moment.date(), "date_precision": precision}


def _mention(article: Article, names: Sequence[tuple[EntityKind, str]]) -> None:
    found = _entities(names)
    meant = {name: canonical_entity(entity) for name, entity in found.items()}
    places = {name: spans for name in found if (spans := _spans(article.text, name[1]))}
    Mention.objects.bulk_create(
        Mention(article=article, recognised=found[name], entity=meant[name], start=start, end=end)
        for name, spans in places.items()
        for start, end in spans
    )
    _count(article, {meant[name] for name in places})


def _entities(names: Sequence[tuple[EntityKind, str]]) -> dict[tuple[EntityKind, str], Entity]:
    """Return the entity of each kind and name; new ones are written together."""
    keys = {(kind, name): name_key(name) for kind, name in names}
    known: dict[tuple[str, str], Entity] = {}
    if keys:
        known = {(one.found_kind, one.name_key): one for one in Entity.objects.known_by(keys.values()).order_by()}
    new = {(kind, key): Entity(kind=kind, name=name) for (kind, name), key in keys.items() if (kind, key) not in known}
    for entity in new.values():
        entity.set_name_forms()
    Entity.objects.bulk_create(new.values())
    NameStart.objects.add((entity.pk, entity.name) for entity in new.values())
    if formers := [entity.pk for entity in new.values() if former_provinces(entity.name_key)]:
        note_changed(Entity.objects.filter(pk__in=formers).article_ids())
    return {(kind, name): (known | new)[kind, key] for (kind, name), key in keys.items()}


def _count(article: Article, entities: Collection[Entity]) -> None:
    """Count the article for what it mentions; where that may change what lists show, as an import does."""
    ids = {entity.pk for entity in entities}
    if any(entity.listed_from > 1 for entity in entities):
        recount_articles(ids)
    elif ids and article.is_visible:
        Entity.objects.filter(pk__in=ids).update(article_count=F("article_count") + 1)


def _spans(text: str, part: str) -> list[tuple[int, int]]:
    starts = [i for i in range(len(text)) if text.startswith(part, i)]
    return [(start, start + len(part)) for start in starts]
