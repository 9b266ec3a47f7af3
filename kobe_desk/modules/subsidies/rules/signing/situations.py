"""Why a packet for signing (署名の包み) is refused: each in a sentence of its own."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class NotASigningPacket(UserError):
    text = N_("This is not a packet for signing. Please choose a file whose name ends in .kdsign.")


class PaperAltered(UserError):
    text = N_("“{paper}” is not the paper that was sent: it was changed. Nothing was signed or taken in.")


class SignatureBroken(UserError):
    text = N_("“{paper}”: {why} Nothing was signed or taken in.")


class SignerNotAsked(UserError):
    text = N_("“{paper}” was signed by {who}, but {asked} was asked to sign. Nothing was taken in.")


class SignedOutOfTurn(UserError):
    text = N_("In “{paper}” {office} signed before the others. Send the papers again, in turn. Nothing was taken in.")


class SignedApart(UserError):
    text = N_(
        "“{paper}” was signed here and in the packet, apart from each other. Two signed copies cannot be joined. "
        "Please send the paper that is here once more."
    )


class SignedHereAlready(UserError):
    text = N_("What is in this packet is here already. Nothing was changed.")


class NobodySigned(UserError):
    text = N_("Nobody has signed in this packet yet. Please wait until it comes back. Nothing was changed.")


class NotAllSigned(UserError):
    text = N_("In this packet {office} signed only some of the papers. Please let the others be signed too.")


class KeyOfAnotherOffice(UserError):
    text = N_("This is the key of {who}, but {asked} is asked to sign. Please choose that key.")


class KeyOfAnotherHouse(UserError):
    text = N_("The key of {who} is not under the certificate of {association}. It cannot sign these papers.")


class DeclinedAlready(UserError):
    text = N_("{office} has declined already. The papers go back to the secretary.")


class NobodyLeft(UserError):
    text = N_("Everybody who was asked has signed. Give the file back to the secretary.")
