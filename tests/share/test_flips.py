"""One byte of what lies on the share is another: nothing comes of it, and somebody says so."""

from collections.abc import Callable

import pytest

from edo.commands import documents
from edo.domain.card import Card, Party
from edo.exchange.exchange import Exchange
from edo.share import layout
from edo.store import ledger, shared
from tests.world.seat import Seat
from tests.world.telling import CALM
from tests.world.verdict import dump
from tests.world.world import World, world


def segment(made: World) -> str:
    """Return the name of the segment the reader lacks."""
    keeper = made.keeper.workplace
    space = keeper.identity.office
    tail = keeper.read(ledger.tail, space, keeper.device)
    return layout.segment(space, keeper.device, tail.seq)


def head(made: World) -> str:
    """Return the name of the head that promises it."""
    keeper = made.keeper.workplace
    known = made.keeper.exchange._receiver.known(keeper.identity.office, keeper.device)
    assert known is not None
    return known.name


def record(made: World) -> str:
    """Return the name of the record it quotes."""
    return layout.record(made.keeper.workplace.authority[0])


def without(seat: Seat, name: str) -> bool:
    """Look at the share once more, having forgotten all waits; tell whether a name is told of."""
    exchange = Exchange(seat.workplace, seat.view)
    outcome = exchange.run()
    aside = {one.name for one in seat.workplace.read(shared.aside)}
    return name in aside or name in outcome.pending


@pytest.mark.parametrize("what", [segment, head, record])
def test_a_flipped_byte_changes_nothing_and_is_told_of(what: Callable[[World], str]) -> None:
    """Every byte in turn, with one bit of it another; the right bytes are taken in afterwards."""
    with world(3, CALM, workplaces=2) as made:
        keeper, reader = made.seats
        journal = made.begin.journals[keeper.workplace.identity.office][0]
        keeper.workplace.extend(
            (
                "role.grant",
                {"person": keeper.workplace.identity.person, "role": "trainer", "scope": ""},
            )
        )
        documents.register(
            keeper.workplace,
            journal=journal,
            card=Card(subject_ru="Письмо", parties=(Party(name="Иванов"),)),
        )
        before = dump(reader)
        keeper.run()
        inner, name = made.share.inner, what(made)
        right = inner.look(name)
        assert right is not None
        for at in range(len(right)):
            wrong = right[:at] + bytes([right[at] ^ (1 << at % 8)]) + right[at + 1 :]
            inner.plant(name, wrong)
            assert without(reader, name), at
            assert at % 40 or dump(reader) == before, at
        assert dump(reader) == before
        for length in range(0, len(right), 7):
            inner.plant(name, right[:length])
            assert without(reader, name), length
        assert dump(reader) == before
        inner.plant(name, right)
        made.settle()
        assert dump(reader) == dump(keeper) != before
