"""Requests that mean harm, and texts of articles that do: nothing of them runs, and nothing is found by them."""

from collections.abc import Iterator

import lxml.etree
import lxml.html
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from articles.importing.metadata import NO_METADATA
from articles.importing.parsed_article import complete
from articles.importing.parsing import parse_document
from articles.importing.running import jobs
from articles.models import Article, Correction, ImportBatch
from articles.tests.list_addresses import api_addresses, export_addresses, feed_addresses
from articles.tests.making import Newsroom

SCRIPT = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"
PLAIN = {"title": "Lũ trên sông Lô", "lead": "Nước lên nhanh.", "source": "Báo Án", "section": "Thời sự"}
FIELDS = ["title", "lead", "body", "caption", "credit", "author", "source", "section", "correction"]
FIELDS += ["person", "place", "organization"]


def runs(text: str) -> list[str]:
    """Return what of a page would run in a browser and is not a file of the archive, or is a picture from elsewhere."""
    found = []
    for element in lxml.html.document_fromstring(text).iter(lxml.etree.Element):
        is_script = element.tag == "script" and not element.get("src") and "json" not in (element.get("type") or "")
        addresses = [element.get(name) or "" for name in ("href", "src", "action", "formaction", "data-address")]
        is_address = any(address.strip().lower().startswith(("javascript:", "data:")) for address in addresses)
        is_picture = element.tag == "img" and not (element.get("src") or "").startswith("/static/")
        if is_script or is_address or is_picture or any(name.startswith("on") for name in element.attrib):
            found.append(lxml.html.tostring(element, encoding="unicode")[:200])
    return found


def in_feeds(text: bytes) -> Iterator[str]:
    """Yield the texts of a feed's entries that readers of feeds show as HTML."""
    for entry in lxml.etree.fromstring(text).iter("item", "{*}entry"):
        yield from (one.text or "" for one in entry.iter("description", "{*}summary", "{*}content"))


def script_of(field: str) -> str:
    """Return a script that names the field it stands in."""
    return SCRIPT.replace("'x'", f"'{field}'")


def hostile_article(newsroom: Newsroom) -> Article:
    """Write an article with a script in each of its fields."""
    own = {field: script_of(field) for field in FIELDS}
    plain = {field: f"{own[field]} lũ" for field in PLAIN if field != "title"}
    named = [own[kind] for kind in ("person", "place", "organization")]
    people, places, organizations = ([name] for name in named)
    article = newsroom.article(
        f"{own['title']} lũ",
        f"Lũ lớn. {own['body']} {' '.join(named)}",
        **plain,
        published="2023-07-14",
        captions=[{"text": own["caption"], "credit": own["credit"]}],
        authors=[own["author"]],
        people=people,
        places=places,
        organizations=organizations,
    )
    Correction.objects.create(article=article, text=own["correction"])
    return article


def test_a_script_in_a_field_runs_nowhere(admin_client: Client, newsroom: Newsroom) -> None:
    article = hostile_article(newsroom)
    entities = [mention.entity for mention in article.mentions.all()]
    assert article.source
    assert article.section
    pages = [
        "/",
        "/browse/",
        "/search/?q=lũ",
        "/search/?q=lũ&list=compact",
        "/corrections/",
        "/2023/07/14/",
        "/2023/07/",
    ]
    pages += [article.get_absolute_url(), f"{article.get_absolute_url()}?q=lũ&hit=1", "/search/filters/?q=lũ"]
    pages += [*(one.get_absolute_url() for one in entities), "/search/values/person/", "/search/values/source/"]
    pages += [
        "/entities/person/",
        "/search/compare/?q=lũ",
        f"/source/{article.source.slug}/",
        "/folders/add/?article=1",
    ]
    pages += [f"/section/{article.section.slug}/", "/admin/articles/article/", "/admin/articles/entity/"]
    pages += [f"/admin/articles/article/{article.pk}/change/", f"/admin/articles/article/{article.pk}/delete/"]
    shown = {address: admin_client.get(address).text for address in pages}
    assert {address: found for address, page in shown.items() if (found := runs(page))} == {}
    shown_fields = {field for field in FIELDS if any(f"alert(&#x27;{field}&#x27;)" in page for page in shown.values())}
    assert shown_fields == set(FIELDS)


