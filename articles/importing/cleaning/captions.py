"""Captions: their credits, captions inside a running text, and copies of one caption."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.byline_names import SENTENCE_OPENERS, SURNAMES, are_names, is_paper
from articles.importing.parsed_article import Caption
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER
from articles.text.papers import is_paper_name, paper_named

_KINDS: Final = (
    r"(?:Ảnh|ẢNH|ảnh|Hình ảnh|Hình|Đồ họa|Đồ hoạ|Nguồn ảnh|Nguồn|Photo|Infographic|Minh họa|Clip ảnh)"
    r"(?:[ _](?:minh[ _]h(?:ọa|oạ)|tư[ _]liệu|chụp[ _]màn[ _]hình|cắt[ _]từ[ _](?:clip|video)|do))?"
)
_MARK: Final = rf"(?<![^\W_]){_KINDS}\s?:\s*"
# The mark before a whole caption: "Ảnh: Xe chở học sinh bị giữ ở Biên Hòa - Ảnh: AN".
_LEADING_MARK: Final = re.compile(rf"^{_MARK}(?=(?:\S+\s+){{5}})")
_CREDIT_AT_END: Final = re.compile(
    rf"(?:^|[\s.,;–—-]|(?<=[”\"'’)…?!]))\s*(?P<open>[(\[])?\s*{_MARK}"
    r"(?P<credit>[^:\n]{1,80}?)\s*(?(open)[)\]])[\s.;]*$"
)
_CREDIT_BARE: Final = re.compile(
    r"(?:\s*\(\s?|(?<=[.!?”\"])\s+)(?:Ảnh|Photo by|Photo courtesy of) "
    rf"(?P<credit>[{UPPER}][^()\n]{{0,40}}?"
    r"|minh h(?:ọa|oạ)|tư liệu|chụp màn hình|chụp từ (?:clip|video)|cắt từ (?:clip|video)"
    r"|(?:do )?[^()\n.]{2,30} cung cấp)\s?\)?[\s.]*$"
)
# "AFP - STR", "REUTERS - Kim Hong-Ji", "© Getty Images", as some print it without "Ảnh:".
_CREDIT_OF_AGENCY: Final = re.compile(
    r"(?:(?<=[.!?”\"…])\s+(?=\S+ - )|\s*©\s*)"
    r"(?P<credit>(?:AFP|AP|REUTERS|Reuters|EPA|TTXVN|VNA|Getty Images|Xinhua)"
    rf"(?:\s*[-–—/]\s*[{UPPER}][^()\n]{{1,40}}?)?)\s*$"
)
# "Voi rừng vào rẫy - Video: H.TRUNG": who made a recording is named as the photographer is.
_CREDIT_OF_RECORDING: Final = re.compile(
    r"\s*(?:[-–—(]\s*|(?<=[.!?”\"])\s+)(?:Video|VIDEO|Clip|CLIP)\s?:\s*(?P<credit>[^:()\n]{2,40}?)\s?\)?[\s.]*$"
)
_INITIALS: Final = re.compile(rf"(?:[{UNMARKED_UPPER}]\.)+[{UNMARKED_UPPER}]")
_LONGEST_CREDIT: Final = 130  # characters, from the mark to the end of the text
_LONGEST_CAPTION: Final = 800  # characters of a caption inside a running text
_CREDIT_INSIDE: Final = re.compile(rf"(?P<open>[(\[])?\s*{_MARK}")
_LONGEST_MARK, _LONGEST_GAP = 45, 10  # characters before and behind its colon
_JOINT: Final = re.compile(r"[\s|–—-]+$")
_AFTER_CREDIT: Final = " .)]"
_TRAILING: Final = " .,;:…–—-"
# A full stop after these words, or after a single capital, does not end a sentence.
_ABBREVIATIONS: Final = "".join(rf"(?<!\b{word}\.)" for word in ("TP", "Tr", "TS", "ThS", "BS", "GS", "Dr", "St", "Mr"))
_SENTENCE: Final = re.compile(
    rf"(?:(?<=[.!?…])|(?<=[.!?…][”\"’']))(?<![\s._(][{UNMARKED_UPPER}]\.){_ABBREVIATIONS}\s+(?=[“\"'(]?[{UPPER}0-9])"
)
_SUPPLIED: Final = re.compile(r"(?:\S+\s){0,8}?\S*cung[ _]cấp\b", re.IGNORECASE)
_AGENCY: Final = re.compile(
    rf"(?:[{UNMARKED_UPPER}][{UNMARKED_UPPER}0-9.]*[{UNMARKED_UPPER}0-9]"
    rf"|[{UNMARKED_UPPER}]\.[{UNMARKED_UPPER}])(?:[/-]\S+)?|\S+\.(?:vn|com|net|org)\b"
    r"|[Ii]nternet(?![^\W_])(?:[/-]\S+)?"
)
_ONE_WORD: Final = re.compile(r"(?P<name>[^\W_]+\+?)(?:[/-]\S+)?")
_ONE_WORD_MORE: Final = re.compile(rf",\s*{_ONE_WORD.pattern}")
_JOINTS_OF_NAMES: Final = (["-"], ["–"], ["&"], ["/"])
# A name that the next sentence is glued to: "Phương NgânÔng Tâm nói".
_GLUED_SENTENCE: Final = re.compile(
    rf"(?:[{UPPER}][{LOWER}]+ ){{1,3}}[{UPPER}][{LOWER}]+(?=[{UPPER}](?:[{LOWER}]+)?\s)"
)
_NAME_WORD: Final = re.compile(rf"[{UPPER}][^\s_]*(?:_[{UPPER}][^\s_]*)*")


def split_credit(text: str) -> Caption:
    """Split a caption and its credit: "Ông Hòa phát biểu. Ảnh: BNG" -> ("Ông Hòa phát biểu.", "BNG").

    The punctuation of the credit is dropped, but for the stops of initials ("N.N."); a full stop before it stays with
    the caption.
    """
    match = _credit_at_end(text)
    if match is None:
        return Caption(text.strip())
    head = _LEADING_MARK.sub("", text[: match.start()])
    stop = "." if text[match.start() : match.start() + 1] == "." else ""
    credit = match["credit"].strip(" .,;–—-")
    is_shortened = _INITIALS.fullmatch(credit) is not None and text.startswith(f"{credit}.", match.start("credit"))
    return Caption(_JOINT.sub("", head) + stop, f"{credit}." if is_shortened else credit)


def has_credit(text: str) -> bool:
    """Tell whether `text` ends with the credit of a picture."""
    return _credit_at_end(text) is not None


def is_credit(text: str) -> bool:
    """Tell whether `text` is the credit of a picture alone: "ẢNH: CTV", "(Ảnh minh họa: Hồng Đạt)"."""
    if not has_credit(text):
        return False
    caption = split_credit(text)
    return bool(caption.credit) and not caption.text.strip(" .")


@lru_cache(maxsize=1000)
def _credit_at_end(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_CREDIT)
    end = text[start:]
    if (" - " in end or "©" in end) and (match := _CREDIT_OF_AGENCY.search(text, start)):
        return match
    if ":" not in end and "Ảnh " not in end and "Photo " not in end:
        return None
    recording = _CREDIT_OF_RECORDING.search(text, start)
    if recording and recording.start() and are_names(recording["credit"]):
        return recording
    match = _CREDIT_AT_END.search(text, start)
    if match and (_is_credit(match["credit"], match[0]) or (match.start() and _is_body(match["credit"]))):
        return match
    return _CREDIT_BARE.search(text, start)


def _is_credit(credit: str, whole: str) -> bool:
    """Tell whether the words after "Ảnh:" or "Nguồn:" name somebody, rather than continue a sentence."""
    words = [word for word in re.findall(r"[^\s/&–-]+", credit) if word]
    named = sum(not word[0].islower() for word in words)
    if "nguồn:" in whole.lower():
        return named == len(words) or (len(words) <= 6 and is_paper(credit))
    return len(words) <= 4 or named >= len(words) / 2 or bool(_SUPPLIED.fullmatch(credit))


def _is_body(credit: str) -> bool:
    """Tell whether a credit is the name of a body, however long: "Trung tâm Dự báo khí tượng thủy văn quốc gia"."""
    return credit[0].isupper() and bool(shipped_gazetteer().head_of("organization_heads", credit))


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences, by punctuation."""
    return _SENTENCE.split(text)


