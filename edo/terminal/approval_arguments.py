"""The grammar of the verbs about approval and its routes."""

from argparse import ArgumentParser

from edo.domain.card import Kind
from edo.domain.route import Reset
from edo.domain.visa import Result
from edo.sentences import mark
from edo.terminal import approve, routes
from edo.terminal.grammar import Act, Grammar
from edo.terminal.values import path, term, whole

_STAGE = mark("such as “Name; @Position/Unit | parallel any 3w”; once for each stage")
_RESULTS = [one.value for one in Result if one is not Result.SIGNED]


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    group = grammar.group("approve", mark("have documents approved and signed"))
    _deciding(group)
    _steering(group)
    _routes(grammar.group("route", mark("routes of approval the office keeps")))


def _deciding(group: Grammar) -> None:
    started = group.verb("start", mark("put a document up for approval"), approve.start)
    started.add_argument("id", metavar="DOCUMENT")
    started.add_argument("--route", metavar="TEXT|ID", help=mark("a route the office keeps"))
    _stages(started)
    shown = group.verb("show", mark("show an approval, or those of a document"), approve.show)
    decided = group.verb("visa", mark("decide about what you have looked at"), approve.visa)
    signed = group.verb("sign", mark("sign what you have looked at"), approve.sign)
    for verb in (shown, decided, signed):
        verb.add_argument("id", metavar="ID")
    decided.add_argument("result", choices=_RESULTS)
    decided.add_argument("--remarks", metavar="TEXT", help=mark("remarks, or the reason"))
    decided.add_argument("--file", type=path, metavar="PATH", help=mark("remarks as a file"))
    decided.add_argument("--seat", metavar="SEAT", help=mark("where you are asked twice"))
    for verb in (decided, signed):
        verb.add_argument(
            "--version", metavar="HASH", help=mark("what you looked at; as it is here by default")
        )
    for verb in (started, shown, decided, signed):
        _behalf(verb)
    group.verb("nearing", mark("who is to be reminded"), approve.nearing)


def _steering(group: Grammar) -> None:
    def verb(name: str, does: str, act: Act) -> ArgumentParser:
        made: ArgumentParser = group.verb(name, does, act)
        made.add_argument("id", metavar="ID")
        _behalf(made)
        return made

    revised = verb("revise", mark("put up a new version"), approve.revise)
    revised.add_argument(
        "--replace",
        nargs=2,
        action="append",
        metavar=("FILE_ID", "PATH"),
        help=mark("a file's new version"),
    )
    revised.add_argument(
        "--file", action="append", type=path, metavar="PATH", help=mark("a new file")
    )
    revised.add_argument(
        "--remove", action="append", metavar="FILE_ID", help=mark("a file to take away")
    )
    revised.add_argument(
        "--set", action="append", metavar="FIELD=VALUE", help=mark("a field with its new value")
    )
    revised.add_argument(
        "--again", action="append", metavar="SEAT", help=mark("whom the change concerns")
    )
    revised.add_argument("--reason", metavar="TEXT", help=mark("what was changed"))
    added = verb("add", mark("add an approver on the way"), approve.add)
    added.add_argument("approver", metavar="NAME|@POSITION")
    added.add_argument(
        "--stage", type=whole(1, 99), metavar="N", help=mark("the current one by default")
    )
    added.add_argument("--before", metavar="SEAT", help=mark("before whom"))
    added.add_argument("--reason", metavar="TEXT")
    skipped = verb("skip", mark("wait for an approver no more"), approve.skip)
    skipped.add_argument("seat", metavar="SEAT")
    withdrawn = verb("withdraw", mark("take a document back"), approve.withdraw)
    withdrawn.add_argument("--reason", metavar="TEXT", help=mark("needed once somebody has looked"))
    aborted = verb("abort", mark("give an approval up for good"), approve.abort)
    for one in (skipped, aborted):
        one.add_argument("--reason", required=True, metavar="TEXT")


def _routes(group: Grammar) -> None:
    added = group.verb("add", mark("keep a route"), routes.add)
    changed = group.verb("change", mark("change a route"), routes.change)
    removed = group.verb("remove", mark("offer a route no more"), routes.remove)
    for verb in (changed, removed):
        verb.add_argument("route", metavar="TEXT|ID")
    for verb in (added, changed):
        verb.add_argument("--name-ru", metavar="TEXT")
        verb.add_argument("--name-kk", metavar="TEXT")
        verb.add_argument("--kind", action="append", choices=[kind.value for kind in Kind])
        verb.add_argument("--type", action="append", metavar="TEXT|ID")
        _stages(verb)
    changed.add_argument("--closed", choices=("yes", "no"))
    every = group.verb("list", mark("list the routes"), routes.list_routes)
    every.add_argument("--kind", choices=[kind.value for kind in Kind])
    every.add_argument("--all", action="store_true", help=mark("those not offered any more, too"))


def _stages(to: ArgumentParser) -> None:
    to.add_argument("--stage", action="append", metavar="STAGE", help=_STAGE)
    to.add_argument(
        "--signer", action="append", metavar="NAME|@POSITION", help=mark("who signs at last")
    )
    to.add_argument("--sign-term", type=term, metavar="TERM", help=mark("until when, such as 2w"))
    to.add_argument(
        "--reset", choices=[one.value for one in Reset], help=mark("after a new version")
    )


def _behalf(to: ArgumentParser) -> None:
    to.add_argument("--for", dest="behalf", metavar="PERSON", help=mark("whom you act for"))
