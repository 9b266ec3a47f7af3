"""Opening the vault: one key derivation, and hardly anything beside it."""

import pytest
from benchmarks.conftest import People
from benchmarks.race import Ratios
from benchmarks.sizes import PEOPLE
from support.vault_desk import WORDS

from kobe_desk.core.vault import crypto, keys, opening, passphrase
from kobe_desk.core.vault.keys import Passphrase

pytestmark = pytest.mark.benchmark


def test_opening_costs_little_more_than_one_key_derivation(ratios: Ratios, people: People) -> None:
    """With the product's cost of a guess, on a desk of a large association: unlocking, opening, taking the lock."""
    folded, salt = passphrase.fold(WORDS), crypto.new_key()[: crypto.SALT_BYTES]

    def own() -> None:
        opening.look(people.desk)
        opening.open_desk(people.desk, keys.unlock(people.desk, Passphrase(WORDS))).close()

    def floor() -> None:
        crypto.stretched(folded, salt, crypto.PRODUCT)

    row = ratios.race(f"opening the vault ({PEOPLE:,} people)", own, floor, most=1.05, rounds=5)
    assert row.held, str(row)
