"""The grammar of the verbs about the share and who belongs to the organisation."""

from typing import Any

from edo.commands.membership import INVITATION_DAYS
from edo.domain.roster import Role
from edo.terminal import share
from edo.terminal.values import path, whole

_DAYS = whole(1, 365)
_SECONDS = whole(0, 1_000_000)


def add(grammar: Any) -> None:
    """Add the verbs to the grammar of the command line."""
    _exchange(grammar)
    _membership(grammar)


def _exchange(grammar: Any) -> None:
    shared = grammar.group("share", "the shared folder")
    connect = shared.verb("connect", "connect a workplace that began alone", share.connect)
    connect.add_argument("folder", type=path, metavar="DIR")
    exchange = grammar.verb("exchange", "collect what others did and send what waits", None)
    exchange.add_argument("--watch", action="store_true", help="go on until stopped")
    exchange.add_argument(
        "--seconds", type=_SECONDS, default=0, metavar="N", help="with --watch: stop after"
    )
    grammar.verb("status", "what is only here, who has what, who was heard", share.show_status)


def _membership(grammar: Any) -> None:
    roles = [role.value for role in Role]
    invite = grammar.verb("invite", "make an invitation for one workplace", share.invite)
    invite.add_argument("--person", required=True, metavar="TEXT")
    invite.add_argument("--office", required=True, metavar="TEXT")
    invite.add_argument("--role", required=True, choices=roles, action="append")
    invite.add_argument("--days", type=_DAYS, default=INVITATION_DAYS, metavar="N")
    invite.add_argument("--out", type=path, required=True, metavar="FILE")
    join = grammar.verb("join", "ask to be let in by an invitation", None)
    join.add_argument("invitation", type=path, metavar="FILE")
    join.add_argument("--share", type=path, metavar="DIR", help="by default, as invited")
    admit = grammar.verb("admit", "let in who asked, after six words were compared", share.admit)
    admit.add_argument("--yes", action="store_true", help="ask nothing, as in a script")
    for verb, does, act in (
        ("grant", "give a person a role", share.grant),
        ("revoke", "take a role from a person", share.revoke),
    ):
        made = grammar.verb(verb, does, act)
        made.add_argument("--person", required=True, metavar="TEXT")
        made.add_argument("--role", required=True, choices=roles)
        made.add_argument("--office", metavar="TEXT", help="everywhere by default")
    retire = grammar.verb("retire", "end a workplace, or all a person may do", share.retire)
    retire.add_argument("device", nargs="?", metavar="DEVICE")
    retire.add_argument("--person", metavar="TEXT")
    keeper = grammar.group("keeper", "who keeps the chain of authority")
    passed = keeper.verb("pass", "let another workplace keep it", share.pass_keeper)
    passed.add_argument("device", metavar="DEVICE")
    grammar.verb("members", "people, their roles and workplaces", share.members)
