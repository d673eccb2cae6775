"""Putting back onto the share what it does not list and this workplace holds.

What lies under a name already stays: its owner is the one to mend it.
"""

from collections.abc import Iterable
from contextlib import suppress

from edo.domain.document import is_sha256
from edo.errors import DamagedError
from edo.exchange.receiving import Receiver
from edo.share import layout, packs, publish
from edo.share.carrier import Carrier
from edo.share.packs import Place
from edo.store import attachments, ledger
from edo.workplace import Workplace


class Restorer:
    """Puts back records, logs, contents and heads; `count` says how many objects it put."""

    def __init__(self, workplace: Workplace, carrier: Carrier, receiver: Receiver) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._receiver = receiver
        self.count = 0

    def put_records(self) -> None:
        """Put the records of the chain that the share does not list."""
        records = self._workplace.records[1:]
        for bucket in range((len(records) + layout.BUCKET - 1) // layout.BUCKET):
            first = bucket * layout.BUCKET
            folder = layout.record(first).rpartition("/")[0]
            listed = frozenset(self._carrier.list(folder))
            for n, data in enumerate(records[first : first + layout.BUCKET], start=first):
                if layout.record(n).rpartition("/")[2] not in listed:
                    self.put(layout.record(n), data)

    def put_log(self, space: str, dev: str, last: int, *, is_all: bool = False) -> None:
        """Put the segments of a log that the share does not list, the newest first."""
        head = self._receiver.heads.get((space, dev))
        packed = 0
        if head is not None and head.packed:  # listed, or lost like the rest
            packed = packs.covered(self._carrier, Place(head.org, space, dev))
        for bucket in range(last // layout.BUCKET, -1, -1):
            first = max(bucket * layout.BUCKET, packed + 1)
            upto = min((bucket + 1) * layout.BUCKET - 1, last)
            if first > upto or not (self._put_bucket(space, dev, first, upto) or is_all):
                return

    def _put_bucket(self, space: str, dev: str, first: int, last: int) -> bool:
        """Put what is missing of one folder; tell whether anything was."""
        folder = layout.segment(space, dev, first).rpartition("/")[0]
        listed = frozenset(self._carrier.list(folder))
        missing = False
        held = self._workplace.read(ledger.stored, space=space, dev=dev, first=first, last=last)
        for number, seq, data in held:
            name = layout.segment(space, dev, seq)
            if name.rpartition("/")[2] not in listed:
                missing = True
                self._put_files(space, number)
                self.put(name, data)
        return missing

    def put_contents(self, space: str, hashes: Iterable[str]) -> None:
        """Put the contents of a space that the share does not list."""
        blobs = self._workplace.blobs
        listed: dict[str, frozenset[str]] = {}
        for sha256 in sorted({one for one in hashes if is_sha256(one) and blobs.holds(one)}):
            folder = layout.blob(space, sha256).rpartition("/")[0]
            if folder not in listed:
                listed[folder] = frozenset(self._carrier.list(folder))
            if sha256 not in listed[folder]:
                with suppress(DamagedError):
                    publish.put_file(self._carrier, space, sha256, blobs.path(sha256))
                    self.count += 1

    def _put_files(self, space: str, number: int) -> None:
        blobs = self._workplace.blobs
        for sha256 in self._workplace.read(attachments.files_of, number=number):
            if blobs.holds(sha256):
                with suppress(DamagedError):
                    publish.put_file(self._carrier, space, sha256, blobs.path(sha256))

    def put_head(self, space: str, dev: str) -> None:
        """Put the newest head of a log as it was found."""
        known = self._receiver.known(space, dev)
        if known is not None:
            self.put(known.name, known.data)

    def put(self, name: str, data: bytes) -> None:
        """Put something back; where something else lies, its owner is the one to mend it."""
        self._carrier.put_new(name, data)
        self.count += 1