@lru_cache(maxsize=1000)
def caption_key(text: str) -> str:
    """Return a key that two copies of a caption share, whatever their case, spaces, last stop and credit."""
    caption = split_credit(text).text if has_credit(text) else text
    return " ".join(caption.casefold().split()).rstrip(_TRAILING)


def merge_captions(captions: Iterable[Caption]) -> tuple[Caption, ...]:
    """Return each caption once, in the order in which they first appear, with its fullest text and first credit."""
    merged: dict[str, Caption] = {}
    for caption in captions:
        key = caption_key(caption.text)
        if not key:
            continue
        first = merged.get(key, caption)
        merged[key] = Caption(_fuller(first.text, caption.text), first.credit or caption.credit)
    return tuple(merged.values())


def _fuller(one: str, other: str) -> str:
    return max(one, other, key=lambda text: (not text.isupper(), len(text)))


def cut_captions(text: str) -> list[str | Caption]:
    """Cut captions out of a text without line breaks: a caption is the sentence before "Ảnh: X".

    Returns parts of the text and captions, in order. Where syllables are joined ("Tiến_Dũng"), that shows where a
    credit ends.
    """
    parts: list[str | Caption] = []
    start = 0
    for mark in _marks_inside(text):
        if mark.start() < start:
            continue
        begin, end = _caption_begin(text, start, mark.start()), _credit_end(text, mark)
        caption = "" if begin is None else text[begin : mark.start()].strip().rstrip(" –—-(")
        if end is None or not caption:
            continue
        if begin and not text[end:].strip(_AFTER_CREDIT) and are_names(name := caption.rstrip(".")):
            # Who signs the text, and who made its pictures: "... được điều tra. Phan Phan. Ảnh: NVCC".
            return [*parts, f"{text[start:begin]}{name}".strip()]
        parts += [text[start:begin].strip(), Caption(caption, text[mark.end() : end].strip(" .,;–—-()[]"))]
        start = _past_stop(text, end)
    return [part for part in [*parts, text[start:].strip()] if part]


