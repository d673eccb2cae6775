"""The zip around an office document, opened with limits on everything it may unfold to."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from edo.transfer.readers.ending import Ending, Failure

MIB = 1 << 20
_MOST_MEMBERS = 10_000
_LARGEST_MEMBER = 128 * MIB
_LARGEST_TOTAL = 256 * MIB
_PORTION = 1 << 16
_IS_ENCRYPTED = 0x1


class Archive:
    """Members of one zip by name. Inflates at most a fixed amount in its whole life."""

    def __init__(self, file: BinaryIO) -> None:
        self._left = _LARGEST_TOTAL
        try:
            self._zip = ZipFile(file)
            members = self._zip.infolist()
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Failure(Ending.DAMAGED) from error
        if len(members) > _MOST_MEMBERS:
            raise Failure(Ending.TOO_LARGE)
        # Names of parts ignore case, and so do the programs that write them.
        self._members = {member.filename.lower(): member for member in members}

    @property
    def names(self) -> list[str]:
        """Names of all members, in small letters, in the order of the zip."""
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def portions(self, name: str) -> Iterator[bytes]:
        """Inflate a member portion by portion, counting what really comes out.

        Raises:
            Failure: DAMAGED when it is not there or broken, ENCRYPTED, TOO_LARGE by what it
                declares or by what comes, UNSUPPORTED for a method no office suite uses.
        """
        member = self._checked(name)
        try:
            with self._zip.open(member) as opened:
                while portion := opened.read(_PORTION):
                    self._left -= len(portion)
                    if self._left < 0:
                        raise Failure(Ending.TOO_LARGE)
                    yield portion
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise Failure(Ending.DAMAGED) from error

    def _checked(self, name: str) -> ZipInfo:
        member = self._members.get(name.lower())
        if member is None:
            raise Failure(Ending.DAMAGED)
        if member.flag_bits & _IS_ENCRYPTED:
            raise Failure(Ending.ENCRYPTED)
        if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Failure(Ending.UNSUPPORTED)
        if member.file_size > min(_LARGEST_MEMBER, self._left):
            raise Failure(Ending.TOO_LARGE)
        return member
