import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import SearchRequest, parse_query, read_query
from articles.search.answer.highlight import Marker, markers
from articles.tests.making import Newsroom
from articles.text.running_text import parts
from articles.text.terms import tokens


def _marker(query: str, *, strict: bool = False) -> Marker:
    return markers(parse_query(query), strict=strict)[1]


def _marked(text: str, query: str, *, strict: bool = False) -> str:
    return _marker(query, strict=strict).marked(text)


def _snippet(query: str, *body: str, lead: str = "") -> str:
    return _marker(query).snippet(parts("", lead, body, []))


@pytest.mark.parametrize(
    "query", ["bui thanh son", "Bùi Thanh Sơn", '"bùi thanh sơn"', "BUI THANH SON", "son* bui thanh"]
)
def test_a_name_is_marked_as_one_however_it_was_typed(query: str) -> None:
    assert _marked("Ông Bùi Thanh Sơn nói", query) == "Ông <mark>Bùi Thanh Sơn</mark> nói"


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("giải quyết hòa bình", "hoà", "giải quyết <mark>hòa</mark> bình"),
        ("nước Mỹ", "mĩ", "nước <mark>Mỹ</mark>"),
        ("nước Mĩ", "mỹ", "nước <mark>Mĩ</mark>"),
        ("nước Mỹ", "mi", "nước <mark>Mỹ</mark>"),
        ("sự cố ở Đắk Lắk", "dak lak", "sự cố ở <mark>Đắk Lắk</mark>"),
        ("án của an", "an", "<mark>án</mark> của <mark>an</mark>"),
        ("đường sắt, đường bộ", "đường", "<mark>đường</mark> sắt, <mark>đường</mark> bộ"),
        ("mạn đàm với Manh", "man", "<mark>mạn</mark> đàm với Manh"),
        ("Covid-19 lây lan", "covid 19", "<mark>Covid</mark>-<mark>19</mark> lây lan"),
        ("theo Ðiều 66", '"Điều 66"', "theo <mark>Ðiều 66</mark>"),
        ("thải CO₂ ra biển", "co2", "thải <mark>CO₂</mark> ra biển"),
    ],
)
def test_words_are_marked_in_whatever_form_they_stand(text: str, query: str, marked: str) -> None:
    assert _marked(text, query) == marked


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Ủy ban nhân dân tỉnh họp", "UBND", "<mark>Ủy ban nhân dân</mark> tỉnh họp"),
        ("Uỷ ban Nhân dân tỉnh họp", "UBND tỉnh", "<mark>Uỷ ban Nhân dân tỉnh</mark> họp"),
        ("UBND tỉnh họp", "ủy ban nhân dân", "<mark>UBND</mark> tỉnh họp"),
        ("UBND tỉnh họp", "Uỷ ban nhân dân tỉnh", "<mark>UBND tỉnh</mark> họp"),
        ("dân quân của ủy ban", "UBND", "dân quân của ủy ban"),
        ("Thành phố Hồ Chí Minh mưa", "TPHCM", "<mark>Thành phố Hồ Chí Minh</mark> mưa"),
        ("TP.HCM mưa", "Sài Gòn", "<mark>TP.HCM</mark> mưa"),
        ("ca sĩ gặp CA phường", "công an phường", "ca sĩ gặp <mark>CA phường</mark>"),
        ("ca sĩ hát", "ca", "<mark>ca</mark> sĩ hát"),
    ],
)
def test_short_forms_and_full_forms_mark_each_other(text: str, query: str, marked: str) -> None:
    assert _marked(text, query) == marked


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("sắt và đường sắt", '"đường sắt"', "sắt và <mark>đường sắt</mark>"),
        ("đường, sắt; đường-sắt", '"đường sắt"', "<mark>đường, sắt</mark>; <mark>đường-sắt</mark>"),
        ("đường rất sắt", '"đường sắt"', "đường rất sắt"),
        ("duong sat, đường sát", '"đường sat"', "duong sat, <mark>đường sát</mark>"),
        ("trường, trưởng, trượt", "truo*", "<mark>trường</mark>, <mark>trưởng</mark>, <mark>trượt</mark>"),
        ("trường, trưởng", "trườ*", "<mark>trường</mark>, trưởng"),
        ("Mỹ và Myanmar", "my*", "<mark>Mỹ</mark> và <mark>Myanmar</mark>"),
        ("lũ về trong đêm bão", '"bão lũ"~3', "<mark>lũ</mark> về trong đêm <mark>bão</mark>"),
        ("lũ về trong đêm bão", '"bão lũ"~2', "lũ về trong đêm bão"),
        ("lũ, xa xa xa xa lũ bão", '"bão lũ"~1', "lũ, xa xa xa xa <mark>lũ bão</mark>"),
        ("lũ và bão", "lũ OR bão", "<mark>lũ</mark> và <mark>bão</mark>"),
        ("lũ và bão", "(lũ OR (bão gió)) và", "<mark>lũ và bão</mark>"),
    ],
)
def test_phrases_prefixes_and_near_words_mark_what_they_found(text: str, query: str, marked: str) -> None:
    assert _marked(text, query) == marked