def test_a_script_in_a_field_is_text_in_feeds(client: Client, newsroom: Newsroom) -> None:
    article = hostile_article(newsroom)
    feeds = feed_addresses(article, article.mentions.all()[0].entity, ["?q=lũ"])
    texts = [text for own in feeds.values() for one in own for text in in_feeds(client.get(one).content)]
    assert [found for text in texts if (found := runs(f"<p>{text}"))] == []
    assert len(texts) >= len(feeds)


def test_a_download_and_an_answer_of_the_api_are_no_pages(client: Client, newsroom: Newsroom) -> None:
    article = hostile_article(newsroom)
    entity = article.mentions.all()[0].entity
    downloads = export_addresses(article, entity, ["?q=lũ"])
    for address in (one for name, own in downloads.items() if name != "export-undated" for one in own):
        answer = client.get(address)
        b"".join(answer)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert set(answer.headers["Content-Disposition"]).isdisjoint("<>'/\\\r\n")
        assert not answer.headers["Content-Type"].startswith("text/html")
    for address in (one for own in api_addresses(article, entity, ["?q=lũ"]).values() for one in own):
        headers = client.get(address).headers
        assert headers["Content-Type"].startswith(("application/json", "application/problem+json"))
        assert headers["X-Content-Type-Options"] == "nosniff"


SEARCHED = "q from to sort page source section person place organization year author form list size exact wider hit"
REFLECTED = [f"/search/?q=lũ&{name}={{}}" for name in SEARCHED.split()]
REFLECTED += [
    f"/search/{page}/?{name}={{}}" for page in ("filters", "map", "over-time") for name in ("q", "show", "by")
]
REFLECTED += [f"/search/compare/?q=lũ&{name}={{}}" for name in ("q", "by", "show", "from", "to")]
REFLECTED += [f"/search/values/person/?{name}={{}}" for name in ("q", "find", "values", "person")]
REFLECTED += [f"/entities/person/?{name}={{}}" for name in ("letter", "q", "sort", "page")]
REFLECTED += ["/account/log-in/?next={}", "/admin/login/?next={}", "/holdings/?year={}", "/api/?q={}", "/khong-co/{}/"]
REFLECTED += ["/article/1/{}/", "/searches/new/?q={}", "/folders/add/?article={}&next={}", "/search/lists/?q={}"]
REFLECTED += [
    "/admin/articles/article/?q={}",
    "/admin/articles/article/?e={}",
    "/admin/articles/entity/?kind__exact={}",
]


@pytest.mark.parametrize("address", REFLECTED)
def test_a_script_in_a_parameter_runs_nowhere(admin_client: Client, newsroom: Newsroom, address: str) -> None:
    newsroom.article(**PLAIN, published="2023-07-14", people=["Trần Văn Bình"])
    for payload in (SCRIPT, "javascript:alert(1)"):
        answer = admin_client.get(address.replace("{}", payload), follow=True)
        assert answer.status_code in {200, 400, 404}
        assert runs(answer.text) == []


@pytest.mark.parametrize("name", ["django_language", "hits", "csrftoken", "sessionid", "messages"])
def test_a_script_in_a_cookie_runs_nowhere(client: Client, newsroom: Newsroom, name: str) -> None:
    client.cookies[name] = SCRIPT
    for address in ("/search/?q=lũ", "/account/log-in/"):
        answer = client.get(address)
        assert (answer.status_code, runs(answer.text)) == (200, [])


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt://a.vn/%0aalert(1)", "vbscript:x"]
)
def test_an_address_that_is_a_script_is_none(newsroom: Newsroom, client: Client, address: str) -> None:
    record = f'{{"title": "Lũ trên sông Lô", "body": "Nước lên nhanh, dân đi sơ tán.", "url": "{address}"}}'
    assert complete(parse_document(record.encode()), NO_METADATA).url == ""
    article = newsroom.article("Lũ trên sông Lô", "Nước lên nhanh.", url=address)
    assert runs(client.get(article.get_absolute_url()).text) == []


