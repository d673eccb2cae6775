"""Try the bundle as somebody would who has nothing else: `python packaging/smoke.py dist/edo`.

The folder is copied to a path with a space and Cyrillic letters, and its programs are run from
another folder with an empty environment: no Python, no PATH, no settings. An office is founded, a
letter registered with two files, its journal printed, everything checked, and the windows opened,
on a screen too where Xvfb is there. Then the sample offices are played, which prints and reads
every kind of paper, and every page is opened in both languages. Nothing may be written into the
program's folder. Only Linux is tried.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from edo import clock
from edo.transfer.sample_files import Paragraph, write_docx

ROOT = Path(__file__).resolve().parent.parent
OPENINGS = 4
"""How often the windows are opened; for the first time the files are read from the disk."""
TARGET = 2_000
"""Milliseconds from the command to a list one can use."""
LONGEST = 600
"""Seconds any program may take."""
SENTENCE = "Ұжымдық шарт жасасу туралы ақсауыт"
DRAWN = 20_000
"""Bytes of a picture with something in it; one colour comes to a few thousand."""
PAGES = 60
"""Pages of the windows at least, in each language."""
SCREEN = ("-screen", "0", "1366x768x24", "-nolisten", "tcp")
PRINTED = b"""BT /F1 12 Tf 72 720 Td (Quarterly quixotic figures) Tj ET"""


class Bundle:
    """The programs of one bundle, run with nothing around them."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder = folder
        self._home = place / "home"
        self._elsewhere = place / "elsewhere"
        self._elsewhere.mkdir()
        self.screen = {"QT_QPA_PLATFORM": "offscreen"}

    def edo(self, *words: str) -> str:
        """Run the terminal on the home folder; return what it says."""
        return self._run("edo", "--home", str(self._home), *words)

    def told(self, *words: str) -> object:
        """Run the terminal and read its answer."""
        return json.loads(self.edo(*words, "--json"))

    def open_windows(self, picture: Path) -> tuple[float, float]:
        """Open the windows; return milliseconds to a usable list, and MB of memory."""
        begun = str(time.time_ns())
        said = self._run("edo-client", "--started", str(self._home), begun, str(picture))
        spent, memory = said.split()
        return float(spent), float(memory)

    def take_pictures(self, home: Path, out: Path) -> None:
        """Open every page on a home folder."""
        self._run("edo-client", "--pictured", str(home), str(out))

    def _run(self, name: str, *words: str) -> str:
        ended = subprocess.run(
            [self.folder / name, *words],
            cwd=self._elsewhere,
            env={"HOME": str(self._elsewhere), **self.screen},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=False,
        )
        if ended.returncode:
            sys.exit(f"smoke: {name} {' '.join(words)}: {ended.returncode}\n{ended.stderr}")
        return ended.stdout


def main(arguments: Sequence[str]) -> int:
    """Try the bundle in the folder given; print what was measured as a JSON line."""
    with tempfile.TemporaryDirectory(prefix="edo-smoke-") as folder:
        place = Path(folder)
        copy = place / "Программа ЭДО"
        shutil.copytree(arguments[0], copy, symlinks=True)
        before = _content(copy)
        bundle = Bundle(copy, place)
        _see_version(bundle)
        _work(bundle, place)
        openings = _open(bundle, place)
        on_screen = _open_on_screen(bundle, place)
        pages = _go_round(bundle, place)
        _agree(_content(copy) == before, "something was written into the program's folder")
        figures = {
            "work": "start of the bundled client to a usable list",
            "figure": round(statistics.median(spent for spent, _ in openings[1:])),
            "unit": "ms",
            "target": TARGET,
            "cold_ms": round(openings[0][0]),
            "on_screen_ms": round(on_screen),
            "pages": pages,
            "memory_mb": round(max(memory for _, memory in openings)),
            "bundle_mb": round(sum(size for size, _ in before.values()) / 1e6),
            "files": len(before),
        }
    print(json.dumps(figures))
    return 0


def _see_version(bundle: Bundle) -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    said = bundle.edo("--version").split()
    _agree(said == ["edo", told["project"]["version"]], f"the version is said as {said}")


