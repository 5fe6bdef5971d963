import json
import pickle
from dataclasses import replace

import pytest

from articles.importing.annotating.preparation import completed_article, import_hash
from articles.importing.document import Document
from articles.importing.metadata import Metadata
from articles.importing.options import ImportOptions, OnKnown, field_pairs
from articles.importing.parsed_article import InferredDate

TEXT = "Chợ nổi vào mùa cá linh\n\nGiá cá đầu mùa cao.\n\nBà Sal chở 40 kg cá ra chợ.\n".encode()
OPTIONS = ImportOptions(
    encoding="tcvn3",
    fields=(("title", "Tựa"), ("body", "Nội dung chính")),
    source="Báo Cà Mau",
    section="Kinh tế",
    published="1998-05",
    on_known=OnKnown.SKIP,
)


def test_options_survive_json_and_another_process() -> None:
    assert ImportOptions.from_json(json.loads(json.dumps(OPTIONS.as_json()))) == OPTIONS
    assert pickle.loads(pickle.dumps(OPTIONS)) == OPTIONS
    assert ImportOptions.from_json({}) == ImportOptions()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"encoding": "latin-1"}, "no encoding that can be read"),
        ({"fields": [["tựa", "Tựa"]]}, "names no field"),
        ({"fields": [["title", ""]]}, "names no field"),
        ({"published": "14.6.2022"}, "is no date"),
        ({"published": "2022-02-30"}, "is no date"),
        ({"on_known": "ask"}, "not a valid OnKnown"),
        ({"colour": "red"}, "no such import option"),
    ],
)
def test_a_wrong_option_is_refused(values: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        ImportOptions.from_json(values)


def test_what_an_article_lacks_is_filled_in_and_says_so() -> None:
    article = completed_article(Document("a.txt", "", TEXT), ImportOptions(source="Báo Cà Mau", published="1998-05"))
    assert (article.source, article.section) == ("Báo Cà Mau", "")
    assert article.warnings == ("source: import option",)
    assert article.inferred == InferredDate("1998-05", "month", "import option")


def test_what_an_article_says_itself_stands() -> None:
    record = {"title": "Chợ nổi", "body": ["Giá cao.", "Cá về."], "source": "Báo An Giang", "date": "2/9/2023"}
    data = json.dumps(record).encode()
    article = completed_article(Document("a.json", "", data), ImportOptions(source="Báo Cà Mau", published="1998"))
    assert (article.source, article.published, article.inferred) == ("Báo An Giang", "2023-09-02", None)
    assert article.warnings == ()


def test_the_paper_of_the_masthead_is_stored_where_nothing_states_the_source() -> None:
    menu = "Báo Bến Tre\nTrang chủ\nThời sự\nKinh tế\nThể thao\nChợ nổi vào mùa cá linh\n"
    text = "Giá cá linh đầu mùa năm nay cao hơn năm ngoái, bà con mừng.\nBà Sal chở 40 kg cá ra chợ.\nChia sẻ\n"
    document = Document("a.txt", "", (menu + text).encode())
    article = completed_article(document, ImportOptions(source="Báo Cà Mau"))
    assert (article.source, article.inferred_source, article.stored_source) == ("", *("Báo Bến Tre",) * 2)
    assert import_hash(article) == import_hash(replace(article, source="Báo Bến Tre", inferred_source=""))
    of_feed = completed_article(replace(document, metadata=Metadata(source="Tuổi Trẻ")), ImportOptions())
    assert (of_feed.source, of_feed.stored_source) == ("Tuổi Trẻ", "Tuổi Trẻ")


def test_the_fields_of_records_can_be_named() -> None:
    record = {"title": "mã 12", "Tựa bài": "Chợ nổi", "C4": "Giá cá đầu mùa cao."}
    options = ImportOptions(fields=field_pairs(["title=Tựa_bài", "body = c4"]))
    article = completed_article(Document("a.json", "", json.dumps(record).encode()), options)
    assert (article.title, article.body) == ("Chợ nổi", ("Giá cá đầu mùa cao.",))
