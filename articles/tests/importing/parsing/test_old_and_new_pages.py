"""Pages of 2005, laid out by tables and fonts, and pages of today, with elements that they make up."""

import pytest

from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Bến phà Đình Khao ngừng chạy sau Tết"
LEAD = "Bến phà nối Vĩnh Long với Chợ Lách chạy chuyến cuối vào rằm tháng giêng, nhường chỗ cho cầu mới."
BODY = (
    "Xí nghiệp phà cho biết bốn chiếc phà hai trăm tấn sẽ chuyển về bến Vàm Cống và bến An Hòa.",
    "Hơn tám mươi công nhân được hỏi ý kiến, phần lớn xin ở lại làm nhân viên thu phí của cầu.",
    "Các quán cơm hai bên bến xin thuê mặt bằng dưới chân cầu, huyện chưa trả lời.",
)
LINKS = "<A href=1.htm>Giá lúa đông xuân nhích lên</A> (27.04)<BR><A href=2.htm>Thi đua ghe ngo ở Trà Vinh</A> (26.04)"


def read(page: str) -> ParsedArticle:
    return parse_document(page.encode())


def test_a_page_of_a_printed_issue_is_laid_out_by_tables_and_fonts() -> None:
    menu = "<A href=a>Trang nhất</A><BR><A href=b>Chính trị</A><BR><A href=c>Kinh tế</A><BR><A href=d>Văn hoá</A>"
    article = read(
        "<HTML><HEAD><TITLE>Bao Lao Dong - so 118 - ngay 28.04.2005</TITLE></HEAD><BODY><TABLE><TR>"
        f"<TD>{menu}</TD><TD><FONT size=1>Số 118 Ngày 28.04.2005 Cập nhật: 07:49:12 - 28.04.2005</FONT><BR>"
        f"<FONT size=4><B>{TITLE}</B></FONT><BR><BR><FONT size=2><B>{LEAD}</B><BR><BR>{'<BR><BR>'.join(BODY)}"
        f"<DIV align=right><B>Hồng Vân</B></DIV></FONT><HR><FONT size=2><B>Các tin khác</B><BR>{LINKS}</FONT></TD>"
        "</TR></TABLE></BODY></HTML>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.section) == (("Hồng Vân",), "")
    assert article.published == "2005-04-28T07:49:00+07:00"


PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


@pytest.mark.parametrize(
    ("info", "authors"),
    [
        ("Thứ hai, 10/05/2010, 06:22 | Tùng Anh", ("Tùng Anh",)),
        ("10/05/2010 06:22 - Lê Hoài An", ("Lê Hoài An",)),
        ("10/05/2010 06:22 | Thời Sự", ()),
        ("Vĩnh Long | 10/05/2010 06:22", ()),
    ],
)
def test_the_author_stands_beside_the_date(info: str, authors: tuple[str, ...]) -> None:
    article = read(f"<h1>{TITLE}</h1><div class=info>{info}</div><h2 class=sapo>{LEAD}</h2><div>{PARAGRAPHS}</div>")
    assert (article.lead, article.body, article.authors) == (LEAD, BODY, authors)
    assert article.published == "2010-05-10T06:22:00+07:00"


@pytest.mark.parametrize(
    "row",
    [
        "<div><span>Khánh Vy</span><span>·</span><time>5 năm trước</time><span>·</span><span>3 phút đọc</span></div>",
        "<div><a>Đời sống</a> | <span>Khánh Vy</span> | 2 giờ trước</div>",
        "<div><p>Khánh Vy</p><p>4 phút đọc</p></div>",
    ],
)
def test_a_row_of_author_age_and_length_is_no_lead(row: str) -> None:
    paragraphs = "".join(f"<div><div><span>{text}</span></div></div>" for text in BODY)
    article = read(f"<main><div><h1>{TITLE}</h1>{row}<p>{LEAD}</p></div>{paragraphs}</main>")
    assert (article.lead, article.body, article.authors) == (LEAD, BODY, ("Khánh Vy",))


@pytest.mark.parametrize("head", ["<header>{}</header>", "<div class='entry-header'>{}</div>"])
def test_of_the_head_of_an_article_the_lead_alone_is_text(head: str) -> None:
    shown = (
        f"<p class=kicker>Giao thông</p><h1>{TITLE}</h1><p>{LEAD}</p><address>Bài: <a rel=author>Khánh Vy</a> · Ảnh: "
        "<span>Hoàng Hà</span></address><time datetime='2025-02-14T09:05+07:00'>14/02/2025</time><p>3 phút</p>"
    )
    article = read(f"<main><article>{head.format(shown)}{PARAGRAPHS}</article></main>")
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.published) == (("Khánh Vy",), "2025-02-14T09:05:00+07:00")


