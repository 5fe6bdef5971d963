"""Pages whose labels mislead: the article is found by its prose, and each field by what can be trusted most."""

import pytest

from articles.importing.parsed_article import ParsedArticle, UnreadableDocument
from articles.importing.parsing import parse_document

TITLE = "Bến đò Cồn Én có cầu mới"
LEAD = "Cây cầu dài 180 mét thay bến đò Cồn Én được khởi công sáng nay."
BODY = (
    "Ủy ban nhân dân xã Cồn Én cho biết cầu rộng bốn mét, kinh phí do người dân và doanh nghiệp đóng góp.",
    "Bà Lê Thị Sáu, chủ bến đò, nói bà đã đưa khách qua sông suốt ba mươi năm và mừng khi có cầu.",
    "Theo kế hoạch, xe máy sẽ đi được trên cầu trước mùa nước nổi năm sau.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def read(body: str, head: str = "") -> ParsedArticle:
    return parse_document(f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    "page",
    [
        f'<div class="sidebar-1"><h1>{TITLE}</h1><p class="description">{LEAD}</p><article>{PARAGRAPHS}</article>',
        f'<div class="share-page"><h1>{TITLE}</h1><h2>{LEAD}</h2><div class="list-news">{PARAGRAPHS}</div></div>',
        f'<main class="tw-hidden md:block"><h1>{TITLE}</h1><p data-slot="sapo">{LEAD}</p><div>{PARAGRAPHS}</div>',
        f'<h1>{TITLE}</h1><div class="k1"><b>{LEAD}</b></div><div class="k2">{PARAGRAPHS}</div>'
        '<div class="k3"><p>Giấy phép số 12 do Sở Thông tin cấp.</p></div>',
        f'<h1>{TITLE}</h1><div class="summary">{LEAD}</div><div class="body"><div class="summary"><a href="/x.html">'
        '<img src="x.jpg"></a><a href="/x.html">Chợ nổi Ngã Năm đông khách</a><span>Ghe từ ba tỉnh đổ về từ sáng.'
        f"</span></div>{PARAGRAPHS}</div>",
        f'<table><tr><td><h1>{TITLE}</h1><div>{LEAD}</div><div id="nd">{"<br><br>".join(BODY)}</div></table>',
    ],
)
def test_the_content_is_where_the_prose_is_whatever_its_elements_are_called(page: str) -> None:
    article = read(page)
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)


def test_a_lead_below_a_title_in_a_bare_box_is_read() -> None:
    article = read(f'<div class="k1"><div class="k2">{TITLE}</div><div class="k3">{LEAD}</div><div>{PARAGRAPHS}</div>')
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)


@pytest.mark.parametrize(
    ("name", "lead"), [("field-label-hidden", LEAD), ("overflow-hidden", LEAD), ("hidden", BODY[0])]
)
def test_a_name_that_hides_a_part_of_an_element_does_not_hide_it(name: str, lead: str) -> None:
    article = read(f'<h1>{TITLE}</h1><div><div class="field {name}">{LEAD}</div><div>{PARAGRAPHS}</div></div>')
    assert article.lead == lead


def test_a_breadcrumb_is_no_lead_and_an_address_names_the_author() -> None:
    article = read(
        '<ul><li><a class="text-sapo" href="/xa-hoi.htm">Xã hội</a></li></ul>'
        f'<h1>{TITLE}</h1><div><a href="/tac-gia/le-an.htm">Lê An</a><time datetime="2026-05-04T07:15:00+07:00">'
        f'04/05/2026</time></div><h2 data-slot="sapo">{LEAD}</h2><div data-slot="content">{PARAGRAPHS}</div>'
    )
    assert (article.lead, article.body, article.authors) == (LEAD, BODY, ("Lê An",))
    assert article.published == "2026-05-04T07:15:00+07:00"


