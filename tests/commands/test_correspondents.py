"""The directory of correspondents: found by any spelling, added once, merged with all documents."""

import pytest

from edo.commands import correspondents, documents
from edo.commands.correspondents import Newcomer
from edo.domain.card import Card, Delivery, Kind, Party
from edo.domain.organisation import Being, Correspondent
from edo.errors import Reason
from edo.queries import correspondents as asked
from edo.queries.documents import page
from edo.queries.listing import Filter
from edo.queries.search import search
from tests.office import Chancery
from tests.refusing import refusal

SPELLINGS = [
    "Министерство просвещения",
    " министерство   ПРОСВЕЩЕНИЯ ",
    "«Министерство просвещения»",
    "Оқу-ағарту министрлігі",
    "Оку агарту министрлиги",
]


def directory(chancery: Chancery) -> list[str]:
    """Return the names of the directory in Russian, in their order."""
    keys = chancery.workplace.read(asked.all_keys)
    rows = chancery.workplace.read(asked.rows, keys=keys)
    return [row.correspondent.name_ru for row in rows]


def add(chancery: Chancery, name: str, identifier: str = "") -> str:
    """Add a correspondent."""
    entry = Correspondent(name, bin=identifier)
    return correspondents.add(chancery.workplace, correspondent=entry)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_correspondent_is_known_in_any_spelling(chancery: Chancery, spelling: str) -> None:
    """Case, quotation marks and Kazakh letters do not make a second one."""
    given = chancery.register(named=[spelling])
    (party,) = chancery.document(given.document).card.parties
    assert party.correspondent == chancery.ministry
    assert refusal(add, chancery, spelling) is Reason.ALREADY_EXISTS


def test_an_unknown_name_is_added_to_the_directory_with_the_registration(
    chancery: Chancery,
) -> None:
    """One act, one transaction: refused together, kept together; the second letter knows it."""
    wrong = {"named": ["Акимат города Семей"], "subject_ru": ""}
    assert refusal(chancery.register, **wrong) is Reason.REQUIRED_FIELD
    assert directory(chancery) == ["Министерство просвещения", "Школа-гимназия № 8"]
    first = chancery.register(named=["Акимат города Семей"])
    second = chancery.register(named=["акимат города СЕМЕЙ"])
    parties = {chancery.document(one.document).card.parties for one in (first, second)}
    assert len(parties) == 1
    assert len(directory(chancery)) == 3


def test_a_new_name_typed_twice_is_one_correspondent(chancery: Chancery) -> None:
    """Both lines name the same new entry, and the same party twice is refused."""
    twice = ["Акимат города Семей", "акимат города  Семей"]
    assert refusal(chancery.register, Kind.OUTGOING, named=twice) is Reason.ALREADY_EXISTS
    newcomers = [Newcomer(Correspondent(name)) for name in twice]
    card = Card(subject_ru="О путёвках")
    again = {"journal": chancery.journals[Kind.OUTGOING], "card": card, "newcomers": newcomers}
    assert refusal(documents.register, chancery.workplace, **again) is Reason.ALREADY_EXISTS
    assert len(directory(chancery)) == 2


def test_a_newcomer_takes_its_place_among_the_parties(chancery: Chancery) -> None:
    """A form adds whole entries between known ones, each with its own delivery."""
    newcomer = Newcomer(
        Correspondent("Акимат города Семей", bin="990140000384"), 1, "Серикову", Delivery.COURIER
    )
    given = documents.register(
        chancery.workplace,
        journal=chancery.journals[Kind.OUTGOING],
        card=Card(
            subject_ru="О путёвках", parties=(Party(chancery.ministry), Party(chancery.school))
        ),
        newcomers=[newcomer],
    )
    first, second, third = chancery.document(given.document).card.parties
    assert (first.correspondent, third.correspondent) == (chancery.ministry, chancery.school)
    assert (second.name, second.method) == ("Серикову", Delivery.COURIER)
    known = chancery.workplace.read(asked.named, text="990140000384")
    assert known is not None
    assert known.id == second.correspondent


def test_who_writes_an_appeal_is_a_person(chancery: Chancery) -> None:
    """A new name in the journal of appeals is a citizen, not an organisation."""
    given = chancery.register(Kind.APPEALS, named=["Ахметов Болат"])
    (party,) = chancery.document(given.document).card.parties
    found = chancery.workplace.read(asked.correspondent, id=party.correspondent)
    assert found.correspondent.being is Being.PERSON


def test_a_wrong_identifier_is_refused_and_a_right_one_is_found(chancery: Chancery) -> None:
    """БИН and ИИН name an entry as well as its name does."""
    assert refusal(add, chancery, "Лицей", "990140000385") is Reason.WRONG_CONTROL_DIGIT
    lyceum = add(chancery, "Лицей", "990140000384")
    given = chancery.register(named=["990140000384"])
    assert chancery.document(given.document).card.parties[0].correspondent == lyceum
    assert refusal(add, chancery, "Колледж", "990140000384") is Reason.ALREADY_EXISTS


