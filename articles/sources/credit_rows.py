"""The sources that articles name: their rows, the credits of articles, and which of them lists show."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from django.db.models import Count
from django.db.models.functions import Coalesce

from articles.models import Article, Credit, Source
from articles.models.bulk_rows import add_rows
from articles.text.credits import Credits, read_credits
from articles.text.papers import paper_key, paper_named

# Articles that must name a source that none states as its publisher: a known paper, and any other.
_KNOWN_FROM: Final = 2
_OTHER_FROM: Final = 3


def source_named(name: str, *, stated: bool = True) -> Source:
    """Return the row of a source, made where it is new; a new one that is not `stated` is not listed yet.

    A row keeps the key of the name that it was found by, so a source is found by it after an editor renamed it.
    """
    name = name[:200]
    found = _stored_source(name)
    if found is None:
        new: Source = Source.objects.named(name)
        if not stated:
            Source.objects.filter(pk=new.pk).update(listed=False)
        return new
    if stated and not found.listed:
        Source.objects.filter(pk=found.pk).update(listed=True)
    return found


def _stored_source(name: str) -> Source | None:
    found: Source | None = (
        Source.objects.filter(name=name).first() or Source.objects.filter(key=paper_key(name)).first()
    )
    return found


class SourceNames:
    """The sources that articles of one import name, each looked up once."""

    def __init__(self) -> None:
        self._row = cache(source_named)
        self._exists = cache(lambda name: Source.objects.filter(name=name).exists())

    def read(self, source: str, authors: Collection[str], credited: str) -> tuple[Source | None, Credits]:
        """Return the row of an article's publisher, None where it has none, and what it names besides.

        `credited` is what its byline credits; it is the same as `source` where no publisher is stated. A source that
        an editor or a feed has called just so is that source, whatever else its name may be read as.
        """
        name, found = self._publisher(source, authors, credited)
        return (self._row(name, stated=source != credited) if name else None), found

    def stored(self, source: str, authors: Collection[str], credited: str) -> Source | None:
        """Return the row that `read` would return, None where there is none yet; none is made."""
        name, _ = self._publisher(source, authors, credited)
        return _stored_source(name[:200]) if name else None

    def _publisher(self, source: str, authors: Collection[str], credited: str) -> tuple[str, Credits]:
        found = read_credits(source, tuple(authors), credited)
        is_own = bool(source) and self._exists(source)
        return (source if is_own else found.publisher), found


def write_credits(articles: Collection[int]) -> None:
    """Make the credits of articles those that their column `credited` names. For use within a transaction."""
    Credit.objects.filter(article__in=articles).delete()
    rows = Article.objects.filter(pk__in=articles).exclude(credited=[]).order_by("pk").values_list("pk", "credited")
    named = cache(source_named)
    pairs = dict.fromkeys((pk, named(name, stated=False).pk) for pk, names in rows for name in names)
    add_rows(Credit, ["article", "source"], pairs)
    list_sources({source for _, source in pairs})


def counted_sources() -> dict[Source, int]:
    """Return the listed sources, each with the number of its visible articles (four SQL queries).

    An article that a source printed and also credits under another name counts twice.
    """
    visible = Article.objects.visible().order_by()
    printed = visible.values_list("source").annotate(n=Count("pk"))
    credited = Credit.objects.filter(article__in=visible).order_by().values_list("source").annotate(n=Count("pk"))
    whole = dict(Source.objects.values_list("pk", Coalesce("merged_into", "pk")))
    counts: Counter[int] = Counter()
    for source, count in (*printed, *credited):
        if source is not None:
            counts[whole[source]] += count
    return {source: counts[source.pk] for source in Source.objects.listed()}


def list_sources(sources: Iterable[int]) -> None:
    """List those of these sources that articles enough name by now, under any of their names."""
    for source in Source.objects.standing().filter(pk__in=set(sources), listed=False):
        enough = _KNOWN_FROM if paper_named(source.name) else _OTHER_FROM
        if Article.objects.from_source(source).order_by()[:enough].count() >= enough:
            Source.objects.filter(pk=source.pk).update(listed=True)
