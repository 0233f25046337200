"""Every error the house raises on purpose. Each message says what is wrong, where, and what to do."""


class AnlaufstelleError(Exception):
    """Root of all errors that a caller may show to a person as they are."""


class BadValue(AnlaufstelleError):
    """A value (phone, hours, postcode …) cannot be read."""


class BadRecord(AnlaufstelleError):
    """A record does not have the shape its kind demands."""


class BadSheet(AnlaufstelleError):
    """A source's fact sheet is wrong; the message names the file and the key."""


class Unreadable(AnlaufstelleError):
    """A source's file or address cannot be read at all; nothing was replaced."""


class TooManyFindings(AnlaufstelleError):
    """A run broke the limits of its sheet; nothing was replaced. `report`: what it would have reported, if known."""

    report: object | None = None


class BadVocabulary(AnlaufstelleError):
    """A vocabulary file contradicts itself."""


class UnknownPlace(AnlaufstelleError):
    """No municipality, district or postcode has that name."""


class NotAllowed(AnlaufstelleError):
    """The actor may not do this; the message says who may."""


class NotFound(AnlaufstelleError):
    """There is no such record, line or entry."""


class OutOfDate(AnlaufstelleError):
    """The value seen by the person is no longer the value that stands there."""


class IndexUnavailable(AnlaufstelleError):
    """There is no search index yet, or it cannot be opened."""


class BadQuery(AnlaufstelleError):
    """A parameter of a question cannot be understood."""


class NotFetched(Unreadable):
    """An address on the web gave nothing that may be used. `status`: what its server answered, if it answered;
    `nobody`: not even robots.txt was answered, or the name leads nowhere."""

    status: int | None = None
    nobody: bool = False


class ServiceFailed(AnlaufstelleError):
    """A service that the operator plugged in did not do its work; nothing was changed."""