def test_a_changed_name_is_shown_found_and_sorted_by_everywhere(chancery: Chancery) -> None:
    """Documents show the entry, not a copy of its name."""
    given = chancery.register(parties=(Party(chancery.school),))
    fields = {"name_ru": "Колледж имени Абая", "name_kk": "Абай атындағы колледж"}
    correspondents.change(chancery.workplace, correspondent=chancery.school, fields=fields)
    (row,) = chancery.workplace.read(page, filter=Filter())
    assert (row.correspondent_ru, row.correspondent_kk) == (
        "Колледж имени Абая",
        "Абай атындағы колледж",
    )
    found = chancery.workplace.read(search, text="колледжа Абая")
    assert [hit.row.document for hit in found] == [given.document]
    assert not chancery.workplace.read(search, text="гимназия")
    assert directory(chancery) == ["Колледж имени Абая", "Министерство просвещения"]
    chancery.assert_sound()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"merged_into": "c1"}, Reason.BAD_VALUE),
        ({"name_ru": "", "name_kk": ""}, Reason.REQUIRED_FIELD),
        ({"bin": "123"}, Reason.WRONG_IDENTIFIER),
        ({"colour": "red"}, Reason.BAD_VALUE),
    ],
)
def test_an_entry_cannot_be_changed_into_nonsense(
    chancery: Chancery, fields: dict[str, str], reason: Reason
) -> None:
    """The same rules hold as for a new one."""
    change = {"correspondent": chancery.school, "fields": fields}
    assert refusal(correspondents.change, chancery.workplace, **change) is reason


def test_a_duplicate_takes_its_documents_along(chancery: Chancery) -> None:
    """After the merge all documents are the kept entry's, and the duplicate is out of sight."""
    double = add(chancery, "Минпросвещения")
    both = (Party(chancery.ministry), Party(double))
    papers = [
        chancery.register(Kind.OUTGOING, parties=both).document,
        chancery.register(parties=(Party(double),)).document,
        chancery.register(parties=(Party(chancery.ministry),)).document,
        chancery.register(Kind.OUTGOING, parties=(Party(chancery.school), Party(double))).document,
    ]
    correspondents.merge(chancery.workplace, keep=chancery.ministry, other=double)
    rows = chancery.workplace.read(page, filter=Filter(correspondent=chancery.ministry))
    assert {row.document for row in rows} == set(papers)
    assert {row.correspondent_ru for row in rows} == {
        "Министерство просвещения",
        "Школа-гимназия № 8; Министерство просвещения",
    }
    kept = chancery.workplace.read(asked.correspondent, id=chancery.ministry)
    assert kept.documents == 4
    assert directory(chancery) == ["Министерство просвещения", "Школа-гимназия № 8"]
    assert chancery.workplace.read(asked.named, text="Минпросвещения") is None
    assert not chancery.workplace.read(search, text="Минпросвещения")
    late = chancery.register(parties=(Party(double),))
    (row,) = chancery.workplace.read(page, filter=Filter(), limit=1)
    assert (row.document, row.correspondent_ru) == (late.document, "Министерство просвещения")
    chancery.assert_sound()


def test_merges_may_follow_each_other_for_years(chancery: Chancery) -> None:
    """Thirty duplicates, each merged into the next: the oldest letter shows the last name."""
    oldest = add(chancery, "Отдел № 0")
    given = chancery.register(parties=(Party(oldest),))
    previous = oldest
    for n in range(1, 31):
        current = add(chancery, f"Отдел № {n}")
        correspondents.merge(chancery.workplace, keep=current, other=previous)
        previous = current
    for _ in range(2):
        (row,) = chancery.workplace.read(page, filter=Filter(correspondent=previous))
        assert (row.document, row.correspondent_ru) == (given.document, "Отдел № 30")
        chancery.workplace.rebuild(lambda _done, _total: None)


def test_a_merge_that_makes_no_sense_is_refused(chancery: Chancery) -> None:
    """With itself, with nothing, and a second time."""
    keep, other = chancery.ministry, chancery.school

    def merge(keep: str, other: str) -> None:
        correspondents.merge(chancery.workplace, keep=keep, other=other)

    assert refusal(merge, keep, keep) is Reason.MERGE_WITH_ITSELF
    assert refusal(merge, keep, "c0") is Reason.UNKNOWN_CORRESPONDENT
    journal = chancery.journals[Kind.INCOMING]
    assert refusal(merge, journal, other) is Reason.UNKNOWN_CORRESPONDENT
    merge(keep, other)
    assert refusal(merge, keep, other) is Reason.CORRESPONDENT_MERGED
    assert refusal(merge, other, keep) is Reason.CORRESPONDENT_MERGED


def test_the_directory_completes_what_is_typed(chancery: Chancery) -> None:
    """By the beginning, by any word, by digits of the БИН; the most used ones for nothing typed."""
    lyceum = add(chancery, "Лицей", "990140000384")
    for _ in range(2):
        chancery.register(parties=(Party(chancery.school),))
    chancery.register()

    def completed(text: str) -> list[str]:
        return [item.id for item in chancery.workplace.read(asked.completed, text=text)]

    assert completed("мин") == [chancery.ministry]
    assert completed("просвещ") == [chancery.ministry]
    assert completed("оқу") == completed("оку") == [chancery.ministry]
    assert completed("9901") == [lyceum]
    assert completed("") == [chancery.school, chancery.ministry]
    assert completed("нет такого") == []
