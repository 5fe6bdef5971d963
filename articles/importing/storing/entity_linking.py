"""Mentions linked with entities: with that of their kind and name, or as editors decided; new ones are created."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from articles.entities.article_counts import count_change, entity_article_pairs
from articles.entities.stored_rules import rules_for
from articles.importing.storing.office_rows import offices_of_mentions, write_offices
from articles.models import Article, Entity, EntityAlias, Mention, NameStart
from articles.models.bulk_rows import add_rows
from articles.models.index_outbox import note_changed
from articles.nlp.annotation import RecognisedName
from articles.nlp.names.found_names import NameKind
from articles.text.house_style import house_name
from articles.text.protected_names import is_protected_name
from articles.text.province_mergers import former_provinces, province_of_today
from articles.text.terms import name_key

EntityKey = tuple[str, str]
Found = Mapping[int, Sequence[RecognisedName]]


def write_mentions(found: Found) -> None:
    """Replace the mentions of articles and their offices, given by article id; entities that are new are created.

    For use within a transaction.
    """
    entities = _entities(mention for mentions in found.values() for mention in mentions)
    before = entity_article_pairs(found)
    Mention.objects.filter(article__in=found).delete()
    add_rows(Mention, ["article", "recognised", "entity", "start", "end"], _mentions(found, entities))
    write_offices(found)
    _write_aliases(entities, found)
    count_change(before, entity_article_pairs(found))


def recognised_names(ids: Collection[int]) -> dict[int, list[RecognisedName]]:
    """Return the mentions of articles as `write_mentions` takes them."""
    texts = {article.pk: article.text for article in Article.objects.filter(pk__in=ids)}
    offices = offices_of_mentions(ids)
    mentions: dict[int, list[RecognisedName]] = defaultdict(list)
    for mention in Mention.objects.filter(article__in=ids).select_related("recognised").order_by("start"):
        entity, text = mention.recognised, texts[mention.article_id][mention.start : mention.end]
        # An editor may have renamed the entity; the key of the recognised name leads to the same row.
        name = entity.name if name_key(entity.name) == entity.name_key else entity.name_key
        kind: NameKind = entity.found_kind  # type: ignore[assignment]
        own = tuple(offices.get((mention.article_id, mention.start), ()))
        mentions[mention.article_id].append(RecognisedName(mention.start, mention.end, kind, text, name, own))
    return mentions


def _mentions(found: Found, entities: Mapping[EntityKey, int]) -> Iterable[tuple[int, int, int, int, int]]:
    rules = rules_for(entities.values())
    for article, mentions in found.items():
        for m in mentions:
            recognised = entities[_key(m)]
            entity = rules.entity_of(recognised, article, name_key(m.text))
            yield article, recognised, entity, m.start, m.end


def _key(mention: RecognisedName) -> EntityKey:
    return mention.kind, name_key(mention.name)


def _entities(mentions: Iterable[RecognisedName]) -> dict[EntityKey, int]:
    """Return the id of the entity of each kind and name, created where it is new, also by another process at once.

    With a former province the present one is created too: articles are found under both.
    """
    named = {_key(mention): mention.name for mention in mentions}
    places = [name for (kind, _), name in named.items() if kind == "place"]
    named |= {("place", name_key(today)): today for name in places if (today := province_of_today(name))}
    known = _known(named)
    new = [Entity(kind=kind, name=house_name(kind, named[kind, key])) for kind, key in named.keys() - known.keys()]
    for entity in new:
        entity.set_name_forms()
    Entity.objects.bulk_create(sorted(new, key=lambda e: (e.kind, e.name_key)), ignore_conflicts=True)
    made = _known(named.keys() - known.keys())
    NameStart.objects.add((pk, named[key]) for key, pk in made.items())
    _note_former_provinces(made)
    return known | made


def _note_former_provinces(made: Mapping[EntityKey, int]) -> None:
    """Have the index follow with articles of former provinces where the entity of today's is new."""
    today = [pk for (kind, key), pk in made.items() if kind == "place" and former_provinces(key)]
    if today:
        note_changed(Entity.objects.filter(pk__in=today).article_ids(), index_on_commit=False)


def _known(keys: Iterable[EntityKey]) -> dict[EntityKey, int]:
    wanted = set(keys)
    same = Entity.objects.known_by(key for _, key in wanted).order_by()
    rows = same.values_list("found_kind", "name_key", "pk")
    return {(kind, key): pk for kind, key, pk in rows if (kind, key) in wanted}


def _write_aliases(entities: dict[EntityKey, int], found: Found) -> None:
    """Store the forms in which names are written where they differ from the name itself; not those by an initial."""
    forms = {
        (entities[_key(m)], " ".join(m.text.split()))
        for mentions in found.values()
        for m in mentions
        if name_key(m.text) != name_key(m.name) and not is_protected_name(m.kind, m.text)
    }
    add_rows(EntityAlias, ["entity", "text"], sorted(forms), ignore_known=True)
    NameStart.objects.add(forms)
