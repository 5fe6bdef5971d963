"""Articles as they are taken away, each with the names that it mentions: read in chunks, so that long lists fit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.timezone import localdate

from articles.models import Article, EntityKind, Mention
from articles.models.bulk_rows import in_chunks
from articles.models.correction import corrections_of, load_corrections

_CHUNK: Final = 100

# For each kind of entities the names, in the order in which an article mentions them.
Names = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class ExportedArticle:
    """An article and the listed entities that it mentions."""

    article: Article
    names: Names = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        """The people, in the order of their first mention."""
        return self.names.get(EntityKind.PERSON, [])

    @property
    def places(self) -> list[str]:
        """The places, in the order of their first mention."""
        return self.names.get(EntityKind.PLACE, [])

    @property
    def organisations(self) -> list[str]:
        """The organisations, in the order of their first mention."""
        return self.names.get(EntityKind.ORGANIZATION, [])

    @property
    def corrections(self) -> list[str]:
        """The corrections, the last first, each after its day: "2024-06-14: ..."."""
        return [f"{localdate(one.noted_at).isoformat()}: {one.text}" for one in corrections_of(self.article)]

    @property
    def length(self) -> int:
        """The syllables of its text, as word processors count words."""
        return sum(len(part.text.split()) for part in self.article.parts)


def exported_articles(ids: Iterable[int], *, with_names: bool = True) -> Iterator[ExportedArticle]:
    """Yield the articles of these ids in this order, without those that readers may no longer see.

    Names come with corrections.

    SQL queries: two for 100 articles, a third where one has a correction; one where the names are not asked for.
    """
    for chunk in in_chunks(ids, _CHUNK):
        found = Article.objects.visible().with_source().in_bulk(chunk)
        names = _names(chunk) if with_names else {}
        if with_names:
            load_corrections(found.values())
        yield from (ExportedArticle(found[pk], names.get(pk, {})) for pk in chunk if pk in found)


def _names(ids: Sequence[int]) -> dict[int, Names]:
    """Return for each article the names of its listed entities by kind."""
    rows = (
        Mention.objects.listed()
        .filter(article__in=ids)
        .order_by("article", "start")
        .values_list("article_id", "entity__kind", "entity__name")
    )
    names: dict[int, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for article, kind, name in rows.iterator():
        names[article][kind][name] = None
    return {article: {kind: list(found) for kind, found in kinds.items()} for article, kinds in names.items()}
