"""Random days of an office: whatever clerks do, in whatever order, the books are right."""

import shutil
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import Phase, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from edo.commands import correspondents, documents, drafts, numbers
from edo.commands.documents import Attachment, Intake, Registration
from edo.domain.card import Card, Delivery, Kind, Language, Party
from edo.domain.document import Link, Status
from edo.domain.fold import in_order
from edo.domain.numbering import Absence
from edo.domain.organisation import Correspondent
from edo.domain.text import TextState
from edo.errors import Reason, Refusal
from edo.queries.numbers import periods
from edo.store import ledger, texts
from edo.store.database import Connection
from tests.office import INDEXES, Chancery, founded
from tests.places import in_memory
from tests.tables import said

KINDS = st.sampled_from([Kind.INCOMING, Kind.INCOMING, Kind.OUTGOING, Kind.INTERNAL])
SUBJECTS = st.sampled_from(["О выделении путёвок", "О совещании", "Об отпуске № 12"])
NAMES = st.sampled_from(["Акимат города Семей", "Школа № 12", "Отдел образования", "Ахметов Б."])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "subject_kk": st.sampled_from(["", "Жолдама туралы", "Демалыс туралы"]),
    "their_number": st.sampled_from(["", "01-5/12", "б/н"]),
    "language": st.sampled_from([language.value for language in Language]),
    "note": st.sampled_from(["", "срочно"]),
    "sheets": st.none() | st.integers(0, 3),
    "due": st.none() | st.just("2026-04-01"),
}
CARDS = st.fixed_dictionaries({"subject_ru": SUBJECTS}, optional=FIELDS)
CHANGES = {**FIELDS, "subject_ru": SUBJECTS}
TYPED = st.integers(1, 30).map(str) | st.sampled_from(["3-а", "7-а", "7/1", "12-б"])
LATE = st.integers(0, 400).map(lambda days: timedelta(days=days))


