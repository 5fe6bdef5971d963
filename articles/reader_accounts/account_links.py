"""Full addresses of pages, for mails and for links that administrators pass on."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


def site_of(request: HttpRequest) -> str:
    """Return the address of the archive as a request names it: https://kho.toasoan.vn/."""
    return request.build_absolute_uri("/")


def full_address(site: str, path: str) -> str:
    """Return the full address of a page: at the setting SITE_ADDRESS, or at `site` where that is not set."""
    return urljoin(settings.SITE_ADDRESS or site, path)


def new_password_address(site: str, account: User) -> str:
    """Return the full address at which the holder of an account chooses a new password; it works once."""
    token = default_token_generator.make_token(account)
    path = reverse("password-new", args=[urlsafe_base64_encode(force_bytes(account.pk)), token])
    return full_address(site, path)
