"""Pages saved as one file, and e-mails: what holds an article is read, what does not is refused by name."""

import quopri
import textwrap
import unicodedata
from email.header import Header
from email.message import EmailMessage
from pathlib import Path

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import MAIL, InferredDate, UnreadableDocument
from articles.importing.parsing import parse_document
from articles.importing.readers.messages.saved_pages import read_saved_page
from articles.tests.importing.parsing import papers

PARAGRAPHS = (
    "Ủy ban nhân dân xã Cồn Én cho biết cầu rộng bốn mét, kinh phí do người dân và doanh nghiệp cùng góp.",
    "Bà Lê Thị Sáu, chủ bến đò, nói bà đã đưa khách qua sông suốt ba mươi năm, nay mừng vì trẻ con đỡ vất vả.",
    "Theo kế hoạch, xe máy sẽ đi được trên cầu trước mùa nước nổi năm sau, xe tải nhẹ thì phải chờ thêm một năm.",
    "Xã cũng sẽ giữ lại bến cũ cho ghe hàng, vì chợ nổi vẫn họp mỗi sáng và khách du lịch thích đến bằng đường sông.",
)


def mhtml(page: bytes, boundary: str = "----x----") -> bytes:
    address = "Content-Location: https://bao.example/de-1.html\r\n"
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-{address}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        f'\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n\r\n--{boundary}\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n{address}\r\n"
    )
    end = f"\r\n--{boundary}\r\nContent-Type: image/png\r\n\r\nx\r\n--{boundary}--\r\n"
    return head.encode() + quopri.encodestring(page).replace(b"\n", b"\r\n") + end.encode()


@pytest.mark.parametrize("paper", papers.PAGES)
def test_a_page_saved_as_one_file_gives_the_article_of_the_page(paper: str) -> None:
    page, saved = parse_document(papers.PAGES[paper]), parse_document(mhtml(papers.PAGES[paper]))
    assert saved.form == "mhtml"
    for field in ("title", "lead", "body", "captions", "authors", "source", "section", "published"):
        assert getattr(saved, field) == getattr(page, field)
    assert saved.url == (page.url or "https://bao.example/de-1.html")


def test_a_saved_page_whose_parts_have_no_boundary_is_refused() -> None:
    saved = mhtml("<p>Chợ nổi</p>".encode()).replace(b"multipart/related", b"multipart/mixed", 1)
    inner = saved.replace(b"Content-Type: text/html", b"Content-Type: multipart/related", 1)
    with pytest.raises(UnreadableDocument, match="holds no page"):
        read_saved_page(inner)


def mail(text: str) -> bytes:
    head = "From: An <an@bao.example>\nSubject: Bài: Bến đò Cồn Én có cầu mới\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}".encode()


def test_an_article_in_an_e_mail_is_read() -> None:
    article = parse_document(mail("\n\n".join([*PARAGRAPHS, "Lê An"])))
    assert (article.form, article.title, article.lead) == ("mail", "Bến đò Cồn Én có cầu mới", PARAGRAPHS[0])
    assert (article.body, article.authors) == (PARAGRAPHS[1:], ("Lê An",))


def test_the_text_of_an_e_mail_is_cleaned_as_other_texts_are() -> None:
    written = "\n\n".join(PARAGRAPHS).replace("doanh nghiệp", "doanh\u200b&nbsp;nghiệp")
    text = unicodedata.normalize("NFD", written)
    article = parse_document(mail(text))
    assert (article.lead, article.body) == (PARAGRAPHS[0], PARAGRAPHS[1:])


@pytest.mark.parametrize("text", ["Sáng thứ hai họp giao ban.", "Chào cả nhà,\n\n" + "\n\n".join(PARAGRAPHS)])
def test_an_e_mail_that_speaks_to_somebody_is_no_article(text: str) -> None:
    with pytest.raises(UnreadableDocument, match=MAIL):
        parse_document(mail(text))


def mail_about(subject: str, *paragraphs: str) -> bytes:
    text = "\n\n".join(paragraphs)
    return mail(text).replace("Bài: Bến đò Cồn Én có cầu mới".encode(), subject.encode())


