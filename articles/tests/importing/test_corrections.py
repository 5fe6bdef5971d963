"""What an editor corrects before it is stored: of one document, or of all of one form by a rule."""

import json

import pytest

from articles.importing.annotating.preparation import ReadArticle, read_document
from articles.importing.corrections import DocumentCorrection, FieldRule, RuleBasis, date_of_name, folder_name
from articles.importing.document import Document
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

TEXT = "Chợ nổi vào mùa cá linh\n\nGiá cá đầu mùa cao.\n\nBà Sal chở 40 kg cá ra chợ.\n\nMùa lũ về sớm.\n".encode()
RECORD = json.dumps({"title": "Chợ nổi", "body": ["Giá cao.", "Cá về."], "date": "2/9/2023"}).encode()


def read(
    path: str = "a.txt", data: bytes = TEXT, *fixes: tuple[str, str], rules: tuple[FieldRule, ...] = ()
) -> ReadArticle:
    corrections = tuple(DocumentCorrection(path, "", field, value) for field, value in fixes)
    found = read_document(Document(path, "", data), ImportOptions(rules=rules, corrections=corrections))
    assert isinstance(found, ReadArticle)
    return found


def article(*fixes: tuple[str, str]) -> ParsedArticle:
    return read("a.txt", TEXT, *fixes).article


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2017-11-05-ten-bai", "2017-11-05"),
        ("05112017_cho-noi", "2017-11-05"),
        ("Chợ nổi 5-11-17", "2017-11-05"),
        ("tin_05.11.2017_so2", "2017-11-05"),
        ("20171105093000", "2017-11-05"),
        ("Báo ra ngày 5 tháng 11 năm 2017", "2017-11-05"),
        ("thang-11-2017", "2017-11"),
        ("31022017_cho-noi", ""),
        ("bong-da-2-1-tran-thang", ""),
        ("05112917_cho-noi", ""),
        ("bai-12345678", ""),
    ],
)
def test_the_date_in_a_file_name(name: str, day: str) -> None:
    assert date_of_name(name) == day


@pytest.mark.parametrize(
    ("path", "name"),
    [("Báo/Kinh_tế/a.txt", "Kinh tế"), ("Thể thao.tar.gz/a.txt", "Thể thao"), ("a.txt", "")],
)
def test_the_name_of_the_folder_that_holds_a_document(path: str, name: str) -> None:
    assert folder_name(path) == name


def test_rules_replace_what_documents_of_their_form_state() -> None:
    rules = (
        FieldRule("", "published", RuleBasis.FILE_NAME),
        FieldRule("", "section", RuleBasis.FOLDER),
        FieldRule("json", "source", RuleBasis.VALUE, "Báo Cà Mau"),
    )
    record = read("Kinh tế/05112017_a.json", RECORD, rules=rules).article
    assert (record.published, record.section, record.source) == ("2017-11-05", "Kinh tế", "Báo Cà Mau")
    page = read("Kinh tế/2017-11-06.txt", TEXT, rules=rules).article
    assert (page.published, page.section, page.source) == ("2017-11-06", "Kinh tế", "")


def test_a_rule_that_finds_nothing_leaves_what_was_read_and_says_so() -> None:
    rules = (FieldRule("", "published", RuleBasis.FILE_NAME), FieldRule("", "section", RuleBasis.FOLDER))
    record = read("a.json", RECORD, rules=rules).article
    assert record.published == "2023-09-02"
    assert record.warnings == ("the file name has no date", "the document is in no folder")


def test_single_corrections_go_above_rules() -> None:
    rules = (FieldRule("", "source", RuleBasis.VALUE, "Báo Cà Mau"),)
    found = read("a.txt", TEXT, ("source", "Báo An Giang"), ("authors", "Hà My; Minh Thu"), rules=rules).article
    assert (found.source, found.authors) == ("Báo An Giang", ("Hà My", "Minh Thu"))
    other = read_document(
        Document("b.txt", "", TEXT), ImportOptions(corrections=(DocumentCorrection("a.txt", "", "title", "Chợ"),))
    )
    assert isinstance(other, ReadArticle)
    assert other.article.title == "Chợ nổi vào mùa cá linh"


def test_no_text_is_lost_and_none_stands_twice_below_another_lead() -> None:
    assert article().lead == "Giá cá đầu mùa cao."
    without = article(("lead", ""))
    assert (without.lead, without.body[0]) == ("", "Giá cá đầu mùa cao.")
    moved = article(("lead", "Bà Sal chở 40 kg cá ra chợ."))
    assert (moved.lead, moved.body) == ("Bà Sal chở 40 kg cá ra chợ.", ("Mùa lũ về sớm.",))


def test_a_corrected_document_is_known_as_the_same_import() -> None:
    plain, fixed = read(), read("a.txt", TEXT, ("title", "Mùa cá linh"))
    assert (plain.imported_hash == fixed.imported_hash, plain.content_hash == fixed.content_hash) == (True, False)


def test_a_warning_about_what_is_corrected_is_settled() -> None:
    text = "Sáng 14/6/2022, cảng cá Quy Nhơn mở cửa trở lại sau bão. Tàu thuyền vào ra tấp nập cả buổi sáng."
    data = json.dumps({"text": text}).encode()
    assert read("b.json", data).article.warnings == ("the text has no title: its first sentence stands in for it",)
    assert read("b.json", data, ("title", "Cảng cá")).article.warnings == ()


@pytest.mark.parametrize(
    "values",
    [
        {"rules": [{"form": "", "field": "title", "basis": "value", "value": "x"}]},
        {"rules": [{"form": "", "field": "source", "basis": "file name", "value": ""}]},
        {"rules": [{"form": "", "field": "source", "basis": "value", "value": ""}]},
        {"corrections": [{"path": "a", "place": "", "field": "body", "value": "x"}]},
        {"corrections": [{"path": "a", "place": "", "field": "title", "value": ""}]},
        {"corrections": [{"path": "a", "place": "", "field": "published", "value": "hôm qua"}]},
    ],
)
def test_what_cannot_be_corrected_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no rule|missing|no field|no date"):
        ImportOptions.from_json(values)


def test_corrections_survive_json() -> None:
    options = ImportOptions(
        rules=(FieldRule("web", "published", RuleBasis.FILE_NAME),),
        corrections=(DocumentCorrection("kho.jsonl", "line 3", "title", "Chợ nổi"),),
    )
    assert ImportOptions.from_json(json.loads(json.dumps(options.as_json()))) == options
