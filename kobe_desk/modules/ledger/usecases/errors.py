"""What is refused of the books, in words that say what to do."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class AmountMissing(UserError):
    text = N_("Please write an amount of one yen or more.")


class TextMissing(UserError):
    text = N_("Please write what the money was for.")


class NameMissing(UserError):
    text = N_("Please write a name.")


class AlreadyReversed(UserError):
    text = N_("This entry has been reversed already. Nothing was changed.")


class AlreadyCancelled(UserError):
    text = N_("This receipt has been cancelled already. Nothing was changed.")


class AccountKnown(UserError):
    text = N_("There is already an account called {name}.")


class PurseKnown(UserError):
    text = N_("There is already a place for money called {name}.")


class AccountUsed(UserError):
    text = N_("Money is written under “{name}”, so it cannot be removed. Put it away instead: it is no longer offered.")


class LastOfItsKind(UserError):
    text = N_("“{name}” is the last one of its kind and is still needed. Add another one first.")


class PurseHoldsMoney(UserError):
    text = N_("There are {amount:,} yen in “{name}”. Move them to another place first.")


class SamePurse(UserError):
    text = N_("Money can only be moved to another place. Choose two different ones.")


class MonthClosed(UserError):
    text = N_("The days up to {last} are closed. Write it with a day from {first} on.")


class MonthNotOver(UserError):
    text = N_("{month} is not over yet. Close it from the first day of the next month on.")


class MonthClosedAlready(UserError):
    text = N_("{month} is closed already. Nothing was changed.")


class DifferenceUnexplained(UserError):
    text = N_("{purse} differs from the book by {amount:,} yen. Write why.")


class CountMissing(UserError):
    text = N_("Please write how much there is in {purse}.")


class NoMonthClosed(UserError):
    text = N_("No month is closed. Nothing was changed.")


class ReasonMissing(UserError):
    text = N_("Please write the reason.")


class YearClosed(UserError):
    text = N_("The settlement of {year} is made and carried over. Open the settlement again first.")


class YearNotOver(UserError):
    text = N_("{year} is not over yet. It is carried over after its last day.")


class MonthsStillOpen(UserError):
    text = N_("Close the months up to {month} first. Then the year can be carried over.")


class CarriedOtherwise(UserError):
    text = N_(
        "In {year} {carried:,} yen stand as carried over, but {left:,} yen were left. Take those lines back first."
    )


class NoCarryAccount(UserError):
    text = N_("There is no account for what is carried over. Add one under income first.")


class NothingToPropose(UserError):
    text = N_("There is nothing in the year before to begin from. Please write the amounts.")


class RecipientMissing(UserError):
    text = N_("Please write who is given this.")


class PurposeMissing(UserError):
    text = N_("Please write what it is given for.")


class AccountNeeded(UserError):
    text = N_("Choose an account for line {line} of the file, or leave that line out.")


class NothingToTakeIn(UserError):
    text = N_("There is no line to take in. Everything that is chosen stands in the book already.")


class WrongSide(UserError):
    text = N_("Line {line} of the file does not fit “{account}”: one is money in, the other money out. Choose another.")


class AuditorKeyMissing(UserError):
    text = N_("No auditor of this year has a signing key. Write the names above and make a key under Group.")


class AuditFiguresChanged(UserError):
    text = N_("The books have changed since the report was made. Make the report again, then sign it.")


class AuditMadeAgain(UserError):
    text = N_("The report was made again meanwhile. Nothing was signed. Look at the new one.")


class AuditSignedAlready(UserError):
    text = N_("{name} has signed this report already. Nothing was changed.")


class SignedAuditBroken(UserError):
    text = N_("The signed report is not as it was prepared. Nothing was signed. Please bring back a backup.")
