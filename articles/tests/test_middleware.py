import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from articles.models import Section
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/search/?source=vn%00e", "/search/?section=vn%%0000e", "/entities/person/?q=vn%00e", "/?x=%00vne"]
)
def test_an_address_is_read_without_nul(client: Client, address: str) -> None:
    request = client.get(address, follow=True).wsgi_request
    assert list(request.GET.values()) == ["vne"]


@pytest.mark.parametrize("wrong", ["31/2", "latest.rss", "..", "²", "9" * 30])
@pytest.mark.parametrize("page", ["article/{}/delete/", "importbatch/{}/change/", "entity/{}/change/"])
def test_an_address_of_the_admin_without_an_id_names_nothing(admin_client: Client, page: str, wrong: str) -> None:
    assert admin_client.get(f"/admin/articles/{page.format(wrong)}").status_code in (302, 404)


# A list of the admin, and an action that it offers.
ACTIONS = [
    *[("article", "set_withdraw"), ("importbatch", "undo_chosen"), ("entity", "merge")],
    *[("articledecision", "undo_chosen"), ("invitation", "revoke_chosen"), ("section", "delete_selected")],
]


@pytest.mark.parametrize("wrong", ["x", "9" * 25, "1\0"])
@pytest.mark.parametrize(("rows", "action"), ACTIONS)
def test_an_action_upon_what_is_no_row_has_nothing_chosen(
    admin_client: Client, rows: str, action: str, wrong: str
) -> None:
    chosen = {"action": action, "index": "0", "_selected_action": [wrong]}
    page = admin_client.post(f"/admin/articles/{rows}/", chosen, follow=True)
    assert page.status_code == 200
    assert "Mục tiêu phải được chọn" in page.text


def test_an_action_is_upon_the_rows_that_are_named_rightly(admin_client: Client) -> None:
    kept, gone = Section.objects.create(name="Kinh tế", slug="kinh-te"), Section.objects.create(name="Xe", slug="xe")
    chosen = {"action": "delete_selected", "index": "0", "_selected_action": ["x", gone.pk], "post": "yes"}
    admin_client.post("/admin/articles/section/", chosen)
    assert list(Section.objects.all()) == [kept]


def test_an_escaped_percent_sign_stays(client: Client) -> None:
    assert client.get("/?x=%2500").wsgi_request.GET["x"] == "%00"


def test_an_answer_to_head_has_the_headers_of_the_page_alone(newsroom: Newsroom) -> None:
    newsroom.article("Lũ lên nhanh ở Huế", "Nước sông Hương lên.")
    # The test client itself takes the body of such answers away.
    served, requests = WSGIHandler(), RequestFactory(headers={"host": "localhost"})
    for address in ("/", "/export/search.csv?q=l%C5%A9"):
        page, head = served.get_response(requests.get(address)), served.get_response(requests.head(address))
        assert b"".join(page)
        assert not b"".join(head)
        assert (head.status_code, head.headers["Content-Type"]) == (200, page.headers["Content-Type"])
