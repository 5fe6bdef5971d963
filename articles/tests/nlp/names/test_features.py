import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.nlp.names.features import FAR, FeatureReader
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.names.tokens import lines_of_tokens

_ALL = FeatureReader(shipped_gazetteer())


def _features(line: str, reader: FeatureReader = _ALL) -> dict[str, list[str]]:
    tokens = lines_of_tokens(line)
    words = [(token.start, token.end) for of_line in tokens for token in of_line]
    [features] = reader.of_article(tokens, words)
    return dict(zip([token.text for token in tokens[0]], features, strict=True))


@pytest.mark.parametrize(
    ("line", "far"),
    [
        ("hôm nay trời mưa rất to ở Huế", {"hôm", "nay", "trời", "mưa", "rất"}),
        ("chúng tôi đã mua 120 quyển vở mới", {"chúng", "tôi", "đã", "mua", "120", "quyển", "vở", "mới"}),
        ("đi qua ấp 5 rồi rẽ vào đường làng", {"đi", "vào", "đường", "làng"}),
        ("ở công ty thương mại và dịch vụ", {"ở"}),
    ],
)
def test_tokens_far_from_capitals_numbers_after_heads_and_heads_say_nothing(line: str, far: set[str]) -> None:
    assert {token for token, features in _features(line).items() if features is FAR} == far


def test_only_the_features_that_a_model_knows_are_given() -> None:
    known = {"l=huế", "l-1=ở", "l-10=ở|huế"}
    assert set(_features("ở Huế", FeatureReader(shipped_gazetteer(), known))["Huế"]) == known


@given(st.text(st.sampled_from("Ⓐ ⅧaĐ5.ǅ\n")))
def test_what_is_said_of_far_tokens_stays_as_it_is(text: str) -> None:
    tokens = lines_of_tokens(text)
    _ALL.of_article(tokens, [])
    assert FAR == ["far"]
