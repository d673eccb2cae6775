"""Make the environment in .venv, from nothing but a plain python3.

    python3 tools/bootstrap.py run|dev [--windows]

`run` brings what the program needs, `dev` the checks and tests as well. With `--windows` the system
libraries of Qt must be there, and the exit code is 2 when they cannot be had; without it their
absence is only told. `dev --windows` brings a screen for the tests too, where that is allowed. A
second run finds its stamp and does nothing.

Only the standard library is used: a stock Debian has no venv, no pip and nothing else.
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
STAMP = VENV / "edo-stamp"
PYTHON = VENV / "bin" / "python"
UV = TOOLS / "bin" / ("uv.exe" if sys.platform == "win32" else "uv")
UV_PINS = "requirements/uv.txt"
PINS = {"run": "requirements/run.txt", "dev": "requirements/dev.txt"}
OLDEST = (3, 11)

# A library of Qt and the Debian package it comes in. The first are needed to draw anything at all,
# the second to open a window on a screen.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
SCREEN = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# A program and its package: with them the tests press real keys in a screen of their own.
KEYS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "openbox": "openbox",
}


class CannotGoOnError(Exception):
    """Something only the person at the machine can mend; the message says what."""


def main() -> int:
    """Do what is missing and answer with an exit code: 0 done, 2 a person must act first."""
    parser = argparse.ArgumentParser(description="Make the environment in .venv.")
    parser.add_argument("level", choices=sorted(PINS))
    parser.add_argument("--windows", action="store_true", help="Qt must be able to draw")
    wanted = parser.parse_args()
    os.chdir(ROOT)
    try:
        check_python()
        tested = wanted.windows and wanted.level == "dev"
        bring_libraries(needed=wanted.windows, tested=tested)
        bring_environment(wanted.level)
        compile_catalogues()
    except CannotGoOnError as trouble:
        print(f"bootstrap: {trouble}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as trouble:
        print(f"bootstrap: failed: {' '.join(map(str, trouble.cmd))}", file=sys.stderr)
        return 1
    return 0


def check_python() -> None:
    """Refuse a Python that is too old for the project."""
    if sys.version_info < OLDEST:
        oldest = ".".join(str(part) for part in OLDEST)
        raise CannotGoOnError(
            f"Python {oldest} or newer is needed, this is {sys.version.split()[0]}:"
            " name another one, as in `make PYTHON=python3.12 ...`"
        )


def bring_libraries(*, needed: bool, tested: bool) -> None:
    """See that the system libraries of Qt are there, installing them where that is allowed.

    What `tested` asks for on top is nobody's duty: without it those tests say why they are skipped.

    Raises `CannotGoOnError` when libraries that are needed cannot be installed by this person.
    """
    if not sys.platform.startswith("linux"):
        return
    on_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    undrawn = missing(DRAWING)
    unseen = missing(SCREEN)
    keyless = [package for name, package in KEYS.items() if shutil.which(name) is None]
    lacking = bool(undrawn or (unseen and on_screen))
    if not lacking and not (tested and (unseen or keyless)):
        return
    packages = undrawn + unseen
    apt = administrator_command("apt-get")
    if apt is not None:
        try:
            apt_install(apt, [*packages, *(keyless if tested else ())])
        except subprocess.CalledProcessError:
            if needed and lacking:
                raise
        else:
            return
    if not lacking:
        return
    sentence = (
        "system libraries are missing; an administrator installs them by:"
        f" apt-get install --no-install-recommends {' '.join(packages)}"
    )
    if needed:
        raise CannotGoOnError(sentence)
    print(f"bootstrap: windows will not open yet, {sentence}", file=sys.stderr)


def missing(libraries: dict[str, str]) -> list[str]:
    """List the packages whose library the loader does not find."""
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def administrator_command(name: str) -> list[str] | None:
    """Give the words that run a program with an administrator's rights, or None without them."""
    if shutil.which(name) is None:
        return None
    if os.geteuid() == 0:
        return [name]
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n", name]
    return None


def apt_install(apt: list[str], packages: Iterable[str]) -> None:
    """Install Debian packages, asking nothing; raises `CalledProcessError` when apt fails."""
    print(f"bootstrap: installing {' '.join(packages)}", flush=True)
    quiet = ["-qq", "-o=Dpkg::Use-Pty=0"]
    # Through env, because sudo passes no environment on.
    asking_nothing = [*apt[:-1], "env", "DEBIAN_FRONTEND=noninteractive", apt[-1]]
    run([*asking_nothing, "update", *quiet])
    run(
        [*asking_nothing, "install", "-y", "--no-install-recommends", *quiet, *packages],
        silent=True,
    )


