import pytest

from articles.importing.parsed_article import Caption
from articles.importing.parsing import parse_document
from articles.tests.importing.parsing import papers

# What pages name as the source, by a stamp before the lead, in their head or in the line of their copyright.
SOURCES = {
    "chinhphu": "Chinhphu.vn",
    "dantri": "Dân trí",
    "portal": "Báo Mẫu",
    "tienphong": "TPO",
    "tuoitre": "TTO",
    "vietnamnet": "Báo Mẫu",
    "vov": "VOV.VN",
    "vnexpress": "Báo Mẫu",
    "wordpress": "Báo Mẫu",
    "zing": "Báo Mẫu",
}
WITHOUT_SECTION = {"portal", "wordpress"}


@pytest.mark.parametrize("paper", papers.PAGES)
def test_a_page_of_a_newspaper_gives_its_article_and_nothing_else(paper: str) -> None:
    article = parse_document(papers.PAGES[paper])
    assert (article.title, article.lead, article.body) == (papers.TITLE, papers.LEAD, papers.BODY)
    credit = f"VGP/{papers.CREDIT}" if paper == "chinhphu" else papers.CREDIT
    assert [Caption(one.text.rstrip(" -"), one.credit) for one in article.captions] == [Caption(papers.CAPTION, credit)]
    assert article.authors == (papers.AUTHOR,)
    assert article.published == "2022-06-14T10:15:00+07:00"
    assert article.source == SOURCES.get(paper, "")
    assert article.section == ("" if paper in WITHOUT_SECTION else papers.SECTION)


def test_the_head_of_a_page_is_no_oracle() -> None:
    broken = b'<script type="application/ld+json">{"@type": "NewsArticle", "author": 5, "articleSection": {}}</script>'
    page = papers.PAGES["portal"].replace(b"</head>", broken + b"</head>")
    assert parse_document(page).authors == (papers.AUTHOR,)


def test_microdata_are_read() -> None:
    page = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{papers.TITLE}</h1>'
        '<span itemprop="author">Trần Hồng Thắm</span><meta itemprop="datePublished" content="2022-06-14">'
        f'<span itemprop="articleSection">Đồng bằng</span><div itemprop="articleBody"><p>{papers.LEAD}</p>'
        f"<p>{papers.BODY[0]}</p></div></div>"
    )
    article = parse_document(page.encode())
    assert (article.authors, article.published, article.section) == ((papers.AUTHOR,), "2022-06-14", "Đồng bằng")


def test_a_page_with_common_names_alone_is_read_by_them() -> None:
    page = (
        '<body><div class="date-now">Hôm nay, 20/11/2023</div><div id="main"><h1>Hạ Long đón tàu biển</h1>'
        '<div class="meta"><span>Cập nhật: 09:12 13/11/2023</span><span>Đăng ngày 12/11/2023 16:40</span></div>'
        '<div class="chapeau">Tàu chở 2.000 khách.</div><div id="content"><div>Sáng 12/11, tàu cập cảng.</div>'
        '<div class="boxRelated"><a href="x">Tin cũ 11/11/2023</a></div><ul><li>Khách đến từ 12 nước.</li></ul></div>'
    )
    article = parse_document(page.encode())
    assert (article.lead, article.body) == (
        "Tàu chở 2.000 khách.",
        ("Sáng 12/11, tàu cập cảng.", "Khách đến từ 12 nước."),
    )
    assert article.published == "2023-11-12T16:40:00+07:00"
