"""What other tables of a database say of its articles: the names of authors and sections that articles have by number,
and the titles of texts that stand in a table of their own.

Of these tables the numbers and the names are kept in memory, not the texts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from articles.importing.options import ImportOptions
from articles.importing.readers.records.record_fields import usual_names
from articles.importing.readers.records.record_names import compact, field_named, is_article
from articles.importing.readers.records.record_values import is_number

# Words in the names of tables whose rows are no articles, though they have a title and a text.
_OTHERS: Final = frozenset(
    (
        *("comment", "comments", "binhluan", "menu", "menus", "module", "modules", "option", "options", "setting"),
        *("settings", "config", "log", "logs", "session", "sessions", "cache", "template", "templates", "revision"),
        *("revisions", "history", "versions", "tag", "tags", "ads", "banner", "banners", "quangcao", "poll", "polls"),
        *("contact", "contacts", "lienhe", "email", "emails", "mail", "widget", "widgets", "block", "blocks"),
        *("extensions", "queue", "jobs", "migrations", "products", "product", "sanpham", "orders", "donhang"),
    )
)
_PEOPLE: Final = frozenset(
    (
        *("user", "users", "author", "authors", "tacgia", "nguoidung", "thanhvien", "members", "phongvien", "nhanvien"),
        *("staff", "writers", "reporters", "accounts", "taikhoan", "butdanh"),
    )
)
_SECTIONS: Final = frozenset(
    (
        *(
            "category",
            "categories",
            "cate",
            "cats",
            "danhmuc",
            "chuyenmuc",
            "section",
            "sections",
            "loaitin",
            "nhomtin",
        ),
        *("term", "terms", "zone", "zones", "channels", "topics", "theloai"),
    )
)
# The columns of people's names, the best ones first; a login is none.
_NAMES_OF_PEOPLE: Final = (
    *("displayname", "butdanh", "penname", "fullname", "hoten", "hovaten", "tentacgia", "name", "ten", "realname"),
)
_NAMES_OF_SECTIONS: Final = ("name", "title", "ten", "tenchuyenmuc", "tendanhmuc", "tenloai", "tieude")
# Words in the names of columns that hold a number, and columns of the user who wrote.
_ID_WORDS: Final = re.compile(r"^(?:id|ma|fk)_?(?=[A-Z_]|[a-z]{3})|_?(?:id|ID|Id)$")
_WRITERS: Final = frozenset({"createdby", "user", "uid", "u", "owner", "nguoitao", "nguoidang", "poster", "creatorid"})
# Columns by which a text that stands alone names its article.
_OF_ARTICLE: Final = frozenset(
    (
        "entityid",
        "nid",
        "postid",
        "articleid",
        "newsid",
        "contentid",
        "baivietid",
        "idbaiviet",
        "mabaiviet",
        "tinid",
        "matin",
    )
)
_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Tables of tags, whose first one stands for the section where an article has none, and of links.
_TAGS: Final = frozenset({"tag", "tags"})
_TAGGED: Final = {"tagid": "tags"}
_LINK_COLUMNS: Final = 5
_MOST: Final = 500_000  # rows of one kind that are kept
_WORDPRESS: Final = ("objectid", "termtaxonomyid")
_TAXONOMY: Final = ("termtaxonomyid", "termid", "taxonomy")
_Row = Sequence[Any]


class JoinedTables:
    """The names and heads in the tables of a database, taken row by row, and given to the records of articles."""

    def __init__(self, options: ImportOptions) -> None:
        """Take the options, which may name the columns of articles."""
        self._options = options
        self._people: dict[str, str] = {}
        self._sections: dict[str, str] = {}
        self._heads: dict[str, dict[str, Any]] = {}
        self._categories: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        # Of each article by number, the numbers of its terms, authors and sections that tables of links give.
        self._terms: dict[str, tuple[str, ...]] = {}
        self._linked: dict[str, dict[str, tuple[str, ...]]] = {"authors": {}, "section": {}, "tags": {}}

    def take(self, table: str, names: Sequence[str], rows: Iterable[_Row]) -> None:
        """Keep what the rows of a table say of articles; of other tables, none is read."""
        columns = {compact(name): place for place, name in reversed(list(enumerate(names)))}
        words = table_words(table)
        if all(name in columns for name in _TAXONOMY):
            _keep(self._categories, _of_categories(rows, *map(columns.__getitem__, _TAXONOMY)))
        elif all(name in columns for name in _WORDPRESS):
            _link(self._terms, rows, *map(columns.__getitem__, _WORDPRESS))
        elif _is_link(names):
            self._take_links(names, rows)
        elif words & _PEOPLE:
            _keep(self._people, _named(rows, columns, _NAMES_OF_PEOPLE))
        elif words & _TAGS and len(columns) > 1 and "name" in columns:
            _keep(self._tags, _named(rows, columns, _NAMES_OF_SECTIONS))
        elif words & _SECTIONS:
            _keep(self._sections, _named(rows, columns, _NAMES_OF_SECTIONS))
        elif is_head(table, names):
            _keep(self._heads, ((_id(row[0]), _record(names, row)) for row in rows if row))

    def _take_links(self, names: Sequence[str], rows: Iterable[_Row]) -> None:
        article = _article_of(names)
        fields = {place: _TAGGED.get(compact(name)) or _field_by_number(name) for place, name in enumerate(names)}
        other = next((place for place, field in fields.items() if place != article and field in self._linked), None)
        if article is not None and other is not None:
            _link(self._linked[fields[other]], rows, article, other)

    def are_articles(self, table: str, names: Sequence[str]) -> bool:
        """Tell whether the rows of a table are articles, by its columns and its name, or the texts of some."""
        if is_of_others(table):
            return False
        fields = {field_named(name) for name in names} | {
            field for field, name in self._options.fields if name in names
        }
        if "title" in fields:
            return is_article(names, self._options) and bool(fields & {"body", "lead"})
        is_text = "body" in map(field_named, _own_names(names))
        return is_text and bool(self._heads) and _article_of(names) is not None

    def record(self, names: Sequence[str], row: _Row) -> dict[str, Any] | None:
        """Return the record in a row of a table of articles, with what other tables say; None for a text of none."""
        record = _record(names, row)
        if not any(field_named(name) == "title" or name in self._options.names("title") for name in names):
            article = _article_of(names)
            head = self._heads.get(_id(row[article])) if article is not None and article < len(row) else None
            if head is None:
                return None
            record = {**_record(_own_names(names), row), **head}
        return record | self._named_by_number(record)

    def _named_by_number(self, record: Mapping[str, Any]) -> dict[str, str]:
        numbers = {name: value for name, value in record.items() if _is_id(value)}
        texts = {name: value for name, value in record.items() if name not in numbers}
        found = {}
        for field, kept in (("authors", self._people), ("section", self._sections)):
            if next(usual_names(field, texts), None) is None:
                keys = (_id(numbers[name]) for name in numbers if _field_by_number(name) == field)
                if name := next((kept[key] for key in keys if key in kept), ""):
                    found[field] = name
        own = next((_id(value) for name, value in record.items() if compact(name) == "id"), "")
        terms = (self._categories[key] for key in self._terms.get(own, ()) if key in self._categories)
        linked = {field: kept.get(own, ()) for field, kept in self._linked.items()}
        sections = [self._sections.get(key, "") for key in (*terms, *linked["section"])]
        if section := next(filter(None, (*sections, *(self._tags.get(key, "") for key in linked["tags"]))), ""):
            found.setdefault("section", section)
        if names := ", ".join(self._people[key] for key in linked["authors"] if key in self._people):
            found.setdefault("authors", names)
        return found


def _link(kept: dict[str, tuple[str, ...]], rows: Iterable[_Row], article: int, other: int) -> None:
    for row in rows:
        if len(row) > max(article, other) and len(kept) < _MOST:
            key = _id(row[article])
            kept[key] = (*kept.get(key, ()), _id(row[other]))


def table_words(table: str) -> set[str]:
    """Return the words in the name of a table, and all of it, compact: "j3x_categories"."""
    return {word.lower() for word in _WORDS.findall(table)} | {compact(table)}


def is_of_others(table: str) -> bool:
    """Tell whether a table is named as one whose rows are no articles."""
    return bool(table_words(table) & (_OTHERS | _PEOPLE | _SECTIONS))


def is_head(table: str, names: Sequence[str]) -> bool:
    """Tell whether a table has the titles of articles whose texts stand elsewhere: the nodes of Drupal."""
    fields = {field_named(name) for name in names}
    return "title" in fields and not fields & {"body", "lead"} and not table_words(table) & _OTHERS


def _is_link(names: Sequence[str]) -> bool:
    """Tell whether a table of a few columns links articles by number to others, and has no texts of its own."""
    return (
        len(names) <= _LINK_COLUMNS
        and _article_of(names) is not None
        and not {"title", "body"} & {*map(field_named, names)}
    )


def _article_of(names: Sequence[str]) -> int | None:
    return next((place for place, name in enumerate(names) if compact(name) in _OF_ARTICLE), None)


def _own_names(names: Sequence[str]) -> list[str]:
    """Return names without that of the field that Drupal puts before each: "body_value", "body_summary" beside it."""
    prefixes = [name.removesuffix("_value") for name in names if name.endswith("_value")]
    if not prefixes:
        return list(names)
    prefix = f"{prefixes[0]}_"
    return [prefixes[0] if name == f"{prefix}value" else name.removeprefix(prefix) for name in names]


def _record(names: Sequence[str], row: _Row) -> dict[str, Any]:
    return {name: value for name, value in zip(names, row, strict=False) if value not in (None, "")}


def _named(rows: Iterable[_Row], columns: Mapping[str, int], usual: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the number and the name in each row: of the first column, and of the best one of names that is filled."""
    places = [columns[name] for name in usual if name in columns]
    for row in rows:
        name = next((row[at] for at in places if at < len(row) and isinstance(row[at], str) and row[at]), None)
        if name:
            yield _id(row[0]), name


def _of_categories(rows: Iterable[_Row], key: int, term: int, kind: int) -> Iterator[tuple[str, str]]:
    return ((_id(row[key]), _id(row[term])) for row in rows if len(row) > kind and row[kind] == "category")


def _keep(kept: dict[str, Any], found: Iterable[tuple[str, Any]]) -> None:
    for key, value in found:
        if len(kept) < _MOST:
            kept.setdefault(key, value)


def _field_by_number(name: str) -> str:
    """Return the field whose name stands elsewhere under the number in a column: "category_id", "MaTacGia"."""
    if compact(name) in _WRITERS:
        return "authors"
    bare = _ID_WORDS.sub("", name)
    return "authors" if compact(bare) in _WRITERS else field_named(bare)


def _is_id(value: Any) -> bool:
    return is_number(value) or (
        isinstance(value, str) and len(value) < 40 and re.fullmatch(r"[\da-f-]+", value) is not None
    )


def _id(value: Any) -> str:
    return str(value)
