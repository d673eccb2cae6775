"""Filling an empty share again, broken off anywhere: it may simply be repeated."""

import random
from pathlib import Path

import pytest

from edo import joining
from edo.check import check
from edo.commands import organisation
from edo.commands.documents import Attachment
from edo.errors import Reason, Refusal
from edo.finding import Harm, worst
from edo.repair.republish import republish
from edo.share import layout
from edo.store import shared
from tests.office import Chancery
from tests.share.carriers import Crash, CrashAt, MemoryCarrier
from tests.test_joining import Share, exchange


@pytest.fixture
def share(chancery: Chancery, tmp_path: Path) -> Share:
    """Begin a share with a registered letter, its content, and its number."""
    made = Share()
    joining.connect(chancery.workplace, place="//server/edo", make=made)
    (tmp_path / "письмо.txt").write_text("О путёвках", encoding="utf-8")
    chancery.register(files=[Attachment(tmp_path / "письмо.txt")])
    exchange(chancery, made)
    return made


def lasting(carrier: MemoryCarrier) -> dict[str, bytes]:
    """Return what lies there but the heads, of which older ones need not come back."""
    return {name: data for name, data in carrier.objects.items() if "/heads/" not in name}


def test_it_may_end_anywhere_and_goes_on(chancery: Chancery, share: Share) -> None:
    """Each act is the last one once, before it and after it; the end is what was there before."""
    whole, workplace = lasting(share.carrier), chancery.workplace
    share.carrier.restore({})
    counted = CrashAt(share.carrier)
    republish(workplace, counted)
    assert lasting(share.carrier) == whole
    assert counted.operations > 10
    for k in range(1, counted.operations + 1):
        for after in (False, True):
            share.carrier.restore({})
            with pytest.raises(Crash):
                republish(workplace, CrashAt(share.carrier, k, after=after))
            republish(workplace, share.carrier)
            assert lasting(share.carrier) == whole, k
    assert worst(check(workplace, deep=True).findings) in (None, Harm.NOTICE)


def test_another_organisations_share_is_left_alone(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """Nothing of ours is put among what is theirs."""
    theirs = share.carrier.objects
    other = organisation.found(
        tmp_path / "other",
        organisation="Профсоюз",
        office="Комитет",
        person="Ким",
        at=chancery.clock,
        random=random.Random(2).randbytes,
    )
    with pytest.raises(Refusal) as refusal:
        republish(other, share.carrier)
    other.close()
    assert refusal.value.reason is Reason.SHARE_FOREIGN
    assert share.carrier.objects == theirs


def test_what_is_nobodys_work_goes_and_is_kept_as_a_proof(chancery: Chancery, share: Share) -> None:
    """A forged segment in the place of one's own; the true one takes it back."""
    name = next(name for name in share.carrier.objects if layout.read_segment(name))
    true = share.carrier.objects[name]
    share.carrier.plant(name, true.replace(b'"inst":"', b'"inst":"forged'))
    told = republish(chancery.workplace, share.carrier)
    assert (told.segments, told.untouched) == (1, [])
    assert share.carrier.objects[name] == true
    assert name in {one.name for one in chancery.workplace.read(shared.aside)}
