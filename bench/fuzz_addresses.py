"""Fuzzes the addresses of an archive: 8 clients send mutated requests over all views to gunicorn.

    python -m bench.fuzz_addresses --data FOLDER [--requests 20000] [--engine tantivy] [--seed 0] [--session KEY]

FOLDER is the DATA_DIR of an archive. With the key of the session of an account of staff, the pages of the admin are
asked for too. Prints the answers by status, the slowest and the heaviest, and every request whose answer is a server
error, or that takes more than two seconds when it is sent again alone; exits with 1 where there is any.
"""

import argparse
import heapq
import http.client
import random
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bench.web_speed import served, stored_pages

Parameters = list[tuple[str, str]]

_TIMEOUT: Final = 60
# Seconds.
_LIMIT: Final = 2.0
_SERVER_ERROR: Final = 500
_SHOWN: Final = 10
# gunicorn refuses a longer one by itself.
_LONGEST: Final = 8000

# An address of each view; `{}` is an id.
SEEDS: Final = (
    *("/", "/browse/", "/help/", "/entities/", "/undated/", "/healthz", "/robots.txt", "/opensearch.xml"),
    *("/search/?q=giá vàng", "/search/?q=Nguyễn Văn&source=bao-gia-lai&from=2022-01-01&to=2023-12-31&sort=newest"),
    *(
        "/search/compare/?q=lũ&q=?place=1&q=hạn&from=2016&by=year",
        "/search/compare.csv?q=lũ&q=-&show=counts",
        "/help/keys/",
    ),
    *("/search/over-time/?q=giá vàng&by=year&show=shares", "/search/map/?q=lũ&provinces=today", "/holdings/?year=2023"),
    *("/search/suggest/?q=nguy", "/search/values/person/?q=giá&find=ng", "/search/values/source/?values=2"),
    "/search/filters/?q=giá&from=3/2018&place=1",
    *("/account/", "/account/log-in/?next=/search/", "/account/join/1.a@b.vn:x/", "/account/leave/"),
    *("/account/password/", "/account/password/forgotten/", "/account/password/mailed/"),
    *("/account/password/new/MQ/set-password/", "/export/folder/{}.jsonl", "/export/shared/token.csv"),
    *("/folders/", "/folders/add/?article={}", "/folders/{}/?page=2", "/folders/{}/change/", "/folders/{}/share/"),
    *("/searches/", "/searches/new/?q=lũ&place={}", "/searches/{}/?after=3&page=2", "/searches/{}/change/"),
    *("/searches/{}/feed/", "/searches/{}/delete/", "/searches/mail/", "/searches/unsubscribe/abc/"),
    *("/feeds/saved-search/token.rss", "/export/searches/{}.csv"),
    *("/account/api-tokens/", "/account/api-tokens/{}/revoke/"),
    *("/folders/{}/feed/", "/folders/{}/delete/", "/folders/{}/put-back/", "/folders/{}/article/{}/?do=up"),
    *("/shared/token/", "/feeds/shared/token.rss", "/feeds/folder/token.atom"),
    *("/article/{}/", "/article/{}/bai/?q=vàng", "/entity/{}/", "/entity/{}/ten/?from=2022-01-01&to=2023-01-01&page=2"),
    *("/entities/person/?letter=N", "/entities/place/?q=son&page=2", "/entities/organization/?sort=name"),
    *("/source/bao-gia-lai/", "/section/thoi-su/?page=3", "/2023/", "/2023/07/", "/2023/07/14/", "/2023/07/14/?page=2"),
    *("/feeds/latest.rss", "/feeds/search.atom?q=giá vàng", "/feeds/day/2023/07/14.rss", "/feeds/entity/{}.atom"),
    *("/feeds/section/thoi-su.rss", "/feeds/source/bao-gia-lai.atom", "/sitemap.xml", "/sitemap-articles.xml?p=2"),
    *(
        "/api/",
        "/api/try/search/?q=lũ",
        "/api/v1/search?q=giá vàng&limit=5",
        "/api/v1/articles/{}",
        "/api/v1/entities/{}",
    ),
    *(
        "/api/v1/entities?name=ng",
        "/api/v1/facets/place?q=giá&find=h",
        "/api/v1/days/2023-07-14",
        "/api/v1/months/2023-07",
    ),
    *("/export/search.csv?q=giá vàng&sort=newest", "/export/day/2023/07/14.xlsx", "/export/month/2023/07.jsonl"),
    *("/export/year/2023.bib", "/export/undated.ris", "/export/section/thoi-su.txt", "/export/source/bao-gia-lai.csv"),
    *("/export/entity/{}.csl.json", "/export/article/{}.bib", "/search/values/place.csv?q=giá"),
    *("/search/lists/", "/search/lists/{}/", "/search/lists/{}/table.csv", "/search/lists/{}/resume/"),
    *("/search/lists/{}/delete/", "/i18n/setlang/"),
)
ADMIN_SEEDS: Final = tuple(
    f"/admin/articles/{rest}"
    for rest in (
        *("article/?q=giá vàng", "article/?withdrawn__exact=0&published_on__year=2023", "article/{}/change/"),
        *("article/{}/original/", "article/{}/delete/", "entity/?q=sơn&kind__exact=person", "entity/{}/change/"),
        *("importbatch/?o=-1", "importbatch/{}/change/", "decision/", "feed/", "source/", "section/"),
    )
)
_NAMES: Final = (
    *("q", "page", "from", "to", "sort", "exact", "typed", "wider", "find", "values", "letter", "p", "kind", "next"),
    *(
        "source",
        "section",
        "author",
        "person",
        "place",
        "organization",
        "year",
        "form",
        "o",
        "e",
        "all",
        "by",
        "show",
        "provinces",
    ),
)
_HOSTILE: Final = (
    *(
        "",
        "0",
        "-1",
        "-0",
        "1e9",
        "9" * 20,
        "9" * 5000,
        "²",
        "٣",
        "1.5",
        "NaN",
        "null",
        "true",
        "1 OR 1=1",
        "' OR ''='",
    ),
    *(
        "\0",
        "a\0b",
        "%00",
        "\r\nSet-Cookie: a=b",
        "\ud800",
        "\U0010ffff",
        "\u202e",
        "\ufeff",
        "e\u0301" * 200,
        "ệ" * 400,
    ),
    *("../../etc/passwd", "<script>alert(1)</script>", "{{7*7}}", "{% now %}", "-", "--", "*", "a*", "[" * 200, "\\"),
    *("0000-00-00", "9999-12-31", "10000-01-01", "2022-02-30", "1-1-1", "2022-06-14T00:00", "31/12/9999", "0001-01-01"),
    *("a" * 2000, "ng " * 300, "á," * 300, "javascript:alert(1)", "//example.com", "http://[::1", "on", "relevance"),
)
_QUERY_PARTS: Final = (
    *("(", ")", '"', "“", "”", "„", "OR", "AND", "NOT", "-", "~", "~50", "*", ":", "..", "|", "+", "^2"),
    *(
        "người:",
        "nơi:",
        "tổ chức:",
        "nguồn:",
        "mục:",
        "title:",
        "tác giả:",
        "từ:",
        "đến:",
        "năm:",
        "person:",
        "before:",
    ),
    *("người:a*", "người:Nguyễn", "nơi:Hà*", "tổ chức:b*", "th*", "ng*", '"các là của và"~50', '"một năm"', "-của"),
    *("2022", "6/2022", "14/6/2022", "31/2/2022", "2022..2023", "U23", "UBND", "covid-19", "ronaldo", "duoi nuoc"),
)
_WORDS: Final = (
    *("giá", "vàng", "hôm", "nay", "tai", "nạn", "giao", "thông", "chủ", "tịch", "nước", "các", "là", "của", "và"),
    *("có", "cho", "được", "trong", "với", "không", "những", "một", "người", "năm"),
)
_SEGMENTS: Final = (
    *(
        "0",
        "1",
        "-1",
        "9" * 30,
        "2022",
        "13",
        "00",
        "31",
        "person",
        "nobody",
        "latest.rss",
        "a.b.c",
        "%00",
        "%ff",
        "%2f",
    ),
    *("..", ".", "", "%", "%zz", "%c3%28", "bài-viết", "a" * 300, "change", "add", "²"),
)
_HEADERS: Final = (
    *(
        ("If-Modified-Since", "Sun, 99 Foo 99999 99:99:99 GMT"),
        ("If-None-Match", '"a", W/"b", *'),
        ("Range", "bytes=9-1"),
    ),
    *(
        ("Cookie", "django_language=xx; sessionid=" + "a" * 300),
        ("Cookie", "=;;==; messages=[["),
        ("Accept", "*/*;q=x"),
    ),
    *(("Accept-Language", "vi;q=9,en;;"), ("Host", "example.com"), ("Host", "["), ("X-Forwarded-Host", "a b")),
    *(("Accept-Encoding", "gzip;q=0, br"), ("Content-Length", "0"), ("Referer", "http://[")),
)
_METHODS: Final = ("GET",) * 30 + ("HEAD", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")


@dataclass(frozen=True, slots=True)
class FuzzRequest:
    """A request: its method, the address as it is sent, and headers."""

    method: str
    address: str
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.method, self.address, *(f"[{name}: {value}]" for name, value in self.headers)])


