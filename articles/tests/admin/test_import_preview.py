"""The preview of an upload, and the import options that are chosen in it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.groups import EDITORS
from articles.importing.running import jobs
from articles.models import BatchStatus, ImportBatch

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/importbatch/add/"
BODY = "Sáng 14/6/2024, cảng cá Quy Nhơn mở cửa trở lại sau bão."
MENU = "Báo Bình Định\nTrang chủ\nThời sự\nKinh tế\nThể thao\nCảng cá mở cửa trở lại sau bão"
RECORD = {
    "Ma bai": "v1",
    "headline": "Cảng cá mở cửa",
    "noi_dung": [BODY, "Tàu thuyền ra khơi."],
    "Loại tin": "Kinh tế",
}


@pytest.fixture
def editor(client: Client) -> Client:
    user = User.objects.create_user("biên-tập", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def _uploaded(editor: Client, name: str, data: bytes, **options: str) -> ImportBatch:
    files = {"documents": SimpleUploadedFile(name, data)}
    editor.post(UPLOAD, {**files, **options, "preview": "1"})
    return ImportBatch.objects.get()


def test_the_first_articles_are_shown_and_nothing_is_begun(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", f"{MENU}\n{BODY} Bà con mừng.\nTàu thuyền ra khơi.\nChia sẻ".encode())
    page = editor.get(batch.get_absolute_url()).text
    assert batch.status == BatchStatus.PREVIEW
    for shown in ("bài.txt", "Cảng cá mở cửa", "Tàu thuyền ra khơi.", "14/6/2024", "Báo Bình Định, suy ra từ trang"):
        assert shown in page


def test_what_a_date_is_inferred_from_is_said_in_words(editor: Client) -> None:
    batch = _uploaded(editor, "2019-03-14-cang-ca.txt", "Cảng cá mở cửa\nTàu ra khơi.\nBà con mừng.".encode())
    assert "14/3/2019, suy ra từ tên tệp: 2019-03-14" in editor.get(batch.get_absolute_url()).text


def test_what_would_be_refused_is_said_with_its_reason(editor: Client) -> None:
    batch = _uploaded(editor, "hỏng.txt", b"\x00\x01\x02")
    assert "tệp nhị phân" in editor.get(batch.get_absolute_url()).text


def test_the_names_of_records_are_shown_and_can_be_chosen(editor: Client) -> None:
    batch = _uploaded(editor, "kho.jsonl", json.dumps(RECORD).encode() + b"\n")
    form = editor.get(batch.get_absolute_url()).context["form"]
    assert ("Loại tin", "Loại tin") in form["name_of_section"].field.choices
    editor.post(batch.get_absolute_url(), {"name_of_section": "Loại tin", "preview": "1"})
    assert "Kinh tế" in [value for _, value in editor.get(batch.get_absolute_url()).context["samples"][0]["metadata"]]


def test_options_fill_in_what_is_missing(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", f"Cảng cá mở cửa\n{BODY}".encode(), source="Báo Gia Lai")
    assert batch.options["source"] == "Báo Gia Lai"
    assert "Báo Gia Lai" in editor.get(batch.get_absolute_url()).text


def test_a_wrong_date_is_a_message_and_is_not_kept(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", BODY.encode())
    response = editor.post(batch.get_absolute_url(), {"published": "hôm qua", "begin": "1"})
    batch.refresh_from_db()
    assert response.context["form"].errors["published"]
    assert batch.status == BatchStatus.PREVIEW


def test_it_is_begun_with_the_options_that_were_chosen(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", BODY.encode())
    editor.post(batch.get_absolute_url(), {"section": "Kinh tế", "on_known": "skip", "begin": "1"})
    batch.refresh_from_db()
    assert (batch.status, batch.options["section"], batch.options["on_known"]) == (
        BatchStatus.QUEUED,
        "Kinh tế",
        "skip",
    )


def test_it_can_be_discarded(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", BODY.encode())
    editor.post(batch.get_absolute_url(), {"discard": "1"})
    assert not ImportBatch.objects.exists()
    assert not jobs.folder(batch).exists()


def test_fields_chosen_once_are_remembered_for_files_of_the_same_columns(editor: Client) -> None:
    def uploaded(record: Mapping[str, object]) -> ImportBatch:
        file = SimpleUploadedFile("kho.jsonl", json.dumps(record).encode() + b"\n")
        editor.post(UPLOAD, {"documents": file, "preview": "1"})
        return ImportBatch.objects.latest("pk")

    def shown(batch: ImportBatch) -> dict[str, Any]:
        editor.get(batch.get_absolute_url())
        batch.refresh_from_db()
        return dict(batch.options)

    first = uploaded(RECORD)
    editor.post(first.get_absolute_url(), {"name_of_section": "Loại tin", "preview": "1"})
    assert shown(uploaded(RECORD | {"headline": "Tàu ra khơi"}))["fields"] == [["section", "Loại tin"]]
    assert shown(uploaded(RECORD | {"cột khác": "x"}))["fields"] == []

    third = uploaded(RECORD)
    editor.post(third.get_absolute_url(), {"name_of_section": "", "preview": "1"})
    assert shown(third)["fields"] == []


def test_one_document_is_corrected_and_the_import_tells_of_it(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", f"Cảng cá mở cửa\n{BODY}\nTàu thuyền ra khơi.".encode())
    fields = {one.field: one for one in editor.get(batch.get_absolute_url()).context["samples"][0]["fields"]}
    posted = {"fix-0-path": "bài.txt", "fix-0-place": ""}
    posted |= {one.name: one.value for one in fields.values()} | {f"{n.name}-read": n.value for n in fields.values()}
    posted |= {fields["title"].name: "Cảng cá Quy Nhơn", fields["published"].name: "5/11/2017"}
    editor.post(batch.get_absolute_url(), posted)
    page = editor.get(batch.get_absolute_url())
    assert [(one.text, one.value) for one in page.context["corrections"]] == [
        ("bài.txt · Tiêu đề", "Cảng cá Quy Nhơn"),
        ("bài.txt · Ngày đăng", "5/11/2017"),
    ]
    assert page.context["samples"][0]["article"].title == "Cảng cá Quy Nhơn"

    ticked = {"correction": [page.context["corrections"][1].posted]}
    editor.post(batch.get_absolute_url(), {**ticked, "begin": "1"})
    batch.refresh_from_db()
    assert [one["field"] for one in batch.options["corrections"]] == ["published"]
    assert "bài.txt · Ngày đăng" in editor.get(batch.get_absolute_url()).text


def test_a_wrong_correction_is_a_message_and_is_not_kept(editor: Client) -> None:
    batch = _uploaded(editor, "bài.txt", f"Cảng cá mở cửa\n{BODY}".encode())
    wrong = {"fix-0-path": "bài.txt", "fix-0-title": "", "fix-0-title-read": "Cảng cá mở cửa"}
    wrong |= {"rule-all-source": "value", "rule-all-published": "value", "rule-all-published-value": "hôm qua"}
    page = editor.post(batch.get_absolute_url(), wrong | {"begin": "1"})
    assert "Bài phải có tiêu đề." in page.text
    assert set(page.context["form"].errors) == {"__all__", "rule-all-source-value", "rule-all-published-value"}
    batch.refresh_from_db()
    assert (batch.status, "corrections" in batch.options) == (BatchStatus.PREVIEW, False)


def test_a_rule_corrects_all_documents_of_one_form(editor: Client) -> None:
    record = json.dumps(RECORD).encode()
    files = [SimpleUploadedFile("05112017_a.txt", f"Cảng\n{BODY}".encode()), SimpleUploadedFile("b.json", record)]
    editor.post(UPLOAD, {"documents": files, "preview": "1"})
    batch = ImportBatch.objects.get()
    form = editor.get(batch.get_absolute_url()).context["form"]
    assert len(form.rule_rows()) == 3
    rules = {"rule-raw-published": "file name", "rule-all-source": "value", "rule-all-source-value": "Báo Án"}
    editor.post(batch.get_absolute_url(), rules)
    page = editor.get(batch.get_absolute_url())
    articles = [sample["article"] for sample in page.context["samples"]]
    assert [(one.published, one.source) for one in articles] == [("2017-11-05", "Báo Án"), ("", "Báo Án")]
    assert page.context["form"]["rule-raw-published"].initial == "file name"


def test_documents_are_looked_through_one_after_another(editor: Client) -> None:
    lines = b"".join(json.dumps(RECORD | {"headline": f"Bài {n}"}).encode() + b"\n" for n in range(10))
    batch = _uploaded(editor, "kho.jsonl", lines)
    page = editor.get(f"{batch.get_absolute_url()}?from=8")
    assert [sample["article"].title for sample in page.context["samples"]] == ["Bài 8", "Bài 9"]
    assert (page.context["before"], page.context["next"]) == (0, None)
    assert editor.get(f"{batch.get_absolute_url()}?from=0").context["next"] == 8
