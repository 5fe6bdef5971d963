import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import AFTER, BEFORE, QUERY_FIELDS, ParseWarning, QueryField, QueryWord, parse_query
from articles.search.fields import TEXT, field_named
from articles.search.parse_warnings import MAX_LENGTH
from articles.search.query.language.leaf_parser import MAX_WORDS
from articles.search.query.language.operators import MAX_DISTANCE, LinkKind
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    DateRange,
    Exclusion,
    InLead,
    InQuotation,
    Linked,
    NameCondition,
    Proximity,
    QueryGroup,
    Repeated,
    WordPrefix,
)
from articles.search.query.language.tree_parser import MAX_DEPTH
from articles.text.normal import fold


def _shown(node: Condition | QueryGroup) -> str:
    """Return a tree as text, with every group in brackets."""
    match node:
        case InQuotation(group):
            return f"«{_shown(group)}»"
        case QueryGroup(words, conditions):
            return "(" + " ".join(map(_shown, [*words, *conditions])) + ")"
        case QueryWord(_, syllables, _, quoted, field, any_marks):
            text = " ".join(syllable.exact for syllable in syllables)
            prefix = "~" * any_marks + ("" if field is TEXT else f"{field.name.upper()}:")
            return prefix + (f'"{text}"' if quoted else text)
        case Proximity(word, distance):
            return f"{_shown(word)}~{distance}"
        case WordPrefix(word):
            return f"{_shown(word)}*"
        case NameCondition(word, letters):
            return _shown(word) + "*" * bool(letters)
        case DateRange(first, last):
            return f"[{first or ''}..{last or ''}]"
        case Exclusion(group):
            return f"-{_shown(group)}"
        case Alternatives(groups):
            return "{" + " | ".join(map(_shown, groups)) + "}"
        case Linked(operands, links):
            signs = [f" {_LINKS[link.kind]}{link.distance or ''} " for link in links]
            return "<" + "".join(map("".join, zip(map(_shown, operands), [*signs, ""], strict=True))) + ">"
        case Repeated(group, times):
            return f"{times}x{_shown(group)}"
        case InLead(group):
            return f"LEAD:{_shown(group)}"


_LINKS = {LinkKind.SENTENCE: "s", LinkKind.PARAGRAPH: "p", LinkKind.BEHIND: "w", LinkKind.NEAR: "n"}


def _read(text: str) -> str:
    return _shown(parse_query(text).wanted)


def _warnings(text: str) -> list[ParseWarning]:
    return [note.warning for note in parse_query(text).notes]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Bùi Thanh Sơn", "(bùi thanh sơn)"),
        ('tàu "đường sắt" chạy', '(tàu chạy "đường sắt")'),
        ("“đường sắt” «tốc độ» „cao tốc“", '("đường sắt" "tốc độ" "cao tốc")'),
        ('bóng đá -"World Cup" -futsal', '(bóng đá -("world cup") -(futsal))'),
        ("-GD-ĐT", "(-(gd đt))"),
        ("-(đường sắt) -nguồn:VOV", "(-(đường sắt) -(SOURCE:vov))"),
        ('"đường sắt"~5', '("đường sắt"~5)'),
        ('"lũ"~5', '("lũ")'),
        ("truo* GD-Đà*", "(gd truo* đà*)"),
        ("tiêu đề:lũ title:“Hà Nội”", '(TITLE:lũ TITLE:"hà nội")'),
        ("title:(đường sắt)", "(TITLE:đường TITLE:sắt)"),
        ("title:GD-ĐT tác giả:Lê*", "(TITLE:gd đt AUTHOR:lê*)"),
        ("người:Ngọc person:(Hà Kim Ngọc)", "(PERSON:ngọc PERSON:hà kim ngọc)"),
        ('nơi:("Gia Lai" OR Kon Tum)', '({(PLACE:"gia lai") | (PLACE:kon tum)})'),
        ("((một) hai)", "(một hai)"),
    ],
)
def test_a_query_is_read_into_its_parts(text: str, tree: str) -> None:
    assert _read(text) == tree
    assert parse_query(text).notes == ()


@pytest.mark.parametrize("operator", ["OR", "HOẶC", "HOAC", unicodedata.normalize("NFD", "HOẶC")])
def test_or_joins_all_that_stands_on_either_side(operator: str) -> None:
    assert _read(f"Hà Nội {operator} Sài Gòn") == "({(hà nội) | (sài gòn)})"
    assert _read(f"lũ (Huế {operator} Quảng Trị)") == "(lũ {(huế) | (quảng trị)})"


