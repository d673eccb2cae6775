"""What is attached to a document: files with all their versions, and links to other documents."""

from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.document import (
    FILE_NAME_LIMIT,
    FILE_SIZE_LIMIT,
    FILES_LIMIT,
    LINKS_LIMIT,
    REASON_LIMIT,
    Document,
    DocumentFact,
    File,
    FileRole,
    Link,
    LinkTo,
    Version,
    existing,
    is_sha256,
    right_to_write,
)
from edo.domain.fact import Fact, need, within
from edo.domain.rights import Right
from edo.errors import Reason, Refusal


class _Attaching(DocumentFact, frozen=True, omit_defaults=True):
    """Something that happened to what is attached: as free as the document is."""

    def right(self, stamp: Stamp, state: Document | None) -> Right:
        """Who may write the document may do it."""
        del stamp
        return right_to_write(state)


class FileAttached(_Attaching, frozen=True, omit_defaults=True):
    """A file was attached. `language` tells which language version it is, if any."""

    NAME: ClassVar[str] = "document.file_attached"

    file: str
    name: str
    sha256: str
    size: int
    role: FileRole = FileRole.TEXT
    language: str = ""

    def right(self, stamp: Stamp, state: Document | None) -> Right:
        """Whoever is asked for a visa may say in a file what there is to say."""
        if self.role is FileRole.REMARKS:
            return Right.TAKE_PART
        return super().right(stamp, state)

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Attach the file."""
        document = existing(state)
        if any(file.id == self.file for file in document.files):
            raise Refusal(Reason.ALREADY_EXISTS, field="file", value=self.name)
        if len(document.files) >= FILES_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="files", limit=FILES_LIMIT)
        version = _version(self.sha256, self.name, self.size, stamp)
        file = File(self.file, self.role, self.language, (version,))
        return replace(document, files=(*document.files, file))


class FileReplaced(_Attaching, frozen=True, omit_defaults=True):
    """A new version of a file came; the older ones are kept."""

    NAME: ClassVar[str] = "document.file_replaced"

    file: str
    name: str
    sha256: str
    size: int

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Add the version."""
        document = existing(state)
        old = _file(document, self.file)
        version = _version(self.sha256, self.name, self.size, stamp)
        return _with_file(document, replace(old, versions=(*old.versions, version)))


class FileRemoved(_Attaching, frozen=True, omit_defaults=True):
    """A file no longer belongs to the document; its content and this fact stay."""

    NAME: ClassVar[str] = "document.file_removed"

    file: str
    reason: str

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Take the file off."""
        del stamp
        document = existing(state)
        need(self.reason, "reason", REASON_LIMIT)
        return _with_file(document, replace(_file(document, self.file), removed=self.reason))


class Linked(_Attaching, frozen=True, omit_defaults=True):
    """The document was linked to another."""

    NAME: ClassVar[str] = "document.linked"

    link: Link
    to: str

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Add the link; the same link twice is one link."""
        del stamp
        document = existing(state)
        link = LinkTo(self.link, self.to)
        if link in document.links:
            return document
        if len(document.links) >= LINKS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="links", limit=LINKS_LIMIT)
        return replace(document, links=(*document.links, link))


class Unlinked(_Attaching, frozen=True, omit_defaults=True):
    """A link was taken away."""

    NAME: ClassVar[str] = "document.unlinked"

    link: Link
    to: str

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Remove the link."""
        del stamp
        document = existing(state)
        link = LinkTo(self.link, self.to)
        if link not in document.links:
            raise Refusal(Reason.NOT_LINKED)
        return replace(document, links=tuple(other for other in document.links if other != link))


FACTS: tuple[type[Fact], ...] = (FileAttached, FileReplaced, FileRemoved, Linked, Unlinked)


def _version(sha256: str, name: str, size: int, stamp: Stamp) -> Version:
    within(name, "files", FILE_NAME_LIMIT)
    is_size = 0 <= size <= FILE_SIZE_LIMIT
    if not name or not is_size or not is_sha256(sha256):
        raise Refusal(Reason.BAD_VALUE, field="files", value=name)
    return Version(sha256, name, size, stamp.hlc, stamp.person)


def _file(document: Document, file: str) -> File:
    for known in document.live_files:
        if known.id == file:
            return known
    raise Refusal(Reason.UNKNOWN_FILE)


def _with_file(document: Document, file: File) -> Document:
    files = tuple(file if other.id == file.id else other for other in document.files)
    return replace(document, files=files)
