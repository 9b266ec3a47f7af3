"""Why something may be refused."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class TitleMissing(UserError):
    text = N_("Please write a title.")


class EndsBeforeStart(UserError):
    text = N_("The meeting ends before it starts. Please look at the times again.")


class AdoptedAlready(UserError):
    text = N_("These minutes are adopted and no longer change. To correct them, open them for a correction first.")


class NotReadyToAdopt(UserError):
    text = N_("The minutes cannot be adopted yet. Still missing: {missing}")


class NotAdopted(UserError):
    text = N_("These minutes are not adopted.")


class ReasonMissing(UserError):
    text = N_("Please write why the minutes are corrected.")


class MotionNotYetDecided(UserError):
    text = N_("This motion has not been put to the vote yet.")


class NotAMotion(UserError):
    text = N_("This point of the agenda is not put to the vote.")


class BodyKnown(UserError):
    text = N_("There is a body with this name or this mark already. Please choose another one.")


class MarkTooLong(UserError):
    text = N_("Please write a mark of one or two characters.")


class RegisterClosed(UserError):
    text = N_("Somebody has been received already, so the list of voters stays as it is.")


class NoRegister(UserError):
    text = N_("The list of voters is made when notice is sent. Please make it first.")


class NobodyEntitled(UserError):
    text = N_("Nobody with a vote was found on the roster. Please write down the counts instead.")


class HereAlready(UserError):
    text = N_("{name} has been received already.")


class NotHere(UserError):
    text = N_("{name} is not in the hall.")


class HouseholdVotesOnce(UserError):
    text = N_("In this matter a household has one vote, but {name} and a housemate vote differently.")


class TooManyCandidates(UserError):
    text = N_("There are more candidates than places, so please count the votes.")


class NoElection(UserError):
    text = N_("Nobody was elected here yet, or it is not settled who.")


class OfficeUnknown(UserError):
    text = N_("Please choose the office, and the people on the roster who were elected.")


class ConfirmedAlready(UserError):
    text = N_("Those elected here stand in the roster already.")


class HasVotes(UserError):
    text = N_("A meeting at which something was voted on is not removed.")


class SignedAlready(UserError):
    text = N_("{name} has signed these minutes already.")


class NotASignatory(UserError):
    text = N_("{name} is not among those who sign these minutes.")


class NotForPaper(UserError):
    text = N_("This is for resolutions on paper only.")


class ClosedAlready(UserError):
    text = N_("This task is closed already.")
