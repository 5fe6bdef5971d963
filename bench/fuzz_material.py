"""What the fuzzing of addresses is made of: an address of each view, and the values, words and headers put in."""

from typing import Final

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
    *("/post/{}/bo-truong/", "/posts/?name=chủ tịch", "/entity/{}/quotations?q=đê&from=2021&about=1"),
    "/article/{}/said/0/",
    *("/entities/person/?letter=N", "/entities/place/?q=son&page=2", "/entities/organization/?sort=name"),
    *("/source/bao-gia-lai/", "/section/thoi-su/?page=3", "/2023/", "/2023/07/", "/2023/07/14/", "/2023/07/14/?page=2"),
    *("/feeds/latest.rss", "/feeds/search.atom?q=giá vàng", "/feeds/day/2023/07/14.rss", "/feeds/entity/{}.atom"),
    "/feeds/corrections.rss",
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
    *("/export/quotations/{}.csv?about=1", "/export/said.jsonl?q=đê&quoted=1&speaker=1"),
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
NAMES: Final = (
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
HOSTILE: Final = (
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
QUERY_PARTS: Final = (
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
WORDS: Final = (
    *("giá", "vàng", "hôm", "nay", "tai", "nạn", "giao", "thông", "chủ", "tịch", "nước", "các", "là", "của", "và"),
    *("có", "cho", "được", "trong", "với", "không", "những", "một", "người", "năm"),
)
SEGMENTS: Final = (
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
HEADERS: Final = (
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
