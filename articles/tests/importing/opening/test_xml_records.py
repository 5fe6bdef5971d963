"""XML of somebody's own and JSON Feed: records in files that are no feeds of the web."""

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import XML_UNKNOWN, ParsedArticle


def _found(folder: Path, text: str, name: str = "tin.xml") -> list[Document | RefusedDocument]:
    (folder / name).write_text(text, "utf-8")
    return list(find_documents([folder / name]))


def _articles(folder: Path, text: str, name: str = "tin.xml") -> list[ParsedArticle]:
    found = _found(folder, text, name)
    assert all(isinstance(one, Document) for one in found)
    return [completed_article(one, ImportOptions()) for one in found if isinstance(one, Document)]


def test_each_element_with_the_fields_of_an_article_is_a_record(tmp_path: Path) -> None:
    posts = "".join(
        f'<post id="{n}"><tieude>Chợ nổi {n}</tieude><ngay>2026-05-04</ngay><tacgia>Lê An</tacgia>'
        "<tacgia>Bà Sal</tacgia><noidung><p>Ghe từ ba tỉnh đổ về.</p><p>Giá cá linh cao.</p></noidung></post>"
        for n in (1, 2)
    )
    first, second = _articles(tmp_path, f'<?xml version="1.0"?><kho><posts>{posts}</posts></kho>')
    assert (first.form, first.title, second.title) == ("xml", "Chợ nổi 1", "Chợ nổi 2")
    assert (first.lead, first.body) == ("Ghe từ ba tỉnh đổ về.", ("Giá cá linh cao.",))
    assert (first.authors, first.published, first.key) == (("Lê An", "Bà Sal"), "2026-05-04", "1")


