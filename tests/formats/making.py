"""Make the share that every later release must read: `python -m tests.formats.making FOLDER`.

Made once, and committed as `first_share/`. Two workplaces of one office and one of another write a
few days of history; then come what thieves, strangers and later releases may leave there. Clock and
chance are this program's own, so it writes the same bytes again as long as the program does; a
later release that does not must leave the committed bytes alone and still read them.
"""

import random
import sys
import tempfile
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Raw

from edo import joining, keys, segment
from edo.clock import COUNTER_BITS
from edo.commands import (
    awaiting,
    correspondents,
    documents,
    membership,
    numbers,
    organisation,
    staff,
)
from edo.commands.documents import Attachment, Intake
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Link
from edo.domain.numbering import Policy
from edo.domain.organisation import Correspondent, Level, Office, Person
from edo.domain.rights import EVERYWHERE, Role
from edo.exchange.exchange import Exchange
from edo.exchange.packing import Packer
from edo.home import Home
from edo.joining import establish
from edo.segment import Line, Log
from edo.share import head, layout, publish
from edo.share.carrier import Carrier, Claim, Outcome
from edo.share.folder import FolderCarrier
from edo.store import ledger
from edo.workplace import Workplace, open_workplace
from tests.formats import telling
from tests.formats.telling import GUEST, SHARE, TOLD, Guest
from tests.office import Clock
from tests.share.carriers import at_once

AIGUL, DINARA, NURLAN, DAMIR = "aigul", "dinara", "nurlan", "damir"
"""Homes: the keeper and two clerks of one office, a clerk of another."""
WEEK = 8


class Liar(FolderCarrier):
    """A share that gives every claim, whoever has it."""

    def __init__(self, root: Path, dev: str) -> None:
        super().__init__(root, dev=dev, sleep=at_once)
        self.given: dict[str, bytes] = {}

    def read(self, name: str, limit: int) -> bytes | None:
        """Return what is there, or what it said would be there."""
        return self.given.get(name) or super().read(name, limit)

    def claim(self, name: str, token: bytes) -> Claim:
        """Say yes."""
        self.given[name] = token
        return Claim(Outcome.MINE, token)


