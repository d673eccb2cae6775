"""The folder a demo plays in: only what an earlier demo wrote there is ever replaced."""

import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from edo.errors import Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.outfile import replacing
from edo.share.layout import FOUNDING
from edo.wording import Wording

_MARK = ".edo-demo"
"""Lists what the demo wrote, one path a line, relative to the folder."""
_HOMES = ("home", "home-union", "home-second", "home-second-offline", "home-branch")
_THIRD = ("home-chair", "home-deputy", "home-accountant", "home-lawyer", "home-inspector")
_FOURTH = ("home-trainer", "home-second_trainer")


class Stage:
    """A folder with the workplaces, their share, the letters of the day, and what was printed.

    Attributes:
        home: the workplace of the first day.
        union, second, branch: those that join it on the second.
        offline: a copy of `second`, made while it does not reach the share; to be looked at only.
        proof: what proves the answer that was sent on the third day.
        share: the folder they share.
        files: the letters.
    """

    def __init__(self, folder: Path, words: Wording) -> None:
        self.folder = folder
        self.home, self.union, self.second, self.offline, self.branch, *_ = self._homes()
        self.share = folder / "share"
        self.files = folder / "files"
        self.proof = folder / "proof.edo"
        self._words = words
        self._mark = folder / _MARK

    def clear(self) -> None:
        """Make the folder ready: new, empty, or rid of what the last demo wrote.

        Raises:
            Refusal: something else lies there, the last demo's workplace is open in another
                program, or the folder cannot be written.
        """
        with self._writing():
            if self.folder.exists() and not self._is_ours():
                detail = self._words.text("other things lie there")
                raise Refusal(Reason.CANNOT_WRITE, path=str(self.folder), detail=detail)
            homes = [path for path in self._homes() if path.exists() or path.is_symlink()]
            for home in homes:
                self._check_home(home)
            self._check_share()
            for path in (*homes, self.share):
                if path.exists():
                    shutil.rmtree(path)
            for path in self._listed():
                path.unlink(missing_ok=True)
            self.files.mkdir(parents=True, exist_ok=True)
            self.keep(())

    def seat(self, key: str) -> Path:
        """Return the workplace of one of those who come on the third day or the fourth."""
        return self.folder / f"home-{key}"

    def keep(self, made: Iterable[Path]) -> None:
        """Remember what was written, so that the next demo may replace it."""
        names = [path.relative_to(self.folder).as_posix() for path in made]
        with replacing(self._mark) as file:
            file.write("".join(f"{name}\n" for name in names).encode())

    def _is_ours(self) -> bool:
        if not self.folder.is_dir():
            return False
        return self._mark.is_file() or not any(self.folder.iterdir())

    def _homes(self) -> Sequence[Path]:
        return [self.folder / name for name in (*_HOMES, *_THIRD, *_FOURTH)]

    def _check_home(self, path: Path) -> None:
        """Refuse a home that leads elsewhere, or is open in another program."""
        self._check_own(path)
        home = Home(path)
        home.take()
        home.release()

    def _check_share(self) -> None:
        """Refuse a folder that is no share of the demo's."""
        self._check_own(self.share)
        if self.share.exists() and any(self.share.iterdir()):
            self._check_own(self.share, is_own=(self.share / FOUNDING).is_file())

    def _check_own(self, path: Path, *, is_own: bool = True) -> None:
        if path.is_symlink() or not is_own:
            detail = self._words.text("other things lie there")
            raise Refusal(Reason.CANNOT_WRITE, path=str(path), detail=detail)

    def _listed(self) -> Iterator[Path]:
        """Yield the files of the last demo; a path that leads out of the folder is not one."""
        if not self._mark.is_file():
            return
        for name in self._mark.read_text(encoding="utf-8").splitlines():
            parts = PurePath(name).parts
            if name and ".." not in parts and not PurePath(name).is_absolute():
                yield self.folder / name

    @contextmanager
    def _writing(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, self.folder) from error