TITLE = "Bến đò Cồn Én sắp có cầu mới"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Kính gửi Ban biên tập, em gửi bài về bến đò ạ."], ["Trân trọng,\nLê Văn Tư\nĐT: 0900 000 000"]),
        (["Chào anh Bình,", "Em là Tư ở Cà Mau.\nEm xin gửi bài cộng tác, nhờ anh xem giúp."], ["Em cảm ơn anh!"]),
        (["Em chào chị,\nEm gửi chị tin bến đò. Ảnh em đính kèm ạ."], ["Em cảm ơn chị nhiều ạ.\nTư"]),
        (["Chào chị Hạnh,", "Bài chị hỏi đây ạ:"], ["Thân mến,\nTư"]),
        (
            ["Kính gửi Quý báo,\nTôi xin gửi bài viết sau, rất mong được sử dụng."],
            ["Xin chân thành cảm ơn Quý báo!\n\nLê Văn Tư\nSố tài khoản: 0123456789 - Agribank Cà Mau"],
        ),
        (
            ["Chào chị,\nEm gửi tin sau:"],
            ["Nếu cần thêm thông tin anh/chị liên hệ em qua số 0988 777 666 ạ.\nEm cảm ơn!"],
        ),
        (["Chào anh,", "Tin chiều nay đây anh nhé."], ["Thân ái,\nTư"]),
        (
            ["Gửi các anh chị bài đã sửa."],
            ["Vào 08:12, Th 5, Bình <binh@bao.example> đã viết:\n> Chào Tư, sửa giúp nhé."],
        ),
        (["Dear editors,", "I would like to submit an article."], ["-- \nLe Van Tu\nCà Mau"]),
        (
            [
                "Chuyển chị bài này.",
                "---------- Forwarded message ---------\nTừ: Tư <tu@bao.example>\nSubject: Bài\nTo: An",
            ],
            ["Được gửi từ iPhone của tôi"],
        ),
        (
            [
                "Từ: Tư <tu@bao.example>\nĐã gửi: 4/5/2026\nTới: An\nChủ đề: Bài mới",
                "Kính gửi tòa soạn, tôi gửi bài mới.",
            ],
            [],
        ),
    ],
)
def test_the_letter_around_an_article_is_left_out(before: list[str], after: list[str]) -> None:
    article = parse_document(mail_about("Fwd: Bài cộng tác", *before, TITLE, *PARAGRAPHS, *after))
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])


@pytest.mark.parametrize("width", [66, 72, 76])
def test_lines_that_a_mail_program_cut_are_whole_again(width: int) -> None:
    cut = "\n\n".join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    article = parse_document(mail(f"{TITLE}\n\n{cut}\nLê An\n"))
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])
    assert article.authors == ("Lê An",)


def test_lines_of_an_e_mail_that_are_as_short_as_cut_ones_stay_apart() -> None:
    verse = ("Trăng lên đầu ngõ sáng bờ tre", "Gió thổi rì rào", "Mẹ ngồi đan lưới bên hiên vắng đợi đò của xã Cồn Én")
    article = parse_document(mail("\n\n".join((TITLE, *PARAGRAPHS, "\n".join(verse), PARAGRAPHS[0]))))
    assert [line for line in verse if line in "\n".join(article.body).split("\n")] == list(verse)


@pytest.mark.parametrize("line", ["(Báo Đất Mũi, 12/10/2015)", "Đăng trên Báo Đất Mũi ngày 12-10-2015"])
def test_the_paper_and_the_day_of_a_cutting_stand_below_its_title(line: str) -> None:
    title = "Cận cảnh nứt, lún ở nhiều cây cầu trên cao tốc Đà Nẵng - Quảng Ngãi"
    letter = ("Chào chị Hạnh,", "Bài chị hỏi đây ạ:", f"{title}\n{line}")
    article = parse_document(mail_about("Re: xin lại bài cũ", *letter, *PARAGRAPHS, "Thân mến,\nPhòng Tư liệu"))
    assert (article.title, article.lead, article.body) == (title, PARAGRAPHS[0], PARAGRAPHS[1:])
    assert (article.source, article.published) == ("Báo Đất Mũi", "2015-10-12")


@pytest.mark.parametrize(
    "caption", ['<p style="font-size:11px;color:#888">{}</p>', "<p><i>{}</i></p>", "<div><small>{}</small></div>"]
)
def test_a_line_in_small_type_below_a_picture_is_its_caption(caption: str) -> None:
    text = caption.format("Bà Sáu chèo chuyến đò cuối")
    lead, *paragraphs = (f"<p>{one}</p>" for one in PARAGRAPHS)
    page = f"<h1>{TITLE}</h1>{lead}<img src=cid:1>{text}{''.join(paragraphs)}"
    article = parse_document(
        mail_about("Bài", f"<html><body>{page}</body></html>").replace(b"text/plain", b"text/html")
    )
    assert [one.text for one in article.captions] == ["Bà Sáu chèo chuyến đò cuối"]
    assert (article.lead, article.body) == (PARAGRAPHS[0], PARAGRAPHS[1:])