@dataclass(frozen=True, slots=True)
class FuzzAnswer:
    """The answer to a request: its status (0 where the connection broke), its bytes, and the seconds until its end."""

    request: FuzzRequest
    status: int
    size: int
    seconds: float


@dataclass(slots=True)
class FuzzTally:
    """The answers by status, those that count as faults unless shown otherwise, the slowest and the heaviest."""

    statuses: Counter[int] = field(default_factory=Counter)
    errors: list[FuzzAnswer] = field(default_factory=list)
    slow: list[FuzzAnswer] = field(default_factory=list)
    slowest: list[FuzzAnswer] = field(default_factory=list)
    heaviest: list[FuzzAnswer] = field(default_factory=list)

    def add(self, answer: FuzzAnswer) -> None:
        """Count an answer."""
        self.statuses[answer.status] += 1
        if answer.status >= _SERVER_ERROR or answer.status == 0:
            self.errors.append(answer)
        elif answer.seconds > _LIMIT:
            self.slow.append(answer)
        self.slowest = heapq.nlargest(_SHOWN, [*self.slowest, answer], key=lambda one: one.seconds)
        self.heaviest = heapq.nlargest(_SHOWN, [*self.heaviest, answer], key=lambda one: one.size)


def requests(seed: int, kinds: Sequence[Sequence[str]] = (SEEDS,), *, most_id: int = 100) -> Iterator[FuzzRequest]:
    """Yield requests without end, the same for the same `seed`: addresses of each kind, mutated once to four times."""
    rng = random.Random(seed)  # noqa: S311
    while True:
        address = rng.choice(rng.choice(kinds)).replace("{}", str(rng.randint(1, most_id)))
        parts = urlsplit(address)
        path, parameters = parts.path, parse_qsl(parts.query, keep_blank_values=True)
        for _ in range(rng.randint(1, 4)):
            if rng.random() < 0.2:
                path = _mutated_path(rng, path)
            else:
                parameters = rng.choice(_MUTATIONS)(rng, parameters)
        yield FuzzRequest(rng.choice(_METHODS), _broken(rng, _written(path, parameters)), _headers(rng))


