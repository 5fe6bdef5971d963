"""Addresses of the site: the archive's own, and the admin's."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/import/", RedirectView.as_view(pattern_name="admin:articles_importbatch_add"), name="import-upload"),
    path("admin/", admin.site.urls),
    # Browsers ask for it on pages without an icon of their own, such as the admin's.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}favicon.svg")),
    path("", include("articles.urls")),
]
