"""Pages without metadata: the paper, the section and the date are read from what stands around the article."""

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Chợ cá Sông Đốc mở lại sau bão"
BODY = (
    "Hơn hai trăm tiểu thương chợ cá Sông Đốc bán hàng trở lại từ sáng sớm, sau ba ngày nghỉ vì bão.",
    "Ban quản lý chợ miễn phí mặt bằng một tháng cho những sạp bị tốc mái và hư hỏng tủ đông.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)
MENU = "<div><a>Thời sự</a> <a>Kinh tế</a> <a>Thể thao</a> <a>Giáo dục</a></div>"


def read(above: str = "", below: str = "", end: str = "", title: str = TITLE) -> ParsedArticle:
    return parse_document(
        f"<html><head><title>{title}</title></head><body>{MENU}<div>{above}<h1>{TITLE}</h1>{below}"
        f"<div>{PARAGRAPHS}</div></div>{end}</body></html>".encode()
    )


@pytest.mark.parametrize(
    ("title", "source"),
    [
        (f"{TITLE} | Báo Cà Mau Online", "Báo Cà Mau"),
        (f"{TITLE} – Sài Gòn Tiếp Thị", "Sài Gòn Tiếp Thị"),
        (f"{TITLE} - Báo Đất Mũi Xanh điện tử", "Báo Đất Mũi Xanh"),
        (f"{TITLE} - Kinh tế - Tuổi Trẻ Online", "Tuổi Trẻ"),
        (f"{TITLE} - Kiểm Sát Online", "Kiểm Sát Online"),
        (f"{TITLE} · Sông Nước Mới", "Sông Nước Mới"),
        (f"Chuyện miền Tây: {TITLE}", "Chuyện miền Tây"),
        (f"{TITLE} - Chuyện làng nghề", ""),
        (f"{TITLE} - Kinh tế", ""),
        (f"{TITLE} - Bình Dương", ""),
    ],
)
def test_the_paper_is_read_from_the_end_of_the_title(title: str, source: str) -> None:
    assert read(title=title).source == source


@pytest.mark.parametrize(
    ("end", "source"),
    [
        ("<footer>© 2019 Báo Cà Mau. Ghi rõ nguồn khi phát hành lại.</footer>", "Báo Cà Mau"),
        ("<div>Bản quyền thuộc về Báo Đất Mũi Xanh</div>", "Báo Đất Mũi Xanh"),
        ("<div>Tạp chí Cửa Biển - Cơ quan chủ quản: Hội Văn nghệ</div>", "Tạp chí Cửa Biển"),
        ("<footer>Bản quyền: Cổng thông tin điện tử TP.Cà Mau</footer>", "Cổng thông tin điện tử TP.Cà Mau"),
        ('<a href="/">Tôm Cua 24/7</a><footer>© 2020 Tôm Cua 24/7. Liên hệ: 0909</footer>', "Tôm Cua 24/7"),
        ('<a href="/">Trang chủ</a><footer>© 2020 Tôm Cua 24/7. Liên hệ: 0909</footer>', ""),
        ("<footer>© 2020 Công ty Phần mềm Sao Mai</footer>", ""),
    ],
)
def test_the_paper_is_read_from_the_foot_of_the_page(end: str, source: str) -> None:
    assert read(end=end).source == source


def test_the_paper_is_read_from_the_picture_of_the_logo() -> None:
    assert read(above='<div><a href="/"><img src="l.png" alt="Thanh Niên Online"></a></div>').source == "Thanh Niên"


@pytest.mark.parametrize(
    "above",
    [
        "<div><a>Trang chủ</a><span>›</span><a>Pháp luật</a></div>",
        "<div><a>Thời sự</a> / <a>Pháp luật</a></div>",
        '<ul class="bread"><li><a>Thời sự</a></li><li><a>Pháp luật</a></li></ul>',
        "<p>Thời sự &gt;&gt; Pháp luật</p>",
        '<span><a rel="category tag">Pháp luật</a></span>',
        '<ul class="nav"><li>Thể thao</li><li class="menu-active">Pháp luật</li></ul>',
    ],
)
def test_the_section_is_the_end_of_the_path_that_is_shown(above: str) -> None:
    assert read(above=above).section == "Pháp luật"


@pytest.mark.parametrize(
    "above",
    [
        "<div><a>Pháp luật</a> / <a>Chuyện pháp đình</a></div>",
        '<div class="flex"><a href="/">Trang chủ</a><span>/</span><a>Chuyện pháp đình</a></div>',
        '<div><a href="/">Trang chủ</a><svg></svg><a>Chuyện pháp đình</a></div>',
        '<nav aria-label="breadcrumb"><ol><li><a>Trang chủ</a></li><li><a>Chuyện pháp đình</a></li></ol></nav>',
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li><a>Trang chủ</a></li>'
        '<li itemprop="itemListElement"><a>Chuyện pháp đình</a></li></ol>',
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"name": "Trang chủ"}, '
        f'{{"item": {{"name": "Chuyện pháp đình"}}}}, {{"name": "{TITLE}"}}]}}</script>',
    ],
)
def test_the_section_may_be_one_that_no_list_has(above: str) -> None:
    assert read(above=above).section == "Chuyện pháp đình"


