"""What text editors write: captions, tables, names in sentences, lists in lists, quotations, documents alone."""

import json
from typing import Any

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

LEAD, PROSE, CAPTION = "Lớp mở tối thứ bảy.", "Bà Y Blum dạy 12 em.", "Bà Y Blum bên khung cửi."
ROWS = [["Mặt hàng", "Giá"], ["Váy", "900.000 đồng"]]
TABLE = "Mặt hàng | Giá\nVáy | 900.000 đồng"


def _read(content: Any) -> ParsedArticle:
    return parse_document(json.dumps({"title": "Giữ nghề dệt", "content": content}).encode())


def _node(kind: str, *parts: Any, **fields: Any) -> dict[str, Any]:
    texts = [{"type": "text", "text": part} if isinstance(part, str) else part for part in parts]
    return {"type": kind, "content": texts, **fields}


def _slate(kind: str, *parts: Any, **fields: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "children": [{"text": part} if isinstance(part, str) else part for part in parts or [""]],
        **fields,
    }


def _draft(text: str, kind: str = "unstyled", **fields: Any) -> dict[str, Any]:
    return {"text": text, "type": kind, "entityRanges": [], **fields}


PARAGRAPHS = [_node("paragraph", LEAD), _node("paragraph", PROSE)]
LEXICAL_CAPTION = {"root": _slate("root", CAPTION)}
SLATES = [_slate("p", LEAD), _slate("p", PROSE)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param([*SLATES, _slate("img", url="a.jpg", caption=[{"text": CAPTION}])], id="Plate"),
        pytest.param([*SLATES, _slate("image", CAPTION, url="a.jpg")], id="Slate, words as children"),
        pytest.param([*SLATES, _slate("image", image={"url": "a.jpg", "caption": CAPTION})], id="Strapi"),
        pytest.param(
            _node("doc", *PARAGRAPHS, _node("figure", _node("image"), _node("figcaption", CAPTION))), id="figure"
        ),
        pytest.param(
            _node("doc", *PARAGRAPHS, {"type": "image", "attrs": {"src": "a.jpg", "alt": None, "title": CAPTION}}),
            id="TipTap",
        ),
        pytest.param(
            {"blocks": [_draft(LEAD), _draft(PROSE), _draft(" ", "atomic", entityRanges=[{"key": 0}])]}
            | {"entityMap": {"0": {"type": "IMAGE", "data": {"src": "a.jpg", "caption": CAPTION}}}},
            id="Draft.js",
        ),
        pytest.param(
            {"blocks": [_draft(LEAD), _draft(PROSE), _draft("", "atomic", data={"src": "a.jpg", "caption": CAPTION})]},
            id="Draft.js, in the block",
        ),
        pytest.param(
            {"ops": [{"insert": f"{LEAD}\n{PROSE}\n"}, {"insert": {"figure": {"caption": CAPTION}}}]}, id="Quill"
        ),
        pytest.param(
            {"root": _slate("root", *SLATES, {"type": "image", "caption": {"editorState": LEXICAL_CAPTION}})},
            id="Lexical",
        ),
        pytest.param(
            [
                {"blockName": "core/paragraph", "innerBlocks": [], "innerHTML": f"<p>{text}</p>"}
                for text in (LEAD, PROSE)
            ]
            + [{"blockName": "core/image", "innerHTML": f"<figure><img><figcaption>{CAPTION}</figcaption></figure>"}],
            id="WordPress",
        ),
        pytest.param(
            {
                "sections": [[1, "p", [[0, [], 0, LEAD]]], [1, "p", [[0, [], 0, PROSE]]], [10, 0]],
                "cards": [["image", {"src": "a.jpg", "caption": CAPTION}]],
            },
            id="Mobiledoc",
        ),
        pytest.param(
            f'<div>{LEAD}<br><br>{PROSE}<br><br><action-text-attachment url="a.jpg" caption="{CAPTION}">'
            "</action-text-attachment></div>",
            id="Trix",
        ),
    ],
)
def test_the_words_below_a_picture_are_its_caption(content: Any) -> None:
    article = _read(content)
    assert (article.lead, article.body, [one.text for one in article.captions]) == (LEAD, (PROSE,), [CAPTION])


TIPTAP_ROWS = [_node("tableRow", *[_node("tableCell", _node("paragraph", cell)) for cell in row]) for row in ROWS]
QUILL_CELLS = [
    insert
    for row in ROWS
    for cell in row
    for insert in ({"insert": cell}, {"insert": "\n", "attributes": {"table": row[0]}})
]