PARAGRAPHS = "<p>Ghe từ ba tỉnh đổ về.</p><p>Giá cá linh cao.</p>"
SYSTEMS = {
    "NITF": (
        '<nitf><head><title>Chợ nổi</title><docdata><date.issue norm="20260504T071500+0700"/></docdata>'
        '<pubdata name="Đất Mũi"/></head><body><body.head><hedline><hl1>Chợ nổi</hl1></hedline><byline><person>Lê An'
        f"</person></byline><abstract><p>Chợ đông.</p></abstract></body.head><body.content>{PARAGRAPHS}"
        "</body.content></body></nitf>"
    ),
    "NewsML-G2": (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><provider literal="Đất Mũi"/><versionCreated>'
        "2026-05-04T07:15:00+07:00</versionCreated></itemMeta><contentMeta><headline>Chợ nổi</headline><by>Lê An</by>"
        '<description role="drol:summary">Chợ đông.</description></contentMeta><contentSet><inlineXML><html '
        f'xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{PARAGRAPHS}</body></html>'
        "</inlineXML></contentSet></newsItem>"
    ),
    "Methode": (
        "<doc><story><grouphead><headline><p>Chợ nổi</p></headline><standfirst><p>Chợ đông.</p></standfirst>"
        f"</grouphead><byline><p>Lê An</p></byline><text>{PARAGRAPHS}</text></story><metadata>"
        "<publication>Đất Mũi</publication><issueDate>04/05/2026</issueDate></metadata></doc>"
    ),
    "of HTML's root": (
        "<article><headline>Chợ nổi</headline><abstract>Chợ đông.</abstract><author>Lê An</author><newspaper>Đất Mũi"
        f"</newspaper><pubDate>04/05/2026</pubDate><body>{PARAGRAPHS}</body></article>"
    ),
    "Solr": (
        '<add><doc><field name="title">Chợ nổi</field><field name="sapo">Chợ đông.</field><field name="author">Lê An'
        '</field><field name="source">Đất Mũi</field><field name="date">2026-05-04</field><field name="content">'
        f"{escape(PARAGRAPHS)}</field></doc></add>"
    ),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_xml_of_other_systems_is_one_record_with_what_stands_around_its_text(tmp_path: Path, system: str) -> None:
    [article] = _articles(tmp_path, f'<?xml version="1.0" encoding="UTF-8"?>{SYSTEMS[system]}')
    assert (article.title, article.lead) == ("Chợ nổi", "Chợ đông.")
    assert article.body == ("Ghe từ ba tỉnh đổ về.", "Giá cá linh cao.")
    assert (article.authors, article.source, article.published[:10]) == (("Lê An",), "Đất Mũi", "2026-05-04")


def test_words_in_columns_are_no_text_of_an_article(tmp_path: Path) -> None:
    words = "Bà\tN\nSáu\tNp\nđưa\tV\nkhách\tN\nqua\tV\nsông\tN\n.\tCH\n" * 9
    [refused] = _found(tmp_path, f'<doc title="Bà Sáu đưa khách">\n<s>\n{words}</s>\n</doc>\n', "tin.vert")
    assert isinstance(refused, RefusedDocument)
    assert refused.reason == XML_UNKNOWN


@pytest.mark.parametrize(
    "inside",
    [
        "\n{0}\n{1}\n{2}\n",
        "<s> {0} </s>\n<s> {1} </s>\n<s> {2} </s>",
        "<p><s>{0}</s></p><p><s>{1}</s></p><p><s>{2}</s></p>",
    ],
)
def test_elements_without_one_around_them_may_have_their_titles_in_attributes(tmp_path: Path, inside: str) -> None:
    lines = (
        "Ghe từ ba tỉnh đổ về chợ nổi mỗi sáng .",
        "Giá cá_linh cao hơn năm_ngoái , bà Lê_Sáu nói .",
        "Chợ tan . " * 9,
    )
    text = "\n".join(f'<doc id="{n}" title="Chợ_nổi {n} đông khách">{inside.format(*lines)}</doc>' for n in (1, 2))
    first, second = _articles(tmp_path, text, "tin.txt")
    assert (first.title, second.title, first.key) == ("Chợ nổi 1 đông khách", "Chợ nổi 2 đông khách", "1")
    assert first.lead == "Ghe từ ba tỉnh đổ về chợ nổi mỗi sáng."
    assert first.body[0] == "Giá cá linh cao hơn năm ngoái, bà Lê Sáu nói."
    assert len(second.body) == 2


def test_the_list_in_an_object_with_a_title_of_its_own_is_read(tmp_path: Path) -> None:
    items = [{"title": f"Chợ nổi {n}", "body": "Ghe từ ba tỉnh đổ về. " * 8} for n in (1, 2)]
    first, second = _articles(tmp_path, json.dumps({"title": "Xuất tháng 5", "items": items}), "tin.json")
    assert (first.title, second.title) == ("Chợ nổi 1", "Chợ nổi 2")


def test_xml_without_articles_is_refused_by_name(tmp_path: Path) -> None:
    [refused] = _found(tmp_path, "<?xml version='1.0'?><urlset><url><loc>https://b.vn/1</loc></url></urlset>")
    assert isinstance(refused, RefusedDocument)
    assert refused.reason == XML_UNKNOWN


def test_what_stands_before_broken_xml_is_read(tmp_path: Path) -> None:
    text = (
        "<?xml version='1.0'?><kho><bai><title>Chợ nổi</title><body>Ghe từ ba tỉnh đổ về.</body></bai><bai><title>Chợ"
    )
    document, refused = _found(tmp_path, text)
    assert isinstance(document, Document)
    assert isinstance(refused, RefusedDocument)
    assert (refused.place, refused.reason[:17]) == ("after record 1", "the XML is broken")


def test_a_json_feed_gives_its_items(tmp_path: Path) -> None:
    item = {
        "id": "7",
        "title": "Chợ nổi",
        "content_html": "<p>Ghe về.</p><p>Giá cao.</p>",
        "date_published": "2026-05-04",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Báo Đất Mũi", "items": [item]}
    [article] = _articles(tmp_path, json.dumps(feed), "tin.json")
    assert (article.title, article.lead, article.body) == ("Chợ nổi", "Ghe về.", ("Giá cao.",))
    assert (article.source, article.published) == ("Báo Đất Mũi", "2026-05-04")


def test_the_names_of_columns_may_stand_below_a_title(tmp_path: Path) -> None:
    text = "Danh sách bài tháng 5,,\n,,\nTiêu đề,Nội dung,Tác giả\nChợ nổi,Ghe từ ba tỉnh đổ về.,Lê An\n"
    [article] = _articles(tmp_path, text, "bài.csv")
    assert (article.title, article.body, article.authors) == ("Chợ nổi", ("Ghe từ ba tỉnh đổ về.",), ("Lê An",))


def test_nested_elements_of_one_article_are_one_record(tmp_path: Path) -> None:
    text = (
        "<?xml version='1.0'?><TinBai><ThongTin><TieuDe>Chợ nổi Cái Răng</TieuDe><TacGia>Lê An</TacGia>"
        "<NgayXuatBan>04/05/2026 08:00</NgayXuatBan></ThongTin><Sapo>Chợ đông trở lại.</Sapo>"
        "<NoiDung><Doan>Ghe từ ba tỉnh đổ về.</Doan><Anh url='a.jpg'><ChuThich>Ghe khóm. Ảnh: An</ChuThich></Anh>"
        "<Doan>Giá cá linh cao.</Doan></NoiDung></TinBai>"
    )
    [article] = _articles(tmp_path, text)
    assert (article.title, article.lead) == ("Chợ nổi Cái Răng", "Chợ đông trở lại.")
    assert (article.body, article.authors) == (("Ghe từ ba tỉnh đổ về.", "Giá cá linh cao."), ("Lê An",))
    assert (article.published[:10], article.captions[0].text) == ("2026-05-04", "Ghe khóm.")


def test_fields_without_an_element_around_them_are_one_record(tmp_path: Path) -> None:
    text = (
        "<title> Chợ nổi đông khách </title>\n<abstract> Ghe từ ba tỉnh đổ về. </abstract>\n<body>\n<p> Giá cao. </p>"
    )
    [article] = _articles(tmp_path, f"{text}\n<p> Chợ tan lúc trưa. </p>\n</body>\n", "tin.txt")
    assert (article.title, article.lead) == ("Chợ nổi đông khách", "Ghe từ ba tỉnh đổ về.")
    assert article.body == ("Giá cao.", "Chợ tan lúc trưa.")


def test_records_may_stand_under_their_keys(tmp_path: Path) -> None:
    posts = {f"bai-{n}": {"tuaDe": f"Chợ nổi {n}", "noiDung": ["Ghe từ ba tỉnh đổ về.", "Giá cao."]} for n in (1, 2)}
    first, second = _articles(tmp_path, json.dumps(posts), "tin.json")
    assert (first.title, second.title, second.body[-1:]) == ("Chợ nổi 1", "Chợ nổi 2", ("Giá cao.",))


def test_the_paper_that_the_root_names_is_the_source_of_its_records(tmp_path: Path) -> None:
    post = "<tin><tieude>Chợ nổi</tieude><noidung>Ghe từ ba tỉnh đổ về.</noidung></tin>"
    for root in ('<kho ten="Báo Cà Mau">', "<kho><bao>Báo Cà Mau</bao>"):
        first, second = _articles(tmp_path, f'<?xml version="1.0"?>{root}{post}{post}</kho>')
        assert (first.source, second.source) == ("Báo Cà Mau", "Báo Cà Mau")


@pytest.mark.parametrize("above", [" \n" * 40_000, "<!-- trang -->" * 400])
def test_what_stands_above_a_text_is_looked_at_once(tmp_path: Path, above: str) -> None:
    title, *text = "Nước lũ về muộn", "Nước về.", "Ông Lê An nói năm nay cá linh ít hơn mọi năm."
    assert _articles(tmp_path, f"{above}\n" + "\n\n".join((title, *text)))[0].body[-1] == text[-1]
