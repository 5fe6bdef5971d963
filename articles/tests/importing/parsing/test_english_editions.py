"""Pages of the English editions of Vietnamese papers, as they are copied."""

import pytest

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import split_credit
from articles.importing.cleaning.signed_names import Byline
from articles.importing.encodings.decoding import mend
from articles.importing.parsed_article import Caption
from articles.importing.parsing import parse_document

TITLE = "Can Tho ferry landing to become a floating food court"
LEAD = "The ferry landing, closed since the bridge opened in 2010, will host thirty food stalls from next month."
BODY = (
    "“We want to keep the river busy after dark,” said Le Van Hai, deputy chairman of the ward’s people’s committee.",
    "Stall owners pay no rent for the first six months and must use boats that were built in the Mekong Delta.",
    "The city expects the food court to draw about two thousand visitors a night during the Lunar New Year holiday.",
)
MENUS = {
    "Tuoi Tre News": ("TUOI TRE NEWS", "Politics", "Society", "Business", "Lifestyle", "Travel", "Business"),
    "VnExpress International": ("VnExpress International", "News", "Business", "Travel", "Life", "Sports", "Business"),
    "Vietnam News": ("Viet Nam News", "Politics & Laws", "Society", "Economy", "Business", "Sports", "Business"),
    "VietNamNet Global": ("VietNamNet Global", "Politics", "Society", "Business", "Travel", "Sports", "Business"),
}


@pytest.mark.parametrize("paper", MENUS)
def test_an_english_page_gives_its_article(paper: str) -> None:
    below = ("COMMENTS (2)", "Most read", "Rice prices rise in the delta", "Copyrights © 2019. All rights reserved.")
    lines = (*MENUS[paper], TITLE, "Friday, March 15, 2019, 16:05 GMT+7", LEAD, *BODY, "By Thanh Binh", *below)
    article = parse_document("\n\n".join(lines).encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.inferred_source, article.section) == (("Thanh Binh",), paper, "Business")
    assert article.published == "2019-03-15T16:05:00+07:00"
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Thanh Binh, Le Ha", Byline(("Thanh Binh", "Le Ha"))),
        ("By Reuters", Byline(source="Reuters")),
        ("Thanh Binh / Tuoi Tre News", Byline(("Thanh Binh",), "Tuoi Tre News")),
        ("By the end of March", None),
    ],
)
def test_english_bylines_are_read(line: str, byline: Byline | None) -> None:
    assert read_byline(line) == byline


def test_an_english_credit_needs_no_colon() -> None:
    caption = split_credit("A boat on the Hau River. Photo by VnExpress/Quynh Tran.")
    assert caption == Caption("A boat on the Hau River.", "VnExpress/Quynh Tran")


@pytest.mark.parametrize("text", ["“Yes,” he said • © Nam – it’s €5, 30°C", " ".join(BODY), "Café by the river: £3"])
def test_the_signs_of_english_show_no_old_encoding(text: str) -> None:
    assert (mend(text).text, mend(text).warnings) == (text, ())
