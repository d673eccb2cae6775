"""A bundle proves one document where nothing else is known, and nothing else than what was done."""

import base64
import dataclasses
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from edo import keys, segment
from edo.commands import documents, proving
from edo.commands.documents import Attachment
from edo.commands.registering import Intake
from edo.domain.card import Card, Kind, Party
from edo.errors import DamagedError, EdoError, Reason, Refusal
from edo.segment import Line, Log, Segment, without_body
from edo.share import bundle, frame
from edo.share.bundle import KIND, About, Bundle, Parts
from edo.verification import Proof, prove, read_fingerprint
from tests.builders import hlc
from tests.neighbours import neighbour
from tests.office import Chancery, founded


@dataclass(frozen=True)
class Written:
    """A bundle of one letter with two versions of its file, and what belongs to it."""

    data: bytes
    fingerprint: str
    document: str
    key: keys.SigningKey

    @property
    def parsed(self) -> Bundle:
        """The bundle as it is read from a file."""
        return bundle.read_file(io.BytesIO(self.data))

    def proved(self, data: bytes | None = None) -> Proof:
        """Judge these bytes, or the bundle's own."""
        read = bundle.read_file(io.BytesIO(self.data if data is None else data))
        return prove(read, fingerprint=self.fingerprint)

    def again(self, parts: Parts, *, key: keys.SigningKey | None = None) -> bytes:
        """Seal other parts by the honest key, as a lying workplace of ours would; no contents."""
        index = self.parsed.index
        about = About(index.org, index.at, index.auth, index.document, index.subjects)
        return bundle.seal(about, parts, (), key or self.key)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """Write a bundle with files; the office is closed afterwards."""
    folder = tmp_path_factory.mktemp("proving")
    with founded(folder / "home") as chancery:
        letter = letter_of(chancery, folder)
        path = folder / "letter.proof"
        proving.write_bundle(chancery.workplace, document=letter, path=path, files=True)
        fingerprint = proving.fingerprint(chancery.workplace)
        yield Written(path.read_bytes(), fingerprint, letter, chancery.workplace.key)


def letter_of(chancery: Chancery, folder: Path) -> str:
    """Register a letter with a file, and bring the file's new version."""
    first, second = folder / "письмо.txt", folder / "письмо 2.txt"
    first.write_text("Первая редакция", encoding="utf-8")
    second.write_text("Екінші нұсқа", encoding="utf-8")
    letter = chancery.register(
        Kind.OUTGOING, files=[Attachment(first)], subject_ru="Об оплате труда"
    ).document
    (file,) = chancery.document(letter).files
    documents.replace_file(chancery.workplace, document=letter, file=file.id, path=second)
    documents.change(chancery.workplace, document=letter, fields={"sheets": 2})
    return letter


def test_a_bundle_tells_a_stranger_what_the_office_knows(written: Written) -> None:
    """With the fingerprint alone: the document, who did what, and every version of the file."""
    proof = written.proved()
    assert proof.id == written.document
    assert proof.document.card.subject_ru == "Об оплате труда"
    assert [event.change.kind for event in proof.histories[written.document]] == [
        "document.registered",
        "document.file_attached",
        "document.file_replaced",
        "document.changed",
    ]
    author = proof.document.registrar
    assert proof.names[author][0] == "Иванова Айгуль"
    assert proof.maker == author
    versions = {one.sha256 for file in proof.document.files for one in file.versions}
    assert len(versions) == 2
    assert proof.contents == versions
    assert (proof.missing, proof.organisation) == (0, "Профсоюз работников образования")


def test_the_workplace_judges_itself_as_a_stranger_would(chancery: Chancery) -> None:
    """What is printed at home is what the bundle proves elsewhere."""
    letter = chancery.register().document
    at_home = proving.prove_document(chancery.workplace, document=letter)
    path = chancery.folder / "proof"
    exported = proving.write_bundle(chancery.workplace, document=letter, path=path)
    elsewhere = proving.prove_file(path, fingerprint=proving.fingerprint(chancery.workplace))
    assert elsewhere == at_home == exported.proof
    assert elsewhere.states[letter] == chancery.document(letter)


