"""Addresses of the site: the archive's own, and the admin's."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/import/", RedirectView.as_view(pattern_name="admin:articles_importbatch_add"), name="import-upload"),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