@pytest.mark.parametrize("text", ["thắng hoặc thua", "win or lose"])
def test_or_in_small_letters_is_a_word(text: str) -> None:
    assert len(parse_query(text).words) == 3


@pytest.mark.parametrize("field", QUERY_FIELDS, ids=lambda field: field.name)
def test_a_field_goes_by_both_its_names_with_marks_or_without(field: QueryField) -> None:
    vietnamese = field.vietnamese
    decomposed = unicodedata.normalize("NFD", vietnamese)
    bare = fold(vietnamese) if field_named(fold(vietnamese)) is field else field.name  # "noi:" may be either of two
    typed = (field.name, vietnamese, vietnamese.upper(), bare, decomposed)
    trees = {_read(f"{name}:2022") for name in typed}
    assert len(trees) == 1
    assert field in (BEFORE, AFTER) or trees.pop().startswith(f"({field.name.upper()}:")


def test_a_name_that_two_fields_have_without_marks_is_left_to_the_name_behind_it() -> None:
    assert _read("noi:Huế nói:Lan nơi:Huế") == "(NOI:huế SAID:lan PLACE:huế)"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("trước:2022", "[..2021-12-31]"),
        ("before:6/2022", "[..2022-05-31]"),
        ("before:2022-06", "[..2022-05-31]"),
        ("truoc:14/6/2022", "[..2022-06-13]"),
        ("sau:2022", "[2023-01-01..]"),
        ("after:06.2022", "[2022-07-01..]"),
        ("after:2024-02", "[2024-03-01..]"),
        ("sau:2022-06-14", "[2022-06-15..]"),
        ('sau:"14-6-2022"', "[2022-06-15..]"),
        ("sau:2022,", "[2023-01-01..]"),
        ("trước:tháng 6/2022", "[..2022-05-31]"),
        ("sau:tháng 6 năm 2022", "[2022-07-01..]"),
        ("truoc:ngay 14 thang 6 nam 2022", "[..2022-06-13]"),
        ("sau:năm 2022", "[2023-01-01..]"),
    ],
)
def test_days_are_those_before_the_first_or_after_the_last_of_a_date(text: str, days: str) -> None:
    assert _read(text) == f"({days})"
    assert parse_query(text).notes == ()


@pytest.mark.parametrize("text", ["sau:hôm", "trước:31/2/2022", "sau:13/2022", "sau:0000", "sau:9999", "sau:14/6/22"])
def test_what_is_no_date_is_read_as_words_and_told(text: str) -> None:
    assert _warnings(text) == [ParseWarning.DATE]
    assert len(parse_query(text).words) >= 2


@pytest.mark.parametrize("text", ["GD-ĐT", "Việt - Mỹ", "Hà Nội – Huế", "10:15", "Mỹ: đàm phán", "O'Neil", "a...b"])
def test_signs_of_ordinary_text_are_no_operators(text: str) -> None:
    assert parse_query(text).wanted.conditions == ()
    assert parse_query(text).notes == ()


@pytest.mark.parametrize(
    ("text", "words", "trouble"),
    [
        ('"đường sắt', "(đường sắt)", ParseWarning.QUOTE),
        ("màn hình 15”", "(màn hình 15)", ParseWarning.QUOTE),
        ("(đường sắt", "(đường sắt)", ParseWarning.BRACKET),
        ("đường) sắt", "(đường sắt)", ParseWarning.BRACKET),
        ("-(đường sắt", "(đường sắt)", ParseWarning.BRACKET),
        ("người:(Lan", "(người lan)", ParseWarning.BRACKET),
        ("OR lũ", "(or lũ)", ParseWarning.OPERATOR),
        ("lũ HOẶC", "(lũ hoặc)", ParseWarning.OPERATOR),
        ("lũ (OR)", "(lũ or)", ParseWarning.OPERATOR),
        ("* lũ", "(lũ)", ParseWarning.OPERATOR),
        ("http://báo.vn/a", "(http báo vn a)", ParseWarning.FIELD),
        ('đáp:"không"', '(đáp "không")', ParseWarning.FIELD),
        ("người: Lan", "(người lan)", ParseWarning.NO_VALUE),
        ("nguồn:", "(nguồn)", ParseWarning.NO_VALUE),
        ('nguồn:""', "()", ParseWarning.NO_VALUE),
        ("a*", "(a)", ParseWarning.PREFIX),
        ("(" * (MAX_DEPTH + 1) + "lũ" + ")" * (MAX_DEPTH + 1), "(lũ)", ParseWarning.DEPTH),
    ],
)
def test_what_cannot_be_parsed_is_read_as_plain_words_and_told(text: str, words: str, trouble: ParseWarning) -> None:
    assert _read(text) == words
    assert _warnings(text) == [trouble]


