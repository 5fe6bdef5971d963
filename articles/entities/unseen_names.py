"""Names that only withdrawn and hidden articles write: no page, list or suggestion may tell readers of them."""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import F

from articles.models import Article, Mention, MentionQuerySet
from articles.text.terms import name_key

# A row of an entity, merged or not, and one of its names.
RowName = tuple[int, str]

# Mentions in visible articles that are looked at for one name. A name that these do not have is left out, even where a
# later one has it: the entity is listed under its other names all the same.
_LOOKED_AT: Final = 300


def without_unseen(names: Collection[RowName]) -> list[RowName]:
    """Return names without those that hidden articles write and no article that readers see.

    Names that editors gave, which no article writes, stay. One SQL query where no hidden article has any of the names.
    """
    in_hidden = _in_hidden(names)
    return [(row, name) for row, name in names if (row, name_key(name)) not in in_hidden or _is_seen(row, name)]


def _in_hidden(names: Collection[RowName]) -> set[RowName]:
    """Return which of the names hidden articles write, by their keys."""
    hidden = Article.objects.hidden().order_by().values("pk")
    lengths = {len(name) for _, name in names}
    # Hidden articles are few and rows may have many mentions: a sum keeps databases from beginning with the rows.
    mentions = _with_length(Mention.objects.filter(article__in=hidden)).alias(row=F("recognised_id") + 0)
    found = mentions.filter(length__in=lengths, row__in={row for row, _ in names}).order_by()
    wanted = {(row, len(name)) for row, name in names}
    rows = found.values_list("article", "recognised", "start", "end")
    places = [place for place in rows if (place[1], place[3] - place[2]) in wanted]
    articles = Article.objects.filter(pk__in={place[0] for place in places}) if places else ()
    texts = {one.pk: one.text for one in articles}
    return {(row, name_key(texts[article][start:end])) for article, row, start, end in places}


def _is_seen(row: int, name: str) -> bool:
    hidden = Article.objects.hidden().order_by().values("pk")
    visible = Mention.objects.filter(recognised=row).exclude(article__in=hidden).order_by()
    same_length = _with_length(visible).filter(length=len(name)).select_related("article")[:_LOOKED_AT]
    return any(name_key(one.article.text[one.start : one.end]) == name_key(name) for one in same_length.iterator(20))


def _with_length(mentions: MentionQuerySet) -> Any:
    return mentions.alias(length=F("end") - F("start"))
