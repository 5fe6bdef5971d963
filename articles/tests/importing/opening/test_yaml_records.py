"""YAML: records in lists, in documents and in objects; what is hostile or broken is refused with its line."""

from pathlib import Path

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle

LIST = """# Kho bài của toà soạn
bao: Báo Cà Mau
bai:
  - tieu_de: "Chợ nổi đông trở lại"
    tac_gia: [Thạch Bình, Lê An]
    ngay_dang: 2022-06-14 10:15:00
    noi_dung: |
      Ghe từ ba tỉnh đổ về từ sáng sớm.
      Giá cá linh cao hơn năm ngoái.
  - tieu_de: Đò ngang tăng giá
    noi_dung: >-
      Mỗi chuyến tăng
      hai nghìn đồng.
"""


def _found(folder: Path, text: str, name: str = "kho") -> list[Found]:
    (folder / name).write_text(text, "utf-8")
    return list(find_documents([folder / name]))


def _articles(folder: Path, text: str, name: str = "kho") -> list[ParsedArticle]:
    found = _found(folder, text, name)
    assert all(isinstance(one, Document) for one in found)
    return [completed_article(one, ImportOptions()) for one in found if isinstance(one, Document)]


def test_the_records_of_a_list_are_read_with_the_paper_that_stands_above_it(tmp_path: Path) -> None:
    first, second = _articles(tmp_path, LIST)
    assert (first.form, first.title, first.source) == ("yaml", "Chợ nổi đông trở lại", "Báo Cà Mau")
    assert (first.authors, first.published) == (("Thạch Bình", "Lê An"), "2022-06-14T10:15:00+07:00")
    assert (first.lead, first.body) == ("Ghe từ ba tỉnh đổ về từ sáng sớm.", ("Giá cá linh cao hơn năm ngoái.",))
    assert second.body == ("Mỗi chuyến tăng hai nghìn đồng.",)


def test_each_of_several_documents_is_a_record(tmp_path: Path) -> None:
    text = "".join(f"---\ntitle: Bài {n}\nbody:\n- Đoạn một.\n- Đoạn hai.\n" for n in (1, 2))
    assert [(one.title, one.body) for one in _articles(tmp_path, text)] == [
        ("Bài 1", ("Đoạn hai.",)),
        ("Bài 2", ("Đoạn hai.",)),
    ]


def test_an_alias_stands_for_its_value_and_a_name_may_tell_the_form(tmp_path: Path) -> None:
    text = (
        "chung: &c {author: Lê An}\nbai:\n- {<<: *c, title: Một, body: Hai.}\n- {title: Ba, body: Bốn., author: An}\n"
    )
    assert [one.authors for one in _articles(tmp_path, text, "kho.yml")] == [("Lê An",), ("An",)]


def test_labels_and_front_matter_are_no_yaml(tmp_path: Path) -> None:
    labels = "Title: Chợ nổi\nAuthor: Lê An\nContent: Ghe đổ về chợ từ sáng sớm."
    front = "---\ntitle: Chợ nổi\ntags:\n  - chợ\n---\nGhe đổ về chợ từ sáng sớm.\n"
    assert [_articles(tmp_path, text)[0].form for text in (labels, front)] == ["labels", "markdown"]


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (LIST + "  tieu_de: lệch\n   hỏng: [\n", "line 1", "the YAML is broken"),
        ("- title: Một\n  body: Hai.\n- title: [\n", "record 2, line 4", "the YAML is broken"),
        ("- title: " + "[" * 60 + "]" * 60, "record 1, line 1", "nested too deeply"),
        (
            "a: &a0 [x, x]\n" + "".join(f"b{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12)),
            "line",
            "larger than",
        ),
        ("- !!python/object/apply:os.system [ls]\n", "", "no record"),
    ],
    ids=["in an object", "in a list", "deep", "aliases of aliases", "a tag of a program"],
)
def test_hostile_or_broken_yaml_is_refused_with_its_place(tmp_path: Path, text: str, place: str, reason: str) -> None:
    last = _found(tmp_path, text, "kho.yaml")[-1]
    assert isinstance(last, RefusedDocument)
    assert reason in last.reason
    assert place in last.place
