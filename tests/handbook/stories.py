"""What must be there before a chapter is followed, and what its pictures show."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from edo import joining, keycode
from edo.commands import (
    acquaintance,
    approval,
    courses,
    documents,
    membership,
    organisation,
    recovery,
    resolutions,
    staff,
    tasks,
    usual_journals,
)
from edo.commands import letters as letters_between
from edo.commands.assigning import Assignment
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind, Party
from edo.domain.course import Edition
from edo.domain.organisation import Level, Office, Person
from edo.domain.rights import Role
from edo.domain.route import Approver, Stage
from edo.workplace import open_workplace
from tests.handbook.office import Place
from tests.handbook.reader import Reader
from tests.neighbours import seat
from tests.transfer.files import pdf
from tests.ui.sharing import exchange
from tests.ui.typing_keys import press, type_text
from ui.widgets.path_line import PathLine

Prepare = Callable[[Place], object]
Meanwhile = Callable[[Reader], object]
Cut = Callable[[Reader], QRect]


@dataclass(frozen=True, slots=True)
class Story:
    """How a chapter is followed.

    Attributes:
        prepare: what the office has seen before.
        lists: which lists of steps are followed, by number; all where none is named.
        before: what happens before a step, by the numbers of the list and of the step.
        cuts: what is cut out of the window for a picture, by its name.
        ends: what must be seen at the end; a bar parts what stands in other languages.
        fresh: whether the program is started for the first time.
        file: name and text of the file that is chosen where one is asked for.
        also: how further lists of the chapter are followed, each on a home of its own.
    """

    prepare: Prepare | None = None
    lists: tuple[int, ...] = ()
    before: dict[tuple[int, int], Meanwhile] = field(
        default_factory=dict[tuple[int, int], Meanwhile]
    )
    cuts: dict[str, Cut] = field(default_factory=dict[str, Cut])
    ends: tuple[str, ...] = ()
    fresh: bool = False
    file: tuple[str, str] = ("", "")
    also: tuple[Story, ...] = ()


LETTERS = (
    (
        "О предоставлении сведений о культурно-массовой работе",
        "Мәдени-бұқаралық жұмыс туралы мәлімет беру туралы",
        0,
        "04-12/1903",
    ),
    ("О ремонте крыши", "Шатырды жөндеу туралы", 1, "17-к"),
    (
        "О проведении конкурса «Лучший педагог»",
        "«Үздік педагог» байқауын өткізу туралы",
        0,
        "01-15/348",
    ),
)


def part(left: float, top: float, right: float, bottom: float) -> Cut:
    """Cut a part out of the window, in shares of its width and height."""

    def cut(reader: Reader) -> QRect:
        size = reader.window.size()
        return QRect(
            round(left * size.width()),
            round(top * size.height()),
            round((right - left) * size.width()),
            round((bottom - top) * size.height()),
        )

    return cut


def letters(place: Place) -> list[str]:
    """Register three letters; return their ids."""
    made: list[str] = []
    for ru, kk, party, number in LETTERS:
        place.clock.move(minutes=20)
        card = Card(
            subject_ru=ru,
            subject_kk=kk,
            parties=(Party(place.parties[party]),),
            their_number=number,
            their_date=place.workplace.clock.today() - timedelta(days=3),
        )
        journal = place.journals[Kind.INCOMING]
        made.append(documents.register(place.workplace, journal=journal, card=card).document)
    return made


def waiting(place: Place) -> None:
    """Have one of some things wait for who sits at the window."""
    first, second, third = letters(place)
    task(place, second)
    acquaintance.ask(place.workplace, document=third, people=[place.me])
    resolutions.hand_over(place.workplace, document=first, head=place.me)
    put_up(place)


def task(place: Place, document: str = "") -> None:
    """Give oneself a task about a letter."""
    ru, kk = "Подготовить ответ", "Жауап дайындау"
    due = place.workplace.clock.today() + timedelta(days=2)
    given = Assignment((place.me,), text_ru=ru, text_kk=kk, due=due)
    tasks.give(place.workplace, assignment=given, document=document or letters(place)[-1])


def put_up(place: Place, *more: tuple[str, str]) -> None:
    """Put letters up that wait for one's signature."""
    usual = (("О проведении областного семинара", "Облыстық семинар өткізу туралы"),)
    for number, (ru, kk) in enumerate((*usual, *more)):
        place.clock.move(minutes=5)
        file = place.file(f"письмо-{number}.txt", f"{ru}.\n\nПросим направить участников.")
        card = Card(subject_ru=ru, subject_kk=kk, parties=(Party(place.parties[0]),))
        document = documents.begin(
            place.workplace, kind=Kind.OUTGOING, card=card, files=[Attachment(file)]
        )
        stage = Stage((Approver(person=place.me),), signing=True)
        approval.start(place.workplace, document=document, stages=(stage,))


