import json

from articles.importing.parsed_article import Caption
from articles.importing.parsing import parse_document

PAGE = """<!DOCTYPE html><html><head><title>Làng nghề Phú Vinh | Báo Hà Tây Mới</title>
<meta property="og:site_name" content="Hà Tây Mới">
<meta property="article:published_time" content="2023-03-05T08:30:00+07:00">
<link rel="canonical" href="https://bao.example.vn/lang-nghe-123.html"><script>"<p>không</p>"</script></head>
<body><nav><li>Thời sự</li></nav><article><h1>Làng nghề Phú Vinh<br> sang châu Âu</h1>
<div class="meta"><span class="author">Trần Quỳnh Hoa</span> <span class="date">Chủ nhật, 5/3/2023</span></div>
<h2 class="sapo">Làng nghề 400 tuổi ký hợp đồng 2 triệu euro.</h2>
<div class="detail-content" itemprop="articleBody">
<p>Anh Tĩnh có 62 thợ,&nbsp;phần lớn là phụ nữ.</p><!-- <p>Đã bỏ.</p> --><p style="display: none">utm_source=zalo</p>
<figure><img><figcaption><p>Thợ đan giỏ. <em>Ảnh: Quỳnh Hoa</em></p></figcaption></figure>
<div class="VCSortable related-news"><a>Gốm Chu Đậu hồi sinh</a></div>
<ul><li>Chẻ mây.</li><li>Đan giỏ.</li></ul><ul><li><a href="x">Bà cụ 90 tuổi học tiếng Anh</a></li></ul>
<p>Mẹ nghiêng về phía nắng<br/>Con nghiêng về phía mẹ</p>
<p style="text-align: right"><strong>Trần Quỳnh Hoa</strong></p></div></article>
<aside><p>Tin khác.</p></aside><footer><p>Bản quyền</p></footer></body></html>"""


def test_a_page_gives_its_article_and_what_its_head_states() -> None:
    article = parse_document(PAGE.encode())
    assert article.title == "Làng nghề Phú Vinh sang châu Âu"
    assert article.lead == "Làng nghề 400 tuổi ký hợp đồng 2 triệu euro."
    assert article.body == (
        "Anh Tĩnh có 62 thợ, phần lớn là phụ nữ.",
        "Chẻ mây.",
        "Đan giỏ.",
        "Mẹ nghiêng về phía nắng\nCon nghiêng về phía mẹ",
    )
    assert article.captions == (Caption("Thợ đan giỏ.", "Quỳnh Hoa"),)
    assert (article.authors, article.source) == (("Trần Quỳnh Hoa",), "Hà Tây Mới")
    assert (article.published, article.url) == (
        "2023-03-05T08:30:00+07:00",
        "https://bao.example.vn/lang-nghe-123.html",
    )


def test_the_posting_date_wins_over_today_and_the_update() -> None:
    page = (
        '<div class="top-bar">Thứ Sáu, 18/07/2025</div><h1>Trại tôm bỏ kháng sinh</h1>'
        '<div class="detail__meta">Đăng lúc 06:10 16/07/2025 | Cập nhật 21:40 17/07/2025</div>'
        '<div itemprop="articleBody"><p>Trại giảm chi phí.</p><p>Vụ này lãi 1,4 tỷ.</p></div>'
    )
    assert parse_document(page.encode()).published == "2025-07-16T06:10:00+07:00"


def test_a_fragment_is_read_by_its_classes() -> None:
    article = parse_document(
        '<p class="body-sapo"><b>(VOV) - </b>Trạm hú còi khi lũ về.</p><h1>Mười một trạm báo lũ</h1>'
        '<p class="body-text">Trạm đầu ở suối Nậm Nhé.</p><p class="body-image">Lắp còi. <i>Ảnh: Vũ Lợi</i></p>'
        '<p class="body-text">&nbsp;</p><p class="body-author"><b>Vừ Thị Cở</b></p>'.encode()
    )
    assert (article.lead, article.body) == ("Trạm hú còi khi lũ về.", ("Trạm đầu ở suối Nậm Nhé.",))
    assert (article.authors, article.source) == (("Vừ Thị Cở",), "VOV")
    assert article.captions == (Caption("Lắp còi.", "Vũ Lợi"),)


def test_what_a_revision_deleted_is_left_out_and_what_is_struck_through_stays() -> None:
    text = "<p>Giá vé <del>cũ 5.000</del> <ins>mới 7.000</ins> đồng, <s>giảm</s> từ hôm nay cho mọi tuyến xe buýt.</p>"
    page = f"<body><h1>Xe buýt tăng giá vé</h1><div class='article-body'><p>Sapo của bài.</p>{text}</div></body>"
    assert parse_document(page.encode()).body == ("Giá vé mới 7.000 đồng, giảm từ hôm nay cho mọi tuyến xe buýt.",)


def test_linked_data_may_name_author_and_paper_by_reference() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "Chợ nổi", "author": {"@id": "#a"}, "publisher": {"@id": "#o"}},
        {"@type": "Organization", "@id": "#o", "name": "Báo Sông Nước"},
        {"@type": "Person", "@id": "#a", "name": "Phan Trung Nghĩa"},
    ]
    data = json.dumps({"@graph": graph})
    text = "<p>Mới bốn giờ sáng, bà Sáu đã chống ghe ra giữa dòng, treo mấy trái khóm lên cây bẹo.</p>" * 2
    page = f"<script type='application/ld+json'>{data}</script><article><h1>Chợ nổi</h1>{text}</article>"
    article = parse_document(page.encode())
    assert (article.source, article.authors) == ("Báo Sông Nước", ("Phan Trung Nghĩa",))
