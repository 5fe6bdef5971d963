"""URLs of the archive."""

from typing import Any, Final

from django.contrib.sitemaps import views as sitemaps
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

from articles import feeds
from articles.api.operations import api
from articles.sitemaps import SITEMAPS
from articles.views import (
    account_pages,
    api_page,
    api_token_pages,
    article_lists,
    article_page,
    compare_page,
    corrections_page,
    date_pages,
    downloads,
    endpoints,
    entity_index,
    entity_page,
    facet_page,
    filters_page,
    folder_pages,
    front_page,
    help_page,
    holdings_page,
    post_pages,
    query_list_pages,
    quotation_downloads,
    quotations_page,
    saved_search_pages,
    search_charts,
    search_results,
    second_step_pages,
    statement_page,
)
from articles.views.parts import account_listings, date_listings, listings, url_converters

url_converters.register()

# For the name of a list its address, and what it lists.
_DOWNLOADS: Final[dict[str, tuple[str, listings.Listing[Any]]]] = {
    "search": ("search", listings.SearchListing()),
    "day": ("day/<day:day>", date_listings.DayListing()),
    "month": ("month/<month:month>", date_listings.MonthListing()),
    "year": ("year/<year:year>", date_listings.YearListing()),
    "undated": ("undated", listings.UndatedListing()),
    "section": ("section/<slug:slug>", listings.SectionListing()),
    "source": ("source/<slug:slug>", listings.SourceListing()),
    "entity": ("entity/<int:pk>", listings.EntityListing()),
    "article": ("article/<int:pk>", listings.ArticleListing()),
}
# The same for lists that only who knows the address may see; their feeds have addresses with a token.
_UNLISTED: Final[dict[str, tuple[str, listings.Listing[Any]]]] = {
    "folder": ("folder/<int:pk>", account_listings.FolderListing()),
    "shared": ("shared/<str:token>", account_listings.SharedFolderListing()),
    "saved-search": ("searches/<int:pk>", account_listings.SavedSearchListing()),
}
_UNLISTED_FEEDS: Final[dict[str, listings.Listing[Any]]] = {
    "folder": account_listings.FolderFeedListing(),
    "shared": account_listings.SharedFolderListing(),
    "saved-search": account_listings.SavedSearchFeedListing(),
}

