"""What sheets of paper about a document's way say: approval, acquaintance, resolution."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from edo.domain.card import Kind
from edo.queries.phrases import Phrase


class Standing(StrEnum):
    """What a visa is worth on the day the sheet is printed."""

    VALID = "valid"
    """The document still is what it was given for."""
    CHANGED = "changed"
    """The document was changed since."""
    VOID = "void"
    """It does not count."""
    WAITING = "waiting"
    """It has not been given yet."""
    SKIPPED = "skipped"
    """It was not asked for in the end."""


@dataclass(frozen=True, slots=True)
class About:
    """The document a sheet is about.

    Attributes:
        organisation: whose it is; `office` is empty where it is the same.
        kind: of document; None where the sheet is about none.
        type: name of the document's type, empty where it has none.
        number, on: its registration; empty before.
        subject: what it is about.
        parties: who wrote it, or to whom it goes.
        their_number, their_date: what its sender registered it under.
    """

    organisation: Phrase
    office: Phrase = Phrase()
    kind: Kind | None = None
    type: Phrase = Phrase()
    number: str = ""
    on: date | None = None
    subject: Phrase = Phrase()
    parties: tuple[Phrase, ...] = ()
    their_number: str = ""
    their_date: date | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who acted, and for whom: both are named wherever one acted for another.

    Attributes:
        name: of who acted.
        position: theirs.
        behalf: the person they acted for as a deputy; empty where for themselves.
    """

    name: Phrase
    position: Phrase = Phrase()
    behalf: Phrase = Phrase()


@dataclass(frozen=True, slots=True)
class VisaLine:
    """A line of the approval sheet: one place of the route in one pass.

    Attributes:
        stage: number of the stage, from 1; `title` is what it is called, if anything.
        who: whoever gave it, or is waited for.
        at: when it was given; None where it was not.
        result: in words.
        standing: what it is worth.
        version: hex hash of the version it is about; empty where it was not given.
        why: why it does not count, or was not asked for.
        remarks: as they were written; `file` is the name of a file with them.
    """

    stage: int
    title: Phrase
    who: Signer
    at: datetime | None = None
    result: Phrase = Phrase()
    standing: Standing = Standing.WAITING
    version: str = ""
    why: Phrase = Phrase()
    remarks: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of an approval: a version put up, and what was said to it.

    Attributes:
        number: from 1.
        version: hex hash of the version.
        by: who put it up, at `at`.
        note: what they said was changed.
        lines: in the order of the route.
    """

    number: int
    version: str
    by: Signer
    at: datetime
    note: str = ""
    lines: tuple[VisaLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalSheet:
    """An approval sheet («лист согласования», «келісу парағы»).

    Attributes:
        about: the document.
        author: who had it approved.
        status: in words, where the approval stands.
        passes: all of them, the first first.
        version: hex hash of what the document is on the day of printing.
        printed: that moment.
    """

    about: About
    author: Signer
    status: Phrase
    passes: tuple[Pass, ...]
    version: str
    printed: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """A line of the acquaintance sheet.

    Attributes:
        who: is to read the document.
        on: the day they read it; None where they have not said so yet.
        at: when that was stated.
        from_paper: who wrote it down from the sheet they signed by hand; empty where they said so.
        version: hex hash of what they had before them, empty where it is not known.
        standing: whether the document still is that.
        note: why they were taken off the list.
    """

    who: Signer
    on: date | None = None
    at: datetime | None = None
    from_paper: Phrase = Phrase()
    version: str = ""
    standing: Standing = Standing.WAITING
    note: str = ""


@dataclass(frozen=True, slots=True)
class AcquaintanceSheet:
    """An acquaintance sheet («лист ознакомления», «танысу парағы»).

    Attributes:
        about: the document.
        author: who asked for it, at `begun`.
        due: until when.
        note: what is to be paid attention to.
        readers: in the order of the list.
        closed: why it was ended before all had confirmed; empty where it was not.
        version: hex hash of what the document is on the day of printing.
        printed: that moment.
    """

    about: About
    author: Signer
    begun: datetime
    readers: tuple[Reader, ...]
    version: str
    printed: datetime
    due: date | None = None
    note: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One point of a resolution: who does what until when; the first named coordinates."""

    text: Phrase
    executors: tuple[Phrase, ...]
    due: date | None = None
    controlled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionSlip:
    """A resolution on a slip of its own (records rules, §3.6).

    Attributes:
        about: the document it is on.
        author: who issued it; their position stands above the signature.
        at: when; None while it is a draft.
        points: what is to be done; none where the document goes to the file.
        text: of the resolution as a whole.
        to_file: it says «to the file».
        from_word: who wrote it down on the author's word; empty where the author did.
        recalled: why it was taken back; empty while it holds.
        is_draft: it was prepared, and nobody has issued it.
        printed: the moment of printing.
    """

    about: About
    author: Signer
    at: datetime | None
    points: tuple[Instruction, ...] = ()
    text: Phrase = Phrase()
    to_file: bool = False
    from_word: Phrase = Phrase()
    recalled: str = ""
    is_draft: bool = False
    printed: datetime
