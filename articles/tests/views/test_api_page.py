"""The page of the API: a form for each operation that leads to an answer, and an explanation for each problem."""

import re
from html import unescape
from urllib.parse import urlencode

from django.test import Client

from articles.api.operations import api
from articles.api.problems import ProblemKind
from articles.tests.views.conftest import Cast

_FORM = re.compile(r'<form class="api-form" action="([^"]*)">(.*?)</form>', re.DOTALL)


def _forms(page: str) -> dict[str, dict[str, str]]:
    """Return the fields of each form as they are shown, by the address that it is sent to."""
    forms = {}
    for action, inner in _FORM.findall(page):
        typed = dict(re.findall(r'name="([^"]*)"\s+value="([^"]*)"', inner))
        for name, options in re.findall(r'<select name="([^"]*)">(.*?)</select>', inner, re.DOTALL):
            chosen = re.findall(r'value="([^"]*)" selected', options)
            typed[name] = chosen[0] if chosen else ""
        forms[action] = {name: unescape(value) for name, value in typed.items()}
    return forms


def test_every_form_leads_to_an_answer_as_it_stands(client: Client, cast: Cast) -> None:
    forms = _forms(client.get("/api/").content.decode())
    assert len(forms) == len(api.get_openapi_schema()["paths"]) >= 10
    for action, fields in forms.items():
        answer = client.get(f"{action}?{urlencode(fields)}", follow=True)
        assert answer.status_code == 200, (action, fields, answer.content)
        assert answer.headers["Content-Type"] == "application/json"


def test_what_is_typed_is_asked_and_empty_fields_are_left_out(client: Client, db: None) -> None:
    response = client.get("/api/try/search/", {"q": " lũ quét ", "sort": "newest", "person": "", "year": "2023"})
    assert response.headers["Location"] == "/api/v1/search?q=l%C5%A9+qu%C3%A9t&year=2023&sort=newest"
    assert client.get("/api/try/article/", {"number": "../x?y"}).headers["Location"] == "/api/v1/articles/..%2Fx%3Fy"
    assert client.get("/api/try/nothing/").status_code == 404


def test_every_problem_is_explained_in_both_languages(client: Client, db: None) -> None:
    for language, title in (("vi", "Con trỏ thuộc danh sách khác"), ("en", "The cursor belongs to another list")):
        client.cookies["django_language"] = language
        page = client.get("/api/").content.decode()
        assert title in page
        assert set(re.findall(r'<div id="([a-z-]+)">', page)) == {kind.value for kind in ProblemKind}


def test_the_page_may_load_the_archives_own_files_alone(client: Client, db: None) -> None:
    assert client.get("/api/").headers["Content-Security-Policy"].startswith("default-src 'self';")


def test_readers_find_it(client: Client, db: None) -> None:
    for page in ("/", "/help/"):
        assert 'href="/api/"' in client.get(page).content.decode()
