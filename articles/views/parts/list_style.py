"""How a reader wants lists of hits: full or compact, and how many on a page; in a cookie only once they chose."""

from dataclasses import dataclass
from typing import Final, Self

from django.http import HttpRequest, HttpResponse

# The parameters of an address, and the cookie that keeps what was chosen last: "compact.50".
_LIST: Final = "list"
_SIZE: Final = "size"
_COOKIE: Final = "hits"
_COMPACT: Final = "compact"
_FULL: Final = "full"
SIZES: Final = (20, 50, 100)
# The values that parameters and the cookie may have; others are ignored.
_LISTS: Final = {_FULL: False, _COMPACT: True}
_TYPED_SIZES: Final = {str(size): size for size in SIZES}
_YEAR: Final = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class ListStyle:
    """How hits are listed: on one line each where `compact`, `size` on a page."""

    compact: bool = False
    size: int = SIZES[0]

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return what the address asks for, else what the cookie keeps, else the default."""
        kept_list, _, kept_size = request.COOKIES.get(_COOKIE, "").partition(".")
        return cls(
            _LISTS.get(request.GET.get(_LIST, ""), _LISTS.get(kept_list, False)),
            _TYPED_SIZES.get(request.GET.get(_SIZE, ""), _TYPED_SIZES.get(kept_size, SIZES[0])),
        )

    def remember(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the style in a cookie where the address asks for it; the default needs none."""
        if request.GET.get(_LIST) not in _LISTS and request.GET.get(_SIZE) not in _TYPED_SIZES:
            return response
        if self == ListStyle():
            response.delete_cookie(_COOKIE)
        else:
            kept = f"{_COMPACT if self.compact else _FULL}.{self.size}"
            response.set_cookie(_COOKIE, kept, max_age=_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
        return response

    def suffix(self) -> str:
        """Return what keeps the style in the address of another page of the list, "" for the default."""
        size = f"&{_SIZE}={self.size}" if self.size != SIZES[0] else ""
        return size + (f"&{_LIST}={_COMPACT}" if self.compact else "")


def size_suffix(size: int) -> str:
    """Return what the address of a list with so many hits on a page ends with."""
    return f"&{_SIZE}={size}"


def list_suffix(*, compact: bool) -> str:
    """Return what the address of a full or compact list ends with."""
    return f"&{_LIST}={_COMPACT if compact else _FULL}"