@pytest.mark.parametrize(
    "box",
    [
        "<ai-summary><h2>Tóm tắt</h2><ul><li>Phà ngừng chạy.</li></ul></ai-summary>",
        "<div class='summary'><b>Tóm tắt bằng AI</b><ul><li>Phà ngừng chạy.</li><li>Cầu mới thay.</li></ul></div>",
        "<section class='box-ai-summary'><p>Phà ngừng chạy, cầu mới thay thế từ rằm tháng giêng.</p></section>",
    ],
)
def test_what_a_machine_made_of_the_article_is_left_out(box: str) -> None:
    article = read(f"<article><h1>{TITLE}</h1><p class=sapo>{LEAD}</p>{box}{PARAGRAPHS}</article>")
    assert (article.lead, article.body) == (LEAD, BODY)


@pytest.mark.parametrize(
    "points",
    [
        "- Phà ngừng chạy sau rằm.\n- Cầu mới thay thế.\n",
        "Phà ngừng chạy sau rằm.\nCầu mới thay thế.\nNội dung được tạo bởi AI\n",
    ],
)
def test_a_summary_by_a_machine_is_left_out_of_a_copy(points: str) -> None:
    above = f"Trang chủ\nThời sự\n{TITLE}\n10/05/2025 06:22\n{LEAD}\nTóm tắt bằng AI\n"
    article = read(above + points + "\n\n".join(["", *BODY, "Lê Hoài An", "Tin liên quan"]))
    assert (article.lead, article.body) == (LEAD, BODY)


@pytest.mark.parametrize(
    ("host", "name", "source"),
    [("tinmientay365.vn", "Tin Miền Tây 365", "Tin Miền Tây 365"), ("laodong.vn", "Báo Lao Động", "laodong.vn")],
)
def test_the_name_of_a_site_wins_over_its_host_unless_the_host_is_known(host: str, name: str, source: str) -> None:
    data = f'{{"@type": "NewsArticle", "publisher": {{"name": "{name}"}}}}'
    head = f'<meta property="og:site_name" content="{host}"><script type="application/ld+json">{data}</script>'
    assert read(f"<head>{head}</head><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>").source == source