def test_one_of_two_operators_side_by_side_is_a_word() -> None:
    assert _read("lũ OR OR bão") == "({(lũ or) | (bão)})"
    assert _warnings("lũ OR OR bão") == [ParseWarning.OPERATOR]


@pytest.mark.parametrize("text", ["an " * 200, "lũ " + "bão " * MAX_WORDS, "-an " * (MAX_WORDS + 1), "“an” " * 90])
def test_what_is_too_much_is_left_out_and_told(text: str) -> None:
    assert len(list(parse_query(text).wanted.nodes())) == MAX_WORDS
    assert _warnings(text) == [ParseWarning.LENGTH]


def test_near_is_never_far() -> None:
    assert _read('"lũ bão"~99999999999') in {f'("lũ bão"~{MAX_DISTANCE} 99)', f'(99 "lũ bão"~{MAX_DISTANCE})'}


def test_a_word_knows_whether_marks_were_typed() -> None:
    assert [word.marked for word in parse_query("bui Sơn").words] == [(False,), (True,)]


@pytest.mark.parametrize("text", ["-", '-""', "!?", "()", "-() ( ( ) )", "“” ...", "~", "+&|", "*"])
def test_signs_alone_find_nothing_and_this_is_told(text: str) -> None:
    assert _read(text) == "({})"
    assert ParseWarning.SIGNS in _warnings(text)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_query_asks_for_nothing(text: str) -> None:
    assert _read(text) == "()"
    assert _warnings(text) == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Hà Nội /s cháy", "(<(hà nội) s (cháy)>)"),
        ("Hà Nội /câu cháy", "(<(hà nội) s (cháy)>)"),
        ("Hà Nội /CAU cháy", "(<(hà nội) s (cháy)>)"),
        ("lũ /p bão", "(<(lũ) p (bão)>)"),
        ("lũ /đoạn bão", "(<(lũ) p (bão)>)"),
        ("lũ w/5 bão", "(<(lũ) w5 (bão)>)"),
        ("lũ n/5 bão", "(<(lũ) n5 (bão)>)"),
        ("lũ cách/5 bão", "(<(lũ) n5 (bão)>)"),
        ("lũ w/999 bão", f"(<(lũ) w{MAX_DISTANCE} (bão)>)"),
        ('lũ quét /s "Quảng Trị" bão', '(<(lũ quét) s ("quảng trị") s (bão)>)'),
        ('"a b" lũ w/2 bão /p (huế OR "quảng trị")', '(<("a b") w2 (lũ) w2 (bão) p ({(huế) | ("quảng trị")})>)'),
        ("lũ /s bão -futsal title:huế sau:2022", "(<(lũ) s (bão)> -(futsal) TITLE:huế [2023-01-01..])"),
        ("(lũ /s bão) /p huế", "(<(lũ) s (bão) p (huế)>)"),
        ("-(lũ /s bão) huế", "(huế -(<(lũ) s (bão)>))"),
        ("lũ /s bão OR huế", "({(<(lũ) s (bão)>) | (huế)})"),
        ("lũ /s ~bao", '(<(lũ) s (~"bao")>)'),
        ('~bán ~"bán hàng" ~tru*', '(~"bán" ~"bán hàng" ~tru*)'),
        ("~(bán hàng)", '(~"bán" ~"hàng")'),
        ("atleast3:lũ", "(3x(lũ))"),
        ('ítnhất3:"lũ quét" it nhat 2:(huế OR bão)', '(3x("lũ quét") 2x({(huế) | (bão)}))'),
        ("-atleast2:lũ", "(-(2x(lũ)))"),
        ("lead:lũ đầu:(công an OR huế)", "(LEAD:(lũ) LEAD:({(công an) | (huế)}))"),
        ('-đầu:"lũ quét"', '(-(LEAD:("lũ quét")))'),
    ],
)
def test_operators_of_place_and_number_are_read(text: str, tree: str) -> None:
    assert _read(text) == tree
    assert parse_query(text).notes == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Hà Nội AND cháy", "({(hà nội)} {(cháy)})"),
        ("Hà Nội VÀ cháy", "({(hà nội)} {(cháy)})"),
        ("Hà Nội NOT Đà Nẵng", "(hà nội -(đà nẵng))"),
        ("Hà Nội KHÔNG Đà Nẵng", "(hà nội -(đà nẵng))"),
        ("Hà Nội AND NOT cháy", "(hà nội -(cháy))"),
        ("lũ AND bão NOT huế", "({(lũ)} {(bão)} -(huế))"),
        ("NOT lũ", "(-(lũ))"),
        ("lũ AND bão OR huế", "({({(lũ)} {(bão)}) | (huế)})"),
        ("lũ OR NOT bão", "({(lũ) | (-(bão))})"),
        ("(lũ AND bão) /s huế", "(<({(lũ)}) s ({(bão)}) s (huế)>)"),
        ("person:(Lan AND Nam)", "({(PERSON:lan)} {(PERSON:nam)})"),
        ("AI AND BOT", "({(ai)} {(bot)})"),
    ],
)
def test_and_and_not_join_what_stands_up_to_the_next_operator(text: str, tree: str) -> None:
    assert _read(text) == tree


