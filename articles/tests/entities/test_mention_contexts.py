"""What the words beside a mention say of the name."""

import pytest

from articles.entities.resolving.mention_contexts import read_context
from articles.models import MentionContext


def _context(text: str, *compounds: str) -> MentionContext:
    """Return the context of the name between "[" and "]"; `compounds` are the words that the segmenter finds."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    spans = sorted((plain.index(word), plain.index(word) + len(word)) for word in compounds)
    return read_context(plain, start, end, spans)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Ca sĩ [Đức Phúc] hát", MentionContext.PERSON),
        ("Ngoại trưởng Đức [Sigmar Gabriel] tới", MentionContext.PERSON),
        ("hãng Nhật Bản [Toto Lixil] bán", MentionContext.ORGANIZATION),
        ("bắt [Lê An] (36 tuổi)", MentionContext.PERSON),
        ("tại xã [Đam Bri] hôm qua", MentionContext.PLACE),
        ("ở [Ninh Ba], tỉnh Chiết Giang", MentionContext.AT),
        ("nhóm nhạc [Kara] tan rã", MentionContext.ORGANIZATION),
        ("văn phòng luật sư [Tinh Thông Luật]", MentionContext.ORGANIZATION),
        ("bộ phim [Moonlight] thắng", MentionContext.THING),
        ("Hôm qua [Martial] ghi bàn", MentionContext.ACTS),
        ("Ảnh chụp hôm qua của [TỰ TRUNG]", MentionContext.CAPITALS),
        ("Top 8 Hoa hậu [Trái Đất] tới", MentionContext.NOTHING),
        ("[Hà Nội] mưa", MentionContext.NOTHING),
    ],
)
def test_words_beside_a_name_speak_for_a_kind(text: str, context: MentionContext) -> None:
    assert _context(text) == context


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("họp ở [Trung tâm Dự] báo khí tượng", "Dự báo"),
        ("thi vào [Trường đại học Phòng] cháy chữa cháy", "Phòng cháy chữa cháy"),
        ("ông ở [Bộ VH], TT & DL nói", ""),
        ("dự [án Tân Bình] chậm", "dự án"),
        ("huyện [Đắk G] ’ Long", ""),
        ("trận [Barca]-Real", ""),
        ("anh [Vũ Anh] H. bị hại", ""),
    ],
)
def test_a_name_that_goes_on_is_cut(text: str, compound: str) -> None:
    assert _context(text, *filter(None, [compound])) == MentionContext.CUT


def test_a_head_counts_only_as_a_word_of_its_own() -> None:
    assert _context("cùng bà [Thu Hương]") == MentionContext.PERSON
    assert _context("bà xã [Thu Hương] sinh con") == MentionContext.PERSON
    assert _context("yêu cầu [Trần Quốc] sửa", "yêu cầu") == MentionContext.NOTHING
