import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.importing.document import Document, RefusedDocument
from articles.importing.opening.files import find_documents
from bench.document_files import tar_of


def _names(*paths: Path) -> list[str]:
    found = (one for one in find_documents(paths) if not one.passed_over)
    return [f"{one.path} {one.place}".strip() for one in found]


def _passed_over(path: Path) -> list[str]:
    """Return what is told of the files that are passed over."""
    return [one.reason for one in find_documents([path]) if isinstance(one, RefusedDocument) and one.passed_over]


def _only_reason(path: Path) -> str:
    [found] = find_documents([path])
    assert isinstance(found, RefusedDocument)
    return found.reason


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_file_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "một.txt").write_text("Tựa")
    assert list(find_documents([tmp_path / "một.txt"])) == [Document("một.txt", "", "Tựa".encode())]


def test_a_folder_gives_its_files_by_name_and_no_hidden_ones(tmp_path: Path) -> None:
    folder = tmp_path / "báo"
    for name in ("2025/b.txt", "2025/a.txt", ".git/x", "2025/.ẩn"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    assert _names(folder) == ["báo/2025/a.txt", "báo/2025/b.txt"]


def test_a_name_that_is_no_utf8_is_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xe0i.txt")).write_text("x")
    assert _names(tmp_path)[0].endswith(r"/b\xe0i.txt")


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to(tmp_path / "secret")
    assert _names(tmp_path / "folder") == []


def test_a_zip_gives_its_members_whatever_its_name(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bài.dat", **{"a/1.txt": b"x", "2.txt": b"y"})
    assert _names(path) == ["bài.dat/a/1.txt", "bài.dat/2.txt"]


@pytest.mark.parametrize("name", ["kho.jsonl", "kho.jsonl.gz"])
def test_json_lines_give_a_document_a_line_with_its_place(tmp_path: Path, name: str) -> None:
    data = b'{"title": "a"}\n\n{"title": "b"}\n'
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert _names(tmp_path / name) == [f"{name} line 1", f"{name} line 3"]


def test_a_broken_line_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    (tmp_path / "kho.jsonl").write_text('{"title": \n{"title": "b"}\n')
    refused, document = find_documents([tmp_path / "kho.jsonl"])
    assert isinstance(refused, RefusedDocument)
    assert (refused.place, refused.reason[:17]) == ("line 1", "not a JSON record")
    assert isinstance(document, Document)


def test_json_lines_in_a_zip_are_read_line_by_line(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", **{"kho.jsonl": b'{"title": "a"}\n'})
    assert _names(path) == ["a.zip/kho.jsonl line 1"]


def test_a_gzip_cut_short_is_told_after_what_could_be_read(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"title": f"Bài {n}"}) + "\n" for n in range(2000)).encode()
    (tmp_path / "kho.jsonl.gz").write_bytes(gzip.compress(lines)[:-200])
    *read, last = find_documents([tmp_path / "kho.jsonl.gz"])
    assert isinstance(last, RefusedDocument)
    assert "damaged" in last.reason
    assert len(read) > 0


def test_a_zip_cut_short_is_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("1.txt", b"x" * 5000)
    data = bytearray(buffer.getvalue())
    data[40:60] = b"\0" * 20
    (tmp_path / "a.zip").write_bytes(data)
    assert "unpacked" in _only_reason(tmp_path / "a.zip")


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.zip", **{"1.txt": b"\0" * 3_000_000})
    assert "times its size" in _only_reason(path)


def test_a_file_too_large_is_refused(tmp_path: Path, settings: Settings) -> None:
    settings.IMPORT_MAX_DOCUMENT_MB = 1
    (tmp_path / "a.txt").write_bytes(b"x" * (1024**2 + 1))
    assert "larger than" in _only_reason(tmp_path / "a.txt")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in _only_reason(tmp_path / "gone.txt")


LEFT_BY_SYSTEMS = [
    "__MACOSX/báo/._bài.txt",
    "báo/._bài.txt",
    "báo/.DS_Store",
    "Thumbs.db",
    "ảnh/desktop.ini",
    "báo/~$bài.docx",
    ".git/config",
    "báo/.lưu/bản cũ.txt",
]


@pytest.mark.parametrize("name", LEFT_BY_SYSTEMS)
@pytest.mark.parametrize("make", ["zip", "tar", "folder"])
def test_what_a_system_leaves_is_passed_over(tmp_path: Path, name: str, make: str) -> None:
    members = {"báo/bài.txt": b"x", name: b"\0\1"}
    path = _made(tmp_path, make, members)
    assert _names(path) == [f"{path.name}/báo/bài.txt"]
    assert len(_passed_over(path)) == 1


def test_many_are_counted_once_with_the_first_names(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "trong.zip", **dict.fromkeys(LEFT_BY_SYSTEMS[:2], b"x"))
    path = _zip(tmp_path / "ngoài.zip", **dict.fromkeys(LEFT_BY_SYSTEMS, b"x"), **{"trong.zip": inner.read_bytes()})
    [told] = _passed_over(path)
    assert ": 10 (" in told
    assert told.endswith("báo/._bài.txt, báo/.DS_Store, …)")


@pytest.mark.parametrize("name", ["macosx/bài.txt", "desktop.ini.txt", "Thumbs.txt", "a~$b.txt", "thư mục.cũ/bài.txt"])
def test_a_file_named_nearly_so_is_read(tmp_path: Path, name: str) -> None:
    path = _zip(tmp_path / "báo.zip", **{name: b"x"})
    assert _names(path) == [f"báo.zip/{name}"]
    assert _passed_over(path) == []


def test_a_system_file_that_is_uploaded_alone_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Thumbs.db").write_bytes(b"\0")
    assert _names(tmp_path / "Thumbs.db") == []
    assert len(_passed_over(tmp_path / "Thumbs.db")) == 1


def _made(folder: Path, make: str, members: dict[str, bytes]) -> Path:
    if make == "zip":
        return _zip(folder / "báo.zip", **members)
    if make == "tar":
        (folder / "báo.tar").write_bytes(tar_of(**members))
        return folder / "báo.tar"
    for name, data in members.items():
        (folder / "kho" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "kho" / name).write_bytes(data)
    return folder / "kho"
