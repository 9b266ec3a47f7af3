"""Commands on the key slots of an open desk: give, renew, end and take away keys. Each leaves a line in the audit."""

from kobe_desk.core.vault.commands.giving import SlotRow, add_slot, end_slot, remove_slot, renew_slot, slots_of
from kobe_desk.core.vault.commands.here import forget_here, lost_here, remember_here
from kobe_desk.core.vault.commands.passphrases import change_passphrase, reset_passphrase
from kobe_desk.core.vault.commands.recovering import (
    DraftCode,
    admit_recovery_code,
    confirm_recovery_code,
    draft_recovery_code,
)

__all__ = [
    "DraftCode",
    "SlotRow",
    "add_slot",
    "admit_recovery_code",
    "change_passphrase",
    "confirm_recovery_code",
    "draft_recovery_code",
    "end_slot",
    "forget_here",
    "lost_here",
    "remember_here",
    "remove_slot",
    "renew_slot",
    "reset_passphrase",
    "slots_of",
]
