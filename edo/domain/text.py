"""What became of the text of an attached file."""

from enum import StrEnum


class TextState(StrEnum):
    """How the reading of one file ended.

    FOUND and EMPTY are good ends. After any other there may still be some text: what was read
    before the end.
    """

    WAITING = "waiting"
    """The file was not read yet."""

    FOUND = "found"
    """The file was read and has text."""

    EMPTY = "empty"
    """The file was read and has no text: a scan without a text layer, a picture, a blank page."""

    UNSUPPORTED = "unsupported"
    """The file is of a kind whose text the program does not read."""

    ENCRYPTED = "encrypted"
    """The file opens only with a password."""

    DAMAGED = "damaged"
    """The bytes are not what the kind of the file promises, or the reading broke off on them."""

    TOO_LONG = "too_long"
    """The reading did not end within the time allowed for one file."""

    TOO_LARGE = "too_large"
    """The file, or what it unfolds to, is larger than what may be read or kept in memory."""
