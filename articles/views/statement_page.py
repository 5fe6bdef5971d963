"""The page of one statement: all its versions, the oldest first, as several papers cut it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.entities.statement_versions import in_order, versions_of
from articles.models import Article, Quotation
from articles.search import quotation_items
from articles.views.parts.entity_quotations import unread_articles


@require_safe
def statement_page(request: HttpRequest, article: int, start: int) -> HttpResponse:
    """List the versions of what the quotation says that begins at `start` in an article, that one among them."""
    shown = get_object_or_404(Article.objects.visible().with_source(), pk=article)
    row = Quotation.objects.select_related("mention__entity").filter(article=article, start=start).first()
    if row is None:
        raise Http404
    row.article = shown
    versions = in_order([row, *versions_of([row])[row.pk]])
    context = {
        "items": list(quotation_items(versions)),
        "unread": unread_articles(),
        "number_of_articles": len({one.article_id for one in versions}),
    }
    return render(request, "articles/statement.html", context)
