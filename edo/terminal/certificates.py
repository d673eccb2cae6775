"""`edo verify` of what is printed with a square code: certificates, attendance sheets, their scans.

A workplace judges by its chain and its ledger; without one, the chain of a proof beside it does;
without that only the form can be told, and that is said.
"""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from edo import clock
from edo.certification import Judged, Standing, judge
from edo.domain.session import Session
from edo.domain.workdays import last_day
from edo.errors import DamagedError, Reason, Refusal, refuse_os_error
from edo.queries import certificates
from edo.queries.people import People, people
from edo.sentences import mark
from edo.share import bundle, certificate
from edo.share.authority import Chain
from edo.terminal.answers import Answer, Told
from edo.transfer import apart
from edo.transfer.codes import codes_in
from edo.transfer.readers.kinds import Kind, kind
from edo.verification import chain_of, read_fingerprint
from edo.wording import Wording
from edo.workplace import Workplace

HOLDS, HOLDS_NOT, DAMAGED = 0, 1, 3
"""Exit codes; of several codes in a scan the worst."""

_SAID = {
    Standing.VALID: mark("The certificate is valid."),
    Standing.EXPIRED: mark("The certificate has expired: it was valid until {until}."),
    Standing.ANNULLED: mark("The certificate does not hold: it was annulled."),
    Standing.DISPUTED: mark(
        "Trainers differ about whether this person was there: until that is settled the "
        "certificate does not count."
    ),
    Standing.RIGHT_ENDED: mark(
        "Whoever signed it has lost the right since. Whether the certificate was given before is "
        "not known here."
    ),
    Standing.UNKNOWN: mark(
        "Only its form is right: who signed it is not known here. Verify it at a workplace of the "
        "organisation, or with a proof of the organisation beside it (--bundle, --fingerprint)."
    ),
}
_WHAT = mark("{person}: “{course}” (edition of {edition}), passed {passed}")
_NUMBER = mark("No. {number}, valid until {until}")
_NUMBER_FOR_EVER = mark("No. {number}, valid without end")
_SIGNED = mark("signed by {signer}, “{organisation}”")
_RECORDED = mark("the record of the training tells of it too")
_NOT_RECORDED = mark("the record of the training is here and does not tell of it")
_SHEET = mark("Attendance sheet of the training “{course}”, {begins} – {ends}, {place}.")
_SHEET_UNKNOWN = mark("Attendance sheet of the training {session}, which is not known here.")


def asked(given: Namespace) -> "Asked | None":
    """Return what is asked about codes; None where it is about a document or a proof.

    Raises:
        Refusal: there is no code of ours in a scan, or it cannot be searched.
    """
    if _is_ours(given.what):
        return Asked((given.what,))
    path = Path(given.what)
    if not path.is_file():
        return None
    if kind(apart.start_of(path).data, path.name) not in {Kind.PDF, Kind.PICTURE}:
        return None
    texts = tuple(filter(_is_ours, codes_in(path)))
    if not texts:
        raise Refusal(Reason.NO_CODE, path=str(path))
    return Asked(texts)


