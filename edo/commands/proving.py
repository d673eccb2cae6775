"""Proving to others: a bundle about one document, and what such a bundle proves."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edo.domain.document import Document
from edo.domain.roster import OPEN
from edo.errors import Reason, Refusal, refuse_os_error
from edo.outfile import replacing
from edo.queries import documents
from edo.queries.evidence import evidence
from edo.share import bundle
from edo.share.bundle import About, Parts
from edo.verification import Proof, prove, read_fingerprint
from edo.workplace import Workplace

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was written.

    Attributes:
        path: where it lies.
        size: its bytes.
        proof: what it proves, as another machine will find.
        contents: how many contents of files are in it.
        absent: names of files whose content is not on this computer.
    """

    path: Path
    size: int
    proof: Proof
    contents: int
    absent: tuple[str, ...]


def fingerprint(workplace: Workplace) -> str:
    """Return the organisation's fingerprint: the hash of its founding record, in hex."""
    return workplace.chain.hashes[0]


def prove_document(workplace: Workplace, *, document: str) -> Proof:
    """Judge a document's history as another machine would: by signatures and the chain alone.

    Raises:
        Refusal: there is no such document, or this workplace belongs to the organisation no more.
        DamagedError: what is kept here is not what was signed.
    """
    return _proved(workplace, _made(workplace, document))


def write_bundle(
    workplace: Workplace, *, document: str, path: Path, files: bool = False
) -> Exported:
    """Write a bundle that proves, on a machine that knows nothing of us, what was done.

    Args:
        workplace: that makes it, and signs its index.
        document: id.
        path: the file to write.
        files: put the contents of the document's files in, all their versions.

    Raises:
        Refusal: there is no such document, this workplace belongs to the organisation no more, or
            the file cannot be written.
    """
    here, absent = _contents(workplace, document) if files else ({}, ())
    made = _made(workplace, document, tuple(here.items()))
    proof = _proved(workplace, made)
    with replacing(path) as out:
        out.write(made)
        for sha256 in here:
            with workplace.blobs.path(sha256).open("rb") as content:
                shutil.copyfileobj(content, out, _CHUNK)
        size = out.tell()
    return Exported(path, size, proof, len(here), absent)


def prove_file(path: Path, *, fingerprint: str, workplace: Workplace | None = None) -> Proof:
    """Judge a bundle by nothing but itself and the organisation's fingerprint.

    Args:
        path: the bundle.
        workplace: one of the same organisation, where there is one: what its chain has ended since
            the bundle was made does not hold either.
        fingerprint: as it is printed on invitations and the recovery sheet; groups and capitals
            make no difference.

    Raises:
        Refusal: the file cannot be read, or this is no fingerprint.
        DamagedError: it is no bundle of this organisation, or anything in it was changed.
        OutdatedError: a newer release wrote it.
    """
    wanted = read_fingerprint(fingerprint)
    if not wanted:
        raise Refusal(Reason.BAD_VALUE, field="fingerprint", value=fingerprint)
    try:
        with path.open("rb") as file:
            found = bundle.read_file(file)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error
    later = workplace.records[1:] if workplace is not None else ()
    return prove(found, fingerprint=wanted, later=later)


def _made(workplace: Workplace, document: str, files: tuple[tuple[str, int], ...] = ()) -> bytes:
    device = workplace.roster.devices.get(workplace.device)
    if device is None or device.until != OPEN:
        raise Refusal(Reason.NOT_ALLOWED)
    found = workplace.read(evidence, document=document)
    about = About(
        org=workplace.identity.org,
        at=workplace.clock.now(),
        auth=workplace.authority,
        document=document,
        subjects=found.subjects,
    )
    parts = Parts(workplace.records, found.heads, found.segments)
    try:
        return bundle.seal(about, parts, files, workplace.key)
    except ValueError as error:
        raise Refusal(Reason.BUNDLE_TOO_LARGE) from error


def _proved(workplace: Workplace, made: bytes) -> Proof:
    return prove(bundle.read(made), fingerprint=fingerprint(workplace))


def _contents(workplace: Workplace, document: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return hash and size of the contents that are here, and the names of those that are not."""
    state = workplace.read(documents.card, document=document).document
    here: dict[str, int] = {}
    absent: list[str] = []
    for sha256, name in _versions(state):
        path = workplace.blobs.path(sha256)
        if workplace.blobs.is_whole(sha256):
            here[sha256] = path.stat().st_size
        else:
            absent.append(name)
    return here, tuple(dict.fromkeys(absent))


def _versions(state: Document) -> Iterator[tuple[str, str]]:
    for file in state.files:
        for version in file.versions:
            yield version.sha256, version.name
