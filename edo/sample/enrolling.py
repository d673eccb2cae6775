"""The second morning: the office connects to a shared folder, and three workplaces join it."""

from concurrent.futures import ThreadPoolExecutor

from edo import joining
from edo.commands import membership, numbers
from edo.commands.trial import take_part
from edo.domain.rights import Role
from edo.queries import directory, documents
from edo.queries.listing import Filter
from edo.sample.seats import Seat
from edo.sample.together import BRANCH, CLERK, SECOND, UNION, Together, together
from edo.share.probe import Grade
from edo.share.rehearsal import Verdict
from edo.share.words import Words
from edo.sharing_words import GRADES


def connect(day: Together) -> None:
    """Connect the workplace that was alone to an empty shared folder, and send everything."""
    text, seat = day.words.text, day.seats[CLERK]
    day.at(8, 40)
    day.stage.share.mkdir()
    joining.connect(seat.workplace, place=str(day.stage.share.absolute()), make=seat.reach)
    sent = seat.exchange().sent
    said = text(
        "connected to the shared folder {path}: sent {sendings} and {files}",
        path=day.stage.share,
        sendings=day.words.plural("{n} sending", "{n} sendings", sent.segments),
        files=day.words.plural("{n} file", "{n} files", sent.files),
    )
    day.tell(CLERK, said)


def bring_union(day: Together) -> None:
    """Let the republican body join, and pass the keeping of the list of members to it."""
    text, clerk = day.words.text, day.seats[CLERK].workplace
    day.at(8, 50)
    seat = Seat(UNION, day.stage.union, day.office.clock, 2)
    join(day, CLERK, seat, (Role.KEEPER, Role.ADMINISTRATOR, Role.CLERK))
    day.at(9, 2)
    membership.pass_keeper(clerk, device=seat.workplace.device)
    day.exchange(CLERK, UNION)
    said = text("passed the keeping of the keys on to {name}", name=day.name(UNION))
    day.tell(CLERK, said)


def bring_second(day: Together) -> None:
    """Let a second workplace of the same office join: it collects the whole register."""
    day.at(9, 5)
    seat = Seat(SECOND, day.stage.second, day.office.clock, 3)
    join(day, UNION, seat, (Role.CLERK,))


def bring_branch(day: Together) -> None:
    """Let a branch join: it gets nothing of the region's, and opens a register of its own."""
    text = day.words.text
    day.at(9, 15)
    seat = Seat(BRANCH, day.stage.branch, day.office.clock, 4)
    join(day, UNION, seat, (Role.CLERK,))
    person, office = seat.workplace.identity.person, seat.workplace.identity.office
    union = day.seats[UNION].workplace
    membership.grant(union, person=person, role=Role.ADMINISTRATOR, office=office)
    day.exchange(UNION, BRANCH)
    said = text(
        "made {name} administrator of “{office}” only",
        name=day.name(BRANCH),
        office=day.office_name(BRANCH),
    )
    day.tell(UNION, said)
    day.at(9, 24)
    told = together().branch
    journal = numbers.open_journal(
        seat.workplace,
        index=told.index,
        kind=told.kind,
        title_ru=told.title_ru,
        title_kk=told.title_kk,
        template=told.template,
        dossier=told.dossier,
    )
    for key in ("fees", "dispute"):
        made = day.register(key, journal)
        said = text(
            "registered in the branch's own register: “{subject}”", subject=day.subject(key)
        )
        day.tell(BRANCH, said, made.number)
    day.exchange(BRANCH)


def rehearse(day: Together) -> None:
    """Let two computers race for names, to see whether the folder is fit for claiming numbers."""
    text = day.words.text
    day.at(9, 27)
    day.exchange(*day.seats)
    pair = [day.seats[key].workplace for key in (UNION, SECOND)]
    with ThreadPoolExecutor(len(pair)) as both:
        found, _ = both.map(take_part, pair)
    day.exchange(*day.seats)
    said = text("a rehearsal on two computers proved nothing")
    if found.rehearsal.verdict is Verdict.EXCLUSIVE and found.grade:
        said = text(
            "a rehearsal on two computers: {count} names were raced for, each had one winner; "
            "numbers: {grade}",
            count=sum(found.rehearsal.won.values()),
            grade=text(GRADES[Grade(found.grade)]),
        )
    day.tell(UNION, said)


def join(day: Together, keeper: str, seat: Seat, roles: tuple[Role, ...]) -> None:
    """Go the whole way in, and tell every step of it."""
    text, words = day.words.text, day.words
    shown = ask_in(day, keeper, seat, roles)
    said = text(
        "invited {name}, “{office}”: {roles}",
        name=day.name(seat.key),
        office=day.office_name(seat.key),
        roles=", ".join(words.name(role) for role in roles),
    )
    day.tell(keeper, said)
    day.tell(
        seat.key, text("asked to be let in; the screen shows: {words}", words=_six(day, shown))
    )
    let_in(day, keeper, seat, shown)
    day.tell(keeper, text("compared the six words by telephone and let the workplace in"))
    _tell_collected(day, seat)
    day.exchange(keeper)


def ask_in(day: Together, keeper: str, seat: Seat, roles: tuple[Role, ...]) -> Words:
    """Invite somebody and let them ask to be let in; return the six words they see."""
    host = day.seats[keeper].workplace
    name, office = day.name(seat.key), day.office_name(seat.key)
    invited = membership.invite(host, person=name, office=office, roles=roles)
    day.exchange(keeper)
    return joining.ask(
        seat.home,
        invited=invited,
        place="",
        computer=seat.home.name,
        at=seat.clock,
        random=seat.random.randbytes,
        make=seat.reach,
    )


def let_in(day: Together, keeper: str, seat: Seat, shown: Words) -> None:
    """Let in whoever sees the same six words, and start their program."""
    host = day.seats[keeper].workplace
    for request in membership.requests(host):
        if request.words == shown and request.request is not None:
            membership.admit(host, request=request.request)
    day.exchange(keeper)
    joining.finish(seat.home, make=seat.reach)
    seat.open()
    day.seats[seat.key] = seat


def _tell_collected(day: Together, seat: Seat) -> None:
    text, words = day.words.text, day.words
    received = seat.exchange().received
    said = text(
        "collected {changes} and {files}: {documents}, {people} people",
        changes=words.plural("{n} change", "{n} changes", received.changes),
        files=words.plural("{n} file", "{n} files", received.files),
        documents=words.plural(
            "{n} document", "{n} documents", seat.workplace.read(documents.count, filter=Filter())
        ),
        people=len(seat.workplace.read(directory.people, left=True)),
    )
    day.tell(seat.key, said)


def _six(day: Together, shown: Words) -> str:
    return " ".join(shown.kk if day.words.language == "kk" else shown.ru)
