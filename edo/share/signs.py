"""Signs that a folder is not what it looks like: copied between computers, in a cloud, far away."""

import ctypes
import fnmatch
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from edo.share.system import System

MARKS = {
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".syncthing.*.tmp": "Syncthing",
    "~syncthing~*.tmp": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".csync_journal.db": "ownCloud",
    ".synologyworkingdirectory": "Synology Drive",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
"""What programs that copy a folder between computers leave in it → the program."""
FOLDERS = {
    "dropbox*": "Dropbox",
    "onedrive*": "OneDrive",
    "nextcloud*": "Nextcloud",
    "owncloud*": "ownCloud",
    "google drive*": "Google Drive",
    "googledrive*": "Google Drive",
    "yandex.disk*": "Yandex Disk",
    "yandexdisk*": "Yandex Disk",
    "яндекс.диск*": "Yandex Disk",
    "synologydrive*": "Synology Drive",
    "icloud*": "iCloud Drive",
    "mobile documents": "iCloud Drive",
}
"""What such programs call their folder → the program."""

NETWORK_KINDS = {
    "cifs",
    "smb3",
    "smbfs",
    "nfs",
    "nfs4",
    "ncpfs",
    "afs",
    "9p",
    "davfs",
    "fuse.sshfs",
}
# Where the mount point stands in a line of Linux's table.
_POINT = 4
_ENTRIES = 2_000
# Kept in the cloud, here only in name: recall on open, recall on access, offline.
_ONLINE_ONLY = 0x40000 | 0x400000 | 0x1000
_DATALESS = 0x40000000
_REMOTE_DRIVE = 4


def replicators(names: Iterable[str]) -> tuple[str, ...]:
    """Name the programs that seem to copy a folder between computers.

    Args:
        names: of the files in it and in the folders above.
    """
    return _matching(names, MARKS)


def replicated_place(parts: Iterable[str]) -> tuple[str, ...]:
    """Name the programs in whose own folder a path lies.

    Args:
        parts: of the path.
    """
    return _matching(parts, FOLDERS)


def mounted(table: str, path: str) -> str:
    """Return the kind of file system a path lies on, by Linux's table of mounts.

    Args:
        table: as in `/proc/self/mountinfo`.
        path: absolute, without links.
    """
    found, length = "", -1
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if not right or len(fields) <= _POINT:
            continue
        point = fields[_POINT].replace("\\040", " ").replace("\\134", "\\")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        # Of two mounts on one place the later covers the earlier.
        if inside and len(point) >= length:
            found, length = right.split(" ")[0], len(point)
    return found


def is_online_only(attributes: int, flags: int = 0) -> bool:
    """Tell a file that is here in name only.

    Args:
        attributes: of the file, on Windows.
        flags: of the file, on macOS.
    """
    return bool(attributes & _ONLINE_ONLY or flags & _DATALESS)


def copied_by(calls: System, root: Path) -> tuple[str, ...]:
    """Look for replicators in the folder, in those above, and in the path's own words."""
    found = list(replicated_place(root.absolute().parts))
    for folder in (root.absolute(), *root.absolute().parents):
        with suppress(OSError):
            found += replicators(calls.names(str(folder), -1, _ENTRIES))
    return tuple(dict.fromkeys(found))


def holds_online_only(calls: System, root: Path) -> bool:
    """Tell whether some files of a folder are here in name only."""
    with suppress(OSError):
        for part in (".", *calls.names(str(root), -1, _ENTRIES)):
            found = (root / part).lstat()
            attributes = getattr(found, "st_file_attributes", 0)
            if is_online_only(attributes, getattr(found, "st_flags", 0)):
                return True
    return False


def network(root: Path) -> str:
    """Return the kind of network drive a folder lies on, where the system can tell."""
    if sys.platform == "win32":
        if str(root).startswith("\\\\"):
            return "smb"
        kind = ctypes.windll.kernel32.GetDriveTypeW(root.absolute().anchor)
        return "smb" if kind == _REMOTE_DRIVE else ""
    try:
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        kind = mounted(table, str(root.resolve()))
    except OSError:
        return ""
    return kind if kind in NETWORK_KINDS else ""


def _matching(names: Iterable[str], marks: dict[str, str]) -> tuple[str, ...]:
    folded = [name.casefold() for name in names]
    programs = (program for mark, program in marks.items() if fnmatch.filter(folded, mark))
    return tuple(dict.fromkeys(programs))