urlpatterns = [
    path("", front_page.front, name="front"),
    path("browse/", front_page.browse, name="browse"),
    path("search/", search_results.search_page, name="search"),
    path("search/filters/", filters_page.filters_page, name="search-filters"),
    path("search/over-time/", search_charts.search_timeline, name="search-timeline"),
    path("search/map/", search_charts.search_map, name="search-map"),
    path("search/compare/", compare_page.compare_page, name="compare"),
    path("search/compare.csv", compare_page.compare_table, name="compare-table"),
    path("search/suggest/", endpoints.suggestions, name="suggest"),
    path("search/values/<slug:name>/", facet_page.facet_page, name="facet-values"),
    path("search/values/<slug:name>.csv", facet_page.facet_table, name="facet-table"),
    path("search/lists/", query_list_pages.query_lists, name="query-lists"),
    path("search/lists/<int:pk>/", query_list_pages.query_list, name="query-list"),
    path("search/lists/<int:pk>/table.csv", query_list_pages.table, name="query-list-table"),
    path("search/lists/<int:pk>/resume/", query_list_pages.resume, name="query-list-resume"),
    path("search/lists/<int:pk>/delete/", query_list_pages.delete, name="query-list-delete"),
    path("corrections/", corrections_page.corrections_page, name="corrections"),
    path("holdings/", holdings_page.holdings_page, name="holdings"),
    path("help/", help_page.help_page, name="help"),
    path("help/keys/", help_page.keys_page, name="keys"),
    path("article/<int:pk>/", article_page.article),
    path("article/<int:article>/said/<int:start>/", statement_page.statement_page, name="statement"),
    path("article/<int:pk>/<str:slug>/", article_page.article, name="article"),
    path("entities/", entity_index.entity_kinds, name="entity-kinds"),
    path("entities/<str:kind>/", entity_index.entity_index, name="entities"),
    path("entity/<int:pk>/", entity_page.entity_page),
    path("entity/<int:pk>/quotations", quotations_page.quotations_page, name="quotations"),
    path("entity/<int:pk>/<str:slug>/", entity_page.entity_page, name="entity"),
    path("posts/", post_pages.post_index, name="posts"),
    path("post/<int:pk>/", post_pages.post_page),
    path("post/<int:pk>/<str:slug>/", post_pages.post_page, name="post"),
    path("source/<slug:slug>/", article_lists.SourceView.as_view(), name="source"),
    path("section/<slug:slug>/", article_lists.SectionView.as_view(), name="section"),
    path("undated/", article_lists.UndatedView.as_view(), name="undated"),
    path("<year:year>/", date_pages.YearView.as_view(), name="year"),
    path("<month:month>/", date_pages.MonthView.as_view(), name="month"),
    path("<day:day>/", date_pages.DayView.as_view(), name="day"),
    path("feeds/latest.<format:format>", feeds.in_formats(listings.LatestListing()), name="feed-latest"),
    path("feeds/corrections.<format:format>", feeds.in_formats(listings.CorrectionsListing()), name="feed-corrections"),
    path("feeds/search.<format:format>", feeds.in_formats(listings.SearchListing()), name="feed-search"),
    path("feeds/day/<day:day>.<format:format>", feeds.in_formats(date_listings.DayListing()), name="feed-day"),
    path("feeds/section/<slug:slug>.<format:format>", feeds.in_formats(listings.SectionListing()), name="feed-section"),
    path("feeds/source/<slug:slug>.<format:format>", feeds.in_formats(listings.SourceListing()), name="feed-source"),
    path("feeds/entity/<int:pk>.<format:format>", feeds.in_formats(listings.EntityListing()), name="feed-entity"),
    path(
        "export/quotations/<int:pk>.<table:table>",
        quotation_downloads.quotations_of_entity,
        name="export-quotations",
    ),
    path("export/said.<table:table>", quotation_downloads.quotations_of_search, name="export-said"),
    *[
        path(f"export/{route}.<download:download>", downloads.of_list(listing), name=f"export-{name}")
        for name, (route, listing) in _DOWNLOADS.items()
    ],
    path("account/", account_pages.account, name="account"),
    path("account/log-in/", account_pages.LogIn.as_view(), name="log-in"),
    path("account/log-in/code/", second_step_pages.log_in_code, name="log-in-code"),
    path("account/two-step/", second_step_pages.two_step, name="two-step"),
    path("account/log-out/", account_pages.LogOut.as_view(), name="log-out"),
    path("account/join/<path:token>/", account_pages.join, name="join"),
    path("account/leave/", account_pages.leave, name="leave"),
    path("account/password/", account_pages.PasswordChange.as_view(), name="password-change"),
    path("account/password/forgotten/", account_pages.ForgottenPassword.as_view(), name="password-forgotten"),
    path("account/password/mailed/", account_pages.PasswordMailed.as_view(), name="password-mailed"),
    path("account/password/new/<uidb64>/<token>/", account_pages.NewPassword.as_view(), name="password-new"),
    *[
        path(
            f"export/{route}.<download:download>",
            folder_pages.unlisted(downloads.of_list(listing)),
            name=f"export-{name}",
        )
        for name, (route, listing) in _UNLISTED.items()
    ],
    *[
        path(
            f"feeds/{name}/<str:token>.<format:format>",
            folder_pages.unlisted(feeds.in_formats(listing)),
            name=f"feed-{name}",
        )
        for name, listing in _UNLISTED_FEEDS.items()
    ],
    path("folders/", folder_pages.folders, name="folders"),
    path("folders/add/", folder_pages.folder_add, name="folder-add"),
    path("folders/<int:pk>/", folder_pages.folder, name="folder"),
    path("folders/<int:pk>/change/", folder_pages.folder_change, name="folder-change"),
    path("folders/<int:pk>/share/", folder_pages.folder_share, name="folder-share"),
    path("folders/<int:pk>/feed/", folder_pages.folder_feed, name="folder-feed"),
    path("folders/<int:pk>/delete/", folder_pages.folder_delete, name="folder-delete"),
    path("folders/<int:pk>/put-back/", folder_pages.folder_put_back, name="folder-put-back"),
    path("folders/<int:pk>/article/<int:article>/", folder_pages.folder_item, name="folder-item"),
    path("shared/<str:token>/", folder_pages.shared_folder, name="shared-folder"),
    path("searches/", saved_search_pages.saved_searches, name="saved-searches"),
    path("searches/new/", saved_search_pages.saved_search_new, name="saved-search-new"),
    path("searches/mail/", saved_search_pages.saved_searches_mail, name="saved-searches-mail"),
    path("searches/unsubscribe/<str:token>/", saved_search_pages.unsubscribe, name="unsubscribe"),
    path("searches/<int:pk>/", saved_search_pages.saved_search, name="saved-search"),
    path("searches/<int:pk>/change/", saved_search_pages.saved_search_change, name="saved-search-change"),
    path("searches/<int:pk>/feed/", saved_search_pages.saved_search_feed, name="saved-search-feed"),
    path("searches/<int:pk>/delete/", saved_search_pages.saved_search_delete, name="saved-search-delete"),
    path("account/api-tokens/", api_token_pages.api_tokens, name="api-tokens"),
    path("account/api-tokens/<int:pk>/revoke/", api_token_pages.api_token_revoke, name="api-token-revoke"),
    path("api/", api_page.api_page, name="api"),
    path("api/try/<slug:operation>/", api_page.asked, name="api-asked"),
    path("api/v1/", api.urls),
    path("sitemap.xml", require_safe(sitemaps.index), {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", require_safe(sitemaps.sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", endpoints.robots, name="robots"),
    path("opensearch.xml", endpoints.opensearch, name="opensearch"),
    path("healthz", endpoints.healthz, name="healthz"),
    path("metrics", endpoints.metrics, name="metrics"),
    # A page of another site may well change the language; a token would need a cookie, and so no cache kept any page.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
]
