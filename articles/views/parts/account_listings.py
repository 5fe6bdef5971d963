"""Lists that an account keeps: folders and saved searches, for their owners and by the addresses that they pass on."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleQuerySet, Folder, SavedSearch
from articles.saved_searches.saving import request_of
from articles.search import QuotationItem, SearchFailed
from articles.views.parts.listings import Listing, T, found_quotations


class OrderedListing(Listing[T]):
    """A list that tells what came into it last, whatever the dates of the articles. `rows` relates articles to it."""

    of_any_date = True
    rows: str

    def newest(self, about: T, most: int) -> list[Article]:
        """Return the articles that came into the list last, whatever their dates: what is new in it."""
        return list(self.articles(about).with_source().order_by(f"-{self.rows}__pk")[:most])

    def added_last(self, about: T, most: int) -> list[Article]:
        """Return the newest: in these lists both are the articles that came in last."""
        return self.newest(about, most)


class FolderListing(OrderedListing[Folder]):
    """The articles of a folder, for its owner."""

    rows = "folder_items"
    order_note = gettext_lazy("What was put into the folder last comes first.")

    def get_object(self, request: HttpRequest, pk: int) -> Folder:
        """Return the folder of the address; raises Http404 for everybody but its owner."""
        return get_object_or_404(Folder, pk=pk, owner=request.user.pk)

    def articles(self, about: Folder) -> ArticleQuerySet:
        """Return the visible articles of the folder."""
        return Article.objects.visible().filter(folder_items__folder=about)

    def ids(self, about: Folder) -> tuple[int, Iterable[int]]:
        """Return how many articles there are, and their ids in the order of the folder."""
        ids = list(about.shown_items().values_list("article_id", flat=True))
        return len(ids), ids

    def notes(self, about: Folder) -> Mapping[int, str] | None:
        """Return the owner's notes."""
        return dict(about.items.exclude(note="").values_list("article_id", "note"))


class FolderFeedListing(FolderListing):
    """The articles of a folder, by the token of its feed."""

    def get_object(self, request: HttpRequest, token: str) -> Folder:  # type: ignore[override]
        """Return the folder of the token."""
        return get_object_or_404(Folder.objects.open_to_all(), feed_token=token)


class SharedFolderListing(FolderListing):
    """The articles of a shared folder, for all who have its address; notes only where the owner shows them."""

    def get_object(self, request: HttpRequest, token: str) -> Folder:  # type: ignore[override]
        """Return the folder of the address; raises Http404 once it is no longer shared."""
        return get_object_or_404(Folder.objects.open_to_all(), share_token=token)

    def link(self, about: Folder) -> str:
        """Return the public page of the folder."""
        return reverse("shared-folder", args=[about.share_token])

    def notes(self, about: Folder) -> Mapping[int, str] | None:
        """Return the owner's notes where they are shown."""
        return super().notes(about) if about.shows_notes else None


class SavedSearchListing(OrderedListing[SavedSearch]):
    """The articles that a saved search found since it was saved, last found first, for its owner."""

    rows = "search_matches"
    order_note = gettext_lazy("What was found last comes first.")

    def get_object(self, request: HttpRequest, pk: int) -> SavedSearch:
        """Return the saved search of the address; raises Http404 for everybody but its owner."""
        return get_object_or_404(SavedSearch, pk=pk, owner=request.user.pk)

    def articles(self, about: SavedSearch) -> ArticleQuerySet:
        """Return the visible articles that were found."""
        return Article.objects.visible().filter(search_matches__search=about)

    def ids(self, about: SavedSearch) -> tuple[int, Iterable[int]]:
        """Return how many articles were found, and their ids, the last one first."""
        ids = list(about.matches.visible().order_by("-pk").values_list("article_id", flat=True))
        return len(ids), ids

    def quotations(self, about: SavedSearch, articles: Collection[Article]) -> Mapping[int, Sequence[QuotationItem]]:
        """Return the quotations that the search finds in articles, {} while the index cannot be read."""
        try:
            return found_quotations(request_of(about.address), articles)
        except SearchFailed:
            return {}


class SavedSearchFeedListing(SavedSearchListing):
    """The articles that a saved search found, by the token of its feed."""

    def get_object(self, request: HttpRequest, token: str) -> SavedSearch:  # type: ignore[override]
        """Return the saved search of the token."""
        return get_object_or_404(SavedSearch.objects.of_active(), feed_token=token)
