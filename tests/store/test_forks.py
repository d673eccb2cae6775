"""Logs that forked are told branch by branch."""

from pathlib import Path

import msgspec

from edo import keys, segment
from edo.segment import Line, Log, Segment
from edo.store import forks, ledger
from edo.store.database import Connection, Database
from tests.builders import hlc

ONE, OTHER = keys.make(), keys.make()


def append(connection: Connection, key: keys.SigningKey, seq: int, prev: str, text: str) -> Segment:
    """Seal one change behind another segment and append it."""
    line = Line("d1", "document.changed", hlc(minute=seq), "p1", (), msgspec.Raw(text.encode()))
    sealed = segment.seal([line], Log("org", "o1", key.name, "inst", seq, prev, (0, "")), key)
    ledger.append(connection, sealed, [line])
    return sealed


def test_only_logs_that_forked_are_told_whole(tmp_path: Path) -> None:
    """Each of their segments with the one before it, whatever the order they came in."""
    database = Database(tmp_path / "edo.db")
    with database.writing() as connection:
        first = append(connection, ONE, 1, "", "1")
        other = append(connection, OTHER, 1, "", "1")
        append(connection, OTHER, 2, other.hash, "2")
        second = append(connection, ONE, 2, first.hash, "2")
        assert forks.links(connection) == []
        assert not forks.among(connection, [first, other, second])
        third = append(connection, ONE, 3, second.hash, "3")
        false = append(connection, ONE, 2, first.hash, "another past")
        found = set(forks.links(connection))
        for one, is_forked in ((first, False), (second, True), (false, True), (third, False)):
            assert forks.among(connection, [other, one]) is is_forked
    database.close()
    log = ("o1", ONE.name)
    assert found == {
        (*log, 1, first.hash, ""),
        (*log, 2, second.hash, first.hash),
        (*log, 2, false.hash, first.hash),
        (*log, 3, third.hash, second.hash),
    }
