"""The clerk's own window: the card at the left, the scan at the right, Ctrl+Enter registers.

The document's id is made when the form opens, so however often and however fast Ctrl+Enter is
pressed, the document has one number. What is typed is kept half a second after the last keystroke
under that id, and offered back when a window of the kind is opened after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QCloseEvent

from edo.change import Touched
from edo.commands import documents, organisation, reading
from edo.commands.documents import Registration as Registered
from edo.commands.myself import Myself, myself
from edo.commands.reading import Whole
from edo.domain.card import RECEIVED_KINDS, Card, Kind, Language, fresh_copy
from edo.domain.document import Link
from edo.domain.rights import Right
from edo.queries import filling
from edo.queries.directory import TemplateItem
from edo.queries.filling import Basis, Lists
from ui.desk import Desk
from ui.dialogs.drafting import Drafting
from ui.dialogs.duplicate_watch import DuplicateWatch
from ui.dialogs.handing_in import HandingIn
from ui.dialogs.kept_card import Keeper, TypedCard, TypedLink
from ui.dialogs.next_scan import NextScan
from ui.dialogs.number_banner import WAITING
from ui.dialogs.openings import Hold, Openings
from ui.dialogs.registration_window import RegistrationWindow
from ui.dialogs.spare_forms import SpareForms
from ui.dialogs.suggestions import Suggestions
from ui.dialogs.unfinished import Unfinished
from ui.theme import Tone

LISTED = frozenset("jtmp")
"""First letters of ids of journals, types, templates and people: what the form offers."""
SUBJECTS = ("subject_ru", "subject_kk")


@dataclass(frozen=True, slots=True)
class Start:
    """What a window begins with.

    Attributes:
        document: a draft or a letter taken in, to be registered now.
        copy_of: a document whose card is taken over, as far as it is not that paper's own.
        reply_to: a document this one answers: its correspondents, and the link.
        kept: a document whose form was kept unfinished: it stands there again as it was.
    """

    document: str = ""
    copy_of: str = ""
    reply_to: str = ""
    kept: str = ""


NOTHING = Start()


class Registration(RegistrationWindow):
    """Registers documents of one kind, one after another."""

    def __init__(self, desk: Desk, kind: Kind, start: Start = NOTHING) -> None:
        super().__init__(desk, kind)
        self._start = start
        self.document, self.resumes = start.document, bool(start.document)
        self._told_kazakh = False
        self._last: Card | None = None
        self._no_journal = False
        self._keeper = Keeper(desk.bridge, kind, self._typed, self)
        parts = (self.form, self.files, self.doubts)
        self._watch = DuplicateWatch(desk, kind, parts, lambda: self.document, self)
        self._handing = HandingIn(self, self._keeper, self._watch)
        self._drafts = Drafting(self)
        self._suggestions = Suggestions(desk, kind, self.form, self.hint, self)
        self._unfinished = Unfinished(desk, kind, self.offered, self._keeper, self)
        self._scans = NextScan(desk, self, self.files.take_scan, self.foot.tell)
        self.files.drop.scan_wanted.connect(self._scans.take_next)
        self._acts = self._wire()
        self._begin_card()
        self._load()

    def fits(self, start: Start) -> bool:
        """Tell whether this window waits for such a beginning, or has its document already."""
        if known := start.document or start.kept:
            return self.document == known
        return start == self._start == NOTHING and not self.touched

    def register(self) -> None:
        """Register what is in the form: once, whatever happens."""
        self._handing.register()

    def like_last(self) -> None:
        """Fill an untouched form as the one before, but for what belongs to that paper only."""
        if self._last is not None:
            self._ask_card(fresh_copy(self._last))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed; an untouched form leaves nothing behind."""
        if self.touched:
            self._keeper.close()
        elif self.document and not self._handing.is_busy:
            self._keeper.forget(self.document)
        super().closeEvent(event)

    def _wire(self) -> dict[str, Callable[[], object]]:
        self.asked_for.connect(self._on_asked)
        self.form.edited.connect(self._on_changed)
        self.head.edited.connect(self._on_changed)
        self.head.chosen.connect(self._on_template)
        self.head.named.connect(self._on_named)
        self.files.changed.connect(self._on_files)
        self.doubts.confirmed.connect(self._on_confirmed)
        self._unfinished.wanted.connect(self._go_back_to)
        self.desk.bridge.touched.connect(self._on_touched)
        self.desk.bridge.crashed.connect(self._on_crashed)
        self._handing.registered.connect(self._on_registered)
        self._handing.saved.connect(self._on_saved)
        self._handing.put_up.connect(self._on_put_up)
        return {
            "register": self.register,
            "save": self._handing.save,
            "party": self.form.parties.add,
            "more": self.turn_fold,
            "other_side": self.change_side,
            "files": self.files.drop.choose,
            "paste": self.files.drop.paste,
            "scan": self._scans.take_next,
            "page_on": partial(self.files.turn_page, 1),
            "page_back": partial(self.files.turn_page, -1),
            "again": self.like_last,
            "help": self.show_help,
            "close": self.close,
        }

    def _on_asked(self, code: str) -> None:
        self._acts[code]()

    def _load(self) -> None:
        """Ask for everything the first card needs."""
        ask, start = self.desk.bridge.ask, self._start
        self._ask_lists()
        self.desk.bridge.look(myself, then=self._on_me, owner=self)
        if not start.document:
            self._ask_id()
        for document, then in (
            (start.document, self._on_draft),
            (start.copy_of, self._on_original),
            (start.reply_to, self._on_answered),
        ):
            if document:
                ask(filling.of_document, document=document, then=then, owner=self)
        if not start.document:
            self._look_for_unfinished()

    def _look_for_unfinished(self) -> None:
        openings, mine = Openings.on(self.desk), self._start.document or self._start.kept
        self._unfinished.look(mine, partial(openings.others, self if mine else None))

    def _ask_lists(self) -> None:
        self.desk.bridge.ask(
            filling.lists,
            kind=self.kind,
            language=self.desk.speech.language,
            then=self._on_lists,
            key=("registration", id(self)),
            owner=self,
        )

    def _ask_id(self) -> None:
        self.document = ""
        self.desk.bridge.run(documents.new_document, then=self._on_id, owner=self)

    def _ask_card(self, card: Card) -> None:
        self.desk.bridge.ask(filling.of_card, card=card, then=self._on_card, owner=self)

    def _begin_card(self, **kept: object) -> None:
        """Empty the window for the next document."""
        if self.kind in RECEIVED_KINDS:
            kept["received_at"] = self.desk.today().isoformat()
        self.links, self._told_kazakh = (), False
        self.files.empty()
        self.doubts.clear()
        self._suggestions.begin()
        self.head.begin()
        self.head.tell("")
        self.form.begin(**kept)
        self.go_first()

    def _typed(self) -> TypedCard | None:
        if not self.touched:
            return None
        return TypedCard(
            document=self.document,
            journal=self.head.journal.code,
            on=self.head.on.typed(),
            number=self.head.number.typed(),
            fields=self.form.typed(),
            files=tuple(self.files.kept()),
            links=self.links,
            cleared=tuple(sorted(self.doubts.cleared)),
            at=self.form.at,
        )

    def _on_registered(self, registered: Registered) -> None:
        card = self._last = self.form.card()
        self.banner.show_number(registered, card.subject_ru or card.subject_kk)
        self.head.remember()
        words = self.desk.speech.words
        told = words.text("Registered: № {number}", number=registered.number)
        if registered.awaiting:
            told = words.text(WAITING, reference=registered.awaiting)
        self._begin_next(told)

    def _on_saved(self, _document: str) -> None:
        words, received = self.desk.speech.words, self.kind in RECEIVED_KINDS
        taken = words.text("Taken in; the number will be given later")
        self._begin_next(taken if received else words.text("Saved as a draft"))

    def _on_put_up(self, document: str) -> None:
        """Let the author choose who approves; the window goes on with the next card."""
        self._on_saved(document)
        self._drafts.put_up(document)

    def _on_me(self, me: Myself) -> None:
        """Let who may not register write drafts only, and have them approved."""
        if me.may(Right.REGISTER) or self.writes_only:
            return
        self.write_only()
        if self._no_journal:
            self.offered.hide()

    def _begin_next(self, told: str) -> None:
        """Open the next empty card, keeping what the next paper probably shares with this one."""
        delivery = self.form.card().delivery
        self._keeper.forget(self.document)
        self._start, self.resumes = NOTHING, False
        self._handing.end()
        self._begin_card(**({"delivery": delivery} if delivery else {}))
        self._ask_id()
        self.foot.tell(told, Tone.GOOD)
        self.ahead.type_into(self)

    def _on_crashed(self, _trace: str) -> None:
        self.files.give_up()
        self._handing.break_off()

    def _on_id(self, document: str) -> None:
        if self.document:  # a kept form came before
            return
        self.document = document
        if self.touched:
            self._keeper.wait()
        self._handing.go_on()

    def _on_lists(self, lists: Lists) -> None:
        self.head.offer(lists.journals, lists.templates)
        self.form.offer(lists)
        if self._no_journal and lists.journals:
            self.offered.hide()
        self._no_journal = not lists.journals
        if self._no_journal and not self.writes_only:
            text = self.desk.speech.words.text(
                "There is no open journal for such documents yet. Open one on the page of numbers;"
                " until then they can be saved without a number."
            )
            self.offered.offer(text, tone=Tone.WARN)

    def _on_touched(self, touched: Touched) -> None:
        if any(subject[:1] in LISTED for subject in touched.subjects):
            self._ask_lists()

    def _on_draft(self, basis: Basis) -> None:
        """Show a draft or a letter taken in."""
        self._suggestions.begin(_first_of(basis.card))
        self.form.begin_with(basis.card, basis.known)
        self.go_first()
        self._look_for_unfinished()
        self.desk.bridge.run(
            reading.read_document, document=self._start.document, then=self._on_whole, owner=self
        )

    def _on_whole(self, whole: Whole) -> None:
        self.files.show_held(whole.card.document, whole.contents)

    def _on_original(self, basis: Basis) -> None:
        self._on_card(Basis(fresh_copy(basis.card), basis.known))

    def _on_card(self, basis: Basis) -> None:
        """Fill the form from a card; what was typed already stays."""
        self.form.parties.learn(basis.known)
        self._suggestions.begin(_first_of(basis.card))
        self.form.fill({name: getattr(basis.card, name) for name in self.form.controls})
        self.go_first()

    def _on_answered(self, basis: Basis) -> None:
        if basis.document is None:
            return
        number, words = basis.document.number, self.desk.speech.words
        name = words.text(
            "№ {number} of {date}",
            number=number.text if number else "—",
            date=words.date(number.on if number else None),
        )
        self.links = (TypedLink(Link.REPLY.value, self._start.reply_to, name),)
        self._say_links()
        self.form.parties.learn(basis.known)
        self.form.fill({"parties": fresh_copy(basis.card).parties})

    def _say_links(self) -> None:
        names = ", ".join(each.name for each in self.links)
        words = self.desk.speech.words
        self.head.tell(words.text("In reply to {name}", name=names) if names else "")

    def _go_back_to(self, typed: TypedCard) -> None:
        """Go on with a kept form; what stands in this one meanwhile is kept too."""
        self._keeper.keep()
        self.document = typed.document
        self._suggestions.begin()
        self.head.restore(typed.journal, typed.on, typed.number)
        self.form.restore(typed.fields)
        self.files.restore(typed.files)
        self.links = typed.links
        self._say_links()
        self.doubts.clear(frozenset(typed.cleared))
        if typed.at in self.form.controls:
            self.go(typed.at)
        else:
            self.go_first()
        self._watch.look()

    def _on_changed(self, name: str = "") -> None:
        if self._handing.is_busy:
            return
        if name in SUBJECTS:
            self._tell_language()
        self._keeper.wait()
        if self.foot.state.text():
            self.foot.tell("")

    def _on_files(self) -> None:
        self._on_changed()
        self._tell_language()

    def _tell_language(self) -> None:
        """Fill in the language where nobody did: of the files' versions, or of the one subject."""
        said = self.form.controls["language"].value()
        ru, kk = (self.form.controls[name].typed().strip() for name in SUBJECTS)
        if len(self.files.languages()) > 1:
            self.form.fill({"language": Language.BOTH})
        elif kk and not ru and said is Language.RU:
            self._told_kazakh = bool(self.form.fill({"language": Language.KK}))
        elif ru and self._told_kazakh:
            self._told_kazakh = False
            self.form.empty("language")

    def _on_confirmed(self) -> None:
        self._on_changed()
        if self.doubts.open_question is None:
            card, subject = self.form.card(), self.form.subject
            self.go("type" if getattr(card, subject) else subject)

    def _on_template(self, item: TemplateItem) -> None:
        self._ask_card(item.template.card)

    def _on_named(self, name: str) -> None:
        """Keep the card as a template; one of the same name is replaced."""
        said = self.desk.speech.words.text("Kept as the template “{name}”", name=name)
        self.desk.bridge.run(
            organisation.save_template,
            name=name,
            kind=self.kind,
            card=fresh_copy(self.form.card()),
            template=self.head.template_named(name),
            then=lambda _id: self.foot.tell(said, Tone.GOOD),
            otherwise=self._handing.refuse,
            owner=self,
        )