def _other_value(rng: random.Random, parameters: Parameters) -> Parameters:
    changed = list(parameters) or [("q", "")]
    place = rng.randrange(len(changed))
    changed[place] = (changed[place][0], rng.choice(_HOSTILE))
    return changed


def _another(rng: random.Random, parameters: Parameters) -> Parameters:
    value = rng.choice(_HOSTILE) if rng.random() < 0.5 else str(rng.randint(0, 3000))
    return [*parameters, (rng.choice(_NAMES), rng.choice(["", "-"]) + value)]


def _another_query(rng: random.Random, parameters: Parameters) -> Parameters:
    parts = rng.choices([*_QUERY_PARTS, *_WORDS], k=rng.randint(1, 60))
    text = "".join(part + rng.choice(["", " ", " "]) for part in parts)
    return [("q", text), *(pair for pair in parameters if pair[0] != "q")]


def _one_part_repeated(rng: random.Random, parameters: Parameters) -> Parameters:
    part = rng.choice(_QUERY_PARTS) + rng.choice(["", " "])
    return [("q", part * rng.randint(2, 250)), *(pair for pair in parameters if pair[0] != "q")]


def _one_name_repeated(rng: random.Random, parameters: Parameters) -> Parameters:
    name, long = rng.choice(_NAMES), rng.choice([0, 0, 30, 150])
    values = (rng.choice(["", "-"]) + "á" * long + str(rng.randint(1, 40_000)) for _ in range(rng.randint(2, 300)))
    return [*parameters, *((name, value) for value in values)]


