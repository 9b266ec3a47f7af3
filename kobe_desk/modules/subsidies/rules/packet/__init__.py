"""The packet for a helper (お手伝いの包み): its file, its content, what may be in it, and how it comes back."""

from kobe_desk.modules.subsidies.rules.packet import sealed, words
from kobe_desk.modules.subsidies.rules.packet.content import (
    MOST_NOTE,
    Packet,
    as_data,
    decoded,
    encoded,
    of_data,
)
from kobe_desk.modules.subsidies.rules.packet.joined import (
    Share,
    joined_answers,
    joined_definition,
    put_back,
    shares,
)
from kobe_desk.modules.subsidies.rules.packet.merging import Point, Side, What, compare, merged, within
from kobe_desk.modules.subsidies.rules.packet.parts import canonical
from kobe_desk.modules.subsidies.rules.packet.reduced import (
    Askable,
    Known,
    askable,
    context,
    definition,
    delegable,
    only,
)
from kobe_desk.modules.subsidies.rules.packet.sealed import SUFFIX, Closed
from kobe_desk.modules.subsidies.rules.packet.situations import (
    NoSuchWord,
    NotAPacket,
    PacketCannotBeSaved,
    PacketDamaged,
    PacketExpired,
    PacketNewer,
    PacketTooDear,
    PacketTooLarge,
    PacketUnreadable,
    PacketWrong,
    WrongWords,
)

__all__ = (
    "Askable",
    "Closed",
    "Known",
    "MOST_NOTE",
    "NoSuchWord",
    "NotAPacket",
    "Packet",
    "PacketCannotBeSaved",
    "PacketDamaged",
    "PacketExpired",
    "PacketNewer",
    "PacketTooDear",
    "PacketTooLarge",
    "PacketUnreadable",
    "PacketWrong",
    "Point",
    "SUFFIX",
    "Share",
    "Side",
    "What",
    "WrongWords",
    "as_data",
    "askable",
    "canonical",
    "compare",
    "context",
    "decoded",
    "definition",
    "delegable",
    "encoded",
    "joined_answers",
    "joined_definition",
    "merged",
    "of_data",
    "only",
    "put_back",
    "sealed",
    "shares",
    "within",
    "words",
)
