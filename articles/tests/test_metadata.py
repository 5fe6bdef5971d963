"""What a record states reaches every place where it is kept or shown, also a field that is added later."""

import json
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.import_wording import sample_text
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.running.preview import Sample
from articles.importing.storing.deduplication import StoreAction
from articles.importing.storing.store import store
from articles.management.commands.parse_article import as_record
from articles.models import Article, ImportBatch
from articles.tests.importing.storing.preparing import prepared

# The values of fields that must have a certain form, as a record states them and as a page shows them.
STATED = {"published": "2022-06-14", "authors": "Lê Thị Sal", "url": "https://baoapbac.vn/ca-linh"}
SHOWN = {"published": "14/6/2022"}
# Columns that have another name than the field.
COLUMNS = {"published": "published_on", "key": "record_id"}
# The id at the source is for editors, and stays as it was imported.
NOT_ON_PAGES = "key"


def _stated(name: str) -> str:
    return STATED.get(name, f"Giá trị {name}")


@pytest.fixture
def parsed() -> ParsedArticle:
    record = {name: _stated(name) for name in METADATA_FIELDS}
    text = {"title": "Chợ nổi vào mùa cá linh", "body": ["Giá cá cao.", "Bà Sal ra chợ."]}
    return parse_document(json.dumps(text | record).encode())


@pytest.fixture
def article(db: None, parsed: ParsedArticle) -> Article:
    store(ImportBatch.objects.create(), [prepared(parsed)])
    return Article.objects.get()


@pytest.mark.parametrize("name", METADATA_FIELDS)
def test_it_is_read_from_a_record_and_stored(article: Article, name: str) -> None:
    value = getattr(article, COLUMNS.get(name, name))
    assert str(value[0] if isinstance(value, list) else value) == _stated(name)


@pytest.mark.parametrize("name", METADATA_FIELDS)
def test_the_preview_of_an_import_shows_it(parsed: ParsedArticle, name: str) -> None:
    sample = sample_text(Sample("a.json", "", article=parsed, action=StoreAction.ADD))
    assert SHOWN.get(name, _stated(name)) in [value for _, value in sample["metadata"]]


@pytest.mark.parametrize("name", [name for name in METADATA_FIELDS if name != NOT_ON_PAGES])
def test_parse_article_prints_it(parsed: ParsedArticle, name: str) -> None:
    assert _stated(name) in str(as_record("a.json", parsed)[name])


@pytest.mark.parametrize("name", [name for name in METADATA_FIELDS if name != NOT_ON_PAGES])
def test_its_page_shows_it(client: Client, article: Article, name: str) -> None:
    page = unescape(client.get(article.get_absolute_url()).text.partition("<body")[2])
    assert SHOWN.get(name, _stated(name)) in page


@pytest.mark.parametrize("name", [name for name in METADATA_FIELDS if name != NOT_ON_PAGES])
def test_editors_can_change_it(admin_client: Client, article: Article, name: str) -> None:
    page = admin_client.get(reverse("admin:articles_article_change", args=[article.pk]))
    field = "published_at" if name == "published" else name
    assert field in page.context["adminform"].form.fields
