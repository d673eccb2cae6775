"""The grammar of the verbs about letters between offices."""

from edo.sentences import mark
from edo.terminal import letters
from edo.terminal.grammar import Grammar


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    group = grammar.group("letter", mark("letters between offices of the organisation"))
    send = group.verb("send", mark("send a registered document to offices"), letters.send)
    states = group.verb(
        "states", mark("how each office stands that a document went to"), letters.states
    )
    recall = group.verb("recall", mark("call letters back that nobody has opened"), letters.recall)
    for verb in (send, states, recall):
        verb.add_argument("id", metavar="ID")
    for verb in (send, recall):
        verb.add_argument(
            "--office",
            action="append",
            metavar="TEXT|ID",
            help=mark("one of its addressees; all of them by default"),
        )
    send.add_argument("--on", metavar="DATE", help=mark("on that day, today by default"))
    send.add_argument(
        "--no-proof",
        action="store_true",
        help=mark("without the proof of its signatures and visas"),
    )
    group.verb("tray", mark("letters of other offices that wait here"), letters.tray)
    acts = {
        "show": (mark("look at a letter; its sender is not told"), letters.show),
        "open": (mark("read a letter; it cannot be recalled any more"), letters.open_letter),
        "take": (mark("take it in, to be registered later"), letters.take),
        "register": (mark("make it an incoming document with a number"), letters.register),
        "refuse": (mark("send it back with a reason"), letters.refuse),
    }
    made = {name: group.verb(name, does, act) for name, (does, act) in acts.items()}
    for verb in made.values():
        verb.add_argument("letter", metavar="LETTER")
    register = made["register"]
    register.add_argument("--journal", required=True, metavar="INDEX|ID")
    register.add_argument("--on", metavar="DATE")
    register.add_argument("--number", metavar="TEXT", help=mark("given by hand"))
    made["refuse"].add_argument("--reason", required=True, metavar="TEXT")
