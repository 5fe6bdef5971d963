"""What holds of cleaning whatever the article: no sentence is lost that no rule names, and cleaning twice is once."""

import gzip
import json
import re
import unicodedata
from itertools import islice

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from articles.importing.cleaning.characters import clean_text
from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document
from articles.tests.shared import SHARED, needs_shared
from articles.text.normal import spelling
from articles.text.segmented import desegment

WORDS = [
    "nước",
    "lũ",
    "về",
    "muộn",
    "bà",
    "con",
    "thu",
    "hoạch",
    "lúa",
    "sớm",
    "đê",
    "bao",
    "vườn",
    "cây",
    "giá",
    "chợ",
]
# As boilerplate begins, and as sentences of articles do.
OPENINGS = ["Theo", "Xem thêm", "Chia sẻ", "Bình luận về", "Quảng cáo", "Tin liên quan đến", "Nguồn", "Đọc"]
FURNITURE = ["Quảng cáo", "Chia sẻ", ">> Xem thêm: Giá lúa tăng", "Facebook Twitter", "12 bình luận", "null"]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Return a sentence of an article that opens as one likes, with commas and numbers in it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=6, max_size=14))
    number = draw(st.sampled_from(["", "40 kg", "1,2 tỷ đồng", "(12 ha)"]))
    opening = draw(st.sampled_from(["", *OPENINGS]))
    text = f"{opening} {' '.join(words)} {number}".strip()
    return f"{text[0].upper()}{text[1:]}{draw(st.sampled_from(['.', '?', '!']))}"


PARAGRAPHS = st.lists(
    st.lists(sentences(), min_size=1, max_size=3).map(" ".join), min_size=3, max_size=6, unique_by=str.casefold
)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _text(article: ParsedArticle) -> str:
    return " ".join([article.title, article.lead, *article.body, *(caption.text for caption in article.captions)])


def _plain(article: ParsedArticle) -> str:
    return "\n\n".join([article.title, article.lead, *article.body])


@SLOW
@example(
    paragraphs=["Nước nước nước nước nước nước nước nước.", *(f"Lũ{' về' * n}." for n in (8, 10, 13, 9))],
    junk=[">> Xem thêm: Giá lúa tăng"] * 2,
)
@given(paragraphs=PARAGRAPHS, junk=st.lists(st.sampled_from(FURNITURE), max_size=4))
def test_no_sentence_is_lost_that_no_rule_names(paragraphs: list[str], junk: list[str]) -> None:
    # A last line that asks or calls, below buttons, is rather said to the readers.
    assume(not (paragraphs[-1].endswith(("?", "!")) and len(junk) >= len(paragraphs) - 1))
    lines = ["Mùa nước nổi về muộn"]
    for index, paragraph in enumerate(paragraphs):
        lines += [paragraph, *junk[index : index + 1]]
    article = parse_document("\n\n".join(lines).encode())
    assert [one for one in paragraphs if one not in _text(article)] == []
    assert (article.lead, *article.body) == tuple(paragraphs)


@SLOW
@given(paragraphs=PARAGRAPHS)
def test_an_article_read_again_is_the_same(paragraphs: list[str]) -> None:
    once = parse_document("\n\n".join(["Mùa nước nổi về muộn", *paragraphs]).encode())
    again = parse_document(_plain(once).encode())
    assert (again.title, again.lead, again.body) == (once.title, once.lead, once.body)


@given(st.text())
def test_clean_text_is_cleaned_to_itself(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.lists(st.sampled_from(["&", "amp;", "lt;", "#65;", "agrave;", "#8203;", "\u200b", "\u0300", "a"])))
def test_clean_entities_are_cleaned_to_themselves(parts: list[str]) -> None:
    once = clean_text("".join(parts))
    assert clean_text(once) == once


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"])))
def test_cleaning_keeps_every_letter(text: str) -> None:
    shown = unicodedata.normalize("NFC", re.sub("[&<]", "", text))
    assert "".join(clean_text(shown).split()) == "".join(shown.split())


def _letters(text: str) -> str:
    """Return what the segmenter does not change: it spells "hoá" as "hóa" and puts spaces as it likes."""
    return "".join(spelling(word) for word in re.findall(r"\w+|[^\w\s]", text))


def _words(text: str) -> list[str]:
    return [spelling(word) for word in text.split()]


@needs_shared
@pytest.mark.filterwarnings("default")
def test_desegmentation_undoes_the_segmenter_on_real_articles() -> None:
    from underthesea import word_tokenize

    with gzip.open(SHARED / "corpus/archive-30k.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"][:4] for line in islice(lines, 0, 30_000, 600)]
    texts = [" ".join(unicodedata.normalize("NFC", text).split()) for body in bodies for text in body]
    undone = [(text, desegment(word_tokenize(text, format="text"))) for text in texts if "_" not in text]
    same_letters = sum(_letters(text) == _letters(back) for text, back in undone)
    same = sum(_words(text) == _words(back) for text, back in undone)
    assert same_letters / len(undone) >= 0.98
    # In the others a space stands where print is of two minds ("70m", "70 m"), or quotes stood loose in print itself.
    assert same / len(undone) >= 0.78
