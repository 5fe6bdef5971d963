"""Search. The rest of the archive imports from here, and from no module within.

A SearchRequest is read once, by `read_query`; `search` and `facet_value_page` take the request or what was read. The
modules within import in one direction: fields, parse_warnings, request, engine, query, ranking, answer,
related, suggestions. `index` keeps the index in step with the database.
"""

from articles.search.answer.article_marks import article_marks, snippets
from articles.search.answer.extent import Extent, strict_extent
from articles.search.answer.facet_labels import FacetValue
from articles.search.answer.facet_value_page import (
    VALUES_ON_A_PAGE,
    FacetValuePage,
    all_facet_values,
    facet_value_page,
    facet_values_by_count,
)
from articles.search.answer.histogram import HistogramBar, Month, bars
from articles.search.answer.hit_place import HitPlace, NumberedHit, hit_place
from articles.search.answer.quotation_items import QuotationItem, items_of_hits, quotation_items
from articles.search.answer.quotations_found import QuotationHit, quotations_found, quotations_saying
from articles.search.answer.search_page import FacetResult, Hit, SearchPage, article_ids, found_ids, search
from articles.search.answer.search_percolator import SearchPercolator
from articles.search.answer.spread import Spread, spread
from articles.search.answer.stretches import (
    DatePlace,
    ListChangedError,
    ListStretch,
    Place,
    RankPlace,
    search_stretch,
)
from articles.search.answer.strict_list import strict_ids
from articles.search.answer.value_counts import FACET_VALUES
from articles.search.answer.whole_archive import filtered_places, whole_months, whole_places
from articles.search.engine import (
    SearchFailed,
    SearchIncomplete,
    SearchUnreachable,
    index_condition,
    index_version,
    kept_until_indexed,
    search_time_limit,
)
from articles.search.fields import (
    ABOUT,
    AFTER,
    BEFORE,
    ENTITY_FACETS,
    FACET_BY_KIND,
    FACET_BY_NAME,
    FACETS,
    LEAD,
    QUERY_FIELDS,
    SPEAKER,
    TITLE,
    Facet,
    QueryField,
    folded_field,
)
from articles.search.index.consistency import IndexDifferences, differences
from articles.search.index.lifecycle import (
    damage,
    reason_to_rebuild,
    reason_to_reindex,
    refuse_damaged,
    reindex,
    update_index,
)
from articles.search.index.main_entities import MAIN_RULE, EntityMentions, MainRule
from articles.search.index.outbox import drain, drained_in_background, outbox_size
from articles.search.parse_warnings import READINGS, ParseWarning, QueryNote
from articles.search.query.described import reading_text
from articles.search.query.entity_lookup.prefixes import FoundEntity, entities_by_prefix
from articles.search.query.language import parse_query
from articles.search.query.language.tree import QueryWord
from articles.search.query.reading import ReadQuery, read_query
from articles.search.related.entity_profile import (
    EntityProfile,
    articles_about,
    articles_by_todays_provinces,
    articles_naming,
    entity_profile,
)
from articles.search.related.most_named import NamedOften, most_named
from articles.search.related.similar_articles import similar_articles
from articles.search.request import MAX_PAGE, PARAMETERS, Choice, SearchRequest, Sort, query_string
from articles.search.suggestions import Suggestion, SuggestionKind, suggest
from haystack_engines import SearchAbandoned, SearchTooLong

__all__ = [
    "ABOUT",
    "AFTER",
    "BEFORE",
    "ENTITY_FACETS",
    "FACETS",
    "FACET_BY_KIND",
    "FACET_BY_NAME",
    "FACET_VALUES",
    "LEAD",
    "MAIN_RULE",
    "MAX_PAGE",
    "PARAMETERS",
    "QUERY_FIELDS",
    "READINGS",
    "SPEAKER",
    "TITLE",
    "VALUES_ON_A_PAGE",
    "Choice",
    "DatePlace",
    "EntityMentions",
    "EntityProfile",
    "Extent",
    "Facet",
    "FacetResult",
    "FacetValue",
    "FacetValuePage",
    "FoundEntity",
    "HistogramBar",
    "Hit",
    "HitPlace",
    "IndexDifferences",
    "ListChangedError",
    "ListStretch",
    "MainRule",
    "Month",
    "NamedOften",
    "NumberedHit",
    "ParseWarning",
    "Place",
    "QueryField",
    "QueryNote",
    "QueryWord",
    "QuotationHit",
    "QuotationItem",
    "RankPlace",
    "ReadQuery",
    "SearchAbandoned",
    "SearchFailed",
    "SearchIncomplete",
    "SearchPage",
    "SearchPercolator",
    "SearchRequest",
    "SearchTooLong",
    "SearchUnreachable",
    "Sort",
    "Spread",
    "Suggestion",
    "SuggestionKind",
    "all_facet_values",
    "article_ids",
    "article_marks",
    "articles_about",
    "articles_by_todays_provinces",
    "articles_naming",
    "bars",
    "damage",
    "differences",
    "drain",
    "drained_in_background",
    "entities_by_prefix",
    "entity_profile",
    "facet_value_page",
    "facet_values_by_count",
    "filtered_places",
    "folded_field",
    "found_ids",
    "hit_place",
    "index_condition",
    "index_version",
    "items_of_hits",
    "kept_until_indexed",
    "most_named",
    "outbox_size",
    "parse_query",
    "query_string",
    "quotation_items",
    "quotations_found",
    "quotations_saying",
    "read_query",
    "reading_text",
    "reason_to_rebuild",
    "reason_to_reindex",
    "refuse_damaged",
    "reindex",
    "search",
    "search_stretch",
    "search_time_limit",
    "similar_articles",
    "snippets",
    "spread",
    "strict_extent",
    "strict_ids",
    "suggest",
    "update_index",
    "whole_months",
    "whole_places",
]
