"""Variables of every template."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return the name of the archive."""
    return {"site_name": settings.SITE_NAME}
