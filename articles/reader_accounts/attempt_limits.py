"""What may be tried only so often: a guess of a password, a mail that somebody asks for.

Attempts are counted in the database, so all processes of the web server count together, and a restart forgets none.
The names and network addresses themselves are not kept.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import Attempt

# Of an IPv6 address the last bits are a household's or a company's own.
_NETWORK_BITS: Final = 64
_QUARTER: Final = timedelta(minutes=15)
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AttemptLimit:
    """At most so many attempts for each key, such as a user name, within a time."""

    name: str
    most: int
    within: timedelta

    @property
    def seconds(self) -> int:
        """Return the seconds after which an attempt no longer counts."""
        return int(self.within.total_seconds())

    def is_passed(self, key: str) -> bool:
        """Count an attempt, and tell whether there were too many.

        Counting comes first, so that parallel requests cannot pass the limit.
        """
        Attempt.objects.filter(at__lt=timezone.now() - _HOUR).delete()
        of = self._digest(key)
        Attempt.objects.create(of=of)
        return Attempt.objects.filter(of=of, at__gt=timezone.now() - self.within).count() > self.most

    def forget(self, key: str) -> None:
        """Start the count again from 0."""
        Attempt.objects.filter(of=self._digest(key)).delete()

    def take_back(self, key: str) -> None:
        """Take the last attempt out of the count: it was a success, but others go on counting."""
        last = Attempt.objects.filter(of=self._digest(key)).order_by("-pk").values_list("pk").first()
        Attempt.objects.filter(pk__in=last or ()).delete()

    def _digest(self, key: str) -> str:
        digest: str = salted_hmac(f"attempt:{self.name}", key.casefold(), algorithm="sha256").hexdigest()
        return digest


# A newsroom may share one network address, so that may fail more often than one name.
LOG_IN_BY_NAME: Final = AttemptLimit("name", 10, _QUARTER)
LOG_IN_BY_CLIENT: Final = AttemptLimit("client", 100, _QUARTER)
RESET_BY_ADDRESS: Final = AttemptLimit("reset", 3, _HOUR)
RESET_BY_CLIENT: Final = AttemptLimit("reset-client", 20, _HOUR)


def client_of(request: HttpRequest) -> str:
    """Return the network address of a client, behind the proxies of the setting `TRUSTED_PROXIES`."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, proxies=settings.TRUSTED_PROXIES)


def client_address(address: str, forwarded: str, *, proxies: int) -> str:
    """Return the address of a client: an IPv4 address, or the network of an IPv6 address.

    `address` is the other end of the connection, `forwarded` the header X-Forwarded-For. Behind so many trusted
    proxies, the client is the one that the first of these has seen.
    """
    passed = [part.strip() for part in forwarded.split(",") if part.strip()]
    if proxies and passed:
        address = passed[-min(proxies, len(passed))]
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or IPv6Address(int(found) >> _NETWORK_BITS << _NETWORK_BITS)
    return str(found)
