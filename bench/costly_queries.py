"""Measures the costliest kinds of query beside a plain one, in an archive of your own.

    python -m bench.costly_queries

Prints the processor seconds of each, the best of three, its ratio to a plain query, and which of them the limit of time
that pages have stops. Needs DATA_DIR, and DJANGO_SETTINGS_MODULE=newsarchive.settings.
"""

from itertools import pairwise
from time import process_time
from typing import Final

import django

django.setup()

from django.conf import settings  # noqa: E402

from articles.search import SearchRequest, SearchTooLong, search, search_time_limit  # noqa: E402

_PLAIN: Final = "giá vàng hôm nay"
_LETTERS: Final = "abcdeghiklmnopqrstuvxy"
_COMMON: Final = "các là của và có cho được trong với không những một người này đã khi về năm đến từ tại ra theo để"
_NAMES: Final = "Nguyễn Trần Lê Phạm Văn Thị Hoàng Minh Thanh Ngọc Đức Anh Hùng Tuấn Hải Dũng Hà Sơn"
_KINDS: Final = {
    "plain": _PLAIN,
    "one name": "người:Nguyễn",
    "names": " ".join(f"người:{name}" for name in _NAMES.split()),
    "beginnings of people": " ".join(f"người:{letter}*" for letter in _LETTERS),
    "beginnings of organisations": " ".join(f"tổ chức:{letter}*" for letter in _LETTERS),
    "either beginning": " OR ".join(f"người:{letter}*" for letter in _LETTERS),
    "beginnings of words": "th* tr* ng* nh* ch* kh* ph* gi* qu* an*",
    "common words": _COMMON,
    "one word repeated": " ".join(["tháng"] * 25),
    "either beginning of words": " OR ".join(f"{letter}a*" for letter in _LETTERS),
    "phrases of common words": " OR ".join(f'"{pair}"' for pair in ("của các", "và các", "là một", "trong đó") * 8),
    "pairs of common words": " ".join(f'"{first} {second}"~50' for first, second in pairwise(_COMMON.split())),
    "near each other": " ".join(['"các là của và"~50'] * 8),
}


def cost(query: str) -> float:
    """Return the processor seconds of a search page, the best of three."""
    seconds = []
    for _ in range(3):
        started = process_time()
        search(SearchRequest(query=query), grouped=True)
        seconds.append(process_time() - started)
    return min(seconds)


def is_stopped(query: str) -> bool:
    """Tell whether a search takes longer than a page may."""
    try:
        with search_time_limit(settings.SEARCH_MAX_MS / 1000, lambda: False):
            search(SearchRequest(query=query), grouped=True)
    except SearchTooLong:
        return True
    return False


def main() -> None:
    """Print the table."""
    plain = cost(_PLAIN)
    for kind, query in _KINDS.items():
        seconds = cost(query)
        print(f"{kind:30}{seconds:7.3f} s{seconds / plain:8.1f} x{'  stopped' if is_stopped(query) else ''}")


if __name__ == "__main__":
    main()
