"""Entities, with their other names, and their mentions in the admin."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.records import RecordAdmin
from articles.models import Entity, EntityAlias, Mention
from articles.text.normal import fold


class AliasInline(admin.TabularInline[EntityAlias, Entity]):
    """The other names of an entity, on its page."""

    model = EntityAlias
    extra = 1


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin[Entity]):
    """Entities, found by their name with or without accents."""

    list_display = ["name", "kind", "article_count"]
    list_filter = ["kind"]
    search_fields = ["folded_name", "aliases__text"]
    inlines = [AliasInline]
    list_per_page = 50
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """Search for the name as its accents are folded in the database."""
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(Mention)
class MentionAdmin(RecordAdmin):
    """Mentions, to look at: they follow the text, so nobody edits them by hand."""

    list_display = ["entity", "article", "start", "end"]
    search_fields = ["entity__folded_name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """Return the mentions with entity and title, in one query."""
        columns = ("start", "end", "entity__name", "article__title")
        return super().get_queryset(request).select_related("entity", "article").only(*columns)
