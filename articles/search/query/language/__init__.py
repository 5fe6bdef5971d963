"""The query language, in Vietnamese and English: any string is parsed to a tree.

    bui thanh son                       words, with marks or without
    "đường sắt"   “đường sắt”           side by side
    "cháy chung cư"~5                   near each other, in any order
    ~ban   ~"ban hang"                  in any marks, whatever else is asked for
    bóng đá -futsal -"World Cup"        without a word, phrase, bracket or field; NOT, KHÔNG
    Hà Nội OR (Sài Gòn -"Chợ Lớn")      one or the other; HOẶC
    Hà Nội AND cháy                     both, wherever they stand; VÀ
    Hà Nội /s cháy   Hà Nội /p cháy     in one sentence, in one paragraph; /câu, /đoạn
    Hà Nội w/5 cháy   n/5               at most five words later, or apart in either order; cách/5
    atleast3:lũ                         so many times; ítnhất3:
    đầu:lũ                              in title or lead; lead:
    truo*                               words that begin so
    tiêu đề:lũ   người:"Hà Kim Ngọc"    in a field: see `articles.search.fields`
    trước:2022   sau:14/6/2022          by date: see `articles.text.written_dates`

What cannot be parsed is read as plain words, and the notes of the query warn of it. Signs alone find nothing.
"""

from articles.search.parse_warnings import MAX_LENGTH, ParseWarning, QueryNote
from articles.search.query.language.scanner import Scanner
from articles.search.query.language.tree import Alternatives, Query, QueryGroup
from articles.search.query.language.tree_parser import parse
from articles.text.normal import nfc


def parse_query(text: str) -> Query:
    """Parse any string as a query; of more than MAX_LENGTH characters only the first are read."""
    scanner = Scanner(nfc(text[:MAX_LENGTH]))
    tokens = list(scanner.tokens())
    wanted, notes = parse(tokens)
    if wanted == QueryGroup() and text.strip() and not any(letter.isalnum() for letter in text):
        wanted = QueryGroup(conditions=(Alternatives(()),))
        notes.append(QueryNote(ParseWarning.SIGNS))
    too_long = [QueryNote(ParseWarning.LENGTH)] if len(text) > MAX_LENGTH else []
    return Query(wanted, tuple(dict.fromkeys([*too_long, *scanner.notes, *notes])))
