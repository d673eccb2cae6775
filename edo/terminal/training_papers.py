"""Papers of training on the terminal: certificates and letters of invitation."""

from argparse import Namespace
from typing import Any

from edo.commands import certificates as commands
from edo.commands.certificates import Issued
from edo.queries import certificates as asked
from edo.queries import directory
from edo.queries.people import people
from edo.queries.phrases import PaperLanguage
from edo.sheets import training_letters
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.training_names import Names
from edo.terminal.values import texts
from edo.wording import Wording
from edo.workplace import Workplace

_CERTIFICATES = ("person", "number", "date", "state", "reason", "document")


def issue(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training certificate issue ID`: give certificates to who passed."""
    session = workplace.read(asked.session, id=given.id)
    journal = _journal(workplace, given.journal)
    if given.open_journal and not journal and not commands.usual_journal(workplace):
        journal = commands.open_journal(workplace)
    made = commands.issue(
        workplace,
        session=given.id,
        people=Names(workplace).people(texts(given.people), among=session.people),
        journal=journal,
        language=PaperLanguage(given.paper),
    )
    known = workplace.read(people, [one.person for one in made])
    rows = [_issued(one) | {"person": known[one.person].name(words.language)} for one in made]
    columns = ("person", "number", "date", "awaiting", "document")
    drafts = sum(not one.number and not one.awaiting for one in made)
    said = ""
    if drafts:
        said = words.plural(
            "{n} certificate is a draft: whoever registers gives it its number.",
            "{n} certificates are drafts: whoever registers gives them their numbers.",
            drafts,
        )
    return Told(rows, Listed(rows, columns), said)


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training certificate list ID`: the certificates of a session."""
    session = workplace.read(asked.session, id=given.id)
    rows = [
        {
            "id": one.person.id,
            "person": one.person.name(words.language),
            "number": one.number,
            "date": one.on,
            "state": one.standing,
            "awaiting": one.reference,
            "reason": one.reason,
            "document": one.document,
        }
        for one in workplace.read(asked.of_session, session=session)
    ]
    return Listed(rows, _CERTIFICATES)


def letters(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training invite-letters ID`: write to the offices whose people are to come."""
    made = training_letters.invite(
        workplace,
        session=given.id,
        journal=_journal(workplace, given.journal),
        together=given.together,
        language=PaperLanguage(given.paper),
    )
    offices = {one.id: one.office for one in workplace.read(directory.offices)}
    language = words.language
    rows: list[dict[str, Any]] = []
    for one in made:
        called = (offices[id] for id in one.offices)
        names = [
            (office.name_kk or office.name_ru)
            if language == "kk"
            else (office.name_ru or office.name_kk)
            for office in called
        ]
        rows.append(
            {
                "document": one.document,
                "offices": list(one.offices),
                "office_names": names,
                "number": one.number,
                "awaiting": one.awaiting,
                "made": one.made,
            }
        )
    shown = [row | {"addressees": row["office_names"]} for row in rows]
    return Told(rows, Listed(shown, ("addressees", "number", "awaiting", "document")))


def _journal(workplace: Workplace, index: str | None) -> str:
    return workplace.read(directory.journal, index=index).id if index else ""


def _issued(one: Issued) -> dict[str, Any]:
    return {
        "id": one.person,
        "document": one.document,
        "number": one.number,
        "date": one.on,
        "awaiting": one.awaiting,
    }
