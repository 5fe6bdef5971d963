"""What stands around an article on a made page: its header, boxes among its paragraphs, lists, comments and footer."""

import random
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

SECTIONS: Final = ("Thời sự", "Kinh doanh", "Giáo dục", "Sức khỏe", "Pháp luật", "Du lịch")
NAMES: Final = ("Lê Thu Hà", "Trần Văn Mẫu", "Nguyễn Hồng Thắm", "Phạm Minh Đức", "Hoàng An", "Đỗ Lan Anh", "Vũ Quỳnh")
_OTHER_SECTIONS: Final = (
    *("Thế giới", "Thể thao", "Công nghệ", "Văn hóa", "Giải trí", "Đời sống", "Xã hội", "Chính trị", "Quốc tế"),
    *("Bạn đọc", "Góc nhìn", "Nhịp sống trẻ", "Nhà đất", "Xe 360", "Đô thị", "Quốc phòng", "Tuần san", "Diễn đàn"),
)
_NAMES_OF_PAPERS: Final = ("BÁO MẪU", "Báo Mẫu điện tử", "MauOnline", "baomau.example", "Mẫu TV", "Thông tin Mẫu")
_SLOGANS: Final = (
    "Cơ quan ngôn luận của Hội Nhà báo tỉnh Mẫu",
    "Tiếng nói của Đảng bộ và nhân dân tỉnh Mẫu",
    "Tin nhanh, đúng và đủ mỗi ngày",
    "Kênh thông tin kinh tế của người Việt",
)
_SERVICES: Final = (
    *(
        "Đăng nhập",
        "Đăng ký",
        "Tìm kiếm",
        "Đặt báo",
        "Quảng cáo",
        "Liên hệ",
        "Hà Nội 28°C",
        "English",
        "RSS",
        "Podcast",
    ),
    *("Hotline: 0901 234 567", "Đường dây nóng: 024 3888 8888", "Báo in", "E-Magazine", "Xem nhanh 20h"),
)
_TOOLS: Final = (
    *("3 phút đọc", "Lưu bài viết", "12 bình luận", "Nghe đọc bài 04:12", "Thích 24", "Chia sẻ bài viết này", "0"),
    *("Bấm để nghe", "Cỡ chữ Aa", "Gửi góp ý", "Theo dõi Báo Mẫu trên Google News", "Sao chép đường dẫn", "Đọc 5 phút"),
    *("1.254 lượt xem", "Tặng sao cho tác giả", "Dark mode", "Facebook Zalo Twitter", "In trang", "Báo lỗi nội dung"),
    *("Đánh giá 4.5/5 (12 lượt)", "Chọn cỡ chữ: nhỏ | vừa | lớn", "A- A A+", "Miền Nam", "Giọng đọc: nữ", "Yêu thích"),
    *("0:00 / 4:36", "1x", "Nữ miền Nam", "A-", "A+", "Bản in", "Gửi email", "Chia sẻ Facebook", "Theo dõi chúng tôi"),
)
_TAIL_HEADS: Final = (
    *("Tin liên quan", "Cùng chuyên mục", "Có thể bạn quan tâm", "Bài đọc thêm", "Mời bạn đọc tiếp", "Tin mới nhận"),
    *("Bạn đọc quan tâm", "Tin đọc nhiều trong ngày", "Đề xuất cho bạn", "Cùng tác giả", "Xem nhiều tuần qua"),
    *(
        "NÓNG TRONG NGÀY",
        "ĐỌC THÊM {section}",
        "Tin {section} mới",
        "Khám phá thêm",
        "Bài nổi bật tuần",
        "Các bài đã đăng",
    ),
    *("Chuyên mục {section}", "Lựa chọn của biên tập", "Đáng đọc hôm nay", "Dòng thời sự"),
)
_BOX_HEADS: Final = (
    "Tin liên quan",
    "LIÊN QUAN",
    "Bài liên quan",
    "TIN BÀI KHÁC",
    "Xem thêm",
    "Đọc thêm",
    "Có liên quan",
)
_AFTER_TITLE: Final = ("Đọc ngay", "ĐỌC TIẾP", "Xem ngay", "Chi tiết")
_KEYS: Final = ("Từ khóa:", "Tags", "Chủ đề:", "Tag :", "TỪ KHOÁ", "Xem thêm chủ đề")
_COMMENT_HEADS: Final = ("Bình luận (3)", "Ý kiến độc giả", "Ý kiến (2)", "3 bình luận", "Bạn nghĩ gì về bài này?")
_COMMENT_FORM: Final = (
    *("Vui lòng đăng nhập để gửi ý kiến", "Nhập nội dung bình luận", "Họ và tên", "Email của bạn", "Gửi", "Nhập lại"),
    *("Mới nhất", "Hay nhất", "Xem thêm ý kiến", "Ý kiến của bạn sẽ được biên tập trước khi đăng."),
)
_COMMENTS: Final = (
    "Đọc bài thấy mừng cho bà con quê mình.",
    "Mong cơ quan chức năng sớm làm rõ vụ việc này, dân chờ lâu rồi.",
    "Bài viết hay, cảm ơn tác giả.",
    "Chỗ tôi cũng vậy mà chưa thấy ai xử lý cả.",
    "Theo tôi nên phạt nặng, chứ nhắc nhở mãi thì có ai sợ đâu?",
    "Quá đúng luôn!",
)
_FOOTER: Final = (
    *("Tổng biên tập: Ông A.", "Tổng Biên tập: NGUYỄN VĂN MẪU", "Cơ quan chủ quản: Ủy ban nhân dân tỉnh Mẫu"),
    *("Giấy phép số 12/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày 3/5/2019", "Giấy phép số 12/GP-BTTTT."),
    *("Tòa soạn: số 1 phố Mẫu, phường Mẫu, Hà Nội", "Trụ sở: tầng 12, tòa nhà Mẫu, đường Mẫu, TP.HCM"),
    *("Điện thoại: 024 3888 8888 - Fax: 024 3888 8889", "Email: toasoan@baomau.example", "© Bản quyền Báo Mẫu"),
    *("Ghi rõ nguồn Báo Mẫu khi phát hành lại thông tin từ trang này.", "Về đầu trang", "Liên hệ quảng cáo", "RSS"),
)


