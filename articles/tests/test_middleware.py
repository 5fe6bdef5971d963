import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/search/?source=vn%00e", "/search/?section=vn%%0000e", "/entities/person/?q=vn%00e", "/?x=%00vne"]
)
def test_an_address_is_read_without_nul(client: Client, address: str) -> None:
    request = client.get(address, follow=True).wsgi_request
    assert list(request.GET.values()) == ["vne"]


def test_an_escaped_percent_sign_stays(client: Client) -> None:
    assert client.get("/?x=%2500").wsgi_request.GET["x"] == "%00"
