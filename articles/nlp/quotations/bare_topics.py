"""What stands behind a cue and only names what was spoken of: "nói về bạn gái", "chỉ trích tòa án"."""

import re
from typing import Final

from articles.nlp.quotations.clause_parts import BI
from articles.nlp.quotations.sentence_spans import size
from articles.nlp.quotations.word_lists import either

_STATEMENT: Final = re.compile(
    rf"(?<!\w)(?:đã|sẽ|đang|là|có|không|được|{BI}|phải|cần|nên|chưa|vẫn|cũng|rất|rằng|việc|do|vì|nếu|khi|sau|mình|tôi|anh|cô|ông|bà|họ)(?!\w)"
)
# What has no content of its own: "xác nhận thông tin trên", "cho biết điều này tại buổi họp".
_BARE_TOPIC: Final = re.compile(
    r"(?:(?:những|các|toàn bộ|về) )?(?:thông tin|sự việc|vụ việc|câu chuyện|sự cố|việc|điều|nội dung|tin|cáo buộc|"
    r"con số|nghi vấn|tin đồn|mối quan hệ|vấn đề|quan điểm|ý kiến)(?: \w+){0,2}? (?:trên|này|đó|nói trên|như trên|ấy)"
    rf"(?=[\s\xa0]*(?:$|[.,;]|{either('words_behind_topics')}(?!\w)))|"
    r"(?:sự|vụ) việc (?:đến|tới|lên|ra)(?!\w)",
    re.IGNORECASE,
)
# "cho" is a preposition, but not in "cho đến nay".
_ABOUT: Final = re.compile(r"(?:(?:với[^,.:;\n]{1,40})?về|cho(?![ \xa0]+(?:tới|đến|dù|rằng)(?!\w)))(?!\w)")
# What goes on with what was done, and is not said: "lên tiếng phủ nhận và úp mở", "như đã nói ở trên".
_GOES_ON: Final = re.compile(
    r"(?:và|hoặc|nhưng|tương tự|ở trên|bên trên|(?:cuối cùng|đầu tiên|mới nhất) về)(?!\w)", re.IGNORECASE
)
# What somebody leads, names or tells of, and says nothing in: "chỉ đạo công tác điều tra", "kể lại hành trình".
_BARE_OBJECT: Final = re.compile(
    r"chỉ đạo (?:việc|công tác|liên quan|(?:sau |trước )?khi|như (?:trên|vậy)|(?:các |những )?lĩnh vực)(?!\w)|"
    r"chỉ đạo (?:(?:tại|trong) (?:buổi|cuộc|hội nghị|phiên|lễ))(?!\w)|"
    r"chỉ đạo (?:hội nghị|cuộc họp|phiên họp|buổi lễ)(?!\w)|"
    r"(?:phản bác|phản bác lại|bác bỏ|phủ nhận) (?:những|các|mọi|tất cả) (?:lời|thông tin|cáo buộc|tin đồn)(?!\w)"
    r"(?!.*(?<!\w)(?:là|rằng)(?!\w))|"
    r"nêu (?:lên|tên|gương)(?!\w)|(?:đáp trả|trả lời|đáp|nói|chia sẻ|phát biểu) (?:rất |khá )?ngắn gọn(?!\w)|"
    r"(?:thốt lên|viết|nói|gửi|bày tỏ|chia sẻ) (?:ra )?(?:những|nhiều|các|vài|một số) (?:lời|câu)(?!\w)"
    r"(?!.*(?<!\w)(?:là|rằng|như)(?!\w))|"
    r"(?:đáp trả|trả lời|phản hồi|giải đáp|đáp)(?: lại)? (?:tất cả |mọi )?"
    r"(?:những|các|câu hỏi|thắc mắc|chất vấn)(?!\w)|"
    r"nhấn mạnh (?:đến|tới) (?!năm|nay|hết|thời|khi|tháng|ngày|cuối)|"
    r"cảm ơn (?:những|các|mọi|tất cả)(?!\w)(?!.*(?<!\w)vì(?!\w))|"
    r"(?:khen|khen ngợi|trả lời) (?:rất|khá|nhiều|hết)(?!\w)|(?:chia sẻ|tiết lộ|hé lộ|bật mí) (?:về )?lý do(?!\w)|"
    r"viết (?:đơn|thư|tâm thư|sách|báo|bài|nhạc|kịch bản|lời|giấy|một giấy)(?!\w)|"
    r"đồng tình (?:với|(?:đề xuất|kiến nghị|ý kiến|quan điểm|chủ trương) (?:của|về|này|trên))(?!\w)|"
    r"(?:kể|kể lại|chia sẻ|tiết lộ) (?:về )?"
    r"(?:cuộc sống|cuộc đời|quá trình|hành trình|khoảnh khắc|kỷ niệm|kỉ niệm|bí quyết)(?!\w)"
    r"(?!.*(?<!\w)(?:là|rằng)(?!\w))"
)
# Cues behind which things are named that were told of: "chia sẻ những tin nhắn bị đe dọa", "tiết lộ nhiều điều thú vị".
_TELLING: Final = frozenset(
    {"chia sẻ", "giãi bày", "trải lòng", "tiết lộ", "hé lộ", "bật mí", "kể", "kể lại", "chỉ ra", "bộc bạch"}
)
_THINGS: Final = re.compile(
    r"(?:những|nhiều(?! lần)|một số|các|một vài|một chút|cảm xúc|cảm nhận|hình ảnh|bức ảnh|câu chuyện|kinh nghiệm|"
    r"trải nghiệm|tin nhắn|niềm|nỗi|suy nghĩ|tâm sự|chuyện)(?!\w)"
    r"(?![^.]*(?<!\w)(?:là|rằng|có thể|sẽ|đã|đang|không)(?!\w))",
    re.IGNORECASE,
)
# Nor are pictures, whatever is told of them: "chia sẻ các bức ảnh mà cô cho rằng ...".
_PICTURES: Final = re.compile(
    r"(?:(?:các|những|một|vài|loạt|hàng loạt|đoạn) )*(?:bức ảnh|tấm ảnh|hình ảnh|clip|video)(?!\w)", re.IGNORECASE
)
# Cues behind which a bare thing is no statement, whatever is said of it: "nêu hàng loạt ví dụ mà báo chí đã phản ánh".
_NAMING: Final = _TELLING | {"nêu", "phân tích", "trình bày", "nhắc lại", "bày tỏ", "dẫn chứng", "thông báo"}
_BARE_THING: Final = re.compile(
    r"(?:(?:ra|lên) )?(?:(?:các|những|một|nhiều|hàng loạt|một số|một vài|\d+|hai|ba|bốn|năm) )?(?:\" ?)?"
    r"(?:mối quan hệ|quan điểm|thái độ|tham vọng|bức ảnh|tấm ảnh|hình ảnh|ảnh|clip|video|link|bài viết|bài báo|"
    r"cận cảnh|khoảnh khắc|"
    r"tờ trình|kiến nghị|mất mát|thông tin về|ví dụ|vụ việc|khó khăn|hạn chế|thách thức|băn khoăn|việc còn|"
    r"công thức|quá trình|thành tích)(?!\w)"
    r"(?![^.]*(?<!\w)(?:là|rằng|như|gồm|vì)(?!\w))(?![^.]*:)",
    re.IGNORECASE,
)
# Cues of a judgement, behind which whom or what it is of may stand alone: "chỉ trích tòa án sau phiên điều trần".
_JUDGING: Final = frozenset({"chỉ trích", "khen", "khen ngợi", "lên án", "phản đối", "đáp trả"})
_JUDGED: Final = re.compile(r"(?<!\w)(?:là|đã|đang|sẽ|vì|không|chưa|rằng|cần|phải|nên|bị|được|rất|cản trở)(?!\w)|[“\"]")
_OF_IT: Final = re.compile(r",|(?<!\w)mà(?!\w)")
# Cues that also say that somebody holds a speech or gives an answer: "phát biểu bế mạc hội nghị".
_HOLDING: Final = frozenset({"phát biểu", "trả lời"})
_THAT: Final = re.compile(r"[\s\xa0]*(?::|(?:với[^,.:;\n]{1,40})?[,:]?[\s\xa0]*(?:rằng|là)(?!\w))")
_VERB: Final = re.compile(r"(?:sẽ|không|chưa|đã|có|cần|phải|rất|muốn|đây|do|vì|nếu)(?!\w)", re.IGNORECASE)
# Cues that a preposition may follow: "chia sẻ với nỗi đau", "kết luận theo quy định".
_WITH_WHOM: Final = frozenset({"chia sẻ", "kết luận", "bày tỏ", "hứa", "đặt vấn đề", "phàn nàn", "phản đối"})
_PREPOSITION: Final = re.compile(r"(?:với|đối với|theo|trước|ngay với|vì)(?!\w)", re.IGNORECASE)
# Between a cue and a comma, what is spoken of: "chia sẻ với báo chí xung quanh câu chuyện ông Hải, ...".
_ON_WHAT: Final = re.compile(r"(?<!\w)(?:xung quanh|về|câu chuyện)(?!\w)")
# What is done besides, behind a cue and a comma: "khen ngợi, biểu dương những kết quả".
_DONE_TOO: Final = re.compile(
    r"(?:biểu dương|ghi nhận|hoan nghênh|trao đổi|thách thức|làm rõ|chỉ rõ|nêu rõ|động viên|chúc mừng|nhận trách nhiệm|"
    r"yêu cầu|khẳng định)(?!\w)",
    re.IGNORECASE,
)
# Syllables of what is only named: "chia sẻ về chuyện phẫu thuật thẩm mỹ".
_SHORT_TOPIC: Final = 7
# Behind a weak cue, when or where it was shared: "kinh nghiệm được ông Nhân chia sẻ sau chuyến thăm".
_OCCASION: Final = re.compile(
    r"(?:khi|sau|trước|trong|trên|tại|cùng)(?!\w)(?![^.]{0,60}(?<!\w)(?:rằng|là)(?!\w))", re.IGNORECASE
)
_FURTHEST: Final = 40
_MOST_WORDS: Final = 14


