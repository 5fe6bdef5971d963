"""Reasons, warnings, places and errors of feeds are shown in the reader's language, those of old imports too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import gettext, override

from articles.admin.django_texts import DJANGO_TEXTS
from articles.importing import opening
from articles.importing.file_kinds import _PROGRAMS, _STREAMS, _UNREAD
from articles.message_wording import CAUSES, MESSAGES, PLACES, worded, worded_place
from articles.models import Feed, ImportBatch, ImportItem, Outcome, Source

# Where English is not for readers: what commands print and refuse, and names of fields.
NOT_SHOWN = {"importing/corrections.py", "importing/options.py"}
NOT_SHOWN_BY = {"debug", "info", "warning", "error", "exception", "split", "DocumentReader", "_"}
SENTENCE = re.compile(r"\b(an?|after|and|are|at|be|before|cannot|in|is|it|more|no|not|of|than|the|this|to|was|with) ")
# Pieces of which messages are made, or that no message has.
PARTS = {
    *("before X9, in the future, or a placeholder", "this is X9", "the process was killed; X9"),
    *("run the command again", "what it had not stored comes with the next fetch", "in Western letters"),
    *("the Word document", "the web page", "the entry of the feed", "X9 holds no article: no text after a title"),
    "the record has a X9 but no X9: name the field of its X9 in the options of the import",
}
ARTICLES = Path(opening.__file__).parents[2]
# What makes a message, and which of its arguments the message is.
MAKERS = {
    **dict.fromkeys(["UnreadableDocument", "UnpackRefused", "TooLong", "Exhausted"], 0),
    **dict.fromkeys(["TemporaryFailure", "PermanentFailure", "Gone"], 0),
    **{"RefusedDocument": 2, "Decoded": 1},
}


def _filled(template: str) -> str:
    values = dict.fromkeys(["encoding", "error", "field", "count", "most", "row", "size", "kind", "names"], "X9")
    values |= dict.fromkeys(["value", "year", "name", "source"], "X9")
    values |= dict.fromkeys(["article", "address", "status", "host", "seconds", "port", "origin", "columns"], "X9")
    values |= dict.fromkeys(["sign", "line", "column", "char", "tag", "other", "reason", "file", "folder"], "X9")
    return template % (values | {"number": "7", "exception": "OSError"})


def _written(node: ast.expr | None) -> str | None:
    """Return a literal or an f-string as the message that it makes, None where it is neither."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X9" for part in node.values)
    return None


def _messages_in_code() -> Iterator[str]:
    for path in [*ARTICLES.glob("importing/**/*.py"), *ARTICLES.glob("following/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                at = MAKERS[node.func.id]
                argument = node.args[at] if at < len(node.args) else None
                argument = argument.elts[0] if isinstance(argument, ast.Tuple) else argument
                if message := _written(argument):
                    yield message
            if isinstance(node, ast.keyword) and node.arg == "warnings":
                yield from _strings(node.value)


def _strings(node: ast.AST) -> Iterator[str]:
    """Yield the literals and f-strings in an expression."""
    if isinstance(node, ast.expr) and (message := _written(node)):
        yield message
    elif not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _strings(child)


# Messages that are made of others, and how they are when they are whole; a network's own error ("host: error") stays.
WHOLE = {
    "a line X9": "a line larger than 20 MB, which no article is",
    "the date X9 cannot be that of an article: X9": (
        "the date “3022” cannot be that of an article: before 1800, in the future, or a placeholder"
    ),
    "X9: gone for good": "https://b.vn/rss answers 410: gone for good",
}
IN_CODE = sorted({WHOLE.get(message, message) for message in _messages_in_code()} - {"X9: X9"})
NOT_READ = sorted({f"this is {name}" for name in [*_UNREAD.values(), *_STREAMS.values(), *_PROGRAMS.values()]})


def test_the_messages_of_the_code_are_found() -> None:
    assert len(IN_CODE) > 40
    assert {"the document is empty", "the feed gives a summary alone"} <= set(IN_CODE)


def _english(tree: ast.Module) -> Iterator[str]:
    """Yield each literal and f-string that reads as English, is no docstring, and is neither logged nor marked."""
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Call) and _called(node) in NOT_SHOWN_BY):
            left_out |= set(ast.walk(node)) if isinstance(node, ast.Call) else {node.value}
        if isinstance(node, ast.JoinedStr):
            left_out |= set(ast.walk(node)) - {node}
    for node in ast.walk(tree):
        message = _written(node) if isinstance(node, ast.expr) and node not in left_out else None
        if message and message.isascii() and SENTENCE.search(message):
            yield message


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _unworded(message: str) -> bool:
    """Tell whether a message stays as it is in Vietnamese: alone, as a cause, as a kind of file, or as a place."""
    wholes = (message, f"the file is damaged: {message}", f"this is {message}", WHOLE.get(message, message))
    return all(message in worded(whole) for whole in wholes) and worded_place(message) == message


