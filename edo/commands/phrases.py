"""Ready phrases: kept, changed, and offered no more."""

from msgspec.structs import replace

from edo.domain.phrase import STOCK, Phrase, PhraseKept, Use
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import ready
from edo.queries.ready import ReadyPhrase
from edo.workplace import Workplace


def offered(workplace: Workplace, *, use: Use | None = None) -> list[ReadyPhrase]:
    """Return the phrases whoever works here is offered, their own first; all uses for None."""
    return workplace.read(ready.phrases, person=workplace.identity.person, use=use)


def keep(
    workplace: Workplace,
    *,
    text_ru: str = "",
    text_kk: str = "",
    use: Use = Use.RESOLUTION,
    own: bool = True,
    phrase: str = "",
) -> str:
    """Keep a phrase, or put another in the place of one; return its id.

    Args:
        workplace: who acts.
        text_ru, text_kk: at least one of them.
        use: what it is for.
        own: for oneself; otherwise for the office. One that is kept stays whose it is.
        phrase: id of the one to change, of the program's too; empty makes a new one.

    Raises:
        Refusal: it is empty, somebody else's, or the office's and one may not register.
    """
    with workplace.entry() as entry:
        id = phrase or entry.new_id("h")
        owner = _known(entry, phrase).owner if phrase else entry.person if own else ""
        entry.record(id, PhraseKept(Phrase(text_ru.strip(), text_kk.strip(), use, owner)))
        return id


def remove(workplace: Workplace, *, phrase: str) -> None:
    """Offer a phrase no more.

    Raises:
        Refusal: there is none, or it is somebody else's.
    """
    with workplace.entry() as entry:
        entry.record(phrase, PhraseKept(replace(_known(entry, phrase), removed=True)))


def _known(entry: Entry, id: str) -> Phrase:
    state = entry.state(id) or STOCK.get(id)
    if not isinstance(state, Phrase):
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return state