@pytest.mark.parametrize("above", ["", "<ul><li><a>Trang chủ</a></li><li><a>Liên hệ</a></li></ul>"])
def test_a_menu_above_the_title_is_no_path_of_sections(above: str) -> None:
    assert read(above).section == ""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "<div>Cập nhật: 02-12-2018 | 19:55:12</div>"),
        ("<div><i>Chủ nhật, ngày 02/12/2018 19:55:12</i></div>", ""),
        ("", "<div><b>Sunday, December 2, 2018, 19:55 GMT+7</b></div>"),
        ("", "<div>Đăng ngày 02/12/2018 19:55</div><div>Cập nhật lúc 03/12/2018 07:00</div>"),
    ],
)
def test_the_date_is_read_from_a_line_beside_the_title(above: str, below: str) -> None:
    assert read(above, below).published[:16] == "2018-12-02T19:55"


def test_a_day_alone_above_the_title_is_that_of_the_visit() -> None:
    assert read(above="<div>Thứ Sáu, 18/07/2025</div>").published == ""


TABLES = (
    "<html><head><title>{head}</title></head><body><table><tr><td><font color=white><a>Tin mới</a> | <a>Xe</a></font>"
    "<tr><td><b>CHUYÊN MỤC</b></td></tr><tr><td><table><tr><td><font size=2>Đời sống &gt;&gt; Kinh tế</font></td></tr>"
    "<tr><td><font size=2><i>Thứ Ba, ngày 19/09/2017 17:35</i></font></td></tr>"
    f"<tr><td><font size=5><b>{TITLE}</b></font></td></tr><tr><td><b>Chợ họp lại từ ba giờ sáng nay như thường lệ."
    "</b></td></tr><tr><td><table><tr><td><img src='c.jpg'></td></tr><tr><td><i>Ghe cá cập bến Sông Đốc</i></td></tr>"
    f"</table></td></tr><tr><td><font size=3>{'<br><br>'.join(BODY)}</font></td></tr>"
    "<tr><td align=right><b>Minh Tấn</b></td></tr></table></td></tr></table></body></html>"
)


@pytest.mark.parametrize("head", ["Bao Ca Mau", "Báo Cà Mau - Chợ cá Sông Đốc mở lại", "Thanh Niên Online"])
def test_a_page_of_tables_without_headings_has_its_title_in_large_type(head: str) -> None:
    article = parse_document(TABLES.format(head=head).encode())
    assert (article.title, article.lead) == (TITLE, "Chợ họp lại từ ba giờ sáng nay như thường lệ.")
    assert (article.body, article.authors, article.section) == (BODY, ("Minh Tấn",), "Kinh tế")
    assert [one.text for one in article.captions] == ["Ghe cá cập bến Sông Đốc"]
    assert article.published == "2017-09-19T17:35:00+07:00"
    assert article.source in {"Báo Cà Mau", "Thanh Niên"}


def test_a_place_before_the_title_belongs_to_it() -> None:
    page = f"<html><head><title>Bình Dương - {TITLE}</title></head><body><div>{PARAGRAPHS}</div></body></html>"
    assert parse_document(page.encode()).title == f"Bình Dương - {TITLE}"


def test_a_title_that_names_no_paper_stays_where_no_line_is_like_it() -> None:
    head = "Ba giờ sáng ở làng biển"
    page = f"<html><head><title>{head}</title></head><body><b>Xem bản tin thời tiết biển</b><div>{PARAGRAPHS}</div>"
    assert parse_document(page.encode()).title == head


