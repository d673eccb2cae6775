"""A share on a Samba server: what every carrier promises, claims raced for, two workplaces."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from edo.commands import documents
from edo.domain.card import Card
from edo.errors import EdoError
from edo.queries import directory
from edo.share.carrier import Carrier, Claim, Outcome
from edo.share.probe import Grade, probe
from edo.share.rehearsal import Verdict, rehearse
from edo.workplace import Workplace
from tests.carriers.samba import ROOT, Samba, SmbSystem
from tests.crew import INDEX, crew, judge, opened
from tests.share.carriers import at_once
from tests.share.test_carrier import *

ROUNDS = int(os.environ.get("EDO_ROUNDS", "25"))
"""Of each race; `make test-carriers EDO_ROUNDS=...` sets more."""
LETTERS = 6
CLAIMS = 50
DEV = "abcdefghabcdefgh"


@pytest.fixture(params=["links", "no-links"])
def carrier(request: pytest.FixtureRequest, server: Samba, place: str) -> Carrier:
    """Give a carrier on the server, for the promises."""
    return server.carrier(place, links=request.param == "links", sleep=at_once)


@pytest.mark.timeout(120 + 4 * ROUNDS)
@pytest.mark.parametrize("links", [True, False], ids=["links", "creation"])
@pytest.mark.parametrize("connections", [8, 16])
def test_of_many_connections_one_gets_a_name(
    server: Samba, place: str, connections: int, *, links: bool
) -> None:
    """All claim the same name at the same moment: one has it, and all others are told who."""
    carriers = [server.carrier(place, links=links) for _ in range(connections)]
    gate = Barrier(connections)

    def race(n: int) -> list[Claim]:
        found: list[Claim] = []
        try:
            for name in names():
                gate.wait(60)
                found.append(carriers[n].claim(name, f"token {n}".encode()))
        except EdoError:
            gate.abort()  # nobody waits for who has failed
            raise
        return found

    with ThreadPoolExecutor(connections) as pool:
        told = list(pool.map(race, range(connections)))
    winners = winners_of(told)
    assert len(winners) == ROUNDS
    sys.stdout.write(f"figures: {connections} connections, {ROUNDS} rounds, one winner each\n")


def names() -> Sequence[str]:
    """Return what is raced for."""
    return [f"spaces/o1/claims/j/2026/00000/{n:07}" for n in range(1, ROUNDS + 1)]


def winners_of(told: list[list[Claim]]) -> list[bytes]:
    """Return the winner of each round; there is one, and everybody names it."""
    winners: list[bytes] = []
    for answers in zip(*told, strict=True):
        assert Counter(one.outcome for one in answers)[Outcome.MINE] == 1
        (token,) = {one.token for one in answers}
        winners.append(token)
    return winners


def test_a_server_is_tried_out(server: Samba, place: str) -> None:
    """It can do all that numbers need."""
    found = probe(ROOT / place, DEV, system=SmbSystem(server))
    assert (found.exclusive, found.links, found.reads_back, found.syncs) == (True,) * 4
    assert found.long_names
    assert found.replicators == ()
    assert found.grade(rehearsed=True) is Grade.EXCLUSIVE


def test_a_rehearsal_proves_the_server(server: Samba, place: str) -> None:
    """Three computers at once: every name has one winner."""
    with ThreadPoolExecutor(3) as pool:
        going = [
            pool.submit(
                rehearse, server.carrier(place, dev=dev), dev, id="test", others=2, claims=CLAIMS
            )
            for dev in "abc"
        ]
        found = [one.result() for one in going]
    assert {one.twice for one in found} == {()}
    assert {one.verdict for one in found} <= {Verdict.EXCLUSIVE, Verdict.NO_RACE}


@pytest.mark.timeout(300)
def test_two_workplaces_work_over_the_server(server: Samba, place: str, tmp_path: Path) -> None:
    """Both register at once and exchange: every number is one document's, both say the same."""

    def make(_place: str, dev: str) -> Carrier:
        return server.carrier(place, dev=dev)

    def work(workplace: Workplace) -> list[tuple[str, str]]:
        journal = workplace.read(directory.journal, index=INDEX).id
        card = Card(subject_ru="О путёвках")
        given = [
            documents.register(workplace, journal=journal, card=card, named=["Акимат"])
            for _ in range(LETTERS)
        ]
        return [(one.document, one.number) for one in given]

    with (
        crew(tmp_path / "homes", server.folder / place, 1, make) as made,
        opened(made),
        ThreadPoolExecutor(2) as pool,
    ):
        given = [one for some in pool.map(work, made.all) for one in some]
        made.settle()
        page = judge(made, given)
        assert page.last == 2 * LETTERS
        assert page.missing == ()
