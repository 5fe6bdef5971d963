"""The hash of what was imported, by which any archive knows that it has imported a document before."""

import json
from dataclasses import dataclass, replace

from articles.importing.annotating.preparation import ReadArticle, import_hash, read_document
from articles.importing.document import Document
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

RECORD = {
    "id": "v7",
    "title": "Chợ nổi",
    "body": ["Giá cao.", "Cá về."],
    "source": "Báo An Giang",
    "date": "2/9/2023",
    "images": [{"caption": "Bến chợ.", "credit": "CTV"}],
}
TEXT = "Chợ nổi vào mùa\n\nGiá cá cao.\n\nCá linh về muộn."


def _read(path: str, data: str) -> ReadArticle:
    read = read_document(Document(path, "", data.encode()), ImportOptions())
    assert isinstance(read, ReadArticle)
    return read


def test_it_is_the_hash_that_archives_have_stored() -> None:
    record, text = _read("a.json", json.dumps(RECORD)), _read("2022/06/14/a.txt", TEXT)
    assert record.imported_hash == "839e9afd4fad55cca686592548f5c16d70db97bec2a64319859ab799b1d84b8c"
    assert text.imported_hash == "33c0596925d762db48e4a73903262c0ad35247536af677ae976bec4471ed58b5"


def test_anything_but_a_warning_changes_it() -> None:
    article = _read("a.json", json.dumps(RECORD)).article
    assert import_hash(replace(article, warnings=("encoding: VNI",))) == import_hash(article)
    others = [replace(article, key="v8"), replace(article, captions=()), replace(article, form="table")]
    assert len({import_hash(one) for one in [article, *others]}) == 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later(ParsedArticle):
    added_later: str = ""


def test_a_field_that_was_added_later_counts_where_it_has_a_value() -> None:
    article = _read("a.json", json.dumps(RECORD)).article
    values = {name: getattr(article, name) for name in ParsedArticle.__dataclass_fields__}
    assert import_hash(_Later(**values)) == import_hash(article)
    assert import_hash(_Later(**values, added_later="Mùa nước nổi")) != import_hash(article)
