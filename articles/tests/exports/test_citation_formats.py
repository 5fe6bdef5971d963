"""Citations, read again by parsers that are not ours."""

import json

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON

from articles.exports.citation import Citation
from articles.exports.citation_formats import bibtex, csl, csl_list, plain, ris

CITATION = Citation(
    key="baogialai2023-7",
    title="Giá cà phê tăng 5% & “kỷ lục” {mới} của Bộ_Công ~ Thương\\",
    authors=("Như Tâm", "Nguyễn Văn An"),
    source="Báo Gia Lai",
    section="Kinh tế",
    date=(2023, 7, 14),
    time="10:15",
    page="https://kho.example/article/7/gia-ca-phe/",
    address="https://bao.example/gia-ca-phe_5.html?a=1&b=2",
    lead="Giá tăng\nmạnh.",
)


def test_bibtex_is_read_with_each_author_whole_and_no_sign_of_latex_left_bare() -> None:
    library = parse_string(bibtex(CITATION), append_middleware=[middlewares.LatexDecodingMiddleware()])
    (entry,) = library.entries
    assert not library.failed_blocks
    assert (entry.entry_type, entry.key) == ("article", CITATION.key)
    assert entry["title"].strip("{}").replace("{", "").replace("}", "") == CITATION.title.replace("{", "").replace(
        "}", ""
    )
    assert entry["author"] == "Như Tâm and Nguyễn Văn An"
    assert (entry["journal"], entry["year"], entry["month"], entry["day"]) == ("Báo Gia Lai", "2023", "jul", "14")


def test_bibtex_keeps_names_and_address_as_they_are() -> None:
    (entry,) = parse_string(bibtex(CITATION)).entries
    assert entry["author"] == "{Như Tâm} and {Nguyễn Văn An}"
    assert entry["url"] == CITATION.address


def test_ris_is_read_with_vietnamese_names_in_their_order() -> None:
    (record,) = rispy.loads(ris(CITATION))
    assert record["type_of_reference"] == "NEWS"
    assert record["authors"] == ["Như Tâm", "Nguyễn Văn An"]
    assert (record["title"], record["secondary_title"]) == (CITATION.title, "Báo Gia Lai")
    assert (record["year"], record["date"]) == ("2023", "2023/07/14")
    assert (record["urls"], record["abstract"]) == ([CITATION.address], "Giá tăng mạnh.")


def test_csl_is_read_with_literal_names() -> None:
    item = CiteProcJSON(json.loads("".join(csl_list([CITATION]))))[CITATION.key]
    assert item["type"] == "article-newspaper"
    assert [name["literal"] for name in item["author"]] == ["Như Tâm", "Nguyễn Văn An"]
    assert (item["issued"]["year"], item["issued"]["month"], item["issued"]["day"]) == (2023, 7, 14)


def test_an_empty_list_is_an_empty_array() -> None:
    assert json.loads("".join(csl_list([]))) == []


def test_a_plain_reference_says_the_date_as_papers_do() -> None:
    assert plain(CITATION).startswith("Như Tâm, Nguyễn Văn An, “Giá cà phê")
    assert plain(CITATION).endswith(", Báo Gia Lai, 14/7/2023, 10:15. https://kho.example/article/7/gia-ca-phe/")


@pytest.mark.parametrize(("date", "written"), [((), ""), ((2023,), "2023"), ((2023, 7), "2023/07")])
def test_a_date_is_as_precise_as_it_is_known(date: tuple[int, ...], written: str) -> None:
    partly = Citation("x-1", "Tin", (), "Báo", "", date, "", "https://kho.example/", "https://bao.example/", "")
    (record,) = rispy.loads(ris(partly))
    assert record.get("date", "") == written
    assert csl(partly).get("issued") == ({"date-parts": [list(date)]} if date else None)
    (entry,) = parse_string(bibtex(partly)).entries
    assert ("day" in entry, "author" in entry) == (False, False)
