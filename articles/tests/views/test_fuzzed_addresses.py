"""Some hundreds of mutated requests; `bench.fuzz_addresses` sends twenty thousand to a real server."""

from itertools import islice

import pytest
from django.contrib.auth.models import User
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, resolve

from articles.tests.views.conftest import Cast
from articles.urls import urlpatterns
from bench.fuzz_addresses import ADMIN_SEEDS, SEEDS, requests

COUNT = 400
# The same view as another address, or one that ends the session of the test.
_ELSEWHERE = {"sitemap", "log-out"}


def test_every_view_is_among_the_seeds() -> None:
    views = {one.name for one in urlpatterns if isinstance(one, URLPattern) and one.name} - _ELSEWHERE
    paths = [seed.partition("?")[0].replace("{}", "1") for seed in SEEDS]
    assert views <= {resolve(path).url_name for path in paths}


@pytest.mark.parametrize("seed", range(2))
def test_a_mutated_request_is_no_server_error(client: Client, cast: Cast, seed: int) -> None:
    client.force_login(User.objects.create_superuser("biên-tập"))
    statuses = []
    for one in islice(requests(seed, (SEEDS, ADMIN_SEEDS)), COUNT):
        headers = {name: value for name, value in one.headers if name not in ("Cookie", "Content-Length")}
        try:
            status = client.generic(one.method, one.address, headers=headers).status_code
        except Http404:
            status = 404
        assert status < 500, str(one)
        statuses.append(status)
    assert statuses.count(200) > COUNT / 5
