"""Where what a cue reports begins and ends: "cho biết thêm rằng |...|, và khẳng định"."""

import re
from typing import Final

from articles.nlp.quotations.cues import has_cue
from articles.nlp.quotations.sentence_spans import end_of
from articles.nlp.quotations.word_lists import either
from articles.text.letter_classes import UPPER

# Between a cue and what is said.
_LEAD_IN: Final = re.compile(
    r"[\s\xa0]*(?:với(?!\w|[ \xa0](?:vai trò|tư cách|cương vị|sự|trách nhiệm|một|mục tiêu|tình hình|tinh thần|"
    r"điều kiện|lợi thế|quyết tâm|tốc độ|mức|số|việc|chủ trương|cách)(?!\w))"
    r"[^,:.;\"“”]{1,60}?(?=,|:|[\s\xa0](?:rằng|là)(?!\w))|"
    r"(?:trên|lên|trong|tại|cho)(?!\w)[^,:.;\"“”]{1,60}?(?=:|[\s\xa0](?:rằng|biết)(?!\w)))?"
    rf"(?:[\s\xa0]*với(?:[ \xa0](?:báo|PV|phóng viên))?(?:[ \xa0][{UPPER}]\w+){{1,4}}"
    r"(?=[ \xa0](?:sẽ|đã|đang|rằng|không|có|phải)(?!\w)))?"
    r"[\s\xa0]*(?:biết(?!\w))?[\s\xa0]*(?:thêm|rõ)?[\s\xa0]*[,:]?[\s\xa0]*(?:(?:rằng|là)(?!\w))?[\s\xa0]*[,:]?[\s\xa0]*"
)
# A "rằng" of the same clause: not in "khuyên Triều nên học nhưng anh tin rằng ...".
_LATE_THAT: Final = re.compile(r"(?:(?!(?<!\w)(?:nhưng|song|mà)(?!\w))[^,.;:\"“”]){0,60}?(?<!\w)rằng(?!\w)[\s\xa0,:]*")
_ABOUT: Final = re.compile(r"về[\s\xa0]+(?=việc|lý do|chuyện|khả năng)")
_GOES_ON: Final = re.compile(
    r"[\s\xa0]*(?:(?:,|;)?[\s\xa0]*(?<!\w)(?:và|nhưng|song|đồng thời|cũng như|rồi)[\s\xa0]+"
    rf"(?:(?:{either('adverbs_before_cues')})[\s\xa0]+){{0,3}}|^[^\w]*(?:\w+\W+){{0,1}},[\s\xa0]*)$"
)
_STORY_GOES_ON: Final = re.compile(
    r",?[\s\xa0]+(?:nhưng|song(?![ \xa0](?:phương|song|hành|ngữ)(?!\w))|rồi|tuy nhiên)[\s\xa0]"
)
# "..., thậm chí ông còn gợi ý ...": what somebody says besides.
_SAYS_TOO: Final = re.compile(
    r",[ \xa0](?:và[ \xa0])?(?:đồng thời|thậm chí|ngoài ra|bên cạnh đó)[ \xa0](?P<who>[^,.;:“”]+)"
)
_MOST_WORDS_BEFORE: Final = 6


def content_start(text: str, cue_end: int, end: int) -> int:
    """Return where what a cue reports begins, in a sentence that ends at `end`."""
    at = end_of(_LEAD_IN, text, cue_end, end)
    if late := _LATE_THAT.match(text, at, end):
        at = late.end()
    return end_of(_ABOUT, text, at, end)


def content_end(text: str, start: int, next_cue: int) -> int:
    """Return where what is reported from `start` ends before another cue of the same sentence."""
    match = _GOES_ON.search(text[start:next_cue])
    return start + match.start() if match else next_cue


def goes_on(text: str, start: int, cue: int) -> bool:
    """Tell whether what is reported from `start` ends before a cue, with "và" or the like between them."""
    return bool(_GOES_ON.search(text[start:cue]))


def besides(text: str, start: int, end: int) -> int:
    """Return where what is reported ends before what the same sentence reports besides: ", đồng thời ông đề nghị"."""
    found = _SAYS_TOO.finditer(text, start, end)
    return next((one.start() for one in found if has_cue(" ".join(one["who"].split()[:_MOST_WORDS_BEFORE]))), end)


def request_end(text: str, start: int, end: int) -> int:
    """Return where what somebody asks for ends: the story goes on behind "nhưng" or "rồi"."""
    match = _STORY_GOES_ON.search(text, start, end)
    return match.start() if match else end
