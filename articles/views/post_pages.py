"""Pages of posts: all of them, and one with its holders through time."""

from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.entities.posts_called import posts_called
from articles.entities.posts_held import by_state, holders_of, likely_and_doubtful, listed_posts
from articles.models import Post
from articles.views.parts.addresses import moved
from articles.views.parts.paging import rows_of_page

_ON_A_PAGE: Final = 100
_MAX_TYPED: Final = 100


@require_safe
def post_index(request: HttpRequest) -> HttpResponse:
    """List the posts that most articles speak of, or those that are called by what was typed ("name")."""
    typed = request.GET.get("name", "").strip()[:_MAX_TYPED]
    posts = posts_called(typed) if typed else listed_posts()
    address = reverse("posts")
    page = rows_of_page(request, posts, _ON_A_PAGE, f"{address}?{urlencode({'name': typed})}" if typed else address)
    context = {"posts": page.rows, "typed": typed, "address": address}
    return render(request, "articles/posts.html", context | page.context())


@require_safe
def post_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show who held a post. One that no visible article speaks of is not found."""
    post = get_object_or_404(Post.objects.select_related("body"), pk=pk, in_body=True)
    found = holders_of(post)
    if not found:
        raise Http404
    if request.path != post.get_absolute_url():
        return moved(request, post.get_absolute_url())
    likely, doubtful = likely_and_doubtful(found)
    context = {"post": post, "states": list(by_state(likely)), "doubtful": doubtful}
    return render(request, "articles/post.html", context)
