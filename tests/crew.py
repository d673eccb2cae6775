"""Workplaces of one office over a real shared folder, for programs of their own to run.

Their clocks are the machine's: what a program states must not lie in another's future.
"""

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from edo import joining
from edo.check import check
from edo.commands import membership, numbers, organisation
from edo.domain.card import Kind
from edo.domain.numbering import Absence
from edo.exchange.exchange import Exchange, Outcome
from edo.exchange.hands import several
from edo.queries import directory
from edo.queries.documents import card as card_of
from edo.queries.numbers import Numbers
from edo.queries.numbers import numbers as numbers_of
from edo.share.claims import Series, Token, verify
from edo.share.folder import FolderCarrier
from edo.store import outbox
from edo.workplace import Connect, Workplace, open_workplace, share_at
from tests.neighbours import seat
from tests.tables import said

INDEX = "ВХ"
"""The index of the one journal."""
KEEPER = "keeper"
PLACE = "share"
_ROUNDS = 8


@dataclass
class Crew:
    """Homes and a share.

    Attributes:
        folder: holds the homes, a folder each.
        share: the shared folder.
        names: of the homes, the keeper's first.
        make: makes carriers where programs use others than `share_at`'s.
    """

    folder: Path
    share: Path
    names: Sequence[str]
    make: Connect = share_at
    open: dict[str, Workplace] = field(default_factory=dict[str, Workplace])

    def home(self, name: str) -> Path:
        """Return the home of a workplace."""
        return self.folder / name

    @property
    def all(self) -> list[Workplace]:
        """The workplaces that are open, the keeper's first."""
        return list(self.open.values())

    def settle(self) -> None:
        """Let everybody exchange and account for numbers until nothing moves."""
        exchanges = [(one, exchange_of(one)) for one in self.all]
        for _ in range(_ROUNDS):
            moved = [_moves(at, one) for at, one in exchanges]
            if not any(moved):
                return
        raise AssertionError(f"still moving after {_ROUNDS} rounds")


@contextmanager
def crew(folder: Path, share: Path, clerks: int, make: Connect = share_at) -> Generator[Crew]:
    """Found an office with a journal of exclusive numbers, and let clerks in.

    Args:
        folder: for the homes.
        share: an empty shared folder.
        clerks: how many beside the keeper.
        make: makes the carriers of this process.
    """
    made = Crew(folder, share, (KEEPER, *(f"clerk-{n}" for n in range(clerks))), make)
    keeper = organisation.found(
        made.home(KEEPER), organisation="Профсоюз", office="Абай", person="Иванова Айгуль"
    )
    try:
        joining.connect(keeper, place=str(share), make=make)
        membership.grade(keeper, grade="exclusive")
        numbers.open_journal(keeper, index=INDEX, kind=Kind.INCOMING, title_ru="Входящие")
        for name in made.names[1:]:
            seat(keeper, made.home(name), place=str(share))
        exchange(keeper)
    finally:
        keeper.close()
    with opened(made):
        made.settle()
    yield made


@contextmanager
def opened(made: Crew) -> Generator[Crew]:
    """Open all workplaces; close them when the block ends."""
    with ExitStack() as stack:
        for name in made.names:
            workplace = open_workplace(made.home(name), connect=made.make)
            stack.callback(workplace.close)
            made.open[name] = workplace
        try:
            yield made
        finally:
            made.open.clear()


def exchange(workplace: Workplace, with_share: Exchange | None = None) -> Outcome:
    """Exchange once, as the program does behind a person's back; nothing may stop it."""
    with_share = with_share or exchange_of(workplace)
    outcome = with_share.run()
    assert outcome.halt is None, outcome.halt
    return outcome


def exchange_of(workplace: Workplace) -> Exchange:
    """Return the exchange of a workplace as the program makes it."""
    assert workplace.carrier is not None
    return Exchange(workplace, workplace.carrier, hands=several)


def judge(made: Crew, given: Sequence[tuple[str, str]]) -> Numbers:
    """Fail where something is not as it must be; return the page of numbers.

    Args:
        made: open and settled.
        given: document → number, as the programs were told.
    """
    keeper, *others = made.all
    mine = said(keeper)
    for other in others:
        assert said(other) == mine
    for one in made.all:
        assert one.read(outbox.waiting) == 0
    page = _page(keeper)
    assert page.twice == ()
    assert page.disputed == ()
    assert page.waiting == ()
    assert {one.why for one in page.missing} <= {Absence.CLAIM_UNUSED}
    assert page.registered + len(page.missing) == page.last
    assert [n for n, times in Counter(n for _, n in given).items() if times > 1] == []
    for document, number in given:
        found = keeper.read(card_of, document=document).document
        assert found.number is not None
        assert found.number.text == number
    _judge_claims(made, page)
    for one in made.all:
        assert check(one).findings == ()
    return page


def leftovers(made: Crew) -> list[Path]:
    """Return the temporary files on the share, once every workplace has swept up after itself."""
    for one in made.all:
        FolderCarrier(made.share, dev=one.device).sweep(one.clock.now(), age=-60_000)
    return sorted(made.share.rglob("*.tmp"))


def _judge_claims(made: Crew, page: Numbers) -> None:
    """Every number was claimed once, by the workplace whose document has it."""
    keeper = made.all[0]
    journal = keeper.read(directory.journal, index=INDEX)
    period = journal.journal.period(keeper.clock.today())
    series = Series(keeper.identity.org, keeper.identity.office, journal.id, period)
    folder = made.share / series.name(0).partition("/00000/")[0]
    claims: dict[int, Token] = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".tmp":
            n = int(path.name)
            claims[n] = verify(path.read_bytes(), series, n, keeper.roster)
    assert all(token.count == 1 for token in claims.values())
    assert sorted(claims) == list(range(1, page.last + 1))
    for n in claims.keys() - {one.n for one in page.missing}:
        found = keeper.read(card_of, document=claims[n].document).document
        assert found.number is not None
        assert found.number.n == n


def _page(workplace: Workplace) -> Numbers:
    journal = workplace.read(directory.journal, index=INDEX)
    today = workplace.clock.today()
    period = journal.journal.period(today)
    return workplace.read(
        numbers_of, id=journal.id, journal=journal.journal, period=period, today=today
    )


def _moves(workplace: Workplace, with_share: Exchange) -> bool:
    outcome = exchange(workplace, with_share)
    sent, got = outcome.sent, outcome.received
    came = got.segments or got.records or got.files
    return bool(sent.segments or sent.heads or came or outcome.numbered)
