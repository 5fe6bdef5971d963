"""Sources and sections in the admin."""

from typing import TYPE_CHECKING

from django.contrib import admin

from articles.models import Section, Source
from articles.models.naming import Named

if TYPE_CHECKING:
    NamedAdminBase = admin.ModelAdmin[Named]
else:
    NamedAdminBase = admin.ModelAdmin


class NamedAdmin(NamedAdminBase):
    """What sources and sections share: the slug follows the name."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Source)
class SourceAdmin(NamedAdmin):
    """Sources."""


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    """Sections."""
