"""What all works that take text from a file have in common."""

from collections.abc import Callable
from typing import BinaryIO, TypeAlias

from edo.transfer.readers.child import Emit, Notes, Request, Work, open_file
from edo.transfer.readers.sink import Full, Sink

Reader: TypeAlias = Callable[[BinaryIO, Sink], None]
"""Pours the text of an open file into a sink.

Raises:
    Failure: when the file cannot be read as what it is taken for.
    Full: from the sink; to be let through.
"""


def text_work(read: Reader) -> Work:
    """Make a work of a reader: it answers the text in UTF-8, and notes pages and whether cut."""

    def work(request: Request, emit: Emit) -> Notes:
        sink = Sink(emit, request.deadline)
        truncated = False
        with open_file(request.file) as file:
            try:
                read(file, sink)
                sink.flush()
            except Full:
                truncated = True
        return {"pages": sink.pages, "truncated": truncated or sink.truncated}

    return work