def to_sign(place: Place) -> None:
    """Put up what waits for a signature, one after another."""
    put_up(place, ("О смете на первое полугодие", "Бірінші жартыжылдық сметасы туралы"))


def colleague(place: Place) -> None:
    """Have a colleague in the office."""
    person = Person(name_ru="Досанов Болат", name_kk="Досанов Болат", office=place.office)
    staff.add(place.workplace, person=person)


def people(place: Place) -> None:
    """Have people on the staff."""
    for name in ("Ахметова Гульнара", "Досанов Болат", "Ким Светлана"):
        staff.add(place.workplace, person=Person(name_ru=name, office=place.office))


def course(place: Place) -> None:
    """Have people, and a course they are required to pass."""
    people(place)
    title = ("Электронный документооборот", "Электрондық құжат айналымы")
    edition = Edition(on=place.workplace.clock.today(), hours=8)
    courses.define(place.workplace, title_ru=title[0], title_kk=title[1], edition=edition)


def shared(place: Place) -> None:
    """Have a shared folder."""
    joining.connect(place.workplace, place=str(place.share))


def invited(place: Place) -> None:
    """Have somebody invited who will sit at another computer."""
    shared(place)
    place.file(INVITATION, "")
    found = membership.invite(
        place.workplace, person="Досанов Болат", office=place.office, roles=[Role.CLERK]
    )
    (place.folder / INVITATION).write_bytes(found)


def asked(place: Place) -> None:
    """Have them ask to be let in."""
    invited(place)
    told = (place.folder / INVITATION).read_bytes()
    joining.ask(
        place.folder / "new", invited=told, place=str(place.share), computer="ПК-2", at=place.clock
    )


def two_offices(place: Place) -> None:
    """Have an office beside, from which a letter has come."""
    shared(place)
    keeper, home = place.workplace, place.folder / "Омаров Ерлан"
    beside = Office(name_ru="Жарминский филиал", name_kk="Жарма филиалы", level=Level.BRANCH)
    office = organisation.add_office(keeper, office=beside)
    keeper.extend(("office.add", {"office": office, "parent": ""}))
    seat(keeper, home, role="administrator", place=str(place.share), office=office)
    exchange(keeper)
    other = open_workplace(home, at=place.clock)
    exchange(other)
    (journal,) = (
        made
        for (kind, *_named), made in zip(
            usual_journals.USUAL, usual_journals.open_usual(other), strict=True
        )
        if kind is Kind.OUTGOING
    )
    place.clock.move(minutes=20)
    card = Card(
        subject_ru="О путёвках", subject_kk="Жолдамалар туралы", parties=(Party(place.office),)
    )
    sent = documents.register(other, journal=journal, card=card).document
    letters_between.send(other, document=sent, offices=[place.office])
    exchange(other)
    other.close()
    exchange(keeper)


