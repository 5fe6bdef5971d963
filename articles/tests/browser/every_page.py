"""An address of every page of the archive, for tests that look at all of them."""

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page

from articles.admin.to_do_lists import TO_DO_LISTS
from articles.models import Article, Folder, Invitation, Office, Post, Quotation
from articles.query_lists.given_lines import read_list
from articles.query_lists.list_jobs import ask_list
from articles.reader_accounts.account_links import new_password_address
from articles.reader_accounts.folder_contents import new_folder, put_in
from articles.reader_accounts.invitations import invitation_address
from articles.saved_searches.saving import unsubscribe_token
from articles.search import SearchRequest
from articles.tests.browser.test_folders import PASSWORD
from articles.tests.saved_searches.readers import save

READER = "lan@toasoan.vn"
# Names of addresses that answer a form, a program or a script, or are a file: no pages.
NO_PAGES = {"compare-table", "suggest", "facet-table", "query-list-table", "query-list-resume", "query-list-delete"}
# The page for a code is there only between password and code.
NO_PAGES |= {"log-in-code", "log-out", "folder-change", "folder-share", "folder-feed", "folder-put-back", "folder-item"}
NO_PAGES |= {"saved-searches-mail", "saved-search-change", "saved-search-feed", "api-token-revoke", "api-asked"}
NO_PAGES |= {"sitemap", "robots", "opensearch", "healthz", "metrics", "set_language"}


def make_reader(articles: list[Article]) -> User:
    """Make an account with a shared folder, a saved search and a query list."""
    reader = User.objects.create_superuser(READER, password=PASSWORD, first_name="Lan")
    put_in(new_folder(reader, "Jakarta"), [article.pk for article in articles])
    Folder.objects.update(share_token="chia-se", shows_notes=True)
    save(reader, "jakarta")
    ask_list(read_list("Bùi Thanh Sơn\ngiá cà phê"), reader, label="Tên", filters=SearchRequest())
    return reader


def pages_for_all(reader: User, articles: list[Article]) -> list[str]:
    """Return the addresses that need no account; the last ones answer that there is nothing."""
    article, entity = articles[0], articles[0].mentions.all()[0].entity
    invitation = Invitation.objects.create(email="huy@toasoan.vn")
    site = "http://testserver"
    sent = [invitation_address(RequestFactory().get("/"), invitation), new_password_address(site, reader)]
    addresses = ["/", "/browse/", "/search/?q=bui+thanh+son&section=thoi-su", "/search/?q=jakarta&list=compact"]
    addresses += ["/search/?q=xyz", "/search/?q=%22", "/search/filters/?q=gia", "/search/over-time/?q=gia"]
    addresses += ["/search/map/?q=gia", "/search/map/?q=gia&provinces=today&show=shares"]
    addresses += ["/search/compare/?q=jakarta&q=gia+lai&q=%3D", "/search/compare/", "/search/values/person/"]
    addresses += [
        "/holdings/",
        "/holdings/?year=2023",
        "/corrections/",
        "/help/",
        "/help/keys/",
        "/api/",
        "/shared/chia-se/",
    ]
    addresses += [article.get_absolute_url(), f"{article.get_absolute_url()}?q=jakarta&hit=1"]
    addresses += [
        "/entities/",
        "/entities/person/",
        entity.get_absolute_url(),
        f"{entity.get_absolute_url()}?year=2023",
        f"/entity/{entity.pk}/quotations",
    ]
    post = Post.objects.create(key="bo truong", title="Bộ trưởng Ngoại giao", folded_title="bo truong", in_body=True)
    mention = article.mentions.all()[0]
    Office.objects.create(article=article, post=post, start=0, end=2, mention_start=mention.start)
    Quotation.objects.create(article=article, start=0, end=9, kind=1, cue_start=0, cue_end=0)
    addresses += ["/posts/", post.get_absolute_url(), f"/article/{article.pk}/said/0/"]
    addresses += ["/source/bao-gia-lai/", "/section/thoi-su/", "/undated/", "/2023/", "/2023/07/", "/2023/07/14/"]
    addresses += [address.removeprefix(site) for address in sent]
    addresses += ["/account/log-in/", "/account/password/forgotten/", "/account/password/mailed/", "/admin/login/"]
    addresses += [f"/searches/unsubscribe/{unsubscribe_token(reader)}/", "/feeds/latest.rss"]
    return [*addresses, "/khong-co/", "/1950/01/01/", "/search/?q=jakarta&page=2000", "/account/join/x/"]


def pages_of_a_reader(reader: User, articles: list[Article]) -> list[str]:
    """Return the addresses of a reader's own pages, and of those that look different to readers with an account."""
    folder, search = reader.folders.get().get_absolute_url(), reader.saved_searches.get().get_absolute_url()
    names = [
        "account",
        "two-step",
        "password-change",
        "api-tokens",
        "folders",
        "saved-searches",
        "query-lists",
        "front",
    ]
    addresses = [reverse(name) for name in names]
    addresses += [folder, f"{folder}delete/", f"/folders/add/?article={articles[0].pk}", search, f"{search}delete/"]
    addresses += ["/searches/new/?q=gia", reader.query_lists.get().get_absolute_url(), "/account/leave/"]
    return [*addresses, "/search/?q=jakarta", articles[0].get_absolute_url(), "/2023/07/14/"]


def pages_of_the_admin() -> Iterator[str]:
    """Yield the addresses of the admin: its own, and of each table the list, the forms, and the page that deletes."""
    yield from ("/admin/", "/admin/password_change/", "/admin/articles/article/?q=jakarta")
    yield from (reverse("admin:articles_article_to_do", args=[key]) for key in TO_DO_LISTS)
    yield from (reverse(f"admin:articles_{name}") for name in ("article_duplicates", "importbatch_all_failures"))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_changelist"), reverse(f"{name}_add"))
        if row := model._default_manager.first():
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history"))


def sign_in(page: Page) -> None:
    """Log the reader in, in whatever language the pages are."""
    page.goto("/account/log-in/")
    page.locator("#id_username").fill(READER)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    page.wait_for_url("/")
