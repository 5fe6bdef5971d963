import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import AFTER, BEFORE, QUERY_FIELDS, ParseWarning, QueryField, QueryWord, parse_query
from articles.search.fields import TEXT
from articles.search.parse_warnings import MAX_LENGTH
from articles.search.query.language.leaf_parser import MAX_DISTANCE, MAX_WORDS
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    DateRange,
    Exclusion,
    NameCondition,
    Proximity,
    QueryGroup,
    WordPrefix,
)
from articles.search.query.language.tree_parser import MAX_DEPTH
from articles.text.normal import fold


def _shown(node: Condition | QueryGroup) -> str:
    """Return a tree as text, with every group in brackets."""
    match node:
        case QueryGroup(words, conditions):
            return "(" + " ".join(map(_shown, [*words, *conditions])) + ")"
        case QueryWord(_, syllables, _, quoted, field):
            text = " ".join(syllable.exact for syllable in syllables)
            return ("" if field is TEXT else f"{field.name.upper()}:") + (f'"{text}"' if quoted else text)
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
    typed = (field.name, vietnamese, vietnamese.upper(), fold(vietnamese), decomposed)
    trees = {_read(f"{name}:2022") for name in typed}
    assert len(trees) == 1
    assert field in (BEFORE, AFTER) or trees.pop().startswith(f"({field.name.upper()}:")


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
        ('nói:"không"', '(nói "không")', ParseWarning.FIELD),
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


@pytest.mark.parametrize("text", ["", "-", '-""', "!?", "()", "-() ( ( ) )", "“” ..."])
def test_signs_alone_ask_for_nothing(text: str) -> None:
    assert _read(text) == "()"


_SIGNS = ['"', "“", "”", "«", "(", ")", "-", "~5", "*", " ", " OR ", " HOẶC ", "\u0323", "\x00", "người:", "trước:"]
PIECES = [*_SIGNS, "sau:2022", "nguồn:", "-tiêu đề:", "http:", "Ngọc", "hoà", "an", "GD-ĐT", "2022", "🦀", "ﬁ"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(alphabet=st.characters(), max_size=MAX_LENGTH + 9))
def test_any_string_can_be_read(text: str) -> None:
    query = parse_query(text)
    assert len(list(query.wanted.nodes())) <= 4 * MAX_WORDS
    assert len(set(query.notes)) == len(query.notes)
    assert parse_query(text) == query
