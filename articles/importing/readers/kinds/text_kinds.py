"""Texts that are no articles, recognised by their lines: corpora in columns, headlines, source code, logs, e-mail."""

import re
from itertools import pairwise
from statistics import mean
from typing import Final

from articles.importing.cleaning.captions import has_credit, sentences
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.parsed_article import (
    ADVERTS,
    ARTICLE_LIST,
    CODE,
    COMMENTS,
    CORPUS,
    ERROR_PAGE,
    FORM,
    HEADLINES,
    LOG,
    MAIL,
    OF_SITE,
    OFFICIAL,
    SIGN_IN,
)
from articles.importing.readers.kinds.corpora import is_corpus
from articles.importing.readers.kinds.data_texts import (
    are_adverts,
    has_code_blocks,
    is_glossary,
    is_notice,
    is_sorted_list,
)
from articles.importing.readers.kinds.service_texts import (
    are_most,
    asks_consent,
    asks_to_sign_in,
    is_comments,
    is_form,
    is_missing,
    is_of_site,
    is_offer,
    is_official,
    is_search,
)
from articles.importing.readers.messages.letters import HEADERS
from articles.text.segmenters import is_tagged

_MOST_LINES: Final = 400
_LEAST_LINES: Final = 5
_LOOKED_AT: Final = 5_000  # characters that tell a corpus
# Headlines: lines of so many words on average, nearly none of which ends as a sentence does.
_HEADLINE_WORDS: Final = (6.5, 30)
_MARKS: Final = re.compile(r"^\s*(?:[-–•*+>]|\d{1,3}[.)])\s*|\s*(?:https?://\S+|\(\d+\)|\d{1,2}:\d\d)\s*")
_MARKED_AT_START: Final = re.compile(r"\s*(?:[-–•*+>]|\d{1,3}[.)])")
_MARKED_INSIDE: Final = re.compile(r"https?://|\(\d+\)|\d:\d\d")
_VERSE_MARKS: Final = 0.2
_LEAST_HEADLINES, _MOST_SENTENCES = 0.8, 0.15
_LONGEST_HEADLINE: Final = 30
_LONGEST_VERSE: Final = 8.5
# A list of articles: headlines, each with a teaser below it, one after another. Between them may stand the time or the
# section of each; without those, the headlines are longer than sub-headings, the teasers shorter than paragraphs.
_LEAST_TEASERS, _LEAST_TIMED = 4, 3
_LEAST_IN_PAIRS: Final = 0.8
_TITLE_LENGTH: Final = range(5, 31)  # words
_LEAST_TEASER: Final = 8  # words of a teaser with a stop at its end
_UNSTOPPED_TEASER: Final = 31  # words of a line without one that is too long for a title
_LONGEST_TEASER: Final = 60
_LISTED_TITLE, _LISTED_TEASER = 8, 45  # words on average
_MOST_LONG, _MOST_QUESTIONS = 0.34, 0.5
_ARROWS: Final = "->=»►▶→ "
_STOPS, _CLOSING = (".", "…", "!", "?", ";", ":"), "\"”’')]"
_DIGIT: Final = re.compile(r"\d")
_TIME: Final = re.compile(
    r"\d+\s+(?:giây|phút|giờ|ngày|tuần|tháng|năm|minutes?|hours?|days?|weeks?)\s+(?:trước|ago)|\d{1,2}[:hg]\d\d"
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?",
    re.IGNORECASE,
)
# The names of a menu on one line.
_CELLS: Final = re.compile(r"\s*\|\s*|\s{2,}|\t")
_LEAST_CELLS: Final = 3
_LEAST_TIMED_TITLES: Final = 0.3  # of the lines
_TIMED_TITLE: Final = re.compile(r"\d{1,2}[:h]\d\d\s+\S+(?:\s\S+){3,}[^.]$")
# The title of a report that is written while something happens: its times are those of what it tells.
_LIVE: Final = re.compile(r"\W*(?:trực tiếp|tường thuật|cập nhật liên tục|live)\b(?:\W+\w+){4}", re.IGNORECASE)
_TOP_OF_LIVE: Final = 25  # lines
# The signs of one item of a list (see `_teaser_sign`): its headline, its teaser, and its time above or below.
_TIMED_ITEM: Final = re.compile(r"hxt|xht(?!x)|htx")
_LISTED: Final = re.compile(r"(?:\d{1,2}[:hg]\d\d|\d{1,2}[.)])\s+\S")
_NUMBERED: Final = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,4})[.)/:]\s")
_CODE: Final = re.compile(
    r"(?:import|from|def|class|return|if|elif|else|for|while|try|except|with|function|var|let|const|public|private"
    r"|protected|static|void|int|package|using|namespace|#include|#define|#!|@\w+|//|/\*|\*/|<\?php|echo|print|SELECT"
    r"|INSERT|CREATE|UPDATE|end|fn|func|type|interface|export|module|require)\b.*|.*(?:[;{}]|\);?|=>|\):|\\)"
    r"|\s*[\w.$\[\]\"']+\s*(?:=|\+=|:=|\().*|[.#]?[\w-]+\s*\{?|\s*[\w-]+:\s.*;|--.*|\s*\$\w+.*",
)
_CODE_SIGNS: Final = re.compile(
    r"(?m)^\s*(?:import |from \w|def |class |function |var |let |const |public |private |#include|package |using "
    r"|return\b|if ?\(|for ?\(|while ?\(|@\w+|<\?php|#!/|SELECT |INSERT |CREATE )|[;{}]\s*$|\w\(.*\)\s*[;{:]\s*$"
)
# The lines of a Makefile: a target, a command below it, a comment, a variable.
_TARGET: Final = re.compile(r"[\w.$()/%-]+:(?:\s[\w.$()/% -]*)?", re.ASCII)
_BUILD_LINE: Final = re.compile(rf"{_TARGET.pattern}|\t[@$a-z-].*|#.*|[A-Z_]+\s*[:?+]?=.*", re.ASCII)
_LEAST_CODE, _LEAST_SIGNS = 0.6, 0.25
_LOGGED: Final = re.compile(
    r"\s*[\[(]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d|\d\d[-/.]\d\d[-/.]\d{2,4} \d\d:\d\d:\d\d"
    r"|\d{1,2}/[A-Z][a-z]{2}/\d{4}:|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL|TRACE)\b|\d{10}(?:\.\d+)? )"
)
_LEAST_LOGGED: Final = 0.6
_MAIL_HEADER: Final = re.compile(
    rf"(?:{HEADERS}|Message-ID|MIME-Version|Content-Type|Return-Path|Received|X-[\w-]+|Kính gửi|Đồng kính gửi)\s*:\s",
    re.IGNORECASE,
)
_MAIL_SENDER: Final = re.compile(r"(?:From|To|Từ|Đến|Tới|Người gửi|Người nhận|Gửi tới)\s*:.*@", re.IGNORECASE)
_LEAST_HEADERS: Final = 3
_PARAGRAPH, _LITTLE = 80, 900  # characters of a paragraph, and of the prose of a page that offers something


