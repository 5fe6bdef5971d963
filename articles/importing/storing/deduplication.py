"""Whether an incoming article is in the archive already: the same import, the same text, or the same address or id."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from articles.importing.annotating.preparation import ReadArticle
from articles.importing.options import OnKnown
from articles.models import Article, articles_by_address
from articles.text.credits import read_credits
from articles.text.papers import paper_key

RecordKey = tuple[str, str]


class StoreAction(Enum):
    """What storing does with an incoming article."""

    ADD = auto()
    REPLACE = auto()
    PASS_OVER = auto()


@dataclass(frozen=True, slots=True)
class StoreDecision:
    """An action, and the id of the stored article that it replaces or equals (None where it is added)."""

    action: StoreAction
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredMatches:
    """Ids of the stored articles that share something with some incoming ones, by what they share."""

    by_import: dict[str, int]
    by_text: dict[str, int]
    by_url: dict[str, int]
    by_record: dict[RecordKey, int]
    # Articles stored by a version of the archive that kept no hash of what was imported.
    unhashed: frozenset[int]

    def decide(self, one: ReadArticle, on_known: OnKnown) -> StoreDecision:
        """Return what to do with an incoming article.

        The same import as before is passed over, even where an editor has changed the article since. Another text of
        the same address, or of the same id at the same source, replaces the article or is passed over, by `on_known`.
        The same text from elsewhere is passed over.
        """
        if imported := self.by_import.get(one.imported_hash):
            return StoreDecision(StoreAction.PASS_OVER, imported)
        same_text = self.by_text.get(one.content_hash)
        same = self.by_url.get(one.article.url) or self.by_record.get(record_key(one))
        if same is None:
            return StoreDecision(StoreAction.PASS_OVER, same_text) if same_text else StoreDecision(StoreAction.ADD)
        if same_text not in (None, same) or (same_text and same in self.unhashed):
            return StoreDecision(StoreAction.PASS_OVER, same_text)
        return StoreDecision(StoreAction.REPLACE if on_known is OnKnown.UPDATE else StoreAction.PASS_OVER, same)


def matches_of(articles: Collection[ReadArticle]) -> StoredMatches:
    """Return the stored articles that match these (four SQL queries)."""
    hashed = _found("content_hash", {one.content_hash for one in articles}, "pk", "imported_hash")
    recorded = _found("record_id", {one.article.key for one in articles} - {""}, "source__name", "source__key", "pk")
    return StoredMatches(
        by_import={row[0]: row[1] for row in _found("imported_hash", {one.imported_hash for one in articles}, "pk")},
        by_text={row[0]: row[1] for row in hashed},
        by_url=articles_by_address(one.article.url for one in articles),
        by_record={(key, of): pk for key, name, found_by, pk in recorded for of in {_source_key(name), found_by or ""}},
        unhashed=frozenset(pk for _, pk, imported_hash in hashed if not imported_hash),
    )


def passed_over_positions(on_known: OnKnown) -> Callable[[Sequence[ReadArticle]], set[int]]:
    """Return a function that returns the positions, in a sequence of articles, of those that are passed over."""

    def passed_over(articles: Sequence[ReadArticle]) -> set[int]:
        matches = matches_of(articles)
        decisions = (matches.decide(one, on_known) for one in articles)
        return {n for n, decision in enumerate(decisions) if decision.action is StoreAction.PASS_OVER}

    return passed_over


def record_key(one: ReadArticle) -> RecordKey:
    """Return the id of a record with its source: two newspapers may use the same id."""
    return one.article.key, _source_key(one.article.stored_source)


def _source_key(name: str | None) -> str:
    """Return the key of the source that a name means, "" for none; an editor's new name for it keeps the key."""
    return paper_key(read_credits(name).publisher or name) if name else ""


def _found(column: str, values: Collection[str], *more: str) -> list[tuple[Any, ...]]:
    return list(Article.objects.filter(**{f"{column}__in": values}).order_by("pk").values_list(column, *more))
