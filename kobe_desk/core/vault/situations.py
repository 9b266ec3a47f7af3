"""What can stand between a person and the desk, each worded once."""

from kobe_desk.core.database import DeskDamaged, DeskInUse
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

# keys


class WrongPassphrase(UserError):
    text = N_("This passphrase does not open this desk. Nothing is lost. Type it again, or use the recovery code.")


class WrongRecoveryCode(UserError):
    text = N_("This code is of an older sheet or of another desk. Nothing is lost. Please look for the newest sheet.")


class LineMistyped(UserError):
    text = N_("There is a slip in line {line}. Please compare it with the sheet, letter by letter.")


class LineLength(UserError):
    text = N_("Line {line} has {found} characters; on the sheet it has 13 with the one in the circle.")


class LinesMixed(UserError):
    text = N_("The lines are not all of one sheet. Please type lines A to E of the same sheet.")


class PassphraseTooShort(UserError):
    text = N_("This is too easy to guess. Please take at least 12 characters, or at least 4 words.")


class TermEnded(UserError):
    text = N_(
        "The term of this passphrase ended on {until:%Y/%m/%d} (today is {today:%Y/%m/%d}). Ask an administrator."
    )


class TermNotBegun(UserError):
    text = N_("This passphrase opens the desk from {since:%Y/%m/%d} on (today is {today:%Y/%m/%d}).")


class TermBackwards(UserError):
    text = N_("The last day is before the first day. Please change one of them.")


class NameMissing(UserError):
    text = N_("Please write whose passphrase this is.")


class LastAdministrator(UserError):
    text = N_("This is the last administrator of the desk. Make somebody else administrator first.")


class LastHolder(UserError):
    text = N_("This is the last key that opens the sealed drawer. Give another officer access to it first.")


class SlotGone(UserError):
    text = N_("This key is no longer there. Somebody may have removed it.")


class SlotsMissing(UserError):
    text = N_("The key file (slots.json) of this desk is missing. Put back the whole folder, or bring back a backup.")


class SlotsDamaged(UserError):
    text = N_("All copies of the key file are damaged. The records may be unharmed. Please bring back a backup.")


class SlotsAltered(UserError):
    text = N_("The key file was changed by something other than Kobe Desk, so it is not trusted. Bring back a backup.")


# the desk's file


class DeskExists(UserError):
    text = N_("There is already something of this name at this place. Please choose another name.")


class DeskReadOnly(UserError):
    text = N_("Nothing can be written at this place. Copy the desk's whole folder to this computer and open it there.")


class DiskFault(UserError):
    text = N_("The disk answered with an error. Check that the stick or the network is connected, and open it again.")


class OpenElsewhere(DeskInUse):
    text = N_("This desk is open on {computer} since {since:%m/%d %H:%M}. Close it there, then open it here.")


class DeskEmpty(DeskDamaged):
    text = N_("The desk's file is empty (0 bytes). Nothing was changed. Please bring back a backup.")


class DeskTooShort(DeskDamaged):
    text = N_("Only {found:,} bytes are left of the desk's file. Nothing was changed. Please bring back a backup.")


class DeskReplaced(DeskDamaged):
    text = N_("The desk's file is something else now (another kind of file). Nothing was changed. Bring back a backup.")


class DeskScrambled(DeskDamaged):
    text = N_("The beginning of the desk's file is damaged. Nothing was changed. Please bring back a backup.")


class DeskCutOff(DeskDamaged):
    text = N_(
        "The desk's file is cut off: {found:,} of {expected:,} bytes are there. "
        "Nothing was changed. Please bring back a backup."
    )


class DeskFlawed(DeskDamaged):
    text = N_("The desk's file is damaged inside. Nothing was changed. Please bring back a backup.")


# backups


class PlaceMissing(UserError):
    text = N_("This place is not there. If it is a USB stick, please put it in and choose it again.")


class CannotWrite(UserError):
    text = N_("Nothing can be written at this place. What was there is unchanged. Please choose another place.")


class FileHeld(UserError):
    text = N_("Another program has this file open. Close it there and try again. What was there is unchanged.")


class NoRoom(UserError):
    text = N_("There is not enough room at this place ({free:,} MB free). Nothing was changed. Please make room.")


class BackupFailed(UserError):
    text = N_("The new backup could not be read back, so it was not kept. Earlier backups are unchanged. Try again.")


class BackupMissing(UserError):
    text = N_("This backup is not there. If it is on a USB stick, please put it in.")


class NotABackup(UserError):
    text = N_("This file is not a whole backup of Kobe Desk. Nothing was changed. Please choose another one.")


class BackupAltered(UserError):
    text = N_("This backup is damaged or was changed, so it was not used. The desk is unchanged. Choose another one.")


class OtherDesk(UserError):
    text = N_("This backup belongs to another desk. Nothing was changed. Bring it back under a new name.")