def test_only_what_the_document_needs_is_given_away(chancery: Chancery) -> None:
    """Other documents and correspondents stay at home; the school is not named in the letter."""
    other = chancery.register(subject_ru="О другом").document
    letter = chancery.register().document
    path = chancery.folder / "proof"
    proving.write_bundle(chancery.workplace, document=letter, path=path)
    with path.open("rb") as file:
        found = bundle.read_file(file)
    proof = proving.prove_file(path, fingerprint=proving.fingerprint(chancery.workplace))
    assert chancery.ministry in found.index.subjects
    assert chancery.school not in found.index.subjects
    assert other not in found.index.subjects
    assert chancery.ministry in proof.names
    assert proof.names["t-letter"] == ("Письмо", "Хат")
    assert "t-order" not in found.index.subjects


def test_what_shares_a_segment_is_counted(chancery: Chancery) -> None:
    """A segment cannot be divided: the other letters of one series go along, and are counted."""
    parties = (Party(chancery.ministry),)
    lines = [Intake(Card(subject_ru=f"Письмо {n}", parties=parties)) for n in range(3)]
    letters = documents.register_all(
        chancery.workplace, journal=chancery.journals[Kind.INCOMING], lines=lines
    )
    assert proving.prove_document(chancery.workplace, document=letters[0].document).beside == 2


