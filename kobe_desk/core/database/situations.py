"""What can be the matter with the desk's file, each in one plain sentence."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class OldEngine(UserError):
    text = N_("The database engine {found} is too old to be trusted with your records. Please run the set-up again.")


class DeskInUse(UserError):
    text = N_("This desk is open in another window or on another computer. Close it there, then open it here.")


class DeskMissing(UserError):
    text = N_("There is no desk at this place. Choose the folder again, or bring back a backup.")


class DeskDamaged(UserError):
    text = N_("The desk's file is damaged and cannot be opened. Nothing was changed. Please bring back a backup.")


class NewerDesk(UserError):
    text = N_("This desk was saved by a newer Kobe Desk. Nothing was changed. Please install the newer version.")


class DeskOnlyRead(UserError):
    text = N_("This desk is open for reading only, so nothing can be changed. Copy its folder to this computer first.")


class DiskFull(UserError):
    text = N_("The disk is full, so this was not saved. All that was saved before is safe. Make room and save again.")


class DiskFailed(UserError):
    text = N_("The disk answered with an error, so this was not saved. All that was saved before is safe. Try again.")
