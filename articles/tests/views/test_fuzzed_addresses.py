"""Some hundreds of mutated requests; `bench.fuzz_addresses` sends twenty thousand to a real server."""

from itertools import islice

import pytest
from django.contrib.auth.models import User
from django.http import Http404
from django.test import Client
from django.urls import resolve

from articles.tests.list_addresses import page_addresses, pattern_names
from articles.tests.views.conftest import Cast
from bench.fuzz_addresses import requests
from bench.fuzz_material import ADMIN_SEEDS, SEEDS

COUNT = 400
# The same view as another address, or one that ends the session of the test.
_ELSEWHERE = {"sitemap", "log-out"}


def _seeds() -> list[str]:
    """Return the seeds, and the addresses without parameters, so that a new page is among them."""
    return [*SEEDS, *(address for own in page_addresses(_ELSEWHERE).values() for address in own)]


def test_every_view_is_among_the_seeds() -> None:
    paths = [seed.partition("?")[0].replace("{}", "1") for seed in _seeds()]
    assert pattern_names() - _ELSEWHERE <= {resolve(path).url_name for path in paths}


@pytest.mark.parametrize("seed", range(2))
def test_a_mutated_request_is_no_server_error(client: Client, cast: Cast, seed: int) -> None:
    client.force_login(User.objects.create_superuser("biên-tập"))
    statuses = []
    for one in islice(requests(seed, (_seeds(), ADMIN_SEEDS)), COUNT):
        headers = {name: value for name, value in one.headers if name not in ("Cookie", "Content-Length")}
        try:
            status = client.generic(one.method, one.address, headers=headers).status_code
        except Http404:
            status = 404
        assert status < 500, str(one)
        statuses.append(status)
    assert statuses.count(200) > COUNT / 5
