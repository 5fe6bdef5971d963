"""Articles as the importer prepares them, for tests: no model runs."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from articles.importing.annotating.preparation import Annotated, Prepared, ReadArticle, story_syllables, text_hash
from articles.importing.parsed_article import ParsedArticle
from articles.text.minhash import signature
from articles.text.packing import pack

_PLAIN = ParsedArticle(
    form="raw",
    title="Cảng cá mở cửa",
    lead="",
    body=("Một.", "Hai."),
    captions=(),
    authors=(),
    source="",
    section="",
    published="",
    inferred=None,
    url="",
    key="",
)


def read(article: ParsedArticle = _PLAIN, path: str = "a.txt", **changes: Any) -> ReadArticle:
    """Return an article as it was read, with some fields changed."""
    article = replace(article, **changes)
    return ReadArticle(
        path=path,
        place="",
        article=article,
        content_hash=text_hash(article.title, article.lead, article.body),
        imported_hash=sha256(repr(article).encode()).hexdigest(),
        raw=b"",
    )


def prepared(article: ParsedArticle = _PLAIN, path: str = "a.txt", mentions: Any = (), **changes: Any) -> Prepared:
    """Return an article as it is stored, with some fields changed; its first word is three letters long."""
    one = read(article, path, **changes)
    made_of = story_syllables(one.article.title, one.article.lead, one.article.body)
    return Prepared(one, Annotated(pack([(0, 3)]), b"", mentions, (), "test", signature(made_of)))