def no_article(text: str) -> str:
    """Return what a text is that is no article (MAIL, LOG, CORPUS, CODE, HEADLINES, ARTICLE_LIST, FORM, ADVERTS,
    COMMENTS, OF_SITE, OFFICIAL, SIGN_IN or ERROR_PAGE), "" where it may be one."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_MOST_LINES]
    if _is_mail(lines):
        return MAIL
    notices = (
        *((ERROR_PAGE, is_missing(lines)), (SIGN_IN, asks_to_sign_in(lines))),
        *((OF_SITE, asks_consent(text)), (CODE, _is_makefile(lines))),
    )
    if notice := next((kind for kind, is_so in notices if is_so), ""):
        return notice
    if is_tagged(text[:_LOOKED_AT]):
        return CORPUS
    if len(lines) < _LEAST_LINES:
        return ""
    tests = (
        *(
            (ADVERTS, are_adverts),
            (ADVERTS, is_notice),
            (FORM, is_sorted_list),
            (FORM, is_glossary),
            (CODE, has_code_blocks),
        ),
        *((LOG, _is_log), (COMMENTS, is_comments), (CORPUS, is_corpus), (CODE, _is_code)),
        *((HEADLINES, _are_headlines), (ARTICLE_LIST, is_search), (ARTICLE_LIST, _are_listed)),
        (ARTICLE_LIST, _are_timed_titles),
        *((OFFICIAL, is_official), (FORM, is_form), (OF_SITE, is_of_site), (OF_SITE, _is_offer)),
    )
    for kind, test in tests:
        if test(lines):
            return kind
    return ""


def _is_offer(lines: list[str]) -> bool:
    return sum(len(line) for line in lines if len(line) >= _PARAGRAPH) < _LITTLE and is_offer("\n".join(lines))


def _is_log(lines: list[str]) -> bool:
    return are_most(lines, _LEAST_LOGGED, lambda line: _LOGGED.match(line) is not None)


def _is_makefile(lines: list[str]) -> bool:
    """Tell whether all lines are of a Makefile, and a command stands below one of its targets."""
    below_target = any(_TARGET.fullmatch(line) and below[:1] == "\t" for line, below in pairwise(lines))
    return below_target and all(map(_BUILD_LINE.fullmatch, lines))


def _is_code(lines: list[str]) -> bool:
    if not are_most(lines, _LEAST_CODE, lambda line: _CODE.fullmatch(line.strip()) is not None):
        return False
    return are_most(lines, _LEAST_SIGNS, lambda line: _CODE_SIGNS.search(line) is not None)


def _are_headlines(lines: list[str]) -> bool:
    """Tell whether nearly all lines are titles: some words, no stop at the end, and no paragraph among them."""
    texts = [(_MARKS.sub(" ", line) if _is_marked(line) else line).strip() for line in lines]
    texts = [text for text in texts if len(text.split()) > 2]
    if len(texts) < _LEAST_LINES:
        return False
    words = _words(texts)
    average = sum(words) / len(words)
    verse = average < _LONGEST_VERSE and sum(text[-1] in ",;.:?!" for text in texts) > _VERSE_MARKS * len(texts)
    if verse or not _HEADLINE_WORDS[0] <= average <= _HEADLINE_WORDS[1]:
        return False
    short = sum(count <= _LONGEST_HEADLINE for count in words)
    ends = sum(_sentence_end(text, count) for text, count in zip(texts, words, strict=True))
    return short >= _LEAST_HEADLINES * len(texts) and ends <= _MOST_SENTENCES * len(texts)


def _is_marked(line: str) -> bool:
    """Tell whether a line may have one of the marks of a list; the signs within it tell most lines apart quickly."""
    return _MARKED_AT_START.match(line) is not None or (
        (":" in line or "(" in line) and _MARKED_INSIDE.search(line) is not None
    )


def _are_listed(lines: list[str]) -> bool:
    """Tell whether a text is a list of articles: headlines with teasers, or with the time of each."""
    if any(_LIVE.match(line) for line in lines[:_TOP_OF_LIVE]):
        return False
    # The newest articles beside a list have the hour before their titles.
    lines = [text for line in lines if not _TIMED_TITLE.match(text := line.strip())]
    signs = "".join(map(_teaser_sign, lines))
    return _are_teasers(lines, signs) or _are_timed_items(signs)


def _are_teasers(lines: list[str], signs: str) -> bool:
    """Tell whether nearly all lines of length are headlines, each with its teaser below: an article has paragraphs."""
    told = [(sign, line) for sign, line in zip(signs, lines, strict=True) if sign in "ht"]
    # Above the first headline and below the last teaser stand menus and notes of the site.
    of_told = "".join(sign for sign, _ in told)
    told = told[max(of_told.find("t") - 1, 0) : of_told.rfind("t") + 1]
    pairs = [(one[1], other[1]) for one, other in pairwise(told) if (one[0], other[0]) == ("h", "t")]
    timed = signs.count("x")
    least = _LEAST_TIMED if timed >= _LEAST_TIMED else _LEAST_TEASERS
    titles, teasers = [title for title, _ in pairs], [teaser for _, teaser in pairs]
    # A line that comes again heads nothing.
    if len(set(titles)) < least or 2 * len(pairs) < _LEAST_IN_PAIRS * len(told):
        return False
    long = sum(words > _LONGEST_TEASER for words in _words(teasers))
    questions = sum(title.endswith("?") for title in titles)
    if long > _MOST_LONG * len(pairs) or questions > _MOST_QUESTIONS * len(pairs):
        return False
    if 2 * timed > len(pairs):
        return True
    is_plain = not any(map(_NUMBERED.match, titles))
    return is_plain and mean(_words(titles)) >= _LISTED_TITLE and mean(_words(teasers)) <= _LISTED_TEASER


def _are_timed_items(signs: str) -> bool:
    """Tell whether nearly all long lines are teasers, each beside its headline and the time of its article.

    Around them may stand menus, and lists of other headlines.
    """
    items = len(_TIMED_ITEM.findall(signs))
    return items >= _LEAST_TIMED and items >= _LEAST_IN_PAIRS * signs.count("t")


def _are_timed_titles(lines: list[str]) -> bool:
    """Tell whether a text is a list of headlines behind the hour of each, as agencies send them.

    Below a headline stands one sentence at most, and hardly any sentence stands elsewhere.
    """
    texts = [line.strip() for line in lines]
    titled = [_TIMED_TITLE.match(text) is not None for text in texts]
    if sum(titled) < max(_LEAST_LINES, _LEAST_TIMED_TITLES * len(texts)):
        return False
    said = [len(text.split()) >= _LEAST_TEASER and text.rstrip(_CLOSING).endswith(_STOPS) for text in texts]
    below = sum(
        is_titled and one and _is_one_sentence(text)
        for is_titled, one, text in zip(titled, said[1:], texts[1:], strict=False)
    )
    return sum(said) - below <= _MOST_SENTENCES * sum(titled)


def _is_one_sentence(text: str) -> bool:
    return len(text.split()) <= _LONGEST_HEADLINE and len(sentences(text)) == 1


def _teaser_sign(line: str) -> str:
    """Return "h" for a headline, "t" for a teaser, "x" for the time of an article and "-" for another short line.

    A headline behind a time or a number ("7:10 ...", "3. ...") has no teaser: it stands in a list beside the others.

    A link amid a text heads nothing: ">> Xem thêm: ...". Arrows alone stand before the headlines of a list too.
    """
    told = line.split()
    # Where single spaces alone part the words, there are no cells.
    if ("|" in line or " ".join(told) != line) and len(_CELLS.split(line)) >= _LEAST_CELLS:
        return "-"
    words = len(told)
    if words <= _LISTED_TITLE and _DIGIT.search(line) and _TIME.search(line):
        return "x"
    stopped = line.endswith((">", "»")) or line.rstrip(_CLOSING).endswith(_STOPS)
    stopped = stopped and not line.endswith("?")
    if not stopped and _LISTED.match(line):
        return "-"
    if words >= _UNSTOPPED_TEASER or (stopped and words >= _LEAST_TEASER):
        return "t"
    if words not in _TITLE_LENGTH or stopped or has_credit(line):
        return "-"
    return "-" if is_furniture(line.lstrip(_ARROWS)) else "h"


def _words(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def _sentence_end(text: str, words: int) -> float:
    """Return how much a line ends as a sentence does: a question may be a title too."""
    return 1.0 if words > _LONGEST_HEADLINE or text.endswith((".", "…", "!")) else 0.5 if text.endswith("?") else 0.0


def _is_mail(lines: list[str]) -> bool:
    """Tell whether a text begins with the head of an e-mail."""
    head = lines[:12]
    if not head or not _MAIL_HEADER.match(head[0]):
        return False
    headers = sum(_MAIL_HEADER.match(line) is not None for line in head)
    return headers >= (2 if any(map(_MAIL_SENDER.match, head)) else _LEAST_HEADERS)
