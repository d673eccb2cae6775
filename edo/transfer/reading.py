"""Reading the texts of attached files in the background, one file at a time."""

from edo.clock import deadline
from edo.domain.text import TextState
from edo.errors import Refusal
from edo.store import texts
from edo.transfer.text import Extracted, extract
from edo.workplace import Workplace


def read_next(workplace: Workplace) -> bool:
    """Read one file that waits; tell whether there was one.

    A file that is not on this computer stays without text until it is brought again.
    """
    waiting = workplace.read(texts.waiting, limit=1)
    if not waiting:
        return False
    one = waiting[0]
    try:
        read = extract(workplace.blobs.path(one.sha256), one.name)
    except Refusal:
        read = Extracted("", TextState.DAMAGED, None, truncated=False)
    touched = workplace.write(
        texts.keep, sha256=one.sha256, state=read.state, pages=read.pages, text=read.text
    )
    workplace.announce(touched)
    return True


def read_waiting(workplace: Workplace, *, seconds: float) -> None:
    """Read files that wait until none is left or the time is over.

    Args:
        workplace: whose files.
        seconds: when to stop beginning another file.
    """
    enough = deadline(seconds)
    while not enough() and read_next(workplace):
        pass
