"""The admin speaks one language at a time: no English of Django's in Vietnamese, no Vietnamese in English."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import django
import lxml.html
import polib  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override, pgettext

from articles.entities.deciding import Proposal, decide
from articles.importing.running.change_jobs import change_articles
from articles.models import (
    Article,
    ChangeKind,
    DecisionKind,
    DeletedArticle,
    Entity,
    Feed,
    ImportBatch,
    ImportItem,
    Outcome,
    Source,
)
from articles.tests.making import Newsroom

DJANGO = Path(django.__file__).parent / "contrib"
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ]|[À-ÖÙ-öù-ỹ]")
# What Django's admin shows with `gettext` and that is the same in Vietnamese, or no text of a page.
SAME = {"LogEntry Object", "%(class_name)s %(instance)s", "View", "View %s", "View site", "Email"}
OF_HASHES = {"variety", "version", "memory cost", "time cost", "parallelism", "block size"}
# Vietnamese without a mark, data, names of encodings and algorithms; and what Django writes in its code: the texts of
# pictures beside what says the same in words.
UNMARKED = {
    *("Xem", "Xem trang web", "trang web", "Port", "Text.", "Ann Lee", "Ann Le", "Paper", "News", "Sport", "Gone"),
    *("a.zip", "admin", "order", "Paper: https://b.vn/rss", "https://b.vn/rss", "Editors"),
    *("Administrators", "UTF-8", "UTF-16", "WINDOWS-1258", "TCVN3 (ABC)", "PDF", "VNI", "VISCII", "VPS", "md5"),
    *("Search", "True", "False", "news", "paper", "sport"),
}
# Of a password, who changed articles when, and an import with its number.
DATA = re.compile(r"\w+\*+|admin, [\d:/, ]+|\d+: a\.zip")
ENGLISH = re.compile(
    r"\b(the|can|is|and|for|with|add|change|view|delete|models?|entry|priority|queue|task|results?|status|set|row|line|"
    r"password|group|permission|object|order by|filter|selected|history|log in|you)\b",
    re.IGNORECASE,
)
_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


@pytest.fixture
def rows(newsroom: Newsroom, admin_user: User) -> Article:
    """Write a row of most tables that the admin shows, with values in ASCII."""
    article = newsroom.article("Port", "Text.", people=["Ann Lee", "Ann Le"], source="Paper", section="News")
    change_articles([article.pk], ChangeKind.SECTION, {"section": "Sport"}, admin_user, reason="order")
    DeletedArticle.objects.create(article_id=9, title="Gone", reason="order", asked_by_name="admin")
    batch = ImportBatch.objects.create(label="a.zip")
    ImportItem.objects.create(batch=batch, path="a.zip", place="row 4", outcome=Outcome.FAILED, reason="no file")
    Feed.objects.create(url="https://b.vn/rss", source=Source.objects.get())
    decide(Proposal(DecisionKind.HIDE, Entity.objects.order_by("pk")[0]), admin_user)
    kind = ContentType.objects.get_for_model(Article)
    changes = json.dumps([{"changed": {"fields": ["Title"]}}, {"added": {}}])
    LogEntry.objects.create(
        user=admin_user, content_type=kind, object_id=str(article.pk), action_flag=CHANGE, change_message=changes
    )
    return article


def _addresses(article: Article) -> Iterator[str]:
    yield from (reverse(f"admin:{name}") for name in ("index", "password_change"))
    yield from (reverse("admin:app_list", args=[label]) for label in ("articles", "auth"))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_changelist") + query for query in ("", "?q=zzz", "?_facets=True"))
        yield reverse(f"{name}_add")
        if row := model._default_manager.first():
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history"))
    yield from (f"/admin/articles/article/{article.pk}/{page}/" for page in ("withdraw", "restore"))
    yield reverse("admin:auth_user_password_change", args=[User.objects.get().pk])
    yield from (f"{reverse('admin:auth_group_delete', args=[group.pk])}" for group in Group.objects.all())


def _texts(page: str) -> set[str]:
    """Return what a reader of the page sees or hears, without the name of the archive."""
    root = lxml.html.document_fromstring(page)
    for unseen in root.xpath("//script | //style | //form[@id='language'] | //*[@lang and not(self::html)]"):
        unseen.drop_tree()
    texts = [*root.itertext(), *(element.get(name) or "" for element in root.iter() for name in _ATTRIBUTES)]
    texts += [
        element.get("value") or "" for element in root.iter("input") if element.get("type") in ("submit", "button")
    ]
    shown = (" ".join(text.replace(settings.SITE_NAME, "").split()) for text in texts)
    return {re.sub(r"^[›·:\s]+|\s*\(\d+\)$|[|\s]+$", "", text) for text in shown}


def _pages(client: Client, article: Article, language: str) -> dict[str, set[str]]:
    client.cookies["django_language"] = language
    answers = {address: client.get(address) for address in _addresses(article)}
    return {address: _texts(answer.text) for address, answer in answers.items() if answer.status_code == 200}


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_admin_is_half_english(admin_client: Client, rows: Article) -> None:
    pages = _pages(admin_client, rows, "vi")
    assert len(pages) > 70
    english = {
        (text, address)
        for address, texts in pages.items()
        for text in texts - UNMARKED
        if not DATA.fullmatch(text)
        if ENGLISH.search(text) or (re.search("[A-Za-z]{2}", text) and not VIETNAMESE.search(text))
    }
    assert english == set()


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_english_admin_has_vietnamese(admin_client: Client, rows: Article) -> None:
    pages = _pages(admin_client, rows, "en")
    assert len(pages) > 70
    assert {text for texts in pages.values() for text in texts if VIETNAMESE.search(text)} == set()
    assert any("Can change: articles" in texts for texts in pages.values())


@pytest.mark.parametrize("app", ["admin", "auth"])
def test_everything_that_django_says_has_vietnamese_words(app: str) -> None:
    entries = polib.pofile(str(DJANGO / app / "locale/en/LC_MESSAGES/django.po"))
    assert len(entries) > 80
    with override("vi"):
        left = {entry.msgid for entry in entries if _shown(entry) == entry.msgid}
    assert left <= SAME | OF_HASHES


def _shown(entry: polib.POEntry) -> str:
    if entry.msgid_plural:
        return ngettext(entry.msgid, entry.msgid_plural, 1)
    return pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)


@pytest.mark.django_db
def test_everything_that_scripts_of_the_admin_say_has_vietnamese_words(admin_client: Client) -> None:
    entries = polib.pofile(str(DJANGO / "admin/locale/en/LC_MESSAGES/djangojs.po"))
    script = admin_client.get(reverse("admin:jsi18n"), headers={"accept-language": "vi"}).text
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])  # type: ignore[index]
    keys = [f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid for entry in entries]
    assert len(keys) > 60
    assert [key for key in keys if key not in catalogue] == []