def is_bare_topic(text: str, start: int, end: int) -> bool:
    """Tell whether what a cue reports from `start` is a bare topic, whichever cue it is."""
    return bool(_ABOUT.match(text, start, end) or _BARE_TOPIC.match(text, start, end))


def is_statement(words: str) -> bool:
    """Tell whether words are more than a name for something."""
    return bool(_STATEMENT.search(words))


def is_bare(text: str, cue: tuple[int, int], start: int, end: int, *, is_weak: bool) -> bool:
    """Tell whether what a cue reports, from `start` to `end`, only names what was spoken of.

    A weak cue needs a statement behind it.
    """
    word = text[slice(*cue)].lower()
    lead_in = text[cue[1] : start].strip()
    if _BARE_THING.match(text, start, end) and word in _NAMING and not _THAT.match(text, cue[1]):
        return True
    if word in _HOLDING and not _THAT.match(text, cue[1]):
        return not (_VERB.match(text, start, end) if not lead_in else is_statement(_first_words(text, start, end)))
    if lead_in == "," and _DONE_TOO.match(text, start, end):
        return True
    if word in _JUDGING and lead_in in ("", ","):
        return not _JUDGED.search(_of_it(text, start, end)) or bool(_PREPOSITION.match(text, start, end))
    if lead_in:
        is_short = lead_in == "về" and size(text, start, end) <= _SHORT_TOPIC and text.startswith("chuyện", start)
        # "trình báo với lực lượng an ninh, đổi khóa cửa"
        is_done = word == "trình báo" and lead_in.endswith(",")
        return (
            is_short
            or is_done
            or (lead_in.startswith("với") and lead_in.endswith(",") and bool(_ON_WHAT.search(lead_in)))
        )
    return _is_bare_behind(word, text, start, end) or (is_weak and not _is_told(text, start, end))


def _is_bare_behind(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether what stands right behind a cue is bare."""
    if _GOES_ON.match(text, start, end) or (word in _WITH_WHOM and _PREPOSITION.match(text, start, end)):
        return True
    if _BARE_OBJECT.match(f"{word} {text[start : min(end, start + _FURTHEST)]}"):
        return True
    return word in _TELLING and bool(_THINGS.match(text, start, end) or _PICTURES.match(text, start, end))


def _is_told(text: str, start: int, end: int) -> bool:
    return not _OCCASION.match(text, start, end) and is_statement(" ".join(text[start:end].split()[:_MOST_WORDS]))


def _first_words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split()[: _MOST_WORDS // 2])


def _of_it(text: str, start: int, end: int) -> str:
    """Return what is said of whom a judgement is of, up to a comma or "mà"."""
    match = _OF_IT.search(text, start, end)
    return text[start : match.start() if match else end]
