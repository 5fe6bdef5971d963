"""Good files of every form, the same with bytes changed, cut, doubled or moved, and a check of what is read of them."""

import io
import json
import unicodedata
from collections.abc import Sequence

from hypothesis import strategies as st

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import RefusedDocument
from articles.importing.opening.files import open_file
from articles.importing.opening.unpack_limits import UnpackLimits
from articles.importing.options import ENCODINGS, ImportOptions
from articles.importing.parsed_article import ParsedArticle, UnreadableDocument
from bench import document_files as files
from bench.document_files import PACKED, PAGE, PARAGRAPHS, RECORD, TEXT, TITLE
from bench.old_encodings import OLD, encode

LIMITS = UnpackLimits(document_bytes=100_000, ratio=50, depth=3, files=50, unpacked_bytes=2_000_000)
_CAPTIONED = (
    f"{TITLE}\n\n14/6/2022 10:15\n\n{PARAGRAPHS[0]}\n\nBến chợ. Ảnh: CTV\n\n{PARAGRAPHS[1]}\n\nTheo Bình An (TTXVN)"
)
_SEGMENTED = f"{TITLE} Giá cá_linh đầu mùa cao , theo ông Ngọc . Bến chợ . Ảnh : Tiến_Dũng Bà Sal chở cá ra chợ ."
_ITEM = f"<title>{TITLE}</title><description>&lt;p&gt;{PARAGRAPHS[0]}</description>"
_ANSWERED = ("https://b.vn/2022/06/14/a.html", "200 text/html", PAGE)
_WARCS = [files.warc_of(_ANSWERED), files.warc_of(_ANSWERED, packed=True)]
_HTML = (
    f'<html><head><script type="application/ld+json">{{"@type": "NewsArticle", "author": [{{"name": "An"}}]}}</script>'
    f'<meta property="og:title" content="{TITLE}"></head><body><div class="detail-content">{PAGE.decode()}<figure>'
    "<figcaption>Chợ. Ảnh: CTV</figcaption></figure></div></body></html>"
)
# Good files, by the form of document in them; those of the last two kinds hold documents of other forms.
_LONG = "\n\n".join(f"{text} " * 12 for text in (*PARAGRAPHS, PARAGRAPHS[0])).encode()
SEEDS = {
    "raw": [TEXT, _CAPTIONED.encode(), TEXT.decode().encode("utf-16"), *(encode(_CAPTIONED, e) for e in OLD)],
    "segmented": [_SEGMENTED.encode(), _SEGMENTED.replace(" . ", " .\n").encode()],
    "html": [PAGE, _HTML.encode()],
    "json": [json.dumps(RECORD).encode(), json.dumps([RECORD] * 3).encode(), files.lines_of(TITLE, "Hai")],
    "table": [f'title,body,date\n{TITLE},"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}",14/6/2022\n'.encode()],
    "xml": [f"<posts><post><tieude>{TITLE}</tieude><noidung>{PARAGRAPHS[0]}</noidung></post></posts>".encode()],
    "yaml": [
        f"- title: {TITLE}\n  date: 2022-06-14\n  body: |\n    {PARAGRAPHS[0]}\n".encode(),
        f"a: &a {{section: Kinh tế}}\nposts:\n- title: {TITLE}\n  <<: *a\n  body: [{PARAGRAPHS[0]!r}]\n"
        "- {title: Hai}\n".encode(),
    ],
    "sql": [
        b"-- MySQL dump\nINSERT INTO `users` VALUES (1,'An');\nINSERT INTO `posts` (`id`,`user_id`,`title`,`body`) "
        + f"VALUES (1,1,'{TITLE}','{PARAGRAPHS[0]}\\n\\'{PARAGRAPHS[1]}'),(2,NULL,'Hai',CONCAT('a', 'b'));\n".encode(),
        b"CREATE TABLE bai (id int, tieu_de text, noi_dung text);\nCOPY bai FROM stdin;\n"
        + f"1\t{TITLE}\t{PARAGRAPHS[0]}\n\\.\n".encode(),
    ],
    "labels": [f"Title: {TITLE}\nAuthor: Lê An\nLink: https://bao.vn/1\nContent: {PARAGRAPHS[0]}\n".encode()],
    "markdown": [
        f"---\ntitle: {TITLE}\nauthor: [An]\n---\n**{PARAGRAPHS[0]}**\n\n![Chợ](a.jpg)\n*Ảnh: CTV*\n|a|\n|-|".encode(),
        f"# {TITLE}\n\n> {PARAGRAPHS[0]}[^1]\n\n- [{TITLE}](b)\n\n[^1]: Chợ.\n\n{{{{< figure alt='a b' >}}}}".encode(),
    ],
    "pdf": [files.pdf_of(TITLE, *PARAGRAPHS)],
    "rtf": [files.rtf_of(TITLE, *PARAGRAPHS)],
    "odt": [files.odt_of(TITLE, *PARAGRAPHS)],
    "mhtml": [
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b1\r\n\r\n--b1\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n" + PAGE + b"\r\n--b1--\r\n"
    ],
    "mail": [b"Subject: " + TITLE.encode() + b"\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + _LONG],
    "feed": [f"<rss><channel><title>Báo</title><item>{_ITEM}</item></channel></rss>".encode()],
    "word": [files.word_of((TITLE, "Title"), (PARAGRAPHS[0], ""), (PARAGRAPHS[1], ""), cells=("Ảnh: CTV", "Chợ"))],
    "warc": _WARCS,
    "archive": [
        files.zip_of(a__txt=TEXT, b__jsonl=files.lines_of(TITLE)),
        files.tar_of(a__txt=TEXT, b=files.zip_of(c=TEXT)),
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


class UnfitArticle(Exception):
    """An article that the importer read and that is not fit to be stored, or a refusal without a reason."""


def check(data: bytes, options: ImportOptions) -> Sequence[ParsedArticle]:
    """Return the articles that the importer reads in a file; raises UnfitArticle where one cannot be stored."""
    articles = []
    for found in open_file(io.BytesIO(data), "tin", options, LIMITS):
        if "\0" in found.path + found.place:
            raise UnfitArticle(f"a path with NUL: {found.path!r} {found.place!r}")
        if isinstance(found, RefusedDocument):
            if not found.reason:
                raise UnfitArticle("refused without a reason")
            continue
        try:
            articles.append(completed_article(found, options))
        except UnreadableDocument:
            continue
    for article in articles:
        _check_article(article)
    return articles


def _check_article(article: ParsedArticle) -> None:
    if not article.title.strip() or not article.body or not all(map(str.strip, article.body)):
        raise UnfitArticle(f"no title, no text or an empty paragraph: {article!r}")
    captions = [text for caption in article.captions for text in (caption.text, caption.credit)]
    texts = [article.title, article.lead, *article.body, *captions]
    stated = [article.source, article.section, article.url, article.key, *article.authors, *article.warnings]
    for text in [*texts, *stated]:
        text.encode()  # raises UnicodeEncodeError on half of a surrogate pair
        if "\0" in text:
            raise UnfitArticle(f"NUL in {text!r}")
    for text in texts:
        if not unicodedata.is_normalized("NFC", text):
            raise UnfitArticle(f"not NFC: {text!r}")