def bring_environment(level: str) -> None:
    """Make .venv agree with the pins and with pyproject.toml, unless its stamp says it does.

    An environment once made for `dev` stays so: what serves the tests serves the program.
    """
    stamped = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    level = "dev" if "dev" in stamped else level
    stamp = [level, fingerprint()]
    if stamped == stamp and PYTHON.exists():
        return
    print(f"bootstrap: making the environment in {VENV.name}", flush=True)
    bring_uv()
    STAMP.unlink(missing_ok=True)
    if not usable(PYTHON):
        uv("venv", "--clear", "--no-project", "--python", sys.executable, str(VENV))
    uv("pip", "sync", "--require-hashes", "--compile-bytecode", PINS[level])
    # The builder is among the pins, so nothing is fetched here.
    uv("pip", "install", "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(" ".join(stamp), encoding="utf-8")


def fingerprint() -> str:
    """Sum up everything the environment depends on, its own place included."""
    whole = hashlib.sha256(f"{VENV}\n{sys.version}\n{sys.executable}\n".encode())
    for name in ("pyproject.toml", UV_PINS, *PINS.values(), "tools/bootstrap.py"):
        whole.update((ROOT / name).read_bytes())
    return whole.hexdigest()


def bring_uv() -> None:
    """Put the pinned uv into .tools: a stock Debian lets pip install into a folder only."""
    pins = hashlib.sha256((ROOT / UV_PINS).read_bytes()).hexdigest()
    stamp = TOOLS / "edo-stamp"
    if UV.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == pins:
        return
    bring_pip()
    shutil.rmtree(TOOLS, ignore_errors=True)
    place = ["--target", str(TOOLS), "--require-hashes", "--requirement", UV_PINS]
    run([sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *place])
    stamp.write_text(pins, encoding="utf-8")


def bring_pip() -> None:
    """See that this Python has pip, by the system's package or by Python's own copy of it."""
    if has_pip():
        return
    apt = administrator_command("apt-get")
    if apt is not None and sys.executable.startswith("/usr/bin/"):
        apt_install(apt, ["python3-pip"])
    else:
        own = [sys.executable, "-m", "ensurepip", "--user"]
        subprocess.run(own, capture_output=True, check=False)
    if not has_pip():
        raise CannotGoOnError(
            "pip is missing; an administrator installs it by:"
            " apt-get install --no-install-recommends python3-pip"
        )


def has_pip() -> bool:
    """Tell whether this Python can install packages."""
    asked = [sys.executable, "-m", "pip", "--version"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def usable(python: Path) -> bool:
    """Tell whether an environment's Python still runs and is the version of this one."""
    asked = [str(python), "-c", "import sys; print(sys.version)"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return told.strip() == sys.version.strip()


def uv(*words: str, environment: Path = VENV) -> None:
    """Run uv on an environment, trusting the system's certificates and fetching no other Python."""
    settings = {
        "UV_SYSTEM_CERTS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
        "VIRTUAL_ENV": str(environment),
    }
    run([str(UV), "--quiet", *words], settings)


def compile_catalogues(python: Path = PYTHON) -> None:
    """Turn every translation that is newer than its compiled form into that form."""
    for source in sorted(ROOT.glob("resources/locale/*/LC_MESSAGES/edo.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        pybabel = [str(python), "-m", "babel.messages.frontend", "-q"]
        run([*pybabel, "compile", "-i", str(source), "-o", str(compiled)])


def run(
    command: Sequence[str], settings: dict[str, str] | None = None, *, silent: bool = False
) -> None:
    """Run a program to its end; raises `CalledProcessError` when it fails.

    A silent one is heard only when it fails.
    """
    ended = subprocess.run(
        command,
        env={**os.environ, **(settings or {})},
        stdout=subprocess.PIPE if silent else None,
        stderr=subprocess.STDOUT if silent else None,
        check=False,
    )
    if ended.returncode:
        if silent:
            sys.stderr.buffer.write(ended.stdout)
        raise subprocess.CalledProcessError(ended.returncode, command)


if __name__ == "__main__":
    sys.exit(main())
