"""The third day: people read an order, and offices of the union write to each other."""

from edo.commands import acquaintance, letters, numbers
from edo.commands.documents import Attachment
from edo.domain.card import Kind
from edo.domain.document import FileRole, Link
from edo.domain.letter import LetterStatus
from edo.queries import directory
from edo.queries import documents as asked
from edo.queries import letters as known
from edo.queries.execution import acquaintance as asked_acquaintance
from edo.sample.third import ACCOUNTANT, DEPUTY, INSPECTOR, LAWYER, Third, third
from edo.sample.times import shift
from edo.sample.together import BRANCH, CLERK, UNION

_READERS = (ACCOUNTANT, LAWYER, INSPECTOR, DEPUTY, "organiser")
_AT_ONCE = (LAWYER, ACCOUNTANT, INSPECTOR)
"""Who reads it on the same day at a workplace."""
_ON_PAPER = "organiser"
"""Who has no workplace: the clerk writes down that they signed the sheet."""
_TEMPLATE = "С-{n}/шығ"


def acquaint(day: Third) -> None:
    """Register an order and ask people to read it; all but one have by the evening."""
    words = day.words
    day.at(15, 0)
    path = day.papers.docx("watch", third().files["watch"], day.office.clock.moment)
    made = day.enter(CLERK, Kind.ORDERS, "watch", Attachment(path, FileRole.TEXT))
    day.tell(
        CLERK, words.text("registered: “{subject}”", subject=day.subject("watch")), made.number
    )
    day.at(15, 3)
    day.ids["acquaintance"] = acquaintance.ask(
        day.work(CLERK),
        document=made.document,
        people=day.people(*_READERS),
        due=shift(day.on, 2),
    )
    told = words.text("asked to read it: {names}", names=", ".join(map(day.name, _READERS)))
    day.tell(CLERK, told, made.number)
    day.exchange(CLERK, *_AT_ONCE)
    for minute, key in enumerate(_AT_ONCE):
        day.at(15, 6 + 2 * minute)
        acquaintance.confirm(day.work(key), acquaintance=day.ids["acquaintance"])
        day.tell(key, words.text("has read it"), made.number)
    day.at(15, 14)
    acquaintance.confirm(
        day.work(CLERK),
        acquaintance=day.ids["acquaintance"],
        person=day.person(_ON_PAPER),
        on=day.on,
    )
    name = day.name(_ON_PAPER)
    day.tell(CLERK, words.text("signed on paper: {name}", name=name), made.number)
    day.exchange(*_AT_ONCE, CLERK)
    found = day.work(CLERK).read(asked_acquaintance, acquaintance=day.ids["acquaintance"])
    told = words.text(
        "have read it: {read} of {all}",
        read=found.read if found else 0,
        all=len(_READERS),
    )
    day.notice(told, made.number)


def write_to_offices(day: Third) -> None:
    """Send one letter to two offices of the union: one registers it, the other refuses."""
    text = day.words.text
    day.at(15, 20)
    file = Attachment(day.pdf("census"), FileRole.TEXT)
    offices = (day.office.offices["semey"], day.office.offices["union"])
    made = day.enter(CLERK, Kind.OUTGOING, "census", file, parties=offices)
    letters.send(day.work(CLERK), document=made.document)
    told = text(
        "sent by the program to “{one}” and “{other}”: “{subject}”",
        one=day.office_name(BRANCH),
        other=day.office_name(UNION),
        subject=day.subject("census"),
    )
    day.tell(CLERK, told, made.number)
    day.exchange(CLERK, BRANCH, UNION)
    day.at(15, 30)
    (waiting,) = day.work(UNION).read(known.tray)
    letters.refuse(day.work(UNION), letter=waiting.letter, reason=day.said("not_ours"))
    told = text("refused the letter: “{reason}”", reason=day.said("not_ours"))
    day.tell(UNION, told, waiting.number)
    day.at(15, 34)
    branch = day.work(BRANCH)
    (waiting,) = branch.read(known.tray)
    letters.open_letter(branch, letter=waiting.letter)
    taken = letters.register(branch, letter=waiting.letter, journal=_journal(day, Kind.INCOMING))
    day.ids["taken"] = taken.document
    told = text("registered the letter № {number} with one key", number=waiting.number)
    day.tell(BRANCH, told, taken.number)
    day.exchange(UNION, BRANCH, CLERK)
    _tell_states(day, made.document, made.number)


def get_answer(day: Third) -> None:
    """Let the branch answer; the answer is registered and linked to the question."""
    text = day.words.text
    day.at(15, 50)
    branch, region = day.work(BRANCH), day.work(CLERK)
    journal = numbers.open_journal(
        branch,
        index="ИСХ",
        kind=Kind.OUTGOING,
        title_ru=third().said["outgoing"].ru,
        title_kk=third().said["outgoing"].kk,
        template=_TEMPLATE,
        dossier="02-03",
    )
    day.ids["journal"] = journal
    file = Attachment(day.pdf("census_answer"), FileRole.TEXT)
    made = _send(day, BRANCH, "census_answer", journal, file)
    day.tell(BRANCH, text("answered by the program"), made)
    day.exchange(BRANCH, CLERK)
    day.at(16, 0)
    (waiting,) = region.read(known.tray)
    came = letters.register(region, letter=waiting.letter, journal=day.office.journals["ВХ"])
    question = region.read(asked.card, document=day.ids["census"])
    if [one.document for one in question.answered_by] != [came.document]:
        raise AssertionError(question.answered_by)
    told = text(
        "registered the answer; № {number} is linked to it by itself",
        number=day.kept["census"].number,
    )
    day.tell(CLERK, told, came.number)
    day.exchange(CLERK, BRANCH)


def leave_in_trays(day: Third) -> None:
    """Leave a letter in the tray of each of two offices, for tomorrow."""
    text = day.words.text
    day.at(16, 20)
    number = _send(day, CLERK, "schedule", day.office.journals["ИСХ"])
    day.tell(
        CLERK, text("sent by the program: “{subject}”", subject=day.subject("schedule")), number
    )
    number = _send(day, BRANCH, "delegates", day.ids["journal"])
    day.tell(
        BRANCH, text("sent by the program: “{subject}”", subject=day.subject("delegates")), number
    )
    day.exchange(CLERK, BRANCH, CLERK)


def _send(day: Third, who: str, key: str, journal: str, *files: Attachment) -> str:
    """Register a letter of one office to the other and send it; return its number."""
    to = "semey" if who == CLERK else ""
    links = [(Link.REPLY, day.ids["taken"])] if key == "census_answer" else []
    made = day.enter(
        who,
        Kind.OUTGOING,
        key,
        *files,
        parties=[day.office.offices[to]],
        journal=journal,
        links=links,
    )
    letters.send(day.work(who), document=made.document)
    return made.number


def _tell_states(day: Third, document: str, number: str) -> None:
    """Tell what the sender sees of a letter in each office."""
    words = day.words
    found = day.work(CLERK).read(known.states, document=document)
    for one in found:
        told = words.text(
            "sees: “{office}” - {state}",
            office=one.office.name(words.language),
            state=words.name(one.status),
        )
        if one.status is LetterStatus.REGISTERED:
            told = words.text(
                "sees: “{office}” registered it under № {number}",
                office=one.office.name(words.language),
                number=one.number,
            )
        day.tell(CLERK, told, number)


def _journal(day: Third, kind: Kind) -> str:
    """Return the branch's journal of a kind."""
    (found,) = day.work(BRANCH).read(directory.journals, kind=kind)
    return found.id