def header(section: str, rng: random.Random) -> str:
    """Return the header of a page: the paper's name, services, the day of reading, and a menu of sections."""
    names = ["Trang chủ", *dict.fromkeys([*SECTIONS, *rng.sample(_OTHER_SECTIONS, rng.randint(2, 12))])]
    if rng.random() < 0.3:
        names = [name.upper() for name in names]
    parts = [
        *rng.sample(_NAMES_OF_PAPERS, rng.choice((0, 1, 1))),
        *rng.sample(_SLOGANS, rng.choice((0, 0, 1))),
        *rng.sample(("Thứ Sáu, 18/07/2025", "Thứ 6, ngày 18/7/2025", "18/07/2025 09:12"), rng.choice((0, 1, 1))),
        *rng.sample(_SERVICES, rng.randint(0, 5)),
    ]
    rng.shuffle(parts)
    lines = "".join(f"<div class='hd'>{part}</div>" for part in parts)
    kind = rng.random()
    if kind < 0.2:
        menu = f"<nav>{rng.choice((' | ', ' ', ' - ')).join(names)}</nav>"
    else:
        menu = f"<nav><ul>{''.join(f'<li><a>{name}</a></li>' for name in names)}</ul></nav>"
    path = rng.choice(("", "", f"<div class='path'>Trang chủ {rng.choice('>/›»')} {section}</div>"))
    return f"<header>{lines}{menu}{path}</header>"


def tools(rng: random.Random) -> str:
    """Return some tools of a page: its counts, players and buttons."""
    return "".join(f"<div class='tool'><span>{tool}</span></div>" for tool in rng.sample(_TOOLS, rng.randint(1, 5)))


def link_in_text(other: dict[str, Any], rng: random.Random) -> str:
    """Return a paragraph that leads to another article, or the label of an advertisement."""
    title = escape(other["title"])
    link = f"<a href='/k'>{title}</a>"
    return rng.choice(
        (
            "<p>Quảng cáo</p>",
            f"<p>&gt;&gt; Xem thêm: {link}</p>",
            f"<p><b>Xem thêm: </b>{link}</p>",
            f"<p>&gt;&gt; {link}</p>",
            f"<p>• {link}</p>",
            f"<p>{link}</p>",
            "<div class='ad'>Quảng cáo</div>",
            f"<p><i>Đọc thêm:</i> {link}</p>",
        )
    )


def box(others: Sequence[dict[str, Any]], related: str, rng: random.Random) -> str:
    """Return a box of other articles that stands among the paragraphs; `related` is the layout's template of one."""
    title, lead = escape(others[0]["title"]), escape(others[0]["lead"])
    kind = rng.random()
    if kind < 0.3:
        return related.format(title=title, text=lead)
    if kind < 0.45:
        return f"<div><a href='/k'>{title}</a></div>{rng.choice(('', f'<div><a>{title}</a></div>'))}"
    if kind < 0.55:
        return f"<div><a href='/k'>{title}</a></div><div>{rng.choice(_AFTER_TITLE)}</div>"
    day = f"<div>{rng.randint(1, 28)}/{rng.randint(1, 12)}/2024 08:15</div>" if rng.random() < 0.3 else ""
    titles = "".join(f"<li><a>{escape(one['title'])}</a>{day}</li>" for one in others[: rng.randint(1, 3)])
    return f"<div><h4>{rng.choice(_BOX_HEADS)}</h4><ul>{titles}</ul></div>"


