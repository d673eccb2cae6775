"""Keys move between open files, a password and the system's key store, and open the workplace."""

import pytest

from edo.commands import home
from edo.errors import Reason, Refusal
from edo.keystore import Protection, nowhere
from edo.workplace import open_workplace
from tests.core.test_keystore import Store
from tests.office import Chancery


def test_keys_move_into_the_store_and_out_under_a_password(chancery: Chancery) -> None:
    """The root key goes along; what keeps them is told at every step."""
    workplace, store = chancery.workplace, Store()
    assert home.standing(workplace).protection is Protection.OWNER
    home.move_in(workplace, store=lambda: store)
    told = home.standing(workplace)
    assert (told.in_store, told.protected, told.has_root_key) == (True, False, True)
    assert len(store.kept) == 2
    home.protect(workplace, password="құпия", store=lambda: store)
    assert home.standing(workplace).protected
    assert not store.kept
    home.move_in(workplace, password="құпия", store=lambda: store)
    home.move_out(workplace, store=lambda: store)
    assert home.standing(workplace).protection is Protection.OWNER
    workplace.close()
    open_workplace(workplace.home.folder).close()


def test_a_system_without_a_store_says_so(chancery: Chancery) -> None:
    """The keys stay where they are."""
    for move in (home.move_in, home.move_out):
        with pytest.raises(Refusal) as refused:
            move(chancery.workplace, store=nowhere)
        assert refused.value.reason is Reason.KEY_STORE_NONE
    assert home.standing(chancery.workplace).protection is Protection.OWNER
