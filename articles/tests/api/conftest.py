"""What tests of the API share: an archive of a few articles, and a way to ask."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.tests.making import Newsroom

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client) -> Ask:
    """Return a function that gets an address of the API and returns the answer's JSON; it is to be answered."""

    def answer(path: str, **parameters: Any) -> Any:
        response = client.get(path if "://" in path else f"/api/v1{path}", parameters or None)
        assert response.status_code == 200, response.content
        return response.json()

    return answer


@pytest.fixture
def floods(newsroom: Newsroom) -> list[Article]:
    """Write seven articles about a flood, one a day but for three of one day and one without a date."""
    days = ["2023-10-01", "2023-10-02", "2023-10-03", "2023-10-03", "2023-10-03", "2023-11-04", ""]
    return [
        newsroom.article(
            f"Lũ lớn trên sông Lô, tin số {number}",
            f"Mưa to ở Hà Giang, ông Trần Văn Bình cho biết sáng {number}.",
            people=["Trần Văn Bình"],
            places=["Hà Giang"],
            compounds=["cho biết"],
            published=day,
            source="Báo Sông Lô",
            section="Thời sự",
        )
        for number, day in enumerate(days, 1)
    ]
