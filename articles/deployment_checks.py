"""What `manage.py check --deploy` says of the archive's own settings, beside Django's checks."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def check_proxies(**_: Any) -> list[checks.CheckMessage]:
    """Warn where all readers are one client: an archive behind a proxy of which it believes no address."""
    if not settings.SECURE_SSL_REDIRECT or settings.TRUSTED_PROXIES:
        return []
    said = "HTTPS=1 means there is a proxy, but TRUSTED_PROXIES is 0: all readers behind it share one limit."
    return [checks.Warning(said, hint="Set TRUSTED_PROXIES=1 (docs/running.md).", id="archive.W001")]
