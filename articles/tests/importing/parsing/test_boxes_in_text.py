"""What pages put among the paragraphs of an article: polls, players, counters, posts; and who and when above them."""

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Ghe chở nước ngọt về xã đảo Thạnh An"
LEAD = "Mỗi tuần hai chuyến, ghe của ông Ba Đức chở nước ngọt ra xã đảo cho hơn một ngàn hộ dân."
BODY = (
    "Ông Ba Đức chở nước ra đảo từ năm 1994, khi cả xã mới có chưa đầy ba trăm nóc nhà lợp lá dừa nước.",
    "Một chuyến ghe mang được bốn mươi khối nước, bơm thẳng vào bể chung ở chợ rồi chia về từng ấp.",
)


def read(above: str = "", between: str = "", below: str = "", head: str = "") -> ParsedArticle:
    return parse_document(
        f"<html><head><title>{TITLE}</title>{head}</head><body><main><h1>{TITLE}</h1>{above}"
        f'<div class="k1"><p><b>{LEAD}</b></p><p>{BODY[0]}</p>{between}<p>{BODY[1]}</p>{below}</div></main>'.encode()
    )


@pytest.mark.parametrize(
    "box",
    [
        "<div>Theo bạn, có nên xây bể chứa ở từng ấp? Đồng ý / Phản đối / Ý kiến khác</div>",
        "<div><h3>Xã đảo cần gì nhất?</h3><ul><li>Nước ngọt</li><li>Trạm y tế</li></ul><a>Bình chọn</a></div>",
        '<div><p>Bạn từng ra đảo chưa?</p><label><input type="radio">Rồi</label><label><input type="radio">Chưa'
        "</label></div>",
        "<div><p>Bài viết có hữu ích không?</p><button>Rất hữu ích</button><button>Bình thường</button></div>",
        '<section class="tham-do"><p>Ý kiến của bạn về giá nước</p><p>Quá đắt</p></section>',
        '<amp-iframe src="x"><p placeholder>Đang mở bản đồ đường ra đảo</p></amp-iframe>',
        "<div><span fallback>Máy của bạn không mở được phim này.</span></div>",
        '<div class="plyr"><span class="plyr__time">Còn lại 1:20</span><p>Không phát được phim, mời thử lại.</p></div>',
        '<blockquote class="twitter-tweet"><p>Nước về rồi bà con ơi!</p>— Ấp Thạnh Hòa (@thanhhoa)</blockquote>',
    ],
)
def test_an_article_goes_on_below_what_asks_plays_or_is_posted(box: str) -> None:
    article = read(between=box)
    assert (article.lead, article.body) == (LEAD, BODY)


def test_a_question_and_its_answers_in_an_interview_are_text() -> None:
    answer = "<div><p>Ông có định nghỉ không?</p><p>Không, tôi còn chở được thì còn đi, bỏ đảo sao đành.</p></div>"
    assert len(read(between=answer).body) == len(BODY) + 2


def test_the_counter_of_a_gallery_is_no_text_and_its_captions_are_read() -> None:
    gallery = (
        '<div><div><img src="1.jpg"><div class="caption">Ghe rời bến lúc nước lớn</div></div><span>1/2</span>'
        '<div><img src="2.jpg"><div class="caption">Bơm nước vào bể chung</div></div><a class="slick-next">Sau</a>'
        "</div>"
    )
    article = read(between=gallery)
    assert article.body == BODY
    assert [one.text for one in article.captions] == ["Ghe rời bến lúc nước lớn", "Bơm nước vào bể chung"]


def test_the_caption_in_a_player_is_read() -> None:
    player = '<div class="video-js"><span>0:42</span><p class="chu-thich">Ghe nước cập bến Thạnh An</p></div>'
    assert [one.text for one in read(between=player).captions] == ["Ghe nước cập bến Thạnh An"]


def test_times_above_the_lead_are_no_text() -> None:
    times = (
        '<ul><li><time datetime="2023-03-09">9 tháng 3 2023</time></li><li><time>Cập nhật 10 tháng 3 2023</time></li>'
    )
    article = read(above=f"{times}</ul>")
    assert (article.lead, article.body, article.published[:10]) == (LEAD, BODY, "2023-03-09")


