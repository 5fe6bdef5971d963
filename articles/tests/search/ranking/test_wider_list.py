"""What the sides of an OR match in a wider list."""

import pytest

from articles.search import SearchRequest, search
from articles.tests.making import Newsroom

QUERY = "lũ (nghệ an OR ủy ban nhân dân OR sông hồng)"


@pytest.mark.parametrize(
    ("text", "strict", "wider"),
    [
        ("Nước dâng ở nghệ an.", 1, 1),
        ("Dân nghệ sĩ được an toàn.", 0, 1),
        ("UBND tỉnh họp.", 0, 1),
        ("Dân nghệ sĩ hát bên sông.", 0, 0),
    ],
    ids=["words side by side", "words scattered", "a synonym", "words of two sides"],
)
def test_a_side_matches_by_all_its_words_wherever_they_stand_or_by_a_synonym(
    newsroom: Newsroom, text: str, strict: int, wider: int
) -> None:
    newsroom.article("Lũ lớn", text, compounds=["nghệ an", "sông hồng"] if "nghệ an" in text else [])
    newsroom.article("Sông hồng yên ả", "Nghệ an và sông hồng.", compounds=["Nghệ an", "sông hồng"])
    page = search(SearchRequest(query=QUERY, wider=True))
    assert (page.strict, page.total) == (strict, wider)
