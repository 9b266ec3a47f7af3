"""Packets for signing (署名の包み) as files, on both sides. Nothing here knows a desk.

What a stranger's papers are looked at with (`look_at_papers`, `judge`) belongs into a child with limits; what needs an
opened key runs in the program itself.
"""

from kobe_desk.core.vault.crypto import PRODUCT
from kobe_desk.modules.subsidies.exchange.circulating.judging import judge
from kobe_desk.modules.subsidies.exchange.circulating.looking import Looked, Signature, fingerprint_of, look_at_papers
from kobe_desk.modules.subsidies.exchange.circulating.sealing import (
    OpenSigning,
    Sent,
    SigningNow,
    decline_in_packet,
    look_at_signing,
    open_sent,
    open_signing,
    read_key,
    sign_in_packet,
    write_signing,
)

__all__ = (
    "Looked",
    "OpenSigning",
    "PRODUCT",
    "Sent",
    "Signature",
    "SigningNow",
    "decline_in_packet",
    "fingerprint_of",
    "judge",
    "look_at_papers",
    "look_at_signing",
    "open_sent",
    "open_signing",
    "read_key",
    "sign_in_packet",
    "write_signing",
)
