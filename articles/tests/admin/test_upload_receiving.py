"""Uploads whose files come one by one: announced, sent in any order, gone on with after an interruption."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from articles.groups import EDITORS
from articles.importing.running import jobs
from articles.models import BatchStatus, ImportBatch

pytestmark = pytest.mark.django_db

ADMIN = "/admin/articles/importbatch/"
TEXT = "Cảng cá mở cửa\nTàu thuyền ra khơi.\nGiá cá tăng.\n".encode()
FILES = {"Báo/Kinh tế/2017-11-05.txt": TEXT, "Báo/trống.txt": b"", "lẻ.txt": b"x"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(editor_named("lan"))
    return client


def editor_named(name: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def announced(client: Client, files: dict[str, bytes], **options: str) -> dict[str, str]:
    given = json.dumps([[path, len(data)] for path, data in files.items()])
    answer: dict[str, str] = client.post(f"{ADMIN}announce/", {"files": given, **options}).json()
    return answer


def send(client: Client, to: str, number: int, data: bytes) -> list[str]:
    answer = client.post(to, {"number": str(number), "file": SimpleUploadedFile("x.txt", data)})
    return list(answer.json().get("errors", []))


def test_files_are_kept_in_their_folders_and_previewed_once_all_are_there(editor: Client) -> None:
    to = announced(editor, FILES, source="Báo Án")
    for number, data in ((1, b""), (0, TEXT)):
        assert send(editor, to["file"], number, data) == []
    page = editor.get(to["page"]).text
    assert "Đã nhận 2 trên 3 tệp" in page
    assert "lẻ.txt" in page
    assert "Các lần tải lên chưa xong" in editor.get(f"{ADMIN}add/").text
    send(editor, to["file"], 2, b"x")
    batch = ImportBatch.objects.get()
    assert (batch.label, batch.options["source"], jobs.count_files(batch)) == ("Báo, lẻ.txt", "Báo Án", 3)
    assert [path.name for path in jobs.files_of(batch)] == ["Báo", "lẻ.txt"]
    paths = [sample["sample"].path for sample in editor.get(to["page"]).context["samples"]]
    assert paths == ["Báo/trống.txt", "Báo/Kinh tế/2017-11-05.txt", "lẻ.txt"]
    assert jobs.files_named(batch, "Báo/Kinh tế/2017-11-05.txt")[0].read_bytes() == TEXT


def test_an_import_begins_only_when_nothing_is_missing(editor: Client) -> None:
    to = announced(editor, FILES)
    send(editor, to["file"], 0, TEXT)
    editor.post(to["begin"])
    assert ImportBatch.objects.get().status == BatchStatus.PREVIEW
    editor.post(to["page"], {"without": "1"})
    assert [sample["sample"].path for sample in editor.get(to["page"]).context["samples"]] == [
        "Báo/Kinh tế/2017-11-05.txt"
    ]
    editor.post(to["begin"])
    assert ImportBatch.objects.get().status == BatchStatus.QUEUED
    assert send(editor, to["file"], 1, b"")


@pytest.mark.parametrize(
    "path",
    ["../a.txt", "/etc/a.txt", "a/../../b.txt", "a//b.txt", "a\\b.txt", "a\0.txt", "", "x" * 300, "a/" * 40 + "b"],
)
def test_a_path_that_leads_elsewhere_is_refused(editor: Client, path: str) -> None:
    assert announced(editor, {path: b"x"})["errors"]
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("files", ['[["a", 1e999]]', '[["a", NaN]]', '[["\\ud800", 5]]', '[["\\udc80", 5]]'])
def test_an_announcement_without_a_size_or_a_name_is_refused(editor: Client, files: str) -> None:
    answer = editor.post(f"{ADMIN}announce/", {"files": files})
    assert (answer.status_code, len(answer.json()["errors"])) == (400, 1)
    assert not ImportBatch.objects.exists()


def test_what_was_not_announced_so_is_refused(editor: Client, settings: Settings) -> None:
    to = announced(editor, FILES)
    assert "không còn như lúc chọn" in send(editor, to["file"], 2, b"xy")[0]
    assert send(editor, to["file"], 3, b"x")
    assert jobs.files_of(ImportBatch.objects.get()) == []
    settings.UPLOAD_MAX_MB = 0
    assert "0 MB" in announced(editor, FILES)["errors"][0]
    assert announced(editor, {})["errors"]
    assert "ngày" in announced(editor, FILES, published="hôm qua")["errors"][0]


def test_nobody_else_adds_files_to_an_upload(editor: Client, client: Client) -> None:
    to = announced(editor, FILES)
    client.force_login(editor_named("huy"))
    assert client.post(to["file"], {"number": "0"}).status_code == 403
    client.force_login(User.objects.create_user("khách", is_staff=True))
    assert client.post(f"{ADMIN}announce/", {"files": "[]"}).status_code == 403
