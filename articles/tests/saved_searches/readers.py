"""What readers and imports do: save a search, add an article."""

from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict

from articles.models import Article, SavedSearch
from articles.models.new_article import note_new
from articles.saved_searches.saving import save_search
from articles.search import SearchRequest
from articles.tests.making import Newsroom


def save(owner: User, query: str, *, mailed: bool = True) -> SavedSearch:
    """Save a search for an account: a query, or what stands in an address."""
    request = SearchRequest.from_address(QueryDict(query)) if "=" in query else SearchRequest(query=query)
    return save_search(owner, request, name=query or "tất cả", site="https://kho.vn/", mailed=mailed)


def add(newsroom: Newsroom, title: str, *body: str, **columns: Any) -> Article:
    """Add an article as an import does."""
    article = newsroom.article(title, *body, **columns)
    note_new([article.pk])
    return article
