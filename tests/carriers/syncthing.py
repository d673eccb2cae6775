"""Two Syncthings of our own on loopback, that copy a folder between them and nothing else."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import OK, HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any

import pytest

_WAIT = 60.0
_PAUSE = 0.2
_FOLDER = "edo"
_OWN = (".stfolder", ".syncthing.")
_CONFIGURATION = """\
<configuration version="35">
  <folder id="{folder}" path="{path}" type="sendreceive" rescanIntervalS="3600"
      fsWatcherEnabled="false" ignorePerms="true">
    <device id="{ids[0]}"/><device id="{ids[1]}"/>
    <pullerPauseS>1</pullerPauseS><maxConflicts>10</maxConflicts>
  </folder>
  <device id="{ids[0]}" name="0"><address>tcp://127.0.0.1:{ports[0]}</address></device>
  <device id="{ids[1]}" name="1"><address>tcp://127.0.0.1:{ports[1]}</address></device>
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <reconnectionIntervalS>1</reconnectionIntervalS>
  </options>
</configuration>
"""


@dataclass(frozen=True)
class Side:
    """One of the two programs.

    Attributes:
        folder: what it keeps like the other's.
        gui: port it is asked at.
        key: what lets one ask.
        id: of its device.
    """

    folder: Path
    gui: int
    key: str
    id: str

    def ask(self, what: str, *, method: str = "GET") -> Any:
        """Ask the program something."""
        line = HTTPConnection("127.0.0.1", self.gui, timeout=_WAIT)
        try:
            line.request(method, f"/rest/{what}", headers={"X-API-Key": self.key})
            answer = line.getresponse()
            said = answer.read()
        finally:
            line.close()
        assert answer.status == OK, said
        return json.loads(said) if said else None

    def scan(self) -> None:
        """Let it look at its folder now."""
        self.ask(f"db/scan?folder={_FOLDER}", method="POST")

    def files(self) -> dict[str, bytes]:
        """Return what lies in its folder, but for what is its own."""
        found = (path for path in self.folder.rglob("*") if not path.name.startswith(_OWN))
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in found
            if path.is_file()
        }

    def holds_all(self) -> bool:
        """Tell whether it knows of nothing it does not have, nor the other of anything."""
        status = self.ask(f"db/status?folder={_FOLDER}")
        return status["state"] == "idle" and status["needTotalItems"] == 0


@dataclass(frozen=True)
class Pair:
    """Both programs."""

    sides: tuple[Side, Side]

    def meet(self) -> None:
        """Let both look, and wait until each has what the other has."""
        one, other = self.sides

        def alike() -> bool:
            for side in self.sides:
                side.scan()
            return all(side.holds_all() for side in self.sides) and one.files() == other.files()

        wait_for(alike, "the folders do not become alike")

    def part(self) -> None:
        """Let the two lose sight of each other."""
        one, other = self.sides
        one.ask(f"system/pause?device={other.id}", method="POST")
        wait_for(lambda: not _connected(one, other), "they still see each other")

    def unite(self) -> None:
        """Let the two see each other again."""
        one, other = self.sides
        one.ask(f"system/resume?device={other.id}", method="POST")
        wait_for(lambda: _connected(one, other), "they do not see each other")


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fail where it does not in time."""
    for _ in range(int(_WAIT / _PAUSE)):
        with suppress(ConnectionError, FileNotFoundError):
            if holds():
                return
        Event().wait(_PAUSE)
    raise AssertionError(what)


@contextmanager
def syncthings(folder: Path) -> Generator[Pair]:
    """Run two Syncthings with nothing outside a folder.

    Args:
        folder: an empty one.
    """
    program = shutil.which("syncthing")
    if program is None:
        pytest.skip("Syncthing did not run: there is none; Debian has it in package syncthing")
    homes = [folder / "home-0", folder / "home-1"]
    ids = [_generate(program, home) for home in homes]
    ports, guis = _free_ports(2), _free_ports(2)
    sides: list[Side] = []
    with ExitStack() as stack:
        for n, home in enumerate(homes):
            place, key = folder / f"side-{n}", secrets.token_hex(16)
            (place / ".stfolder").mkdir(parents=True)
            told = _CONFIGURATION.format(
                folder=_FOLDER,
                path=place,
                ids=ids,
                ports=ports,
                port=ports[n],
                gui=guis[n],
                key=key,
            )
            (home / "config.xml").write_text(told)
            stack.enter_context(_running(program, home))
            sides.append(Side(place, guis[n], key, ids[n]))
        one, other = sides
        wait_for(lambda: _connected(one, other), "they do not find each other")
        yield Pair((one, other))


@contextmanager
def _running(program: str, home: Path) -> Generator[None]:
    environment = {**os.environ, "STNOUPGRADE": "1", "STNORESTART": "1", "HOME": str(home)}
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(
            [program, "serve", f"--home={home}", "--no-browser", "--no-restart"],
            stdout=said,
            stderr=said,
            env=environment,
            start_new_session=True,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _generate(program: str, home: Path) -> str:
    """Make a program's key; return the id of its device."""
    subprocess.run(
        [program, "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"],
        capture_output=True,
        check=True,
        env={**os.environ, "HOME": str(home)},
    )
    found = re.search(r'<device id="([A-Z0-9-]+)"', (home / "config.xml").read_text())
    assert found is not None
    return found[1]


def _free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        free = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [one.getsockname()[1] for one in free]


def _connected(one: Side, other: Side) -> bool:
    return bool(one.ask("system/connections")["connections"].get(other.id, {}).get("connected"))
