"""`edo verify`: what was given about a document and whether it holds, here or from a bundle."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from edo.change import is_id
from edo.clock import OFFICE_ZONE
from edo.commands import proving
from edo.domain.document import Document
from edo.errors import Reason, Refusal
from edo.narrative import Narrator
from edo.queries.given import Given
from edo.queries.history import History
from edo.sentences import mark
from edo.terminal.answers import Answer, Told
from edo.verification import Proof
from edo.wording import Wording
from edo.workplace import Workplace

PROVED = mark(
    "Signatures and rights hold: every act below was signed by a workplace of “{organisation}”. "
    "As it was known there on {at}, record {records}."
)
MISSING = mark("Yet {n} acts that others stand on are not here: what came after them may not hold.")
BESIDE = mark("Signed together with them and so in the file too: {n} acts about other documents.")
ABSENT = mark("Not on this computer, so not in the file: {names}.")
_SHORT, _LONG = 8, 16
_ACQUAINTED = mark("has read it")


def verify(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo verify DOCUMENT`, or a bundle of this very organisation."""
    if given.what and not is_id("d", given.what) and Path(given.what).is_file():
        own = proving.fingerprint(workplace)
        found = proving.prove_file(Path(given.what), fingerprint=own, workplace=workplace)
        return told(found, words)
    if given.out is None:
        if given.files:
            raise Refusal(Reason.REQUIRED_FIELD, field="out")
        return told(proving.prove_document(workplace, document=given.what), words)
    made = proving.write_bundle(workplace, document=given.what, path=given.out, files=given.files)
    written = {"out": str(made.path), "size": made.size, "absent_files": list(made.absent)}
    absent = [words.text(ABSENT, names=", ".join(made.absent))] if made.absent else []
    return told(made.proof, words, written=written, more=absent, beside=True)


def verify_file(given: Namespace, words: Wording) -> Answer:
    """`edo verify FILE --fingerprint X`: no home is needed, nor looked at."""
    return told(proving.prove_file(Path(given.what), fingerprint=given.fingerprint), words)


def told(
    proof: Proof,
    words: Wording,
    *,
    written: dict[str, Any] | None = None,
    more: list[str] | None = None,
    beside: bool = False,
) -> Told:
    """Return what a proof says, for people and for scripts."""
    at = datetime.fromtimestamp(proof.at / 1000, UTC).astimezone(OFFICE_ZONE)
    said = [
        words.text(
            PROVED, organisation=proof.organisation, at=words.moment(at), records=proof.records
        )
    ]
    if proof.missing:
        said.append(words.text(MISSING, n=proof.missing))
    if proof.beside and beside:
        said.append(words.text(BESIDE, n=proof.beside))
    said += more or []
    number = proof.document.number
    head = {
        "document": proof.id,
        "number": number.text if number else "",
        "date": number.on if number else None,
        "subject": _subject(proof, words),
        "organisation": proof.organisation,
        "fingerprint": proof.fingerprint,
        **(written or {}),
    }
    plain = {
        **head,
        "said": " ".join(said),
        "made_by": _name(proof, proof.maker, words),
        "made_at": at.isoformat(),
        "records": proof.records,
        "segments": proof.signed,
        "other_changes": proof.beside,
        "missing": proof.missing,
        "contents": sorted(proof.contents),
        "visas": [_plain(one, proof, words) for one in proof.given],
        "history": list(_acts(proof, words)),
    }
    shown = {
        **head,
        "history": [
            {"what": row["said"], "segment": row["segment"]} for row in _acts(proof, words)
        ],
    }
    visas = [line for one in proof.given for line in _lines(one, proof, words)]
    return Told(plain, shown, "\n".join((*said, *visas)))


def _plain(one: Given, proof: Proof, words: Wording) -> dict[str, Any]:
    covered = one.covered
    names = _files(proof.document)
    return {
        "at": one.stamp.at.isoformat(),
        "who": _name(proof, one.person, words),
        "person": one.person,
        "behalf": _name(proof, one.behalf, words),
        "behalf_person": one.behalf,
        "result": one.result.value if one.result else "acquainted",
        "version": one.version,
        "files": [
            {"name": names.get(sha256, ""), "sha256": sha256}
            for _, sha256 in (covered.files if covered else ())
        ],
        "fields": dict(covered.fields) if covered else {},
        "holds": one.holds,
        "reason": one.reason,
        "current": one.is_current,
        "changed": list(one.changed),
        "remarks": one.remarks,
        "remarks_file": _remarks_file(one, proof),
        "device": one.stamp.dev,
        "record": one.stamp.authority,
        "segment": one.stamp.segment,
        "line": one.stamp.line,
    }


