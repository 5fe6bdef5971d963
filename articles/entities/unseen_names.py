"""Names that only withdrawn and hidden articles write: no page, list or suggestion may tell readers of them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from django.db.models import F

from articles.models import Article, Mention, MentionQuerySet
from articles.text.terms import name_key

# Mentions in visible articles that are looked at for one written form. A form that these do not have is left out, even
# where a later one has it: the entity is listed under its other names all the same.
_LOOKED_AT: Final = 300


class UnseenNames:
    """Which names of some rows of entities, merged or not, readers see in no article; from hidden articles alone.

    One SQL query where no hidden article mentions the rows. Names that editors gave, which no article writes, are seen.
    """

    def __init__(self, rows: Collection[int]) -> None:
        forms = _forms_in_hidden(rows)
        self._rows = {row for row in forms if not _seen(row).exists()}
        self._forms = {
            (row, form)
            for row, of_row in forms.items()
            for form, length in of_row.items()
            if row not in self._rows and not _is_written(row, form, length)
        }

    def has(self, row: int, name: str) -> bool:
        """Tell whether readers see a name of a row in no article."""
        return row in self._rows or (row, name_key(name)) in self._forms


def _forms_in_hidden(rows: Collection[int]) -> dict[int, dict[str, int]]:
    """Return the forms in which hidden articles write these rows, by their keys, with their length in characters."""
    hidden = Article.objects.hidden().order_by().values("pk")
    # Hidden articles are few and rows may have many mentions: a sum keeps databases from beginning with the rows.
    mentions = Mention.objects.filter(article__in=hidden).alias(row=F("recognised_id") + 0).filter(row__in=rows)
    places = list(mentions.order_by().values_list("article", "recognised", "start", "end"))
    articles = Article.objects.filter(pk__in={place[0] for place in places}) if places else ()
    texts = {one.pk: one.text for one in articles}
    forms: dict[int, dict[str, int]] = defaultdict(dict)
    for article, row, start, end in places:
        forms[row][name_key(texts[article][start:end])] = end - start
    return forms


def _seen(row: int) -> MentionQuerySet:
    hidden = Article.objects.hidden().order_by().values("pk")
    return Mention.objects.filter(recognised=row).exclude(article__in=hidden).order_by()


def _is_written(row: int, form: str, length: int) -> bool:
    """Tell whether a visible article writes a row in this form."""
    return any(
        name_key(one.article.text[one.start : one.end]) == form
        for one in _seen(row).filter(end=F("start") + length).select_related("article")[:_LOOKED_AT].iterator(20)
    )