@pytest.mark.parametrize("prefix", ["Fwd: Re: ", "FW: Bài viết: ", "Bài CTV: ", "[CTV Cà Mau] Tin: "])
def test_the_subject_without_its_prefixes_is_the_title_of_a_text_without_one(prefix: str) -> None:
    letter = "Kính gửi Ban biên tập, em gửi bài dưới đây."
    article = parse_document(mail_about(prefix + TITLE, letter, *PARAGRAPHS, "Trân trọng!"))
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])


def test_a_title_that_begins_with_a_word_of_mail_stays_whole() -> None:
    title = "Bài toán giao thông ở Cồn Én: Cầu hay đò"
    assert parse_document(mail_about(title, *PARAGRAPHS)).title == title


def test_labelled_text_in_an_e_mail_is_read_by_its_labels() -> None:
    labels = f"Tít: {TITLE}\nSapo: Cầu sắp có.\nTác giả: Lê An\nNội dung:"
    article = parse_document(mail_about("Bài mới", "Kính gửi Ban biên tập, em gửi bài.", labels, *PARAGRAPHS))
    assert (article.form, article.title, article.lead) == ("mail", TITLE, "Cầu sắp có.")
    assert (article.body, article.authors) == (PARAGRAPHS, ("Lê An",))


def test_a_letter_that_answers_a_forwarded_one_is_no_article() -> None:
    forwarded = "-----Original Message-----\nFrom: Tư <tu@bao.example>\nSubject: Hỏi"
    with pytest.raises(UnreadableDocument, match=MAIL):
        parse_document(
            mail_about("Re: Hỏi", "Chào anh,", forwarded, "Kính gửi tòa soạn, tôi có đọc bài viết.", *PARAGRAPHS)
        )


def made(plain: str, html: str = "", attached: str = "", sender: str = "An <an@bao.example>") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, "Bài", "Mon, 4 May 2026 08:00:00 +0700"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    if attached:
        message.add_attachment(attached.encode(), maintype="text", subtype="plain", filename="bai.txt")
    return message.as_bytes()


TITLE = "Bến đò Cồn Én có cầu mới"
WRITTEN = "\n\n".join((TITLE, *PARAGRAPHS))


@pytest.mark.parametrize(
    "note",
    [
        "Dạ bài đây chị ạ.",
        "Chị xem đăng giúp em nhé.",
        "Em sửa theo ý anh rồi nhé, anh duyệt giúp em.\nẢnh em gửi sau.",
    ],
)
def test_a_note_of_a_line_above_an_article_is_left_out(note: str) -> None:
    article = parse_document(made(f"{note}\n\n{WRITTEN}"))
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])


def test_the_lines_of_a_newsletter_are_left_out_and_its_sender_is_the_source() -> None:
    edges = "[Logo]\nXem bản web: https://x.example/1\n\n{}\n\nHủy đăng ký: https://x.example/u\n© 2026 Báo\n"
    article = parse_document(made(edges.format(WRITTEN), sender="Thanh Niên <tin@x.example>"))
    assert (article.title, article.body, article.source) == (TITLE, PARAGRAPHS[1:], "Thanh Niên")


def test_the_part_in_html_is_read_where_it_tells_more() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    figure = "<figure><img src='cid:1'><figcaption>Bến đò sáng nay</figcaption></figure>"
    article = parse_document(made(WRITTEN, f"<html><body><h1>{TITLE}</h1>{text}{figure}</body></html>"))
    assert [caption.text for caption in article.captions] == ["Bến đò sáng nay"]


def test_an_article_in_an_attached_file_is_read_and_its_date_is_that_of_the_e_mail() -> None:
    article = parse_document(made("Em gửi bài trong tệp đính kèm ạ.\n\nAn", attached=WRITTEN))
    assert (article.form, article.title, article.body) == ("mail", TITLE, PARAGRAPHS[1:])
    assert article.inferred == InferredDate("2026-05-04", "day", "the date of the e-mail")


@pytest.mark.parametrize("label", ["Chú thích ảnh: ", "Chú thích:\n", "Caption 1: ", "Ảnh 1: "])
def test_the_label_of_a_caption_is_no_part_of_it(label: str) -> None:
    caption = "Bến đò Cồn Én trong ngày cuối cùng."
    article = parse_document(mail("\n\n".join([*PARAGRAPHS, "Lê An", f"{label}{caption}"])))
    assert [one.text for one in article.captions] == [caption]
    assert (article.lead, *article.body) == PARAGRAPHS
    assert article.authors == ("Lê An",)


