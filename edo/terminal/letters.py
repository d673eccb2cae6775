"""Letters between offices on the terminal: `edo letter …`."""

from argparse import Namespace
from typing import Any

from edo.commands import letters as commands
from edo.domain.letter import Answer, Enclosure
from edo.errors import Reason, Refusal
from edo.letter_words import standing
from edo.queries import directory
from edo.queries import letters as asked
from edo.queries.letters import Addressee, LetterItem, Named, TrayRow
from edo.terminal.answers import Answer as Answered
from edo.terminal.answers import Told
from edo.terminal.values import day
from edo.wording import Wording
from edo.workplace import Workplace


def send(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter send ID`: send a registered document to offices of the organisation."""
    offices = [_office(workplace, name) for name in given.office or ()]
    commands.send(
        workplace, document=given.id, offices=offices, on=day(given.on), proves=not given.no_proof
    )
    return _states(workplace, given.id, words)


def states(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter states ID`: how each letter stands that brought a document to an office."""
    return _states(workplace, given.id, words)


def tray(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter tray`: the letters of other offices that wait here."""
    del given
    return [_row(one, words) for one in workplace.read(asked.tray)]


def open_letter(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter open LETTER`: read a letter; its sender is told."""
    commands.open_letter(workplace, letter=given.letter)
    return _whole(workplace.read(asked.letter, id=given.letter), words)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter show LETTER`: look at a letter without opening it for its sender."""
    return _whole(workplace.read(asked.letter, id=given.letter), words)


def take(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter take LETTER`: take it in, to be registered later."""
    del words
    return {"document": commands.take(workplace, letter=given.letter)}


def register(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter register LETTER`: make it an incoming document with a number."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    made = commands.register(
        workplace,
        letter=given.letter,
        journal=journal.id,
        on=day(given.on),
        number=given.number or "",
    )
    answer = {"id": made.document, "number": made.number, "date": made.on, "journal": made.journal}
    return answer | ({"awaiting": made.awaiting} if made.awaiting else {})


def refuse(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter refuse LETTER`: send it back with a reason."""
    commands.refuse(workplace, letter=given.letter, reason=given.reason)
    return _whole(workplace.read(asked.letter, id=given.letter), words)


def recall(workplace: Workplace, given: Namespace, words: Wording) -> Answered:
    """`edo letter recall ID`: call letters back that nobody has opened."""
    offices = [_office(workplace, name) for name in given.office or ()]
    commands.recall(workplace, document=given.id, offices=offices)
    return _states(workplace, given.id, words)


def _office(workplace: Workplace, text: str) -> str:
    """Return the id of the office a text names: its id, or a name in either language."""
    wanted = text.strip().casefold()
    for item in workplace.read(directory.offices):
        names = (item.office.name_ru, item.office.name_kk, item.office.short)
        if wanted == item.id or wanted in (name.casefold() for name in names if name):
            return item.id
    raise Refusal(Reason.UNKNOWN_OFFICE, value=text)


def _states(workplace: Workplace, document: str, words: Wording) -> Answered:
    found = workplace.read(asked.states, document=document)
    rows = [_addressee(one, words) for one in found]
    shown = [
        {"letter": row["letter"], "office": row["office"], "lasting": row["said"]} for row in rows
    ]
    return Told(rows, shown)


def _addressee(one: Addressee, words: Wording) -> dict[str, Any]:
    answer = Answer(one.status, one.number, one.on, one.reason)
    return {
        "letter": one.letter,
        "office": one.office.name(words.language),
        "status": one.status,
        "number": one.number,
        "on": one.on,
        "reason": one.reason,
        "said": standing(words, answer, is_recalling=one.is_recalling),
    }


def _row(one: TrayRow, words: Wording) -> dict[str, Any]:
    first, second = one.subject_ru, one.subject_kk
    return {
        "letter": one.letter,
        "office": one.sender.name(words.language),
        "their_number": one.number,
        "their_date": one.on,
        "subject": (second or first) if words.language == "kk" else (first or second),
        "files": one.files,
        "absent_files": one.absent,
        "status": one.status,
    }


def _whole(item: LetterItem, words: Wording) -> dict[str, Any]:
    one = item.letter
    return {
        "letter": item.id,
        "office": item.sender.name(words.language),
        "their_number": one.number,
        "their_date": one.on,
        "subject_ru": one.cover.subject_ru,
        "subject_kk": one.cover.subject_kk,
        "signed_by": ", ".join(one.cover.signed_by),
        "files": [_file(file, item) for file in one.files],
        "status": one.status,
        "number": one.registered,
        "on": one.registered_on,
        "reason": one.reason,
        "document": item.incoming.document if item.incoming else "",
        "answers": _named(item.answers),
    }


def _file(file: Enclosure, item: LetterItem) -> dict[str, Any]:
    return {
        "name": file.name,
        "size": file.size,
        "role": file.role,
        "is_here": file.sha256 not in item.absent,
    }


def _named(one: Named | None) -> str:
    return f"№ {one.number}" if one and one.number else ""
