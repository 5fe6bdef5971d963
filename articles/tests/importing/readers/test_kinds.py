"""What is no article is refused by its name; articles that look a little like it are read."""

import re

import pytest

from articles.importing.parsed_article import (
    ADVERTS,
    ARTICLE_LIST,
    CHAT,
    CODE,
    COMMENTS,
    CORPUS,
    ERROR_PAGE,
    FORM,
    HEADLINES,
    LOG,
    MAIL,
    OF_SITE,
    OFFICIAL,
    SIGN_IN,
    UnreadableDocument,
)
from articles.importing.parsing import parse_document

TITLES = ("Bến Cồn Én có cầu mới", "Lúa sớm được giá cao", "Lớp học bơi mở ở chợ nổi", "Xuồng ba lá đua ở Ngã Năm")
ITEMS = "".join(
    f'<div><h3><a href="/{n}.html">{title}</a></h3><p>{title} sau một mùa chờ đợi của bà con.</p></div>'
    for n, title in enumerate(TITLES)
)
LINKS = "".join(f'<li><a href="/{n}.html">{title} trong tuần này</a></li>' for n, title in enumerate(TITLES))
PARAGRAPHS = (
    "<p>Ủy ban nhân dân xã Cồn Én cho biết cầu rộng bốn mét, kinh phí do người dân và doanh nghiệp đóng góp.</p>"
    "<p>Bà Lê Thị Sáu, chủ bến đò, nói bà đã đưa khách qua sông suốt ba mươi năm và mừng khi có cầu.</p>"
    "<p>Theo kế hoạch, xe máy sẽ đi được trên cầu trước mùa nước nổi năm sau, xe tải nhẹ thì sau đó một năm.</p>"
)
TEASERS = tuple(
    f"{title} sau nhiều năm chờ đợi\n{title} sau một mùa chờ đợi của bà con ở ven sông, chính quyền cho biết."
    for title in TITLES
)
MENU = "Báo Đất Mũi\nTrang chủ\nThời sự\nGiao thông\n"
LONG = tuple(re.findall("<p>(.*?)</p>", PARAGRAPHS))
NOT_ARTICLES = {
    "classified advertisements": (
        "RAO VẶT\nCẦN BÁN\n- Bán nhà hẻm xe hơi 4x16m, Gò Vấp, giá 5,2 tỷ. LH: 0903.111.222\n"
        "- Bán xe SH 2018, chính chủ, giá 62 triệu. ĐT: 0908 333 444\nCHO THUÊ\n"
        "- Cho thuê phòng trọ mới xây, có gác, giờ giấc tự do, 2,5 triệu/tháng.\n"
        "- Cần tuyển hai nữ phục vụ, bao ăn ở. Liên hệ 12 Nguyễn Trãi",
        ADVERTS,
    ),
    "classified advertisements in groups": (
        "CHỢ ĐẤT MŨI - RAO VẶT\nNHÀ ĐẤT\nBán nhà hẻm 5 Lê Lợi, 4x15m, sổ hồng, 2,3 tỷ. LH: 0913 555 012.\n"
        "Cho thuê phòng trọ gần bến đò, có gác, giờ tự do. ĐT: 0907 111 222.\nXE CỘ\n"
        "Honda Wave 2014 chính chủ, máy êm, xe gia đình. 0919 777 888.\nVIỆC LÀM\n"
        "Hút hầm cầu, thông cống, có mặt sau 15 phút. 02923 888 999.\n",
        ADVERTS,
    ),
    "glossary": (
        "CÁC TỪ VỀ SÔNG NƯỚC\nB\nBãi bồi: Dải đất do phù sa của sông tạo nên.\nBến đò: Nơi đò đón và trả khách.\nC\n"
        "Cồn: Bãi cát nổi lên giữa lòng sông.\nKênh: Dòng nước do con người đào.\n"
        "Phà: Tàu đáy bằng chở xe và người qua sông.\nRạch: Dòng nước nhỏ nối với sông lớn.\n",
        FORM,
    ),
    "dictionary": (
        "bánh chưng\td. Bánh làm bằng gạo nếp, gói lá dong.\nbánh cuốn\td. Bánh làm bằng bột gạo tẻ tráng mỏng.\n"
        "bánh đa\td. Bánh bằng bột gạo, phơi khô, nướng giòn.\nbánh giầy\td. Bánh làm bằng xôi giã mịn.\n"
        "bánh tét\td. Bánh như bánh chưng, gói hình trụ.\nbao\td. Đồ để đựng, hình túi to.",
        FORM,
    ),
    "words": ("\n".join(("a dua", "a ha", "a hoàn", "ác bá", "ác cảm", "ách tắc", "ai ai", "ái mộ")), FORM),
    "help for a program": (
        "# vn-crawler\n\nThu thập bài báo từ RSS.\n\n## Cài đặt\n\n```bash\npip install -r requirements.txt\n```\n"
        "Chạy chương trình mỗi sáng để lấy các bài mới của ngày hôm trước.",
        CODE,
    ),
    "article for those who pay": (
        "<html><head><title>Những chuyến tàu không về</title></head><body><h1>Chuyến tàu không về</h1><p>Năm 1997, bão "
        "số 5 quét qua biển Cà Mau...</p><div><p>Bài viết này dành riêng cho độc giả trả phí.</p></div></body></html>",
        SIGN_IN,
    ),
    "section": (f"<html><head><title>Xã hội</title></head><body><h1>Xã hội</h1>{ITEMS}</body></html>", ARTICLE_LIST),
    "site map": (
        "<html><head><title>Sơ đồ trang</title></head><body><h1>Sơ đồ trang</h1><ul>"
        + "".join(
            f"<li><a href='/b{n}'>{one.splitlines()[0]}</a> <span>07/05/2019</span></li>"
            for n, one in enumerate(TEASERS)
        )
        + "</ul><p>Trang được tạo tự động lúc 02:00 hằng ngày.</p></body></html>",
        ARTICLE_LIST,
    ),
    "links": (f"<html><body><h1>#cầu mới</h1><ul>{LINKS}</ul></body></html>", ARTICLE_LIST),
    "missing": (
        f"<html><head><title>404 - Không tìm thấy trang</title></head><body><ul>{LINKS}</ul><p>Trang bạn tìm không có "
        "hoặc đã được chuyển đi.</p></body></html>",
        ERROR_PAGE,
    ),
    "needs scripts": (
        "<html><head><title>Vui lòng bật JavaScript</title></head><body><p>Rồi tải lại trang.</p></body></html>",
        ERROR_PAGE,
    ),
    "wall": (
        f"<html><body><h1>{TITLES[0]}</h1><p>Cầu dài 180 mét được khởi công.</p><div>Vui lòng đăng nhập để đọc tiếp."
        "</div></body></html>",
        SIGN_IN,
    ),
    "headlines": ("\n".join(f"- {title} vì sao và khi nào" for title in (*TITLES, "Giá xăng giảm lần ba")), HEADLINES),
    "teasers": ("\n\n".join(TEASERS), ARTICLE_LIST),
    "teasers below arrows": ("\n\n".join(f"» {one}" for one in TEASERS), ARTICLE_LIST),
    "timed teasers": (MENU + "".join(f"{one}\n{n} giờ trước\n" for n, one in enumerate(TEASERS[:3])), ARTICLE_LIST),
    "timed teasers above headlines": (
        MENU
        + "".join(f"{one}\n0{n}/5/2026 10:20\n" for n, one in enumerate(TEASERS, 1))
        + "\n".join((*TITLES, *TITLES)),
        ARTICLE_LIST,
    ),
    "prices": ("BẢNG GIÁ VÉ PHÀ\nLoại\tGiá\tGhi chú\n" + "Xe máy\t12.000\t1 người\n" * 5 + "Chưa gồm thuế.\n", FORM),
    "form": (
        "LÝ LỊCH\nHọ tên: Lê An\nNgày sinh: 4/5/1990\nQuê: Cà Mau\nĐiện thoại: 0912 345 678\nEmail: an@x.vn\n",
        FORM,
    ),
    "policy": (
        "Chính sách bảo mật\nChúng tôi tôn trọng quyền riêng tư của bạn đọc khi truy cập trang web.\n"
        "Bạn đồng ý để chúng tôi thu thập địa chỉ email và cookie của trình duyệt.\n"
        "Chúng tôi không cung cấp dữ liệu cá nhân của bạn cho bên thứ ba.\n"
        "Bạn có thể yêu cầu xóa tài khoản bất cứ lúc nào.\nMọi thắc mắc xin liên hệ bộ phận hỗ trợ khách hàng.\n",
        OF_SITE,
    ),
    "terms of use on a page": (
        "<html><head><title>Điều khoản sử dụng - Báo Đất Mũi</title></head><body><h1>Điều khoản sử dụng</h1>"
        "<p>Khi truy cập website này, bạn đồng ý với các điều khoản dưới đây.</p><h3>1. Bản quyền</h3><p>Nội dung của "
        "website thuộc quyền sở hữu trí tuệ của chúng tôi.</p><h3>2. Bình luận</h3><p>Bạn chịu trách nhiệm về bình "
        "luận do mình đăng. Chúng tôi có quyền xóa bình luận vi phạm.</p><h3>3. Bảo mật</h3><p>Chúng tôi không chia "
        "sẻ thông tin cá nhân của bạn cho bên thứ ba.</p></body></html>",
        OF_SITE,
    ),
    "rules": (
        "NỘI QUY BÌNH LUẬN\n1. Bình luận phải viết bằng tiếng Việt có dấu.\n2. Không xúc phạm cá nhân, tổ chức khác.\n"
        "3. Không quảng cáo, không để số điện thoại.\n4. Tòa soạn có quyền gỡ bỏ bình luận vi phạm.\n"
        "Tôi đồng ý với các điều khoản trên\nHủy\tGửi\n",
        OF_SITE,
    ),
    "page of a newsroom": (
        "<html><head><title>Liên hệ - Báo Đất Mũi</title></head><body><h1>Liên hệ</h1><p>Trụ sở: 13 Lê Lợi.</p>"
        "<p>Điện thoại: 0290 373 1111</p><p>Tổng biên tập: Nguyễn Văn Bình. Giấy phép số 12.</p></body></html>",
        OF_SITE,
    ),
    "page of a shop": (
        "<html><head><title>Áo phao cho trẻ đi đò, giá tốt</title></head><body><h1>Áo phao cho trẻ đi đò</h1>"
        "<div>189.000₫ <s>250.000₫</s></div><button>Thêm vào giỏ hàng</button><p>Áo nặng 300 gam, có còi và dải phản "
        "quang, mặc được cho trẻ từ ba đến tám tuổi khi đi đò.</p></body></html>",
        OF_SITE,
    ),
    "page that asks for customers": (
        "<html><head><title>Căn hộ Bến Đò - Bảng giá tháng này</title></head><body><h1>CĂN HỘ BẾN ĐÒ</h1><p>Sống bên "
        "sông, giá chỉ từ 1,6 tỷ đồng một căn, trả góp trong hai năm.</p><a>NHẬN BẢNG GIÁ NGAY</a></body></html>",
        OF_SITE,
    ),
    "copied page of a shop": (
        "Áo phao cho trẻ đi đò\n189.000₫\n250.000₫\nMua ngay\nÁo nặng 300 gam, có còi và dải phản quang, mặc được cho "
        "trẻ từ ba đến tám tuổi khi đi đò.\nGiao hàng toàn quốc, đổi trả trong bảy ngày.\n",
        OF_SITE,
    ),
    "contract": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHỢP ĐỒNG\n" + "\n".join(LONG),
        OFFICIAL,
    ),
    "columns": ("Bà\tN\nSáu\tNp\nđưa\tV\nkhách\tN\nqua\tV\nsông\tN\n.\tCH\n", CORPUS),
    "numbered columns": (
        "# text_id = 1\n" + "1\tBà_Sáu\tNp\tB-PER\n2\tđưa\tV\tO\n3\tkhách\tN\tO\n4\t.\tCH\tO\n\n" * 4,
        CORPUS,
    ),
    "names between tags": ('<ENAMEX TYPE="PERSON">Bà Sáu</ENAMEX> đưa khách qua <PER>Cồn Én</PER> .\n' * 5, CORPUS),
    "parts in brackets": (
        "(S (NP Bà_Sáu) (V đưa) (N khách) (V qua) (N sông))\n[NP Khách] [VP qua] [NP cầu]\n" * 3,
        CORPUS,
    ),
    "labelled sentences": ("__label__giao_thông Bà Sáu đưa khách qua sông Cồn Én mỗi ngày hai lượt.\n" * 5, CORPUS),
    "a sentence and its translation": (
        "Bà Sáu đưa khách qua sông. ||| Mrs Sáu rows guests over the river.\n" * 5,
        CORPUS,
    ),
    "headlines behind their hours": (
        "BẢN TIN SÁNG\nThứ Tư, 15/11/2023\n"
        + "".join(f"0{n + 5}:40  {title}\nBà con chờ đợi đã lâu năm.\n" for n, title in enumerate(TITLES))
        + "09:50 Đò ngang Cồn Én nghỉ chạy từ hôm nay\n10:05 Nước nổi về sớm ở đầu nguồn",
        ARTICLE_LIST,
    ),
    "the weather by towns": (
        "Thời tiết các tỉnh thành\nHôm nay\n"
        + "".join(
            f"{town}\n2{n}°C\n3{n}°C\nÍt mây, ngày nắng\n" for n, town in enumerate(("Huế", "Vinh", "Đà Lạt") * 2)
        ),
        FORM,
    ),
    "a tender": (
        "THÔNG BÁO MỜI THẦU\nỦy ban nhân dân xã Cồn Én mời thầu xây cầu qua sông.\nTên gói thầu: Thi công cầu Cồn Én.\n"
        "Nguồn vốn: Ngân sách xã và đóng góp.\nGiá bán hồ sơ: 500.000 đồng.\nMọi chi tiết xin liên hệ: Văn phòng xã.",
        ADVERTS,
    ),
    "tagged": ("Bà/N Sáu/Np đưa/V khách/N qua/V sông/N Cồn/N Én/Np ./CH", CORPUS),
    "code": (
        "import re\n\ndef bài(tên):\n    x = re.sub('a', 'b', tên)\n    if x:\n        return x\n    return None\n",
        CODE,
    ),
    "log": ("\n".join(f"2026-05-04 07:15:0{n} INFO lấy trang {n}" for n in range(6)), LOG),
    "copied front page": (
        "Báo Đất Mũi\nThứ Hai, 04/05/2026\nTrang chủ\nKinh tế\n"
        + "\n".join(TEASERS)
        + "\nMỚI NHẤT\n"
        + "\n".join(f"7:1{n} {title} trong tuần" for n, title in enumerate(TITLES)),
        ARTICLE_LIST,
    ),
    "search in a table": (
        "<html><head><title>Tìm kiếm: cầu</title></head><body><table>"
        + "".join(
            f"<tr><td><b><a href='/{n}'>{title} trong tuần</a></b><br>...{LONG[0]}</td></tr>"
            for n, title in enumerate(TITLES * 2)
        )
        + "</table></body></html>",
        ARTICLE_LIST,
    ),
    "copied search": (
        "Từ khoá: cầu\nCó 45 kết quả\n"
        + "\n".join(f"{n}. {one} trong tuần\n{LONG[0][:60]}..." for n, one in enumerate(TITLES * 2)),
        ARTICLE_LIST,
    ),
    "wall of cookies": (
        "<html><body><h1>Chúng tôi coi trọng bạn</h1><p>Chúng tôi dùng cookie trên thiết bị của bạn.</p>"
        "<button>Đồng ý</button><button>Từ chối</button></body></html>",
        OF_SITE,
    ),
    "copied sign-in wall": (
        f"{TITLES[0]}\n{LONG[0][:60]}...\nBạn cần đăng nhập để đọc tiếp bài này\nĐăng nhập",
        SIGN_IN,
    ),
    "copied error page": ("503 Service Unavailable\nNo server is available.", ERROR_PAGE),
    "copied error page below a menu": (
        f"{MENU}Rất tiếc! Trang bạn tìm không còn tồn tại\nBạn hãy xem lại đường dẫn hoặc quay về trang chủ của báo.\n"
        "Mã lỗi: 404\nCó thể bạn quan tâm\n" + "\n".join(TITLES),
        ERROR_PAGE,
    ),
    "copied chat": (
        "".join(f"{name}\n14:0{n}\nChiều nay họp lúc mấy giờ vậy\n" for n, name in enumerate(("Lan Anh", "Minh") * 3)),
        CHAT,
    ),
    "readers' comments alone": (
        "Bình luận (12)\n"
        + "".join(
            f"{name}\nCầu này mà xong sớm thì bà con bên cồn đỡ khổ biết mấy, mong lắm.\nThích {n}\nTrả lời\n"
            for n, name in enumerate(("Út Cồn", "minhtam85", "Năm Chèo"), start=4)
        ),
        COMMENTS,
    ),
    "Makefile": ("CC = gcc\nall: x.o\n\t$(CC) x.c\n", CODE),
    "PHP": ("<?php\n$bai = lay_bai($_GET['id']);\necho $bai;\n", CODE),
    "mail": ("From: An <an@bao.example>\nTo: toasoan@bao.example\nSubject: Họp\n\nSáng thứ hai họp giao ban.\n", MAIL),
}