ELSEWHERE = ["//evil.example", "https://evil.example", "/\\evil.example", "///evil.example", "http:evil.example"]
ELSEWHERE += ["javascript:alert(1)", "\t//evil.example", "https:///evil.example"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_and_choosing_a_language_lead_nowhere_else(client: Client, db: None, address: str) -> None:
    User.objects.create_user("lan", password="mật khẩu dài")
    typed = {"username": "lan", "password": "mật khẩu dài", "next": address}
    for answer in (client.post("/i18n/setlang/", typed | {"language": "en"}), client.post("/account/log-in/", typed)):
        assert answer.status_code == 302
        assert answer.headers["Location"] in {"/", "/account/"}


HOSTS = [
    "evil.example",
    "localhost.evil.example",
    "localhost:80@evil.example",
    "localhost#evil.example",
    "evil.example:80",
]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(client: Client, db: None, settings: Settings, host: str) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "kho.toasoan.vn"]
    assert client.get("/", headers={"Host": "kho.toasoan.vn"}).status_code == 200
    answer = client.get("/", headers={"Host": host})
    assert (answer.status_code, b"evil" in answer.content) == (400, False)


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"])
def test_a_header_names_no_other_host_or_address(client: Client, newsroom: Newsroom, header: str) -> None:
    newsroom.article(**PLAIN, published="2023-07-14")
    for address in ("/feeds/latest.rss", "/"):
        answer = client.get(address, headers={header: "host=evil.example" if header == "Forwarded" else "evil.example"})
        assert (answer.status_code, b"evil.example" in answer.content) == (200, False)


POSTS = ["/account/", "/account/log-in/", "/account/log-out/", "/account/leave/", "/account/password/", "/folders/"]
POSTS += [
    "/account/password/forgotten/",
    "/folders/add/",
    "/searches/new/?q=lũ",
    "/search/lists/",
    "/account/api-tokens/",
]
POSTS += ["/admin/login/", "/admin/logout/", "/admin/articles/article/add/", "/admin/articles/article/1/delete/"]
POSTS += ["/admin/articles/importbatch/add/", "/admin/articles/feed/add/", "/admin/auth/user/1/change/"]


@pytest.mark.parametrize("address", POSTS)
def test_a_form_of_another_site_does_nothing(admin_user: User, address: str) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(admin_user)
    assert careful.post(address, {"name": "x"}).status_code == 403
    assert User.objects.filter(pk=admin_user.pk).exists()


@pytest.mark.parametrize(
    "address", ["/account/log-out/", "/account/leave/", "/folders/1/delete/", "/search/lists/1/delete/"]
)
def test_a_link_alone_changes_nothing(admin_client: Client, address: str) -> None:
    admin_client.get(address)
    assert admin_client.get("/account/").status_code == 200


HEADERS = ["/search/?q=a%0d%0aSet-Cookie:%20x=y", "/export/search.csv?q=a%0d%0aX:y", "/account/log-in/?next=%0d%0aX:y"]
HEADERS += ["/article/1/%0d%0aX:y/", "/feeds/search.rss?q=%0d%0aX:y", "/search/?q=l&list=%0d%0aX:y"]


@pytest.mark.parametrize("address", HEADERS)
def test_no_parameter_adds_a_header(client: Client, newsroom: Newsroom, address: str) -> None:
    newsroom.article(**PLAIN)
    answer = client.get(address)
    b"".join(answer)
    assert answer.status_code in {200, 301, 404}
    assert not any("\n" in value or value == "y" for value in answer.headers.values())
    assert "x" not in answer.cookies


