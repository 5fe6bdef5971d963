"""Lets accounts of which two steps are required into the admin by both alone."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles.reader_accounts.second_step import app_of, is_required, is_verified

_FREE: Final = frozenset({"login", "logout", "jsi18n"})


class SecondStepMiddleware:
    """Sends who has not set up two-step sign-in, but has to, to the page where it is set up (TWO_STEP_REQUIRED)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Return the way to the page, None where the account may go on."""
        match = request.resolver_match
        if (
            settings.TWO_STEP_REQUIRED == "nobody"
            or match is None
            or match.app_name != "admin"
            or match.url_name in _FREE
        ):
            return None
        user = request.user
        if not isinstance(user, User) or not is_required(user) or is_verified(request):
            return None
        if app_of(user) is not None:
            logout(request)
            return redirect("admin:login")
        messages.info(request, _("Your account needs two-step sign-in. Please set it up first."))
        return redirect("two-step")
