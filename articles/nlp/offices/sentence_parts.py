"""What the words around a name or an office say of its part in the sentence: who acts, and who only is spoken of."""

import re
from typing import Final

from articles.nlp.offices.office_words import either

_SENTENCE: Final = re.compile(r"[.!?…:;\"“”\n]\s+|(?<!\w)rằng\s+")
# "Trong đơn gửi Chủ tịch nước, ông Nam viết": the office closes what the sentence opens with. "Trước đó" opens nothing.
_OPENING: Final = re.compile(
    r"\W*(?:(?:trong|với|sau|trước|khi|từ khi|để|nhờ|tại|do|vì)(?! (?:đó|này|kia|ấy|nay)(?!\w))(?: khi)?\s+"
    r"(?:\w+\s+){2,}|(?:thay mặt|(?:thừa|được sự) (?:ủy|uỷ) quyền(?: của)?)\s+)",
    re.IGNORECASE,
)
# "Trong vai trò Chủ tịch, ông Nam ..." says what he is.
_IN_THE_ROLE_OF: Final = re.compile(
    rf"(?<!\w)(?:vai trò|cương vị|tư cách|chức|chức vụ|vị trí|là|làm|{either('appointing')})\s+$", re.IGNORECASE
)
_DENIED: Final = re.compile(
    r"(?<!\w)(?:(?:không|chưa) phải(?: là)?|(?:tranh|ứng) cử(?: chức| vào chức| chức vụ)?)\s+$", re.IGNORECASE
)
_ADDRESS: Final = rf"(?:{either('addresses')}\s+)"
# "con trai ông Nam là ...": somebody else is. "Của ông Nam khi là ..." says it of him.
_OF_THE_NAMED: Final = re.compile(
    rf"(?<!\w)(?:(?<!vợ ){either('kin')}\s+(?:của\s+)?{_ADDRESS}|(?:của|vai)\s+{_ADDRESS}?)$", re.IGNORECASE
)
_TURNS_TO_THEM: Final = re.compile(r",|(?<!\w)(?:khi|lúc|hồi)(?!\w)", re.IGNORECASE)
_IN_THE_TIME_OF: Final = re.compile(rf"(?<!\w)thời\s+{_ADDRESS}?$", re.IGNORECASE)
_INSTEAD_OF: Final = re.compile(rf"(?<!\w)(?:thay|thay cho|thay thế|kế nhiệm)\s+{_ADDRESS}?$", re.IGNORECASE)
# Between a name and "làm": the post is not theirs, or somebody else's.
_NOT_THEIRS: Final = re.compile(
    r"(?<!\w)(?:không(?! chỉ(?!\w))|chưa|có thể|có khả năng|muốn|nếu|ai|tôi)(?!\w)", re.IGNORECASE
)
_BETWEEN: Final = re.compile(rf"(?<!\w)giữa\s+{_ADDRESS}?$", re.IGNORECASE)
# Characters before a name or an office in which these words are sought.
_NEAR: Final = 40
_SEPARATORS: Final = tuple(",;:-–—()")


def closes_opening(text: str, line: int, start: int, holder_end: int) -> bool:
    """Tell whether an office at `start` closes the words that open a sentence, before its subject, who ends there.

    "Trong đơn gửi Chủ tịch nước, ông Nam viết" is of two people. `line` is where the text that counts begins.
    """
    if text[holder_end:].lstrip()[:1] in _SEPARATORS:
        return False
    breaks = [match.end() for match in _SENTENCE.finditer(text, line, start)]
    opening = text[breaks[-1] if breaks else line : start]
    # Behind another opening: "Theo New York Times, trong thư gửi người đứng đầu FBI, ông Nam nhắc".
    is_opening = _OPENING.fullmatch(opening) or _OPENING.fullmatch(opening.rpartition(",")[2])
    return is_opening is not None and not _IN_THE_ROLE_OF.search(opening)


def is_one_of_two(text: str, start: int) -> bool:
    """Tell whether a name at `start` is followed by another party: "giữa ông Nam, Chủ tịch A, và Chủ tịch B"."""
    return _BETWEEN.search(text, max(0, start - _NEAR), start) is not None


def is_denied(text: str, start: int) -> bool:
    """Tell whether the text says before an office that somebody does not hold it, or not yet: "tranh cử"."""
    return _DENIED.search(text, max(0, start - _NEAR), start) is not None


def is_only_spoken_of(text: str, start: int, between: str) -> bool:
    """Tell whether a name at `start`, or its title, only says whose something is: "con trai ông Nam là giám đốc".

    `between` are the words from the name to those that give the office: "dưới thời ông Nam làm giám đốc" gives it him.
    """
    near = max(0, start - _NEAR)
    if _INSTEAD_OF.search(text, near, start):
        return True
    if _IN_THE_TIME_OF.search(text, near, start):
        return between.strip() != ""
    return _OF_THE_NAMED.search(text, near, start) is not None and not _TURNS_TO_THEM.search(between)


def may_be_given(between: str) -> bool:
    """Tell whether the words between a name and an office may give it to the named: "có thể không đủ sức" do not."""
    return _NOT_THEIRS.search(between.rpartition(",")[2]) is None
