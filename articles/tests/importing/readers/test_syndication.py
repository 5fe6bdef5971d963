"""Feeds as programs write them, by their entries."""

import io

import pytest

from articles.importing.readers.feed_xml import FeedXml
from articles.importing.readers.syndication import RawEntry, raw_entries, read_entry

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def entry(xml: str | bytes) -> RawEntry:
    [found] = raw_entries(io.BytesIO(xml if isinstance(xml, bytes) else xml.encode()))
    return found


def rss(item: str, *, head: str = '<?xml version="1.0"?>', spaces: str = "", channel: str = "") -> str:
    return f'{head}<rss version="2.0" {spaces}><channel {channel}><item>{item}</item></channel></rss>'


def test_what_a_picture_says_never_takes_the_place_of_the_article_s() -> None:
    picture = (
        "<media:title>Ảnh chợ</media:title><media:content url='a.jpg'>Ảnh</media:content>"
        "<media:description>Ghe xuồng</media:description><media:category>Ảnh</media:category>"
    )
    own = "<title>Chợ nổi</title><description>Bà con.</description><category>Đời sống</category>"
    text = "<content:encoded>Bà con bán khóm.</content:encoded>"
    found = entry(rss(picture + own + text, spaces=f"{MEDIA} {CONTENT}"))
    assert (found.title, found.summary, found.content, found.section) == (
        *("Chợ nổi", "Bà con.", "Bà con bán khóm."),
        "Đời sống",
    )


def test_an_entry_without_any_text_ends_no_feed() -> None:
    items = "<title><![CDATA[<!-- -->]]></title></item><item><title>Chợ nổi</title>"
    assert [found.title for found in raw_entries(io.BytesIO(rss(items).encode()))] == ["", "Chợ nổi"]


def test_a_picture_alone_is_no_text_of_an_entry() -> None:
    found = entry(rss("<title>Chợ nổi</title><media:content url='a.jpg'>Ảnh</media:content>", spaces=MEDIA))
    assert found.content == ""


def test_elements_keep_their_meaning_without_the_declaration_of_their_prefix() -> None:
    found = entry(rss("<title>Chợ</title><media:title>Ảnh</media:title><content:encoded>Bà con.</content:encoded>"))
    assert (found.title, found.content) == ("Chợ", "Bà con.")


@pytest.mark.parametrize("space", ["http://backend.userland.com/rss2", "http://purl.org/rss/1.0/"])
def test_a_feed_may_put_all_its_elements_into_a_namespace(space: str) -> None:
    assert entry(rss("<title>Chợ nổi</title>", spaces=f'xmlns="{space}"')).title == "Chợ nổi"


def test_an_ampersand_need_not_be_escaped() -> None:
    found = entry(
        rss(
            "<title>Nhóm R&D của AT&T; và Bến&nbsp;Tre &amp; Cà Mau</title>"
            "<link>https://b.vn/?a=1&b=2&copy=3</link><guid><![CDATA[https://b.vn/?a=1&b=2]]></guid>"
        )
    )
    assert found.title == "Nhóm R&D của AT&T; và Bến Tre & Cà Mau"
    assert (found.url, found.key) == ("https://b.vn/?a=1&b=2&copy=3", "https://b.vn/?a=1&b=2")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_stream_is_mended_the_same_wherever_it_is_cut(size: int) -> None:
    stream = FeedXml(io.BytesIO(b"<a>x & y &nbsp;&amp;<![CDATA[1 & 2]]]]> & &#160;&b</a>&"))
    read = b"".join(iter(lambda: stream.read(size), b""))
    assert read == b"<a>x &amp; y &#160;&amp;<![CDATA[1 & 2]]]]> &amp; &#160;&amp;b</a>&amp;"


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "us-ascii"])
def test_utf_8_is_read_whatever_is_declared(declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    assert entry(rss("<title>Chợ nổi Cà Mau</title>", head=head)).title == "Chợ nổi Cà Mau"


def test_what_is_declared_truly_is_read_so() -> None:
    head = '<?xml version="1.0" encoding="{}"?>'
    assert entry(rss("<title>Café</title>", head=head.format("ISO-8859-1")).encode("latin-1")).title == "Café"
    wide = rss("<title>Chợ & ghe</title>".replace("&", "&amp;"), head=head.format("UTF-16"))
    assert entry(wide.encode("utf-16")).title == "Chợ & ghe"


@pytest.mark.parametrize(
    ("base", "link", "url"),
    [
        ("https://b.vn/tin/", "cho.html", "https://b.vn/tin/cho.html"),
        ("https://b.vn/tin/", "/cho.html", "https://b.vn/cho.html"),
        ("https://b.vn/tin/", "https://c.vn/cho.html", "https://c.vn/cho.html"),
        ("https://b.vn/tin/", "http://[", "http://["),
    ],
)
def test_an_address_is_told_from_the_base_that_the_feed_names(base: str, link: str, url: str) -> None:
    item = f"<title>Chợ nổi</title><link>{link}</link><description>Bà con bán khóm.</description>"
    found = entry(rss(item, channel=f'xml:base="{base}"'))
    assert (found.url, read_entry(found.xml).url) == (url, url)


@pytest.mark.parametrize(
    ("said", "url"), [('isPermaLink="false"', ""), ("", "https://b.vn/7"), ("isPermaLink='true'", "https://b.vn/7")]
)
def test_an_id_that_is_no_permalink_is_no_address(said: str, url: str) -> None:
    found = entry(rss(f"<title>Chợ nổi</title><guid {said}>https://b.vn/7</guid>"))
    assert (found.url, found.key) == (url, "https://b.vn/7")


@pytest.mark.parametrize("date", ["hôm qua", "Sun, 14 Jun 3022 10:15:00 +0700", "Fri, 31 Dec 9999 23:59:59 -0700"])
def test_a_date_that_cannot_be_used_is_quoted(date: str) -> None:
    found = read_entry(entry(rss(f"<title>Chợ</title><description>Bà con.</description><pubDate>{date}</pubDate>")).xml)
    assert found.published == ""
    assert [warning for warning in found.warnings if date in warning]


def test_the_date_of_the_last_change_stands_in_for_one_that_cannot_be_read() -> None:
    found = entry(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Chợ</title><published>hôm qua</published>'
        "<updated>2022-06-14T03:15:00Z</updated></entry></feed>"
    )
    assert found.published.iso == "2022-06-14T10:15:00+07:00"
    assert "hôm qua" in " ".join(found.published.warnings)


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (
            "<title>Thời sự hôm nay - Tin tức cập nhật 24h</title><generator>Báo Đất Mũi News</generator>",
            "Báo Đất Mũi News",
        ),
        ("<title>Tin mới nhất</title><link>https://tuoitre.vn/thoi-su.rss</link>", "Tuổi Trẻ"),
        ("<title>Báo Đất Mũi</title><generator>WordPress 6</generator>", "Báo Đất Mũi"),
    ],
)
def test_a_feed_tells_its_paper_by_address_title_or_generator(head: str, source: str) -> None:
    xml = f"<rss><channel>{head}<item><title>Chợ nổi</title></item></channel></rss>"
    assert entry(xml).feed.source == source


def test_an_entry_of_atom_without_an_author_has_that_of_its_feed_but_not_the_paper() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Ama Thuột</name></author><author><name>Báo Đắk Lắk'
        "</name></author><entry><title>Chợ</title></entry><entry><title>Đò</title><author><name>Lê An</name></author>"
        "</entry></feed>"
    )
    assert [one.authors for one in raw_entries(io.BytesIO(feed.encode()))] == [("Ama Thuột",), ("Lê An",)]
