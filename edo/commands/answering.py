"""Telling other offices what became of their letters; no person does it by itself.

Whatever is done with a letter is told in the same transaction. What happened elsewhere - it
arrived, it was recalled before it was opened, its document got its number - the exchange tells.
"""

from contextlib import suppress

from edo.domain.document import Document
from edo.domain.letter import Letter, LetterStatus, receipt_of
from edo.domain.lettering import LetterAnswered, LetterRegistered
from edo.domain.receipting import Acknowledged
from edo.domain.rights import Right
from edo.entry import Entry
from edo.errors import Refusal
from edo.queries import letters as asked
from edo.workplace import Workplace

_AT_ONCE = 100


def answer_all(workplace: Workplace) -> int:
    """Tell senders what they do not know yet; return of how many letters.

    Only where this workplace may register in its office: the others wait for one that may.
    """
    identity, done, after = workplace.identity, 0, ""
    if not workplace.roster.can(identity.person, Right.REGISTER, identity.office):
        return 0
    while some := workplace.read(asked.untold, after=after, limit=_AT_ONCE):
        for letter in some:
            with suppress(Refusal), workplace.entry() as entry:
                done += settle(entry, letter)
        after = some[-1]
    return done


def settle(entry: Entry, letter: str) -> bool:
    """Note the number of a letter's document, and tell the sender what is new; tell whether it is.

    Raises:
        Refusal: the right to register in this office is missing.
    """
    state = entry.state(letter)
    if not isinstance(state, Letter) or state.office != entry.office:
        return False
    if state.status in (LetterStatus.TAKEN, LetterStatus.REGISTERED):
        note_number(entry, letter)
    return tell(entry, letter)


def note_number(entry: Entry, letter: str) -> None:
    """Note the number a letter's document has, where the letter does not know it."""
    state = entry.state(letter)
    document = entry.state(state.document)
    number = document.number if isinstance(document, Document) else None
    if number is not None and number.text != state.registered:
        fact = LetterRegistered(
            document=state.document, number=number.text, on=number.on, former=state.registered
        )
        entry.record(letter, fact)


def tell(entry: Entry, letter: str) -> bool:
    """Tell a letter's sender how it stands; tell whether that was new."""
    state = entry.state(letter)
    if not isinstance(state, Letter) or state.is_told or state.sender not in entry.roster.offices:
        return False
    n = state.told.n + 1 if state.told else 1
    receipt = Acknowledged(
        sender=state.sender,
        document=state.theirs,
        to=state.office,
        attempt=state.attempt,
        n=n,
        answer=state.answer,
    )
    # What is told leaves before it is remembered that it was: else it might never be told.
    entry.record(receipt_of(letter), receipt, space=state.sender)
    entry.record(letter, LetterAnswered(n=n, answer=state.answer))
    return True


def tell_of_document(entry: Entry, document: str) -> None:
    """Tell the sender of the letter a document was made of, if it was made of one."""
    for letter in asked.made_into(entry.connection, document=document):
        settle(entry, letter)
