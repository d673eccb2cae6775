"""Sheets of the keeper: invite, give and take a role, end a workplace, let a person go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLabel, QWidget

from edo import joining
from edo.commands import membership, sharing
from edo.commands.membership import INVITATION_DAYS
from edo.domain.rights import EVERYWHERE, Role, scope_of
from edo.queries import organisation as asked
from edo.queries.members import MemberRow
from edo.queries.organisation import Organisation
from edo.queries.share import Peer
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.office_sheets import office_choices
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.count import Count
from ui.widgets.elided import shortened
from ui.widgets.find_among import find_among
from ui.widgets.last_folder import own_folder
from ui.widgets.path_line import PathLine
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select, names_of, sentence

LONGEST = 365
OFFERED = (
    Role.CLERK,
    Role.MANAGER,
    Role.EXECUTOR,
    Role.TRAINER,
    Role.READER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""Roles that can be given: the keeper's goes with the keeping of the keys."""
COLUMNS = 3
SUFFIX = ".edi"
BESIDE = 36
"""Letters of an office's name beside the box."""


class RoleBoxes(QWidget):
    """The roles as boxes to tick."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.boxes = {role: QCheckBox() for role in OFFERED}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID // 2)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        self.setFocusProxy(self.boxes[OFFERED[0]])
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def roles(self) -> tuple[Role, ...]:
        """What is ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())

    def _say(self) -> None:
        for role, box in self.boxes.items():
            box.setText(sentence(self._desk.speech.words.name(role)))


class InviteSheet(FormSheet):
    """Make the invitation file of one workplace. `done_with` carries the file's path."""

    CHAPTER = "joining"

    def __init__(self, desk: Desk, parent: QWidget | None, place: str) -> None:
        super().__init__(desk, parent, mark("Invite a workplace"), mark("Save the invitation…"), "")
        self._whole: Organisation | None = None
        self.person = self.add(
            "person",
            mark("Who will work there"),
            Picker(desk, find_among(self._people), name=mark("Who will work there")),
            required=True,
            hint=mark("Choose from the list, or write the name of somebody new."),
        )
        self.office = self.add(
            "office",
            mark("Office"),
            Picker(desk, find_among(self._offices), name=mark("Office")),
            required=True,
        )
        self.roles = self.add("role", mark("As what"), RoleBoxes(desk), required=True)
        self.roles.boxes[Role.CLERK].setChecked(True)
        self.place = self.line(
            "place",
            mark("The shared folder as it is called on that computer"),
            place,
            9,
            hint=mark("May stay as it is: it can be chosen there too."),
        )
        self.days = self.add("days", mark("Good for, days"), Count(1, LONGEST, INVITATION_DAYS), 3)
        self.person.setFocus()
        desk.bridge.ask(
            asked.organisation,
            then=self._on_organisation,
            owner=self,
            language=desk.speech.language,
        )

    def hand_in(self) -> None:
        """Ask where the file shall be, and make it."""
        words = self._desk.speech.words
        self.clear_errors()
        for code, line in (("person", self.person), ("office", self.office)):
            if not line.text().strip():
                self.show_wrong(code, words.text("Fill this in."))
                return
        if not self.roles.roles:
            self.show_wrong("role", words.text("Tick at least one."))
            return
        name = words.text("Invitation {name}", name=self.person.text().strip()) + SUFFIX
        kinds = words.text("Invitations") + f" (*{SUFFIX})"
        path, _kind = QFileDialog.getSaveFileName(
            self,
            words.text("Save the invitation"),
            str(own_folder() / name),
            kinds,
        )
        if path:
            self.make(Path(path))

    def make(self, path: Path) -> None:
        """Make the invitation and put it into a file."""
        self.run(
            sharing.invite_into,
            out=path if path.suffix else path.with_suffix(SUFFIX),
            person=_picked(self.person),
            office=_picked(self.office),
            roles=self.roles.roles,
            days=self.days.value(),
            place=self.place.text().strip(),
        )

    def _on_organisation(self, whole: Organisation) -> None:
        self._whole = whole
        offices = {choice.code: choice for choice in self._offices()}
        if not self.office.text() and whole.office in offices:
            self.office.put(offices[whole.office])

    def _people(self) -> list[Choice]:
        if self._whole is None:
            return []
        words = self._desk.speech.words
        offices = {one.id: one.office for one in self._whole.offices}
        found: list[Choice] = []
        for item in self._whole.people:
            if item.person.left is None:
                office = offices.get(item.person.office)
                note = own(words, office.name_ru, office.name_kk) if office else ""
                name = own(words, item.person.name_ru, item.person.name_kk)
                found.append(Choice(item.id, name, note))
        return found

    def _offices(self) -> list[Choice]:
        return office_choices(self._whole, self._desk.speech.words) if self._whole else []


