"""Routes of approval on the terminal: keep, list, change, offer no more."""

from argparse import Namespace
from typing import Any

import msgspec

from edo.commands import routes as commands
from edo.domain.card import Kind
from edo.domain.route import Reset, Route
from edo.queries import directory
from edo.terminal.answers import Answer, Told
from edo.terminal.stages import called, in_words, people_of, reset, route_id, stages, told
from edo.terminal.values import texts
from edo.wording import Wording
from edo.workplace import Workplace


def add(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo route add`: keep a route."""
    del words
    route = Route(
        name_ru=given.name_ru or "",
        name_kk=given.name_kk or "",
        kinds=tuple(Kind(kind) for kind in texts(given.kind)),
        types=_types(workplace, given),
        stages=stages(workplace, given),
        reset=reset(given) or Reset.EVERYONE,
    )
    return {"id": commands.define(workplace, route=route)}


def change(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo route change ROUTE`: change what is said, leave the rest."""
    del words
    id = route_id(workplace, given.route)
    fields: dict[str, Any] = {
        name: getattr(given, name)
        for name in ("name_ru", "name_kk", "reset")
        if getattr(given, name)
    }
    if given.kind:
        fields["kinds"] = given.kind
    if given.type:
        fields["types"] = _types(workplace, given)
    if given.stage or given.signer:
        fields["stages"] = msgspec.to_builtins(stages(workplace, given))
    if given.closed:
        fields["closed"] = given.closed == "yes"
    commands.change(workplace, route=id, fields=fields)
    return {"id": id}


def remove(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo route remove ROUTE`: offer a route no more."""
    del words
    id = route_id(workplace, given.route)
    commands.remove(workplace, route=id)
    return {"id": id}


def list_routes(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo route list`: the routes of the office."""
    items = workplace.read(
        directory.routes,
        kind=Kind(given.kind) if given.kind else None,
        language=words.language,
        closed=given.all,
    )
    rows = [
        {
            "id": item.id,
            "name_ru": item.route.name_ru,
            "name_kk": item.route.name_kk,
            "kinds": [kind.value for kind in item.route.kinds],
            "types": list(item.route.types),
            "reset": item.route.reset,
            "closed": item.route.closed,
            "stages": told(item.route),
        }
        for item in items
    ]
    known = workplace.read(
        directory.entries, subjects=[id for item in items for id in people_of(item.route)]
    )
    shown = [
        {
            "id": item.id,
            "name_ru": item.route.name_ru,
            "name_kk": item.route.name_kk,
            "kinds": ", ".join(words.name(kind) for kind in item.route.kinds),
            "reset": item.route.reset,
        }
        for item in items
    ]
    said = [
        f"«{called(item.route, words)}»: {in_words(item.route, known, words)}" for item in items
    ]
    return Told(rows, shown, "\n".join(said))


def _types(workplace: Workplace, given: Namespace) -> tuple[str, ...]:
    names = texts(given.type)
    return tuple(workplace.read(directory.document_type, name=name).id for name in names)
