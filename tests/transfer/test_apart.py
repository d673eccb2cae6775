"""Child processes under limits: whatever happens inside, the parent has a value."""

import os
import select
import signal
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path

import pytest

from edo.errors import Reason, Refusal
from edo.transfer import apart, pages, tabular, text
from edo.transfer.apart import MIB, Ask, Child, Done, Failed, Limits, Outcome
from edo.transfer.readers.ending import Ending

MODULE = "tests.transfer.misbehaving"
TIGHT = Limits(memory=256 * MIB, seconds=1, wall=120, answer=2 * MIB)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux keeps a child to all these limits"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file to work on."""
    path = tmp_path / "file"
    path.write_bytes(b"bytes")
    return path


def run(work: str, file: Path, limits: Limits = TIGHT, payload: bytes = b"") -> Outcome:
    """Do one work in a process of its own."""
    return apart.run(MODULE, Ask(work, file, payload=payload), limits)


def test_an_answer_comes_back_whole(file: Path) -> None:
    """What a work emits, in pieces, is put together again, with its notes."""
    payload = os.urandom(2 * MIB - 100)
    assert run("echo", file, payload=payload) == Done(payload, b'{"size": %d}' % len(payload))


def test_an_answer_can_go_into_a_file(file: Path) -> None:
    """A large answer need not be held in memory."""
    out = BytesIO()
    outcome = apart.run(MODULE, Ask("echo", file, payload=b"words"), TIGHT, into=out)
    assert outcome == Done(b"", b'{"size": 5}')
    assert out.getvalue() == b"words"


@pytest.mark.parametrize(
    ("work", "ending"),
    [
        ("spin", Ending.TOO_LONG),
        ("hoard", Ending.TOO_MUCH_MEMORY),
        ("abort", Ending.TOO_MUCH_MEMORY),
        ("flood", Ending.TOO_LARGE),
        ("crash", Ending.DAMAGED),
        ("leave", Ending.DAMAGED),
        ("raise", Ending.DAMAGED),
        ("babble", Ending.TOO_LARGE),
        ("fail", Ending.ENCRYPTED),
    ],
)
def test_every_bad_end_is_told(file: Path, work: str, ending: Ending) -> None:
    """Time, memory, size, crash and nonsense each have their word."""
    outcome = run(work, file)
    assert isinstance(outcome, Failed)
    assert outcome.ending is ending


def test_a_stalled_child_is_ended_by_the_wall_clock(file: Path) -> None:
    """A process that waits for nothing uses no processor time and is ended all the same."""
    outcome = run("stall", file, Limits(wall=0.5))
    assert isinstance(outcome, Failed)
    assert outcome.ending is Ending.TOO_LONG


def test_what_came_before_the_end_is_kept(file: Path) -> None:
    """Half an answer is better than none."""
    assert run("crash", file) == Failed(Ending.DAMAGED, b"begun")
    assert run("fail", file) == Failed(Ending.ENCRYPTED, b"half of it")


def test_a_child_cannot_write_a_file(file: Path) -> None:
    """Not one byte gets onto the disk."""
    assert run("write", file) == Failed(Ending.DAMAGED)
    written = file.with_name("written")
    assert not written.exists() or written.read_bytes() == b""


def test_a_child_cannot_start_a_program(file: Path) -> None:
    """No process has children of its own."""
    if os.geteuid() == 0:
        pytest.skip("the limit on processes does not hold for root")
    assert isinstance(run("start", file), Failed)


def test_chatter_of_libraries_does_not_spoil_the_answer(file: Path) -> None:
    """What a library prints goes nowhere."""
    assert run("say", file) == Done(b"the answer", b"{}")


