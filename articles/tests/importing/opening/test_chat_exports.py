"""Chats as messengers export them: the article in them is read, whatever the order of the messages."""

import io
import json
from typing import Any

import pytest

from articles.importing.document import Document
from articles.importing.opening.files import open_file
from articles.importing.opening.unpack_limits import UnpackLimits
from articles.importing.options import ImportOptions
from articles.importing.parsing import parse_document
from articles.tests.importing.readers.test_chats import BODY, DESK, LEAD, TITLE, WRITER

_PARTS = (f"{TITLE}\n\n{LEAD}", "\n\n".join(BODY))
_TALK = ((WRITER, "Chị ơi em gửi bài nhé"), (WRITER, _PARTS[0]), (WRITER, _PARTS[1]), (DESK, "ok em, mai chị đăng"))


def _messenger() -> Any:
    listed = [
        {"sender_name": name, "timestamp_ms": 10**12 + at, "content": text} for at, (name, text) in enumerate(_TALK)
    ]
    return {"participants": [{"name": WRITER}, {"name": DESK}], "messages": listed[::-1]}


def _telegram() -> Any:
    pieces = [[{"type": "bold", "text": text[:5]}, text[5:]] for _, text in _TALK]
    times = [f"2022-09-02T07:3{at}:10" for at in range(len(_TALK))]
    senders = [name for name, _ in _TALK]
    keys = ("from", "date", "text")
    return {
        "name": "Kho bài",
        "messages": [dict(zip(keys, one, strict=True)) for one in zip(senders, times, pieces, strict=True)],
    }


def _page() -> str:
    written = (
        f'<div class="pam _a6-g"><div class="_2ph_ _a6-h">{name}</div><div class="_a6-p"><div><div></div>'
        f"<div>{text.replace(chr(10), '<br />')}</div></div></div></div>"
        for name, text in reversed(_TALK)
    )
    return f"<html><head><title>{WRITER}</title></head><body>{''.join(written)}</body></html>"


@pytest.mark.parametrize(
    "data", [json.dumps(_messenger()), json.dumps(_telegram()), _page()], ids=["Messenger", "Telegram", "page"]
)
def test_the_article_in_an_exported_chat_is_read(data: str) -> None:
    found = list(open_file(io.BytesIO(data.encode()), "chat", ImportOptions(), UnpackLimits.of_settings()))
    assert len(found) == 1
    assert isinstance(found[0], Document)
    article = parse_document(found[0].data)
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
