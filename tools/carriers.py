"""Try the program on carriers that are not ours: a Samba and two Syncthings, on loopback.

    python3 tools/carriers.py

Brings what they need where that is allowed: Debian's packages by apt, the Python library by its
pins. What could not be brought is said, its suite is skipped with the reason, and the exit code is
that of the suites that ran. Debian starts Samba as a service when it is installed where systemd
runs; the tests need the program only, and use none of its settings.
"""

import os
import shutil
import subprocess
import sys

import bootstrap

PINS = "requirements/carriers.txt"
PROGRAMS = {"smbd": "samba", "syncthing": "syncthing"}
SUITES = "tests/carriers"


def main() -> int:
    """Bring what is missing, run the suites, measure; answer with an exit code."""
    os.chdir(bootstrap.ROOT)
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    lacking = bring_programs()
    bootstrap.bring_uv()
    bootstrap.uv("pip", "install", "--require-hashes", "--requirement", PINS)
    environment = {**os.environ, "EDO_CARRIERS": "1"}
    python = str(bootstrap.PYTHON)
    suites = [python, "-m", "pytest", "-q", "-rPs", "--timeout-method=thread", SUITES]
    code = subprocess.run(suites, env=environment, check=False).returncode
    if "smbd" not in lacking:
        subprocess.run([python, "-m", "tests.carriers.figures"], env=environment, check=True)
    for program in lacking:
        print(
            f"carriers: {PROGRAMS[program]} DID NOT RUN: there is no {program};"
            f" an administrator installs it by: apt-get install {PROGRAMS[program]}"
        )
    return code


def bring_programs() -> list[str]:
    """Install the servers that are missing where that is allowed; return what is missing still."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    apt = bootstrap.administrator_command("apt-get")
    if missing and apt is not None:
        try:
            bootstrap.apt_install(apt, [PROGRAMS[name] for name in missing])
        except subprocess.CalledProcessError:
            print("carriers: apt could not install what is missing", file=sys.stderr)
    return [name for name in missing if shutil.which(name) is None]


if __name__ == "__main__":
    sys.exit(main())
