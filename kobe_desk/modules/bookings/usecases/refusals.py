"""Why something is refused at the centre, and what to do instead."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class NameMissing(UserError):
    text = N_("Please write a name.")


class ReasonMissing(UserError):
    text = N_("Please write the reason.")


class CentreMissing(UserError):
    text = N_("There is no centre yet. Write it down in the centre's settings first.")


class EndsBeforeStart(UserError):
    text = N_("The booking ends before it starts. Please look at the times again.")


class RoomTaken(UserError):
    text = N_("{room} is taken on {day} from {start} to {end} by {holder}. Free instead: {free}")


class EquipmentTaken(UserError):
    text = N_("Only {left} of {equipment} are free at this time. Please take fewer or another time.")


class CentreClosed(UserError):
    text = N_("The centre is closed on {day} ({reason}). Choose another day, or add a special opening.")


class OutsideHours(UserError):
    text = N_("On {day} the centre is open from {opens} to {closes}. Please choose a time within it.")


class NotABand(UserError):
    text = N_("Rooms are booked by these times of the day: {bands}")


class NotInSteps(UserError):
    text = N_("Times go in steps of {step} minutes here. Please choose the nearest one.")


class RoomRetired(UserError):
    text = N_("{room} is no longer booked from {day} on. Please choose another room.")


class RoomHasBookings(UserError):
    text = N_("{room} still has {count} bookings from {day} on. Move or cancel them first.")


class TooManyPeople(UserError):
    text = N_("{room} holds {capacity} people. Choose a larger room, or write why it is taken all the same.")


class NotYetOpen(UserError):
    text = N_("Bookings for this day are taken from {day} on. Put it on the list then, or write why it is taken now.")


class NoLongerOpen(UserError):
    text = N_("Bookings for this day were taken until {day}. Write why it is taken all the same.")


class GroupSuspended(UserError):
    text = N_("{group} may not book until {day}. Write why it is taken all the same.")


class QuotaReached(UserError):
    text = N_("{group} has its {count} bookings already. Write why one more is taken.")


class GroupKnown(UserError):
    text = N_("There is already a group called {name}. Choose it from the list.")


class GroupMerged(UserError):
    text = N_("This group was joined with {name}. Please choose that one.")


class NotInThisState(UserError):
    text = N_("This cannot be done with a booking in the state “{state}”. Nothing was changed.")


class ChangedTooLate(UserError):
    text = N_("Bookings may be changed until {hours} hours before. Write why it is changed all the same.")


class RuleUnreadable(UserError):
    text = N_("This way of repeating cannot be read. Please choose one of the list.")


class SeriesOverlapsItself(UserError):
    text = N_("The bookings of the series overlap each other. Make them shorter, or repeat them less often.")


class SeriesEmpty(UserError):
    text = N_("No date is left for this series. Look at its beginning and its end again.")


class SeriesClashes(UserError):
    text = N_("{count} of the dates cannot be had, the first on {day} ({why}). Choose what becomes of them.")


class ClosureOverlooks(UserError):
    text = N_("{count} bookings lie in this closure. Say for each of them what becomes of it.")


class MoreThanStock(UserError):
    text = N_("At most {stock} of {equipment} can be lent.")


class AlreadyPaid(UserError):
    text = N_("This booking is paid already. Nothing was changed.")


class NothingToPay(UserError):
    text = N_("There is nothing to pay for this booking.")


class PaidBefore(UserError):
    text = N_("{amount} yen were paid for this booking. Give them back or carry them over first.")


class NotPaid(UserError):
    text = N_("Nothing was paid for this booking.")


class KeyIsOut(UserError):
    text = N_("Key {key} is out with {holder} since {since}. Take it back first.")


class DrawnAlready(UserError):
    text = N_("This round is drawn already. Nothing was changed.")


class DrawFirst(UserError):
    text = N_("Until {day} applications for this day are collected for a draw. Write it down as an application.")


class EarlierRoundFirst(UserError):
    text = N_("The round “{title}” comes first. Draw it before this one.")


class NotInThisRound(UserError):
    text = N_("This round is for groups of the class “{tier}”.")


class NotInThisMonth(UserError):
    text = N_("This round is for days in month {month}. Please choose another day.")


class NotDrawnYet(UserError):
    text = N_("This round is not drawn yet. Nothing was changed.")


class RoundStillOpen(UserError):
    text = N_("Applications are taken until {day}. Draw after that.")


class RoundClosed(UserError):
    text = N_("Applications for this round were taken from {opens} to {closes}.")


class ClosedAlready(UserError):
    text = N_("This is closed already. Nothing was changed.")


class DayClosed(ClosedAlready):
    text = N_("The cash of {day} is closed. Open the day again, or do this on another day.")


class MonthClosed(ClosedAlready):
    text = N_("{month}/{year} is closed. Give back and take anew in a month that is open.")


class NotOverYet(UserError):
    text = N_("This is closed on {day} or later. Nothing was changed.")


class DifferenceUnexplained(UserError):
    text = N_("The cash differs by {amount} yen. Please write why.")


class PiecesDisagree(UserError):
    text = N_("The notes and coins come to {total} yen, but {counted} yen is written. Please correct one of them.")


class FileTooLarge(UserError):
    text = N_("This file is too large to be read. Nothing was changed.")


class NotACalendar(UserError):
    text = N_(
        "This file cannot be read as a calendar. Export the dates from the calendar program as iCalendar (.ics) and "
        "choose that file. Nothing was changed."
    )


class OldCalendar(UserError):
    text = N_(
        "This calendar is of an old kind (vCalendar, .vcs). Export the dates from the calendar program as iCalendar "
        "(.ics) and choose that file. Nothing was changed."
    )