@pytest.mark.parametrize(
    "query", ["-lũ", "-(lũ OR bão)", "người:Lũ", "nguồn:bão", "tác giả:lũ", "title:lũ", "trước:2022", "", "-lũ*"]
)
def test_what_is_left_out_or_looked_for_elsewhere_is_not_marked(query: str) -> None:
    assert _marked("lũ và bão 2022", query) == "lũ và bão 2022"


def test_a_title_is_marked_where_it_is_searched_alone() -> None:
    titles, texts = markers(parse_query("tiêu đề:lũ bão"), strict=False)
    assert titles.marked("lũ và bão") == "<mark>lũ</mark> và <mark>bão</mark>"
    assert texts.marked("lũ và bão") == "lũ và <mark>bão</mark>"


def test_with_exact_marks_no_other_marking_is_marked() -> None:
    assert _marked("án của an", "án", strict=True) == "<mark>án</mark> của an"
    assert _marked("án của an", "an", strict=True) == "án của <mark>an</mark>"
    assert _marked("trường, trưởng", "trươ*", strict=True) == "trường, trưởng"


@pytest.mark.parametrize("query", ["bui thanh", '"Bùi Thanh"', "bùi* thanh"])
def test_decomposed_text_is_marked(query: str) -> None:
    text = unicodedata.normalize("NFD", "ông Bùi Thanh Sơn")
    assert unicodedata.normalize("NFC", _marked(text, query)) == "ông <mark>Bùi Thanh</mark> Sơn"


def test_the_end_of_a_decomposed_word_is_no_word() -> None:
    text = unicodedata.normalize("NFD", "đường")
    assert _marked(text, "ng") == text


def test_markup_in_the_text_is_text() -> None:
    assert _marked("<b>sắt</b> & thép", "sắt") == "&lt;b&gt;<mark>sắt</mark>&lt;/b&gt; &amp; thép"


def test_the_passage_with_most_words_is_shown() -> None:
    shown = _snippet("đường sắt tốc độ", "đường " + "xa " * 200, "Tuyến đường sắt tốc độ cao đi qua tỉnh")
    assert "<mark>đường sắt tốc độ</mark>" in shown


def test_the_passage_with_the_words_together_is_shown() -> None:
    shown = _snippet("đường sắt", "Đường xa, kho sắt.", "x " * 300, "Ga đường sắt.")
    assert shown == "Ga <mark>đường sắt</mark>."


def test_a_short_form_counts_as_the_words_it_stands_for() -> None:
    shown = _snippet("ủy ban nhân dân", "Ban của dân.", "UBND họp.")
    assert shown == "<mark>UBND</mark> họp."


def test_a_passage_stays_within_its_paragraph() -> None:
    assert _snippet("lũ bão", "Có lũ.", "Có bão, lũ.", lead="Trời đẹp.") == "Có <mark>bão</mark>, <mark>lũ</mark>."


