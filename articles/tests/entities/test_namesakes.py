"""The articles of a name are told apart by person."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from articles.entities.namesakes.bearer_context import BearerContext, read_bearer_context
from articles.entities.namesakes.grouping import SAME_PERSON, likeness, same_person_groups
from articles.models import Article
from articles.tests.making import Newsroom

_WORDS = st.dictionaries(st.sampled_from(["ca sĩ", "công an", "bóng đá", "hầu tòa", "Sa Pa"]), st.floats(1, 3))
_COMPANY = st.dictionaries(st.integers(1, 6), st.floats(0.5, 12))
_CONTEXTS = st.lists(st.builds(BearerContext, _WORDS, _COMPANY), min_size=1, max_size=7)


def _context(text: str, name: str, co_mentions: dict[int, float] | None = None) -> BearerContext:
    """Return the context of a name in a text whose words are its syllables."""
    words, at = [], 0
    for syllable in text.split():
        at = text.index(syllable, at)
        words.append((at, at + len(syllable)))
        at += len(syllable)
    start = text.index(name)
    return read_bearer_context(text, words, [(start, start + len(name))], co_mentions or {})


def test_words_of_the_paragraph_are_read_but_not_the_name_and_common_words() -> None:
    context = _context("Xiếc hay\ntiền đạo Minh Khang và thủ môn Bùi Tiến", "Minh Khang")
    assert set(context.words) >= {"đạo", "môn", "bùi"}
    assert not {"xiếc", "minh", "khang", "và"} & set(context.words)


def test_the_same_co_mentions_join_articles_of_one_person_and_others_part_them() -> None:
    one = _context("Nhạc sĩ Minh Khang sáng tác", "Minh Khang", {1: 9.0, 2: 8.0})
    same = _context("Minh Khang dự tiệc", "Minh Khang", {1: 9.0, 2: 8.0, 3: 4.0})
    other = _context("Phóng viên Minh Khang đưa tin", "Minh Khang", {7: 9.0, 8: 8.0})
    assert likeness(one, same) >= SAME_PERSON > likeness(one, other)
    assert same_person_groups({10: one, 20: other, 30: same}) == [[10, 30], [20]]


@given(_CONTEXTS, st.randoms())
def test_the_order_of_articles_makes_no_difference(contexts: list[BearerContext], random: object) -> None:
    numbered = list(enumerate(contexts))
    before = same_person_groups(dict(numbered))
    random.shuffle(numbered)  # type: ignore[attr-defined]
    assert {frozenset(group) for group in same_person_groups(dict(numbered))} == {frozenset(group) for group in before}


@given(_CONTEXTS)
def test_an_article_more_parts_no_group(contexts: list[BearerContext]) -> None:
    with_last = same_person_groups(dict(enumerate(contexts)))
    for group in same_person_groups(dict(enumerate(contexts[:-1]))):
        assert any(set(group) <= set(larger) for larger in with_last)


@pytest.mark.django_db
def test_the_footballer_and_the_minister_are_told_apart(newsroom: Newsroom) -> None:
    minister = "Bộ trưởng Công Thương Trần Tuấn Anh trả lời chất vấn Quốc hội về giá điện"
    player = "Tiền vệ Trần Tuấn Anh ghi bàn cho Hoàng Anh Gia Lai ở vòng 5"
    for number in range(2):
        newsroom.article(f"Điện {number}", minister, people=["Trần Tuấn Anh"], organizations=["Quốc hội"])
        newsroom.article(f"Bóng {number}", player, people=["Trần Tuấn Anh"], organizations=["Hoàng Anh Gia Lai"])
    for article in Article.objects.all():
        Article.objects.filter(pk=article.pk).update(record_id=article.title)
    asked = json.dumps({"name": "Trần Tuấn Anh", "articles": ["Điện 0", "Bóng 0", "Điện 1", "Bóng 1", "không có"]})
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", StringIO(asked + "\n"))
        call_command("find_namesakes", stdout=out)
    clusters = json.loads(out.getvalue())["clusters"]
    assert sorted(map(sorted, clusters)) == [["Bóng 0", "Bóng 1"], ["Điện 0", "Điện 1"]]
