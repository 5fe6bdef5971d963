"""The work on a document grows with its length alone, whatever stands in it."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from articles.importing.parsed_article import UnreadableDocument
from articles.importing.parsing import parse_document

# Each is repeated into one line: dates, credits, bylines, stamps, and what regular expressions try again and again.
HOSTILE = (
    *("14/6/2022 ", "14 tháng 6 năm 2022, ", "cập nhật 14/6/2022 ", "sáng nay ngày 14.6 ", "trong năm 2022 "),
    *("10:15 ", "10g30 ", "2022-06-14T10:15:00 ", "1", "1. ", "1,"),
    *("Nguyễn ", "Nguyễn Văn An - ", "Ảnh: An. ", "(Ảnh: ", "Nguồn: ", "Theo ", "Bài và ảnh: ", "(tổng hợp) "),
    *("(TTXVN) ", "TTO - ", "TP. ", "A. ", "! Á", "Xem thêm: ", "null ", "Hà_Nội "),
    *(
        "(",
        "[",
        "“",
        "—",
        "./. ",
        "\u00a0",
        "x@y ",
        "a\u0301",
        "&amp;",
        "<p>",
        "<!--",
        "=C3",
        "\\u00e0",
        "tieáng Vieät ",
        *(" ", "\t", "*", "_", "#", "-", ">", "=", "|", "· ", "[ ", "a ", "[a] "),
    ),
)
SHORT, TIMES = 4_000, 8
# Work that grows with the square takes 64 times as long for a line that is eight times as long.
MOST = 24
# Processor seconds below which the clock says little.
LEAST = 0.005


def _cost(data: bytes) -> float:
    started = time.process_time()
    with suppress(UnreadableDocument):
        parse_document(data)
    return time.process_time() - started


def _text(line: str) -> bytes:
    return f"Giá vàng tăng mạnh ở nhiều nơi\n\nMở đầu bài báo.\n\n{line}\n\nHết bài báo.".encode()


def _page(line: str) -> bytes:
    story = f"<h1>Giá vàng tăng mạnh</h1><article><p>Mở đầu bài báo.</p><p>{line}</p></article>"
    return f"<html><body>{story}</body></html>".encode()


@pytest.mark.parametrize("form", [_text, _page])
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_line_eight_times_as_long_costs_about_eight_times_as_much(unit: str, form: Callable[[str], bytes]) -> None:
    short, long = (form(unit * (length // len(unit))) for length in (SHORT, SHORT * TIMES))
    # The machine may be busy: one of three tries is enough.
    tries = ((max(_cost(short), LEAST), _cost(long)) for _ in range(3))
    assert any(large < MOST * small for small, large in tries)
