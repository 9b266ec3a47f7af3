"""The recovery code made anew: no power cut leaves none that opens."""

from dataclasses import dataclass

from kobe_desk.core.text import N_
from kobe_desk.core.vault import keys, store
from kobe_desk.core.vault.commands.writing import require_admin, write
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.slots import Slot, SlotKind


@dataclass(frozen=True, slots=True)
class DraftCode:
    """A recovery code in the making: the key it will be, and what stands on its sheet."""

    slot: Slot
    code: RecoveryCode


def draft_recovery_code(desk: OpenDesk) -> DraftCode:
    """A code for a new sheet, to be shown: it opens nothing yet, and the earlier sheet stays. Nothing is written.

    Raises NotAllowed, DeskOnlyRead.
    """
    require_admin(desk)
    desk.database.require_writable()
    return DraftCode(*keys.recovery_slot(store.read(desk.folder), desk.unlocked.key))


def admit_recovery_code(desk: OpenDesk, draft: DraftCode) -> None:
    """Before its sheet is printed or saved: the new code opens the desk, and so does the earlier sheet for the while.

    Raises NotAllowed.
    """
    require_admin(desk)
    if store.read(desk.folder).find(draft.slot.id) is None:
        label = N_("Make a new recovery code")
        write(desk, label, "admit_recovery_code", draft.slot, lambda now: (*now.slots, draft.slot))


def confirm_recovery_code(desk: OpenDesk, draft: DraftCode) -> None:
    """The new sheet is in somebody's hands: earlier ones open the desk no more. Raises NotAllowed."""
    require_admin(desk)
    write(
        desk,
        N_("Let only the new recovery code open the desk"),
        "confirm_recovery_code",
        draft.slot,
        lambda now: (*(each for each in now.slots if each.kind is not SlotKind.RECOVERY), draft.slot),
    )
