"""The lists of the page "Exchange": workplaces, members, what is only here, what was set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from edo import sharing_words
from edo.commands import membership, sharing
from edo.commands.sharing import Overview
from edo.domain.rights import scope_of
from edo.queries.members import MemberRow, RoleHeld
from edo.queries.share import OnlyHere, Peer
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.keeping_sheets import PassSheet
from ui.dialogs.member_sheets import GrantSheet, LeaveSheet, RetireSheet, RevokeSheet
from ui.models.columns import AnyColumn, Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.theme import MARGIN, Tone
from ui.undoing import offer_undo
from ui.widgets.both import other, own
from ui.widgets.select import sentence


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another workplace with the names around it.

    Attributes:
        peer: what was heard of it.
        member: whose it is; None where nobody told yet.
        office: names (ru, kk) of the office it was heard in, or its person's.
        now: milliseconds since 1970 UTC: "heard two minutes ago" is said against it.
    """

    peer: Peer
    member: MemberRow | None
    office: tuple[str, str]
    now: int


class ShareSection(Section):
    """A list of the page "Exchange"; `acted` is sent when the keeper has recorded something."""

    acted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[AnyColumn],
        name: str,
        empty: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, columns, name, empty, parent=parent)
        self._why = QLabel()
        self._why.setProperty("muted", True)
        self._why.setWordWrap(True)
        self._why.setContentsMargins(MARGIN, 0, MARGIN, 0)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self._why)
        self._why.hide()

    def usual_deeds(self) -> list[Deed]:
        """Offer nothing; the keeper's lists do."""
        return []

    def may(self) -> bool:
        """Let only the keeper's workplace act."""
        return self.whole is not None and self.whole.status.is_keeper

    def open_sheet(self, sheet: FormSheet) -> None:
        """Open a sheet of the keeper."""
        sheet.done_with.connect(self.acted)
        sheet.open()

    def show_whole(self, whole: Any) -> None:
        """Show the list, and who may change it."""
        super().show_whole(whole)
        self._on_chosen(self.list.key())
        keeper: MemberRow | None = whole.keeper
        words = self.desk.speech.words
        self._why.setVisible(bool(self.usual_deeds()) and not self.may())
        self._why.setText(
            words.text(
                "Only the keeper's workplace changes this: {name}.",
                name=own(words, keeper.name_ru, keeper.name_kk) if keeper else "—",
            )
        )


def _owner(row: Entry[Colleague], words: Wording) -> str:
    member = row.item.member
    if member is None:
        return row.item.peer.name
    return own(words, member.name_ru, member.name_kk)


def _heard(row: Entry[Colleague], words: Wording) -> str:
    return sentence(sharing_words.heard(words, row.item.peer.at, row.item.now))


def _has_tone(row: Entry[Colleague]) -> Tone:
    peer = row.item.peer
    if not peer.at:
        return Tone.NEUTRAL
    return Tone.QUIET if peer.has_all else Tone.WARN


def _behind_tone(row: Entry[Colleague]) -> Tone:
    return Tone.WARN if row.item.peer.behind else Tone.QUIET


PEER_COLUMNS: tuple[Column[Entry[Colleague]], ...] = (
    Column(
        "person",
        mark("Whose workplace"),
        _owner,
        220,
        second=lambda row, words: own(words, *row.item.office),
        stretch=True,
        strong=True,
    ),
    Column("heard", mark("Last heard"), _heard, 170, rank=lambda row: row.item.peer.at),
    Column(
        "has",
        mark("There"),
        lambda row, words: sharing_words.has(words, row.item.peer),
        230,
        tone=_has_tone,
    ),
    Column(
        "behind",
        mark("Here"),
        lambda row, words: sharing_words.behind(words, row.item.peer),
        230,
        tone=_behind_tone,
    ),
    Column("key", mark("Key"), lambda row, _words: row.item.peer.device, 170, shown=False),
)