def test_every_english_sentence_of_importing_and_following_has_vietnamese_words() -> None:
    found = {
        (path.relative_to(ARTICLES).as_posix(), message)
        for path in [*ARTICLES.glob("importing/**/*.py"), *ARTICLES.glob("following/*.py")]
        for message in _english(ast.parse(path.read_text("utf-8")))
    }
    assert len(found) > 100
    with override("vi"):
        unworded = {(path, message) for path, message in found if _unworded(message)}
    assert {message for path, message in unworded if path not in NOT_SHOWN} == PARTS


def test_a_message_has_words_in_vietnamese_and_stays_as_it_is_in_english() -> None:
    cases = [*IN_CODE, *NOT_READ, *map(_filled, MESSAGES)]
    for message in cases:
        with override("vi"):
            assert worded(message) != message
            assert message.count("X9") == worded(message).count("X9")
        with override("en"):
            assert worded(message) == message


def test_a_place_has_words_in_vietnamese() -> None:
    cases = [_filled(place) for place in PLACES]
    for place in cases:
        with override("vi"):
            assert worded_place(place) != place or place.startswith("byte")
        with override("en"):
            assert worded_place(place) == place


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("row 4", "hàng 4"),
        ("line 3, column 5", "dòng 3, cột 5"),
        ("after entry 2, line 9", "sau mục 2, dòng 9"),
        ("record 2 copy 3", "bản ghi 2 bản 3"),
        ("copy 2", "bản 2"),
        ("", ""),
        ("ở đâu đó", "ở đâu đó"),
    ],
)
def test_places_are_worded_part_by_part(place: str, shown: str) -> None:
    with override("vi"):
        assert worded_place(place) == shown


def test_what_libraries_and_the_system_say_is_in_vietnamese_within_a_message() -> None:
    cases = [_filled(cause) for cause in CAUSES]
    for cause in cases:
        with override("vi"):
            assert cause not in worded(f"the file is damaged: {cause}")
        with override("en"):
            assert worded(f"the file is damaged: {cause}") == f"the file is damaged: {cause}"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("the XML is broken: Document is empty, line 3", "XML bị lỗi: tài liệu rỗng, dòng 3"),
        ("OperationalError: database is locked", "lỗi OperationalError: cơ sở dữ liệu đang bị khóa"),
        (
            "bao.vn: ConnectionRefusedError: Connection refused",
            "không kết nối được với bao.vn (ConnectionRefusedError): máy chủ từ chối kết nối",
        ),
        ("encoding: VNI; source: import option", "bảng mã: VNI; nguồn: theo tùy chọn nhập"),
        (
            "the field “nguoi_viet” is taken for the authors, by what it holds",
            "trường “nguoi_viet” được đọc là tác giả, theo nội dung của nó",
        ),
        ("the JSON is broken: a; b", "JSON bị lỗi: a; b"),
        ("it holds more than 5 files; what follows is left out", "chứa hơn 5 tệp; phần sau bị bỏ lại"),
        ("lý do cũ không ai biết", "lý do cũ không ai biết"),
        ("the file is damaged: 100% (xong)", "tệp bị hỏng: 100% (xong)"),
        ("", ""),
    ],
)
def test_warnings_are_worded_one_by_one_and_what_is_unknown_stays(message: str, shown: str) -> None:
    with override("vi"):
        assert worded(message) == shown


@pytest.mark.django_db
def test_pages_csv_and_feeds_of_the_admin_are_worded_and_what_is_kept_stays_english(client: Client) -> None:
    client.force_login(User.objects.create_superuser("quản-trị"))
    batch = ImportBatch.objects.create(label="kho.csv", error="the process was killed; run the command again")
    item = ImportItem.objects.create(
        batch=batch, path="kho.csv", place="row 4", outcome=Outcome.FAILED, reason="the document is empty"
    )
    error = "https://b.vn/rss answers 500"
    Feed.objects.create(url="https://b.vn/rss", source=Source.objects.create(name="B"), failures=1, last_error=error)
    report = f"/admin/articles/importbatch/{batch.pk}/"
    for address in (f"{report}change/", f"{report}failures.csv", "/admin/articles/importitem/"):
        page = client.get(address, headers={"accept-language": "vi"})
        text = page.getvalue().decode()
        assert "hàng 4" in text
        assert "tài liệu rỗng" in text
    assert "hàng 4" in client.get(f"/admin/articles/importitem/{item.pk}/change/").text
    assert "https://b.vn/rss trả lời 500" in client.get("/admin/articles/feed/").text
    assert "tiến trình đã bị dừng" in client.get(f"{report}change/").text
    item.refresh_from_db()
    assert (item.place, item.reason) == ("row 4", "the document is empty")


def test_what_django_leaves_in_english_is_in_vietnamese() -> None:
    for text in DJANGO_TEXTS:
        with override("vi"):
            assert gettext(text) != text


@pytest.mark.django_db
def test_the_admin_shows_its_controls_in_vietnamese(client: Client) -> None:
    client.force_login(User.objects.create_superuser("quản-trị"))
    page = client.get("/admin/", headers={"accept-language": "vi"}).text
    assert "Đổi giao diện (đang dùng: sáng)" in page
    assert not [text for text in ("Toggle theme", "Add link", "Skip to main content") if text in page]
