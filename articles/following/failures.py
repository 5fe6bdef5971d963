"""Why something could not be fetched, told apart by what is to be done about it."""


class FetchFailed(Exception):
    """Something could not be fetched; `str(error)` is the reason.

    `wait`: seconds that the server asks to be left alone.
    """

    def __init__(self, reason: str, *, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


class Unreachable(FetchFailed):
    """It may be had another time: the server or the network failed, or it is busy."""


class Unobtainable(FetchFailed):
    """It is not to be had in this state of things: not allowed, not there, too large, not what was asked for."""


class Gone(Unobtainable):
    """The server says that it is gone for good (410)."""
