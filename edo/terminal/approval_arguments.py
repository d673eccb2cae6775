"""The grammar of the verbs about approval and its routes."""

from argparse import ArgumentParser

from edo.domain.card import Kind
from edo.domain.route import Reset
from edo.domain.visa import Result
from edo.terminal import approve, routes
from edo.terminal.grammar import Act, Grammar
from edo.terminal.values import path, term, whole

_STAGE = "such as “Name; @Position/Unit | parallel any 3w”; once for each stage"
_RESULTS = [one.value for one in Result if one is not Result.SIGNED]


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    group = grammar.group("approve", "have documents approved and signed")
    _deciding(group)
    _steering(group)
    _routes(grammar.group("route", "routes of approval the office keeps"))


def _deciding(group: Grammar) -> None:
    started = group.verb("start", "put a document up for approval", approve.start)
    started.add_argument("id", metavar="DOCUMENT")
    started.add_argument("--route", metavar="TEXT|ID", help="a route the office keeps")
    _stages(started)
    shown = group.verb("show", "show an approval, or those of a document", approve.show)
    decided = group.verb("visa", "decide about what you have looked at", approve.visa)
    signed = group.verb("sign", "sign what you have looked at", approve.sign)
    for verb in (shown, decided, signed):
        verb.add_argument("id", metavar="ID")
    decided.add_argument("result", choices=_RESULTS)
    decided.add_argument("--remarks", metavar="TEXT", help="remarks, or the reason")
    decided.add_argument("--file", type=path, metavar="PATH", help="remarks as a file")
    decided.add_argument("--seat", metavar="SEAT", help="where you are asked twice")
    for verb in (decided, signed):
        verb.add_argument(
            "--version", metavar="HASH", help="what you looked at; as it is here by default"
        )
    for verb in (started, shown, decided, signed):
        _behalf(verb)
    group.verb("nearing", "who is to be reminded", approve.nearing)


def _steering(group: Grammar) -> None:
    def verb(name: str, does: str, act: Act) -> ArgumentParser:
        made: ArgumentParser = group.verb(name, does, act)
        made.add_argument("id", metavar="ID")
        _behalf(made)
        return made

    revised = verb("revise", "put up a new version", approve.revise)
    revised.add_argument(
        "--replace", nargs=2, action="append", metavar=("FILE", "PATH"), help="a file's new version"
    )
    revised.add_argument("--file", action="append", type=path, metavar="PATH", help="a new file")
    revised.add_argument("--remove", action="append", metavar="FILE")
    revised.add_argument("--set", action="append", metavar="FIELD=VALUE")
    revised.add_argument(
        "--again", action="append", metavar="SEAT", help="whom the change concerns"
    )
    revised.add_argument("--reason", metavar="TEXT", help="what was changed")
    added = verb("add", "add an approver on the way", approve.add)
    added.add_argument("approver", metavar="NAME|@POSITION")
    added.add_argument("--stage", type=whole(1, 99), metavar="N", help="the current one by default")
    added.add_argument("--before", metavar="SEAT")
    added.add_argument("--reason", metavar="TEXT")
    skipped = verb("skip", "wait for an approver no more", approve.skip)
    skipped.add_argument("seat", metavar="SEAT")
    withdrawn = verb("withdraw", "take a document back", approve.withdraw)
    withdrawn.add_argument("--reason", metavar="TEXT", help="needed once somebody has looked")
    aborted = verb("abort", "give an approval up for good", approve.abort)
    for one in (skipped, aborted):
        one.add_argument("--reason", required=True, metavar="TEXT")


def _routes(group: Grammar) -> None:
    added = group.verb("add", "keep a route", routes.add)
    changed = group.verb("change", "change a route", routes.change)
    removed = group.verb("remove", "offer a route no more", routes.remove)
    for verb in (changed, removed):
        verb.add_argument("route", metavar="TEXT|ID")
    for verb in (added, changed):
        verb.add_argument("--name-ru", metavar="TEXT")
        verb.add_argument("--name-kk", metavar="TEXT")
        verb.add_argument("--kind", action="append", choices=[kind.value for kind in Kind])
        verb.add_argument("--type", action="append", metavar="TEXT|ID")
        _stages(verb)
    changed.add_argument("--closed", choices=("yes", "no"))
    every = group.verb("list", "list the routes", routes.list_routes)
    every.add_argument("--kind", choices=[kind.value for kind in Kind])
    every.add_argument("--all", action="store_true", help="those not offered any more, too")


def _stages(to: ArgumentParser) -> None:
    to.add_argument("--stage", action="append", metavar="STAGE", help=_STAGE)
    to.add_argument("--signer", action="append", metavar="NAME|@POSITION", help="who signs at last")
    to.add_argument("--sign-term", type=term, metavar="TERM", help="until when, such as 2w")
    to.add_argument("--reset", choices=[one.value for one in Reset], help="after a new version")


def _behalf(to: ArgumentParser) -> None:
    to.add_argument("--for", dest="behalf", metavar="PERSON", help="whom you act for")