def test_a_child_has_nothing_of_ours(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither our environment nor our open files reach it."""
    monkeypatch.setenv("EDO_PASSPHRASE", "secret")
    with file.open("rb") as opened:
        os.set_inheritable(opened.fileno(), True)
        outcome = run("see", file)
    assert isinstance(outcome, Done)
    seen = outcome.data.decode().split()
    assert "EDO_PASSPHRASE" not in seen
    assert len([each for each in seen if each.isdigit()]) <= 6


def test_a_child_may_be_asked_many_times(file: Path) -> None:
    """Starting is paid for once."""
    with Child(MODULE, TIGHT) as child:
        answers = [child.ask(Ask("count", file), TIGHT) for _ in range(3)]
        assert child.alive
    said = [answer.data.split() for answer in answers if isinstance(answer, Done)]
    assert [number for number, _ in said] == [b"1", b"2", b"3"]
    assert len({process for _, process in said}) == 1
    assert not child.alive


def test_each_request_has_its_own_time(file: Path) -> None:
    """A child that has worked long is not ended for it in a short request."""
    with Child(MODULE, TIGHT) as child:
        for _ in range(4):
            assert isinstance(child.ask(Ask("busy", file), TIGHT), Done)


def test_a_child_killed_from_outside_may_be_tried_again(file: Path) -> None:
    """A kill by somebody else is told from our own and from a crash."""
    with Child(MODULE, TIGHT) as child:
        answer = child.ask(Ask("count", file), TIGHT)
        assert isinstance(answer, Done)
        os.kill(int(answer.data.split()[1]), signal.SIGKILL)
        assert child.ask(Ask("count", file), TIGHT) == Failed(Ending.INTERRUPTED)
        assert not child.alive


def test_a_child_can_be_stopped_while_it_works(file: Path) -> None:
    """Closing a window does not wait for its picture."""
    with Child(MODULE, TIGHT) as child:
        begun = threading.Event()
        answers: list[Outcome] = []

        class _Telling(BytesIO):
            def write(self, data: object) -> int:
                begun.set()
                return 0

        asked = threading.Thread(
            target=lambda: answers.append(child.ask(Ask("stall", file), TIGHT, into=_Telling()))
        )
        asked.start()
        assert begun.wait(20)
        child.stop()
        asked.join()
        assert answers == [Failed(Ending.INTERRUPTED)]


def python(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start another program that uses children."""
    given = "import sys; from pathlib import Path; from edo.transfer.apart import *; "
    return subprocess.Popen(
        [sys.executable, "-c", given + script, MODULE, *arguments],
        cwd=Path(__file__).parents[2],
        bufsize=0,
        stdout=subprocess.PIPE,
    )


@pytest.mark.parametrize("work", ["spin", "stall"])
def test_no_child_outlives_its_parent(file: Path, work: str) -> None:
    """When the program is killed, its readers end with it."""
    script = "run(sys.argv[1], Ask(sys.argv[2], Path(sys.argv[3])), Limits(), open(1, 'wb', 0))"
    with python(script, work, str(file)) as parent:
        assert parent.stdout is not None
        said = parent.stdout.read(100)
        watch = os.pidfd_open(int(said.removeprefix(b"begun ")))
        parent.kill()
        ready, _, _ = select.select([watch], [], [], 20)
        os.close(watch)
        assert ready == [watch]


@pytest.mark.parametrize("name", sorted({*text.MODULES.values(), *pages.MODULES, tabular.MODULE}))
def test_readers_load_little(name: str) -> None:
    """A start waits for every import, and a conquered child should find nothing of ours."""
    script = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script, name],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert name in said
    strangers = {"sqlalchemy", "PySide6", "cryptography", "msgspec", "reportlab", "openpyxl"}
    assert strangers.isdisjoint(said)
    ours = [each for each in said if each.startswith("edo.")]
    assert all(each.startswith("edo.transfer") for each in ours)


def test_a_full_disk_is_ours_to_tell(file: Path) -> None:
    """An error in writing the answer is not taken for one of the child."""
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="space"):
        apart.run(MODULE, Ask("echo", file, payload=b"words"), TIGHT, into=full)


def test_the_start_of_a_file_is_all_we_read(file: Path) -> None:
    """The parent sees four kilobytes and the size."""
    file.write_bytes(b"ab" * 10_000)
    start = apart.start_of(file)
    assert (start.data, start.size) == (b"ab" * 2048, 20_000)


@pytest.mark.parametrize("place", ["", "none", "pipe", "a\0b", "x" * 300])
def test_what_is_no_file_is_refused(tmp_path: Path, place: str) -> None:
    """Folders, pipes, absent files and impossible names are refused without waiting."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal) as refusal:
        apart.start_of(tmp_path / place)
    assert refusal.value.reason is Reason.CANNOT_READ


def test_the_parent_stays_small(file: Path) -> None:
    """A child that floods us is cut off: the most memory we ever held is no more than before."""
    script = (
        "most = lambda: int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]); "
        "run(sys.argv[1], Ask('echo', Path(sys.argv[2])), Limits()); before = most(); "
        "run(sys.argv[1], Ask('flood', Path(sys.argv[2])), Limits(answer=8 * MIB)); "
        "print(most() - before)"
    )
    with python(script, str(file)) as parent:
        said, _ = parent.communicate(timeout=60)
    assert int(said) < 32 * 1024  # KiB: the answer allowed, and room to receive it
