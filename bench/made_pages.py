"""Pages made of real articles: dressed in the layouts of papers, with furniture, boxes and comments, in many forms."""

import json
import quopri
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape as _escape
from typing import Any, Final

from lxml import html

from bench.inner_text import inner_text
from bench.page_furniture import NAMES, SECTIONS, box, comments, footer, header, keywords, link_in_text, lists, tools
from bench.page_layouts import LAYOUTS, Layout

FORMS: Final = ("html", "mhtml", "copied", "tight", "labels", "record")
_CREDITS: Final = (
    "H.Q.L",
    "Y KHOA",
    "BNG",
    "Ngọc Thành",
    "TTXVN",
    "Hồng Thắm",
    "Nguyễn Khánh",
    "CTV",
    "Bệnh viện cung cấp",
    "Minh Quân",
)
_SOURCES: Final = ("Báo Mẫu", "Nhịp sống kinh tế", "Báo Giao thông", "Đời sống pháp luật", "Tổ quốc")
# How a caption of the archive names its photographer, which is written anew in the layout's way.
_CREDITED: Final = re.compile(r"\s*[-–(.]?\s*(?:Ảnh|ẢNH|ảnh|Nguồn|Đồ họa|Đồ hoạ|Clip)\b.*")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a made page means, field by field; captions with their credits, the day as ISO."""

    title: str
    lead: str
    body: tuple[str, ...]
    captions: tuple[tuple[str, str], ...]
    author: str
    source: str
    day: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page in one form, and what it means."""

    layout: str
    form: str
    data: bytes
    wanted: Wanted