def keywords(words: Sequence[str], rng: random.Random) -> str:
    """Return the keywords of an article, on one line or each on its own, often without a heading."""
    shown = [word.lower() if rng.random() < 0.3 else word for word in words]
    head = rng.choice(("", "", f"<span>{rng.choice(_KEYS)}</span>", f"<div>{rng.choice(_KEYS)}</div>"))
    kind = rng.random()
    if kind < 0.3:
        return f"<div class='keys'>{head} {' '.join(f'<a>{escape(word)}</a>' for word in shown)}</div>"
    if kind < 0.5:
        return f"<div class='keys'>{head} {', '.join(map(escape, shown))}</div>"
    mark = rng.choice(("", "", "#"))
    return f"<div class='keys'>{head}<ul>{''.join(f'<li>{mark}{escape(word)}</li>' for word in shown)}</ul></div>"


def lists(others: Sequence[dict[str, Any]], section: str, rng: random.Random) -> str:
    """Return the lists of other articles below one, each under a heading of its own."""
    found = []
    rest = list(others)
    for head in rng.sample(_TAIL_HEADS, rng.choice((1, 1, 2, 3))):
        some, rest = rest[: rng.randint(2, 4)], rest[1:]
        shown = head.format(section=section)
        shown = shown.upper() if rng.random() < 0.2 else shown
        found.append(f"<div class='bx'><h3>{shown}</h3>{rng.choice(_LISTS)(some, section, rng)}</div>")
    return "".join(found)


def _titles(others: Sequence[dict[str, Any]], _section: str, rng: random.Random) -> str:
    numbered = rng.random() < 0.3
    rows = [f"<li><a href='/{n}.html'>{escape(one['title'])}</a></li>" for n, one in enumerate(others)]
    numbers = [f"<li>{n + 1}</li>" if numbered else "" for n in range(len(rows))]
    return f"<ul>{''.join(number + row for number, row in zip(numbers, rows, strict=True))}</ul>"


def _teasers(others: Sequence[dict[str, Any]], section: str, rng: random.Random) -> str:
    """Return teasers: title, lead, perhaps the caption of a picture, the section and the time."""
    stamp = rng.choice(("", "(GLO)- ", "(QTO)- ", "TTO - ", ""))
    timed = rng.choice(("", "", "{n} giờ trước", "{n}/11/2024", f"{section} - {{n}} phút trước", section))
    found = []
    for other in others:
        title, lead = escape(other["title"]), escape(other["lead"])
        caption = f"<p>{lead.split(',')[0]}. Ảnh: {rng.choice(NAMES)}</p>" if rng.random() < 0.2 else ""
        time = f"<span>{timed.format(n=rng.randint(1, 28))}</span>" if timed else ""
        text = f"<{rng.choice(('p', 'div'))}>{stamp}{lead}</p>" if rng.random() < 0.7 else ""
        found.append(f"<div>{caption}<h4><a href='/k'>{title}</a></h4>{time}{text}</div>")
    return "".join(found)


_LISTS: Final[tuple[Callable[[Sequence[dict[str, Any]], str, random.Random], str], ...]] = (_titles, _teasers)


def comments(rng: random.Random) -> str:
    """Return the comments of readers, often with their form, in some pages without a heading."""
    said = "".join(
        f"<div><b>{rng.choice((*NAMES, 'minhtri_88', 'Bạn đọc Quê Hương', 'Hoa'))}</b><p>{text}</p><span>Thích</span> "
        "<span>Trả lời</span> <span>2 giờ trước</span></div>"
        for text in rng.sample(_COMMENTS, rng.randint(0, 3))
    )
    form = "".join(f"<div>{line}</div>" for line in rng.sample(_COMMENT_FORM, rng.choice((0, 0, 1, 3))))
    if not said and not form:
        return ""
    head = f"<h3>{rng.choice(_COMMENT_HEADS)}</h3>" if rng.random() < 0.8 else ""
    return f"<div id='box_comment'>{head}{rng.choice((form + said, said + form))}</div>"


def footer(rng: random.Random) -> str:
    """Return the footer of a page: who is responsible for it, and where."""
    return f"<footer>{''.join(f'<p>{line}</p>' for line in rng.sample(_FOOTER, rng.randint(2, 6)))}</footer>"
