"""Files gone wrong: good ones of every form with bytes changed, cut, doubled or put elsewhere; and what must hold."""

import io
import json
import unicodedata
from collections.abc import Sequence

from hypothesis import strategies as st

from articles.importing.annotating.preparation import understood
from articles.importing.opening import UnpackLimits, open_file
from articles.importing.opening.files import Document
from articles.importing.options import ENCODINGS, ImportOptions
from articles.importing.parsed_article import ParsedArticle, UnreadableDocument
from articles.tests.importing import forms
from articles.tests.importing.forms import PACKED, PAGE, PARAGRAPHS, RECORD, TEXT, TITLE
from articles.tests.importing.old_letters import OLD, encode

LIMITS = UnpackLimits(document_bytes=100_000, ratio=50, depth=3, files=50, unpacked_bytes=2_000_000)
_CAPTIONED = (
    f"{TITLE}\n\n14/6/2022 10:15\n\n{PARAGRAPHS[0]}\n\nBến chợ. Ảnh: CTV\n\n{PARAGRAPHS[1]}\n\nTheo Bình An (TTXVN)"
)
_SEGMENTED = f"{TITLE} Giá cá_linh đầu mùa cao , theo ông Ngọc . Bến chợ . Ảnh : Tiến_Dũng Bà Sal chở cá ra chợ ."
_ITEM = f"<title>{TITLE}</title><description>&lt;p&gt;{PARAGRAPHS[0]}</description>"
_ANSWERED = ("https://b.vn/2022/06/14/a.html", "200 text/html", PAGE)
_WARCS = [forms.warc_of(_ANSWERED), forms.warc_of(_ANSWERED, packed=True)]
_HTML = (
    f'<html><head><script type="application/ld+json">{{"@type": "NewsArticle", "author": [{{"name": "An"}}]}}</script>'
    f'<meta property="og:title" content="{TITLE}"></head><body><div class="detail-content">{PAGE.decode()}<figure>'
    "<figcaption>Chợ. Ảnh: CTV</figcaption></figure></div></body></html>"
)
SEEDS = {
    "text": [TEXT, _CAPTIONED.encode(), TEXT.decode().encode("utf-16"), *(encode(_CAPTIONED, e) for e in OLD)],
    "segmented": [_SEGMENTED.encode(), _SEGMENTED.replace(" . ", " .\n").encode()],
    "html": [PAGE, _HTML.encode()],
    "json": [json.dumps(RECORD).encode(), json.dumps([RECORD] * 3).encode(), forms.lines_of(TITLE, "Hai")],
    "table": [f'title,body,date\n{TITLE},"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}",14/6/2022\n'.encode()],
    "feed": [f"<rss><channel><title>Báo</title><item>{_ITEM}</item></channel></rss>".encode()],
    "word": [forms.word_of((TITLE, "Title"), (PARAGRAPHS[0], ""), (PARAGRAPHS[1], ""), cells=("Ảnh: CTV", "Chợ"))],
    "warc": _WARCS,
    "archive": [
        forms.zip_of(a__txt=TEXT, b__jsonl=forms.lines_of(TITLE)),
        forms.tar_of(a__txt=TEXT, b=forms.zip_of(c=TEXT)),
        *(pack(TEXT) for pack in PACKED.values()),
    ],
}  # fmt: skip
_PIECES: list[str | bytes] = [
    *(sign.encode() for sign in '<>"{}[],_\n\0'),
    *(b"\xff", b"\xed\xa0\x80"),
    *("\n\n", "&#x110000;", "&amp;amp;", "<p>", "</div>", "<![CDATA[", "Theo ", "Ảnh: ", "99/99/9999", "31.2.2022"),
    *("\u0300", "\u2028", "\\ud800", "1e999", "NaN", "0001-01-01T00:00:00Z", "9" * 5000),
]


@st.composite
def broken(draw: st.DrawFn, kind: str) -> bytes:
    """Return a file of a kind of SEEDS with up to six things done to it."""
    data = draw(st.sampled_from(SEEDS[kind]))
    for _ in range(draw(st.integers(0, 6))):
        data = draw(_changed(data))
    return data


def _changed(data: bytes) -> st.SearchStrategy[bytes]:
    place = st.integers(0, len(data))
    put = st.one_of(
        st.sampled_from(_PIECES).map(_bytes), st.binary(min_size=1, max_size=8), st.text(max_size=8).map(_utf8)
    )
    return st.one_of(
        st.builds(lambda at, piece: data[:at] + piece + data[at:], place, put),
        st.builds(lambda at, piece: data[:at] + piece + data[at + len(piece) :], place, put),
        st.builds(lambda one, two: data[: min(one, two)] + data[max(one, two) :], place, place),
        st.builds(
            lambda one, two, at: data[:at] + data[min(one, two) : max(one, two)] + data[at:], place, place, place
        ),
    )


def _bytes(piece: str | bytes) -> bytes:
    return _utf8(piece) if isinstance(piece, str) else piece


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


OPTIONS = st.builds(ImportOptions, encoding=st.sampled_from(["", "", "", *ENCODINGS]))


def check(data: bytes, options: ImportOptions) -> Sequence[ParsedArticle]:
    """Open a file, read what is in it and return its articles; AssertionError where one is not fit to be stored."""
    articles = []
    for found in open_file(io.BytesIO(data), "tin", options, LIMITS):
        assert "\0" not in found.path + found.place
        if not isinstance(found, Document):
            assert found.reason
            continue
        try:
            articles.append(understood(found, options))
        except UnreadableDocument:
            continue
    for article in articles:
        _check_article(article)
    return articles


def _check_article(article: ParsedArticle) -> None:
    assert article.title.strip()
    assert article.body
    assert all(paragraph.strip() for paragraph in article.body)
    captions = [text for caption in article.captions for text in (caption.text, caption.credit)]
    told = [article.source, article.section, article.url, article.key, *article.authors, *article.warnings]
    for text in [article.title, article.lead, *article.body, *captions, *told]:
        assert "\0" not in text
        text.encode()
    for text in [article.title, article.lead, *article.body, *captions]:
        assert unicodedata.is_normalized("NFC", text), repr(text)
