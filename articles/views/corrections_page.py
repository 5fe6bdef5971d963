"""The page of all corrections, the newest first."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Correction
from articles.views.parts.paging import rows_of_page

_ON_A_PAGE: Final = 30


@require_safe
def corrections_page(request: HttpRequest) -> HttpResponse:
    """List what was corrected, with the articles."""
    page = rows_of_page(request, Correction.objects.visible(), _ON_A_PAGE, reverse("corrections"))
    ids = [correction.article_id for correction in page.rows]
    articles = Article.objects.visible().for_lists().in_bulk(ids)
    shown = [(one, articles[one.article_id]) for one in page.rows if one.article_id in articles]
    return render(request, "articles/corrections.html", {"corrections": shown, **page.context()})
