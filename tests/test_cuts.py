"""Somebody's right ends at a workplace where documents of theirs are, and segments still come."""

import dataclasses

import pytest

from edo.check import check
from edo.domain.authority_record import (
    Adopt,
    Content,
    Cut,
    DeviceRetire,
    PersonAdd,
    PersonLeave,
    RoleRevoke,
    cut_of,
)
from edo.domain.registering import DocumentChanged
from edo.errors import DamagedError
from edo.segment import Segment
from edo.share import authority
from tests.colleague import Colleague, colleague
from tests.office import Chancery


@pytest.fixture
def other(chancery: Chancery) -> Colleague:
    """Let a second clerk into the office."""
    return colleague(chancery.workplace, "Ерлан Б.")


def writes(chancery: Chancery, other: Colleague, document: str, note: str) -> None:
    """Let the colleague change the note of a document they see as it is."""
    chancery.clock.move(minutes=1)
    seen = other.sees(document)
    other.states(document, DocumentChanged({"note": note}), seen, chancery.clock())


def cut(chancery: Chancery, *kept: Segment) -> Cut:
    """Return the cut that names the last of these segments."""
    header = kept[-1].header
    return cut_of([(chancery.workplace.identity.office, header.dev, header.seq, kept[-1].hash)])


def note(chancery: Chancery, document: str) -> str:
    """Return a document's note, the tables and the ledger being of one mind, now and once more."""
    noted = chancery.document(document).card.note
    assert not [one for one in check(chancery.workplace).findings if one.code == "table"]
    chancery.workplace.rebuild(lambda _done, _total: None)
    assert chancery.document(document).card.note == noted
    chancery.reopen()
    chancery.workplace.rebuild(lambda _done, _total: None)
    assert chancery.document(document).card.note == noted
    return noted


@pytest.mark.parametrize("end", ["revoked", "retired", "left"])
def test_what_comes_after_a_cut_changes_nothing_until_it_is_adopted(
    chancery: Chancery, other: Colleague, end: str
) -> None:
    """What was here before the cut but lies beyond it is set aside too."""
    document = chancery.register().document
    for said in ("первая", "вторая"):
        writes(chancery, other, document, said)
    assert note(chancery, document) == "вторая"
    where = cut(chancery, other.sent[0])
    ends: dict[str, Content] = {
        "revoked": RoleRevoke(other.person, "clerk", chancery.workplace.identity.office, where),
        "retired": DeviceRetire(other.key.name, where),
        "left": PersonLeave(other.person, where),
    }
    chancery.workplace.extend(ends[end].told())
    assert note(chancery, document) == "первая"
    other.workplace = chancery.workplace
    writes(chancery, other, document, "после")
    assert note(chancery, document) == "первая"
    place = next(iter(where))
    named = [(place, other.key.name, 2, other.sent[1].hash)]
    chancery.workplace.extend(Adopt(named).told())
    assert note(chancery, document) == "вторая"


def test_another_past_of_a_retired_device_changes_nothing(
    chancery: Chancery, other: Colleague
) -> None:
    """It comes before the cut or after it, with a low number and an old index: all the same."""
    document = chancery.register().document
    old = other.workplace.chain
    writes(chancery, other, document, "первая")
    forger = dataclasses.replace(other, sent=[])
    early = dataclasses.replace(other, sent=[])
    writes(chancery, other, document, "вторая")
    writes(chancery, early, document, "подложная до")
    assert chancery.document(document).card.note == "подложная до"
    chancery.workplace.extend(DeviceRetire(other.key.name, cut(chancery, *other.sent)).told())
    assert note(chancery, document) == "вторая"
    forger.workplace = chancery.workplace
    now, chancery.workplace.chain = chancery.workplace.chain, old
    writes(chancery, forger, document, "подложная после")
    chancery.workplace.chain = now
    assert note(chancery, document) == "вторая"


def test_a_bad_record_keeps_no_good_one_out(chancery: Chancery) -> None:
    """Somebody with the folder but no key put bytes where the next record will be."""
    workplace, stored = chancery.workplace, list(chancery.workplace.records)
    key = workplace.key
    for person in ("p1", "p2"):
        stored.append(authority.extend(stored, *PersonAdd(person).told(), key, at=1))
    good, bad = stored[-2:], b"EDAU1\nnot a record\n"
    with pytest.raises(DamagedError):
        workplace.learn([good[0], bad])
    assert workplace.roster.people >= {"p1"}
    workplace.learn(good)
    assert workplace.roster.people >= {"p1", "p2"}
    assert chancery.reopen().records == tuple(stored)
    chancery.assert_sound()
