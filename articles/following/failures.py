"""Why something could not be fetched, by whether another attempt makes sense."""


class FetchFailed(Exception):
    """Something could not be fetched; `str(error)` is the reason.

    `wait`: how many seconds the server asks to wait before the next request.
    """

    def __init__(self, reason: str, *, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


class TemporaryFailure(FetchFailed):
    """Another attempt may succeed: the server or the network failed, or the server is busy."""


class PermanentFailure(FetchFailed):
    """Another attempt would fail, too: not allowed, not there, too large, or not what was expected."""


class Gone(PermanentFailure):
    """The server says that the page is gone for good (410)."""


def unexpected_failure(error: Exception) -> TemporaryFailure:
    """Return the failure to record for an exception that nobody foresaw."""
    return TemporaryFailure(f"an error of the archive, please report it: {error!r}")
