from pathlib import Path

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

ARTICLES = (
    (
        "Trường vùng cao Tà Xùa đón điện mặt trời",
        "Từ đầu tháng này, 214 học sinh bán trú đã có đèn học buổi tối nhờ dàn pin lắp trên mái nhà ăn.",
        "Thầy Giàng A Dơ, hiệu phó, nói trước đây cứ bảy giờ tối là cả khu nội trú chìm trong bóng núi.",
        "Mùa A Páo",
    ),
    (
        "Giá cá tra giống lập đỉnh, người nuôi ngại thả",
        "Cá giống loại 30 con một ký đã lên 62.000 đồng, cao nhất trong ba năm qua, khiến nhiều ao bỏ trống.",
        "Bà Huỳnh Thị Nhiên, chủ sáu công ao, tính mỗi vụ phải bỏ thêm 90 triệu đồng tiền giống mà đầu ra mù mờ.",
        "Võ Tấn Lợi",
    ),
    (
        "MÙA NƯỚC NỔI",
        "Tối thứ bảy đầu tiên mở cửa đến 22 giờ, bảo tàng ở quận Ba Đình đón hơn bốn nghìn lượt người.",
        "Chị Phùng Minh Châu đưa hai con đến từ sáu giờ chiều nhưng vẫn phải chờ gần một tiếng ở cửa soát vé.",
        "Ngô Khánh Vy",
    ),
)
SIGNED = tuple("\n\n".join(article) for article in ARTICLES)
UNSIGNED = tuple("\n\n".join(article[:-1]) for article in ARTICLES)
CHAPTERS = (
    "Ban đêm cả khu nội trú sáng đèn đến chín giờ, học sinh bán trú mượn sách học bài ở nhà ăn của trường.",
    "Mùa A Sùng, lớp 8, nói từ ngày có đèn học em không còn phải học bài bằng đèn pin trong khu nội trú.",
    "Phụ huynh bản Tà Xùa góp công dựng cột, có nhà mang gạo nếp cho thợ lắp dàn pin trên mái nhà ăn.",
    "Thầy Giàng A Dơ, hiệu phó, tính lắp thêm bình tích điện để học sinh bán trú đủ đèn học buổi tối mùa mù.",
)


def read(folder: Path, text: str, name: str = "tap.txt") -> list[ParsedArticle]:
    (folder / name).write_text(text, "utf-8")
    found = [one for one in find_documents([folder / name]) if isinstance(one, Document)]
    return [completed_article(one, ImportOptions()) for one in found]


TEXTS = {
    **{mark: f"\n\n{mark}\n\n".join(SIGNED) for mark in ("***", "- - -", "=====", "-oOo-", "\f")},
    "blank lines": "\n\n\n".join(SIGNED),
    "numbers": "\n\n".join(f"{number}. {text}" for number, text in enumerate(SIGNED, start=1)),
    "numbers alone": "\n\n".join(f"BÀI {number}\n{text}" for number, text in enumerate(UNSIGNED, start=1)),
    "different things": "\n\n***\n\n".join(UNSIGNED),
    "headings": "\n\n".join(f"# {text}" for text in SIGNED),
    "below one heading": "# Bài gửi trong tuần\n\n" + "\n\n".join(f"## {text}" for text in SIGNED),
    "underlined": "\n\n".join(text.replace("\n", "\n=====\n", 1) for text in SIGNED),
    "front matter": "\n".join(f"---\ntitle: {one}\nauthor: {a}\n---\n{b}\n\n{c}\n" for one, b, c, a in ARTICLES),
}


@pytest.mark.parametrize("parted", TEXTS)
def test_a_text_of_several_articles_gives_each_of_them(tmp_path: Path, parted: str) -> None:
    articles = read(tmp_path, TEXTS[parted])
    assert [(one.title, one.lead, *one.body) for one in articles] == [article[:-1] for article in ARTICLES]
    is_signed = TEXTS[parted].count("Mùa A Páo") > 0
    assert [one.authors for one in articles] == [(article[-1],) if is_signed else () for article in ARTICLES]
    assert not any(one.warnings for one in articles if parted != "below one heading")


@pytest.mark.parametrize("marks", [("***\n\n", "***\n\n"), ("\n\n", "\n\n"), ("1. ", "2. "), ("# ", "# ")])
def test_the_chapters_of_one_article_stay_one(tmp_path: Path, marks: tuple[str, str]) -> None:
    first, second = marks
    titles = (f"{first}Đêm ở nhà sàn", f"{second}Góp công dựng cột")
    chapters = (titles[0], *CHAPTERS[:2], titles[1], *CHAPTERS[2:])
    head = "# " if first == "# " else ""
    [article] = read(tmp_path, "\n\n".join((f"{head}{ARTICLES[0][0]}", *ARTICLES[0][1:-1], *chapters, ARTICLES[0][-1])))
    assert (article.title, article.authors, article.warnings) == (ARTICLES[0][0], (ARTICLES[0][-1],), ())
    shown = [text.removeprefix(mark) if mark[0] not in "12" else text for text, mark in zip(titles, marks, strict=True)]
    assert article.body[1:] == (shown[0], *CHAPTERS[:2], shown[1], *CHAPTERS[2:])


def test_a_copied_page_whose_boxes_stand_apart_is_one_article(tmp_path: Path) -> None:
    menu = "Hotline: 0901 234 567\n18/07/2025 09:12"
    others = "Võ Tấn Lợi\nBài nổi bật tuần\n\n" + "\n\n".join(
        article[0] + "\n" + article[1] for article in ARTICLES[1:]
    )
    page = "\n\n\n".join((menu + "\n" + SIGNED[0], others + "\n\n18/07/2025 08:00"))
    [article] = read(tmp_path, page)
    assert (article.title, article.body, article.authors) == (ARTICLES[0][0], ARTICLES[0][2:3], ARTICLES[0][3:])


def test_what_may_be_several_articles_is_one_with_a_warning_and_nothing_is_lost(tmp_path: Path) -> None:
    text = f"{SIGNED[0]}\n\n***\n\n{UNSIGNED[0].replace(ARTICLES[0][0], 'Điện về bản Tà Xùa')}"
    [article] = read(tmp_path, text)
    assert article.warnings[0].endswith("may hold several, which begin with “Điện về bản Tà Xùa”")
    assert {"Điện về bản Tà Xùa", *ARTICLES[0][1:3]} <= {article.lead, *article.body}


SECTIONS = {
    "lower headings": "\n\n***\n\n## ".join(("# " + UNSIGNED[0], *UNSIGNED[1:])),
    "one name at the end": "\n\n***\n\n".join((*UNSIGNED[:2], SIGNED[2])),
    "one name at the top": "\n\n***\n\n".join((UNSIGNED[0].replace("\n", "\n\nMùa A Páo\n", 1), *UNSIGNED[1:])),
    "front matter": "---\ntitle: Ba vùng quê\n---\n" + "\n\n---\n\n".join(f"## {text}" for text in UNSIGNED),
}


@pytest.mark.parametrize("told", SECTIONS)
def test_sections_under_one_title_or_one_name_are_one_article_with_a_warning(tmp_path: Path, told: str) -> None:
    [article] = read(tmp_path, SECTIONS[told])
    assert "several" in article.warnings[0]
    assert {article[1] for article in ARTICLES} <= {article.lead, *article.body}


def test_what_stands_above_all_articles_is_told(tmp_path: Path) -> None:
    first, *others = read(tmp_path, TEXTS["below one heading"])
    assert first.warnings == ("above the articles of this text stands: “Bài gửi trong tuần”",)
    assert not any(one.warnings for one in others)
