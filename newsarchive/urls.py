"""URLs of the archive and the admin site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from articles.admin.django_texts import AdminScriptTexts
from articles.views.second_step_pages import StaffLogIn

urlpatterns = [
    path("admin/import/", RedirectView.as_view(pattern_name="admin:articles_importbatch_add"), name="import-upload"),
    path("admin/jsi18n/", AdminScriptTexts.as_view(packages=["django.contrib.admin"])),
    path("admin/health/", RedirectView.as_view(pattern_name="admin:articles_auditentry_health"), name="health"),
    path("admin/login/", StaffLogIn.as_view()),
    path("admin/", admin.site.urls),
    # Browsers request it for pages that name no icon, such as those of the admin site.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}favicon.svg")),
    path("", include("articles.urls")),
]

handler500 = "articles.views.server_errors.failed_request"
