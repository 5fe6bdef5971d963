import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Chợ nổi Phong Điền thưa dần tiếng máy"
LEAD = "Mỗi sáng nay chỉ còn chừng ba mươi ghe neo lại giữa dòng, chưa bằng một phần mười thời đông nhất."
FIRST = "Ông Bảy Thôi, 68 tuổi, buộc ghe khóm vào cọc rồi pha ấm trà, vì hồi trước phải ra từ hai giờ khuya."
SECOND = "Chị Nguyễn Thị Lụa bán bún riêu, mỗi ngày lời chừng 150.000 đồng, có hôm ế phải chèo về sớm."
HEADS = {
    "heading": f"# {TITLE}\n\n**{LEAD}**",
    "underlined": f"{TITLE}\n---\n\n*{LEAD}*",
    "glued": f"#{TITLE}\n** {LEAD} **",
    "section above": f"# Đời sống\n\n## {TITLE}\n\n> {LEAD}",
    "YAML": f'---\ntitle: "{TITLE}"\nauthor:\n  name: Lê An\n  email: an@bao.vn\n---\n# {TITLE}\n\n{LEAD}',
    "pandoc": f"% {TITLE}\n% [[Lê An]]\n% 4/11/2023\n\n**{LEAD}**",
    "clipper": f'---\nsource: https://x.vn/a\ncreated: 2024-01-02\nauthor:\n  - "[[nguoi/an|Lê An]]"\n---\n'
    f"# {TITLE}\n\n> ## Excerpt\n> {LEAD}\n\n---\n[Trang chủ](/) / [Đời sống](/b)\n\n# {TITLE}\n\n"
    f"4/11/2023 10:20\n\n**{LEAD}**",
    "excerpt": f"# {TITLE}\n\n> ## Excerpt\n> {LEAD}\n\n---\n**{LEAD}**",
    "excerpt alone": f"# {TITLE}\n\n**Tóm tắt:**\n{LEAD}\n",
    "Obsidian": f"# {TITLE}\n\n> [!abstract] Sapo\n> {LEAD} ^sapo",
    "Notion": f"# {TITLE}\n\n<aside>\n💡 {LEAD}\n\n</aside>",
    "TOML": f"+++\ntitle = '{TITLE}'\ndate = 2023-11-04T08:00:00+07:00\nauthors = ['Lê An']\n+++\n\n{LEAD}",
}


def parsed(*parts: str, head: str = HEADS["heading"]) -> ParsedArticle:
    return parse_document("\n\n".join((head, *parts)).encode())


@pytest.mark.parametrize("head", HEADS)
def test_the_title_stands_in_front_matter_or_is_the_first_heading(head: str) -> None:
    article = parsed(FIRST, SECOND, "**Lê An**", head=HEADS[head])
    assert (article.form, article.title, article.lead) == ("markdown", TITLE, LEAD)
    assert (article.body, article.authors) == ((FIRST, SECOND), ("Lê An",))
    assert article.section == ("Đời sống" if head in {"section above", "clipper"} else "")
    assert article.published[:10] == ("2023-11-04" if head in {"TOML", "pandoc", "clipper"} else "")


def test_marks_go_and_what_is_no_mark_stays() -> None:
    marked = (
        "[Ghe][1] [dài](https://x.vn/a_(b)) 5*3*2 **mét:**chở ~~ba~~ [[Tấn|tấn]] khóm, anh Tư(*) và chị Sáu (*) nói\\*."
    )
    article = parsed(FIRST, "## Giữ `bến` ##", marked, "1. Một lối ra", SECOND, "[1]: https://x.vn")
    plain = "Ghe dài 5*3*2 mét:chở ba tấn khóm, anh Tư(*) và chị Sáu (*) nói*."
    assert article.body == (FIRST, "Giữ bến", plain, "1. Một lối ra", SECOND)


KEEPING = {
    "at the end": "## Ghi chú của tôi\n\nHỏi thêm chị Lan về giá khóm.\n\n- gọi lại",
    "callout": "> [!note]- Ghi chú của tôi\n> Hỏi thêm chị Lan về giá khóm.",
    "details": "<details>\n<summary>Lịch sử sửa</summary>\n\nHỏi thêm chị Lan về giá khóm. 2024-02-03\n\n</details>",
}


@pytest.mark.parametrize("form", KEEPING)
def test_notes_of_the_keeper_are_left_out_with_a_warning(form: str) -> None:
    article = parsed(FIRST, SECOND, KEEPING[form])
    assert (article.body, article.published) == ((FIRST, SECOND), "")
    assert any("its keeper wrote" in warning for warning in article.warnings)
    assert any("chị Lan" in line for line in article.left_out)


def test_headings_of_one_level_are_sub_headings_below_a_stated_title() -> None:
    article = parsed(FIRST, "# Bến cũ", SECOND, "# Bến mới", "Nước lớn 2\\ m{{ site.x }}.", head=HEADS["TOML"])
    assert article.body == (FIRST, "Bến cũ", SECOND, "Bến mới", "Nước lớn 2 m.")


