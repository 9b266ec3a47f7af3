"""Papers that are signed on other computers: sent in a packet, taken in again."""

from kobe_desk.modules.subsidies.rules.signing import MOST_NOTE, Asked, Declined, SigningPacket
from kobe_desk.modules.subsidies.usecases.circulating.facts import (
    AwayRow,
    JudgingOrder,
    KeptPaper,
    NewSignature,
    NobodyAsked,
    NothingToSign,
    OthersBefore,
    PapersMadeAnew,
    ReturnedPaper,
    ReturnedSigning,
    SendRequest,
    SigningLate,
    SigningOver,
    SigningUnknown,
    SigningWithdrawn,
)
from kobe_desk.modules.subsidies.usecases.circulating.sending import (
    packet_to_sign,
    send_for_signing,
    sent_for_signing,
    withdraw_signing,
)
from kobe_desk.modules.subsidies.usecases.circulating.taking import (
    judging_order,
    keep_returned,
    sent_here,
    signing_secret,
)

__all__ = (
    "Asked",
    "AwayRow",
    "Declined",
    "JudgingOrder",
    "KeptPaper",
    "MOST_NOTE",
    "NewSignature",
    "NobodyAsked",
    "NothingToSign",
    "OthersBefore",
    "PapersMadeAnew",
    "ReturnedPaper",
    "ReturnedSigning",
    "SendRequest",
    "SigningLate",
    "SigningOver",
    "SigningPacket",
    "SigningUnknown",
    "SigningWithdrawn",
    "judging_order",
    "keep_returned",
    "packet_to_sign",
    "send_for_signing",
    "sent_for_signing",
    "sent_here",
    "signing_secret",
    "withdraw_signing",
)
