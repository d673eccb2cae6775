"""A share that hangs hangs alone."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from edo.errors import Reason, Refusal, UnreachableError
from edo.share.patient import PatientCarrier
from edo.share.trouble import Trouble
from tests.share.carriers import MemoryCarrier

LONG = 60.0
AT_ONCE = 0.0


class Hanging(MemoryCarrier):
    """A share whose reads wait until the test lets them go."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = Event()
        self.reached = Event()
        self.asked = 0

    def read(self, name: str, limit: int) -> bytes | None:
        """Read, once the server answers."""
        self.asked += 1
        self.reached.set()
        self.answers.wait()
        return super().read(name, limit)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    """Return a share that hangs, until the test is over."""
    made = Hanging()
    yield made
    made.answers.set()


def test_a_hung_share_is_given_up(hanging: Hanging) -> None:
    """The caller goes on when the time is over, and the next one need not wait at all."""
    patient = PatientCarrier(hanging, AT_ONCE)
    with pytest.raises(UnreachableError) as error:
        patient.read("heads/a", 100)
    assert error.value.reason == Trouble.TIMEOUT
    assert patient.hangs
    for act in (
        lambda: patient.read("heads/a", 100),
        lambda: patient.put_new("heads/a", b"first"),
        lambda: patient.list("heads"),
        lambda: patient.claim("claims/a", b"token"),
    ):
        with pytest.raises(UnreachableError) as error:
            act()
        assert error.value.reason == Trouble.TIMEOUT
    assert hanging.asked <= 1


def test_a_share_that_comes_back_is_asked_again(hanging: Hanging) -> None:
    """When the operation that hung has come back the share is used as before."""
    patient = PatientCarrier(hanging, AT_ONCE)
    with pytest.raises(UnreachableError):
        patient.read("heads/a", 100)
    hanging.answers.set()
    for late in patient._late:
        assert late.done.wait(LONG)
    patient.seconds = LONG
    patient.put_new("heads/a", b"first")
    assert patient.read("heads/a", 100) == b"first"


def test_who_waits_is_let_go_when_the_share_is_abandoned(hanging: Hanging) -> None:
    """A program that closes does not wait for a server: who waits is told at once."""
    patient = PatientCarrier(hanging, LONG)
    told: list[str] = []

    def wait() -> None:
        try:
            patient.read("heads/a", 100)
        except UnreachableError as error:
            told.append(error.reason)

    waiter = Thread(target=wait)
    waiter.start()
    assert hanging.reached.wait(LONG)
    patient.abandon()
    waiter.join(LONG)
    assert told == [Trouble.TIMEOUT]
    hanging.answers.set()
    with pytest.raises(UnreachableError):
        patient.list("heads")


def test_errors_come_through_as_they_are(tmp_path: Path) -> None:
    """What the carrier refuses is refused to the caller, in the caller's own thread."""
    patient = PatientCarrier(MemoryCarrier())
    with pytest.raises(Refusal) as refusal:
        patient.put_new("heads/a", tmp_path / "missing")
    assert refusal.value.reason is Reason.CANNOT_READ
    with pytest.raises(Exception, match="share_name"):
        patient.read("../out", 100)
    assert patient.put_new("heads/a", b"first")
    patient.close()
    assert patient.read("heads/a", 100) == b"first"
    patient.close()