def test_the_title_of_a_blog_stands_before_its_name_and_below_it() -> None:
    article = read(
        f"<title>{TITLE} « Chuyện làng nước</title><div><h1><a href='/'>Chuyện làng nước</a></h1>"
        f"<div class=description>Ghi chép của một người nhà quê</div></div><div class=post><h2>{TITLE}</h2>"
        f"<small>Tháng Bảy 3, 2010</small><p>{LEAD}</p>{PARAGRAPHS}<p align=right>Theo <a>Lao Động</a></p>"
        "<p>This entry was posted on Tháng Bảy 3, 2010 at 8:15 and is filed under <a rel=category>Đời sống</a>.</p>"
        "</div>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.source, article.section, article.published) == ("Lao Động", "Đời sống", "2010-07-03")


def test_the_name_of_a_site_is_no_title_though_the_title_of_the_page_begins_with_it() -> None:
    article = read(
        f"<title>Sông Hậu Mùa Nước Nổi: {TITLE}</title><header><h1><a href='http://songhau.blogspot.com/'>Sông Hậu Mùa "
        f"Nước Nổi</a></h1><p class=description>Chuyện xứ miền dưới</p></header><h3 class=post-title>{TITLE}</h3>"
        f"<div class=post-body><i>{LEAD}</i><br><br>{'<br><br>'.join(BODY)}</div>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)


def test_a_place_where_a_word_may_break_ends_no_paragraph() -> None:
    broken = [text[:-9] + "<wbr>" + text[-9:] for text in BODY]
    article = read(f"<h1>{TITLE}</h1><div>{LEAD}<br><br>{'<br><br>'.join(broken)}<div>Mỹ Hằng</div></div>")
    assert (article.lead, article.body) == (LEAD, BODY)


def test_what_is_told_of_an_article_is_no_part_of_it() -> None:
    told = (
        "<dl class='article-info'><dt>Chi tiết</dt><dd>Chuyên mục: <a>Xã hội</a></dd><dd>Được đăng: Thứ năm, "
        "12 Tháng 7 2012 08:33</dd><dd>Viết bởi Super User</dd><dd>Lượt xem: 1532</dd></dl>"
    )
    article = read(
        f"<base href='http://www.baohagiang.vn/'><meta name=author content='Super User'><div class=item-page>"
        f"<h2>{TITLE}</h2>{told}<p>BHG - {LEAD}</p>{PARAGRAPHS}<p align=right>Bài, ảnh: HOÀNG NGỌC</p></div>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.stored_source) == (("HOÀNG NGỌC",), "Báo Hà Giang")
    assert article.published == "2012-07-12T08:33:00+07:00"


def test_a_page_to_be_printed_has_its_title_in_a_lower_heading_and_its_paper_in_the_first_line() -> None:
    article = read(
        "<title>In bài viết</title><div>Báo Hậu Giang - baohaugiang.com.vn</div><div>Ngày đăng: 28/05/2022 07:52</div>"
        f"<h3 class=print-title>{TITLE}</h3><div class=print-sapo>(HG) - {LEAD}</div><div>{PARAGRAPHS}</div>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert article.stored_source == "Báo Hậu Giang"


def test_author_and_paper_stand_between_picture_and_text() -> None:
    article = read(
        f"<main><h1>{TITLE}</h1><figure><img><p><span>Nguồn hình ảnh, </span>Reuters</p><figcaption>"
        "<span>Chụp lại hình ảnh, </span><p>Chuyến phà cuối cùng</p></figcaption></figure>"
        "<section><ul><li>Mỹ Hằng</li><li>BBC News Tiếng Việt</li></ul></section>"
        f"<div><time>19 tháng 5 2022</time></div><div><p><b>{LEAD}</b></p></div>{PARAGRAPHS}</main>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.captions) == (("Mỹ Hằng",), (Caption("Chuyến phà cuối cùng", "Reuters"),))


def test_a_paper_may_be_called_the_author_and_the_section_stand_alone_above_the_title() -> None:
    above = "<font><b>GIÁO DỤC</b></font><br><font>12-07-2006 00:15 GMT +7</font><br>"
    meta = "<meta name=author content='Tạp chí Người Đô Thị'>"
    text = f"<font size=5><b>{TITLE}</b></font><br><br>{'<br><br>'.join(BODY)}"
    article = read(f"<html><head>{meta}</head><body><table><tr><td>{above}{text}</td></tr></table></body></html>")
    assert (article.source, article.section) == ("Tạp chí Người Đô Thị", "GIÁO DỤC")


def test_a_source_that_reads_as_a_credit_is_the_source() -> None:
    signed = "<p align=right><b>Tác giả: Huỳnh Lâm</b></p><p align=right><em>Nguồn: camau.gov.vn</em></p>"
    article = read(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}{signed}</div>")
    assert (article.authors, article.source) == (("Huỳnh Lâm",), "camau.gov.vn")


def test_where_the_head_names_the_paper_alone_the_title_is_the_element_called_so() -> None:
    article = read(
        "<title>BÁO VĨNH LONG ĐIỆN TỬ</title><div class=banner>BÁO VĨNH LONG ĐIỆN TỬ</div><div class=menu>"
        f"<a>Kinh tế</a></div><div class=tieude_chitiet><span id=ctl00_lblTieuDe>{TITLE}</span></div>"
        f"<div class=trichdan>{LEAD}</div><div class=noidung_chitiet>{PARAGRAPHS}</div>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)


def test_the_credit_of_a_picture_is_no_source_and_one_that_stands_twice_is_read_once() -> None:
    article = read(
        f"<h1>{TITLE}</h1><h2 class=sapo>{LEAD}</h2><div class=content>{PARAGRAPHS}"
        "<p class=source>Ảnh: Hoàng Hà</p></div>"
        "<div class='source-news'><p class=source>Theo Trí Thức Trẻ</p><a class=link-source>Theo Trí Thức Trẻ</a></div>"
    )
    assert article.source == "Trí Thức Trẻ"


def test_a_link_to_more_on_another_site_is_no_paragraph() -> None:
    link = "<p>Đọc thêm trên Zing: Ai sẽ lo việc cho tám mươi công nhân của bến phà?</p>"
    article = read(f"<h1>{TITLE}</h1><h2 class=sapo>{LEAD}</h2><div class=content>{PARAGRAPHS}{link}</div>")
    assert article.body == BODY


def test_a_portal_calls_every_page_the_same_and_tells_the_facts_on_one_line() -> None:
    facts = "Tác giả: Khánh Vy &nbsp; Ngày đăng tin: 12/02/2019 &nbsp; Lượt xem: 1254"
    article = read(
        "<head><title>Chi tiết tin - Cổng thông tin điện tử tỉnh Vĩnh Long</title></head><body><h1><a href=/>"
        "Cổng thông tin điện tử tỉnh Vĩnh Long</a></h1><section><h2 class=portlet-title>Chi tiết tin</h2>"
        f"<div class=tin-title><h3>{TITLE}</h3></div><div class=tin-date>{facts}</div>"
        f"<div class=tin-summary>{LEAD}</div><div>{PARAGRAPHS}</div></section></body>"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.published) == (("Khánh Vy",), "2019-02-12")


def test_the_time_below_the_title_counts_before_the_day_of_the_visit() -> None:
    article = read(
        f"<app-header><span class=hd__date>Thứ hai, 22/4/2019</span></app-header><h1>{TITLE}</h1><div><span "
        f"class=detail__date>Thứ bảy, 20/4/2019 | 3:22:10 PM</span></div><p>{LEAD}</p><div>{PARAGRAPHS}</div>"
    )
    assert article.published == "2019-04-20T15:22:00+07:00"


@pytest.mark.parametrize(
    "box",
    [
        "<div class=book-widget><p>Sách hay: Nước lên trên đồng</p><p>Báo in một chương của cuốn sách mới.</p></div>",
        "<div><p><a href=/1><strong>Vì sao phà ngừng chạy</strong></a></p><p>Khách ít, giá dầu lại tăng.</p></div>",
    ],
)
def test_a_box_of_two_lines_amid_the_text_is_left_out(box: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>{LEAD}</p><div><p>{BODY[0]}</p>{box}<p>{BODY[1]}</p><p>{BODY[2]}</p></div>")
    assert article.body == BODY


@pytest.mark.parametrize(
    ("stated", "above", "title"),
    [
        ("Bao Ca Mau dien tu", "", f"<font size=4><b>{TITLE}</b></font>"),
        ("New Page 1", "<font size=1>Vĩnh Long, thứ năm 15/02/2001</font><br>", f"<font size=5>{TITLE}</font>"),
        ("Báo Đắk Lắk điện tử - Bài viết", "<h3><a href=/baodaklak>Báo Đắk Lắk điện tử</a></h3>", f"<p>{TITLE}</p>"),
    ],
)
def test_the_name_of_the_paper_is_no_title(stated: str, above: str, title: str) -> None:
    head = f"<html><head><title>{stated}</title></head><body>"
    article = read(f"{head}{above}{title}<br><b>{LEAD}</b><br><br>{'<br><br>'.join(BODY)}</body></html>")
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert article.published == ("2001-02-15" if "2001" in above else "")