def changed_by_two(place: Place) -> None:
    """Have two people correct the same field while they do not hear of one another."""
    shared(place)
    keeper, home = place.workplace, place.folder / "Омаров Ерлан"
    seat(keeper, home, place=str(place.share))
    document = letters(place)[0]
    exchange(keeper)
    other = open_workplace(home, at=place.clock)
    exchange(other)
    for workplace, number in ((keeper, "04-12/1908"), (other, "04-12/1930")):
        place.clock.move(minutes=10)
        documents.change(workplace, document=document, fields={"their_number": number})
    exchange(other)
    exchange(keeper)
    other.close()


def until_asked(reader: Reader) -> None:
    """Wait until it is known here that somebody asks."""
    reader.seat.desk.bridge.exchange_now()
    bridge = reader.seat.desk.bridge
    reader.seat.qtbot.waitUntil(
        lambda: bridge.last_exchange is not None and bool(bridge.last_exchange.asking)
    )
    reader.settle()


def beside(place: Place) -> None:
    """Have a colleague at the same folder."""
    shared(place)
    seat(place.workplace, place.folder / "Омаров Ерлан", place=str(place.share))
    exchange(place.workplace)


@dataclass
class Envelope:
    """The recovery sheet in its envelope: taken out of the home, typed in on the worst day."""

    lines: tuple[str, ...] = ()
    beside: Path = Path()

    def seal(self, place: Place) -> None:
        """Print the sheet of an office with a shared folder, in which everything is."""
        shared(place)
        self.beside = place.folder / "beside"
        self.lines = keycode.write(recovery.root_key(place.workplace).seed)
        letters(place)
        exchange(place.workplace)

    def move_in(self, place: Place) -> None:
        """Lose the keeper's computer; a colleague sits at the window, at the same folder."""
        home, beside = place.folder / "home", place.folder / "Омаров Ерлан"
        self.seal(place)
        seat(place.workplace, beside, place=str(place.share))
        exchange(place.workplace)
        place.workplace.close()
        shutil.rmtree(home)
        beside.rename(home)
        place.workplace = open_workplace(home, at=place.clock)
        exchange(place.workplace)

    def type(self, _reader: Reader) -> None:
        """Type the lines where the keys are, Enter between them."""
        for n, line in enumerate(self.lines):
            if n:
                press(_keys_at(), Qt.Key.Key_Return)
            type_text(_keys_at(), line)

    def name_share(self, reader: Reader) -> None:
        """Name an empty folder where the new shared one is asked for."""
        lines = (one.line for one in reader.window.findChildren(PathLine) if one.isVisible())
        (line,) = (one for one in lines if not one.text())
        line.setFocus()
        type_text(line, str(self.beside))

    def take_out(self, reader: Reader) -> None:
        """Type the lines of the sheet that was printed just now."""
        bridge, told = reader.seat.desk.bridge, list[bytes]()
        bridge.look(lambda found: recovery.root_key(found).seed, then=told.append)
        reader.settle()
        self.lines = keycode.write(told[0])
        self.type(reader)


def _keys_at() -> QWidget:
    """Give what has the keys."""
    target = QApplication.focusWidget()
    assert target is not None
    return target


def spoiled(place: Place) -> None:
    """Have a table that differs from what was signed."""
    letters(place)
    place.workplace.write(
        lambda connection: connection.exec_driver_sql("UPDATE directory SET order_ru = x'00'")
    )


def put_away(reader: Reader) -> None:
    """Close the window one has read enough of."""
    reader.window.close()
    reader.seat.window.activateWindow()
    reader.seat.qtbot.waitUntil(reader.seat.window.isActiveWindow)
    reader.settle()


def scanned(place: Place) -> None:
    """Have a letter with its scan."""
    letters(place)
    place.clock.move(minutes=20)
    scan = place.folder / "скан.pdf"
    scan.write_bytes(pdf("Prosim napravit uchastnikov"))
    card = Card(
        subject_ru="О подписке", subject_kk="Жазылым туралы", parties=(Party(place.parties[0]),)
    )
    documents.register(
        place.workplace, journal=place.journals[Kind.INCOMING], card=card, files=[Attachment(scan)]
    )


