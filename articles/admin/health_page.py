"""The state of the archive in the admin: what is well, what is not, and what to do about it."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.monitoring.checks import CHECKS, STATE_LABELS, found_by


def health_page(request: HttpRequest) -> HttpResponse:
    """Show what each check finds."""
    found = [(label, finding := found_by(check), STATE_LABELS[finding.state]) for _name, label, check in CHECKS]
    context = {"title": _("State of the archive"), "found": found}
    return render(request, "audit/health.html", admin.site.each_context(request) | context)