def test_the_heading_of_a_byline_is_no_author_and_a_person_wins_over_the_paper() -> None:
    stated = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Organization", '
        '"name": "Đảo Xanh"}}</script>'
    )
    byline = (
        '<div class="byline"><b class="author-label">Thông tin tác giả</b>'
        "<ul><li>Tác giả, <i>Cao Thị Mận</i></li></ul></div>"
    )
    assert read(above=byline, head=stated).authors == ("Cao Thị Mận",)


def test_the_source_within_a_caption_made_the_picture() -> None:
    picture = (
        '<div class="photo"><img src="a.jpg"><div class="chu-thich"><p>Bể nước ở chợ đảo</p>'
        '<div class="nguon"><span>Lê Vũ Phong</span></div></div></div>'
    )
    assert [(one.text, one.credit) for one in read(between=picture).captions] == [("Bể nước ở chợ đảo", "Lê Vũ Phong")]


def test_a_span_labelled_so_is_the_caption_of_the_picture_above_it() -> None:
    picture = '<div class="hinh"><img src="a.jpg"><span class="photo-caption">Bể nước ở chợ đảo</span></div>'
    article = read(between=picture)
    assert [one.text for one in article.captions] == ["Bể nước ở chợ đảo"]


def test_who_is_quoted_in_a_box_is_not_the_author() -> None:
    quote = '<div class="pull-quote"><p>“Hết nước là hết đảo.”</p><p class="quote-author">Ông Ba Đức</p></div>'
    article = read(between=quote, below='<p class="author">Cao Thị Mận</p>')
    assert article.authors == ("Cao Thị Mận",)
    assert "Ông Ba Đức" in article.body


@pytest.mark.parametrize(
    ("site", "source"),
    [("https://www.baocamau.vn/", "Báo Cà Mau"), ("BÁO CÀ MAU", "BÁO CÀ MAU"), ("https://dao-xanh.example/tin", "")],
)
def test_an_address_stands_for_the_known_paper_and_a_name_for_itself(site: str, source: str) -> None:
    assert read(head=f'<meta property="og:site_name" content="{site}">').source == source


def test_the_initials_of_an_online_paper_before_the_lead_are_left_out() -> None:
    head = '<meta property="og:site_name" content="Báo điện tử Tiền Phong">'
    assert read(above='<h2 class="sapo">TP - Nước ngọt về tới đảo trước Tết.</h2>', head=head).lead == (
        "Nước ngọt về tới đảo trước Tết."
    )


def test_pictures_name_their_captions_and_who_made_them() -> None:
    centred = '<p style="text-align:center"><img src="{}.jpg"><br><em>{}</em></p>'
    pictures = (
        centred.format(1, "Ghe rời bến.")
        + '<figure><img><figcaption>Nước về chợ.<span class="source"> ĐÔNG HÀ</span></figcaption></figure>'
        + '<p class="video-caption">Bơm nước vào bể - Video: H.TRUNG</p>'
    )
    article = read(between=pictures, below=centred.format(2, "Bể chung ở chợ.") + f"<p>{BODY[0]}</p>")
    assert [(one.text, one.credit) for one in article.captions] == [
        *[("Ghe rời bến.", ""), ("Nước về chợ.", "ĐÔNG HÀ"), ("Bơm nước vào bể", "H.TRUNG"), ("Bể chung ở chợ.", "")]
    ]
    assert article.source == ""


def test_the_paper_below_the_text_is_the_source_before_the_page() -> None:
    site = '<meta property="og:site_name" content="soha.vn">'
    assert read(below="<p class=bottom-info>theo <span>Infonet</span></p>", head=site).source == "Infonet"
    linked = '<p class="author">Theo Ái Nhân</p><div class="link-source"><span>Tuổi Trẻ</span></div>'
    assert read(below=linked, head=site).source == "Tuổi Trẻ"
