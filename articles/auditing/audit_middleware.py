"""Has the audit trail know whose act a request is, and records what staff take out of the archive."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.models import AuditAct, AuditEntry
from articles.models.audit import Actor, acting
from articles.reader_accounts.attempt_limits import client_of

_EXPORTS: Final = "export-"


class AuditMiddleware:
    """Names the signed-in user and the client's network address to what is recorded during a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        with acting(lambda: Actor(getattr(request, "user", None), client_of(request))):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: dict[str, object]) -> None:
        """Record that somebody of the staff exports a list."""
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if name.startswith(_EXPORTS) and has_session and request.user.is_staff:
            AuditEntry.objects.record(AuditAct.EXPORT, name=request.get_full_path())
