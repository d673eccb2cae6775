"""A folder that Syncthing copies: slow and in any order, with conflict copies, but it converges."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from edo import joining
from edo.check import check
from edo.commands import documents, membership, numbers
from edo.domain.card import Card, Kind, Party
from edo.domain.numbering import Policy
from edo.exchange.exchange import Exchange
from edo.finding import Harm
from edo.queries import directory
from edo.queries.documents import card as card_of
from edo.share.carrier import Carrier
from edo.share.probe import Grade, probe
from edo.workplace import Workplace
from tests.carriers.syncthing import Pair, syncthings
from tests.neighbours import neighbour
from tests.office import Chancery
from tests.tables import said

CARD = Card(subject_ru="О путёвках", parties=(Party(name="Акимат"),))
ROUNDS = 12
HOUR = 60 * 60


class Office:
    """A keeper and a clerk, each at their own side of the copied folder."""

    def __init__(self, chancery: Chancery, folder: Path, pair: Pair) -> None:
        self.pair = pair
        self.clock = chancery.clock
        self.sides = [side.folder / folder.name for side in pair.sides]
        self.keeper = chancery.workplace
        found = probe(self.sides[0], self.keeper.device)
        joining.connect(self.keeper, place=str(self.sides[0]))
        membership.grade(self.keeper, grade=found.grade(rehearsed=True))
        self.clerk = neighbour(chancery, folder / "clerk", place=str(self.sides[1]))
        self.workplaces = [self.keeper, self.clerk]
        self.exchanges = [Exchange(one, _carrier(one)) for one in self.workplaces]
        self.journal = numbers.open_journal(
            self.keeper, index="ЖР", kind=Kind.INCOMING, title_ru="Регистрация"
        )

    def round(self) -> None:
        """Let both exchange, and their sides become alike."""
        self.clock.move(minutes=5)
        for one in self.exchanges:
            one.run()
        self.pair.meet()

    def settle(self) -> None:
        """Let that be done until both say the same."""
        for _ in range(ROUNDS):
            self.round()
            if said(self.keeper) == said(self.clerk):
                return
        assert said(self.keeper) == said(self.clerk)

    def register(self, workplace: Workplace) -> str:
        """Register a letter; return its id."""
        return documents.register(workplace, journal=self.journal, card=CARD).document


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Run both programs."""
    with syncthings(tmp_path_factory.mktemp("syncthing")) as made:
        yield made


@pytest.fixture
def office(chancery: Chancery, tmp_path: Path, pair: Pair) -> Iterator[Office]:
    """Begin an office in a folder of its own below the copied one."""
    for side in pair.sides:
        (side.folder / tmp_path.name).mkdir()
    made = Office(chancery, tmp_path, pair)
    try:
        pair.meet()
        made.settle()
        yield made
    finally:
        made.clerk.close()


def test_the_folder_is_known_for_what_it_is(office: Office) -> None:
    """It is not trusted with numbers, whatever a rehearsal says: one workplace gives them."""
    for place, workplace in zip(office.sides, office.workplaces, strict=True):
        found = probe(place, workplace.device)
        assert found.replicators == ("Syncthing",)
        assert found.grade(rehearsed=True) is Grade.EVENTUAL
    journal = office.clerk.read(directory.journal, index="ЖР").journal
    assert journal.policy is Policy.REGISTRAR
    assert journal.registrar == office.keeper.device


@pytest.mark.timeout(600)
def test_two_workplaces_come_to_say_the_same(office: Office) -> None:
    """Numbers come from the registrar, in an order of arrival that nobody chose."""
    given = [office.register(one) for one in (office.keeper, office.clerk, office.clerk)]
    office.settle()
    assert sorted(number(office.clerk, document) for document in given) == ["1", "2", "3"]
    for one in office.workplaces:
        assert check(one).findings == ()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("wins", [True, False], ids=["forged-newer", "forged-older"])
@pytest.mark.parametrize("what", ["log/", "heads/"])
def test_conflict_copies_are_told_of_and_do_no_harm(
    office: Office, pair: Pair, what: str, *, wins: bool
) -> None:
    """Of two files under one name the true one comes to stand, whichever Syncthing preferred."""
    here, there = office.sides
    before = files(there)
    pair.part()
    document = office.register(office.clerk)
    office.exchanges[1].run()
    new = files(there) - before
    own = [name for name in new if what in name and office.clerk.device in name]
    assert own
    genuine = {name: (there / name).read_bytes() for name in own}
    for name in own:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(b"forged " + bytes(len(genuine[name])))
        later = (there / name).stat().st_mtime + (HOUR if wins else -HOUR)
        os.utime(here / name, (later, later))
    for side in pair.sides:
        side.scan()
    pair.unite()
    pair.meet()
    copies = [name for name in files(here) if "sync-conflict" in name]
    assert copies
    office.settle()
    assert number(office.keeper, document) == "1"
    for name, data in genuine.items():
        for side in office.sides:
            assert not (side / name).exists() or (side / name).read_bytes() == data
    for one in office.workplaces:
        found = check(one).findings
        assert {each.harm for each in found} == {Harm.NOTICE}
        assert {each.where for each in found if each.code == "stray"} == set(copies)
        assert {each.code for each in found} <= {"stray", "set_aside"}


def files(folder: Path) -> set[str]:
    """Return the names of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def number(workplace: Workplace, document: str) -> str:
    """Return a document's number as a workplace has it."""
    found = workplace.read(card_of, document=document).document.number
    return found.text if found else ""


def _carrier(workplace: Workplace) -> Carrier:
    assert workplace.carrier is not None
    return workplace.carrier