class Days(RuleBasedStateMachine):
    """An office at work; what it acknowledged is remembered here, beside the program."""

    papers: Bundle[str] = Bundle("papers")
    people: Bundle[str] = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.folder = in_memory("edo-days-")
        self.founding = founded(self.folder / "home")
        self.office: Chancery = self.founding.__enter__()
        self.given: dict[str, Registration] = {}

    @initialize(target=people)
    def begin(self) -> Any:
        """Two correspondents are known from the start."""
        return multiple(self.office.ministry, self.office.school)

    def done(self, registration: Registration) -> str:
        """Remember what was acknowledged."""
        assert registration.document not in self.given
        self.given[registration.document] = registration
        return registration.document

    @rule(target=papers, kind=KINDS, card=CARDS, party=people, name=st.none() | NAMES)
    def register(self, kind: Kind, card: dict[str, Any], party: str, name: str | None) -> Any:
        """Give a document the next number of today; nobody is named twice on one card."""
        named = [name] if name else []
        try:
            given = self.office.register(kind, named=named, parties=(Party(party),), **_plain(card))
        except Refusal as refusal:
            if refusal.reason is not Reason.ALREADY_EXISTS:
                raise
            return multiple()
        return self.done(given)

    @rule(target=papers, kind=KINDS, party=people, number=TYPED, late=LATE)
    def enter_by_hand(self, kind: Kind, party: str, number: str, late: timedelta) -> Any:
        """Enter a line of an old journal, if its number is free."""
        try:
            given = self.office.register(
                kind, parties=(Party(party),), number=number, on=self.office.today - late
            )
        except Refusal:
            return multiple()
        return self.done(given)

    @rule(target=papers, kind=KINDS, party=people, count=st.integers(1, 5), late=LATE)
    def enter_many(self, kind: Kind, party: str, count: int, late: timedelta) -> Any:
        """Enter some lines at once."""
        line = Intake(
            Card(subject_ru="Из журнала", parties=(Party(party),)), self.office.today - late
        )
        journal = self.office.journals[kind]
        lines = [line] * count
        made = documents.register_all(self.office.workplace, journal=journal, lines=lines)
        return multiple(*map(self.done, made))

    @rule(target=papers, kind=KINDS, party=people, note=st.sampled_from(["", "черновик"]))
    def draft(self, kind: Kind, party: str, note: str) -> str:
        """Begin something that has no number yet."""
        card = Card(subject_ru="Черновик", parties=(Party(party),), note=note)
        return documents.begin(self.office.workplace, kind=kind, card=card)

    @rule(paper=papers, again=st.booleans())
    def hand_in(self, paper: str, *, again: bool) -> None:
        """Register a draft, pressed once or twice; what has a number answers with it."""
        state = self.office.document(paper)
        try:
            given = self.office.register(state.kind, document=paper, parties=state.card.parties)
        except Refusal:
            assert state.status in (Status.CANCELLED, Status.REFUSED)
            return
        assert self.given.setdefault(paper, given) == given
        if again:
            assert self.office.register(state.kind, document=paper) == given

    @rule(paper=papers, field=st.sampled_from(sorted(CHANGES)), data=st.data())
    def change(self, paper: str, field: str, data: st.DataObject) -> None:
        """Change a field of a card, where that changes anything."""
        self.attempt(documents.change, document=paper, fields={field: data.draw(CHANGES[field])})

    @rule(paper=papers, party=people)
    def write_on(self, paper: str, party: str) -> None:
        """Write a card anew as a whole."""
        state = self.office.document(paper)
        card = Card(subject_ru="Переписано", parties=(Party(party),))
        self.attempt(drafts.save, kind=state.kind, document=paper, card=card)

    @rule(paper=papers, other=papers, link=st.sampled_from(Link), back=st.booleans())
    def link(self, paper: str, other: str, link: Link, *, back: bool) -> None:
        """Link two documents, or part them."""
        self.attempt(
            documents.unlink if back else documents.link, document=paper, link=link, other=other
        )

    @rule(paper=papers, text=st.sampled_from(["путёвки", "жолдама", "акимат"]), read=st.booleans())
    def attach(self, paper: str, text: str, *, read: bool) -> None:
        """Attach a file, and perhaps read it at once."""
        path = self.folder / f"{text}.txt"
        path.write_text(text)
        self.attempt(documents.attach, document=paper, file=Attachment(path))
        if read:
            self.read_files()

    @rule()
    def read_files(self) -> None:
        """Take the texts of files, as in the background."""
        workplace = self.office.workplace
        for one in workplace.read(texts.waiting):
            text = workplace.blobs.path(one.sha256).read_text()
            workplace.write(
                texts.keep, sha256=one.sha256, state=TextState.FOUND, pages=1, text=text
            )

    @rule(paper=papers)
    def replace_and_remove(self, paper: str) -> None:
        """Bring a new version of the first file, take the second off."""
        path = self.folder / "новое.txt"
        path.write_text("срочно")
        files = self.office.document(paper).live_files
        for file in files[:1]:
            self.attempt(documents.replace_file, document=paper, file=file.id, path=path)
        for file in files[1:2]:
            self.attempt(documents.remove_file, document=paper, file=file.id, reason="не тот")

    @rule(paper=papers, method=st.sampled_from([Delivery.POST, Delivery.EMAIL]))
    def send(self, paper: str, method: Delivery) -> None:
        """Send a document to all who wait; it arrives at the first."""
        self.attempt(documents.send, document=paper, method=method)
        for party in self.office.document(paper).card.parties[:1]:
            self.attempt(documents.mark_delivery, document=paper, party=party.key, arrived=True)

    @rule(paper=papers, returned=st.booleans())
    def annul_or_refuse(self, paper: str, *, returned: bool) -> None:
        """Annul what was a mistake, refuse a letter that is not ours."""
        act: Any = documents.refuse if returned else documents.annul
        self.attempt(act, document=paper, reason="ошибка")

    @rule(target=people, name=NAMES)
    def add_correspondent(self, name: str) -> Any:
        """Add a correspondent, if it is not there."""
        try:
            return correspondents.add(
                self.office.workplace, correspondent=Correspondent(name, f"{name} (қаз.)")
            )
        except Refusal:
            return multiple()

    @rule(party=people, name=NAMES)
    def rename(self, party: str, name: str) -> None:
        """Give a correspondent another name."""
        self.attempt(correspondents.change, correspondent=party, fields={"name_ru": name})

    @rule(keep=people, other=consumes(people))
    def merge(self, keep: str, other: str) -> None:
        """Merge a duplicate; letters may still name it."""
        self.attempt(correspondents.merge, keep=keep, other=other)

    @rule(kind=KINDS, count=st.integers(1, 3), days=st.integers(0, 20))
    def reserve(self, kind: Kind, count: int, days: int) -> None:
        """Set numbers apart."""
        numbers.reserve(
            self.office.workplace,
            journal=self.office.journals[kind],
            count=count,
            whom="бухгалтерия",
            until=self.office.today + timedelta(days=days),
        )

    @rule(kind=KINDS, n=st.integers(0, 30), release=st.booleans())
    def release_or_explain(self, kind: Kind, n: int, *, release: bool) -> None:
        """Give a number back or explain it, where it can be."""
        self.attempt(
            numbers.release if release else numbers.explain,
            journal=self.office.journals[kind],
            period=self.office.today.year,
            n=n,
            reason="испорчен бланк",
        )

    @rule(days=st.sampled_from([1, 30, 330]), reopen=st.booleans())
    def sleep(self, days: int, *, reopen: bool) -> None:
        """Let days go by; the program may be closed in between."""
        self.office.clock.move(days=days)
        if reopen:
            self.office.reopen()

    def attempt(self, act: Any, **told: Any) -> None:
        """Do something that may be refused; a refusal changes nothing."""
        before = self.office.workplace.read(_count)
        try:
            act(self.office.workplace, **told)
        except Refusal:
            assert self.office.workplace.read(_count) == before

    @invariant()
    def every_number_is_given_once(self) -> None:
        """Nobody gets a number another has, and none that was acknowledged is lost."""
        places = [(given.journal, given.on.year, given.number) for given in self.given.values()]
        assert len(places) == len(set(places))

    def teardown(self) -> None:
        """At the end of the days everything is looked over."""
        try:
            self._every_number_is_known()
            self._every_change_stands_on_the_one_before()
            self.office.assert_sound()
            before = said(self.office.workplace)
            self.office.workplace.rebuild(lambda _done, _total: None)
            assert said(self.office.workplace) == before
            self.office.assert_sound()
            for document, given in self.given.items():
                number = self.office.document(document).number
                assert number is not None
                assert (number.text, number.on) == (given.number, given.on)
        finally:
            self.founding.__exit__(None, None, None)
            shutil.rmtree(self.folder)

    def _every_change_stands_on_the_one_before(self) -> None:
        """Where one person works alone, each subject's history is a single line."""
        for _, entries in self.office.workplace.read(_by_subject):
            changes = in_order(entry.change for entry in entries)
            bases = [(), *((change.stamp.name,) for change in changes)]
            assert [change.base for change in changes] == bases[:-1]

    def _every_number_is_known(self) -> None:
        """Each ordinal up to the last has a document, a reserve or a reason."""
        workplace = self.office.workplace
        for kind, journal in self.office.journals.items():
            for period in workplace.read(periods, journal=journal):
                page = self.office.numbers(kind, period)
                plain = {
                    int(given.number)
                    for given in self.given.values()
                    if given.journal == INDEXES[kind]
                    and given.on.year == period
                    and given.number.isdecimal()
                }
                known = plain | {one.n for one in (*page.missing, *page.reserved)}
                assert known == set(range(1, page.last + 1))
                assert page.twice == ()
                assert not plain & {one.n for one in (*page.missing, *page.reserved)}
                assert all(one.why is not Absence.UNEXPLAINED for one in page.missing)


def _plain(card: dict[str, Any]) -> dict[str, Any]:
    plain = dict(card)
    if plain.get("due"):
        plain["due"] = date.fromisoformat(plain["due"])
    if "language" in plain:
        plain["language"] = Language(plain["language"])
    return plain


def _by_subject(connection: Connection) -> list[tuple[str, list[ledger.Entry]]]:
    return list(ledger.by_subject(connection))


def _count(connection: Any) -> int:
    return connection.exec_driver_sql("SELECT count(*) FROM changes").scalar_one()


# To shorten a story that fails may take longer than a test has: add Phase.shrink for that.
Days.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
TestDays = Days.TestCase