def _marks_inside(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks of credits in a text ("Ảnh:"): what stands before each colon is looked at."""
    end, colon = 0, text.find(":")
    while colon >= 0:
        mark = _CREDIT_INSIDE.search(text, max(end, colon - _LONGEST_MARK), colon + _LONGEST_GAP)
        if mark:
            yield mark
            end = mark.end()
        colon = text.find(":", max(colon + 1, end))


def _caption_begin(text: str, start: int, end: int) -> int | None:
    """Return where the sentence that ends at `end` begins, from `start` on; None where it is too long for a caption."""
    window = max(start, end - _LONGEST_CAPTION)
    begins = [boundary.end() for boundary in _SENTENCE.finditer(text, window, end)]
    return begins[-1] if begins else start if window == start else None


def _past_stop(text: str, end: int) -> int:
    match = re.compile(r"[\s.)\]]*").match(text, end)
    return match.end() if match else end


def _credit_end(text: str, mark: re.Match[str]) -> int | None:
    """Return where the credit after `mark` ends, None where there is no credit."""
    if mark["open"]:
        close = re.compile(r"[^()\[\]]{1,80}?(?=[)\]])").match(text, mark.end())
        return close.end() if close else None
    rest = text[mark.end() : mark.end() + 120]
    if supplied := _SUPPLIED.match(rest):
        return mark.end() + supplied.end()
    agency = _AGENCY.match(rest)
    if end := agency.end() if agency else _papers_end(rest):
        return mark.end() + _more_agency(rest, end)
    return mark.end() + _name_end(rest) or None


def _papers_end(rest: str) -> int:
    """Return where the known papers of one word end with which `rest` begins: "Boldsky, Baophunu"; 0 without any."""
    first = _ONE_WORD.match(rest)
    if first is None or not is_paper_name(first["name"]):
        return 0
    end = first.end()
    while (more := _ONE_WORD_MORE.match(rest, end)) and paper_named(more["name"]):
        end = more.end()
    return end


def _more_agency(rest: str, end: int) -> int:
    """Return where the rest of an agency's name ends: "VIỆT QUỐC", "Getty Images"."""
    more = re.compile(rf"(?:\s(?:[{UPPER}]{{2,}}(?![^\W_])|Images|News))+").match(rest, end)
    return more.end() if more and "/" not in rest[:end] else end


def _name_end(rest: str) -> int:
    """Return where the name at the beginning of `rest` ends and the next sentence begins."""
    words = list(re.finditer(r"\S+", rest))
    if glue := _GLUED_SENTENCE.match(rest):
        return glue.end()
    count = _name_length([word[0] for word in words])
    return words[max(count, 1) - 1].end() if words else 0


def _name_length(words: list[str]) -> int:
    """Return how many of `words` are part of the name, by capitals, punctuation and joined syllables."""
    family = bool(words) and words[0].lower() in SURNAMES
    count = 0
    for word in words[:7]:
        bare = word.rstrip(".,;)")
        if not _may_be_in_name(bare) or (count and _goes_on(words, count, family)):
            break
        count += 1
        if _ends_name(word) or ("_" in bare and words[count : count + 1] not in _JOINTS_OF_NAMES):
            return count
    if 1 < count < len(words) and words[count][0].islower() and not words[count - 1].isupper():
        # The word before one in small letters opens the next sentence.
        count -= 1
    joined = any([word] in _JOINTS_OF_NAMES for word in words[:count])
    return 3 if count > 3 and family and not joined else count


def _goes_on(words: list[str], count: int, family: bool) -> bool:
    """Tell whether the sentence after a credit begins at `words[count]`: "Hải An | Trong khi", but "Nguyễn Văn Lực"."""
    if not _opens_sentence(words[count].rstrip(".,;)")):
        return False
    before_small = count + 1 < len(words) and words[count + 1][0].islower()
    return before_small or words[count] == "Theo" or count > (2 if family else 1)


def _may_be_in_name(word: str) -> bool:
    return bool(_NAME_WORD.fullmatch(word)) or [word] in _JOINTS_OF_NAMES


def _ends_name(word: str) -> bool:
    return word[-1] in ".;)" and not re.fullmatch(rf"(?:[{UNMARKED_UPPER}]\.)+", word)


def _opens_sentence(word: str) -> bool:
    return word.split("_")[0].lower() in SENTENCE_OPENERS and not word.isupper()
