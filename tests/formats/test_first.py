"""What the first release wrote is read by every later one, byte for byte."""

from pathlib import Path

from edo import segment
from edo.change import Change, Stamp
from edo.domain.card import Kind
from edo.domain.document import Document, Status
from edo.domain.fold import fold
from edo.domain.rights import Right
from edo.domain.roster import fold_roster
from edo.share import authority
from tests.builders import stamp

FOLDER = Path(__file__).parent / "first"


def _chain() -> list[bytes]:
    return [path.read_bytes() for path in sorted(FOLDER.glob("authority-*.rec"))]


def _changes() -> list[Change]:
    """Verify the segments log by log and return what they hold."""
    chain = authority.check(_chain())
    devices = fold_roster(chain.records).devices
    found: list[Change] = []
    ends: dict[str, tuple[int, str]] = {}
    for path in sorted(FOLDER.glob("segment-*.seg")):
        data = path.read_bytes()
        header = segment.parse(data)[0].header
        one = segment.verify(data, devices[header.dev].public)
        assert (header.seq - 1, header.prev) == ends.get(header.space, (0, ""))
        ends[header.space] = (header.seq, one.hash)
        for place, line in enumerate(segment.lines(one)):
            stamp = Stamp(
                line.hlc,
                line.person,
                header.dev,
                header.seq,
                place,
                one.hash,
                header.space,
                header.auth[0],
            )
            found.append(Change(line.subject, line.kind, stamp, line.base, bytes(line.data)))
    return found


def test_the_chain_of_the_first_release_stands() -> None:
    """The founder's chain is checked and gives the founder every right."""
    chain = authority.check(_chain())
    roster = fold_roster(chain.records)
    (person,), (dev,) = roster.people, roster.devices
    now = stamp(person=person, dev=dev, authority=chain.head[0])

    assert chain.founding.name == "Отраслевой профсоюз"
    assert all(roster.allows(now, right) for right in Right)


def test_the_segments_of_the_first_release_fold_to_the_same_documents() -> None:
    """Two letters were registered; one card was changed, the other registration annulled."""
    roster = fold_roster(authority.check(_chain()).records)
    changes = _changes()
    subjects = dict.fromkeys(change.subject for change in changes if change.subject[0] == "d")
    folded = [
        fold((change for change in changes if change.subject == subject), roster)
        for subject in subjects
    ]

    first, second = (one.state for one in folded)
    assert not any(one.refused for one in folded)
    assert isinstance(first, Document)
    assert (first.kind, first.status) == (Kind.INCOMING, Status.REGISTERED)
    assert first.number is not None
    assert first.number.text == "1"
    assert first.card.subject_kk == "Мәлімет беру туралы"
    assert first.card.handed_to == "Председатель"
    assert first.card.due is not None
    assert second.status is Status.CANCELLED
    assert second.reason == "Введено дважды"
    assert second.number.text == "2"