INVITATION = "приглашение.edi"
STAFF = "ФИО;Должность\nОспанова Динара Маратовна;\nТурсунов Ерлан Аскарович;\n"
PAGE = part(0.155, 0.06, 1, 0.78)
"""A page without what stands around it."""
KEEPERS, ALL, FILES = Envelope(), Envelope(), Envelope()
"""The sheets of three organisations that lost something."""
STORIES: dict[str, Story] = {
    "begin": Story(fresh=True, cuts={"begin-ways": part(0.2, 0, 0.8, 0.95)}, ends=("№ 1",)),
    "today": Story(waiting, cuts={"today": part(0, 0, 1, 0.62)}),
    "search": Story(letters, cuts={"search": part(0, 0, 0.72, 0.3)}, ends=("№ 3",)),
    "lists": Story(waiting, cuts={"lists-filter": PAGE}),
    "incoming": Story(
        cuts={"incoming-card": part(0, 0, 0.55, 0.62), "incoming-number": part(0.54, 0, 1, 0.5)}
    ),
    "outgoing": Story(cuts={"outgoing-number": PAGE}),
    "files": Story(
        letters,
        lists=(1, 2, 3),
        before={(2, 1): put_away},
        file=("письмо.txt", "Просим направить участников на семинар."),
    ),
    "correspondents": Story(),
    "disputes": Story(
        letters,
        lists=(2,),
        ends=(". М.",),
        cuts={"disputes-values": PAGE},
        also=(Story(changed_by_two, lists=(1,)),),
    ),
    "numbers": Story(letters, cuts={"numbers-reserved": part(0.155, 0.06, 1, 0.5)}),
    "print": Story(
        letters,
        lists=(1,),
        cuts={"print-journal": part(0, 0, 1, 0.66)},
        also=(Story(scanned, lists=(2,), ends=(".pdf",)),),
    ),
    "approve": Story(to_sign, cuts={"approve-list": PAGE}),
    "resolution": Story(letters, cuts={"resolution-done": PAGE}),
    "report": Story(task),
    "control": Story(task, cuts={"control-list": PAGE}),
    "acquaint": Story(letters),
    "deputies": Story(colleague),
    "training": Story(people, cuts={"training-room": part(0.155, 0.06, 1, 0.66)}),
    "trained": Story(course, cuts={"trained-actions": part(0.155, 0.06, 1, 0.5)}),
    "staff": Story(file=("список.csv", STAFF), ends=("Оспанова",)),
    "exchange": Story(letters, ends=("/share",)),
    "letters": Story(
        two_offices, cuts={"letters-tray": part(0.155, 0.06, 1, 0.26)}, ends=(": № 1",)
    ),
    "joining": Story(
        shared,
        lists=(1,),
        also=(
            Story(invited, lists=(2,), fresh=True, file=(INVITATION, "")),
            Story(asked, lists=(3,), before={(3, 1): until_asked}),
        ),
    ),
    "recovery": Story(
        shared,
        lists=(1,),
        before={(1, 5): Envelope().take_out},
        also=(Story(lists=(2,)),),
    ),
    "lost": Story(
        spoiled,
        lists=(1,),
        also=(
            Story(beside, lists=(5,)),
            Story(KEEPERS.move_in, lists=(6,), before={(6, 3): KEEPERS.type}),
            Story(ALL.seal, lists=(7,), before={(7, 3): ALL.type}, fresh=True),
            Story(
                FILES.seal,
                lists=(8,),
                before={(8, 3): FILES.name_share, (8, 4): FILES.type},
                fresh=True,
            ),
        ),
    ),
    "settings": Story(cuts={"settings": part(0.155, 0.06, 0.85, 0.622)}),
}