def test_a_passage_is_cut_between_words() -> None:
    text = "một hai ba bốn " * 60 + "đường sắt " + "năm sáu bảy " * 60
    shown = _snippet("đường sắt", lead=text)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>đường sắt</mark>" in shown
    words = shown.replace("<mark>", "").replace("</mark>", "").strip("… ").split()
    assert set(words) <= set(text.split())


@pytest.mark.parametrize("query", ["", "-lời", "xyz"])
def test_without_words_to_mark_the_lead_is_shown(query: str) -> None:
    assert _snippet(query, "Thân", lead="Lời dẫn") == "Lời dẫn"


def test_without_text_nothing_is_shown() -> None:
    assert _snippet("lũ") == ""


_PIECES = ["lũ", "hoà", "UBND", "ủy ban nhân dân", " ", ", ", '"', "-", "OR", "(", ")", "*", "~3", "title:", "công an"]
_QUERIES = st.lists(st.sampled_from(_PIECES)).map("".join) | st.text(max_size=20)


@given(st.text(max_size=400) | st.lists(st.sampled_from(_PIECES)).map(" ".join), _QUERIES, st.booleans())
def test_marking_loses_no_text(text: str, query: str, strict: bool) -> None:
    plain = _marked(text, query, strict=strict).replace("<mark>", "").replace("</mark>", "")
    assert unescape(plain) == text or "&" in text


@given(st.lists(st.text(max_size=300), max_size=4), _QUERIES)
def test_any_text_has_a_passage(paragraphs: list[str], query: str) -> None:
    _snippet(query, *paragraphs)


_VIETNAMESE = st.text(alphabet="aàáăđdeêhoòôsơnưuyỳiqkmAĐÒỸ ,.-14\u0300", max_size=80)


@given(_VIETNAMESE, st.text(alphabet="aàáăđdeêhoòôsơnưuyỳiqkmAĐÒỸ ,.14", max_size=30))
def test_the_words_marked_are_those_with_a_term_of_the_query(text: str, query: str) -> None:
    wanted = {word.syllables[0].folded for word in parse_query(query).words}
    found = [token for token in tokens(text) if token.folded in wanted]
    marked = _marked(text, query)
    inside = [token.folded for piece in marked.split("<mark>")[1:] for token in tokens(piece.split("</mark>")[0])]
    assert inside == [token.folded for token in found]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        (
            "LHQ",
            "Liên Hiệp Quốc (LHQ) và ông Kim Jong-un",
            "<mark>Liên Hiệp Quốc</mark> (<mark>LHQ</mark>) và ông Kim Jong-un",
        ),
        ("Liên Hợp Quốc", "LHQ, tức Liên Hợp Quốc", "<mark>LHQ</mark>, tức <mark>Liên Hợp Quốc</mark>"),
        ("VN", "VN, tên miền .vn, Việt Nam", "<mark>VN</mark>, tên miền .vn, <mark>Việt Nam</mark>"),
        (
            "5 triệu đồng",
            "1,5 triệu đồng, 5 triệu đồng, 5,5 triệu đồng",
            "1,5 triệu đồng, <mark>5 triệu đồng</mark>, 5,5 triệu đồng",
        ),
        ("50%", "50 hộ, 50% số hộ, 3,50%", "50 hộ, <mark>50</mark>% số hộ, 3,50%"),
        (
            "30/4",
            "30 tháng 4, 30-4, 30 người và 30,4 triệu",
            "<mark>30 tháng 4</mark>, <mark>30-4</mark>, 30 người và 30,4 triệu",
        ),
        ("QL1A", "quốc lộ 1A, QL1A, quốc lộ 10", "<mark>quốc lộ 1A</mark>, <mark>QL1A</mark>, quốc lộ 10"),
    ],
)
def test_a_unit_is_marked_in_each_of_its_forms_and_no_piece_of_it(
    newsroom: Newsroom, query: str, text: str, marked: str
) -> None:
    newsroom.article("LHQ ở VN", "Liên Hợp Quốc, Liên Hiệp Quốc, UN, Việt Nam.")
    read = read_query(SearchRequest(query=query))
    marker = markers(read.query, strict=False, units=read.units, synonyms=read.synonyms)[1]
    assert marker.marked(text) == marked
