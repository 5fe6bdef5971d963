"""Units of queries, with the forms in which an archive writes them."""

from articles.search import parse_query
from articles.search.query.units import QueryUnit, UnitKind


def made_unit(text: str, *forms: tuple[str, int], kind: UnitKind = UnitKind.WORD, short_form: str = "") -> QueryUnit:
    """Return a unit with the forms in which the archive writes it, each with its number of articles."""
    written = tuple((tuple(form.split()), articles) for form, articles in forms)
    return QueryUnit(parse_query(text).words, kind, written, short_form=short_form)


FLOOD = made_unit("lũ quét", ("lũ quét", 10))
HUE = made_unit("Huế", ("huế", 10), kind=UnitKind.NAME)
BARE = made_unit("lu quet")