def test_what_stands_around_the_content_is_no_text_but_names_author_source_and_day() -> None:
    article = read(
        f'<div class="detail"><h1>{TITLE}</h1><div class="author-share"><a class="author">Lê An</a> - '
        f'<span class="post-time">04/05/2026 07:15</span></div><h2 class="sapo">{LEAD}</h2>'
        f'<div class="content">{PARAGRAPHS}</div><div class="link-source"><a>Theo <span>Báo Đất Mũi</span>'
        "<span>Copy link</span></a><div>Link bài gốc</div><div>https://datmui.example/a.html</div></div></div>"
    )
    assert (article.lead, article.body) == (LEAD, BODY)
    assert (article.authors, article.source, article.published[:10]) == (("Lê An",), "Báo Đất Mũi", "2026-05-04")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:author" content="Theo Lê Thị An">',
        '<meta property="og:site_name" content="Đất Mũi News"><meta name="author" content="Đất Mũi News">'
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Lê Thị An"},'
        '"publisher":{"@type":"Organization","name":"Đất Mũi News"}}</script>',
    ],
)
def test_a_person_is_the_author_and_the_paper_is_not(head: str) -> None:
    assert read(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div>", head).authors == ("Lê Thị An",)


def test_white_space_is_one_blank() -> None:
    article = read(f"<h1>{TITLE}</h1><p>{LEAD}</p><p>Bà Lê Thị\n\n   Sáu,\tchủ bến, rất\nmừng.</p><p>{BODY[0]}</p>")
    assert article.body == ("Bà Lê Thị Sáu, chủ bến, rất mừng.", BODY[0])


def test_the_names_of_icons_are_no_text() -> None:
    icon = '<span class="material-symbols-outlined">arrow_back</span>'
    article = read(f"<h1>{TITLE}</h1><div><p>{icon} {LEAD}</p>{PARAGRAPHS}<p>{icon}</p></div>")
    assert (article.lead, article.body) == (LEAD, BODY)


def test_the_place_before_a_lead_is_left_out() -> None:
    lead = f'<p class="description"><span class="location-stamp">CÀ MAU</span>{LEAD}</p>'
    assert read(f"<h1>{TITLE}</h1>{lead}<article>{PARAGRAPHS}</article>").lead == LEAD


@pytest.mark.parametrize(
    ("section", "above", "below"),
    [
        ("Kinh tế biển", "", "<div><a href='/kinh-te-bien'>Kinh tế biển</a> - 08:12 14/03/2022</div>"),
        ("Dân sinh", "<div><span>Dân sinh</span> » <time>14/03/2022, 07:30</time></div>", ""),
        ("Tài chính - giá cả", "", "<p>14-03-2022 - 08:09 AM | <a href='/tai-chinh.chn'>Tài chính - giá cả</a></p>"),
        ("", "", "<p><a href='/tac-gia/le-an'>Lê An</a> 14/03/2022 10:15</p>"),
        ("Miền Tây", "<ul><li><a href='/dan'>Dân</a></li><li class='active'><a href='/mt'>Miền Tây</a></li></ul>", ""),
    ],
)
def test_the_section_stands_beside_the_date_or_is_marked_in_the_menu(section: str, above: str, below: str) -> None:
    assert read(f"{above}<h1>{TITLE}</h1>{below}<h2 class='sapo'>{LEAD}</h2>{PARAGRAPHS}").section == section


@pytest.mark.parametrize(
    "box",
    [
        '<ul class="list"><li><a href="#a">1 Diễn biến</a></li><li><a href="#b">2 Nguyên nhân</a></li></ul>',
        '<div class="inline-video"><video src="v.mp4"></video><p>Video: Chợ đầu mối lúc nửa đêm</p></div>',
    ],
)
def test_the_contents_of_the_page_and_the_title_of_a_film_are_no_text(box: str) -> None:
    assert read(f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{box}{PARAGRAPHS}</div>").body == BODY


def test_the_source_stands_behind_a_label_below_the_text() -> None:
    site = '<meta property="og:site_name" content="Trang thông tin điện tử huyện Yên Châu">'
    below = "<p><b>Tác giả bài viết: </b>Hoàng Thị Mến</p><p><b>Nguồn tin: </b>Huyện đoàn Yên Châu</p>"
    article = read(
        f'<h1>{TITLE}</h1><h2 class="sapo">{LEAD}</h2><div id="b">{PARAGRAPHS}</div><div>{below}</div>', site
    )
    assert (article.authors, article.source) == (("Hoàng Thị Mến",), "Huyện đoàn Yên Châu")


def test_the_paper_without_marks_is_no_author() -> None:
    above = "<p class='news-info'><b>Bích Thuận (VTV8)</b>-Thứ sáu, ngày 13/09/2024 08:22 GMT+7</p>"
    meta = '<meta name="author" content="BAO DIEN TU VTV">'
    article = read(f'<h1>{TITLE}</h1>{above}<h2 class="sapo">{LEAD}</h2><div>{PARAGRAPHS}</div>', meta)
    assert article.authors == ("Bích Thuận",)


def test_the_first_of_several_sections_and_the_address_of_linked_data_are_read() -> None:
    linked = '{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://baogialai.com.vn/cau-moi.html"}}'
    head = '<meta property="article:section" content="Thể thao,Trong nước">'
    article = read(
        f"<h1>{TITLE}</h1><h2>{LEAD}</h2><div>{PARAGRAPHS}</div>",
        f'{head}<script type="application/ld+json">{linked}</script>',
    )
    assert (article.section, article.url) == ("Thể thao", "https://baogialai.com.vn/cau-moi.html")


def test_the_paper_behind_the_title_of_the_page_is_no_part_of_it() -> None:
    page = (
        "<html><head><title>Chợ phiên Khâu Vai họp sớm vì mưa lũ - Báo Hà Giang điện tử</title></head><body>"
        "<div class='t1'>Chợ phiên Khâu Vai họp sớm vì mưa lũ</div><div class='info'>15:20, 28/06/2024</div>"
        f"<div>{PARAGRAPHS}</div></body></html>"
    )
    article = parse_document(page.encode())
    assert (article.title, article.published) == ("Chợ phiên Khâu Vai họp sớm vì mưa lũ", "2024-06-28T15:20:00+07:00")


def test_single_breaks_part_paragraphs_of_prose_and_keep_short_lines_together() -> None:
    verse = "Ai về Cồn Én mà coi<br>Cầu cao gió mát, con đò nghỉ ngơi"
    text = "<br>".join((f"{TITLE}<br>04/05/2026 08:15", f"<b>{LEAD}</b><br>", *BODY, verse))
    article = read(f'<nav><a href="/">Trang chủ</a></nav><div class="detail">{text}</div>')
    assert (article.title, article.lead, article.published) == (TITLE, LEAD, "2026-05-04T08:15:00+07:00")
    assert article.body == (*BODY, verse.replace("<br>", "\n"))


def test_a_page_that_is_nested_deeper_than_the_parser_goes_is_refused_for_that() -> None:
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read(f"{'<div>' * 300}<h1>{TITLE}</h1>{PARAGRAPHS}{'</div>' * 300}")


def test_a_title_that_the_head_of_a_page_cuts_is_read_whole_above_the_text() -> None:
    page = f"<title>{TITLE[:20]}...</title><div><div>{TITLE}</div><div>{LEAD}</div>{PARAGRAPHS}</div>"
    article = parse_document(f"<html>{page}</html>".encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