@pytest.mark.parametrize(
    "heading",
    [
        '<div class="ArticleHeader">{}</div>',
        '<h3 class="title-detail-news">{}</h3>',
        '<td><span id="ctl00_lblNewsTitle" class="NewsTitle">{}</span></td>',
        '<p class="pTitle">{}</p>',
        '<h3 class="post-title entry-title"><a href="/p.html">{}</a></h3>',
    ],
)
@pytest.mark.parametrize("head", ["Cổng thông tin điện tử Cà Mau", f"Chuyện miền Tây: {TITLE}"])
def test_the_title_is_the_headline_where_the_head_names_the_site(heading: str, head: str) -> None:
    page = (
        f"<html><head><title>{head}</title></head><body>{heading.format(TITLE)}<p>Ngày đăng: 12/04/2019</p>"
        f"<div class='ArticleSummary'>Chợ họp lại từ ba giờ sáng nay như thường lệ.</div><div>{PARAGRAPHS}</div>"
        "<div class='ArticleAuthor'>Mai Hương</div></body></html>"
    )
    article = parse_document(page.encode())
    assert (article.title, article.lead) == (TITLE, "Chợ họp lại từ ba giờ sáng nay như thường lệ.")
    assert (article.body, article.authors) == (BODY, ("Mai Hương",))


def test_author_and_time_of_a_blog_stand_below_the_text() -> None:
    footer = (
        "<div class='post-footer'>Đăng bởi <span class='fn'>Lê Minh Tú</span> lúc <abbr class='published' "
        "title='2018-01-10T19:40:00+07:00'>19:40</abbr></div>"
    )
    page = f"<html><body><div class='post'><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>{footer}</div></body></html>"
    article = parse_document(page.encode())
    assert (article.authors, article.published) == (("Lê Minh Tú",), "2018-01-10T19:40:00+07:00")


def test_the_time_of_another_article_is_not_that_of_the_page() -> None:
    beside = "<ul><li>Tàu về bến <time datetime='2018-12-09'>9/12/2018</time></li></ul>"
    page = read(below="<p>Đăng ngày 02/12/2018 19:55</p>", end=beside)
    assert page.published == "2018-12-02T19:55:00+07:00"


@pytest.mark.parametrize(
    "picture",
    [
        "<div><img><p class='text-xs italic'>Ghe cá cập bến Sông Đốc</p></div>",
        "<div><amp-img src='x.jpg'></amp-img><div>Ghe cá cập bến Sông Đốc</div></div>",
        "<p align=center><img></p><p align=center><em>Ghe cá cập bến Sông Đốc</em></p>",
    ],
)
def test_the_text_under_a_picture_is_its_caption_without_any_label(picture: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1><div><p>{BODY[0]}</p>{picture}<p>{BODY[1]}</p></div></body></html>"
    article = parse_document(page.encode())
    assert ([one.text for one in article.captions], article.lead, article.body) == (
        ["Ghe cá cập bến Sông Đốc"],
        BODY[0],
        BODY[1:],
    )


def test_microdata_name_the_publisher() -> None:
    named = '<span itemprop="publisher" itemscope><meta itemprop="name" content="Ban Mai"></span>'
    assert read(above=named).source == "Ban Mai"


@pytest.mark.parametrize(
    ("site", "stamp", "stored"),
    [
        ("Báo Cà Mau", "CMĐT", "Báo Cà Mau"),
        ("Tuổi Trẻ Online", "TTO", "TTO"),
        ("Báo Cà Mau", "TTXVN", "TTXVN"),
    ],
)
def test_initials_before_the_lead_stand_for_the_paper_that_the_page_names(site: str, stamp: str, stored: str) -> None:
    page = (
        f'<html><head><meta property="og:site_name" content="{site}"></head><body><h1>{TITLE}</h1>'
        f'<h2 class="sapo">({stamp}) - Chợ họp lại từ sáng nay.</h2><div>{PARAGRAPHS}</div></body></html>'
    )
    article = parse_document(page.encode())
    assert (article.source, article.stored_source, article.lead) == (stamp, stored, "Chợ họp lại từ sáng nay.")


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ('<div class="cate"><a href="/bay.htm">Đường bay</a></div>', "Đường bay"),
        ('<p><a href="/song-nuoc/cho-noi/">Chợ nổi</a></p>', "Chợ nổi"),
        ('<p><a href="/in-bai-12345.html">Bản để in</a></p>', ""),
        ('<p><a href="/">Tin nhanh Năm Căn</a></p>', ""),
    ],
)
def test_the_section_is_the_link_above_the_title(above: str, section: str) -> None:
    assert read(above=above).section == section


