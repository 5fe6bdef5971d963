import pytest

from articles.following.failures import PermanentFailure
from articles.following.listed_entries import ListedEntry, listed_entries
from articles.importing.annotating.preparation import completed_article
from articles.importing.annotating.work_limits import Limits
from articles.importing.annotating.worker_processes import Workers
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

PARAGRAPHS = "".join(
    f"<p>Đoạn {n}: tàu thuyền ra vào cảng cá Quy Nhơn tấp nập suốt buổi sáng nay.</p>" for n in range(12)
)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Báo Biển</title><link>https://bao.example/</link>
<item><title>Cảng cá &amp; bến tàu Quy Nhơn mở cửa</title><link>https://bao.example/cang-ca-1.html</link>
<guid isPermaLink="false">bien-1</guid><description>Sáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão.</description>
<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded><dc:creator>Lan Anh</dc:creator><category>Thời sự</category>
<pubDate>Tue, 14 Jun 2022 10:15:00 +0700</pubDate></item>
<item><title><![CDATA[Được mùa cá cơm]]></title><link>/ca-com-2.html</link>
<author>ban-doc@bao.example (Minh Hải)</author>
<description><![CDATA[<img src="a.jpg"/>Ngư dân trúng đậm…]]></description><category>cá</category>
<category>biển</category></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Biển</title><entry>
<title type="html">Ý kiến &amp;amp; bạn đọc</title><id>tag:bao.example,2022:3</id><link rel="edit" href="/sua/3"/>
<link href="y-kien-3.html"/><author><name>Đỗ Ân</name></author><updated>2022-06-14T03:15:00Z</updated>
<summary>Bạn đọc viết.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>Bão số 3</title>
<link>http://bao.example/bao-so-3</link><dc:date>2022-06-14</dc:date></item></rdf:RDF>"""
BASE = "https://bao.example/rss/moi.rss"


def read(text: str) -> list[ListedEntry]:
    return listed_entries(text.encode(), BASE)


def article(entry: ListedEntry) -> ParsedArticle:
    return completed_article(entry.document(), ImportOptions())


def test_an_entry_that_holds_its_article_is_read_whole() -> None:
    entry = read(RSS)[0]
    found = article(entry)
    assert entry.is_whole
    assert found.title == "Cảng cá & bến tàu Quy Nhơn mở cửa"
    assert found.lead == "Sáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão."
    assert len(found.body) == 12
    assert (found.authors, found.section) == (("Lan Anh",), "Thời sự")
    assert (found.published, found.key) == ("2022-06-14T10:15:00+07:00", "bien-1")
    assert found.url == "https://bao.example/cang-ca-1.html"


def test_an_address_is_told_from_where_the_feed_is() -> None:
    assert article(read(RSS.replace("https://bao.example/cang-ca", "../cang-ca"))[0]).url.endswith(
        "example/cang-ca-1.html"
    )


def test_a_base_of_the_feed_may_itself_be_told_from_where_the_feed_is() -> None:
    feed = RSS.replace("<channel>", '<channel xml:base="/tin/">').replace("https://bao.example/cang-ca", "cang-ca")
    assert read(feed)[0].metadata.url == "https://bao.example/tin/cang-ca-1.html"


def test_an_entry_with_a_summary_leads_to_its_page() -> None:
    entry = read(RSS)[1]
    assert (entry.is_whole, entry.metadata.url) == (False, "https://bao.example/ca-com-2.html")
    assert entry.metadata.authors == ("Minh Hải",)


def test_a_text_that_is_cut_off_is_a_summary() -> None:
    assert not read(RSS.replace("]]></content:encoded>", "<a>Xem tiếp »</a>]]></content:encoded>"))[0].is_whole


def test_a_long_description_is_the_article() -> None:
    text = RSS.replace("content:encoded", "ignored").replace("Ngư dân trúng đậm…", PARAGRAPHS * 3)
    assert read(text)[1].is_whole


def test_atom_is_read() -> None:
    [entry] = read(ATOM)
    assert (entry.title, entry.metadata.url) == ("Ý kiến & bạn đọc", "https://bao.example/rss/y-kien-3.html")
    assert (entry.metadata.key, entry.metadata.authors) == ("tag:bao.example,2022:3", ("Đỗ Ân",))
    assert entry.metadata.published == "2022-06-14T10:15:00+07:00"


def test_rdf_is_read() -> None:
    [entry] = read(RDF)
    assert (entry.title, entry.metadata.url, entry.metadata.published[:10]) == (
        "Bão số 3",
        "http://bao.example/bao-so-3",
        "2022-06-14",
    )


def test_an_entry_changes_with_what_it_says_alone() -> None:
    before = read(RSS)[0]
    assert read(RSS.replace("<item>", "<item><comments>7</comments>", 1))[0].fingerprint == before.fingerprint
    changed = read(RSS.replace("Đoạn 3", "Đoạn ba"))[0]
    assert (changed.key, changed.fingerprint != before.fingerprint) == (before.key, True)


def test_an_entry_listed_twice_is_one() -> None:
    assert len(read(RSS.replace("</channel>", RSS[RSS.index("<item>") : RSS.index("</channel>")] + "</channel>"))) == 2


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    found = read(RSS.replace("Cảng cá &amp;", "Cảng cá & &nbsp; <b>").replace("</rss>", ""))
    assert [entry.metadata.url for entry in found][-1] == "https://bao.example/ca-com-2.html"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<!DOCTYPE html><html><body><p>Không tìm thấy trang</p></body></html>", "not an RSS or Atom feed"),
        ("", "not an RSS or Atom feed"),
        ("Xin lỗi", "not an RSS or Atom feed"),
        ("<rss><channel><item", "broken"),
        ("\x00\x01\x02", "not an RSS or Atom feed"),
    ],
)
def test_what_is_no_feed_is_told(data: str, reason: str) -> None:
    with pytest.raises(PermanentFailure, match=reason):
        read(data)


def with_entities(declared: str) -> str:
    return f"<!DOCTYPE rss [{declared}]>" + RSS[RSS.index("<rss") :].replace("bến tàu", "&one;")


@pytest.mark.parametrize("declared", ['"ha"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1/"'])
def test_a_feed_with_entities_of_its_own_is_refused(declared: str) -> None:
    with pytest.raises(PermanentFailure, match="not an RSS or Atom feed"):
        read(with_entities(f"<!ENTITY one {declared}>"))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://a b/", "http://[", ""])
def test_an_entry_without_an_address_of_the_web_is_left_out(link: str) -> None:
    assert len(read(RSS.replace("/ca-com-2.html", link))) == 1


def test_a_feed_that_takes_too_long_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + len("</item>")]
    endless = RSS.replace("</channel>", item.replace("Lan Anh", "Lan Anh, " * 100_000) * 50 + "</channel>")
    with Workers(1, Limits(seconds=1)) as workers:
        monkeypatch.setattr("articles.following.listed_entries.kept_worker", lambda: workers)
        with pytest.raises(PermanentFailure, match="it took more than 1 s"):
            read(endless)
        assert len(read(RSS)) == 2