OUTLINES = {
    "Logseq": f"title:: {TITLE}\nauthor:: [[Lê An]]\ndate:: [[2023-11-04]]\n\n- **{LEAD}**\n- {FIRST}\n"
    f"  id:: 63c0a1b2\n- {SECOND}",
    "Roam": f"- # {TITLE}\n- Author:: [[Lê An]]\n- Date:: 4/11/2023\n- {LEAD}\n"
    f"    - {FIRST}\n    - ^^{SECOND}^^\n- {{{{[[TODO]]}}}}",
    "Joplin": f"{TITLE}\n\n{LEAD}\n\n{FIRST}\n\n{SECOND}\n\nid: {'0f' * 16}\nparent_id: 1\n"
    "created_time: 2023-11-04T02:11:05.123Z\nauthor: Lê An\nsource_url: https://x.vn/a\ntype_: 1\n",
}


@pytest.mark.parametrize("program", OUTLINES)
def test_items_of_an_outline_are_paragraphs_and_its_properties_facts(program: str) -> None:
    article = parsed(head=OUTLINES[program])
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, (FIRST, SECOND))
    assert (article.authors, article.published[:10]) == (("Lê An",), "2023-11-04")


def test_what_services_and_wikis_write_is_no_text() -> None:
    article = parsed(
        "Nov 4, 2023",
        "[Lê An](https://x.vn/@an)",
        "[Share](javascript:0)",
        "[[_TOC_]]",
        f"{FIRST[:-1]} [@an2023, 12].",
        f">>>\n{SECOND} [name=Lê An] :smile:\n>>>",
        f"![{PICTURED}](a.jpg =600x400)",
        "Nước {- rút -}{+ lên +} ở bến ::chợ nổi::.",
        "/label ~bao",
        "*Thanks for reading! Subscribe for free.*",
        "## References",
    )
    assert article.body == (FIRST, SECOND, "Nước lên ở bến chợ nổi.")
    assert ([one.text for one in article.captions], article.authors) == (["Ghe khóm neo giữa dòng."], ("Lê An",))
    assert article.published[:10] == "2023-11-04"


PICTURED = "Ghe khóm neo giữa dòng. Ảnh: Hà Thu"
PICTURES = {
    "words": '![Ghe khóm neo giữa dòng.](a.jpg "Ảnh: Hà Thu")',
    "below": "![IMG_2031](a.jpg)\n*Ghe khóm neo giữa dòng. Ảnh: Hà Thu*",
    "apart": "[![](a.jpg)](b.jpg)\n\n_Ghe khóm neo giữa dòng. Ảnh: Hà Thu_",
    "Hugo": '{{< figure src="a.jpg" caption="Ghe khóm neo giữa dòng." attr="Hà Thu" >}}',
    "Jekyll": '{% include figure.html src="a.jpg" caption="Ghe khóm neo giữa dòng. Ảnh: Hà Thu" %}',
    "Obsidian": "![[ghe.jpg|Ghe khóm neo giữa dòng. Ảnh: Hà Thu|600]]",
    "MDX": '<Figure src="a.jpg" caption="Ghe khóm neo giữa dòng." credit="Hà Thu" />',
    "HTML": "<figure><img src=a><figcaption>Ghe khóm neo giữa dòng. Ảnh: Hà Thu</figcaption></figure>",
}


@pytest.mark.parametrize("form", PICTURES)
def test_the_words_of_a_picture_are_its_caption(form: str) -> None:
    article = parsed(FIRST, PICTURES[form], SECOND)
    assert article.body == (FIRST, SECOND)
    assert [(one.text, one.credit) for one in article.captions] == [("Ghe khóm neo giữa dòng.", "Hà Thu")]


def test_lines_cut_at_a_width_are_whole_and_breaks_part_paragraphs() -> None:
    cut = FIRST.replace("cọc rồi", "cọc\nrồi")
    verse = "> Ai về Vàm Xáng, Cần Thơ\n> Ghé thăm chợ nổi đợi chờ bến xưa\n> Ghe ai chở nắng chở mưa"
    article = parsed(f"    {cut}  \n{SECOND}", verse, "- Ghe khóm: 12 chiếc\n- Ghe bún: 5 chiếc")
    assert article.body[:2] == (FIRST, SECOND)
    assert article.body[2] == verse.replace("> ", "")
    assert article.body[3:] == ("Ghe khóm: 12 chiếc", "Ghe bún: 5 chiếc")


def test_footnotes_stand_below_the_text_and_tables_are_kept() -> None:
    article = parsed(
        f"{FIRST}[^1]", SECOND, "| Năm | Ghe |\n|--|--|\n| 2013 | **210** |", "**Lê An**\n\n[^1]: Ghi ở bến."
    )
    assert article.body == (FIRST, SECOND, "Năm | Ghe\n2013 | 210", "Ghi ở bến.")
    assert article.authors == ("Lê An",)


def test_markdown_with_html_is_text() -> None:
    link = "[bến](javascript:alert(1)) và <a href='javascript:x' onclick='y'>chợ</a>"
    article = parsed(FIRST, "<script>alert(1)</script>", f"{link}<img src=x onerror=alert(1)> đông.", SECOND)
    assert article.body == (FIRST, "bến và chợ đông.", SECOND)


def test_front_matter_nested_without_end_is_passed_over() -> None:
    head = f"+++\ntitle = '{TITLE}'\ntags = {'[' * 5000}\n+++"
    assert parsed(LEAD, FIRST, SECOND, head=head).title == TITLE
