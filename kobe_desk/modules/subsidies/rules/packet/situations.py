"""Why a packet (お手伝いの包み) is refused: each in a sentence of its own."""

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class NotAPacket(UserError):
    text = N_("This is not a packet for helpers. Please choose a file whose name ends in .kdpacket.")


class PacketUnreadable(UserError):
    text = N_("This file cannot be read. Check that the USB stick is in and the file is still there.")


class PacketTooLarge(UserError):
    text = N_("This file is far larger than a packet can be. It was not opened.")


class PacketDamaged(UserError):
    text = N_("This packet is damaged. Please ask for a new copy of the file. Nothing was changed.")


class PacketNewer(UserError):
    text = N_("This packet was made by a newer Kobe Desk. Please update the program, then open it again.")


class PacketTooDear(UserError):
    text = N_("Opening this packet would take more memory than any packet of ours. It was not opened.")


class PacketWrong(UserError):
    text = N_("What is in this packet is not what a packet holds. It was not taken in, and nothing was changed.")


class WrongWords(UserError):
    text = N_("The six words do not open this packet. Compare them with the slip, one by one.")


class NoSuchWord(UserError):
    text = N_("“{word}” is not one of the words. Compare it with the slip.")


class PacketExpired(UserError):
    text = N_("This packet could be opened until {day}. Please ask the secretary for a new one.")


class PacketCannotBeSaved(UserError):
    text = N_("The packet cannot be saved. Put the USB stick back in. What you wrote stays here until then.")
