"""What happened to a subject, on the terminal: sentences, or rows for a script."""

from argparse import Namespace

from edo.narrative import Narrator
from edo.queries.history import history
from edo.terminal.answers import Answer
from edo.wording import Wording
from edo.workplace import Workplace


def told(workplace: Workplace, given: Namespace, words: Wording, subject: str) -> Answer:
    """Tell what happened to a subject, change by change.

    Raises:
        Refusal: nothing is known of it.
    """
    found = workplace.read(history, subject=subject, roster=workplace.roster)
    narrator = Narrator(words, found)
    if not given.json:
        return [narrator.sentence(event) for event in found.events]
    return [
        {
            "at": event.change.stamp.at.isoformat(timespec="seconds"),
            "person": narrator.name(event.change.stamp.person),
            "kind": event.change.kind,
            "sentence": narrator.sentence(event),
            "refused": event.refused,
        }
        for event in found.events
    ]
