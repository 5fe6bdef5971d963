"""Sources and sections in the admin."""

from django.contrib import admin

from articles.admin.read_only import BoundedList
from articles.models import Section, Source


class NamedAdmin(BoundedList):
    """The base of sources and sections: the slug is made from the name."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Source)
class SourceAdmin(NamedAdmin):
    """Sources."""


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    """Sections."""
