"""Fingerprints find the same words in a row, wherever a passage was cut."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.terms import terms
from articles.text.winnowing import SHORTEST, fingerprints, part_in_common

SAID = (
    "Việt Nam kiên quyết phản đối mọi hành động xâm phạm chủ quyền của Việt Nam đối với hai quần đảo Hoàng Sa và "
    "Trường Sa, yêu cầu các bên tôn trọng luật pháp quốc tế"
)
_SYLLABLES = st.lists(st.sampled_from(["an", "ba", "ca", "da", "e", "ga", "hoa", "im"]), max_size=40)


def _syllables(text: str) -> list[str]:
    return terms(text).folded


@given(_SYLLABLES, _SYLLABLES, _SYLLABLES, _SYLLABLES, st.lists(st.text("abc", min_size=1), min_size=SHORTEST))
def test_texts_with_enough_words_in_a_row_in_common_share_a_fingerprint(
    before: list[str], after: list[str], other_before: list[str], other_after: list[str], shared: list[str]
) -> None:
    one, other = before + shared + after, other_before + shared + other_after
    assert fingerprints(one) & fingerprints(other)


def test_a_short_text_has_none() -> None:
    assert not fingerprints(_syllables("Tôi rất vui khi được trở lại Việt Nam lần này"))
    assert fingerprints(_syllables(SAID))


def test_a_statement_cut_short_is_wholly_within_the_full_one() -> None:
    cut = "kiên quyết phản đối mọi hành động xâm phạm chủ quyền của Việt Nam"
    assert part_in_common(_syllables(cut), _syllables(SAID)) == 1
    assert part_in_common(_syllables(SAID), _syllables(cut)) == 1
    assert part_in_common(_syllables(SAID), _syllables("Chúng tôi kêu gọi các bên tôn trọng luật pháp")) < 0.6
    assert part_in_common([], _syllables(SAID)) == 0
