"""SQL dumps: rows of tables of articles as records, as MySQL, PostgreSQL, SQLite and SQL Server write them."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.opening.sql_tokens import Rows, SqlDump
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

WORDPRESS = r"""-- MySQL dump 10.13
/*!40101 SET NAMES utf8 */;
CREATE TABLE `wp_comments` (`comment_ID` bigint, `comment_author` text, `comment_content` text);
INSERT INTO `wp_comments` VALUES (1,'Tèo','Hay lắm;
INSERT INTO wp_posts VALUES (\'không phải\');'),(2,'Tý','x');
CREATE TABLE `wp_posts` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `post_author` bigint(20), `post_date` datetime DEFAULT '0000-00-00 00:00:00', `post_content` longtext,
  `post_title` text, `post_excerpt` text, `post_status` varchar(20), `post_type` varchar(20),
  PRIMARY KEY (`ID`), KEY `type` (`post_type`,`post_status`)
) ENGINE=InnoDB;
INSERT INTO `wp_posts` VALUES (7,3,'2022-06-14 10:15:00','Bà Sal nói: \"Cá 40\\kg\".\r\n\r\nGiá \'cao\' hơn.','Chợ nổi',
'Ghe đổ về chợ.','publish','post'),(8,3,'2022-06-15 00:00:00','Nháp','Nháp','','draft','post'),
(9,3,'2022-06-15 00:00:00','Giới thiệu','Toà soạn','','publish','page');
INSERT INTO `wp_terms` (`term_id`, `name`) VALUES (1,'Kinh tế'),(2,'cá linh');
INSERT INTO `wp_term_relationships` (`object_id`, `term_taxonomy_id`) VALUES (7,12),(7,11);
INSERT INTO `wp_term_taxonomy` (`term_taxonomy_id`, `term_id`, `taxonomy`) VALUES (11,1,'category'),(12,2,'post_tag');
INSERT INTO `wp_users` (`ID`, `user_login`, `display_name`) VALUES (3,'binh','Thạch Bình');
"""
ROW = ("Chợ nổi", "Ghe đổ về chợ.", "Giá 'cao' hơn.", "2022-06-14T10:15:00+07:00")
OTHERS = {
    "COPY of PostgreSQL": (
        "-- PostgreSQL database dump\nCREATE FUNCTION f() AS $$ BEGIN x := 'don'; -- don't\nEND $$;\n"
        "COPY public.bai_viet (id, tieu_de, tom_tat, noi_dung, ngay_dang, ghi_chu) FROM stdin;\n"
        "1\tChợ nổi\tGhe đổ về chợ.\tGiá 'cao' hơn.\t2022-06-14 10:15:00\t\\N\n\\.\nSELECT 1;\n"
    ),
    "INSERT of PostgreSQL": (
        "SET standard_conforming_strings = on;\nINSERT INTO public.news (id, headline, sapo, content, "
        "published_at) VALUES "
        "(1, 'Chợ nổi', 'Ghe đổ về chợ.', E'Giá \\'cao\\' hơn.', '2022-06-14 10:15:00');\n"
    ),
    "SQLite": (
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE news (id INTEGER, title TEXT, lead TEXT, "
        "body TEXT, "
        "date TEXT);\nINSERT INTO news VALUES(1,'Chợ nổi','Ghe đổ về chợ.','Giá ''cao'' hơn.','2022-06-14 10:15:00');\n"
    ),
    "SQL Server": (
        "USE [Bao]\nGO\nSET IDENTITY_INSERT [dbo].[TinTuc] ON\nINSERT [dbo].[TinTuc] ([Ma], [TieuDe], [TomTat], "
        "[NoiDung], "
        "[NgayDang]) VALUES (1, N'Chợ nổi', N'Ghe đổ về chợ.', N'Giá ''cao'' hơn.', "
        "CAST(N'2022-06-14T10:15:00.000' AS DateTime))\nGO\n"
    ),
    "Joomla": (
        "-- phpMyAdmin SQL Dump\nINSERT INTO `jos_content` (`id`, `title`, `introtext`, `fulltext`, `state`, "
        "`created`) "
        "VALUES\n(1, 'Chợ nổi', '<p>Ghe đổ về chợ.</p>', '<p>Giá \\'cao\\' hơn.</p>', 1, '2022-06-14 10:15:00'),\n"
        "(2, 'Bỏ', 'x', 'y', -2, '2022-06-14 10:15:00');\n"
    ),
    "Drupal": (
        "-- MySQL dump\nINSERT INTO `field_data_body` (`entity_id`, `body_value`, `body_summary`) VALUES "
        "(5,'<p>Giá \\'cao\\' hơn.</p>','Ghe đổ về chợ.'),(6,'<p>Không có nút.</p>','');\n"
        "INSERT INTO `node` (`nid`, `vid`, `title`, `status`, `created`) "
        "VALUES (5,5,'Chợ nổi',1,'2022-06-14 10:15:00');\n"
    ),
}


def _found(folder: Path, data: bytes, name: str = "kho") -> list[Found]:
    (folder / name).write_bytes(data)
    return list(find_documents([folder / name]))


def _articles(found: list[Found]) -> list[ParsedArticle]:
    return [completed_article(one, ImportOptions()) for one in found if isinstance(one, Document)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["a file", "packed"])
def test_posts_of_wordpress_are_read_with_the_names_of_other_tables(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    found = _found(tmp_path, pack(WORDPRESS.encode()))
    [article] = _articles(found)
    assert (article.form, article.title, article.lead) == ("sql", "Chợ nổi", "Ghe đổ về chợ.")
    assert article.body == ('Bà Sal nói: "Cá 40\\kg".', "Giá 'cao' hơn.")
    assert (article.authors, article.section, article.published) == (
        ("Thạch Bình",),
        "Kinh tế",
        "2022-06-14T10:15:00+07:00",
    )
    assert [(one.passed_over, one.reason) for one in found[1:] if isinstance(one, RefusedDocument)] == [
        (True, "drafts, passed over: 1"),
        (True, "pages of the site, passed over: 1"),
        (
            True,
            "rows of other tables, passed over: 9 (wp_comments 2, wp_terms 2, wp_term_relationships 2, "
            "wp_term_taxonomy 2, wp_users 1)",
        ),
    ]


@pytest.mark.parametrize("system", OTHERS)
def test_the_dumps_of_other_systems_are_read(tmp_path: Path, system: str) -> None:
    [article] = _articles(_found(tmp_path, OTHERS[system].encode()))
    assert (article.title, article.lead, *article.body, article.published) == ROW


def test_a_dump_in_an_old_encoding_or_in_utf_16_is_read(tmp_path: Path) -> None:
    assert _articles(_found(tmp_path, OTHERS["SQL Server"].encode("utf-16")))[0].title == "Chợ nổi"
    row = OTHERS["SQLite"].replace("Giá ''cao'' hơn.", "Giá cá linh đầu mùa cao hơn năm ngoái nhiều lần. " * 5)
    tcvn3 = row.translate(str.maketrans("ợổềìáàơăầấ", "îæÒ×¸µ¬¨Ç¸")).encode("latin-1", "replace")
    assert _articles(_found(tmp_path, tcvn3))[0].form == "sql"


def test_columns_can_be_named(tmp_path: Path) -> None:
    dump = "INSERT INTO t (a, b) VALUES ('Chợ nổi', 'Ghe đổ về chợ. Giá cao.');"
    (tmp_path / "kho.sql").write_text(dump, "utf-8")
    assert all(isinstance(one, RefusedDocument) for one in find_documents([tmp_path / "kho.sql"]))
    options = ImportOptions(fields=(("title", "a"), ("body", "b")))
    [found] = find_documents([tmp_path / "kho.sql"], options)
    assert isinstance(found, Document)
    assert completed_article(found, options).title == "Chợ nổi"


@pytest.mark.parametrize("size", [1, 7, 64])
def test_a_dump_is_read_the_same_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    def rows() -> list[object]:
        parts = SqlDump(io.StringIO(WORDPRESS), 10_000).parts()
        return [(part.table, *map(tuple, part.values)) for part in parts if isinstance(part, Rows)]

    whole = rows()
    assert len(whole) == 6
    monkeypatch.setattr("articles.importing.opening.sql_tokens._CHUNK", size)
    monkeypatch.setattr("articles.importing.opening.sql_tokens._AHEAD", 600)
    assert rows() == whole


@pytest.mark.parametrize(
    ("dump", "reason"),
    [
        (b"INSERT INTO t (title, body) VALUES ('Ch", "the rest of the dump cannot be read"),
        (b"INSERT INTO t (title, body) VALUES ('Ch\xe1\xbb\xa3', (((((", "the rest of the dump cannot be read"),
        (b"INSERT INTO t (title, body) VALUES ('" + b"a" * (1024**2 + 9), "larger than any article"),
        (b"CREATE TABLE orders (id int, total int);\nINSERT INTO orders VALUES (1,2);", "no table of the dump names"),
        (b"CREATE TABLE tin (title text, body text);", "the dump holds no rows"),
    ],
    ids=["an open text", "open brackets", "a giant text", "no articles", "no rows"],
)
def test_what_cannot_be_read_of_a_dump_is_told(tmp_path: Path, settings: Settings, dump: bytes, reason: str) -> None:
    settings.IMPORT_MAX_DOCUMENT_MB = 1
    found = _found(tmp_path, dump, "kho.sql")
    assert [reason in one.reason for one in found if isinstance(one, RefusedDocument)] == [True]
