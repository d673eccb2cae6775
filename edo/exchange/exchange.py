"""One run of the exchange: collect what is new, send what waits, say what was seen.

It runs behind the person's back, may be broken off anywhere and repeated, and keeps nothing of its
own but what spares it looking twice. One thread runs an exchange at a time.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from edo.commands import approval
from edo.commands.answering import answer_all
from edo.commands.awaiting import number_waiting, settle_claims
from edo.commands.documents import Registration
from edo.commands.tasks import renew_periodic
from edo.errors import DamagedError, EdoError, OutdatedError, Refusal, UnreachableError
from edo.exchange import packing, sending
from edo.exchange.hands import Hands, one_by_one
from edo.exchange.mending import Mender
from edo.exchange.packing import Packer
from edo.exchange.receiving import Progress, Received, Receiver
from edo.exchange.sending import Sent
from edo.queries.share import EXCHANGED, FAILED
from edo.share import collect, layout, publish
from edo.share.carrier import Carrier
from edo.store import ledger, outbox
from edo.workplace import Workplace

_NOTED_EVERY = 60_000
"""Milliseconds after which a good exchange is noted again."""
_THINNED_EVERY = 12 * 60 * 60 * 1_000
"""Milliseconds after which it is looked again for packed segments that may go."""
_SENT_RECORDS = "authority_sent"
_ABSENT = "share_absent"
_TRIES = 4
"""How often a run begins to send anew after it has met something under a name of its own."""


class Halt(StrEnum):
    """Why a workplace does not send."""

    COPIED = "copied"
    """Another installation writes with this device's key: this one is a copy, or was copied."""
    FORKED = "forked"
    """Something else lies on the share under this device's names."""
    CHAIN = "chain"
    """The chain of authority on the share is not the one known here."""
    REPLACED = "replaced"
    """The key of this workplace was ended, and a copy of it goes on with another."""
    BEHIND = "behind"
    """The share holds work of this device that this workplace has forgotten: it comes first."""


@dataclass(slots=True)
class Outcome:
    """What a run did.

    Attributes:
        received, sent: what came in and went out.
        halt: why nothing is sent, None where all is well.
        pending: what is asked for again later: name → reason.
        mended: how many objects were put on the share again that it had lost.
        numbered: documents that got the number they waited for.
    """

    received: Received
    sent: Sent
    halt: Halt | None = None
    pending: Mapping[str, str] = field(default_factory=dict[str, str])
    mended: int = 0
    numbered: Sequence[Registration] = ()


