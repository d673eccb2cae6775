"""Names that are alike: the same person however they are typed, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.likeness import Alike, blocks, compare, fold, name, nearest

FULL = "Ахметова Айгүл Кайратовна"

SURNAMES = ("Ахметова", "Сейтқали", "Ким", "Семёнов", "Жұмабаева", "Ли-Цой", "Оразбек")
GIVEN = ("Айгүл", "Болат", "Роза", "Пётр", "Ерлан", "Әсел", "Жансая")
PATRONYMICS = ("Кайратовна", "Маратұлы", "Ивановна", "Ильич", "Серікқызы", "Бекович")
people = st.tuples(*map(st.sampled_from, (SURNAMES, GIVEN, PATRONYMICS)))


def alike(one: str, other: str) -> Alike:
    """Compare two names as typed."""
    return compare(name(one), name(other))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ахметова Айгуль Кайратовна", Alike.SAME),
        ("АХМЕТОВА  АЙГУЛЬ КАЙРАТОВНА ", Alike.SAME),
        ("Айгүл Қайратқызы Ахметова", Alike.SAME),
        ("Axмeтoва Айгүл Kайpатовна", Alike.SAME),  # Latin letters among them
        ("Ахметова, Айгүл Кайратовна", Alike.SAME),
        ("Ахметова А.К.", Alike.SHORT),
        ("Ахметова А. К.", Alike.SHORT),
        ("А.К. Ахметова", Alike.SHORT),
        ("Ахметова АК", Alike.SHORT),
        ("Ахметова Айгүл", Alike.SHORT),
        ("Айгүл Ахметова", Alike.SHORT),
        ("Ахметова Айгүл К.", Alike.SHORT),
        ("Ахметова А.", Alike.CLOSE),
        ("Ахметова", Alike.CLOSE),
        ("Ахмедова Айгүл Кайратовна", Alike.CLOSE),
        ("Ахметова Айгул Кайратовна", Alike.SAME),
        ("Ахметова Айгуль Каиратовна", Alike.SAME),
        ("Ахмедова А.К.", Alike.CLOSE),
        ("Ахметова Б.К.", Alike.DIFFERENT),
        ("Ахметова К.А.", Alike.SHORT),
        ("Ахметова Айнур Кайратовна", Alike.DIFFERENT),
        ("Ахметова Айгүл Болатовна", Alike.DIFFERENT),
        ("Ким Роза Ивановна", Alike.DIFFERENT),
        ("", Alike.DIFFERENT),
    ],
)
def test_one_name_typed_in_many_ways(typed: str, expected: Alike) -> None:
    """Letters, order, initials and slips, each judged by what it leaves in doubt."""
    assert alike(typed, FULL) is expected
    assert alike(FULL, typed) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Семёнов Пётр Ильич", "Семенов Петр Ильич"),
        ("Ли-Цой Роза", "Ли - Цой Роза"),
        ("Қыдырәлі Ұлан Өмірұлы", "Кыдырали Улан Омирулы"),
        ("Һамит Ғани", "Хамит Гани"),
        ("Жұмабаева Әсел Серікқызы", "Жумабаева Асел Сериковна"),
    ],
)
def test_letters_of_two_alphabets_are_one_name(one: str, other: str) -> None:
    """Kazakh letters, and the Russian ones typed in their place."""
    assert alike(one, other) is Alike.SAME


def test_a_short_given_name_is_no_initials() -> None:
    """«Ким Ан» is somebody, «Ким АН» is short for somebody."""
    assert name("Ким Ан").words == name("КИМ АН").words == ("ан", "ким")
    assert (name("Ким АН").words, name("Ким АН").initials) == (("ким",), "ан")


@given(people, st.permutations([0, 1, 2]))
def test_the_order_of_parts_does_not_matter(parts: tuple[str, ...], order: list[int]) -> None:
    """In any order it is the same name."""
    assert alike(" ".join(parts), " ".join(parts[n] for n in order)) is Alike.SAME


@given(people)
def test_initials_stand_for_the_parts(parts: tuple[str, ...]) -> None:
    """A surname with the right two letters is a short form of the name."""
    surname, given_name, patronymic = parts
    assert alike(f"{surname} {given_name[0]}.{patronymic[0]}.", " ".join(parts)) is Alike.SHORT


@given(people, people)
def test_comparing_has_no_direction(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Who is compared with whom does not matter; different people stay different."""
    first, second = " ".join(one), " ".join(other)
    assert alike(first, second) is alike(second, first)
    if not set(one) & set(other):
        assert alike(first, second) is Alike.DIFFERENT


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is folded, and no text breaks it."""
    assert fold(fold(text)) == fold(text)
    compare(name(text), name(FULL))


@given(people, st.integers(0, 40), st.sampled_from("абвгдикмнорст"))
def test_a_slip_in_one_part_leaves_a_key_in_common(
    parts: tuple[str, ...], at: int, letter: str
) -> None:
    """Whoever is nearly the same is looked at: two other parts still lead there."""
    whole = " ".join(parts)
    place = at % len(whole)
    if whole[place] in " -":
        return
    slipped = name(whole[:place] + letter + whole[place + 1 :])
    if compare(slipped, name(whole)) is Alike.CLOSE:
        assert set(blocks(slipped)) & set(blocks(name(whole)))


def test_the_nearest_come_first() -> None:
    """With their per cents, no more than asked for."""
    found = nearest("павлодар", ["караганда", "павладар", "павлодар"], 80, 2)
    assert [place for place, _ in found] == [2, 1]
    assert found[0][1] == 100