class PeersSection(ShareSection):
    """The other workplaces; those heard last are first."""

    TITLE = mark("Workplaces")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("No other workplace yet"),
            mark(
                "Invite somebody: they get a file, ask by it, and you let them in. F5 looks again."
            ),
        )
        super().__init__(desk, PEER_COLUMNS, "share.peers", empty, parent=parent)

    def usual_deeds(self) -> list[Deed]:
        """Pass the keeping on to a workplace, or end it by Del."""
        return [
            Deed(mark("Pass the keeping on…"), self.pass_on, "F6", "key-round", chosen=True),
            Deed(mark("End the workplace…"), self.end, "Del", "power", chosen=True),
        ]

    def entries(self, whole: Overview) -> Iterator[Entry[Colleague]]:
        """Give the workplaces with their people."""
        members = {one.person: one for one in whole.members}
        offices = {one.office: (one.office_ru, one.office_kk) for one in whole.members}
        now = self.desk.now()
        for peer in whole.status.peers:
            member = members.get(peer.person)
            theirs = (member.office_ru, member.office_kk) if member else ("", "")
            yield entry(peer.device, Colleague(peer, member, offices.get(peer.office, theirs), now))

    def pass_on(self) -> None:
        """Ask whether the chosen workplace shall keep the keys."""
        chosen: Colleague | None = self.chosen
        if chosen is not None and self.may():
            self.open_sheet(PassSheet(self.desk, self.window(), chosen.peer, chosen.member))

    def end(self) -> None:
        """Ask whether the chosen workplace shall end."""
        chosen: Colleague | None = self.chosen
        if chosen is not None and self.may():
            self.open_sheet(RetireSheet(self.desk, self.window(), chosen.peer, chosen.member))


def _roles(row: Entry[MemberRow], words: Wording) -> str:
    if row.item.left:
        return words.text("belongs to the organisation no more")
    return ", ".join(_held(one, row.item.office, words) for one in row.item.roles)


def _held(one: RoleHeld, office: str, words: Wording) -> str:
    """Say a role; where it holds, unless that goes without saying."""
    name = words.name(one.role)
    if one.office == scope_of(one.role, office):
        return name
    where = own(words, one.office_ru, one.office_kk) or words.text("in all offices")
    return f"{name} ({where})"


def _seats(row: Entry[MemberRow], words: Wording) -> str:
    count = len(row.item.seats)
    if not count:
        return words.text("no workplace")
    return words.plural("{n} workplace", "{n} workplaces", count)


def _seat_note(row: Entry[MemberRow], words: Wording) -> str:
    notes: list[str] = []
    if row.item.is_keeper:
        notes.append(words.text("keeps the keys"))
    if any(seat.is_this for seat in row.item.seats):
        notes.append(words.text("this one"))
    return ", ".join(notes)


MEMBER_COLUMNS: tuple[Column[Entry[MemberRow]], ...] = (
    Column(
        "name",
        mark("Name"),
        lambda row, words: own(words, row.item.name_ru, row.item.name_kk) or row.item.person,
        270,
        most=440,
        second=lambda row, words: own(words, row.item.office_ru, row.item.office_kk),
        strong=True,
    ),
    Column("roles", mark("Roles"), _roles, 300, stretch=True, ease=420),
    Column("seats", mark("Workplaces"), _seats, 210, second=_seat_note),
    Column(
        "other",
        mark("Name in the other language"),
        lambda row, words: other(words, row.item.name_ru, row.item.name_kk),
        180,
        shown=False,
    ),
)


