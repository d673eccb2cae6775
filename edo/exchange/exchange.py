"""One run of the exchange: collect what is new, send what waits, say what was seen.

It runs behind the person's back, may be broken off anywhere and repeated, and keeps nothing of its
own but what spares it looking twice. One thread runs an exchange at a time.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from edo.errors import DamagedError, EdoError, Refusal, UnreachableError
from edo.exchange import sending
from edo.exchange.receiving import Received, Receiver
from edo.exchange.sending import Sent
from edo.queries.share import EXCHANGED, FAILED
from edo.share import collect, layout, publish
from edo.share.carrier import Carrier
from edo.store import ledger
from edo.workplace import Workplace

_NOTED_EVERY = 60_000
"""Milliseconds after which a good exchange is noted again."""
_SENT_RECORDS = "authority_sent"


class Halt(StrEnum):
    """Why a workplace does not send."""

    COPIED = "copied"
    """Another installation writes with this device's key: this one is a copy, or was copied."""
    FORKED = "forked"
    """Something else lies on the share under this device's names."""
    CHAIN = "chain"
    """The chain of authority on the share is not the one known here."""


@dataclass(slots=True)
class Outcome:
    """What a run did.

    Attributes:
        received, sent: what came in and went out.
        halt: why nothing is sent, None where all is well.
        pending: what is asked for again later: name → reason.
    """

    received: Received
    sent: Sent
    halt: Halt | None = None
    pending: Mapping[str, str] = field(default_factory=dict[str, str])


class Exchange:
    """The exchange of a workplace with its share."""

    def __init__(self, workplace: Workplace, carrier: Carrier) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._receiver = Receiver(workplace, carrier)
        self._is_here = False
        self._may_send = False
        self._failed: str | None = None
        self._noted = 0

    def run(self) -> Outcome:
        """Collect and send.

        Raises:
            UnreachableError: the share does not answer, or another lies there. Nothing is lost.
        """
        try:
            self._index()  # what a run that was broken off has left
            self._find()
            received = self._receiver.receive()
            outcome = self._send(received)
            self._index()
        except EdoError as error:
            self._remember(error.reason)
            raise
        self._remember(outcome.halt or "")
        outcome.pending = {name: wait.reason for name, wait in self._receiver.waits.names.items()}
        return outcome

    def _index(self) -> None:
        """Let what came in bulk be found by its words; it is in the lists already."""
        while self._workplace.index_waiting():
            pass

    def _remember(self, failed: str) -> None:
        """Remember how the exchange ended, for who asks another time; not each second anew."""
        now = self._workplace.clock.now()
        if failed == self._failed and abs(now - self._noted) < _NOTED_EVERY:
            return
        self._failed, self._noted = failed, now
        with suppress(Refusal):  # a full disk is said where something is lost by it
            self._workplace.write(ledger.keep, FAILED, failed)
            if not failed:
                self._workplace.write(ledger.keep, EXCHANGED, str(now))

    def _find(self) -> None:
        """Make sure the share is here, once until it is lost.

        Raises:
            UnreachableError: it is not, or another organisation's is.
        """
        if self._is_here:
            return
        found = collect.read_founding(self._carrier)
        if found is None:
            raise UnreachableError("share_absent")
        if found != self._workplace.records[0]:
            raise UnreachableError("share_foreign")
        self._is_here = True

    def _send(self, received: Received) -> Outcome:
        sent = Sent()
        halt = self._halt()
        if halt is None:
            try:
                self._send_records()
                note = self._receiver.note
                sent = sending.send(self._workplace, self._carrier, self._own_heads(), note)
                self._acknowledge(sent)
            except DamagedError as error:
                if error.reason != publish.TAKEN:
                    raise
                name = str(error.values.get("name", ""))
                is_record = name == layout.FOUNDING or name.startswith("auth/")
                halt = Halt.CHAIN if is_record else Halt.FORKED
        return Outcome(received, sent, halt)

    def _halt(self) -> Halt | None:
        """Tell why nothing may be sent: looked at before the first time."""
        if self._may_send:
            return None
        own = self._workplace.device
        for (_, dev), head in self._receiver.heads.items():
            if dev == own and head.inst != self._workplace.identity.inst:
                return Halt.COPIED
        self._may_send = True
        return None

    def _send_records(self) -> None:
        """Send the records of the chain that this device, the keeper's, has made."""
        if self._workplace.roster.keeper != self._workplace.device:
            return
        done = int(self._workplace.read(ledger.recall, _SENT_RECORDS) or "-1")
        last = self._workplace.authority[0]
        if done < last:
            publish.put_records(self._carrier, done + 1, self._workplace.records[done + 2 :])
            self._workplace.write(ledger.keep, _SENT_RECORDS, str(last))

    def _own_heads(self) -> dict[str, list[str]]:
        """Return the last parts of the names of this device's heads, by space."""
        own = self._workplace.device
        spaces = self._workplace.roster.reads(self._workplace.identity.person)
        return {
            space: [part for part in self._receiver.listed(space) if part.startswith(own)]
            for space in spaces
        }

    def _acknowledge(self, sent: Sent) -> None:
        """Say what was seen where that is new, and what the chain is like now."""
        own, quoted = self._workplace.device, self._workplace.authority
        for space, listed in self._own_heads().items():
            head = self._receiver.heads.get((space, own))
            seen = sending.seen_of(self._receiver.ends(space), own)
            if head is not None and (head.seen, head.auth) == (seen, quoted):
                continue
            end = self._workplace.read(ledger.tail, space, own).seq
            self._receiver.note(
                sending.send_head(self._workplace, self._carrier, space, end, listed)
            )
            sent.heads += 1
