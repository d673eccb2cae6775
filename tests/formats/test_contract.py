"""FORMAT.md says what the program does: its tables, names and example bytes are held against it."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from edo import keys, segment
from edo.domain import authority_record
from edo.domain.authority_record import AuthorityRecord, Content
from edo.domain.roster import Roster, fold_roster
from edo.share import (
    authority,
    bundle,
    certificate,
    claims,
    collect,
    frame,
    head,
    invitation,
    join,
    layout,
    packs,
)
from edo.share.authority import Chain
from edo.share.claims import Series
from edo.share.packs import Place
from edo.store import blobs
from tests.formats.test_first_share import FOLDER

SHARE = FOLDER / "share"
FORMAT = (Path(head.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {match[1]: (match[2], match[3].encode()) for match in EXAMPLE.finditer(FORMAT)}
LINES_MET = 9
"""Lines of the list of names that the kept share has files for."""
CODE = re.compile(r"`([^`]+)`")
KINDS = {
    "authority record": authority.KIND,
    "head": head.KIND,
    "index of a pack": packs.KIND,
    "claim": claims.TOKEN,
    "index of a bundle": bundle.KIND,
    "offer": invitation.OFFER,
    "request": join.REQUEST,
}


@pytest.fixture(scope="module")
def chain() -> Chain:
    """Read the chain of the kept share."""
    records = sorted((SHARE / "auth").rglob("*.rec"))
    return authority.check([(SHARE / layout.FOUNDING).read_bytes(), *map(Path.read_bytes, records)])


@pytest.fixture(scope="module")
def roster(chain: Chain) -> Roster:
    """Fold who was who."""
    return fold_roster(chain.records)


def _table(title: str) -> list[list[str]]:
    """Return the cells of the table whose first column has a title, without its head."""
    start = FORMAT.index(f"| {title} |")
    lines = FORMAT[start:].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def _fields(title: str) -> set[str]:
    return {name for row in _table(title) for name in CODE.findall(row[0])}


@pytest.mark.parametrize("kind", ["head", "claim", "record", "segment", "pack", "request"])
def test_an_example_is_a_file_of_the_kept_share(kind: str) -> None:
    """What is printed are its bytes, or what stands before its body."""
    name, data = EXAMPLES[kind]
    stored = (SHARE / name).read_bytes()
    assert layout.is_name(name)
    assert stored.startswith(data)
    assert kind in {"segment", "pack"} or stored == data


@pytest.mark.parametrize("kind", ["head", "claim", "record", "request", "pack", "segment"])
def test_an_example_verifies_by_what_is_written_alone(kind: str, roster: Roster) -> None:
    """Hash and signature are as the text says, with nothing but SHA-256 and Ed25519."""
    name, data = EXAMPLES[kind]
    magic, line, signature, *_ = data.decode().splitlines()
    said: Mapping[str, Any] = msgspec.json.decode(line)
    tags = {CODE.findall(row[1])[0]: CODE.findall(row[2])[0] for row in _table("object")[:4]}
    tags |= {"EDSG1": "edo/seg/1", "EDJR1": "edo/join/1"}
    signed = tags[magic].encode() + b"\0" + len(line.encode()).to_bytes(8, "big") + line.encode()
    if kind == "request":
        offer = msgspec.json.decode(said["offer"].splitlines()[1])
        public = msgspec.convert(offer["key"], bytes)
    else:
        public = roster.devices[said["dev"]].public
    assert keys.verify(public, msgspec.convert(signature, bytes), signed)
    if kind == "head":
        assert name.endswith(hashlib.sha256(line.encode()).hexdigest()[:12])


def test_the_example_head_is_read(roster: Roster) -> None:
    """And has in it what few heads have: a pack, and what was seen of others."""
    name, data = EXAMPLES["head"]
    folder, _, part = name.rpartition("/")
    told = layout.read_head(part)
    assert told is not None
    space = folder.split("/")[1]
    org = head.read(data).org
    found = head.verify(data, org, space, told, roster.devices[told.dev].public)
    assert found.packed
    assert found.seen


def test_the_example_claim_is_read(roster: Roster, chain: Chain) -> None:
    """And leaves the numbers open that it says."""
    name, data = EXAMPLES["claim"]
    _, space, _, journal, period, _, part = name.split("/")
    n = layout.read_claim(part)
    assert n is not None
    series = Series(chain.founding.org, space, journal, int(period))
    token = claims.verify(data, series, n, roster)
    assert (token.count, token.free, token.last) == (3, 2, 10)
    assert series.name(n) == name


def test_the_example_record_stands_in_the_chain(chain: Chain) -> None:
    """Under its index and by its hash."""
    name, data = EXAMPLES["record"]
    framed, record = frame.read(authority.KIND, data, AuthorityRecord)
    assert layout.record(record.n) == name
    assert chain.hashes[record.n + 1] == framed.hash
    assert "cut" in record.data


def test_the_example_segment_and_pack_are_read(roster: Roster, chain: Chain) -> None:
    """With the bodies that lie behind them on the kept share."""
    name, _ = EXAMPLES["segment"]
    found = segment.parse((SHARE / name).read_bytes())[0]
    assert segment.verify(found.data, roster.devices[found.header.dev].public).hash == found.hash
    assert len(segment.lines(found)) == found.header.n
    assert found.header.dep
    name, _ = EXAMPLES["pack"]
    _, space, _, dev, part = name.split("/")
    told = layout.read_pack(part)
    assert told is not None
    place = Place(chain.founding.org, space, dev)
    pack = packs.verify((SHARE / name).read_bytes(), place, told, roster.devices[dev].public)
    end, judge = segment.NOTHING, collect.Judge(place.org, roster, chain, 1 << 50)
    for _, data in pack.segments():
        one, _ = judge.judge(data, space, dev, end)
        end = segment.end_of(one)
    assert end.seq == told[1]


def test_the_example_request_holds_against_the_chain_of_its_day(chain: Chain) -> None:
    """The keeper who reads it would be shown six words, and whom it lets in."""
    _, data = EXAMPLES["request"]
    offer = join.offer_of(data)
    day = authority.check(_records(offer.auth[0]))
    request = join.read_request(data, day, fold_roster(day.records), offer.at)
    assert request.device in fold_roster(chain.records).devices
    assert len(join.words_of(data).ru) == 6


def test_the_example_certificate_verifies_by_what_is_written_alone() -> None:
    """With nothing but base64, KZ-1048, JSON and Ed25519."""
    name, data = EXAMPLES["certificate"]
    text = data.decode().strip()
    raw = base64.urlsafe_b64decode(text.removeprefix("EDOC1:") + "==")
    line, signature = raw[:-64], raw[-64:]
    signed = b"edo/certificate/1\0" + len(line).to_bytes(8, "big") + line
    assert keys.verify(bytes.fromhex(name), signature, signed)
    assert line[0] == 1
    told = msgspec.json.decode(line[1:].decode("kz1048"))
    _, said = certificate.read(text)
    assert told == msgspec.to_builtins(said)
    assert said.person == "Әбенова Гүлнұр Қайратқызы"
    assert keys.from_seed(bytes(range(32))).public.hex() == name
    assert certificate.seal(said, keys.from_seed(bytes(range(32)))) == text


def test_small_objects_are_framed_as_the_table_says() -> None:
    """Magic, tag and limit of each kind."""
    for names, magics, tags, limits in _table("object"):
        rows = zip(
            names.split(", "), CODE.findall(magics), CODE.findall(tags),
            limits.removesuffix(" KiB").split(", "), strict=False,
        )  # fmt: skip
        for name, magic, tag, limit in rows:
            kind = KINDS[name]
            size = int(limit.removesuffix(" KiB")) * 1024
            assert (kind.magic, kind.tag, kind.limit) == (
                magic.encode() + b"\n",
                tag.encode(),
                size,
            )
    assert {name for row in _table("object") for name in row[0].split(", ")} == KINDS.keys()


@pytest.mark.parametrize(
    ("title", "struct"),
    [
        ("header field", segment.Header),
        ("head field", head.Head),
        ("claim field", claims.Token),
        ("offer field", invitation.Offer),
        ("index field", bundle.Index),
        ("certificate item", certificate.Certificate),
    ],
)
def test_fields_are_those_of_the_tables(title: str, struct: type[msgspec.Struct]) -> None:
    """A field nobody can look up is no field of the format."""
    assert _fields(title) == set(struct.__struct_fields__)


def test_kinds_of_records_are_those_of_the_table() -> None:
    """Every kind with its fields; none is written that is not there."""
    rows = {
        CODE.findall(kind)[0]: set(CODE.findall(data)) for kind, data, _ in _table("kind | data")
    }
    known = [one for one in vars(authority_record).values() if _is_content(one)]
    assert {one.KIND for one in known} == rows.keys()
    for one in known:
        assert set(one.__struct_fields__) <= rows[one.KIND], one.KIND


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("Limits, checked before anything is allocated: 4 MiB stored", segment.STORED_LIMIT >> 20),
        ("At most 1 000 segments and 16 MiB", packs.BODY_LIMIT >> 20),
        ("numbers covered, at most 10 000", claims.COUNT_LIMIT),
        ("what the author holds of other logs of the space; at most 1 000", head.SEEN_LIMIT),
        ("is more than 5 minutes ahead", collect.FUTURE_MS // 60_000),
        ("at most 120 characters", layout.NAME_LIMIT),
        ("full name, at most 120 characters", certificate.NAME_LIMIT),
        ("by its journal, at most 64 characters", certificate.NUMBER_LIMIT),
        ("At most 500 signs", certificate.LONGEST),
        ("of their bytes, at most 200 MiB each", layout.CONTENT_LIMIT >> 20),
        ("of their bytes, at most 200 MiB each", blobs.SIZE_LIMIT >> 20),
    ],
)
def test_limits_are_those_of_the_text(said: str, limit: int) -> None:
    """A limit is written once in the text and once in the code."""
    text = " ".join(FORMAT.split())
    assert said in text
    assert f"{limit:,}".replace(",", " ") in said


def test_names_of_the_kept_share_are_those_of_the_list() -> None:
    """Every file but strays fits one line of the list; trials and later names have no file."""
    block = FORMAT.split("## Where things lie")[1].split("```")[1]
    patterns = [_pattern(re.split(r"\s{2,}|, ", line)[0]) for line in _names(block)]
    met: set[str] = set()
    for path in sorted(SHARE.rglob("*")):
        name = path.relative_to(SHARE).as_posix()
        if path.is_file() and path.name != "thumbs.db":
            fitting = {pattern for pattern in patterns if re.fullmatch(pattern, name)}
            assert len(fitting) == 1, name
            met |= fitting
    assert len(met) == LINES_MET


def _names(block: str) -> list[str]:
    return [re.sub(r", (\d+ digits)", r" \1", line) for line in block.strip().splitlines()]


def _pattern(line: str) -> str:
    """Make a pattern of a line such as `auth/<n / 1000 5 digits>/<n 8 digits>.rec`."""
    said: Mapping[str, str] = {
        "hash12": "[0-9a-f]{12}", "sha256": "[0-9a-f]{64}", "8 hex digits": "[0-9a-f]{8}",
        "first 2 digits": "[0-9a-f]{2}", "first": r"\d{12}", "last": r"\d{12}",
    }  # fmt: skip

    def of(match: re.Match[str]) -> str:
        digits = re.search(r"(\d+) digits$", match[1])
        known = said.get(match[1])
        return known or (rf"\d{{{digits[1]}}}" if digits else "[a-z0-9_-]+")

    parts = re.split(r"(<[^>]+>)", line.replace("[-<beside>]", "<?>"))
    made = [
        of(m) if (m := re.fullmatch(r"<([^?>][^>]*)>", part)) else re.escape(part) for part in parts
    ]
    return "".join(made).replace(re.escape("<?>"), "(?:-[a-z0-9]+)?").replace(r"\*", ".*")


def _is_content(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, Content) and bool(one.KIND)


def _records(last: int) -> list[bytes]:
    names = [layout.FOUNDING, *map(layout.record, range(last + 1))]
    return [(SHARE / name).read_bytes() for name in names]