@pytest.mark.parametrize("name", NOT_ARTICLES)
def test_what_is_no_article_is_named(name: str) -> None:
    text, kind = NOT_ARTICLES[name]
    with pytest.raises(UnreadableDocument) as refusal:
        parse_document(text.encode())
    assert str(refusal.value) == kind


@pytest.mark.parametrize(
    "text",
    [
        f"<html><head><title>{TITLES[0]}</title></head><body><h1>{TITLES[0]}</h1>{PARAGRAPHS}<ul>{LINKS}</ul>{ITEMS}",
        f"<html><body><h1>Lỗi 404 và cách báo sửa đường dẫn hỏng</h1>{PARAGRAPHS * 4}</body></html>",
        f"<html><body><h1>404 người nhận nhà mới</h1>{PARAGRAPHS}</body></html>",
        # An article whose lead stands above a table, and one about what a site does with the data of its readers.
        f"{TITLES[0]} sau ba năm\n{LONG[0]}\n" + "Xe máy\t12.000\n" * 8,
        f"{TITLES[0]} sau ba năm\n"
        + "\n".join(LONG)
        + "\nBà Lê Thị Sáu nói trang web thu thập dữ liệu cá nhân của bạn đọc.",
        # An article with sub-headings, and one above a list of others.
        "\n".join((f"{TITLES[0]} sau ba năm", *(line for n in range(5) for line in (f"Nhịp thứ {n}", *LONG)))),
        "\n".join((f"{TITLES[0]} sau ba năm", *LONG * 2, "Tin khác", *TEASERS)),
        # Articles of two sentences whose titles begin as pages of errors, searches and walls do, and a live report.
        f"500 người dân qua cầu\n{LONG[0]}",
        f"Không tìm thấy người mất tích\n{LONG[0]}",
        f"Người dân đăng ký để xem cầu\n{LONG[0]}",
        f"Google bỏ cookie\nNgười dùng có thể chấp nhận hoặc từ chối cookie.\n{LONG[0]}",
        "Trực tiếp: Khánh thành cầu\n" + "\n".join(f"1{n}:30\n{one}" for n, one in enumerate(LONG)),
        # The names of provinces with a number each, and an interview between two, are no glossaries.
        "\n".join((TITLES[0], *LONG, *(f"{one}: 12 cầu mới" for one in ("An Giang", "Bạc Liêu", "Cà Mau", "Huế")))),
        "\n".join((TITLES[0], *(f"{one}: {LONG[n % 3]}" for n, one in enumerate(("Bà Sáu", "Phóng viên") * 4)))),
        # An article below which readers say more than it does, and questions to a doctor with the answers.
        "\n".join(
            (f"{TITLES[0]} sau ba năm", *LONG, "Bình luận", *(f"{LONG[0]}\nThích {n}\nTrả lời" for n in range(9)))
        ),
        f"{TITLES[0]} sau ba năm\n" + "".join(f"{LONG[n]}\nTrả lời:\n{LONG[n - 1]}\n" for n in range(3)),
        # An article about shopping.
        "\n".join((f"{TITLES[0]} sau ba năm", *(f"{one} Áo phao giá 189.000 đồng." for one in LONG * 3), "Mua ngay")),
        # An interview with links to other articles amid its text.
        f"{TITLES[0]} sau ba năm\n{LONG[0]}\nVì sao xã chọn làm cầu ở bến Cồn Én?\n{LONG[1]}\n"
        f"Xem thêm: {TITLES[1]} trong tuần\n{LONG[2]}\nBao giờ thì xe tải được đi trên cầu?\n{LONG[1]}\n"
        f">> Đọc thêm: {TITLES[2]} mùa hè này\n{LONG[0]}",
        "Trăng quê\n\nTrăng lên đầu ngõ, sáng bờ tre,\nGió thổi rì rào giữa đêm hè,\nMẹ ngồi đan lưới bên hiên vắng,\n"
        "Con thuyền nằm ngủ dưới hàng me,\nSông quê một dải còn thao thức.",
        "Vì sao bến đò vắng khách\n\nAi còn qua bến?\n\nBà Sáu nói khách vẫn đông.\n\nSông rộng, đò nhỏ.\n\nCầu đã có.",
    ],
)
def test_an_article_is_read_all_the_same(text: str) -> None:
    assert parse_document(text.encode()).body