def test_the_author_behind_a_label_stands_beside_the_date() -> None:
    article = read(below="<div><div>Tác giả: Trung Tân</div><div>09:12, 16/10/2018</div></div>")
    assert (article.authors, article.published) == (("Trung Tân",), "2018-10-16T09:12:00+07:00")


@pytest.mark.parametrize("named", ["In bài viết", "Print", "In bai viet", ""])
def test_the_title_of_a_page_to_be_printed_is_its_heading(named: str) -> None:
    end = "<p align=right><b>Đức Phú</b></p><hr><p>URL: https://bao.example.vn/cho-ca-d12.html</p><p>© Báo Cà Mau</p>"
    page = (
        f"<html><head><title>{named}</title></head><body><div><h2>{TITLE}</h2><p>Ngày đăng: 21/03/2019 17:32</p>"
        f"{PARAGRAPHS}{end}</div></body></html>"
    )
    article = parse_document(page.encode())
    assert (article.title, article.lead, *article.body) == (TITLE, *BODY)
    assert (article.authors, article.source) == (("Đức Phú",), "Báo Cà Mau")


@pytest.mark.parametrize("named", ["Chi tiết tin - Báo Cà Mau Online", "Báo Cà Mau - Xem bài viết"])
def test_what_a_template_calls_every_page_is_no_title(named: str) -> None:
    lead = "Chợ cá Sông Đốc nhộn nhịp trở lại sau ba ngày nghỉ vì bão."
    page = (
        f'<html><head><title>{named}</title></head><body><div class="tieude">{TITLE}</div><div class="ngay">Ngày đăng:'
        f' 21/03/2019 17:32</div><div class="trichdan">{lead}</div><div>{PARAGRAPHS}</div></body></html>'
    )
    article = parse_document(page.encode())
    assert (article.title, article.lead, article.body) == (TITLE, lead, BODY)
    assert (article.published or "")[:10] == "2019-03-21"


@pytest.mark.parametrize(
    "picture",
    [
        '<div style="text-align:center"><img src="x.jpg"><br><em>Chợ cá lúc sáng sớm.</em></div>',
        '<p><a href="x.jpg"><img src="x.jpg"></a><br><i>Chợ cá lúc sáng sớm.</i></p>',
        '<center><img src="x.jpg"><br>Chợ cá lúc sáng sớm.</center>',
    ],
)
def test_the_line_under_a_picture_in_its_element_is_the_caption(picture: str) -> None:
    article = parse_document(
        f"<html><body><h1>{TITLE}</h1><div><p>{BODY[0]}</p>{picture}<p>{BODY[1]}</p></div></body></html>".encode()
    )
    assert [caption.text for caption in article.captions] == ["Chợ cá lúc sáng sớm."]
    assert [one for one in (article.lead, *article.body) if one] == list(BODY)


def test_text_beside_a_picture_that_is_not_set_apart_is_a_paragraph() -> None:
    page = f"<html><body><h1>{TITLE}</h1><div><p>{BODY[0]}</p><p><img><br>{BODY[1]}</p></div></body></html>"
    assert parse_document(page.encode()).captions == ()


def test_the_banner_names_the_paper_and_the_title_of_the_page_the_section() -> None:
    article = read(above='<img src="b.jpg" alt="Báo Cà Mau">', title=f"{TITLE} | Sức khỏe | Mẹ và Bé")
    assert (article.source, article.section) == ("Báo Cà Mau", "Sức khỏe")


def test_links_below_the_text_without_spaces_are_no_paragraphs() -> None:
    links = "<ul><li><a href=1>Cầu Năm Căn thông xe</a></li><li><a href=2>Tôm rớt giá ở Cái Nước</a></li></ul>"
    page = f"<html><body><div><h1>{TITLE}</h1>{PARAGRAPHS}<p align=right>Hoàng Thu</p>{links}</div></body></html>"
    article = parse_document(page.encode())
    assert [one for one in (article.lead, *article.body) if one] == list(BODY)
    assert article.authors == ("Hoàng Thu",)
