"""The code on a certificate: a short signed text that whoever holds the paper can have checked.

It never lies on the share. Names stand in it in one byte a letter where they can, so that the
square code stays coarse enough to be scanned from paper. `FORMAT.md` is the contract.
"""

import base64
import binascii
from datetime import date
from typing import Annotated, Any

import msgspec

from edo import keys
from edo.change import Index, is_id
from edo.errors import UNPARSABLE, DamagedError, OutdatedError
from edo.share import frame

MARK = "EDOC1:"
"""How the code of a certificate begins."""
SHEET = "EDOS1:"
"""How the code of an attendance sheet begins; the session's id follows."""
LONGEST = 500
"""Signs of a code: more would be too fine to be scanned from paper."""
KIND = frame.Kind(MARK.encode(), b"edo/certificate/1", LONGEST)

NAME_LIMIT, TITLE_LIMIT, NUMBER_LIMIT = 120, 300, 64
_SIGNATURE = 64
_ALPHABETS = {1: "kz1048", 2: "utf-8"}
"""The first byte tells how letters are written: by Kazakhstan's table of single bytes, or UTF-8."""
_KEY_NAME = 16
_CUT = "…"


class Certificate(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What a certificate says.

    Attributes:
        v: format version.
        org: id of the organisation.
        dev: name of the device that signed.
        auth: index of the record of authority that was the last it knew.
        person: full name.
        course: title, cut short where there is no room.
        edition: the day from which the course was as it was taught.
        passed: the day.
        until: the first day on which it does not hold any more; None: it holds for ever.
        number: by its journal.
        session, document: ids of the training and of the certificate in the register.
    """

    v: int
    org: Annotated[str, msgspec.Meta(max_length=_KEY_NAME)]
    dev: Annotated[str, msgspec.Meta(max_length=_KEY_NAME)]
    auth: Index
    person: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT)]
    course: Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT)]
    edition: date
    passed: date
    until: date | None
    number: Annotated[str, msgspec.Meta(min_length=1, max_length=NUMBER_LIMIT)]
    session: str
    document: str


def seal(said: Certificate, signer: keys.SigningKey) -> str:
    """Return the code of a certificate; a title that is too long for it is cut.

    Args:
        said: its `v`, `dev` are set here.
        signer: the device's key.

    Raises:
        ValueError: a name or an id is longer than any may be.
    """
    said = msgspec.structs.replace(said, v=KIND.version, dev=signer.name)
    text = _sealed(said, signer)
    room = len(said.course)
    while len(text) > LONGEST and room > 1:
        room = max(1, room - max(1, (len(text) - LONGEST) // 3))
        cut = said.course[:room].rstrip() + _CUT
        text = _sealed(msgspec.structs.replace(said, course=cut), signer)
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} signs")
    return text


def read(text: str) -> tuple[frame.Framed, Certificate]:
    """Read a code; whose signature it is is for `is_signed` to tell.

    Args:
        text: as it was scanned or typed; blanks and ends of lines in it mean nothing.

    Raises:
        DamagedError: it is no such code.
        OutdatedError: a newer release wrote it.
    """
    text = "".join(text.split()) if len(text) <= 2 * LONGEST else ""
    if not text.startswith(MARK) or len(text) > LONGEST:
        raise DamagedError("certificate_form")
    data = _decoded(text.removeprefix(MARK))
    framed = frame.Framed(data[:-_SIGNATURE], (data[-_SIGNATURE:],))
    return framed, _parsed(framed.line)


def is_signed(framed: frame.Framed, public: bytes) -> bool:
    """Tell whether a code was signed by the owner of `public`."""
    return frame.is_signed(KIND, framed, public)


def sheet(session: str) -> str:
    """Return the code of a session's attendance sheet."""
    return SHEET + session


def read_sheet(text: str) -> str:
    """Return the id of the session whose sheet bears a code.

    Raises:
        DamagedError: it is no such code.
    """
    session = "".join(text.split()).removeprefix(SHEET) if len(text) <= LONGEST else ""
    if not is_id("v", session):
        raise DamagedError("sheet_form")
    return session


def _sealed(said: Certificate, signer: keys.SigningKey) -> str:
    line = _line(said)
    data = line + frame.sign(KIND, line, signer)
    return MARK + base64.urlsafe_b64encode(data).decode().rstrip("=")


def _line(said: Certificate) -> bytes:
    """Write what is said: the alphabet's byte, and a list in JSON in that alphabet."""
    told = msgspec.json.encode(said).decode()
    try:
        return b"\1" + told.encode(_ALPHABETS[1])
    except UnicodeEncodeError:
        return b"\2" + told.encode(_ALPHABETS[2])


def _decoded(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise DamagedError("certificate_form") from error
    if base64.urlsafe_b64encode(data).decode().rstrip("=") != text:  # one spelling only
        raise DamagedError("certificate_form")
    return data


def _parsed(line: bytes) -> Certificate:
    alphabet = _ALPHABETS.get(line[0]) if line else None
    if alphabet is None:
        raise DamagedError("certificate_form")
    try:
        told = line[1:].decode(alphabet).encode()
        first, *_ = msgspec.json.decode(told, type=list[Any])
        if isinstance(first, int) and first > KIND.version:
            raise OutdatedError("segment_version", version=first)
        said = msgspec.json.decode(told, type=Certificate)
    except UNPARSABLE as error:
        raise DamagedError("certificate_form") from error
    texts = (said.org, said.dev, said.person, said.course, said.number)
    is_plain = all(one.isprintable() for one in texts)
    if not is_plain or not is_id("v", said.session) or not is_id("d", said.document):
        raise DamagedError("certificate_form")
    if _line(said) != line:  # one spelling only
        raise DamagedError("certificate_form")
    return said
