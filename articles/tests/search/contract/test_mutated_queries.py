"""Real queries with random errors: each gives a page.

Two hundred on each engine; MUTATED_QUERIES=10000 in the environment asks for more.
"""

import os
import unicodedata
from collections.abc import Callable
from random import Random

import pytest

from articles.search import SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.search.query.test_language import PIECES
from articles.tests.shared import SHARED, needs_shared
from articles.text.normal import fold

_MANY = int(os.environ.get("MUTATED_QUERIES", "200"))
_CHANGES_AT_MOST = 6

Change = Callable[[str, Random], str]


def _sign_put_in(query: str, random: Random) -> str:
    place = random.randint(0, len(query))
    return query[:place] + random.choice(PIECES) + query[place:]


def _sign_before_a_word(query: str, random: Random) -> str:
    words = query.split(" ")
    place = random.randrange(len(words))
    words[place] = random.choice(PIECES) + words[place]
    return " ".join(words)


def _quoted(query: str, random: Random) -> str:
    start, end = sorted(random.randint(0, len(query)) for _ in range(2))
    opening, closing = random.choice([('"', '"'), ("“", "”"), ("«", "»"), ("(", ")")])
    return f"{query[:start]}{opening}{query[start:end]}{closing}{query[end:]}"


def _letter_lost(query: str, random: Random) -> str:
    place = random.randint(0, len(query))
    return query[:place] + query[place + 1 :]


def _letter_of_anywhere(query: str, random: Random) -> str:
    place = random.randint(0, len(query))
    return query[:place] + chr(random.randrange(0x110000)) + query[place:]


def _words_shuffled(query: str, random: Random) -> str:
    words = query.split(" ")
    random.shuffle(words)
    return " ".join(words)


def _said_again(query: str, random: Random) -> str:
    return f"{query} {random.choice(['', 'OR ', '-', 'người:', '('])}{query}"


def _other_letters(query: str, random: Random) -> str:
    forms: list[Callable[[str], str]] = [fold, str.upper, str.title, lambda text: unicodedata.normalize("NFD", text)]
    return random.choice(forms)(query)


_CHANGES: list[Change] = [
    _sign_put_in,
    _sign_before_a_word,
    _quoted,
    _letter_lost,
    _letter_of_anywhere,
    _words_shuffled,
    _said_again,
    _other_letters,
]


def _mutated(query: str, random: Random) -> str:
    for _ in range(random.randint(1, _CHANGES_AT_MOST)):
        query = random.choice(_CHANGES)(query, random)
    return query


@pytest.fixture
def queries() -> list[str]:
    """Return the real queries."""
    lines = (SHARED / "gold/queries/dev.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[2] for line in lines]


@needs_shared
def test_mutated_queries_are_answered(newsroom: Newsroom, queries: list[str]) -> None:
    newsroom.article("Ngọc thăm Huế", "Hà Kim Ngọc.", people=["Hà Kim Ngọc"], places=["Huế"], source="VOV")
    newsroom.article("Lũ lớn", "Sinh viên và công an.", published="2022-06-14", authors=["Lê Nam"], section="Thời sự")
    random = Random(6)
    for _ in range(_MANY):
        query = _mutated(random.choice(queries), random)
        page = search(SearchRequest(query=query, exact=random.random() < 0.1), with_facets=False)
        assert page.total >= len(page.hits), query
