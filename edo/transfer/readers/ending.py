"""The ways a piece of work on somebody's file may fail, spoken by the child and by its parent."""

from enum import StrEnum


class Ending(StrEnum):
    """Why there is no (whole) answer."""

    TOO_LONG = "too_long"
    """Processor time or wall time ran out."""

    TOO_MUCH_MEMORY = "too_much_memory"
    """The address space allowed was not enough."""

    TOO_LARGE = "too_large"
    """The file, what it unfolds to, or the answer passes a limit of size."""

    DAMAGED = "damaged"
    """The bytes are not what their kind promises; also when the reader crashed on them."""

    ENCRYPTED = "encrypted"
    """A password is needed."""

    UNSUPPORTED = "unsupported"
    """The kind is not one the reader knows."""

    UNREADABLE = "unreadable"
    """The system does not let us read the file, or no longer."""

    INTERRUPTED = "interrupted"
    """Something outside ended the child: a person, or a system short of memory. Try again."""


class Failure(Exception):
    """Raised by a reader: this is how the work ends."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending = ending
