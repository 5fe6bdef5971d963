"""The exports of systems for publishing, and of crawlers: what was never posted is left out and counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

FIRST, SECOND = "Ghe từ ba tỉnh đổ về từ sáng sớm.", "Giá cá linh cao hơn năm ngoái."
SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def _found(folder: Path, text: str) -> list[Found]:
    (folder / "kho").write_text(text, "utf-8")
    return list(find_documents([folder / "kho"]))


def _articles(found: list[Found]) -> list[ParsedArticle]:
    return [completed_article(one, ImportOptions()) for one in found if isinstance(one, Document)]


def _wordpress(content: str) -> str:
    about = "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>Báo Cà Mau</title><wp:author>'
        "<wp:author_login>binh</wp:author_login><wp:author_display_name>Thạch Bình</wp:author_display_name></wp:author>"
        "<item><title>Giới thiệu</title><wp:post_type>page</wp:post_type></item>"
        "<item><title>Nháp</title><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>"
        f"<item><title>Chợ nổi</title><dc:creator>binh</dc:creator><content:encoded><![CDATA[{content}]]>"
        "</content:encoded><excerpt:encoded>Chợ đông.</excerpt:encoded>"
        f'{about}<category domain="post_tag">lúa</category><category domain="category">Kinh tế</category></item>'
        "</channel></rss>"
    )


@pytest.mark.parametrize(
    "content",
    [
        f'{FIRST}\r\n\r\n[caption id="a" width="6"]<a href="x"><img src="a.jpg"></a> Chợ sáng nay[/caption]\r\n\r\n'
        f"{SECOND}",
        f"<!-- wp:paragraph --><p>{FIRST}</p><!-- /wp:paragraph -->\n<!-- wp:image --><figure><img src='a.jpg'/>"
        f'<figcaption>Chợ sáng nay</figcaption></figure><!-- /wp:image -->\n<p>{SECOND}</p>\n[gallery ids="1,2"]',
    ],
    ids=["shortcodes", "blocks"],
)
def test_an_export_of_wordpress_gives_its_posts_alone(tmp_path: Path, content: str) -> None:
    found = _found(tmp_path, _wordpress(content))
    [article] = _articles(found)
    assert (article.lead, article.body) == ("Chợ đông.", (FIRST, SECOND))
    assert [caption.text for caption in article.captions] == ["Chợ sáng nay"]
    assert (article.authors, article.section, article.source) == (("Thạch Bình",), "Kinh tế", "Báo Cà Mau")
    assert [(one.passed_over, one.reason) for one in found if isinstance(one, RefusedDocument)] == [
        (True, "pages of the site, passed over: 1"),
        (True, "drafts, passed over: 1"),
    ]


def test_an_export_of_blogger_gives_its_posts_alone(tmp_path: Path) -> None:
    kinds = "http://schemas.google.com/g/2005#kind"
    entries = "".join(
        f'<entry><title>{title}</title><category scheme="{kinds}" term="http://schemas.google.com/blogger/2008/kind#'
        f'{kind}"/><category scheme="http://www.blogger.com/atom/ns#" term="Kinh tế"/><content type="html">{FIRST}'
        "</content></entry>"
        for title, kind in (("Mẫu", "template"), ("Chợ nổi", "post"), ("Hay quá", "comment"))
    )
    [article] = _articles(_found(tmp_path, f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'))
    assert (article.title, article.section) == ("Chợ nổi", "Kinh tế")


def _of_bytes(text: str) -> str:
    return text.encode().decode("latin-1")


BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
EXPORTS: dict[str, Any] = {
    "Ghost": {
        "db": [
            {
                "meta": {"version": "3.40.1"},
                "data": {
                    "posts": [
                        {"id": "p1", "title": "Chợ nổi", "html": BODY, "type": "post", "status": "published"},
                        {"id": "p2", "title": "Nháp", "html": BODY, "type": "post", "status": "draft"},
                    ],
                    "users": [{"id": "u1", "name": "Thạch Bình"}],
                    "posts_authors": [{"id": "l1", "post_id": "p1", "author_id": "u1"}],
                    "tags": [{"id": "t1", "name": "Kinh tế"}],
                    "posts_tags": [{"id": "l2", "post_id": "p1", "tag_id": "t1"}],
                },
            }
        ]
    },
    "phpMyAdmin": [
        {"type": "header", "version": "5.0"},
        {"type": "table", "name": "users", "data": [{"id": 1, "name": "An"}]},
        {
            "type": "table",
            "name": "tin",
            "data": [{"title": "Chợ nổi", "content": BODY, "author": "Thạch Bình", "category": "Kinh tế"}],
        },
    ],
    "Strapi": {
        "data": [
            {
                "attributes": {
                    "title": "Chợ nổi",
                    "content": BODY,
                    "author": {"data": {"id": 1, "attributes": {"name": "Thạch Bình"}}},
                    "category": {"data": {"id": 2, "attributes": {"name": "Kinh tế"}}},
                }
            }
        ]
    },
    "fundus": {
        "title": "Chợ nổi",
        "authors": ["Thạch Bình"],
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [FIRST, SECOND]}]},
        "section": "Kinh tế",
    },
}  # fmt: skip


@pytest.mark.parametrize("system", EXPORTS)
def test_what_other_systems_export_is_read(tmp_path: Path, system: str) -> None:
    [article] = _articles(_found(tmp_path, json.dumps(EXPORTS[system], ensure_ascii=False)))
    assert (article.title, article.lead, article.body) == ("Chợ nổi", FIRST, (SECOND,))
    assert (article.authors, article.section) == (("Thạch Bình",), "Kinh tế")


def test_a_post_of_facebook_whose_letters_are_bytes_is_read(tmp_path: Path) -> None:
    post = _of_bytes(f"Chợ nổi đông trở lại\n\n{FIRST}\n\n{SECOND}")
    record = {"timestamp": 1655200000, "data": [{"post": post}], "title": _of_bytes("Báo đã đăng")}
    [article] = _articles(_found(tmp_path, json.dumps([record])))
    assert (article.title, article.lead, article.body) == ("Chợ nổi đông trở lại", FIRST, (SECOND,))
    assert article.published.startswith("2022-06-14")


def test_a_page_s_address_as_source_is_the_address_and_tells_the_paper(tmp_path: Path) -> None:
    page = {"title": "Chợ nổi", "text": FIRST, "source": "https://vnexpress.net/a.html", "hostname": "vnexpress.net"}
    [article] = _articles(_found(tmp_path, json.dumps(page)))
    assert (article.source, article.url) == ("VnExpress", "https://vnexpress.net/a.html")


def test_what_a_record_refers_to_is_its_own(tmp_path: Path) -> None:
    def link(number: str) -> dict[str, Any]:
        return {"sys": {"type": "Link", "id": number}}

    paragraphs = [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": one}]} for one in (FIRST, SECOND)]
    picture = {"nodeType": "embedded-asset-block", "data": {"target": link("anh")}, "content": []}
    fields = {"title": "Chợ nổi", "author": link("binh"), "body": {"content": [*paragraphs, picture]}}
    includes = {
        "Asset": [{"sys": {"id": "anh"}, "fields": {"title": "cho-noi-01", "description": "Ghe ở chợ nổi sáng sớm."}}],
        "Entry": [{"sys": {"id": "binh"}, "fields": {"name": "Thạch Bình"}}],
    }
    found = _found(tmp_path, json.dumps({"items": [{"sys": {"id": "1"}, "fields": fields}], "includes": includes}))
    [article] = _articles(found)
    assert (article.lead, article.body, article.authors) == (FIRST, (SECOND,), ("Thạch Bình",))
    assert [caption.text for caption in article.captions] == ["Ghe ở chợ nổi sáng sớm."]