def made_pages(
    articles: Sequence[dict[str, Any]], seed: int = 7, layouts: Sequence[Layout] = LAYOUTS
) -> Iterator[MadePage]:
    """Yield each article in one layout after another, each in one form after another; the same for one seed."""
    rng = random.Random(seed)  # noqa: S311
    usable = [one for one in articles if _is_usable(one)]
    for number, article in enumerate(usable):
        layout = layouts[number % len(layouts)]
        form = FORMS[(number // len(layouts)) % len(FORMS)]
        others = [one for one in rng.sample(usable, 8) if one is not article]
        yield _page(article, others, layout, form, rng)


def copied_pages(articles: Sequence[dict[str, Any]], seed: int = 11) -> Iterator[MadePage]:
    """Yield copied pages for training: of each layout, with and without blank lines, whole pages and parts of pages.

    A part begins at the title or ends with the article, as people select it. Some are clean texts without any
    furniture, some have captions without credits, which "Bài và ảnh: X" at the end signs.
    """
    rng = random.Random(seed)  # noqa: S311
    usable = [one for one in articles if _is_usable(one)]
    for number, article in enumerate(usable):
        layout = LAYOUTS[number % len(LAYOUTS)]
        others = [one for one in rng.sample(usable, 8) if one is not article]
        page = _page(article, others, layout, rng.choice(("copied", "copied", "tight")), rng)
        yield MadePage(page.layout, page.form, _cut(page, rng).encode(), page.wanted)


def _cut(page: MadePage, rng: random.Random) -> str:
    text, kind = page.data.decode(), rng.random()
    lines = text.split("\n")
    begins = next((n for n, line in enumerate(lines) if line == page.wanted.title), 0)
    last = page.wanted.body[-1]
    ends = next((n for n, line in enumerate(lines) if line.endswith(last)), len(lines) - 1)
    if kind < 0.2:
        lines = lines[begins:]
    elif kind < 0.3:
        lines = lines[begins : ends + rng.randint(1, 4)]
    elif kind < 0.55:
        return _clean(page.wanted, rng)
    if rng.random() < 0.3:
        stop = rng.choice(("", "."))
        lines = [_without_credit(line, page.wanted, stop) for line in lines]
    return "\n".join(lines)


def _without_credit(line: str, wanted: Wanted, stop: str) -> str:
    texts = (text.rstrip(".") for text, _ in wanted.captions)
    return next((text + stop for text in texts if line.startswith(text)), line)


def _clean(wanted: Wanted, rng: random.Random) -> str:
    """Return an article as text alone: title, lead, paragraphs, captions, and a line that signs it."""
    lines = [wanted.lead, *wanted.body]
    signed = rng.choice(
        (
            *("", wanted.author, wanted.author.upper(), f"{wanted.author} - {rng.choice(NAMES)}"),
            *(f"Bài và ảnh: {wanted.author}", f"Tin, ảnh: {wanted.author}", f"Theo {wanted.author}"),
            *(f"Theo {wanted.author} (SGGPO)", f"{wanted.author}/TTXVN"),
        )
    )
    for text, credit in wanted.captions:
        caption = text if signed.startswith("Bài") else f"{text} Ảnh: {credit}"
        at = rng.randint(1, len(lines) - 1)
        lines[at:at] = [caption] * rng.choice((1, 1, 1, 2))
    lines = [wanted.title, *lines, *([signed] if signed else [])]
    return rng.choice(("\n", "\n\n")).join(lines)


def _is_usable(article: dict[str, Any]) -> bool:
    texts = [article.get("title", ""), article.get("lead", ""), *article["body"]]
    clean = all(text and text == " ".join(text.split()) and "<" not in text and ' " ' not in text for text in texts)
    ended = all(text[-1] in '.?!”"' for text in [article.get("lead", ""), *article["body"]] if text)
    return (
        clean and ended and 3 <= len(article["body"]) <= 25 and not any("nh:" in t or t.startswith("-") for t in texts)
    )


def _page(
    article: dict[str, Any], others: list[dict[str, Any]], layout: Layout, form: str, rng: random.Random
) -> MadePage:
    day = f"2023-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    source = rng.choice(_SOURCES) if "{source}" in layout.page else ""
    captions = _captions(article, rng)
    wanted = Wanted(
        *(article["title"], article["lead"], _body(article["body"], rng), captions),
        *(rng.choice(NAMES), source, day, rng.choice(SECTIONS)),
    )
    if form in {"labels", "record"}:
        return MadePage(layout.name, form, _record(wanted, form), wanted)
    page = _web_page(wanted, others, layout, rng)
    if form == "html":
        return MadePage(layout.name, form, page.encode(), wanted)
    if form == "mhtml":
        return MadePage(layout.name, form, _mhtml(page), wanted)
    text = inner_text(html.document_fromstring(page))
    if form == "tight":
        text = re.sub(r"\n+", "\n", text)
    return MadePage(layout.name, form, text.encode(), wanted)


def _body(paragraphs: list[str], rng: random.Random) -> tuple[str, ...]:
    """Return the paragraphs, in some articles with sub-headings, items of a list or short lines of speech."""
    body = list(paragraphs)
    if rng.random() < 0.25:
        parts = [part for text in body for part in re.split(r"(?<=[.?!]) ", text) if 4 <= len(part.split()) <= 25]
        body = list(dict.fromkeys(parts))[: rng.randint(3, 9)] if len(parts) > 3 else body
    kind = rng.random()
    if kind < 0.25:
        for at in sorted(rng.sample(range(1, len(body)), min(2, len(body) - 1)), reverse=True):
            words = re.split(r"[,;:(]", body[at])[0].split()[: rng.randint(3, 9)]
            body.insert(at, " ".join(words).rstrip(".") + rng.choice(("", "", "?")))
    elif kind < 0.4:
        at = rng.randint(1, len(body) - 1)
        items = [part.strip(" .") for part in re.split(r"[,;]", body[at]) if len(part.split()) > 2][:4]
        body[at:at] = [f"- {item[0].upper()}{item[1:]}{rng.choice(('.', ';', ''))}" for item in items]
    elif kind < 0.45:
        body.insert(
            rng.randint(1, len(body) - 1), rng.choice(("54", "2-1", "1.", "7,5", "Tỷ số:", "Kết quả như sau:", "* * *"))
        )
    elif kind < 0.5:
        body.insert(
            rng.randint(1, len(body) - 1),
            rng.choice(("“Tôi mừng lắm”, bà nói.", "Vì sao vậy?", "- Thưa ông, khi nào xong?")),
        )
    return tuple(body)


def _captions(article: dict[str, Any], rng: random.Random) -> tuple[tuple[str, str], ...]:
    """Return up to three captions of an article, each with a credit of the made page; in some pages without credits."""
    texts = (_CREDITED.sub("", caption).strip().rstrip(".") for caption in article.get("captions", ()))
    usable = [text for text in dict.fromkeys(texts) if 4 <= len(text.split()) <= 40 and text == " ".join(text.split())]
    return tuple((f"{text}.", rng.choice(_CREDITS)) for text in usable[: rng.randint(0, 3)])


def _web_page(wanted: Wanted, others: list[dict[str, Any]], layout: Layout, rng: random.Random) -> str:
    tail = lists(others[1:], wanted.section, rng)
    if rng.random() < 0.6:
        tail = keywords(_tags(wanted, rng), rng) + tail
    values = {
        "title": _escape(wanted.title),
        "lead": layout.stamp + _escape(wanted.lead),
        "author": wanted.author,
        "author_upper": wanted.author.upper(),
        "source": wanted.source,
        "section": wanted.section,
        "paper": layout.paper,
        "body": _article_body(wanted, others, layout, rng),
        "iso": f"{wanted.day}T07:15:00+07:00",
        "iso_short": f"{wanted.day} 07:15",
        "date": _shown_day(wanted.day, rng),
        "tools": tools(rng),
        "tail": tail,
        "comments": comments(rng),
    }
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'>{layout.head.format(**values)}</head><body>"
        f"{header(wanted.section, rng)}{layout.page.format(**values)}{footer(rng)}</body></html>"
    )


def _article_body(wanted: Wanted, others: list[dict[str, Any]], layout: Layout, rng: random.Random) -> str:
    """Return the paragraphs with captions, links and perhaps a box of related articles between them."""
    pieces = [layout.paragraph.format(text=_escape(text)) for text in wanted.body]
    # From the last to the first, each before the one that is in already.
    last = len(pieces) - 1
    for text, credit in reversed(wanted.captions):
        figure = layout.figure.format(text=_escape(text), credit=credit, credit_upper=credit.upper())
        last = rng.randint(0, last)
        pieces.insert(last, figure)
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        pieces.insert(rng.randint(1, len(pieces) - 1), link_in_text(rng.choice(others), rng))
    if rng.random() < 0.4:
        pieces.insert(rng.randint(1, len(pieces) - 1), box(others, layout.related, rng))
    if rng.random() < 0.2:
        pieces.append(tools(rng))
    return "".join(pieces)


def _shown_day(day: str, rng: random.Random) -> str:
    """Return an ISO day as papers write it."""
    weekday = rng.choice(("Thứ hai", "Thứ ba", "Thứ sáu", "Chủ nhật"))
    year, month, date = day.split("-")
    return rng.choice(
        (
            f"{weekday}, {int(date)}/{int(month)}/{year}, 07:15 (GMT+7)",
            f"{date}/{month}/{year} 07:15",
            f"{date}-{month}-{year} 07:15 GMT+7",
            f"{date}/{month}/{year} | 07:15",
            f"Cập nhật lúc 07:15, {weekday}, {date}/{month}/{year}",
        )
    )


def _tags(wanted: Wanted, rng: random.Random) -> list[str]:
    words = wanted.title.split()
    starts = rng.sample(range(max(1, len(words) - 2)), min(3, max(1, len(words) - 2)))
    return [" ".join(words[start : start + 2]).strip(',.:?"“”') for start in starts]


def _mhtml(page: str) -> bytes:
    body = quopri.encodestring(page.encode()).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://baomau.example/tin-1.html\r\nSubject: x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b1"\r\n\r\n'
        "----b1\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: "
        f"quoted-printable\r\nContent-Location: https://baomau.example/tin-1.html\r\n\r\n{body}\r\n----b1--\r\n"
    ).encode()


def _record(wanted: Wanted, form: str) -> bytes:
    body = "\n".join(wanted.body)
    fields = {
        "title": wanted.title,
        "author": wanted.author,
        "published": wanted.day,
        "summary": wanted.lead,
        "content": body,
    }
    if form == "labels":
        return "\n".join(f"{name.title()}: {value}" for name, value in fields.items()).encode()
    images = [{"caption": text, "credit": credit} for text, credit in wanted.captions]
    return json.dumps(fields | {"images": images}, ensure_ascii=False).encode()
