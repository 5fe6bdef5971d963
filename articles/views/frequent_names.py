"""Who and what a set of articles names most, beside their list: each leads to the search for just those."""

import logging
from dataclasses import replace

from articles.search import ENTITY_FACETS, SearchFailed, SearchRequest, search
from articles.views.search_links import FacetBox, facet_boxes

logger = logging.getLogger(__name__)


def most_named(within: SearchRequest) -> list[FacetBox]:
    """Return the people, places and organisations that the articles of a search name most, but those it is for.

    A list of articles is whole without them, so where no search can be made that is logged and none are returned.
    """
    try:
        page = search(replace(within, page_size=1))
    except SearchFailed as error:
        logger.warning("Lists go without the names in them: %s", error)
        return []
    facets = [replace(f, values=[v for v in f.values if not v.chosen]) for f in page.facets]
    return facet_boxes(replace(page, facets=[f for f in facets if f.facet.name in ENTITY_FACETS]))