class Asked:
    """Codes that are asked about; `code` is the exit code once they were judged."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.code = HOLDS

    def at_workplace(self, workplace: Workplace, given: Namespace, words: Wording) -> Answer:
        """Judge them by a workplace's chain and ledger."""
        del given
        return self._told([self._one(text, words, workplace=workplace) for text in self._texts])

    def elsewhere(self, given: Namespace, words: Wording) -> Answer:
        """Judge them by the chain of a proof; where there is none, by their form alone."""
        chain = _chain(given)
        return self._told([self._one(text, words, chain=chain) for text in self._texts])

    def _told(self, rows: list[dict[str, Any]]) -> Told:
        shown = "\n\n".join(row["said"] for row in rows)
        return Told(rows[0] if len(rows) == 1 else rows, {}, shown)

    def _one(
        self,
        text: str,
        words: Wording,
        *,
        workplace: Workplace | None = None,
        chain: Chain | None = None,
    ) -> dict[str, Any]:
        try:
            if text.startswith(certificate.SHEET):
                return self._sheet(text, words, workplace)
            return self._certificate(text, words, workplace, chain)
        except DamagedError as error:
            if len(self._texts) == 1:
                raise
            self.code = DAMAGED
            return {"code": text, "standing": "damaged", "said": words.refusal(error)}

    def _certificate(
        self, text: str, words: Wording, workplace: Workplace | None, chain: Chain | None
    ) -> dict[str, Any]:
        names = People()
        if workplace is None:
            on = clock.office_date(clock.now() << clock.COUNTER_BITS)
            judged = judge(text, on=on, chain=chain)
        else:
            _, said = certificate.read(text)
            known = workplace.read(certificates.known, session=said.session, document=said.document)
            judged = judge(text, on=workplace.clock.today(), chain=workplace.chain, known=known)
            names = workplace.read(people, (judged.signer,) if judged.signer else ())
        if judged.standing is not Standing.VALID:
            self.code = max(self.code, HOLDS_NOT)
        return _plain(judged, names, words, is_home=workplace is not None)

    def _sheet(self, text: str, words: Wording, workplace: Workplace | None) -> dict[str, Any]:
        session = certificate.read_sheet(text)
        if workplace is not None:
            with suppress(Refusal):
                found = workplace.read(certificates.session, id=session)
                return _plain_sheet(session, found, words)
        self.code = max(self.code, HOLDS_NOT)
        said = words.text(_SHEET_UNKNOWN, session=session)
        return {"session": session, "standing": "unknown", "said": said}


def _is_ours(text: str) -> bool:
    return text.startswith((certificate.MARK, certificate.SHEET))


def _chain(given: Namespace) -> Chain | None:
    """Read the chain out of a proof of the organisation with the fingerprint."""
    if given.bundle is None:
        return None
    fingerprint = read_fingerprint(given.fingerprint or "")
    if not given.fingerprint:
        raise Refusal(Reason.REQUIRED_FIELD, field="fingerprint")
    if not fingerprint:
        raise Refusal(Reason.BAD_VALUE, field="fingerprint", value=given.fingerprint)
    try:
        with given.bundle.open("rb") as file:
            return chain_of(bundle.read_file(file), fingerprint)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, given.bundle) from error


def _plain(judged: Judged, names: People, words: Wording, *, is_home: bool) -> dict[str, Any]:
    said = judged.said
    until = words.date(last_day(said.until))
    told = [
        words.text(_SAID[judged.standing], until=until),
        words.text(
            _WHAT,
            person=said.person,
            course=said.course,
            edition=words.date(said.edition),
            passed=words.date(said.passed),
        ),
        words.text(_NUMBER if until else _NUMBER_FOR_EVER, number=said.number, until=until),
    ]
    signer = names[judged.signer].name(words.language)
    if judged.signer:
        told.append(words.text(_SIGNED, signer=signer, organisation=judged.organisation))
    if is_home and judged.recorded:
        told.append(words.text(_RECORDED))
    elif is_home and judged.is_session_known:
        told.append(words.text(_NOT_RECORDED))
    return {
        "standing": judged.standing.value,
        "person": said.person,
        "course": said.course,
        "edition": said.edition,
        "passed": said.passed,
        "until": last_day(said.until),
        "number": said.number,
        "session": said.session,
        "document": said.document,
        "org": said.org,
        "organisation": judged.organisation,
        "signer": judged.signer,
        "signer_name": signer,
        "device": said.dev,
        "record": said.auth,
        "recorded": judged.recorded,
        "said": "\n".join(told),
    }


def _plain_sheet(session: str, found: Session, words: Wording) -> dict[str, Any]:
    said = words.text(
        _SHEET,
        course=found.title,
        begins=words.date(found.begins),
        ends=words.date(found.ends),
        place=found.place or "—",
    )
    return {
        "standing": "known",
        "session": session,
        "course": found.title,
        "begins": found.begins,
        "ends": found.ends,
        "place": found.place,
        "organiser": found.organiser,
        "offices": list(found.offices),
        "trainers": list(found.trainers),
        "said": f"{said}\n{session}",
    }
