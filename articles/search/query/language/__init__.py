"""What a journalist types, in Vietnamese or English, read into a tree.

    bui thanh son                       words, with marks or without
    "đường sắt"   “đường sắt”           side by side
    "cháy chung cư"~5                   near each other, in any order
    bóng đá -futsal -"World Cup"        without a word, phrase, bracket or field
    Hà Nội OR (Sài Gòn -"Chợ Lớn")      one or the other; HOẶC is OR
    truo*                               words that begin so
    tiêu đề:lũ   người:"Hà Kim Ngọc"    in a field: see `fields`
    trước:2022   sau:14/6/2022          by date: see `articles.text.written_dates`

Any string can be read: what cannot be parsed is read as plain words, and the query's notes say so.
"""

from typing import Final

from articles.search.query.language.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.parsing import parse
from articles.search.query.language.scanning import Scanner
from articles.search.query.language.tree import Query
from articles.text.normal import nfc

# A longer query is a pasted text: its first words find it.
MAX_LENGTH: Final = 500


def parse_query(text: str) -> Query:
    """Read any string as a query."""
    scanner = Scanner(nfc(text[:MAX_LENGTH]))
    pieces = list(scanner.pieces())
    wanted, notes = parse(pieces)
    too_long = [QueryNote(ParseWarning.LENGTH)] if len(text) > MAX_LENGTH else []
    return Query(wanted, tuple(dict.fromkeys([*too_long, *scanner.notes, *notes])))


__all__ = ["MAX_LENGTH", "ParseWarning", "Query", "QueryNote", "parse_query"]
