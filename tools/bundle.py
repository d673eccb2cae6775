"""Make the program as one folder that needs no Python, in dist/edo, and try it.

    python3 tools/bundle.py

The folder is made by PyInstaller, as packaging/edo.spec says, in an environment of its own with
nothing but what the program needs. On Windows packaging/installer.iss makes an installer of it.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import bootstrap

PINS = ("requirements/run.txt", "requirements/bundle.txt")
BUILD = bootstrap.ROOT / "build"
ENVIRONMENT = BUILD / "env"
STAMP = ENVIRONMENT / "edo-stamp"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
MADE = bootstrap.ROOT / "dist" / "edo"
PACKAGING = bootstrap.ROOT / "packaging"
SIGN = bootstrap.ROOT / "resources" / "theme" / "sign.svg"
BINUTILS = "binutils"
DRAWN = (16, 32, 48, 64, 128, 256)
"""Pixels of the program's sign."""
# Libraries that come with the marks of their making: a third of some is nothing else.
MARKED = (
    "sqlalchemy",
    "zstandard",
    "PIL",
    "python_calamine",
    "Stemmer",
    "zxingcpp",
    "cryptography",
    "libpython3",
    "python3",
)

_DRAW = """
import sys
from pathlib import Path
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
source, into, *sizes = sys.argv[1:]
drawing = QSvgRenderer(source)
for size in map(int, sizes):
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    image.save(f"{into}/edo-{size}.png")
whole = Image.open(f"{into}/edo-{sizes[-1]}.png")
whole.save(f"{into}/edo.ico", sizes=[(int(size), int(size)) for size in sizes])
"""


def main() -> int:
    """Make the bundle and try it; answer with an exit code."""
    os.chdir(bootstrap.ROOT)
    try:
        bring_builder()
        bootstrap.compile_catalogues(PYTHON)
        draw_sign()
        build()
        finish()
    except bootstrap.CannotGoOnError as trouble:
        print(f"bundle: {trouble}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as trouble:
        print(f"bundle: failed: {' '.join(map(str, trouble.cmd))}", file=sys.stderr)
        return 1
    if sys.platform == "win32":
        print("bundle: made, and not tried: the smoke test runs on Linux")
        return 0
    return subprocess.run([PYTHON, "packaging/smoke.py", str(MADE)], check=False).returncode


def bring_builder() -> None:
    """Make the environment the bundle is taken from, unless its stamp says that it stands."""
    if packages := missing():
        apt = bootstrap.administrator_command("apt-get")
        if apt is None:
            raise bootstrap.CannotGoOnError(
                "something is missing; an administrator installs it by:"
                f" apt-get install {' '.join(packages)}"
            )
        bootstrap.apt_install(apt, packages)
    pinned = b"".join((bootstrap.ROOT / name).read_bytes() for name in (*PINS, "pyproject.toml"))
    stamp = hashlib.sha256(pinned + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == stamp:
        return
    bootstrap.bring_uv()
    place = str(ENVIRONMENT)
    bootstrap.uv("venv", "--clear", "--no-project", "--python", sys.executable, place)
    bootstrap.uv("pip", "sync", "--require-hashes", *PINS, environment=ENVIRONMENT)
    alone = ("--no-deps", "--no-build-isolation", "--editable", ".")
    bootstrap.uv("pip", "install", *alone, environment=ENVIRONMENT)
    STAMP.write_text(stamp, encoding="utf-8")


def missing() -> list[str]:
    """List the Debian packages that building needs and this system has not."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [] if shutil.which("objdump") else [BINUTILS]
    # The system's own Python has its library in a package apart; others bring theirs.
    library = str(sysconfig.get_config_var("INSTSONAME"))
    if sys.executable.startswith("/usr/bin/") and not bootstrap.loads(library):
        packages.append(library.partition(".so")[0])
    return packages


def draw_sign() -> None:
    """Draw the program's sign in all sizes, and as an icon of Windows."""
    sizes = [str(size) for size in DRAWN]
    bootstrap.run(
        [str(PYTHON), "-c", _DRAW, str(SIGN), str(BUILD), *sizes], {"QT_QPA_PLATFORM": "offscreen"}
    )


def build() -> None:
    """Have PyInstaller put the folder together."""
    shutil.rmtree(MADE, ignore_errors=True)
    places = ("--distpath", str(MADE.parent), "--workpath", str(BUILD))
    quiet = ("--noconfirm", "--log-level=ERROR")
    bootstrap.run([str(PYTHON), "-m", "PyInstaller", *quiet, *places, str(PACKAGING / "edo.spec")])


def finish() -> None:
    """Lay beside the programs what the system wants to know of them, and the licences."""
    bootstrap.run([str(PYTHON), "tools/licences.py", str(MADE / "licences")])
    if sys.platform == "win32":
        return
    (MADE / "edo").symlink_to("edo-client")
    shutil.copy(PACKAGING / "install.sh", MADE)
    told = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    entry = (PACKAGING / "edo.desktop").read_text(encoding="utf-8")
    share = MADE / "share"
    share.mkdir()
    (share / "edo.desktop").write_text(
        entry.replace("$version", told["project"]["version"]), encoding="utf-8"
    )
    shutil.copy(PACKAGING / "edo.xml", share)
    shutil.copy(SIGN, share / "edo.svg")
    for size in DRAWN:
        shutil.copy(BUILD / f"edo-{size}.png", share)
    if shutil.which("strip"):
        within = MADE / "_internal"
        for library in within.rglob("*.so*"):
            if library.relative_to(within).parts[0].split(".")[0] in MARKED:
                lighten(library)


def lighten(library: Path) -> None:
    """Take a library's marks away, where the loader still takes it then."""
    light = library.with_name(f"{library.name}.light")
    bootstrap.run(["strip", "--strip-unneeded", "-o", str(light), str(library)])
    try:
        ctypes.CDLL(str(light), mode=os.RTLD_LAZY)
    except OSError as error:
        # What it asks for by its own names is found in its own place only.
        if "cannot open shared object" not in str(error):
            light.unlink()
            return
    light.replace(library)


if __name__ == "__main__":
    sys.exit(main())
