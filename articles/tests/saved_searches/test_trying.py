"""New articles tried on saved searches: each search finds what its strict list has, once."""

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict

from articles.models import Article, Entity, NewArticle, SavedSearch
from articles.models.saved_search import MOST_SAVED
from articles.saved_searches.saving import TooManySaved, last_month, save_search, saved_address
from articles.saved_searches.trying import try_new_articles
from articles.search import SearchRequest, strict_ids
from articles.tests.making import Newsroom
from articles.tests.quoting import say
from articles.tests.saved_searches.readers import add, save

pytestmark = pytest.mark.django_db


def found(search: SavedSearch) -> list[str]:
    return [match.article.title for match in search.matches.order_by("pk")]


def test_a_search_finds_the_articles_added_since(newsroom: Newsroom, lan: User) -> None:
    add(newsroom, "Lũ quét cũ", "Nước dâng.")
    try_new_articles()
    floods = save(lan, "lũ quét")
    add(newsroom, "Lũ quét mới", "Nước dâng.")
    add(newsroom, "Bóng đá", "Hà Nội thắng.")
    assert try_new_articles() == 1
    assert found(floods) == ["Lũ quét mới"]
    assert try_new_articles() == 0


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("lũ quét", ["Lũ quét ở Mường Lay"]),
        ('"quét lũ"', []),
        ("q=lu+quet&exact=1", []),
        ("lu quet", ["Lũ quét ở Mường Lay", "Lư quệt"]),
        ("nguồn:VOV", ["Lũ quét ở Mường Lay"]),
        ("lũ -Mường Lay", []),
        ("lũ /s cuốn", ["Lũ quét ở Mường Lay"]),
        ("đầu:cuốn", []),
        ("q=&place=PLACE", ["Lũ quét ở Mường Lay"]),
        ("", ["Lũ quét ở Mường Lay", "Lư quệt"]),
    ],
)
def test_phrases_marks_operators_and_filters_hold(newsroom: Newsroom, lan: User, query: str, titles: list[str]) -> None:
    if "PLACE" in query:
        add(newsroom, "Chợ", "Chợ phiên.", places=["Mường Lay"])
        place = Entity.objects.get(name="Mường Lay").pk
        try_new_articles()
        query = query.replace("PLACE", str(place))
    search = save(lan, query)
    add(newsroom, "Lũ quét ở Mường Lay", "Lũ cuốn nhà.", source="VOV", places=["Mường Lay"])
    add(newsroom, "Lư quệt", "Bên đường.")
    try_new_articles()
    assert found(search) == titles
    assert set(titles) == {
        Article.objects.get(pk=pk).title for pk in strict_ids(SearchRequest.from_address(QueryDict(search.address)))
    } - {"Chợ"}


@pytest.mark.parametrize(
    ("query", "found_one"),
    [
        ("nói:Lan cầu mới", True),
        ("nói:Lan tàu", False),
        ("q=cầu mới&quoted=1", True),
        ("q=tàu&quoted=1", False),
        ("q=cầu&quoted=1&speaker=LAN", True),
    ],
)
def test_new_quotations_are_found(newsroom: Newsroom, lan: User, query: str, found_one: bool) -> None:
    newsroom.article("Tin cũ", "Bà Trần Thị Lan đến.", people=["Trần Thị Lan"])
    search = save(lan, query.replace("LAN", str(Entity.objects.get().pk)))
    bridge = add(newsroom, "Cầu", "Bà Trần Thị Lan nói: “Cầu mới đẹp”. Tàu chạy.", people=["Trần Thị Lan"])
    say(bridge, ("Cầu mới đẹp", "Trần Thị Lan"))
    try_new_articles()
    assert found(search) == (["Cầu"] if found_one else [])


def test_what_a_killed_worker_left_is_tried_again(
    newsroom: Newsroom, lan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    floods = save(lan, "lũ quét")
    add(newsroom, "Lũ quét mới", "Nước dâng.")

    def killed(*_args: object, **_options: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("articles.saved_searches.trying.add_rows", killed)
        with pytest.raises(SystemExit):
            try_new_articles()
    assert NewArticle.objects.count() == 1
    assert try_new_articles() == 1
    assert (found(floods), NewArticle.objects.count()) == (["Lũ quét mới"], 0)


def test_articles_and_searches_deleted_meanwhile_stop_nothing(newsroom: Newsroom, lan: User) -> None:
    floods = save(lan, "lũ quét")
    add(newsroom, "Lũ quét 1", "Nước dâng.").delete()
    add(newsroom, "Lũ quét 3", "Nước dâng.")
    try_new_articles()
    assert found(floods) == ["Lũ quét 3"]


def test_who_cannot_log_in_any_more_is_told_nothing(newsroom: Newsroom, lan: User) -> None:
    floods = save(lan, "lũ quét")
    User.objects.update(is_active=False)
    add(newsroom, "Lũ quét", "Nước dâng.")
    assert try_new_articles() == 0
    assert (found(floods), NewArticle.objects.count()) == ([], 0)


def test_a_search_is_kept_without_page_order_and_widening(lan: User) -> None:
    request = SearchRequest.from_address(QueryDict("q=lũ&sort=newest&page=3&wider=1&exact=1"))
    assert saved_address(request) == "q=lũ&exact=1"
    first = save_search(lan, request, name="Lũ", site="https://kho.vn/", mailed=True)
    again = save_search(lan, SearchRequest(query="lũ", exact=True), name="Lũ lụt", site="https://kho.vn/", mailed=False)
    assert (again.pk, again.name, again.mailed) == (first.pk, "Lũ lụt", False)


def test_an_account_has_only_so_many(lan: User) -> None:
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=lan, name="x", address=f"q={n}", site="https://kho.vn/", feed_token=n)
        for n in range(MOST_SAVED)
    )
    with pytest.raises(TooManySaved):
        save(lan, "lũ quét")


def test_it_is_told_how_often_a_search_would_have_found_something(newsroom: Newsroom) -> None:
    add(newsroom, "Lũ quét 1", "Nước dâng.", published="2017-07-01")
    add(newsroom, "Lũ quét 2", "Nước dâng.")
    add(newsroom, "Bóng đá", "Hà Nội thắng.")
    found = last_month(SearchRequest(query="lũ quét"))
    assert (found.found, found.days, found.added) == (2, 1, 3)
