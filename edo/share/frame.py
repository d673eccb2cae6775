"""The frame of every small signed object: a magic line, one line of JSON, one line a signature.

Signed are the tag, NUL, the line's length as 8 bytes big-endian, and the line as it is stored:
nothing is encoded again in order to be verified, and no object passes for one of another kind.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from edo import keys
from edo.errors import UNPARSABLE, DamagedError, OutdatedError

T = TypeVar("T")

_SIGNATURE_TEXT = 88


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of framed object.

    Attributes:
        magic: its first line with the line's end.
        tag: what tells its signatures from those of other kinds.
        limit: bytes one may have.
        version: the newest this release reads.
    """

    magic: bytes
    tag: bytes
    limit: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame as it is stored: the JSON line and its raw signatures."""

    line: bytes
    signatures: tuple[bytes, ...]

    @property
    def hash(self) -> str:
        """The object's hash: SHA-256 of its line, in hex."""
        return hashlib.sha256(self.line).hexdigest()


def seal(kind: Kind, value: Any, *signers: keys.SigningKey) -> bytes:
    """Frame a value and sign it.

    Args:
        kind: of object.
        value: a msgspec struct; its fields become the line.
        signers: one signature each, in this order.
    """
    line = msgspec.json.encode(value)
    signatures = [base64.b64encode(sign(kind, line, signer)) for signer in signers]
    return kind.magic + b"\n".join((line, *signatures)) + b"\n"


def sign(kind: Kind, line: bytes, signer: keys.SigningKey) -> bytes:
    """Return the signature of a line, as all objects of its kind are signed."""
    return signer.sign(_signed(kind, line))


def read(kind: Kind, data: bytes, type: type[T], *, signatures: int = 1) -> tuple[Framed, T]:
    """Read a frame; whose signatures they are is for `is_signed` to tell.

    Args:
        kind: of object expected.
        data: the stored bytes.
        type: what the line says; its field `v` is the version.
        signatures: how many there must be.

    Raises:
        DamagedError: these bytes are no such object.
        OutdatedError: a newer release wrote it.
    """
    framed = split(kind, data, signatures)
    try:
        version = msgspec.json.decode(framed.line, type=_Versioned).v
        if version > kind.version:
            raise OutdatedError("segment_version", version=version)
        return framed, msgspec.json.decode(framed.line, type=type)
    except UNPARSABLE as error:
        raise DamagedError("frame_value") from error


def split(kind: Kind, data: bytes, signatures: int = 1) -> Framed:
    """Take a frame apart, whatever its line says.

    Raises:
        DamagedError: these bytes are no such object.
    """
    if len(data) > kind.limit or not data.startswith(kind.magic):
        raise DamagedError("frame_kind")
    line, *rest = data[len(kind.magic) :].split(b"\n")
    if len(rest) != signatures + 1 or rest.pop() != b"":
        raise DamagedError("frame_lines")
    return Framed(line, tuple(map(_signature, rest)))


def is_signed(kind: Kind, framed: Framed, public: bytes, place: int = 0) -> bool:
    """Tell whether a signature of a frame was made by the owner of `public`."""
    return keys.verify(public, framed.signatures[place], _signed(kind, framed.line))


class _Versioned(msgspec.Struct, frozen=True):
    v: int


def _signature(text: bytes) -> bytes:
    try:
        signature = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise DamagedError("frame_signature") from error
    if len(text) != _SIGNATURE_TEXT or base64.b64encode(signature) != text:  # one spelling only
        raise DamagedError("frame_signature")
    return signature


def _signed(kind: Kind, line: bytes) -> bytes:
    return kind.tag + b"\0" + len(line).to_bytes(8, "big") + line
