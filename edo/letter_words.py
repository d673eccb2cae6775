"""Sentences about letters between offices: what was done, and how a letter stands."""

from collections.abc import Callable

from edo.domain import lettering as l
from edo.domain import receipting as x
from edo.domain.fact import Fact
from edo.domain.letter import Answer, LetterStatus
from edo.wording import Wording

Name = Callable[[str], str]
"""Tells what an id is called."""


def act(words: Wording, fact: Fact, name: Name) -> str:
    """Say what was done; nothing for other facts."""
    match fact:
        case l.LetterFact():
            return _letter(words, fact, name)
        case x.ReceiptFact():
            return _receipt(words, fact, name)
        case _:
            return ""


def standing(words: Wording, answer: Answer, *, is_recalling: bool = False) -> str:
    """Say how a letter stands, as far as its sender knows."""
    text = words.text
    if is_recalling:
        return text("recalled; the answer has not come yet")
    match answer.status:
        case LetterStatus.REGISTERED if answer.on is not None:
            on = words.date(answer.on)
            return text("registered under № {number} of {date}", number=answer.number, date=on)
        case LetterStatus.REFUSED if answer.reason:
            return text("refused: {reason}", reason=answer.reason)
        case status:
            return words.name(status)


def _letter(words: Wording, fact: l.LetterFact, name: Name) -> str:
    text = words.text
    match fact:
        case l.LetterSent():
            told = {"office": name(fact.sender), "number": fact.number, "date": words.date(fact.on)}
            return text("sent the letter of {office} № {number} of {date}", **told)
        case l.LetterRecalled():
            return text("recalled the letter for {office}", office=name(fact.sender))
        case l.LetterOpened():
            return text("opened the letter")
        case l.LetterTaken():
            return text("took the letter in")
        case l.LetterRegistered():
            told = {"number": fact.number, "date": words.date(fact.on)}
            return text("registered the letter under № {number} of {date}", **told)
        case l.LetterRefused():
            return text("refused the letter: {reason}", reason=fact.reason)
        case l.LetterAnswered():
            return text("told the sender: {state}", state=standing(words, fact.answer))
        case _:
            return ""


def _receipt(words: Wording, fact: x.ReceiptFact, name: Name) -> str:
    text, office = words.text, name(fact.to)
    match fact:
        case x.Dispatched():
            return text("sent the document to {office} as a letter", office=office)
        case x.RecallAsked():
            return text("recalled the letter to {office}", office=office)
        case x.Acknowledged():
            state = standing(words, fact.answer)
            return text("answered for {office}: {state}", office=office, state=state)
        case _:
            return ""
