"""The versions of an article, from the first to the present one, and how an earlier one is restored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from articles.importing.annotating.preparation import text_hash
from articles.importing.storing.editing import save_edited
from articles.importing.storing.kept_columns import kept_values, restored_values
from articles.importing.storing.masking import names_forgotten
from articles.models import Article, FormerText, Revision, RevisionKind
from articles.sources.credit_rows import write_credits

# What editors change, and may restore. Restoring leaves the original, and by what an import knows the article.
EDITED_COLUMNS: Final = (
    *("title", "lead", "body", "captions", "authors", "source", "credited", "section"),
    *("published_at", "published_on", "date_precision", "date_basis", "url"),
)
# Versions tell of these too; they have pages of their own, where they are changed.
_VISIBILITY: Final = ("withdrawn", "withdrawal_reason", "visible_from")


@dataclass(frozen=True, slots=True)
class Version:
    """What an article was, from the change that made it to the next; `made` is None for one that an import added.

    `values` are the columns as `kept_columns` keeps them.
    """

    number: int
    values: Mapping[str, Any]
    made: Revision | None

    @property
    def article(self) -> Article:
        """The article with this version's text and date. Not to be stored: it has no source, section or id."""
        kept = {name: value for name, value in self.values.items() if name not in ("source", "section")}
        return Article(**restored_values(kept))


def article_versions(article: Article) -> list[Version]:
    """Return all versions of an article, the first one first (two SQL queries)."""
    columns = (*EDITED_COLUMNS, *_VISIBILITY)
    values = kept_values([article.pk], columns)[article.pk]
    revisions = list(article.revisions.select_related("batch", "change").order_by("pk"))
    states: list[tuple[dict[str, Any], Revision | None]] = []
    for revision in reversed(revisions):
        states.append((values, revision))
        values = values | {name: value for name, value in revision.before.items() if name in columns}
    if not revisions or revisions[0].kind != RevisionKind.WRITTEN:
        states.append((values, None))
    return [Version(number, *state) for number, state in enumerate(reversed(states), start=1)]


def names_somebody_forgotten(article: Article, versions: Sequence[Version]) -> bool:
    """Tell whether a version has a name that the archive shows as an initial: it is for administrators alone."""
    if FormerText.objects.filter(article=article).exists():
        return True
    return names_forgotten("\n".join(json.dumps(dict(one.values), ensure_ascii=False, default=str) for one in versions))


def article_in_the_way(article: Article, version: Version) -> Article | None:
    """Return another article that now has the text or the address of a version; only one article can have it."""
    then = version.article
    same = Q(content_hash=text_hash(then.title, then.lead, then.body))
    if then.url:
        same |= Q(url=then.url)
    return Article.objects.exclude(pk=article.pk).filter(same).first()


@transaction.atomic
def restore_version(article: Article, version: Version, user: User | None) -> None:
    """Give an article the text, names and date of a version; what it is now becomes a version of its own.

    Whether readers see the article stays. Raises django.db.IntegrityError where another article has the text.
    """
    kept = {name: version.values[name] for name in EDITED_COLUMNS}
    for name, value in restored_values(kept).items():
        setattr(article, name, value)
    save_edited(article, user, RevisionKind.RESTORATION)
    write_credits([article.pk])