@pytest.mark.parametrize(
    "table",
    [
        _node("table", *TIPTAP_ROWS),
        _slate("table", *[_slate("tr", *[_slate("td", _slate("p", cell)) for cell in row]) for row in ROWS]),
        {"_type": "table", "rows": [{"_type": "tableRow", "cells": row} for row in ROWS]},
        {"ops": QUILL_CELLS},
    ],
    ids=["TipTap", "Plate", "Portable Text", "Quill"],
)
def test_the_rows_of_a_table_are_lines(table: Any) -> None:
    assert _read([*PARAGRAPHS, table]).body == (PROSE, TABLE)


def test_no_word_of_a_document_is_lost() -> None:
    mention = {"type": "mention", "attrs": {"id": "4", "label": "Bà Y Blum"}}
    nested = {"content": "Sợi bông", "items": [{"content": "Sợi lanh", "items": []}]}
    quotation = {"_type": "pullQuote", "quote": "Tôi dạy để nghề còn mãi.", "attribution": "Bà Y Blum"}
    article = _read(
        [
            _node("paragraph", LEAD),
            _node("paragraph", mention, " dạy 12 em", {"type": "hardBreak"}, "mỗi tối."),
            {"type": "horizontalRule"},
            {"type": "list", "data": {"style": "unordered", "items": [nested]}},
            quotation,
            {"type": "warning", "data": {"title": "Lưu ý", "message": "Lớp nghỉ ngày mưa."}},
            {"schema": "dast", "document": {"type": "root", "children": [_slate("paragraph", "Nay bà đã 70.")]}},
        ]
    )
    assert article.body == (
        *("Bà Y Blum dạy 12 em\nmỗi tối.", "Sợi bông", "Sợi lanh", "Tôi dạy để nghề còn mãi.", "Bà Y Blum", "Lưu ý"),
        *("Lớp nghỉ ngày mưa.", "Nay bà đã 70."),
    )


@pytest.mark.parametrize(
    "document",
    [
        {"ops": [{"insert": "Giữ nghề dệt"}, {"insert": f"\n{LEAD}\n{PROSE}\n"}]},
        _node("doc", _node("heading", "Giữ nghề dệt"), *PARAGRAPHS),
        {"root": _slate("root", _slate("heading", "Giữ nghề dệt"), *SLATES)},
    ],
    ids=["Quill", "TipTap", "Lexical"],
)
def test_the_document_of_an_editor_alone_is_an_article(document: Any) -> None:
    article = parse_document(json.dumps(document).encode())
    assert (article.title, article.lead, article.body) == ("Giữ nghề dệt", LEAD, (PROSE,))


def test_a_name_that_an_editor_on_lexical_marks_and_inline_html_stay_in_the_sentence() -> None:
    runs = [
        {"type": "extended-text", "detail": 0, "mode": "normal", "text": text} for text in ("Bà ", "Y Blum", " dạy.")
    ]
    marked = {
        "type": "paragraph",
        "data": {"text": 'Gọi <mark class="x">112</mark> hoặc <code>113</code>.'},
    }
    article = _read([_node("paragraph", LEAD), _slate("paragraph", *runs), marked])
    assert article.body == ("Bà Y Blum dạy.", "Gọi 112 hoặc 113.")


def _notion(kind: str, text: str) -> dict[str, Any]:
    return {"object": "block", "type": kind, kind: {"rich_text": [{"type": "text", "plain_text": text}]}}


def test_a_page_of_notion_is_one_article_with_its_properties_however_it_is_saved() -> None:
    title = {"type": "title", "title": [{"plain_text": "Giữ nghề dệt"}]}
    page = {
        "object": "page",
        "properties": {"Tên": title, "Ngày đăng": {"type": "date", "date": {"start": "2023-08-12"}}},
    }
    blocks = [_notion("callout", LEAD), _notion("paragraph", PROSE)]
    for saved in ({**page, "children": blocks}, {"page": page, "results": blocks}):
        article = parse_document(json.dumps(saved).encode())
        assert (article.title, article.lead, article.body) == ("Giữ nghề dệt", LEAD, (PROSE,))
        assert article.published.startswith("2023-08-12")
    alone = parse_document(json.dumps([_notion("heading_1", "Giữ nghề dệt"), *blocks]).encode())
    assert (alone.title, alone.lead, alone.body) == ("Giữ nghề dệt", LEAD, (PROSE,))
