"""Stages of a route, as they are typed on the command line and shown."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from edo import execution_words
from edo.commands.membership import find_person
from edo.domain.route import Approver, Mode, Reset, Route, Rule, Stage
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.terminal.values import Misread, term, texts
from edo.wording import Wording
from edo.workplace import Workplace

_POSITION = "@"
_MODES = {one.value: one for one in Mode}
_RULES = {one.value: one for one in Rule}
_SIGNS = {"hours": "h", "working": "w", "calendar": "d", "months": "m"}


def stages(workplace: Workplace, given: Namespace) -> tuple[Stage, ...]:
    """Read `--stage` and `--signer`.

    Raises:
        Refusal: somebody is not in the directory, or a stage cannot be read.
    """
    found = [_stage(workplace, text) for text in texts(given.stage)]
    signers = tuple(approver(workplace, name) for name in texts(given.signer))
    if signers:
        found.append(Stage(signers, signing=True, term=given.sign_term))
    return tuple(found)


def approver(workplace: Workplace, text: str) -> Approver:
    """Read a person, or `@position`, or `@position/unit`.

    Raises:
        Refusal: there is none.
    """
    text = text.strip()
    if not text.startswith(_POSITION):
        return Approver(person=find_person(workplace, name=text))
    position, _, unit = text.removeprefix(_POSITION).partition("/")
    positions = workplace.read(directory.positions)
    units = workplace.read(directory.units)
    return Approver(
        position=_named([(one.id, one.position) for one in positions], position),
        unit=_named([(one.id, one.unit) for one in units], unit) if unit else "",
    )


def route_id(workplace: Workplace, text: str) -> str:
    """Return the id of a route by name or id.

    Raises:
        Refusal: there is none.
    """
    items = workplace.read(directory.routes, closed=True)
    return _named([(one.id, one.route) for one in items], text)


def reset(given: Namespace) -> Reset | None:
    """Return who is asked again, None where nothing is said of it."""
    return Reset(given.reset) if given.reset else None


def told(route: Route | tuple[Stage, ...]) -> list[dict[str, Any]]:
    """Return stages as a script reads them."""
    stages = route.stages if isinstance(route, Route) else route
    return [
        {
            "approvers": [_approver(one) for one in stage.approvers],
            "mode": stage.mode.value,
            "rule": stage.rule.value,
            "term": written(stage.term),
            "title": stage.title,
            "signing": stage.signing,
        }
        for stage in stages
    ]


def people_of(route: Route) -> Iterator[str]:
    """Yield the ids of the people, positions and units a route names."""
    for stage in route.stages:
        for one in stage.approvers:
            yield from (one.person, one.position, one.unit)


def in_words(route: Route, known: Mapping[str, Any], words: Wording) -> str:
    """Say who decides in which order: `1. Name, Position (all at once, 3 working days); 2. …`."""
    return "; ".join(
        f"{n}. {_stage_in_words(stage, known, words)}" for n, stage in enumerate(route.stages, 1)
    )


def _stage_in_words(stage: Stage, known: Mapping[str, Any], words: Wording) -> str:
    who = ", ".join(
        " / ".join(
            called(known.get(id), words) or id
            for id in (one.person or one.position, one.unit)
            if id
        )
        for one in stage.approvers
    )
    said = [words.text("signing")] if stage.signing else []
    if len(stage.approvers) > 1:
        said += [words.name(stage.mode), words.name(stage.rule)]
    if stage.term:
        said.append(execution_words.term(words, stage.term))
    return f"{who} ({', '.join(said)})" if said else who


def called(entry: Any, words: Wording) -> str:
    """Return the name of an entry of the directory; empty where there is none."""
    ru, kk = getattr(entry, "name_ru", ""), getattr(entry, "name_kk", "")
    return (kk or ru) if words.language == "kk" else (ru or kk)


def written(length: Term | None) -> str:
    """Write a term as it is typed."""
    return f"{length.n}{_SIGNS[length.unit.value]}" if length else ""


def _approver(one: Approver) -> dict[str, str]:
    return {name: getattr(one, name) for name in one.__struct_fields__ if getattr(one, name)}


def _stage(workplace: Workplace, text: str) -> Stage:
    """Read `Name; @Position | parallel any 3w`."""
    names, _, rest = text.partition("|")
    found = tuple(approver(workplace, name) for name in names.split(";") if name.strip())
    mode, rule, length = Mode.SEQUENTIAL, Rule.ALL, None
    for word in rest.split():
        if word in _MODES:
            mode = _MODES[word]
        elif word in _RULES:
            rule = _RULES[word]
        else:
            length = _term(word)
    return Stage(found, mode, rule, length)


def _term(word: str) -> Term:
    try:
        return term(word)
    except Misread as error:
        raise Refusal(Reason.BAD_VALUE, field="stage", value=word) from error


def _named(entries: list[tuple[str, Any]], text: str) -> str:
    wanted = text.strip().casefold()
    for id, entry in entries:
        if wanted in (id, entry.name_ru.casefold(), entry.name_kk.casefold()):
            return id
    raise Refusal(Reason.UNKNOWN_SUBJECT)