class Exchange:
    """The exchange of a workplace with its share.

    Args:
        workplace: whose.
        carrier: of the share.
        packs_from: segments of a log of this device's that are worth a pack.
        is_over: tells that the program is being closed: what need not be done now waits.
        hands: carry files to the share and from it.
    """

    def __init__(
        self,
        workplace: Workplace,
        carrier: Carrier,
        *,
        packs_from: int = packing.AT_LEAST,
        is_over: Callable[[], bool] = lambda: False,
        hands: Hands = one_by_one,
    ) -> None:
        self._hands = hands
        self._is_over = is_over
        self._packs_from = packs_from
        self._workplace = workplace
        self._carrier = carrier
        self._receiver = Receiver(workplace, carrier, hands)
        self._mender = Mender(workplace, carrier, self._receiver)
        self._is_here = False
        self._has_accounted = False
        self._looked: int | None = None
        self._failed: str | None = None
        self._noted = 0
        self._renewed: date | None = None
        self._judged: tuple[int, str] | None = None

    def run(self, progress: Progress = lambda _done, _total: None) -> Outcome:
        """Collect and send.

        Args:
            progress: told while much comes in; what it tells of is in the lists already.

        Raises:
            UnreachableError: the share does not answer, or another lies there. Nothing is lost.
        """
        try:
            self._find()
            received = self._receiver.receive(progress)
            outcome = self._send(received)
        except EdoError as error:
            self._is_here = self._has_accounted = False
            self._remember(error.reason)
            self._index()  # what came before it broke off
            raise
        self._index()
        self._remember(outcome.halt or "")
        outcome.pending = {name: wait.reason for name, wait in self._receiver.waits.names.items()}
        return outcome

    def _number(self, received: Received) -> list[Registration]:
        """Give numbers to what waits for them, account for the claims made here, open stages.

        What came in may show that a claim came to nothing: two people registered one draft. A
        record may have undone what opened a stage, be it made here.
        Claims that cannot be read now are accounted for later: they keep nothing from being sent,
        unless they show that the share is gone.

        Raises:
            UnreachableError: another folder stands in the share's place, as a mount point does.
        """
        numbered: list[Registration] = []
        authority = self._workplace.authority
        if not self._has_accounted or received.changes or authority != self._judged:
            approval.advance(self._workplace)
            self._judged = authority
            try:
                numbered = settle_claims(self._workplace, whole=not self._has_accounted)
                self._has_accounted = True
            except (UnreachableError, OutdatedError) as error:
                if error.reason == _ABSENT:
                    raise
        with suppress(OutdatedError):
            numbered += number_waiting(self._workplace)
        answer_all(self._workplace)
        self._renew()
        return numbered

    def _renew(self) -> None:
        """Give the turns of periodic tasks that have begun, once a day."""
        today = self._workplace.clock.today()
        if today != self._renewed:
            renew_periodic(self._workplace)
            self._renewed = today

    def _index(self) -> None:
        """Let what came in bulk be found by its words; it is in the lists already."""
        while not self._is_over() and self._workplace.index_waiting():
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
            raise UnreachableError(_ABSENT)
        if found != self._workplace.records[0]:
            raise UnreachableError("share_foreign")
        self._is_here = True

    def _send(self, received: Received) -> Outcome:
        sent = Sent()
        numbered: list[Registration] = []
        halt = self._halt()
        for _ in range(_TRIES if halt is None else 0):
            try:
                if (halt := self._look()) is not None:
                    break
                self._mender.mend()
                numbered += self._number(received)
                if (halt := self._look()) is not None:
                    break
                self._send_records()
                sent += sending.send(
                    self._workplace,
                    self._carrier,
                    self._own_heads(self._workplace.spaces | self._receiver.looked),
                    self._receiver.note,
                    self._hands,
                    self._receiver.branches.tips,
                )
                self._pack(sent)
                self._receiver.branches.offer(self._receiver.heads, self._receiver.collects)
                self._acknowledge(sent)
                halt = None
                break
            except DamagedError as error:
                halt = self._taken(error)
                if halt is not None:
                    break
        else:
            halt = halt or Halt.BEHIND  # more of its own work turned up at every try
        return Outcome(received, sent, halt, mended=self._mender.count(), numbered=numbered)

    def _look(self) -> Halt | None:
        """Look at what this device has sent; tell why nothing may be sent after it.

        Spaces that get letters and are not collected are looked at before something goes there.
        """
        if self._receiver.look_abroad() and (halt := self._halt()) is not None:
            return halt
        return None if self._mender.rejoin() else Halt.BEHIND

    def _halt(self) -> Halt | None:
        """Tell why nothing may be sent."""
        own = self._workplace.device
        if own in self._workplace.roster.replaced:
            return Halt.REPLACED
        for (_, dev), head in self._receiver.heads.items():
            if dev == own and head.inst != self._workplace.identity.inst:
                return Halt.COPIED
        return Halt.FORKED if self._receiver.branches.has_own() else None

    def _taken(self, error: DamagedError) -> Halt | None:
        """Deal with something that lies under a name of ours; None where sending may go on."""
        if error.reason != publish.TAKEN:
            raise error
        name = str(error.values.get("name", ""))
        is_record = name == layout.FOUNDING or layout.is_record(name)
        halt = Halt.CHAIN if is_record else Halt.FORKED
        try:
            return None if self._mender.clear(name) else halt
        except DamagedError as worse:
            if worse.reason != publish.TAKEN:
                raise
            return Halt.CHAIN if is_record else Halt.COPIED

    def _send_records(self) -> None:
        """Send the records of the chain that this device, the keeper's, has made.

        Who has passed the keeping on still has to send the record that says so.
        """
        told = self._workplace.read(ledger.recall, _SENT_RECORDS)
        if not told and self._workplace.roster.keeper != self._workplace.device:
            return
        done = int(told or "-1")
        last = self._workplace.authority[0]
        if done < last:
            publish.put_records(self._carrier, done + 1, self._workplace.records[done + 2 :])
            self._workplace.write(ledger.keep, _SENT_RECORDS, str(last))

    def _pack(self, sent: Sent) -> None:
        """Pack this device's segments when there are many, and drop what was packed long ago.

        Looked at when something went out, and twice a day.
        """
        now = self._workplace.clock.now()
        packer = Packer(self._workplace, self._carrier)
        if self._looked is None or sent.segments:
            packer.pack(at_least=self._packs_from)
        if self._looked is None or abs(now - self._looked) >= _THINNED_EVERY:
            packer.mend()
            packer.drop(self._receiver.heads)
            self._looked = now

    def _own_heads(self, spaces: Collection[str]) -> dict[str, list[str]]:
        """Return the last parts of the names of this device's heads in some spaces."""
        own = self._workplace.device
        return {
            space: [part for part in self._receiver.listed(space) if part.startswith(own)]
            for space in sorted(spaces)
        }

    def _acknowledge(self, sent: Sent) -> None:
        """Say what was seen where that is new, and what the chain is like now.

        And promise what came back here without a head that promises it.
        """
        own, quoted = self._workplace.device, self._workplace.authority
        spaces = self._workplace.spaces
        for space, listed in self._own_heads(spaces | self._receiver.looked).items():
            head = self._receiver.heads.get((space, own))
            last = head.seq if head else 0
            end = self._workplace.read(outbox.sent_to, space=space, dev=own, after=last)
            if space not in spaces and end == last:
                continue
            seen = sending.seen_of(self._receiver.ends(space), own)
            packed = self._workplace.read(packing.packed, space).last
            tips = self._receiver.branches.tips(space)
            told = end, seen, quoted, packed, tips
            if head and (head.seq, head.seen, head.auth, head.packed, head.forks) == told:
                continue
            self._receiver.note(
                sending.send_head(self._workplace, self._carrier, space, end, listed, tips)
            )
            sent.heads += 1
