from articles.search.fields import AUTHOR, FACETS


def test_what_a_query_names_by_a_facet_can_be_looked_up() -> None:
    """A query finds values by their names. Only authors are found as words of a text."""
    named = [facet for facet in FACETS if facet.query and facet.query is not AUTHOR]
    assert named
    assert [facet.name for facet in named if not (facet.kinds or facet.names)] == []
