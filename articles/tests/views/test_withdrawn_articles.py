"""A withdrawn article, and one that waits for its moment, stand behind no public address, as the database says."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.admin.article_change_page import CHANGE_FORMS
from articles.importing.running.change_jobs import change_articles
from articles.importing.storing.embargoes import release_due
from articles.importing.storing.quoting import write_quotations
from articles.models import (
    Article,
    ChangeKind,
    Correction,
    Entity,
    EntityAlias,
    Folder,
    Mention,
    Office,
    Post,
    SavedSearch,
)
from articles.models.new_article import note_new
from articles.reader_accounts.folder_contents import new_folder, put_in
from articles.saved_searches.trying import try_new_articles
from articles.search import update_index
from articles.tests.list_addresses import (
    DOWNLOADS,
    api_addresses,
    api_names,
    export_addresses,
    feed_addresses,
    page_addresses,
    pattern_names,
)
from articles.tests.making import Newsroom
from articles.tests.saved_searches.readers import save
from articles.text.quotation_spans import QuotationRow

# A word that only the withdrawn article has, in all its parts.
WORD = "Xuyênmộc"
# Another such word, which no address asks for.
MARK = "Zưkhoang"
# Addresses that show no article: static texts, forms, counts, and lists of queries, which hold counts, dates and links.
WITHOUT_ARTICLES = {
    *("help", "keys", "robots", "opensearch", "healthz", "set_language"),
    *("search-timeline", "search-map", "compare", "compare-table", "holdings", "api", "api-asked"),
    *("folders", "folder-change", "folder-share", "folder-feed", "folder-delete", "folder-item", "folder-put-back"),
    *("saved-searches", "saved-searches-mail", "saved-search-new", "saved-search-change", "saved-search-feed"),
    *("saved-search-delete", "unsubscribe", "api-tokens", "api-token-revoke"),
    *("account", "log-in", "log-out", "join", "leave"),
    *("password-change", "password-forgotten", "password-mailed", "password-new"),
    *("query-lists", "query-list", "query-list-table", "query-list-resume", "query-list-delete"),
}


_UNLISTED_FEEDS = {"folder": "folder/kênh", "shared": "shared/chia-sẻ", "saved-search": "saved-search/tìm"}


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    beside: dict[str, Any] = {
        "published": "2023-07-14T10:15",
        "source": "Báo Án",
        "section": "Xã hội",
        "people": ["Bùi Thanh Sơn"],
    }
    newsroom.article("Bùi Thanh Sơn về làng", "Ông Bùi Thanh Sơn về làng.", **beside)
    article = newsroom.article(
        f"Bùi Thanh Sơn tới {WORD}",
        f"Ông Bùi Thanh Sơn tới {WORD} sáng nay, rồi qua {MARK}.",
        lead=f"Chuyến đi {WORD} và {MARK}.",
        places=[WORD, MARK],
        authors=[WORD, MARK],
        captions=[{"text": f"{WORD}, {MARK}", "credit": f"{WORD} {MARK}"}],
        **beside,
    )
    Correction.objects.create(article=article, text=f"Ông tới {WORD} và {MARK} buổi chiều.")
    start = article.text.index("Bùi Thanh Sơn", len(article.title))
    mentions = article.mentions.filter(entity__name="Bùi Thanh Sơn").values_list("start", flat=True)
    assert start in mentions
    post = Post.objects.create(key=MARK, title=f"Chủ tịch {MARK}", folded_title=MARK.lower(), in_body=True)
    Office.objects.create(article=article, post=post, start=start, end=start + 3, mention_start=start)
    said = article.text.index(WORD, start)
    write_quotations({article.pk: [QuotationRow(said, said + len(WORD), 1, start, start + 3, start, said, said)]})
    update_index([article.pk])
    return article


@pytest.fixture
def folder(article: Article, client: Client) -> Folder:
    """Put the article into a shared folder of who is signed in."""
    owner = User.objects.create_user("lan@toasoan.vn")
    client.force_login(owner)
    made = new_folder(owner, "Hồ sơ")
    put_in(made, [article.pk])
    Folder.objects.filter(pk=made.pk).update(share_token="chia-sẻ", feed_token="kênh")
    return made


@pytest.fixture(autouse=True)
def found(article: Article, folder: Folder) -> None:
    """Have a saved search of the same account find the article."""
    saved = save(folder.owner, WORD)
    SavedSearch.objects.filter(pk=saved.pk).update(feed_token="tìm")
    note_new([article.pk])
    assert try_new_articles() == 1


def _addresses(article: Article) -> dict[str, list[str]]:
    """Return the public addresses by the name of their pattern, all of which may show the article."""
    assert article.source
    assert article.section
    son = Entity.objects.get(name="Bùi Thanh Sơn")
    word = f"q={WORD}"
    folder, saved = Folder.objects.get().pk, SavedSearch.objects.get().pk
    return {
        **page_addresses(WITHOUT_ARTICLES),
        "folder": [f"/folders/{folder}/"],
        "folder-add": [f"/folders/add/?article={article.pk}"],
        "shared-folder": ["/shared/chia-sẻ/"],
        "saved-search": [f"/searches/{saved}/"],
        **{f"feed-{name}": [f"/feeds/{at}.{form}" for form in ("rss", "atom")] for name, at in _UNLISTED_FEEDS.items()},
        "export-folder": [f"/export/folder/{folder}.{form}" for form in DOWNLOADS],
        "export-saved-search": [f"/export/searches/{saved}.{form}" for form in DOWNLOADS],
        "export-shared": [f"/export/shared/chia-sẻ.{form}" for form in DOWNLOADS],
        "search": [f"/search/?{word}", "/search/?q=Bùi+Thanh+Sơn", "/search/?sort=newest", f"/search/?q=địa:{WORD}"],
        "search-filters": [f"/search/filters/?{word}"],
        "suggest": [f"/search/suggest/?{word}", "/search/suggest/?q=xuyen", "/search/suggest/?q=bui+thanh"],
        "facet-values": ["/search/values/author/", "/search/values/place/", "/search/values/person/"],
        "article": [article.get_absolute_url(), f"/article/{article.pk}/", f"/article/{article.pk - 1}/"],
        "entities": ["/entities/place/", "/entities/person/"],
        "entity": [son.get_absolute_url()],
        "quotations": [f"/entity/{son.pk}/quotations"],
        "statement": [f"/article/{article.pk}/said/{article.quotations.get().start}/"],
        "posts": ["/posts/", "/posts/?name=chu"],
        "post": [Post.objects.get().get_absolute_url(), f"/post/{Post.objects.get().pk}/"],
        "source": [article.source.get_absolute_url()],
        "section": [article.section.get_absolute_url()],
        "year": ["/2023/"],
        "month": ["/2023/07/"],
        "day": ["/2023/07/14/"],
        "facet-table": ["/search/values/place.csv"],
        "sitemap": ["/sitemap.xml", "/sitemap-articles.xml", "/sitemap-days.xml", "/sitemap-entities.xml"],
        **feed_addresses(article, son, [f"?{word}"]),
        **export_addresses(article, son, [f"?{word}"]),
        **api_addresses(article, son, [f"?{word}", "?q=Bùi+Thanh+Sơn"]),
    }


def _content(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(whole).decode()


def _showing(client: Client, article: Article) -> set[str]:
    """Return the names of the addresses that show the article, or lead to its page."""
    found = set()
    for name, addresses in _addresses(article).items():
        for address in addresses:
            answer = client.get(address, follow=True)
            text = re.sub(r'value="[^"]*"|<title>.*?</title>|\?q=[^"&<]*', "", _content(answer))
            if answer.status_code == 200 and (f"tới {WORD}" in text or f"/article/{article.pk}/" in text):
                found.add(name)
    return found


def _naming(client: Client, article: Article) -> set[str]:
    """Return the names of the addresses whose answers have the word that none of them asks for."""
    answers = [(name, at, client.get(at, follow=True)) for name, own in _addresses(article).items() for at in own]
    return {f"{name}: {at}" for name, at, answer in answers if MARK.lower() in _content(answer).lower()}


def _withdraw_unseen_by_the_index(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(withdrawn=True)


@pytest.mark.django_db(transaction=True)
def test_every_public_address_is_walked(article: Article, folder: Folder) -> None:
    assert (pattern_names() | api_names()) - WITHOUT_ARTICLES == _addresses(article).keys()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by", ["an editor", "the database alone"])
def test_a_withdrawn_article_is_behind_no_address(
    client: Client, admin_user: User, article: Article, folder: Folder, by: str
) -> None:
    before = _showing(client, article)
    assert before >= {"front", "search", "suggest", "article", "entity", "source", "section", "day", "sitemap"}
    assert before >= {"folder", "folder-add", "shared-folder", "saved-search"}
    assert {name for name in before if name.startswith("feed-")} == {n for n in _addresses(article) if "feed-" in n}
    assert {name for name in before if name.startswith("export-")} == {
        name for name in _addresses(article) if name.startswith("export-") and name != "export-undated"
    }
    assert {name for name in before if name.startswith("api-")} == {"api-v1:search", "api-v1:article", "api-v1:day"}
    if by == "an editor":
        change_articles([article.pk], ChangeKind.WITHDRAWAL, {"withdrawn": True}, admin_user)
    else:
        _withdraw_unseen_by_the_index(article)
    assert _showing(client, article) == set()
    assert client.get(article.get_absolute_url()).status_code == 410
    if by == "an editor":
        assert _naming(client, article) == set()
        assert Entity.objects.get(name=WORD).article_count == 0
        change_articles([article.pk], ChangeKind.RESTORATION, {"withdrawn": False}, admin_user)
        assert _showing(client, article) == before


@pytest.mark.django_db(transaction=True)
def test_an_article_that_waits_is_behind_no_address_until_its_moment(
    client: Client, admin_user: User, article: Article, folder: Folder
) -> None:
    before, naming = _showing(client, article), _naming(client, article)
    assert len(naming) > 30
    moment = timezone.now() + timedelta(hours=1)
    change_articles([article.pk], ChangeKind.EMBARGO, {"visible_from": moment}, admin_user)
    assert _showing(client, article) == set()
    assert _naming(client, article) == set()
    assert client.get(article.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/articles/{article.pk}").status_code == 404
    assert Entity.objects.get(name=WORD).article_count == 0
    # The moment comes. What compares the time needs nobody; the worker sees to index, counts and saved searches.
    Article.objects.filter(pk=article.pk).update(visible_from=timezone.now())
    at_once = _showing(client, article)
    assert at_once >= {"front", "article", "section", "source", "day", "folder", "feed-latest", "sitemap"}
    assert release_due() == 1
    assert _showing(client, article) == before
    assert _naming(client, article) == naming


def test_the_rule_who_sees_an_article_stands_in_one_place() -> None:
    """Beside the article and its indexes no module asks if one is withdrawn: it asks `visible` or `is_visible`."""
    root = Path(__file__).resolve().parents[2]
    modules = [path for path in root.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    asking = [path for path in modules if re.search(r"withdrawn\s*=|\.withdrawn\b", path.read_text())]
    names = {path.relative_to(root).as_posix() for path in asking}
    assert names == {"models/article.py", "models/article_indexes.py"}
    assert set(CHANGE_FORMS) == set(ChangeKind) - {ChangeKind.UNDO}


def test_what_only_a_hidden_article_has_is_listed_and_suggested_nowhere(client: Client, newsroom: Newsroom) -> None:
    beside: dict[str, Any] = {"published": "2023-07-14", "people": ["Bùi Thanh Sơn"]}
    newsroom.article("Bùi Thanh Sơn tới", "Ông Bùi Thanh Sơn tới.", source="Báo Án", section="Xã hội", **beside)
    newsroom.article("Bùi Thanh Sơn ở lại", "Ông Bùi Thanh Sơn ở lại.", source="Báo Án", section="Xã hội", **beside)
    hidden = newsroom.article("Bùi Thanh Sơn đi", "Ông Sơn Bùi đi.", source="Báo Zét", section="Zạng", **beside)
    him = Entity.objects.get(name="Bùi Thanh Sơn")
    Mention.objects.create(article=hidden, entity=him, recognised=him, start=hidden.text.index("Sơn Bùi"), end=25)
    hidden.mentions.filter(end=25).update(end=hidden.text.index("Sơn Bùi") + len("Sơn Bùi"))
    EntityAlias.objects.create(entity=him, text="Sơn Bùi")
    addresses = ["/", "/browse/", "/api/v1/sections", "/api/v1/sources", "/sitemap.xml", him.get_absolute_url()]
    addresses += ["/search/suggest/?q=zạ", "/search/suggest/?q=sơn+bù", "/sitemap-sections.xml", "/sitemap-sources.xml"]

    def told() -> str:
        return "\n".join(client.get(address).text for address in addresses)

    before = told()
    assert all(name in before for name in ("Zạng", "Báo Zét", "Sơn Bùi"))
    Article.objects.filter(pk=hidden.pk).update(withdrawn=True)
    after = told()
    assert [name for name in ("Zạng", "zang", "Báo Zét", "bao-zet", "Sơn Bùi") if name in after] == []
    assert all(name in after for name in ("Xã hội", "Báo Án"))