def test_a_press_release_is_read_without_its_heading_and_contacts() -> None:
    contacts = "---\nMọi chi tiết xin liên hệ:\nPhòng Truyền thông, ĐT: 024 3333 4444"
    text = ("Trung tâm Báo chí\nTHÔNG CÁO BÁO CHÍ", TITLE, *PARAGRAPHS, contacts)
    article = parse_document(mail_about("Thông cáo", *text))
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])
    assert article.authors == ()


def test_each_e_mail_of_a_mailbox_is_read(tmp_path: Path) -> None:
    titles = ("Bến đò vắng khách, bà con mong...", "Lúa sớm được giá cao hơn năm ngoái")
    text = ("\n\n".join((*PARAGRAPHS, ">From bến này, bà Sáu đưa khách suốt ba mươi năm.")), "\n\n".join(PARAGRAPHS))
    box = b"\n\n".join(
        b"From an@bao.example Mon May  4 07:15:00 2026\n" + mail_about("Fwd: bài", title, one)
        for title, one in zip(titles, text, strict=True)
    )
    (tmp_path / "hop thu").write_bytes(
        box + b"\n\nFrom an@bao.example Mon May  4 07:15:00 2026\n" + mail("Chào cả nhà.")
    )
    first, second, refused = find_documents([tmp_path / "hop thu"])
    assert [first.place, second.place, refused.place] == ["record 1", "record 2", "record 3"]
    articles = [completed_article(one, ImportOptions()) for one in (first, second) if isinstance(one, Document)]
    assert [article.title for article in articles] == list(titles)
    assert articles[0].body[-1] == "From bến này, bà Sáu đưa khách suốt ba mươi năm."
    with pytest.raises(UnreadableDocument, match=MAIL):
        completed_article(refused, ImportOptions())  # type: ignore[arg-type]


def articles_in(folder: Path, data: bytes) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    (folder / "a.eml").write_bytes(data)
    found = [one for one in find_documents([folder / "a.eml"]) if isinstance(one, Document)]
    read = [completed_article(one, ImportOptions()) for one in found]
    return [(one.title, one.lead, one.source, one.published, one.authors) for one in read]


def test_a_digest_gives_each_of_its_articles(tmp_path: Path) -> None:
    first = ("BÀI 1: Bến đò Cồn Én có cầu mới", "Báo Đà Nẵng, 22/03/2010", *PARAGRAPHS, "NAM TRÂN", "=" * 60)
    second = ("BÀI 2: Chợ nổi họp trở lại", "Báo Bình Dương, 16/08/2010", *PARAGRAPHS[::-1], "Duy Chí", "=" * 60)
    data = mail_about(
        "Điểm báo số 212", "ĐIỂM BÁO SỐ 212", "=" * 60, *first, *second, "Để ngừng nhận thư, gửi thư trống"
    )
    assert articles_in(tmp_path, data) == [
        ("Bến đò Cồn Én có cầu mới", PARAGRAPHS[0], "Báo Đà Nẵng", "2010-03-22", ("NAM TRÂN",)),
        ("Chợ nổi họp trở lại", PARAGRAPHS[-1], "Báo Bình Dương", "2010-08-16", ("Duy Chí",)),
    ]


def test_signed_articles_between_the_rules_of_a_text_are_parted_and_chapters_are_not(tmp_path: Path) -> None:
    first, second = (TITLE, *PARAGRAPHS, "HOÀNG BÌNH"), ("Chợ nổi họp trở lại", *PARAGRAPHS[::-1], "LÊ HƯỜNG")
    rule = ("*" * 10,)
    told = articles_in(tmp_path, "\n\n".join((*first, *rule, *second)).encode())
    assert [(one[0], one[-1]) for one in told] == [(TITLE, ("HOÀNG BÌNH",)), ("Chợ nổi họp trở lại", ("LÊ HƯỜNG",))]
    assert len(articles_in(tmp_path, "\n\n".join((*first[:-1], *rule, *second)).encode())) == 1


def test_numbered_parts_of_one_article_are_no_digest(tmp_path: Path) -> None:
    parts = ("1. Cầu mới ở Cồn Én", *PARAGRAPHS[:2], "2. Chợ nổi vẫn họp", *PARAGRAPHS[2:])
    assert len(articles_in(tmp_path, mail_about("Bài: Hai chuyện ở Cồn Én", PARAGRAPHS[0], *parts))) == 1