def _work(bundle: Bundle, place: Path) -> None:
    """Do a clerk's work in the terminal."""
    letter, scan = place / "Письмо.docx", place / "scan.pdf"
    write_docx(
        letter,
        paragraphs=[Paragraph(SENTENCE)],
        title="Хат",
        author="Сейтова А.",
        created=datetime(2026, 11, 20, tzinfo=UTC),
    )
    scan.write_bytes(_pdf())
    today = clock.today()
    since, until = today - timedelta(days=30), today + timedelta(days=1)
    bundle.edo("found", "--organisation", "Союз", "--office", "Абай", "--person", "Сейтова А.")
    named = ("--index", "ВХ", "--kind", "incoming", "--title-ru", "Журнал входящих")
    bundle.edo("journal", "add", *named)
    card = ("--from", "Акимат", "--subject-ru", "О шарте", "--their-number", "7")
    files = ("--file", str(letter), "--file", str(scan))
    bundle.edo("register", "incoming", "--journal", "ВХ", *card, "--their-date", str(since), *files)
    for scrap in ("ақсауыт", "quixotic", "Акимат"):
        found = bundle.told("search", scrap)
        _agree(found, f"{scrap} is not found")
    for name, begins in (("journal.pdf", b"%PDF"), ("journal.xlsx", b"PK")):
        out = place / name
        asked = ("--journal", "ВХ", "--from", str(since), "--to", str(until))
        bundle.edo("report", "journal", *asked, "--language", "both", "--out", str(out))
        _agree(out.read_bytes().startswith(begins), f"{name} was not printed")
    bundle.edo("calendar", "due", str(today), "15", "working")
    bundle.edo("check")


def _open(bundle: Bundle, place: Path) -> list[tuple[float, float]]:
    """Open the windows several times and see that something was drawn."""
    picture = place / "client.png"
    _forget(bundle.folder)
    openings = [bundle.open_windows(picture) for _ in range(OPENINGS)]
    _agree(picture.stat().st_size > DRAWN, "the window is empty")
    handbook = picture.with_stem("client-handbook")
    _agree(handbook.stat().st_size > DRAWN, "the handbook is empty")
    for drawn in (picture, handbook):
        shutil.copy(drawn, ROOT / "build" / f"smoke-{drawn.name}")
    return openings


def _open_on_screen(bundle: Bundle, place: Path) -> float:
    """Open the windows on a screen nobody sees; return milliseconds, or 0 without one."""
    server = shutil.which("Xvfb")
    if server is None:
        print("smoke: Xvfb is not here, so no window was opened on a screen", file=sys.stderr)
        return 0
    picture = place / "screen.png"
    with _screen(server) as display:
        without, bundle.screen = bundle.screen, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        spent, _memory = bundle.open_windows(picture)
        bundle.screen = without
    _agree(picture.stat().st_size > DRAWN, "the window on the screen is empty")
    return spent


@contextmanager
def _screen(program: str) -> Generator[str]:
    """Begin an X server, say which display it is, and end it."""
    reading, writing = os.pipe()
    told = ("-displayfd", str(writing))
    server = subprocess.Popen(
        [program, *told, *SCREEN], pass_fds=(writing,), stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _go_round(bundle: Bundle, place: Path) -> int:
    """Play the sample offices and open every page on one of them; count the pages."""
    sample, out = place / "sample", place / "pages"
    bundle.edo("demo", str(sample))
    bundle.take_pictures(sample / "home", out)
    for language in ("ru", "kk"):
        taken = list(out.glob(f"*.{language}.*.png"))
        _agree(len(taken) >= PAGES, f"only {len(taken)} pages were opened in {language}")
        empty = [one.name for one in taken if one.stat().st_size < DRAWN]
        _agree(not empty, f"nothing is drawn on {', '.join(empty)}")
    return len(list(out.iterdir()))


def _forget(folder: Path) -> None:
    """Let the system keep no file of a folder in memory, as after the computer was turned on."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _content(folder: Path) -> dict[str, tuple[int, int]]:
    """Tell size and time of every file in a folder."""
    found = (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    return {str(one): (one.stat().st_size, one.stat().st_mtime_ns) for one in found}


def _agree(true: object, otherwise: str) -> None:
    if not true:
        sys.exit(f"smoke: {otherwise}")


def _pdf() -> bytes:
    """Write a page with a sentence, by hand."""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font 6 0 R>>/MediaBox 7 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(PRINTED), PRINTED),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</F1 5 0 R>>",
        b"[0 0 595 842]",
    )
    whole, places = b"%PDF-1.4\n", list[int]()
    for number, part in enumerate(parts, 1):
        places.append(len(whole))
        whole += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 8\n0000000000 65535 f \n" + table
    return whole + head + b"trailer<</Root 1 0 R/Size 8>>\nstartxref\n%d\n%%%%EOF" % len(whole)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
