"""What a token or a card can refuse, each in one plain sentence."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class TokensNotSupported(UserError):
    text = N_("Keys on tokens and cards cannot be used on this computer: a part of the program is missing here.")


class PartNotFound(UserError):
    text = N_("The program file of the card ({name}) is not on this computer. Install the card's software first.")


class PartNotInstalled(UserError):
    text = N_(
        "{name} does not lie where installed programs lie. Install the card's software, then choose its file there."
    )


class NotATokenPart(UserError):
    text = N_("{name} is not a program file for cards or tokens (PKCS#11). Nothing was kept. Choose another file.")


class PartTooSlow(UserError):
    text = N_("The card did not answer in time. Nothing was signed. Take it out, put it in again, and try once more.")


class PartBroke(UserError):
    text = N_("The card's program stopped by itself. Nothing was signed. Check that it fits this card and computer.")


class NoToken(UserError):
    text = N_("No card or token was found. Put it in, then try again.")


class OtherToken(UserError):
    text = N_("This is not the card or token of {who}. Put in the right one, then try again.")


class NoKeyOnToken(UserError):
    text = N_("The key is no longer on this card or token. Nothing was signed. Register the new key.")


class TokenGone(UserError):
    text = N_("The card or token was taken out. Nothing was signed. Put it in, then try again.")


class PinMissing(UserError):
    text = N_("Please type the PIN of the card or token.")


class PinWrong(UserError):
    text = N_("The PIN is wrong. Nothing was signed. The card locks itself after some wrong tries.")


class PinLastTry(UserError):
    text = N_("The PIN is wrong, and only one try is left before the card locks itself. Nothing was signed.")


class PinBlocked(UserError):
    text = N_("The card is locked after too many wrong PINs. Nothing was signed. Who issued the card can unlock it.")


class PinNotUsable(UserError):
    text = N_("This PIN cannot be used: its length or its signs do not fit, or it has to be changed first.")


class TokenRefused(UserError):
    text = N_("The card or token refused to sign ({reason}). Nothing was signed.")