def _lines(one: Given, proof: Proof, words: Wording) -> Iterator[str]:
    """Say who gave what, whether it holds, what they saw, and where it is signed."""
    who = _name(proof, one.person, words)
    if one.behalf:
        who = words.text("{who} for {whom}", who=who, whom=_name(proof, one.behalf, words))
    values = {
        "at": words.moment(one.stamp.at),
        "who": who,
        "what": words.name(one.result) if one.result else words.text(_ACQUAINTED),
    }
    yield ""
    if one.holds:
        now = _now(one, proof, words)
        yield words.text("{at} · {who}: {what} — holds; {now}", now=now, **values)
    else:
        why = words.reason(one.reason)
        yield words.text("{at} · {who}: {what} — has no effect: {why}", why=why, **values)
    if one.remarks:
        yield f"    «{' '.join(one.remarks.split())}»"
    if file := _remarks_file(one, proof):
        yield "    " + words.text(
            "remarks in the file {name} ({sha256})",
            name=file["name"],
            sha256=file["sha256"][:_LONG],
        )
    if one.version:
        covers = _covers(one, proof, words) or "—"
        yield "    " + words.text(
            "version {version} covers: {covers}", version=one.version[:_LONG], covers=covers
        )
    yield "    " + words.text(
        "signed in {segment}, line {line}, by the workplace {device}; rights as of record {record}",
        segment=one.stamp.segment[:_LONG],
        line=one.stamp.line,
        device=one.stamp.dev,
        record=one.stamp.authority,
    )


def _remarks_file(one: Given, proof: Proof) -> dict[str, str] | None:
    """Return name and hash of the file somebody's remarks are in; None where they are in none."""
    for file in proof.document.files:
        if one.file and file.id == one.file:
            first = file.versions[0]
            return {"name": first.name, "sha256": first.sha256}
    return None


def _now(one: Given, proof: Proof, words: Wording) -> str:
    """Say whether the document still is what they saw, and what is different."""
    if not one.version:
        return words.text("what was seen is not known")
    if one.is_current:
        return words.text("the document is the same")
    files = {file.id: file.current.name for file in proof.document.files}
    names = [files.get(name) or words.field(name) for name in one.changed]
    if not names:
        return words.text("the document was changed since")
    return words.text("changed since: {names}", names=", ".join(names))


def _covers(one: Given, proof: Proof, words: Wording) -> str:
    """Say what somebody saw: the files by their names and hashes, and the fields of the card."""
    if one.covered is None:
        return ""
    names = _files(proof.document)
    said = [f"{names.get(sha256, file)} ({sha256[:_LONG]})" for file, sha256 in one.covered.files]
    said += [words.field(name) for name in one.covered.fields]
    return "; ".join(said)


def _acts(proof: Proof, words: Wording) -> Iterator[dict[str, Any]]:
    events = sorted(
        (event for history in proof.histories.values() for event in history),
        key=lambda event: event.change.stamp.order,
    )
    narrator = Narrator(words, History(tuple(events), dict(proof.names)))
    for event in events:
        stamp = event.change.stamp
        yield {
            "said": narrator.sentence(event),
            "at": stamp.at.isoformat(),
            "who": stamp.person,
            "kind": event.change.kind,
            "subject": event.change.subject,
            "refused": event.refused,
            "segment": stamp.segment[:_SHORT],
            "line": stamp.line,
        }


def _files(document: Document) -> dict[str, str]:
    return {one.sha256: one.name for file in document.files for one in file.versions}


def _subject(proof: Proof, words: Wording) -> str:
    card = proof.document.card
    both = (card.subject_kk, card.subject_ru)
    first, second = both if words.language == "kk" else both[::-1]
    return first or second


def _name(proof: Proof, person: str, words: Wording) -> str:
    ru, kk = proof.names.get(person, (person, person))
    return kk if words.language == "kk" else ru
