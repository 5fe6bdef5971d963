"""Whatever a document holds, what comes out of it can be stored."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.annotating.preparation import Prepared, ReadArticle, annotate_read, read_document
from articles.importing.document import Document, RefusedDocument
from articles.importing.options import ImportOptions
from articles.text.packing import unpack
from articles.text.running_text import parts, running_text

_ANY = st.text(alphabet=st.characters(exclude_categories=[]) | st.sampled_from("\x00\ud83dđ "), max_size=30)


def _prepared(found: Document) -> Prepared:
    read = read_document(found, ImportOptions())
    assert isinstance(read, ReadArticle), read
    result = annotate_read(read)
    assert isinstance(result, Prepared), result
    return result


def test_words_and_mentions_stand_in_the_running_text() -> None:
    document = Document("a.txt", "", "Quy Nhơn đón khách\nSáng nay, ông Bùi Thanh Sang tới Quy Nhơn.\nHết.".encode())
    result = _prepared(document)
    article = result.read.article
    text = running_text(parts(article.title, article.lead, article.body, []))
    assert [text[start:end] for start, end in unpack(result.annotated.words)][:2] == ["Quy Nhơn", "đón"]
    assert {"Bùi Thanh Sang"} <= {text[m.start : m.end] for m in result.annotated.mentions}


def test_initials_are_nobody_to_follow() -> None:
    text = "Gia Lai đón đoàn\nNgày 14/6, em T. và chị N.T.H. cùng ông Bùi Thanh Sang tới Gia Lai.\nHết.".encode()
    people = {
        mention.name
        for mention in _prepared(Document("a.txt", "", text)).annotated.mentions
        if mention.kind == "person"
    }
    assert people == {"Bùi Thanh Sang"}


def test_an_overlong_title_is_refused_with_its_length() -> None:
    record = {"title": "dài " * 200, "body": ["Một.", "Hai."]}
    refused = read_document(Document("a.json", "", json.dumps(record).encode()), ImportOptions())
    assert isinstance(refused, RefusedDocument)
    assert "799 characters" in refused.reason


@settings(max_examples=50, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(("title", "lead", "url", "id", "source", "author", "section"), _ANY)), _ANY)
def test_broken_letters_never_reach_the_database(fields: dict[str, str], body: str) -> None:
    record = {**fields, "title": "Tựa " + fields["title"], "body": ["Thân bài " + body, body]}
    result = read_document(Document("a.json", "", json.dumps(record).encode()), ImportOptions())
    if isinstance(result, RefusedDocument):
        assert result.reason
        return
    article = result.article
    stated = [*article.authors, article.source, article.section, article.url, article.key]
    text = "".join([article.title, article.lead, *article.body, *stated])
    assert "\x00" not in text
    assert text.encode()  # fails on half of a surrogate pair
