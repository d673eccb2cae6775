"""What goes to and fro in a home pictures are taken of: files, drafts, approvals, letters."""

from pathlib import Path

from edo.commands import approval, documents, letters, numbers, organisation
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind, Party
from edo.domain.organisation import Office
from edo.domain.route import Approver, Stage
from edo.domain.workdays import Term
from edo.queries import approvals
from edo.workplace import Workplace, open_workplace
from tests.neighbours import seat
from tests.office import Chancery
from tests.transfer.files import KAZAKH, RUSSIAN, pdf
from tests.ui.sharing import exchange


def scan(folder: Path) -> Attachment:
    """Make a file of two pages."""
    path = folder / "Хат – письмо.pdf"
    path.write_bytes(pdf(RUSSIAN, KAZAKH))
    return Attachment(path)


def approve(chancery: Chancery, folder: Path, title: str) -> None:
    """Put one draft up, which waits for who sits here and is looked at, and keep two more."""
    workplace = chancery.workplace
    me = Approver(person=workplace.identity.person)
    card = Card(subject_ru=title, parties=(Party(chancery.ministry),))
    first, _second = (
        documents.begin(workplace, kind=Kind.OUTGOING, card=card, files=[scan(folder)])
        for _ in range(2)
    )
    documents.begin(workplace, kind=Kind.INTERNAL, card=Card(subject_ru=title))
    chancery.clock.move(minutes=1)
    stages = Stage((me,), term=Term(3)), Stage((me,), signing=True)
    id = approval.start(workplace, document=first, stages=stages)
    version = workplace.read(approvals.approval, approval=id).approval.version
    approval.opened(workplace, approval=id, version=version)


def write_letters(chancery: Chancery, place: Path, folder: Path, names: tuple[str, str]) -> None:
    """Let another office send two letters here; one is sent there.

    Args:
        chancery: the office at the windows.
        place: the shared folder.
        folder: for the home of the other workplace.
        names: of the other office, and of what is written about.
    """
    workplace = chancery.workplace
    body = next(iter(workplace.roster.offices))
    name, title = names
    other = organisation.add_office(workplace, office=Office(name, name, parent=body))
    workplace.extend(("office.add", {"office": other, "parent": ""}))
    home = folder / "Болат"
    chance = chancery.chance.randbytes
    seat(workplace, home, role="administrator", place=str(place), random=chance, office=other)
    exchange(workplace)
    branch = open_workplace(home, at=chancery.clock, random=chance)
    out = numbers.open_journal(branch, index="ИСХ", kind=Kind.OUTGOING, title_ru="Исходящие")
    for journal, sender, to in (
        (out, branch, workplace.identity.office),
        (out, branch, workplace.identity.office),
        (chancery.journals[Kind.OUTGOING], workplace, other),
    ):
        exchange(workplace)
        exchange(branch)
        _send(
            sender, journal, Card(subject_ru=title, subject_kk=title, parties=(Party(to),)), folder
        )
    exchange(branch)
    exchange(workplace)
    branch.close()


def _send(workplace: Workplace, journal: str, card: Card, folder: Path) -> None:
    made = documents.register(workplace, journal=journal, card=card, files=[scan(folder)])
    letters.send(workplace, document=made.document)