@given(st.data())
def test_no_byte_may_be_another(written: Written, data: st.DataObject) -> None:
    """Whatever bit is turned over, the bundle does not hold."""
    place = data.draw(st.integers(0, len(written.data) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(written.data)
    changed[place] ^= mask
    with pytest.raises(DamagedError):
        written.proved(bytes(changed))


def test_every_byte_of_the_frame_counts(written: Written) -> None:
    """One bit of each byte of the index, its signature and the first record, in turn."""
    body = len(written.data) - sum(size for _, size in written.parsed.index.files)
    upto = body - sum(written.parsed.index.segments)
    for place in range(min(upto, 6_000)):
        changed = bytearray(written.data)
        changed[place] ^= 1
        with pytest.raises(DamagedError):
            written.proved(bytes(changed))


@given(st.data())
def test_nothing_may_be_missing_or_added(written: Written, data: st.DataObject) -> None:
    """A bundle that is shorter or longer than it says does not hold."""
    end = data.draw(st.integers(0, len(written.data) - 1))
    with pytest.raises(DamagedError):
        written.proved(written.data[:end])
    with pytest.raises(DamagedError):
        written.proved(written.data + data.draw(st.binary(min_size=1, max_size=20)))


@given(st.binary(max_size=300))
def test_rubbish_is_refused(written: Written, rubbish: bytes) -> None:
    """Bytes that are no bundle are refused with a reason, behind the magic line too."""
    for data in (rubbish, KIND.magic + rubbish):
        with pytest.raises(EdoError):
            written.proved(data)


def test_another_organisation_cannot_pass_for_ours(chancery: Chancery) -> None:
    """A whole and honest bundle of somebody else fails under our fingerprint."""
    letter = chancery.register().document
    path = chancery.folder / "proof"
    chancery.workplace.extend(("carrier.class", {"grade": "exclusive"}))
    proving.write_bundle(chancery.workplace, document=letter, path=path)
    with pytest.raises(DamagedError) as error:
        proving.prove_file(path, fingerprint="0" * 64)
    assert error.value.reason == "bundle_foreign"
    with pytest.raises(Refusal):
        proving.prove_file(path, fingerprint="не отпечаток")


def test_a_fingerprint_may_be_typed_as_it_is_printed() -> None:
    """Groups, hyphens and capitals make no difference; half of one is none."""
    plain = "0123456789abcdef" * 4
    groups = " ".join(plain[start : start + 8] for start in range(0, 64, 8))
    assert read_fingerprint(groups.upper()) == read_fingerprint(groups.replace(" ", "-")) == plain
    assert read_fingerprint(plain[:32]) == read_fingerprint("x" * 64) == ""


def test_who_is_no_member_cannot_make_one(written: Written) -> None:
    """The same parts under a stranger's signature are nobody's word."""
    made = written.again(written.parsed.parts, key=keys.from_seed(b"\7" * 32))
    with pytest.raises(DamagedError) as error:
        written.proved(made)
    assert error.value.reason == "bundle_signature"


def test_a_forged_index_is_not_signed(written: Written) -> None:
    """An index changed with care, sizes and hashes right, still lacks its maker's signature."""
    found = written.parsed
    line = msgspec.json.encode(replace(found.index, at=found.index.at + 1))
    signature = base64.b64encode(found.framed.signatures[0])
    whole = (
        KIND.magic
        + line
        + b"\n"
        + signature
        + b"\n"
        + b"".join((*found.parts.records, *found.parts.heads, *found.parts.segments))
    )
    rest = written.data[len(written.data) - sum(size for _, size in found.index.files) :]
    with pytest.raises(DamagedError) as error:
        written.proved(whole + rest)
    assert error.value.reason == "bundle_signature"


def test_even_a_member_cannot_change_what_others_signed(written: Written) -> None:
    """The honest key over a touched segment, a doubled one, or a chain cut short, does not help."""
    parts = written.parsed.parts
    touched = bytearray(parts.segments[-1])
    touched[-1] ^= 1
    cases = {
        "segment_body": replaced(parts, segments=(*parts.segments[:-1], bytes(touched))),
        "bundle_repeats": replaced(parts, segments=(*parts.segments, parts.segments[-1])),
        "bundle_chain": replaced(parts, records=parts.records[:-1]),
        "bundle_document": replaced(parts, segments=parts.segments[:1]),
        "segment_frame": replaced(parts, heads=(b"EDSG1\n{}\n",)),
    }
    for reason, changed in cases.items():
        with pytest.raises(DamagedError) as error:
            written.proved(written.again(changed))
        assert error.value.reason == reason


def test_what_a_member_leaves_out_is_counted_as_missing(written: Written) -> None:
    """A change that a later one stands on cannot vanish without a trace."""
    parts = written.parsed.parts
    whole = written.proved().histories[written.document]
    middle = whole[-2].change.stamp.segment
    left = tuple(one for one in parts.segments if segment.parse(one)[0].hash != middle)
    assert len(left) == len(parts.segments) - 1
    proof = written.proved(written.again(replaced(parts, segments=left)))
    assert proof.missing == 1
    assert len(proof.histories[written.document]) == len(whole) - 1


def test_a_head_without_its_body_is_judged_too(written: Written) -> None:
    """Heads of segments left out must be signed as segments are."""
    parts = written.parsed.parts
    heads = tuple(without_body(one) for one in parts.segments)
    assert written.proved(written.again(replaced(parts, heads=heads))).signed == len(heads)
    flipped = bytearray(heads[0])
    flipped[60] ^= 1
    with pytest.raises(DamagedError):
        written.proved(written.again(replaced(parts, heads=(bytes(flipped),))))


@pytest.mark.parametrize(
    "lens",
    [
        {"segments": (1 << 40,)},
        {"segments": (4 * 1024 * 1024,) * 40},
        {"records": (0,)},
        {"records": ()},
        {"heads": (100_000,)},
        {"files": (("0" * 64, 1 << 50),)},
        {"files": (("0" * 64, 200 * 1024 * 1024),) * 6},
        {"records": (1,) * 60_000},
        {"at": 1 << 60},
    ],
)
def test_a_bomb_is_refused_before_anything_is_read(
    written: Written, lens: dict[str, object]
) -> None:
    """Sizes beyond the limits are refused from the index alone, however well it is signed."""
    index = replace(written.parsed.index, **lens)
    made = frame.seal(KIND, index, written.key)
    with pytest.raises(DamagedError) as error:
        written.proved(made)
    assert error.value.reason == "bundle_limits"


def test_a_newer_release_is_not_guessed_at(written: Written) -> None:
    """A bundle of a later version asks for an update."""
    made = frame.seal(KIND, replace(written.parsed.index, v=2), written.key)
    with pytest.raises(DamagedError) as error:
        written.proved(made)
    assert error.value.reason == "bundle_newer"


def test_a_missing_content_is_named_and_left_out(chancery: Chancery, tmp_path: Path) -> None:
    """A file that is not on this computer does not keep the rest from being proved."""
    letter = letter_of(chancery, tmp_path)
    (file,) = chancery.document(letter).files
    gone = chancery.workplace.blobs.path(file.versions[0].sha256)
    gone.unlink()
    path = tmp_path / "proof"
    made = proving.write_bundle(chancery.workplace, document=letter, path=path, files=True)
    assert made.absent == ("письмо.txt",)
    assert made.contents == 1
    proof = proving.prove_file(path, fingerprint=proving.fingerprint(chancery.workplace))
    assert proof.contents == {file.versions[1].sha256}


def test_who_belongs_here_no_more_makes_no_bundle(chancery: Chancery) -> None:
    """A workplace whose key was ended is refused, with no file left behind."""
    letter = chancery.register().document
    with pytest.raises(Refusal) as error:
        proving.write_bundle(
            chancery.workplace, document="d" + "0" * 16, path=chancery.folder / "proof"
        )
    assert error.value.reason == Reason.UNKNOWN_SUBJECT
    workplace = chancery.workplace
    workplace.extend(("device.retire", {"device": workplace.device, "cut": {}}))
    with pytest.raises(Refusal) as error:
        proving.write_bundle(workplace, document=letter, path=chancery.folder / "proof")
    assert error.value.reason == Reason.NOT_ALLOWED
    assert not (chancery.folder / "proof").exists()


def replaced(parts: Parts, **changed: tuple[bytes, ...]) -> Parts:
    """Return other parts."""
    told = {name: getattr(parts, name) for name in Parts.__slots__} | changed
    return Parts(**told)


def test_below_a_cut_only_the_branch_it_names_counts(chancery: Chancery, tmp_path: Path) -> None:
    """Who kept a key signs another past with a low number: heads of the true log expose it."""
    letter, other = chancery.register().document, chancery.register().document
    theirs = neighbour(chancery, tmp_path / "Серикова")
    try:
        key, here = theirs.key, theirs.identity
        log = Log(
            org=here.org,
            space=here.office,
            dev=key.name,
            inst=here.inst,
            seq=1,
            prev="",
            authority=chancery.workplace.authority,
        )
        first = change_of(other, here.person, log, key, at=1)
        second = change_of(
            other, here.person, dataclasses.replace(log, seq=2, prev=first[0].hash), key, at=2
        )
        false = change_of(letter, here.person, log, key, at=3)
        chancery.workplace.take_in([first, second, false])
        assert chancery.document(letter).card.sheets == 3
        cut = {here.office: {key.name: [2, second[0].hash]}}
        chancery.workplace.extend(("device.retire", {"device": key.name, "cut": cut}))
        assert chancery.document(letter).card.sheets is None
    finally:
        theirs.close()
    path = tmp_path / "proof"
    proving.write_bundle(chancery.workplace, document=letter, path=path)
    with path.open("rb") as file:
        found = bundle.read_file(file)
    assert {segment.parse(one)[0].hash for one in found.parts.heads} == {
        first[0].hash,
        second[0].hash,
    }
    fingerprint = proving.fingerprint(chancery.workplace)
    proof = proving.prove_file(path, fingerprint=fingerprint)
    assert proof.document.card.sheets is None
    assert proof.histories[letter][-1].refused == Reason.NOT_ALLOWED


def change_of(
    document: str, person: str, log: Log, key: keys.SigningKey, *, at: int
) -> tuple[Segment, list[Line]]:
    """Seal a change of the number of sheets, to as many as the minute it is stated."""
    data = msgspec.Raw(msgspec.json.encode({"fields": {"sheets": at}}))
    line = Line(document, "document.changed", hlc(minute=at + 1), person, (), data)
    return segment.seal([line], log, key), [line]
