"""URLs of the archive."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.decorators.http import require_safe

from articles import feeds
from articles.sitemaps import SITEMAPS
from articles.views import (
    article_lists,
    article_page,
    date_pages,
    endpoints,
    entity_index,
    entity_page,
    facet_page,
    filters_page,
    front_page,
    help_page,
    query_list_pages,
    search_results,
)
from articles.views.parts import url_converters

url_converters.register()

urlpatterns = [
    path("", front_page.front, name="front"),
    path("browse/", front_page.browse, name="browse"),
    path("search/", search_results.search_page, name="search"),
    path("search/filters/", filters_page.filters_page, name="search-filters"),
    path("search/suggest/", endpoints.suggestions, name="suggest"),
    path("search/values/<slug:name>/", facet_page.facet_page, name="facet-values"),
    path("search/lists/", query_list_pages.query_lists, name="query-lists"),
    path("search/lists/<int:pk>/", query_list_pages.query_list, name="query-list"),
    path("search/lists/<int:pk>/table.csv", query_list_pages.table, name="query-list-table"),
    path("search/lists/<int:pk>/resume/", query_list_pages.resume, name="query-list-resume"),
    path("search/lists/<int:pk>/delete/", query_list_pages.delete, name="query-list-delete"),
    path("help/", help_page.help_page, name="help"),
    path("article/<int:pk>/", article_page.article),
    path("article/<int:pk>/<str:slug>/", article_page.article, name="article"),
    path("entities/", entity_index.entity_kinds, name="entity-kinds"),
    path("entities/<str:kind>/", entity_index.entity_index, name="entities"),
    path("entity/<int:pk>/", entity_page.entity_page),
    path("entity/<int:pk>/<str:slug>/", entity_page.entity_page, name="entity"),
    path("source/<slug:slug>/", article_lists.SourceView.as_view(), name="source"),
    path("section/<slug:slug>/", article_lists.SectionView.as_view(), name="section"),
    path("undated/", article_lists.UndatedView.as_view(), name="undated"),
    path("<year:year>/", date_pages.YearView.as_view(), name="year"),
    path("<month:month>/", date_pages.MonthView.as_view(), name="month"),
    path("<day:day>/", date_pages.DayView.as_view(), name="day"),
    path("feeds/latest.<format:format>", feeds.in_formats(feeds.LatestFeed), name="feed-latest"),
    path("feeds/search.<format:format>", feeds.in_formats(feeds.SearchFeed), name="feed-search"),
    path("feeds/day/<day:day>.<format:format>", feeds.in_formats(feeds.DayFeed), name="feed-day"),
    path("feeds/section/<slug:slug>.<format:format>", feeds.in_formats(feeds.SectionFeed), name="feed-section"),
    path("feeds/source/<slug:slug>.<format:format>", feeds.in_formats(feeds.SourceFeed), name="feed-source"),
    path("feeds/entity/<int:pk>.<format:format>", feeds.in_formats(feeds.EntityFeed), name="feed-entity"),
    path("sitemap.xml", require_safe(sitemaps.index), {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", require_safe(sitemaps.sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", endpoints.robots, name="robots"),
    path("opensearch.xml", endpoints.opensearch, name="opensearch"),
    path("healthz", endpoints.healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
]