def open_registration(
    desk: Desk,
    kind: Kind,
    document: str = "",
    *,
    copy_of: str = "",
    reply_to: str = "",
    kept: str = "",
    then: Callable[[Registration], object] | None = None,
) -> None:
    """Open the window for registering a document, or bring the one that waits for it to the front.

    A new one comes after a few turns of the windows' thread.

    Args:
        desk: what windows are given.
        kind: kind of the document.
        document: a draft or a letter taken in that gets its number now.
        copy_of: a document to start from.
        reply_to: a document this one answers.
        kept: a document whose unfinished form is to stand there again.
        then: gets the window, which may not be shown yet.
    """
    start = Start(document, copy_of, reply_to, kept)
    openings = Openings.on(desk)
    for window in openings.windows:
        if isinstance(window, Registration) and window.kind is kind and window.fits(start):
            _bring(window)
            if then is not None:
                then(window)
            return
    openings.open((kind, start), partial(_opening, desk, kind, start), then)


def _opening(desk: Desk, kind: Kind, start: Start, hold: Hold) -> Iterator[bool]:
    """Build a window, put its form in and show it: each is as much as a turn may take."""
    yield from SpareForms.on(desk).ahead(kind)
    yield True
    openings, window = Openings.on(desk), Registration(desk, kind, start)
    hold(window)
    yield True
    if window in openings.windows:
        window.place_form()
        yield True
    if window in openings.windows:
        _bring(window)


def _bring(window: Registration) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _first_of(card: Card) -> str:
    return card.parties[0].correspondent if card.parties else ""