class MembersSection(ShareSection):
    """Who belongs to the organisation, and as what."""

    TITLE = mark("Members")

    CHAPTER = "joining"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (mark("Nobody here yet"), mark("F5 exchanges; members come with it."))
        super().__init__(desk, MEMBER_COLUMNS, "share.members", empty, parent=parent)

    def usual_deeds(self) -> list[Deed]:
        """Give and take roles, and let a person go."""
        return [
            Deed(mark("Give a role…"), self.give, "F2", "key-round", chosen=True),
            Deed(mark("Take a role…"), self.take, "Shift+F2", chosen=True),
            Deed(mark("The person left…"), self.leave, "Del", chosen=True),
        ]

    def entries(self, whole: Overview) -> Iterator[Entry[MemberRow]]:
        """Give the members, those who left last."""
        for member in whole.members:
            yield entry(member.person, member)

    def change(self) -> None:
        """Give the chosen person a role: what is done most often."""
        self.give()

    def give(self) -> None:
        """Give the chosen person a role."""
        if (member := self._member()) is not None:
            sheet = GrantSheet(self.desk, self.window(), member)
            said = mark("{person}: the role “{role}” is given")
            back = partial(self._offer_undo, member, sheet, said, membership.revoke)
            sheet.done_with.connect(back)
            self.open_sheet(sheet)

    def take(self) -> None:
        """Take a role from the chosen person."""
        if (member := self._member()) is not None and member.roles:
            sheet = RevokeSheet(self.desk, self.window(), member)
            said = mark("{person}: the role “{role}” is taken")
            back = partial(self._offer_undo, member, sheet, said, membership.grant)
            sheet.done_with.connect(back)
            self.open_sheet(sheet)

    def _offer_undo(
        self,
        member: MemberRow,
        sheet: GrantSheet | RevokeSheet,
        said: str,
        command: Callable[..., object],
        _answer: object,
    ) -> None:
        words, (role, office) = self.desk.speech.words, sheet.changed
        name = own(words, member.name_ru, member.name_kk)
        offer_undo(
            self.desk,
            self,
            words.text(said, person=name, role=words.name(role)),
            command,
            after=lambda: self.acted.emit(None),
            person=member.person,
            role=role,
            office=office,
        )

    def leave(self) -> None:
        """Ask whether the chosen person has left."""
        if (member := self._member()) is not None:
            self.open_sheet(LeaveSheet(self.desk, self.window(), member))

    def _member(self) -> MemberRow | None:
        member: MemberRow | None = self.chosen
        return member if member is not None and self.may() and not member.left else None


ONLY_COLUMNS: tuple[Column[Entry[OnlyHere]], ...] = (
    Column("number", mark("№"), lambda row, _words: row.item.number or "—", 130, strong=True),
    Column(
        "subject",
        mark("Subject"),
        lambda row, words: row.item.subject or words.text("Without a subject"),
        400,
        stretch=True,
    ),
)


class OnlyHereSection(ShareSection):
    """Documents with changes that nobody else has yet. `wanted` carries one's id."""

    TITLE = mark("Only here")

    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("Nothing is only here"),
            mark(
                "Everything done on this computer has reached the shared folder; F5 exchanges now."
            ),
        )
        super().__init__(desk, ONLY_COLUMNS, "share.only", empty, parent=parent)

    def entries(self, whole: Overview) -> Iterator[Entry[OnlyHere]]:
        """Give the documents, the latest first."""
        for one in whole.status.only_here:
            yield entry(one.document, one)

    def change(self) -> None:
        """Open the document."""
        if self.chosen is not None:
            self.wanted.emit(self.chosen.document)


ASIDE_COLUMNS: tuple[Column[Entry[Any]], ...] = (
    Column(
        "why",
        mark("Why it has no effect"),
        lambda row, words: words.reason(row.item[0].reason),
        400,
        second=lambda row, _words: row.item[0].name,
        stretch=True,
    ),
    Column(
        "at",
        mark("Found"),
        lambda row, words: words.when(row.item[0].at, row.item[1]),
        160,
        rank=lambda row: row.item[0].at,
    ),
)


class AsideSection(ShareSection):
    """Objects of the share that were damaged, forged or foreign; they change nothing here."""

    TITLE = mark("Set aside")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("Nothing was set aside"),
            mark("Damaged or foreign things in the shared folder are listed here; F5 looks now."),
        )
        super().__init__(desk, ASIDE_COLUMNS, "share.aside", empty, parent=parent)

    def usual_deeds(self) -> list[Deed]:
        """Let a person say that they know; the list stays."""
        return [Deed(mark("I have seen it"), self.see, "F8", "check", listed=True)]

    def may(self) -> bool:
        """Let everybody say so."""
        return True

    def see(self) -> None:
        """Note it; the bottom line is calm again until something new is set aside."""
        self.desk.bridge.run(sharing.look_at_aside, then=self.acted.emit, owner=self)

    def entries(self, whole: Overview) -> Iterator[Entry[Any]]:
        """Give what was set aside, with the moment it is said against."""
        now = self.desk.now()
        for one in whole.status.set_aside:
            yield entry(one.name, (one, now))
