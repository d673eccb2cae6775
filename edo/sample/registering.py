"""The second day: two clerks in one journal, one of them offline, one field written by both."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from edo.commands import documents
from edo.domain.card import Kind
from edo.domain.document import Document
from edo.queries import documents as asked
from edo.queries.listing import Filter
from edo.sample.seats import Seat
from edo.sample.together import BRANCH, CLERK, SECOND, Together, together
from edo.store import ledger
from edo.workplace import SHARE, open_workplace

AT_ONCE = {
    CLERK: ("attestation", "vouchers", "heating"),
    SECOND: ("competition", "overtime", "training"),
}
"""What each clerk registers at the same moment."""
OFFLINE = ("pension", "housing")
"""What the second clerk registers without the share."""
DISPUTED = "attestation"
"""The letter whose subject both write."""
_FIELD = "subject_ru"


def register_at_once(day: Together) -> None:
    """Let two clerks register in one journal at the same moment; no number is given twice."""
    text = day.words.text
    day.at(9, 30)
    day.exchange(*day.seats)
    begin = Barrier(len(AT_ONCE))

    def register(keys: tuple[str, ...]) -> None:
        begin.wait()
        for key in keys:
            day.register(key)

    with ThreadPoolExecutor(len(AT_ONCE)) as clerks:
        list(clerks.map(register, AT_ONCE.values()))
    for clerk, keys in AT_ONCE.items():
        said = text(
            "registered {letters} in journal {journal} at the same moment",
            letters=day.words.plural("{n} letter", "{n} letters", len(keys)),
            journal=day.kept[keys[0]].journal,
        )
        day.tell(clerk, said, ", ".join(day.kept[key].number for key in keys))
    day.exchange(CLERK, SECOND, CLERK)
    given = sorted(_ordinal(day, CLERK, key) for keys in AT_ONCE.values() for key in keys)
    _tell_given(day, given)


def _tell_given(day: Together, given: list[int]) -> None:
    twice = len(given) - len(set(given))
    left_out = given[-1] - given[0] + 1 - len(set(given))
    said = day.words.text(
        "both have all six: given twice {twice}, left out {missing}",
        twice=twice,
        missing=left_out,
    )
    day.notice(said, f"{given[0]}–{given[-1]}")


def edit_at_once(day: Together) -> None:
    """Let both change the subject of one card, neither knowing of the other."""
    text, told = day.words.text, together().edit
    number = day.kept[DISPUTED].number
    for minute, (clerk, subject) in enumerate(((CLERK, told.clerk), (SECOND, told.second))):
        day.at(9, 44 + minute)
        fields = {_FIELD: subject}
        document = day.kept[DISPUTED].document
        documents.change(day.seats[clerk].workplace, document=document, fields=fields)
        day.tell(clerk, text("changed the subject: “{subject}”", subject=subject), number)
    day.exchange(CLERK, SECOND, CLERK)
    for edit in _state(day.seats[CLERK], day.kept[DISPUTED].document).parallel:
        said = text(
            "written by two at once, shown on the card until somebody settles it: {values}",
            values=" / ".join(str(one.value) for one in edit.values),
        )
        day.notice(said, number)


def go_offline(day: Together) -> None:
    """Let the second clerk lose the share: work goes on, numbers are waited for."""
    text, seat = day.words.text, day.seats[SECOND]
    day.at(10, 6)
    seat.is_plugged = False
    day.tell(SECOND, day.try_exchange(SECOND))
    for minute, key in enumerate(OFFLINE):
        day.at(10, 8 + minute)
        made = day.register(key)
        said = text("registered without the share: “{subject}”", subject=day.subject(key))
        day.tell(SECOND, said, made.awaiting)
    _keep_moment(day, seat)


def _keep_moment(day: Together, seat: Seat) -> None:
    """Copy the home as it is now, to be looked at later.

    The copy finds no share ever again: two programs with one key must not both write there.
    """
    day.try_exchange(seat.key)
    seat.workplace.close()
    shutil.copytree(seat.home, day.stage.offline, ignore=shutil.ignore_patterns("lock"))
    seat.open()
    copy = open_workplace(day.stage.offline, at=day.office.clock, connect=seat.reach)
    copy.write(ledger.keep, SHARE, f"{day.stage.share}-away")
    copy.close()


def come_back(day: Together) -> None:
    """Let the share be there again: what waited gets its numbers by itself."""
    text, seat = day.words.text, day.seats[SECOND]
    day.at(10, 30)
    seat.is_plugged = True
    day.exchange(SECOND, CLERK)
    for key in OFFLINE:
        number = _state(day.seats[CLERK], day.kept[key].document).number
        said = text(
            "the share is back: {reference} got its number, registered today",
            reference=day.kept[key].awaiting,
        )
        day.notice(said, number.text if number else "")


def settle(day: Together) -> None:
    """Let one of the two who have read both values write what is to stand."""
    text, told = day.words.text, together().edit
    day.at(10, 40)
    document = day.kept[DISPUTED].document
    workplace = day.seats[CLERK].workplace
    documents.settle(workplace, document=document, field=_FIELD, value=told.settled)
    said = text("settled it: “{subject}”", subject=told.settled)
    day.tell(CLERK, said, day.kept[DISPUTED].number)
    day.exchange(CLERK, SECOND)


def look_apart(day: Together) -> None:
    """Look what each office's register holds: the region's and the branch's are apart."""
    day.at(10, 50)
    for key in (CLERK, SECOND, BRANCH):
        rows = day.seats[key].workplace.read(asked.count, filter=Filter(kind=Kind.INCOMING))
        said = day.words.text(
            "incoming in the register of “{office}”: {documents}",
            office=day.office_name(key),
            documents=day.words.plural("{n} document", "{n} documents", rows),
        )
        day.tell(key, said)


def _state(seat: Seat, document: str) -> Document:
    return seat.workplace.read(asked.card, document=document).document


def _ordinal(day: Together, key: str, letter: str) -> int:
    number = _state(day.seats[key], day.kept[letter].document).number
    return number.n if number else 0
