"""Articles for the tests of pages: a meeting and a visit, and articles without a day or any date."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, DatePrecision, Entity
from articles.tests.making import Newsroom

_KEPT_NAME = re.compile('<span class="name">(.*?)</span>')

CountQueries = Callable[[str], int]
Write = Callable[[int], None]


def one_line(page: str) -> str:
    """Return a page on one line, without the spans that keep names together: what its words are, however they break."""
    return " ".join(_KEPT_NAME.sub(r"\1", page).split())


@dataclass(frozen=True)
class Cast:
    """The articles."""

    meeting: Article
    morning: Article
    visit: Article
    month_only: Article
    undated: Article

    def entity(self, name: str) -> Entity:
        """Return the entity of a name."""
        return Entity.objects.get(name=name)


@pytest.fixture
def cast(newsroom: Newsroom) -> Cast:
    """Write the articles."""
    meeting = newsroom.article(
        "Bộ trưởng Bùi Thanh Sơn gặp Ngoại trưởng Mỹ Antony Blinken",
        "Tại Jakarta, ông Bùi Thanh Sơn nói Việt Nam coi trọng quan hệ với Mỹ.",
        "Thơ rằng:\nSông núi nước Nam\nvua Nam ở",
        lead="Cuộc gặp của Bùi Thanh Sơn bên lề hội nghị ASEAN.",
        people=["Bùi Thanh Sơn", "Antony Blinken"],
        places=["Jakarta", "Việt Nam"],
        organizations=["ASEAN"],
        published="2023-07-14T10:15",
        source="Báo Gia Lai",
        section="Thời sự",
        authors=["Như Tâm"],
        captions=[{"text": "Bùi Thanh Sơn và khách", "credit": "BNG"}],
        url="https://bao.example/viet-my.html",
    )
    morning = newsroom.article("Tin sáng", "Trời nắng.", published="2023-07-14T06:00", source="Báo Gia Lai")
    visit = newsroom.article(
        "Chuyến thăm Việt Nam",
        "Ông Bùi Thanh Sơn tiếp khách.",
        people=["Bùi Thanh Sơn"],
        places=["Việt Nam"],
        published="2022-06-14",
        date_basis="ngày 14.6; trong năm 2022",
        source="Báo Tết & Xuân",
        section="Thế giới",
    )
    month_only = newsroom.article("Giá cà phê", "Giá tăng.", published="2023-07-01", section="Kinh tế")
    Article.objects.filter(pk=month_only.pk).update(date_precision=DatePrecision.MONTH)
    undated = newsroom.article("Chuyện làng <b>Án</b>", "Chuyện cũ ở làng.", section="Văn hóa")
    newsroom.index()
    return Cast(meeting, morning, visit, Article.objects.get(pk=month_only.pk), undated)


@pytest.fixture
def count_queries(client: Client) -> CountQueries:
    """Return a function that counts the SQL queries of a page."""

    def count(address: str) -> int:
        client.get(address)  # loads what is cached for all pages
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def many(newsroom: Newsroom) -> Write:
    """Return a function that writes a number of articles of one day, section and source, with the same people."""
    written = 0

    def write(number: int) -> None:
        nonlocal written
        for i in range(written, written + number):
            newsroom.article(
                f"Bài số {i}",
                f"Ông Bùi Thanh Sơn và bà Lê Thị Hà, lần {i}.",
                lead=f"Sa-pô {i}",
                people=["Bùi Thanh Sơn", "Lê Thị Hà"],
                published="2023-07-14T10:15",
                source="Báo Gia Lai",
                section="Thời sự",
            )
        written += number

    return write