@pytest.mark.parametrize("text", ["vốn và lãi", "không khí lạnh", "bread and not butter", "Và Không"])
def test_operators_in_small_letters_are_words(text: str) -> None:
    assert len(parse_query(text).words) == len(text.split())
    assert parse_query(text).notes == ()


def test_a_headline_in_capitals_has_no_vietnamese_operators() -> None:
    assert _read("KHÔNG KHÍ LẠNH VÀ MƯA") == "(không khí lạnh và mưa)"
    assert set(_warnings("KHÔNG KHÍ LẠNH VÀ MƯA")) == {ParseWarning.CAPITALS}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("[2020 TO 2022]", "[2020-01-01..2022-12-31]"),
        ("date:[6/2020 TO 14/6/2022]", "[2020-06-01..2022-06-14]"),
        ("{2020 ĐẾN *}", "[2020-01-01..]"),
        ("[* TO 2022]", "[..2022-12-31]"),
    ],
)
def test_a_range_of_dates_is_read(text: str, days: str) -> None:
    assert _read(text) == f"({days})"
    assert parse_query(text).notes == ()


@pytest.mark.parametrize(
    ("text", "words", "trouble"),
    [
        ("/s lũ", "(lũ)", ParseWarning.LINK),
        ("lũ w/5", "(lũ)", ParseWarning.LINK),
        ("lũ /s /p bão", "(<(lũ) p (bão)>)", ParseWarning.LINK),
        ("lũ /s title:bão", "(lũ TITLE:bão)", ParseWarning.OPERAND),
        ("lũ /s -bão", "(lũ -(bão))", ParseWarning.OPERAND),
        ("lũ /s tru*", "(lũ tru*)", ParseWarning.OPERAND),
        ("atleast3:title:lũ", "(TITLE:lũ)", ParseWarning.OPERAND),
        ("atleast3: lũ", "(atleast3 lũ)", ParseWarning.NO_VALUE),
        ("AND lũ", "(and lũ)", ParseWarning.OPERATOR),
        ("lũ NOT", "(lũ not)", ParseWarning.OPERATOR),
        ("th?y lợi", "(th y lợi)", ParseWarning.WILDCARD),
        ("*ường", "(ường)", ParseWarning.WILDCARD),
        ("h*c sinh", "(h c sinh)", ParseWarning.WILDCARD),
        ("[an TO bình]", "(an bình)", ParseWarning.RANGE),
    ],
)
def test_operators_that_do_not_fit_are_told(text: str, words: str, trouble: ParseWarning) -> None:
    assert _read(text) == words
    assert _warnings(text) == [trouble]


@pytest.mark.parametrize("text", ["Ai thắng?", "Thật không? Thật!", "1/5", "km/h", "Việt Nam [VN]"])
def test_signs_of_ordinary_text_are_no_operators_of_others(text: str) -> None:
    assert parse_query(text).wanted.conditions == ()
    assert parse_query(text).notes == ()


_PLACES = [" /s ", " /đoạn ", " w/2 ", " cách/3 ", "atleast2:", "ítnhất1:", "đầu:", "~"]
_SIGNS = ['"', "“", "”", "«", "(", ")", "-", "~5", "*", " ", " OR ", " HOẶC ", "\u0323", "\x00", "người:", "trước:"]
_WORDS = ["Ngọc", "hoà", "an", "GD-ĐT", "2022", "🦀", "ﬁ", "h?c"]
PIECES = [*_SIGNS, *_PLACES, " AND ", " KHÔNG ", "[2020 TO *]", "sau:2022", "nguồn:", "-tiêu đề:", "http:", *_WORDS]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(alphabet=st.characters(), max_size=MAX_LENGTH + 9))
def test_any_string_can_be_read(text: str) -> None:
    query = parse_query(text)
    assert len(list(query.wanted.nodes())) <= 4 * MAX_WORDS
    assert len(set(query.notes)) == len(query.notes)
    assert parse_query(text) == query
