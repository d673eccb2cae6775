"""Enrolling a workplace anew: it, or a copy of it, used one key at two places.

The workplace makes a new key and asks by the old one; both screens show the same six words; the
keeper lets the new key in and ends the old one. Then everything the old key has sent from wherever
is taken in, and what did not get out is sealed by the new key. The keeper's own workplace lets its
new key in by itself.
"""

import secrets
from pathlib import Path

import msgspec

from edo import keys, keystore, note
from edo.clock import Random
from edo.commands.cuts import ends
from edo.domain.authority_record import DeviceAdd, DeviceRetire, KeeperPass, cut_of
from edo.domain.roster import OPEN
from edo.errors import Reason, Refusal, refuse_os_error
from edo.exchange.exchange import Exchange
from edo.home import Home
from edo.segment import Line, Segment
from edo.share import collect, join, logs, publish
from edo.share.carrier import Carrier
from edo.share.collect import Judge
from edo.share.words import Words
from edo.store import ledger, outbox
from edo.workplace import Workplace


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a workplace has asked for: the name and bytes of its request, its next installation.

    `key` names the new key; notes of earlier releases have none.
    """

    name: str
    request: bytes
    inst: str
    key: str = ""


def renew(
    workplace: Workplace,
    carrier: Carrier,
    *,
    computer: str,
    password: str = "",
    random: Random = secrets.token_bytes,
) -> Words | None:
    """Go on with the enrolment: ask, or take over the new key if the keeper has let it in.

    Args:
        workplace: which must not go on under its key.
        carrier: of its share.
        computer: the computer's name, for the keeper to see.
        password: protects the new key where it is not empty.
        random: answers n random bytes.

    Returns:
        The six words both screens must show; None where the workplace has its new key.

    Raises:
        UnreachableError: the share does not answer. It may be repeated.
    """
    learn(workplace, carrier)
    key = keystore.fresh(_next(workplace.home), password, random)
    if workplace.roster.keeper == workplace.device:
        _let_in(workplace, key)
    known = workplace.roster.devices.get(key.name)
    if known is None or known.until != OPEN:
        return _ask(workplace, carrier, key, computer, random)
    _go_on(workplace, carrier, key)
    return None


def is_let_in(workplace: Workplace) -> bool:
    """Tell whether the chain, as it is known here, has let in the key that was asked for.

    Raises:
        Refusal: the note of what was asked for cannot be read.
    """
    asked = note.recall(_note(workplace.home), Asked)
    known = workplace.roster.devices.get(asked.key) if asked else None
    return known is not None and known.until == OPEN


def learn(workplace: Workplace, carrier: Carrier) -> None:
    """Read the records of the chain that are new; nothing else, and nothing is sent.

    Raises:
        UnreachableError: the share does not answer, or another lies there.
    """
    if collect.read_founding(carrier) != workplace.records[0]:
        raise Refusal(Reason.SHARE_FOREIGN)
    workplace.learn(collect.read_records(carrier, workplace.authority[0] + 1))


def _ask(
    workplace: Workplace, carrier: Carrier, key: keys.SigningKey, computer: str, random: Random
) -> Words:
    asked = note.recall(_note(workplace.home), Asked)
    if asked is None:
        inst = random(8).hex()
        asking = join.make_renewal(
            workplace.key,
            key,
            workplace.chain,
            inst=inst,
            at=workplace.clock.now(),
            computer=computer,
            random=random(4),
        )
        asked = Asked(name=asking.name, request=asking.data, inst=inst, key=key.name)
        note.keep(_note(workplace.home), asked)
    carrier.put_new(asked.name, asked.request)
    return join.words_of(asked.request)


def _let_in(workplace: Workplace, key: keys.SigningKey) -> None:
    """Let the keeper's own new key in, and pass the keeping on to it."""
    if key.name in workplace.roster.devices:
        return
    add = DeviceAdd(
        device=key.name,
        public=key.public.hex(),
        person=workplace.identity.person,
        replaces=workplace.device,
    )
    workplace.extend(add.told(), KeeperPass(device=key.name).told())


def _go_on(workplace: Workplace, carrier: Carrier, key: keys.SigningKey) -> None:
    """Take the new key over: take in, seal anew, and only then put the key in its place."""
    home, old = workplace.home, workplace.device
    asked = note.recall(_note(home), Asked)
    inst = asked.inst if asked else secrets.token_hex(8)
    arrived = list(_sent_elsewhere(workplace, carrier))
    workplace.renew(key, inst, arrived)
    home.new_installation(inst)
    _swap(home, old)
    if workplace.roster.keeper == key.name:
        publish.put_records(carrier, 0, workplace.records[1:])
        if workplace.roster.devices[old].until == OPEN:
            cut = cut_of(ends(workplace, devices=[old]))
            workplace.extend(DeviceRetire(device=old, cut=cut).told())
    note.drop(_note(home))
    Exchange(workplace, carrier).run()


def _sent_elsewhere(workplace: Workplace, carrier: Carrier) -> list[tuple[Segment, list[Line]]]:
    """Return what another installation has sent by this workplace's key."""
    own = workplace.device
    judge = logs.patient(
        Judge(workplace.identity.org, workplace.roster, workplace.chain, workplace.clock.now())
    )
    found: list[tuple[Segment, list[Line]]] = []
    for space in sorted({*workplace.spaces, *workplace.roster.offices}):  # letters go anywhere
        first = workplace.read(outbox.unsent, space=space, dev=own)
        tail = workplace.read(ledger.tail, space, own)
        if first:
            tail = workplace.read(ledger.tail_at, space=space, dev=own, seq=first - 1)
        found += logs.Log(carrier, judge, space, own).after(tail)
    return found


def _swap(home: Home, old: str) -> None:
    """Put the new key in the place of the old one, which is kept beside it."""
    try:
        if _next(home).exists():
            aside = home.device_key.with_name(f"{home.device_key.name}.{old}")
            home.device_key.replace(aside)
            _next(home).replace(home.device_key)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, home.device_key) from error


def _next(home: Home) -> Path:
    return home.device_key.with_name("next.key")


def _note(home: Home) -> Path:
    return home.folder / "renewal.json"
