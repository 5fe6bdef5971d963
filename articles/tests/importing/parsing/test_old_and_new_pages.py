"""Pages of 2005, laid out by tables and fonts, and pages of today, with elements that they make up."""

import pytest

from articles.importing.parsed_article import ParsedArticle
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


def test_the_name_of_a_site_wins_over_its_host() -> None:
    data = '{"@type": "NewsArticle", "publisher": {"name": "Người Đưa Tin"}}'
    head = f'<meta property="og:site_name" content="nguoiduatin.vn"><script type="application/ld+json">{data}</script>'
    assert read(f"<head>{head}</head><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>").source == "Người Đưa Tin"
