"""Walking through XML that may be hostile: event by event, no tree, no DTD, no entities.

The walker never goes back, holds one path of open elements at most and refuses a document type
declaration outright, so that no entity can be declared, neither one that unfolds nor one that
reads another file.
"""

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from edo.transfer.readers.ending import Ending, Failure

_DEEPEST = 500


class Walker(Protocol):
    """Is told what is met. Names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        ...

    def end(self, name: str) -> None:
        """Leave it."""
        ...

    def text(self, data: str) -> None:
        """Meet some characters."""
        ...


def walk(portions: Iterable[bytes], walker: Walker) -> None:
    """Lead a walker through a document that comes in portions.

    Raises:
        Failure: DAMAGED when it is not well-formed, has a DTD or is nested too deep.
    """
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Failure(Ending.DAMAGED)
        walker.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        walker.end(_local(name))

    def refuse(*_: object) -> None:
        raise Failure(Ending.DAMAGED)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = walker.text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for portion in portions:
            parser.Parse(portion, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: odd encodings
        raise Failure(Ending.DAMAGED) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