PATHS = [
    "/static/../newsarchive/settings.py",
    "/static/%2e%2e/manage.py",
    "/static/..%2fmanage.py",
    "/static//etc/passwd",
]
PATHS += [
    "/static/css/../../manage.py",
    "/..%2f..%2fetc/passwd",
    "/export/..%2f..%2fsecret_key.csv",
    "/.git/config",
    "/.env",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_files_that_are_served(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "name", ["../../../tmp/x.txt", "..\\..\\x.txt", "/etc/cron.d/x.txt", "<img src=x onerror=alert(1)>.txt"]
)
def test_the_name_of_an_upload_is_a_label_and_no_path(admin_client: Client, settings: Settings, name: str) -> None:
    upload = SimpleUploadedFile("a.txt", "Lũ trên sông Lô\n\nNước lên nhanh.".encode())
    upload._name = name  # type: ignore[attr-defined]
    answer = admin_client.post("/admin/articles/importbatch/add/", {"documents": [upload]}, follow=True)
    batch = ImportBatch.objects.get()
    kept = [file for file in jobs.folder(batch).rglob("*") if file.is_file()]
    assert len(kept) == 1
    assert kept[0].resolve().is_relative_to(settings.MEDIA_ROOT)
    jobs.run_import.func(batch.pk)
    assert runs(answer.text) + runs(admin_client.get(batch.get_absolute_url()).text) == []


INJECTED = ["' OR '1'='1", "1; DROP TABLE articles_article", "1) UNION SELECT 1--", "%", "_", "\\", "{{7*7}}", "${7*7}"]


@pytest.mark.parametrize("value", INJECTED)
def test_a_value_is_no_part_of_a_statement(admin_client: Client, newsroom: Newsroom, value: str) -> None:
    newsroom.article(**PLAIN, published="2023-07-14", people=["Trần Văn Bình"])
    for address in (
        "/entities/person/?q=",
        "/search/?q=lũ&person=",
        "/search/values/person/?find=",
        "/api/v1/entities?name=",
    ):
        answer = admin_client.get(f"{address}{value}")
        assert answer.status_code in {200, 400}
        assert ">49<" not in answer.text
    listed = admin_client.get("/admin/articles/article/", {"q": value})
    assert listed.status_code == 200
    assert Article.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client: Client, newsroom: Newsroom, method: str) -> None:
    for address in ("/", "/search/", "/api/v1/search", "/feeds/latest.rss", "/export/search.csv"):
        assert getattr(client, method)(address).status_code == 405


LETTERS = "abcdeghiklmnopqrstuvxy"
COSTLY = {
    "beginnings": " ".join(f"{letter}*" for letter in LETTERS),
    "either beginning": " OR ".join(f"{letter}*" for letter in LETTERS),
    "names by their beginnings": " ".join(f"người:{letter}*" for letter in LETTERS),
    "500 words": "lũ " * 500,
    "one word of 5,000 letters": "ệ" * 5_000,
    "200 brackets": "(" * 200 + "lũ" + ")" * 200,
    "500 quotes": '"' * 500,
    "words of every sentence": " ".join(['"các là của và"~50'] * 30),
    "exclusions alone": " ".join(f"-{letter}a" for letter in LETTERS),
    "operators alone": "AND OR NOT /s /p " * 60,
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_costly_query_is_answered_or_refused_with_a_message(client: Client, newsroom: Newsroom, kind: str) -> None:
    """Within the time that a page has; `bench.costly_queries` measures in a large archive."""
    newsroom.article(**PLAIN, published="2023-07-14", people=["Trần Văn Bình"])
    for page in ("/search/", "/search/filters/", "/search/compare/", "/search/suggest/", "/feeds/search.rss"):
        answer = client.get(page, {"q": COSTLY[kind]})
        assert answer.status_code in {200, 422}
    assert client.get("/api/v1/search", {"q": COSTLY[kind]}).status_code in {200, 400, 422}
