"""Somebody who can write into the shared folder and has no key of any workplace.

What they know is what lies there. They put work of a key of their own where somebody's next work
belongs, and change a byte of what was sent last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from edo import keys, segment
from edo.clock import COUNTER_BITS, Random
from edo.domain import facts
from edo.domain.registering import DocumentCancelled, Registered
from edo.segment import Line, Log, Segment
from edo.share import head as heads
from edo.share import layout
from edo.share.head import Head

_STEP = 1 << COUNTER_BITS


@dataclass(frozen=True, slots=True)
class Forged:
    """What was put there: names on the share, and the document whose end it states."""

    names: tuple[str, ...]
    document: str


class Intruder:
    """A stranger before a shared folder.

    Args:
        share: the folder.
        random: answers n random bytes.
    """

    def __init__(self, share: Path, random: Random) -> None:
        self._share = share
        self._key = keys.make(random)

    def forge(self, space: str, dev: str, reason: str) -> Forged:
        """State in somebody's name that one of their registrations is void.

        Args:
            space: the office's.
            dev: in whose name.
            reason: what the annulment says.
        """
        head = self._head(space, dev)
        line = next(line for line in self._lines(head) if line.kind == Registered.NAME)
        fact = msgspec.Raw(facts.encode(DocumentCancelled(reason)))
        false = Line(line.subject, DocumentCancelled.NAME, head.hlc + _STEP, line.person, (), fact)
        log = Log(head.org, space, dev, head.inst, head.seq + 1, head.last, head.auth)
        sealed = segment.seal([false], log, self._key)
        promised = msgspec.structs.replace(
            head, seq=log.seq, last=sealed.hash, hlc=head.hlc + 2 * _STEP
        )
        signed = heads.sign(promised, self._key)
        name = layout.segment(space, dev, log.seq)
        self._put(name, sealed.data)
        self._put(signed.name, signed.data)
        return Forged((name, signed.name), line.subject)

    def spoil(self, space: str, dev: str) -> str:
        """Change a byte of the last segment somebody sent; return its name."""
        name = layout.segment(space, dev, self._head(space, dev).seq)
        data = bytearray(self._path(name).read_bytes())
        data[-1] ^= 1
        self._put(name, bytes(data))
        return name

    def _head(self, space: str, dev: str) -> Head:
        folder = self._path(layout.heads(space))
        newest = max(path.name for path in folder.iterdir() if path.name.startswith(dev))
        return heads.read((folder / newest).read_bytes())

    def _lines(self, head: Head) -> Iterator[Line]:
        """Yield what somebody stated before their last segment, the newest first: no secret."""
        for seq in range(head.seq - 1, 0, -1):
            yield from segment.lines(self._segment(layout.segment(head.space, head.dev, seq)))

    def _segment(self, name: str) -> Segment:
        return segment.parse(self._path(name).read_bytes())[0]

    def _put(self, name: str, data: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)

    def _path(self, name: str) -> Path:
        return self._share.joinpath(*name.split("/"))