class Story:
    """The workplaces, and what they do one after another."""

    def __init__(self, share: Path, homes: Path) -> None:
        self.share, self.homes = share, homes
        self.clock, self.chance = Clock(), random.Random("first share")
        self.open: dict[str, Workplace] = {}
        self.journals: dict[str, str] = {}

    def make(self, place: str, dev: str) -> Carrier:
        """Make the carrier of the share."""
        return FolderCarrier(Path(place), dev=dev, sleep=at_once)

    def home(self, name: str) -> Path:
        """Begin a home whose installation is not left to chance."""
        folder = self.homes / name
        folder.mkdir()
        (folder / "inst").write_text(self.chance.randbytes(8).hex())
        return folder

    def start(self, name: str) -> Workplace:
        """Open a workplace."""
        made = open_workplace(
            self.homes / name, at=self.clock, random=self.chance.randbytes, connect=self.make
        )
        made.pause = at_once
        self.open[name] = made
        return made

    def exchange(self, *names: str) -> None:
        """Let workplaces exchange, all where none is named, a minute apart."""
        for name in names or tuple(self.open):
            self.clock.move(minutes=1)
            carrier = self.open[name].carrier
            assert carrier is not None
            halt = Exchange(self.open[name], carrier).run().halt
            assert halt is None, (name, halt)

    def invite(self, name: str, person: str, office: str, *roles: Role) -> Workplace:
        """Let somebody in: invitation, request, words, admission."""
        keeper = self.open[AIGUL]
        invited = membership.invite(
            keeper, person=person, office=office, roles=roles, place=str(self.share.name)
        )
        joining.ask(
            self.home(name),
            invited=invited,
            place=str(self.share),
            computer="ПК-7",
            at=self.clock,
            random=self.chance.randbytes,
            make=self.make,
        )
        (found,) = membership.requests(keeper)
        assert found.request is not None
        membership.admit(keeper, request=found.request)
        self.exchange(AIGUL)
        assert joining.finish(self.homes / name, make=self.make)
        return self.start(name)

    def enrol(self, person: str, role: Role) -> tuple[keys.SigningKey, str]:
        """Let somebody in by the keeper's word alone; return the key and the person's id."""
        keeper = self.open[AIGUL]
        key = keys.make(self.chance.randbytes)
        office = keeper.identity.office
        id = staff.add(keeper, person=Person(name_ru=person, office=office))
        scope = EVERYWHERE if role is Role.AUDITOR else office
        keeper.extend(
            ("person.add", {"person": id}),
            ("device.add", {"device": key.name, "public": key.public.hex(), "person": id}),
            ("role.grant", {"person": id, "role": role.value, "scope": scope}),
        )
        return key, id

    def seat(self, name: str, key: keys.SigningKey, person: str) -> Workplace:
        """Make the home of somebody who was enrolled."""
        keeper = self.open[AIGUL]
        home = Home(self.home(name))
        home.take()
        key.save(home.device_key)
        office, place = keeper.identity.office, str(self.share)
        establish(home, [*keeper.records], person=person, office=office, place=place)
        home.release()
        return self.start(name)

    def begin(self) -> None:
        """Found the organisation, begin its share, let two clerks in."""
        keeper = organisation.found(
            self.home(AIGUL),
            organisation="Отраслевой профсоюз «Білім»",
            office="Областная организация Абай",
            person="Иванова Айгуль",
            at=self.clock,
            random=self.chance.randbytes,
            store=lambda: None,
        )
        keeper.close()
        keeper = self.start(AIGUL)
        joining.connect(keeper, place=str(self.share), make=self.make)
        membership.grade(keeper, grade="exclusive")
        for index, kind, policy in (
            ("ВХ", Kind.INCOMING, Policy.EXCLUSIVE),
            ("ИСХ", Kind.OUTGOING, Policy.EXCLUSIVE),
            ("ВН", Kind.INTERNAL, Policy.REGISTRAR),
            ("ПР", Kind.ORDERS, Policy.REGISTRAR),
            ("ПТ", Kind.MINUTES, Policy.SUFFIX),
            ("ОБР", Kind.APPEALS, Policy.SUFFIX),
        ):
            self.journals[index] = numbers.open_journal(
                keeper, index=index, kind=kind, title_ru=f"Журнал {index}", policy=policy
            )
        body = next(iter(keeper.roster.offices))
        organisation.add_office(
            keeper,
            office=Office(name_ru="Филиал Қарағанды", parent=body, level=Level.REGIONAL),
        )
        self.exchange(AIGUL)
        self.invite(DINARA, "Серикова Динара", "Областная организация Абай", Role.CLERK)
        self.invite(NURLAN, "Нұрлан Ахметов", "Филиал Қарағанды", Role.ADMINISTRATOR)
        dinara = self.open[DINARA].identity.person
        membership.grant(keeper, person=dinara, role=Role.ADMINISTRATOR)
        self.seat(DAMIR, *self.enrol("Омаров Дамир", Role.CLERK))
        for _ in range(2):
            self.exchange()

    def write(self, told: Path) -> dict[str, str]:
        """Register documents of every kind; return the ids of those that are spoken of later."""
        aigul, dinara, nurlan = self.open[AIGUL], self.open[DINARA], self.open[NURLAN]
        ministry = correspondents.add(
            aigul, correspondent=Correspondent("Министерство просвещения", "Оқу-ағарту министрлігі")
        )
        self.exchange(AIGUL, DINARA, NURLAN)
        incoming, outgoing = self.journals["ВХ"], self.journals["ИСХ"]
        letter = Card(
            subject_ru="О выделении путёвок",
            subject_kk="Жолдамалар бөлу туралы",
            parties=(Party(ministry),),
            their_number="01-5/77",
            their_date=date(2026, 2, 27),
        )
        first = documents.register(
            aigul, journal=incoming, card=letter, files=[Attachment(told, language="ru")]
        ).document
        plain = Card(subject_ru="Запрос сведений", parties=(Party(ministry),))
        second = documents.register(dinara, journal=incoming, card=plain).document
        documents.register_all(
            aigul,
            journal=incoming,
            lines=[
                Intake(msgspec.structs.replace(plain, subject_ru=f"Из журнала: {n}"))
                for n in (3, 4, 5)
            ],
        )
        numbers.reserve(
            dinara, journal=incoming, count=2, whom="Бухгалтерия", until=date(2026, 3, 31)
        )
        documents.register(dinara, journal=incoming, card=plain, number="10")
        documents.register(aigul, journal=incoming, card=plain, number="2-а")
        documents.register(dinara, journal=incoming, card=plain, number="8")
        self.exchange(AIGUL, DINARA, NURLAN)
        reply = documents.register(
            dinara,
            journal=outgoing,
            card=Card(subject_ru="Ответ", parties=(Party(ministry),)),
            links=[(Link.REPLY, first)],
        ).document
        documents.send(dinara, document=reply, proof="RR 123")
        awaited = documents.register(
            dinara, journal=self.journals["ВН"], card=Card(subject_ru="Служебная записка")
        )
        assert awaited.awaiting
        self.journals["Б-ВХ"] = numbers.open_journal(
            nurlan, index="ВХ", kind=Kind.INCOMING, title_kk="Кіріс"
        )
        documents.register_all(
            nurlan,
            journal=self.journals["Б-ВХ"],
            lines=[Intake(Card(subject_kk="Жиналыс туралы", parties=(Party(name="Әкімдік"),)))] * 2,
        )
        documents.register(aigul, journal=self.journals["ПР"], card=Card(subject_ru="Об отпуске"))
        documents.register(
            dinara, journal=self.journals["ПТ"], card=Card(subject_ru="Заседание президиума")
        )
        documents.register(
            aigul,
            journal=self.journals["ОБР"],
            card=Card(subject_ru="О матпомощи"),
            named=["Касымова А."],
        )
        dropped = documents.begin(dinara, kind=Kind.OUTGOING, card=Card(subject_ru="Черновик"))
        refused = documents.begin(aigul, kind=Kind.INCOMING, card=plain)
        documents.refuse(aigul, document=refused, reason="Не нам", returned=True)
        self.exchange()
        self.exchange()
        return {"letter": first, "request": second, "waits": awaited.document, "draft": dropped}

    def differ(self, known: dict[str, str]) -> None:
        """Two edit one card at once; one number is given twice, and once anew."""
        aigul, dinara, damir = self.open[AIGUL], self.open[DINARA], self.open[DAMIR]
        documents.change(aigul, document=known["letter"], fields={"subject_ru": "О путёвках"})
        documents.change(
            dinara, document=known["letter"], fields={"subject_ru": "О путёвках в санаторий"}
        )
        documents.annul(dinara, document=known["request"], reason="Введено дважды")
        self.clock.move(minutes=5)
        given = documents.register(
            aigul,
            journal=self.journals["ИСХ"],
            card=Card(subject_ru="Запрос", parties=(Party(name="Школа № 8"),)),
        )
        others: list[str] = []
        for one in (dinara, damir):
            self.clock.move(minutes=5)
            honest, one.carrier = one.carrier, Liar(self.share, one.device)
            twin = documents.register(
                one,
                journal=self.journals["ИСХ"],
                card=Card(subject_ru="Двойник", parties=(Party(name="Школа № 9"),)),
            )
            one.carrier = honest
            assert twin.number == given.number
            others.append(twin.document)
        self.exchange()
        self.exchange()
        awaiting.renumber(dinara, document=others[0], reason="Номер занят")
        self.exchange()
        self.exchange()

    def end(self) -> None:
        """End a role and a device; what was written past the cut counts for nothing."""
        aigul, damir = self.open[AIGUL], self.open[DAMIR]
        person = damir.identity.person
        membership.revoke(aigul, person=person, role=Role.CLERK, office=aigul.identity.office)
        membership.retire(aigul, device=damir.device)
        documents.begin(damir, kind=Kind.INTERNAL, card=Card(subject_ru="После ухода"))
        self.exchange(DAMIR)  # hears of its end, and has sent what it had
        self.exchange()

    def pack(self) -> None:
        """Pack the keeper's logs, and drop what they replace when two others hold it."""
        aigul = self.open[AIGUL]
        assert aigul.carrier is not None
        packer = Packer(aigul, aigul.carrier)
        assert packer.pack(at_least=2)
        for _ in range(3):
            self.exchange()
            self.clock.move(days=WEEK)

    def pass_on(self, person: str) -> None:
        """Pass the keeping on; the new keeper's release is a later one."""
        keeper, heir = self.open[AIGUL], self.open[DINARA]
        membership.pass_keeper(keeper, device=heir.device)
        self.exchange(AIGUL, DINARA)
        heir.extend(("rules", {"version": 1}), ("seal.keep", {"person": person, "form": "round"}))
        self.exchange(DINARA, AIGUL)

    def tamper(self, known: dict[str, str]) -> None:
        """Leave what a thief, a stranger, a broken program and a later release may leave."""
        keeper, dinara, damir = (self.open[name] for name in (AIGUL, DINARA, DAMIR))
        office = keeper.identity.office
        stranger = keys.make(self.chance.randbytes)
        at = self.clock() << COUNTER_BITS
        later = [
            Line(
                known["letter"],
                "document.weighed",
                at,
                dinara.identity.person,
                (),
                Raw(b'{"grams":7}'),
            ),
            Line(
                "x0000000000000000", "shelf.built", at + 1, dinara.identity.person, (), Raw(b"{}")
            ),
        ]
        self.follow(dinara, office, later, dinara.key)
        forged = [
            Line(
                known["letter"],
                "document.cancelled",
                at + 2,
                damir.identity.person,
                (),
                Raw('{"reason":"Подделка"}'.encode()),
            ),
        ]
        self.follow(damir, office, forged, stranger)
        self._put(f"{layout.heads(office)}/{stranger.name}.{1:012}.{'0' * 12}", b"EDHD1\n{}\n\n")
        self._put(f"{layout.heads(office)}/thumbs.db", b"\0")
        self._put(f"{layout.log(office, dinara.device)}/000000000/notes.0a1b2c3d.tmp", b"EDSG1")

    def follow(
        self, workplace: Workplace, space: str, lines: list[Line], signer: keys.SigningKey
    ) -> None:
        """Put a segment behind a log, and the head that promises it; its key may be a wrong one."""
        tail = workplace.read(ledger.tail, space, workplace.device)
        identity = workplace.identity
        log = Log(
            identity.org,
            space,
            workplace.device,
            identity.inst,
            tail.seq + 1,
            tail.hash,
            workplace.authority,
        )
        made = segment.seal(lines, log, signer)
        carrier = self.make(str(self.share), workplace.device)
        publish.put_segment(carrier, space, workplace.device, tail.seq + 1, made.data)
        said = head.Head(
            v=head.VERSION,
            org=identity.org,
            space=space,
            dev=workplace.device,
            inst=identity.inst,
            seq=tail.seq + 1,
            last=made.hash,
            hlc=lines[-1].hlc + 1,
            at=self.clock(),
            auth=workplace.authority,
        )
        publish.put_head(carrier, head.sign(said, workplace.key), ())

    def _put(self, name: str, data: bytes) -> None:
        path = self.share / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def thin(self) -> None:
        """Leave the newest head of each log; the owner would leave three."""
        for folder in self.share.glob("spaces/*/heads"):
            by_log: dict[str, list[Path]] = {}
            for path in folder.iterdir():
                if layout.read_head(path.name):
                    by_log.setdefault(path.name[:16], []).append(path)
            for paths in by_log.values():
                for old in sorted(paths, key=_newness)[:-1]:
                    old.unlink()

    def close(self) -> None:
        """Close all workplaces."""
        for one in self.open.values():
            one.close()


def _newness(path: Path) -> tuple[int, int]:
    said = head.read(path.read_bytes())
    return said.seq, said.hlc


def make(folder: Path) -> None:
    """Make the share, the guest's key, and what the guest must find."""
    share = folder / SHARE
    share.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as homes:
        story = Story(share, Path(homes))
        try:
            story.begin()
            told = Path(homes) / "О путёвках.txt"
            told.write_text("Просим выделить сорок путёвок.\n", encoding="utf-8")
            known = story.write(told)
            story.differ(known)
            story.end()
            story.pack()
            key, person = story.enrol("Ревизор", Role.AUDITOR)
            keeper = story.open[AIGUL]
            story.pass_on(person)
            story.thin()
            story.tamper(known)
        finally:
            story.close()
        keep(folder, Guest(key.seed.hex(), person, keeper.identity.office, story.clock()))


def keep(folder: Path, guest: Guest) -> None:
    """Write whose workplace reads the share that was made there, and what it must find."""
    (folder / GUEST).write_bytes(msgspec.json.format(msgspec.json.encode(guest), indent=1) + b"\n")
    with tempfile.TemporaryDirectory() as home:
        told = telling.of_share(folder / SHARE, guest, Path(home))
        (folder / TOLD).write_text(told, encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
