"""Makes articles for tests, annotated as the caller says: no model runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.entities.article_counts import recount_articles
from articles.entities.stored_rules import canonical_entity
from articles.importing.annotating.preparation import text_hash
from articles.models import Article, DatePrecision, Entity, EntityKind, Mention, Section, Source
from articles.search import reindex, update_index
from articles.text.packing import pack


class Newsroom:
    """Writes articles into the database and the index: each as it is written, or with `later` when `index` is called.

    To index many takes as long as to index one.
    """

    def __init__(self, *, later: bool = False) -> None:
        self._later = later
        self._waiting: list[int] = []
        reindex()

    def index(self) -> None:
        """Index the articles that wait."""
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
    found = {
        name: Entity.objects.called(*name).first() or Entity.objects.create(kind=name[0], name=name[1])
        for name in names
    }
    Mention.objects.bulk_create(
        Mention(article=article, recognised=entity, entity=canonical_entity(entity), start=start, end=end)
        for (_, name), entity in found.items()
        for start, end in _spans(article.text, name)
    )
    if found:
        recount_articles({canonical_entity(entity).pk for entity in found.values()})


def _spans(text: str, part: str) -> list[tuple[int, int]]:
    starts = [i for i in range(len(text)) if text.startswith(part, i)]
    return [(start, start + len(part)) for start in starts]