def _fewer(rng: random.Random, parameters: Parameters) -> Parameters:
    return rng.sample(parameters, len(parameters) // 2)


_MUTATIONS: Final[tuple[Callable[[random.Random, Parameters], Parameters], ...]] = (
    *(_other_value, _another, _another_query, _one_part_repeated, _one_name_repeated, _fewer),
)


def _mutated_path(rng: random.Random, path: str) -> str:
    segments = path.split("/")
    place = rng.randrange(len(segments))
    match rng.randrange(3):
        case 0:
            segments[place] = rng.choice(_SEGMENTS)
        case 1:
            segments.insert(place, rng.choice(_SEGMENTS))
        case _:
            del segments[place]
    return "/" + "/".join(segments).lstrip("/")


def _written(path: str, parameters: Parameters) -> str:
    encoded = [(name, value.encode(errors="surrogatepass")) for name, value in parameters]
    query = urlencode(encoded)
    return quote(path, safe="/%") + (f"?{query}" if query else "")


def _broken(rng: random.Random, address: str) -> str:
    """Return the address, one in ten with a wrong escape in it."""
    if rng.random() < 0.1:
        place = rng.randint(1, len(address))
        address = (
            address[:place] + rng.choice(["%", "%ff", "%00", "%ed%a0%80", "&", "=", ";", "#", "?"]) + address[place:]
        )
    return address[:_LONGEST]


def _headers(rng: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple(rng.sample(_HEADERS, rng.randint(1, 3))) if rng.random() < 0.15 else ()


def send(port: int, requested: FuzzRequest, cookies: str = "") -> FuzzAnswer:
    """Send a request on a connection of its own, and read the whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    headers: Mapping[str, str] = ({"Cookie": cookies} if cookies else {}) | dict(requested.headers)
    started = perf_counter()
    try:
        connection.request(requested.method, requested.address, headers=headers)
        response = connection.getresponse()
        size, status = len(response.read()), response.status
    except (OSError, http.client.HTTPException):
        size, status = 0, 0
    finally:
        connection.close()
    return FuzzAnswer(requested, status, size, perf_counter() - started)


def fuzz(port: int, requested: Iterator[FuzzRequest], count: int, clients: int, cookies: str) -> FuzzTally:
    """Have clients send so many requests; return the tally of all."""
    tally, lock, left = FuzzTally(), threading.Lock(), count

    def client() -> None:
        nonlocal left
        while True:
            with lock:
                if left == 0:
                    return
                left -= 1
                one = next(requested)
            answer = send(port, one, cookies)
            with lock:
                tally.add(answer)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def faults(port: int, tally: FuzzTally, cookies: str) -> list[FuzzAnswer]:
    """Return the server errors, and the answers that take more than two seconds when asked for alone."""
    alone = (send(port, one.request, cookies) for one in tally.slow)
    return [*tally.errors, *(one for one in alone if one.seconds > _LIMIT or one.status >= _SERVER_ERROR)]


def _shown(answer: FuzzAnswer) -> str:
    return f"{answer.status:5}{answer.seconds:8.2f} s{answer.size:10} bytes  {str(answer.request)[:300]}"


def main() -> int:
    """Fuzz, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="the DATA_DIR of the archive")
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most-id", type=int, default=30_000, help="the highest id that is asked for (default 30,000)")
    parser.add_argument("--engine", default="tantivy", help="engine of the search index (default tantivy)")
    parser.add_argument("--session", default="", metavar="KEY", help="key of the session of an account of staff")
    options = parser.parse_args()
    cookies = f"sessionid={options.session}" if options.session else ""
    folder = options.data.resolve()
    kinds = [SEEDS, *((ADMIN_SEEDS,) if cookies else ()), list(chain(*stored_pages(folder).values()))]
    with served(folder, options.engine) as (port, _):
        requested = requests(options.seed, kinds, most_id=options.most_id)
        tally = fuzz(port, requested, options.requests, options.clients, cookies)
        found = faults(port, tally, cookies)
    print(", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items())))
    for title, answers in (("slowest", tally.slowest), ("heaviest", tally.heaviest), ("faults", found)):
        print(f"{title}:", *map(_shown, answers), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
