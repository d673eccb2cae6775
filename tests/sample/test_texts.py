"""Stories about the demo's texts: true to the program, and whole in both languages."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from edo.commands.seed import DOCUMENT_TYPES
from edo.domain.card import Kind
from edo.domain.organisation import check_identifier
from edo.sample import texts
from edo.sample.chance import Chance
from edo.sample.story import named_days
from edo.sample.texts import Matter
from edo.sample.together import together

DAYS = named_days(date(2026, 11, 20))
KAZAKH_ONLY = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
MIXED = re.compile(r"[a-zA-Z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-zA-Z]", re.IGNORECASE)


def _matters() -> Iterator[tuple[Kind, Matter]]:
    told = texts.earlier()
    for kind in Kind:
        matters: tuple[Matter, ...] = getattr(told, kind.value)
        yield from ((kind, matter) for matter in matters)


def test_every_identifier_has_its_control_digit() -> None:
    """БИН and ИИН of the sample are such as the program takes."""
    sample = texts.sample()
    many = (*sample.correspondents, *sample.persons, *sample.branches, sample.region)
    assert len(many) > 40
    for one in many:
        check_identifier(one.bin)
    others = [one.bin for one in (*sample.persons, *sample.correspondents)]
    assert len(set(others)) == len(others)


def test_every_key_leads_somewhere() -> None:
    """Branches, units, positions, people, correspondents and types that are named exist."""
    sample = texts.sample()
    branches = {one.key for one in sample.branches} | {""}
    people = {one.key for one in sample.people}
    groups = {group for one in sample.correspondents for group in one.groups}
    known = groups | {one.key for one in sample.correspondents}
    known |= {one.name_ru for one in sample.persons}
    assert {one.under for one in sample.primary} <= branches
    assert {one.office for one in sample.people} <= branches | {"union"}
    assert {one.unit for one in sample.people} <= {one.key for one in sample.units} | {""}
    assert {one.position for one in sample.people} <= {one.key for one in sample.positions}
    for kind, matter in _matters():
        assert {*matter.senders, *matter.to} <= known
        assert matter.executor in people
        assert not matter.type or kind in DOCUMENT_TYPES[matter.type].kinds
    for card in texts.cards().values():
        assert set(card.parties) <= known
        assert {card.executors, card.prepared_by, *card.signed_by} <= people | {""}
        assert {card.due, card.their_date} <= {*DAYS, ""}
        assert not card.type or card.type in DOCUMENT_TYPES
    for paper in together().papers:
        assert {paper.by, paper.sender} <= people | known
        assert paper.by in people
    for letter in texts.letters().values():
        assert letter.blank in {*known, "own", ""}
        assert not letter.answers or letter.answers in texts.letters()


@pytest.mark.parametrize("month", range(1, 13))
def test_every_matter_is_said_in_both_languages_all_the_year(month: int) -> None:
    """No place stays unfilled in any month, and no month is without something to write about."""
    on = date(2026, month, 15)
    chance = Chance(1)
    for kind in Kind:
        matters: tuple[Matter, ...] = getattr(chance.texts, kind.value)
        for _ in range(len(matters)):
            topic = chance.topic(matters, on)
            for said in (topic.subject, topic.reply):
                assert "{" not in said.ru + said.kk
                assert bool(said.ru) == bool(said.kk)
            assert topic.subject.ru[0].isupper()
            assert topic.subject.kk[0].isupper() or not topic.subject.kk[0].isalpha()


def test_a_report_for_the_last_quarter_is_about_the_year_it_lies_in() -> None:
    """In January one reports for the fourth quarter of the year before."""
    matter = next(one for _, one in _matters() if "{quarter} квартал {year}" in one.ru)
    winter = texts.said_of(matter, date(2027, 1, 20), {})
    autumn = texts.said_of(matter, date(2026, 11, 20), {})
    assert "IV квартал 2026 года" in winter.ru
    assert "2026 жылғы IV тоқсан" in winter.kk
    assert "III квартал 2026 года" in autumn.ru


def test_every_letter_is_whole_in_its_language() -> None:
    """All places are filled, Kazakh letters are Kazakh, and no word mixes two alphabets."""
    for letter in texts.letters().values():
        whole = "\n".join((letter.heading, *letter.body, letter.annex, letter.title))
        said = texts.filled(whole, letter.language, DAYS)
        assert "{" not in said
        assert not MIXED.search(said), letter.key
        assert bool(KAZAKH_ONLY.search(said)) >= (letter.language == "kk"), letter.key
        assert letter.signatory
    versions = {key[:-3] for key in texts.letters() if key.endswith("_kk")}
    assert versions
    assert all(f"{key}_ru" in texts.letters() for key in versions)


def test_names_of_the_sample_mix_no_alphabets() -> None:
    """A Latin letter inside a Cyrillic word would hide an entry from every search."""
    sample = texts.sample()
    many = (
        *sample.correspondents,
        *sample.persons,
        *sample.people,
        *sample.branches,
        *sample.primary,
        *sample.units,
        *sample.positions,
    )
    for one in many:
        assert not MIXED.search(f"{one.name_ru} {one.name_kk}"), one.name_ru