class GrantSheet(FormSheet):
    """Give a member a role; `changed` says which and where."""

    CHAPTER = "joining"

    def __init__(self, desk: Desk, parent: QWidget | None, member: MemberRow) -> None:
        super().__init__(desk, parent, mark("Give a role"), mark("Give"))
        self._member = member
        self.changed = (Role.READER, EVERYWHERE)
        about(desk, self, member)
        self.role = self.add("role", mark("Role"), Select(desk, names_of(OFFERED)), 6)
        self.everywhere = QCheckBox()
        self.form.add(self.everywhere)
        self._say_box()
        desk.speech.changed.connect(self._say_box)
        self.role.activated.connect(self._on_role)
        self.role.setFocus()
        self.refit()

    def hand_in(self) -> None:
        """Give the role."""
        everywhere = self.everywhere.isChecked() or not self._member.office
        role, office = Role(self.role.code), EVERYWHERE if everywhere else self._member.office
        self.changed = role, office
        self.run(membership.grant, person=self._member.person, role=role, office=office)

    def _on_role(self) -> None:
        """Tick the box for roles that hold everywhere by their nature."""
        self.everywhere.setChecked(not scope_of(Role(self.role.code), "office"))

    def _say_box(self) -> None:
        words = self._desk.speech.words
        office = own(words, self._member.office_ru, self._member.office_kk)
        named = shortened(office, BESIDE) or "—"
        self.everywhere.setText(words.text("In all offices, not only in: {office}", office=named))
        self.everywhere.setToolTip(office)


class RevokeSheet(FormSheet):
    """Take a role from a member; `changed` says which and where."""

    CHAPTER = "joining"

    def __init__(self, desk: Desk, parent: QWidget | None, member: MemberRow) -> None:
        super().__init__(desk, parent, mark("Take a role"), mark("Take away"))
        self._member = member
        self.changed = (Role.READER, EVERYWHERE)
        about(desk, self, member)
        self.role = self.add("role", mark("Role"), Select(desk, lambda _words: self._held()), 12)
        note(desk, self, mark("What was done by it until now stays valid."))
        self.role.setFocus()
        self.refit()

    def hand_in(self) -> None:
        """Take the role."""
        role, _, office = self.role.code.partition("|")
        self.changed = Role(role), office
        self.run(membership.revoke, person=self._member.person, role=Role(role), office=office)

    def _held(self) -> list[Choice]:
        words = self._desk.speech.words
        return [
            Choice(
                f"{one.role.value}|{one.office}",
                " — ".join(
                    part
                    for part in (
                        sentence(words.name(one.role)),
                        shortened(own(words, one.office_ru, one.office_kk))
                        if one.office
                        else words.text("in all offices"),
                    )
                    if part
                ),
            )
            for one in self._member.roles
        ]


class LeaveSheet(FormSheet):
    """Let a person go: all their roles and workplaces end."""

    CHAPTER = "joining"

    def __init__(self, desk: Desk, parent: QWidget | None, member: MemberRow) -> None:
        super().__init__(desk, parent, mark("The person left"), mark("End everything"))
        self._member = member
        about(desk, self, member)
        note(
            desk,
            self,
            mark(
                "All roles and workplaces of this person end. What they did until now stays"
                " valid; nothing they send later has any effect. This cannot be taken back; they"
                " can be invited again."
            ),
        )
        self.be_careful()

    def hand_in(self) -> None:
        """Let the person go."""
        self.run(membership.leave, person=self._member.person)


class RetireSheet(FormSheet):
    """End one workplace."""

    CHAPTER = "lost"

    def __init__(
        self, desk: Desk, parent: QWidget | None, peer: Peer, member: MemberRow | None
    ) -> None:
        super().__init__(desk, parent, mark("End the workplace"), mark("End it"))
        self._peer = peer
        if member is not None:
            about(desk, self, member)
        note(
            desk,
            self,
            mark(
                "Do this where a computer was lost, sold or given to somebody else. What the"
                " workplace sent until now stays valid; nothing it sends later has any effect."
                " This cannot be taken back: for a new computer make a new invitation."
            ),
        )
        self.be_careful()

    def hand_in(self) -> None:
        """End the workplace."""
        self.run(membership.retire, device=self._peer.device)


class ConnectSheet(FormSheet):
    """Connect this workplace to a shared folder. `done_with` is sent once it is."""

    CHAPTER = "exchange"

    def __init__(self, desk: Desk, parent: QWidget | None, place: str) -> None:
        super().__init__(desk, parent, mark("Connect to a shared folder"), mark("Connect"))
        self.place = self.add(
            "path",
            mark("Shared folder"),
            PathLine(desk, mark("Choose a folder"), place),
            required=True,
            hint=mark(
                "An empty folder on the office's server, or the one this workplace was"
                " connected to before. Only files that are never changed are put there; the"
                " database stays on this computer."
            ),
        )
        self.place.setFocus()

    def hand_in(self) -> None:
        """Connect."""
        path = self.place.text()
        if not path:
            self.show_wrong("path", self._desk.speech.words.text("Fill this in."))
            return
        self.run(joining.connect, place=str(Path(path).expanduser().absolute()))


def _picked(line: Picker) -> str:
    """Give the id of what was picked, or the name that was written."""
    return line.choice.code if line.choice else line.text().strip()


def about(desk: Desk, sheet: FormSheet, member: MemberRow) -> None:
    """Say on a sheet who it is about."""
    words = desk.speech.words
    label = QLabel()
    label.setProperty("strong", True)
    parts = (
        own(words, member.name_ru, member.name_kk),
        own(words, member.office_ru, member.office_kk),
    )
    label.setText(" · ".join(part for part in parts if part))
    label.setWordWrap(True)
    sheet.form.add(label)


def note(desk: Desk, sheet: FormSheet, text: str) -> None:
    """Put a quiet sentence, marked English, on a sheet."""
    label = QLabel(desk.speech.words.text(text))
    label.setProperty("muted", True)
    label.setWordWrap(True)
    sheet.form.add(label)
