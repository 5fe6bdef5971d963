"""Questions of a page to its readers, with answers to choose from: polls, surveys, quizzes."""

import re
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.readers.web.html_elements import Element

_BOXES: Final = frozenset({"div", "section", "fieldset", "ul", "ol", "table", "details"})
_LINES: Final = frozenset({"p", "div", "li"})
_ALL: Final = _BOXES | _LINES
_LONGEST: Final = 600  # characters
_LEAST_ANSWERS: Final = 2
_LONGEST_ANSWER: Final = 12  # words
_YES: Final = r"(?:có|đồng ý|ủng hộ|tán thành|hài lòng|yes)"
_NO: Final = r"(?:không|phản đối|no)(?: (?:đồng ý|ủng hộ|tán thành|hài lòng|rõ|quan tâm))?"
# A question with its answers on one line.
_ON_LINE: Final = re.compile(
    rf".{{10,}}\?\s*{_YES}\s*[/|•·-]\s*{_NO}(?:\s*[/|•·-]\s*[^?.]{{2,40}})?[.\s]*", re.IGNORECASE | re.DOTALL
)
_BUTTON: Final = re.compile(
    r"(?:gửi )?(?:bình chọn|biểu quyết|bỏ phiếu|trả lời|khảo sát|vote)(?: (?:ngay|của bạn))?"
    r"|(?:xem )?kết quả(?: bình chọn)?|\d+ (?:lượt )?(?:bình chọn|phiếu)",
    re.IGNORECASE,
)
_CHOICES: Final = frozenset({"radio", "checkbox"})


def is_poll(element: Element) -> bool:
    """Tell whether an element asks readers to choose an answer: by fields to mark, a button, or "Có / Không"."""
    if element.tag not in _ALL:
        return False
    whole = element.text_content()
    if len(whole) > _LONGEST or "?" not in whole:
        return False
    if element.tag in _LINES and _ON_LINE.fullmatch(clean_line(whole)):
        return True
    if element.tag not in _BOXES:
        return False
    texts = [text for one in element.itertext() if (text := clean_line(one))]
    asked = next((at for at, text in enumerate(texts) if text.endswith("?")), None)
    if asked is None:
        return False
    answers = [text for text in texts[asked + 1 :] if not _BUTTON.fullmatch(text)]
    if len(answers) < _LEAST_ANSWERS or any(len(text.split()) > _LONGEST_ANSWER for text in answers):
        return False
    marks = sum(one.tag == "button" or one.get("type") in _CHOICES for one in element.iter("input", "button"))
    return marks >= _LEAST_ANSWERS or any(map(_BUTTON.fullmatch, texts))
