"""The quotations of articles as the index has them, read for many articles at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from django.db.models import Case, F, When

from articles.models import Article, Office, Quotation
from articles.search.fields import post_value

_READ: Final = "_article_quotations"


class IndexedQuotation(NamedTuple):
    """A quotation from `start` to `end` in the running text; `speaker` is an entity, None where none is listed.

    `posts` are those that the article says the speaker to hold or to have held, as `post_value` writes them.
    """

    start: int
    end: int
    speaker: int | None
    posts: tuple[str, ...] = ()


def read_quotations(articles: Sequence[Article]) -> None:
    """Read the quotations of articles ahead, for `article_quotations` (two SQL queries)."""
    found = _quotations_of([article.pk for article in articles])
    for article in articles:
        vars(article)[_READ] = found[article.pk]


def article_quotations(article: Article) -> list[IndexedQuotation]:
    """Return the quotations of an article, in order."""
    if _READ not in vars(article):
        read_quotations([article])
    found: list[IndexedQuotation] = vars(article)[_READ]
    return found


def speakers(article: Article) -> list[int]:
    """Return the entities that an article quotes, in order, each once."""
    return sorted({one.speaker for one in article_quotations(article) if one.speaker is not None})


def posts_in_articles(ids: Collection[int]) -> defaultdict[tuple[int, int], set[str]]:
    """Return by article and entity the posts that the article says it to hold or to have held (one SQL query)."""
    rows = Office.objects.filter(article__in=ids, mention__entity__hidden=False).order_by()
    found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for article, entity, post, former in rows.values_list("article", "mention__entity", "post", "former"):
        found[article, entity].add(post_value(post, former=former))
    return found


def _quotations_of(ids: Sequence[int]) -> defaultdict[int, list[IndexedQuotation]]:
    entity = F("mention__entity")
    is_listed = When(
        mention__entity__hidden=False,
        mention__entity__article_count__gte=F("mention__entity__listed_from"),
        then=entity,
    )
    posts = posts_in_articles(ids)
    rows = Quotation.objects.filter(article__in=ids).annotate(speaker=Case(is_listed)).order_by("article", "start")
    found: defaultdict[int, list[IndexedQuotation]] = defaultdict(list)
    for article, start, end, speaker, holder in rows.values_list(
        "article", "start", "end", "speaker", "mention__entity"
    ):
        held = tuple(sorted(posts.get((article, holder), ())))
        found[article].append(IndexedQuotation(start, end, speaker, held))
    return found
