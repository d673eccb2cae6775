"""What must be true of the letters of a world in which everything has settled.

Every letter is there for everybody of the office it went to and for nobody else, with its contents;
and its sender knows how it stands.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from edo.domain.fold import fold
from edo.domain.letter import Letter, Receipt, receipt_of
from edo.store import ledger
from edo.store.database import Connection
from tests.world.seat import Seat
from tests.world.world import World


def judge_letters(world: World, members: Iterable[Seat]) -> None:
    """Fail where a letter or an answer is not where it must be, or is where it must not be."""
    for office in world.begin.offices.values():
        seats = [seat for seat in members if seat.workplace.identity.office == office]
        letters: dict[str, Letter] = {}
        receipts: dict[str, Receipt] = {}
        for seat in seats:
            for subject, state in _states(world, seat):
                where = (world.seed, seat.name, subject)
                if isinstance(state, Letter):
                    assert letters.setdefault(subject, state) == state, where
                else:
                    assert receipts.setdefault(subject, state) == state, where
        _judge_answers(world, members, office, letters)
        _judge_sendings(world, members, receipts)


def _judge_answers(
    world: World, members: Iterable[Seat], office: str, letters: dict[str, Letter]
) -> None:
    """Fail where a sender does not know how a letter stands."""
    for seat in members:
        for subject, letter in letters.items():
            if seat.workplace.identity.office != letter.sender:
                continue
            assert letter.office == office
            receipt = dict(_states(world, seat)).get(receipt_of(subject))
            assert isinstance(receipt, Receipt), (world.seed, seat.name, subject, "no receipt")
            if receipt.told != letter.told and _is_forgotten(world, receipt):
                continue
            where = (world.seed, seat.name, subject, receipt.answer, letter.answer)
            assert receipt.answer == letter.answer, where


def _is_forgotten(world: World, receipt: Receipt) -> bool:
    """Tell whether who answered last was restored: its own office may have lost that it did.

    That is so only where the share has lost it as well, before anybody else had it.
    """
    dev = receipt.told.dev if receipt.told else ""
    return any(seat.workplace.device == dev and seat.was_restored for seat in world.seats)


def _judge_sendings(world: World, members: Iterable[Seat], receipts: dict[str, Receipt]) -> None:
    """Fail where a letter a sender believes to have sent has not arrived."""
    for seat in members:
        here = dict(_states(world, seat))
        for subject, receipt in receipts.items():
            if seat.workplace.identity.office == receipt.to:
                assert receipt.letter in here, (world.seed, seat.name, subject, "no letter")


def _states(world: World, seat: Seat) -> Iterator[tuple[str, Letter | Receipt]]:
    """Yield the letters and receipts of a workplace's office, folded from nothing."""
    del world
    yield from seat.workplace.read(_folded, seat=seat)


def _folded(connection: Connection, *, seat: Seat) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for prefix in "lx":
        for subject, entries in ledger.by_subject(
            connection, since=prefix, before=chr(ord(prefix) + 1)
        ):
            changes = [entry.change for entry in entries]
            state = fold(changes, seat.workplace.roster).state
            if state is not None and state.office == seat.workplace.identity.office:
                found.append((subject, state))
            elif state is not None:
                _judge_foreign(seat, subject, changes)
    return found


def _judge_foreign(seat: Seat, subject: str, changes: list[Any]) -> None:
    """Of other offices' letters a workplace holds only what it stated, if it does not read all."""
    reads = seat.workplace.roster.reads(seat.workplace.identity.person)
    strange = [
        one
        for one in changes
        if one.stamp.space not in reads and one.stamp.dev != seat.workplace.device
    ]
    assert not strange, (seat.name, subject)
