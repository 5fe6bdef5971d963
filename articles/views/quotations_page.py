"""The page of what somebody said, or of what others said about somebody: the newest first, by words and days."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.entities.forgotten_names import is_forgotten
from articles.entities.statement_versions import versions_of
from articles.entities.stored_rules import canonical_entity
from articles.models import Article, Entity, EntityQuerySet, Mention, Quotation, QuotationQuerySet
from articles.models.bulk_rows import in_chunks
from articles.text.date_values import typed_period
from articles.views.parts.addresses import moved
from articles.views.parts.paging import rows_of_page
from articles.views.parts.quotation_items import has_words, quotation_items

_ON_A_PAGE: Final = 20
# Articles whose texts are read at once to find words in what they quote.
_AT_ONCE: Final = 200
_LONGEST_WORDS: Final = 200
ABOUT: Final = "about"


@require_safe
def quotations_page(request: HttpRequest, pk: int) -> HttpResponse:
    """List the quotations of an entity or, with "about" in the address, those in which others name it.

    "q" are words that a quotation has, "from" and "to" days, months or years. A forgotten person has no page (410).
    """
    entity = canonical_entity(get_object_or_404(Entity, pk=pk))
    if is_forgotten(entity):
        return render(request, "articles/forgotten.html", status=410)
    if not entity.has_page:
        raise Http404
    address = reverse("quotations", args=[entity.pk])
    if request.path != address:
        return moved(request, address)
    about = ABOUT in request.GET
    words = request.GET.get("q", "").strip()[:_LONGEST_WORDS]
    since, until = (request.GET.get(name, "").strip() for name in ("from", "to"))
    rows = _within_days(quotations_about(entity) if about else quotations_by(entity), since, until)
    rows = rows.order_by(F("article__published_at").desc(nulls_last=True), "-article", "start")
    if words:
        rows = rows.filter(pk__in=_with_words(rows, words))
    typed = {name: value for name, value in (("q", words), ("from", since), ("to", until)) if value}
    own = {ABOUT: "1"} if about else {}
    page = rows_of_page(
        request, rows.select_related("mention__entity"), _ON_A_PAGE, f"{address}?{urlencode(typed | own)}"
    )
    shown = _with_articles(page.rows)
    context = {
        "entity": entity,
        "about": about,
        "words": words,
        "since": since,
        "until": until,
        "others": f"{address}?{urlencode(typed if about else typed | {ABOUT: '1'})}",
        "quotations": list(quotation_items(shown, versions_of(shown))),
    }
    return render(request, "articles/quotations.html", context | page.context())


def with_quotations(entities: EntityQuerySet) -> EntityQuerySet:
    """Return entities that tell by `has_quotations` whether readers may see a quotation of theirs."""
    return entities.annotate(has_quotations=Exists(_visible().filter(mention__entity=OuterRef("pk"))))


def quotations_by(entity: Entity) -> QuotationQuerySet:
    """Return what readers may see of the quotations of an entity."""
    return _visible().filter(mention__entity=entity)


def quotations_about(entity: Entity) -> QuotationQuerySet:
    """Return the quotations of others, as far as readers may see them, in which an entity is named."""
    named = Mention.objects.filter(
        article=OuterRef("article"), entity=entity, start__gte=OuterRef("start"), start__lt=OuterRef("end")
    )
    in_its_articles = _visible().filter(article__in=Mention.objects.filter(entity=entity).values("article"))
    return in_its_articles.filter(Exists(named)).exclude(mention__entity=entity)


def _visible() -> QuotationQuerySet:
    return Quotation.objects.filter(article__in=Article.objects.visible())


def _within_days(rows: QuotationQuerySet, since: str, until: str) -> QuotationQuerySet:
    """Return the quotations of some days; what is no day, month or year does not count."""
    first, last = _period(since), _period(until)
    rows = rows.filter(article__published_on__gte=first[0]) if first else rows
    return rows.filter(article__published_on__lte=last[1]) if last else rows


def _period(typed: str) -> tuple[date, date] | None:
    return typed_period(typed) if typed else None


def _with_words(rows: QuotationQuerySet, words: str) -> list[int]:
    """Return the ids of those quotations that have all of some words."""
    places: dict[int, list[tuple[int, int, int]]] = {}
    for pk, article, start, end in rows.values_list("pk", "article", "start", "end"):
        places.setdefault(article, []).append((pk, start, end))
    return [
        pk
        for article, text in _texts(list(places))
        for pk, start, end in places[article]
        if has_words(text[start:end], words)
    ]


def _texts(ids: list[int]) -> Iterator[tuple[int, str]]:
    for chunk in in_chunks(ids, _AT_ONCE):
        for article in Article.objects.filter(pk__in=chunk).only("title", "lead", "body", "captions"):
            yield article.pk, article.text


def _with_articles(rows: list[Quotation]) -> list[Quotation]:
    """Return quotations with their articles loaded, in one SQL query."""
    articles = Article.objects.with_source().in_bulk({row.article_id for row in rows})
    for row in rows:
        row.article = articles[row.article_id]
    return rows
