"""The page of what somebody said, or of what others said about somebody: the newest first."""

from typing import Final

from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.entities.forgotten_names import is_forgotten
from articles.entities.statement_versions import versions_of
from articles.entities.stored_rules import canonical_entity
from articles.models import Article, Entity, EntityQuerySet, Mention, Quotation, QuotationQuerySet
from articles.views.parts.addresses import moved
from articles.views.parts.paging import rows_of_page
from articles.views.parts.quotation_items import quotation_items

_ON_A_PAGE: Final = 20
ABOUT: Final = "about"


@require_safe
def quotations_page(request: HttpRequest, pk: int) -> HttpResponse:
    """List the quotations of an entity or, with "about" in the address, those in which others name it.

    Its form leads to the search in quotations, for words, days and filters. A forgotten person has no page (410).
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
    own = f"{address}?{ABOUT}=1" if about else address
    rows = quotations_about(entity) if about else quotations_by(entity)
    rows = rows.order_by(F("article__published_at").desc(nulls_last=True), "-article", "start")
    page = rows_of_page(request, rows.select_related("mention__entity"), _ON_A_PAGE, own)
    shown = _with_articles(page.rows)
    context = {
        "entity": entity,
        "about": about,
        "others": address if about else f"{address}?{ABOUT}=1",
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


def _with_articles(rows: list[Quotation]) -> list[Quotation]:
    """Return quotations with their articles loaded, in one SQL query."""
    articles = Article.objects.with_source().in_bulk({row.article_id for row in rows})
    for row in rows:
        row.article = articles[row.article_id]
    return rows
