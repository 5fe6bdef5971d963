"""Lines of a PDF: which are one paragraph, which repeat on its pages."""

from articles.importing.readers.office_files.pdf_lines import PdfLine, joined_lines, running_heads

_LETTER = 5.0


def _lines(*rows: tuple[str, float, float], page: int = 0, size: float = 10) -> list[PdfLine]:
    """Return lines of text, each with its left edge and its bottom; each letter is five points wide."""
    return [PdfLine(text, page, left, left + _LETTER * len(text), bottom, size, 800) for text, left, bottom in rows]


def test_lines_of_columns_and_of_a_large_title_are_joined_and_paragraphs_end_where_a_word_had_room() -> None:
    title = _lines(("Xã Ea Tar đào kênh cứu", 40, 700), ("320 ha cà phê", 40, 680), size=20)
    text = _lines(
        ("Ba buôn góp công nạo vét 7 km kênh, nước về kịp đợt tưới thứ ba.", 40, 650),
        ("Sáng 12/3, hơn 200 người ở buôn", 40, 626),
        ("Drai Sí ra nạo vét.", 40, 614),
        ("Ông Y Bliu cho biết toàn xã có", 40, 602),
        ("1.240 ha cà phê.", 40, 590),
        ("Nước về đầu kênh lúc 15h chiều", 210, 626),
        ("qua.", 210, 614),
        ("Mùa tới bà con vẫn còn lo nước.", 220, 602),
    )
    assert joined_lines([*title, *text]) == [
        "Xã Ea Tar đào kênh cứu 320 ha cà phê",
        "Ba buôn góp công nạo vét 7 km kênh, nước về kịp đợt tưới thứ ba.",
        "Sáng 12/3, hơn 200 người ở buôn Drai Sí ra nạo vét.",
        "Ông Y Bliu cho biết toàn xã có 1.240 ha cà phê.",
        "Nước về đầu kênh lúc 15h chiều qua.",
        "Mùa tới bà con vẫn còn lo nước.",
    ]


def test_what_repeats_at_the_edges_of_pages_is_a_running_head() -> None:
    lines = [
        line
        for page in range(3)
        for line in _lines(
            ("BÁO ĐẮK LẮK", 40, 770), ("Nước về.", 40, 400), (f"Số 54, trang {page + 1}", 40, 20), page=page
        )
    ]
    assert running_heads(lines) == {"BÁO ĐẮK LẮK", "Số 54, trang 1", "Số 54, trang 2", "Số 54, trang 3"}
    assert running_heads(lines[:3]) == frozenset()
