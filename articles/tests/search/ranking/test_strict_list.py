"""Which articles belong to the strict list of a query with a short form."""

import pytest

from articles.search import SearchRequest, search
from articles.tests.making import Newsroom

FAR_APART = "Hôm nay trời đẹp và nắng vàng khắp nơi trên phố. " * 12


@pytest.mark.parametrize(
    ("title", "belongs"),
    [("AI vào trường học", True), ("Công nghệ vào trường học", False)],
)
def test_a_short_form_counts_as_named_in_the_title_only_where_it_stands_there(
    newsroom: Newsroom, title: str, belongs: bool
) -> None:
    newsroom.article(title, f"Công cụ AI ra mắt. {FAR_APART}", f"{FAR_APART} Ngành giáo dục đổi mới.")
    assert search(SearchRequest(query="AI giáo dục", as_typed=True)).strict == int(belongs)