def test_an_office_that_tells_the_press_is_the_source() -> None:
    head = (
        "SỞ XÂY DỰNG      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n      Độc lập - Tự do - Hạnh phúc\n"
        " Số: 47/TC    Cà Mau, ngày 27 tháng 02 năm 2019"
    )
    below = (
        "Nơi nhận:\n- Các cơ quan báo chí;\n- Lưu: VT.\n        CHÁNH VĂN PHÒNG\n        (Đã ký)\n        Huỳnh Văn Tư",
    )
    data = mail_about("Thông cáo", head, "THÔNG CÁO BÁO CHÍ", TITLE, *PARAGRAPHS, *below)
    article = parse_document(
        data.replace(b"From: An <", f"From: {Header('Sở Xây dựng tỉnh Cà Mau', 'utf-8').encode()} <".encode())
    )
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])
    assert (article.source, article.published, article.authors) == ("Sở Xây dựng tỉnh Cà Mau", "2019-02-27", ())


@pytest.mark.parametrize(
    "below",
    [
        "No virus found in this incoming message.\nChecked by AVG.\nVersion: 7.5.524 / Virus Database: 269.23",
        "Kính chúc Ban Biên tập sức khỏe.\n\nHọ tên: Lê Văn Tư\nSố tài khoản: 0123456789 Agribank Cà Mau",
        "Anh nhận được báo lại em nhé. Em cảm ơn anh!\nEm Tư",
        "_______________________________________________\nvnnews-l mailing list\nvnnews-l@lists.example.org",
        f"Best regards,\n\nNguyễn Văn Hòa\n\nTHÔNG BÁO BẢO MẬT: Thư này chỉ dành cho người nhận. {PARAGRAPHS[0]}",
        "(Bạn đọc ở xã Cồn Én)\nĐiện thoại: 0905 123 456",
    ],
)
def test_what_programs_and_writers_put_below_an_article_is_left_out(below: str) -> None:
    article = parse_document(mail_about(TITLE, TITLE, *PARAGRAPHS, "Tin: Khải Trần", below))
    assert (article.body, article.authors) == (PARAGRAPHS[1:], ("Khải Trần",))


def test_the_line_above_the_title_may_say_where_the_article_was_printed() -> None:
    article = parse_document(mail_about("Tin gửi lưu", "Bài đăng báo Thừa Thiên Huế, 08/11/2005", TITLE, *PARAGRAPHS))
    assert (article.title, article.source, article.published) == (TITLE, "Báo Thừa Thiên Huế", "2005-11-08")


def test_labels_below_a_line_to_the_desk_are_no_part_of_title_and_author() -> None:
    above = "Gửi tòa soạn bài về Cồn Én, đã qua thẩm định của Trưởng ban Xã hội."
    labels = "Tiêu đề: Dân góp tiền xây cầu qua Cồn Én\nTác giả: Hà Đồng"
    article = parse_document(mail("\n\n".join([above, labels, *PARAGRAPHS])))
    assert (article.title, article.authors) == ("Dân góp tiền xây cầu qua Cồn Én", ("Hà Đồng",))


def test_an_article_with_a_title_below_a_greeting_is_read_and_so_is_a_forwarded_one_below_a_note() -> None:
    text = "\n\n".join((TITLE, *PARAGRAPHS, "(Lê An)", "Cồn Én, ngày 14 tháng 3 năm 2019"))
    greeted = f"Hi chị,\nBài em viết xong rồi ạ, chị xem giúp em.\n\n{text}"
    head = "Từ: Lê An <an@bao.example>\nĐã gửi: Thứ Năm, 14 Tháng Ba 2019\nĐến: Lan\nChủ đề: bài\nĐính kèm: a.jpg\n\n"
    noted = f"Re: bài cầu\n\n(Bài 820 chữ, 3 ảnh)\n\n{text}\n\nEm An"
    named = f"Anh Tư,\n\nBÀI CỘNG TÁC\n\n{text}"
    forwarded = (f"{head}{text}".encode(), f"Bài này đăng trang 4.\n\n{head}{text}".encode())
    for data in (mail(greeted), mail(named), mail(noted), greeted.encode(), *forwarded):
        article = parse_document(data)
        assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])
        assert article.authors == ("Lê An",)
    with pytest.raises(UnreadableDocument, match=MAIL):
        parse_document(f"{head}Chiều nay họp lúc 2 giờ.\n\n{PARAGRAPHS[0]}".encode())


def test_numbered_captions_below_their_heading_are_captions() -> None:
    captions = "Chú thích ảnh:\nẢnh 1: Cầu mới.\nAnh 2: Bến đò cũ sáng 12-3."
    article = parse_document(mail("\n\n".join((TITLE, *PARAGRAPHS, "LÊ AN", captions))))
    assert [caption.text for caption in article.captions] == ["Cầu mới.", "Bến đò cũ sáng 12-3."]
    assert (article.body, article.authors) == (PARAGRAPHS[1:], ("LÊ AN",))
