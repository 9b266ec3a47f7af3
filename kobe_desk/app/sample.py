"""The sample desk (見本): opened without being asked for a passphrase, for all of it is invented."""

from kobe_desk.core.vault import keys, opening
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.sample import PASSPHRASE, make_sample_desk, remove_sample, sample_folder

_CHEAP = Cost(memory_kib=64, passes=1, lanes=1)  # the passphrase stands in the code: there is nothing to guess


def open_sample() -> OpenDesk:
    """Open the sample desk, made anew where there is none."""
    folder = sample_folder()
    if not folder.is_dir():
        made = make_sample_desk(folder, cost=_CHEAP)
        return opening.open_desk(made.folder, made.unlocked)
    return opening.open_desk(folder, keys.unlock(folder, Passphrase(PASSPHRASE)))


def remove() -> None:
    """Everything of the sample is gone; no other desk is touched."""
    remove_sample(sample_folder())
