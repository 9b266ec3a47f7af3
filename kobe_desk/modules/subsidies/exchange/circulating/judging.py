"""A packet for signing that came back, judged against what the desk holds now: nothing is taken that is not sound."""

import hashlib
from collections.abc import Iterable

from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.exchange.circulating.looking import Checked, Looked, Signature, look, same_words
from kobe_desk.modules.subsidies.rules.packet import PacketWrong
from kobe_desk.modules.subsidies.rules.signing import (
    Asked,
    Declined,
    NobodySigned,
    NotAllSigned,
    SentPaper,
    SignedApart,
    SignedHereAlready,
    SignerNotAsked,
    SigningPacket,
)
from kobe_desk.modules.subsidies.usecases import SignedAlready
from kobe_desk.modules.subsidies.usecases.circulating import (
    JudgingOrder,
    KeptPaper,
    NewSignature,
    ReturnedPaper,
    ReturnedSigning,
)

Pair = tuple[KeptPaper, SentPaper, Looked]


def judge(order: JudgingOrder, back: SigningPacket, report: Report) -> ReturnedSigning:
    """What of a packet that came back can be kept.

    Raises PacketWrong, PaperAltered, SignatureBroken, SignedOutOfTurn, SignerNotAsked, SignedApart, SignedAlready,
    NotAllSigned, SignedHereAlready, NobodySigned.
    """
    pairs = tuple(_pairs(order, back, report))
    asked = {each.role: each for each in order.asked}
    papers = tuple(found for pair in pairs if (found := _returned(*pair, asked)) is not None)
    signers = tuple(_signers(pairs, papers))
    _require_whole(pairs, papers)
    declined = _declined(order, back, pairs)
    if not papers and declined is None:
        moved = any(kept.data != sent.data or _moved(kept) for kept, sent, _looked in pairs)
        raise SignedHereAlready if moved else NobodySigned
    return ReturnedSigning(order.id, papers, signers, declined)


def _pairs(order: JudgingOrder, back: SigningPacket, report: Report) -> Iterable[Pair]:
    """Each paper as it is here and as it came back; the desk's own record says what it was, not the packet."""
    mine = {each.id: each for each in order.papers}
    if mine.keys() != {each.id for each in back.papers}:
        raise PacketWrong
    roots, revoked = [each.encode() for each in order.roots], [each.encode() for each in order.revoked]
    for number, sent in enumerate(back.papers):
        report(number, len(back.papers))
        kept = mine[sent.id]
        yield kept, sent, look(Checked(kept.id, kept.title, kept.first_sha256, kept.places), sent.data, roots, revoked)


def _returned(kept: KeptPaper, sent: SentPaper, looked: Looked, asked: dict[str, Asked]) -> ReturnedPaper | None:
    """The paper with what is new on it; None if it is what is here, or what was here before."""
    if kept.data.startswith(sent.data):
        return None
    new = tuple(each for each in looked.signatures if each.role not in kept.signed_by)
    if not sent.data.startswith(kept.data):
        if not new and looked.signatures:
            raise SignedAlready(office=looked.signatures[-1].office)
        raise SignedApart(paper=kept.title)
    for each in new:
        _require_asked(kept, each, asked)
    roles = tuple(each.role for each in new)
    return ReturnedPaper(kept.id, roles, hashlib.sha256(kept.data).hexdigest(), sent.data)


def _require_asked(kept: KeptPaper, made: Signature, asked: dict[str, Asked]) -> None:
    who = asked.get(made.role)
    if who is None:
        raise SignerNotAsked(paper=kept.title, who=made.who, asked=next(iter(asked.values())).office)
    if who.name and not same_words(who.name, made.name):
        raise SignerNotAsked(paper=kept.title, who=made.who, asked=f"{who.office} {who.name}")


def _signers(pairs: tuple[Pair, ...], papers: tuple[ReturnedPaper, ...]) -> Iterable[NewSignature]:
    """Who has signed anew, and how many papers."""
    new = {(each.paper, role) for each in papers for role in each.roles}
    made = [each for _kept, _sent, looked in pairs for each in looked.signatures if (looked.paper, each.role) in new]
    for role in dict.fromkeys(each.role for each in made):
        theirs = [each for each in made if each.role == role]
        yield NewSignature(role, theirs[0].office, theirs[0].name, theirs[-1].moment, len(theirs))


def _require_whole(pairs: tuple[Pair, ...], papers: tuple[ReturnedPaper, ...]) -> None:
    """An office signs all of its papers, or none. Raises NotAllSigned."""
    new = {each.paper: each.roles for each in papers}
    for kept, _sent, _looked in pairs:
        for place in kept.places:
            elsewhere = any(place.role in roles for roles in new.values())
            if elsewhere and place.role not in (*kept.signed_by, *new.get(kept.id, ())):
                raise NotAllSigned(office=place.office)


def _declined(order: JudgingOrder, back: SigningPacket, pairs: tuple[Pair, ...]) -> Declined | None:
    """A decline by somebody who was asked and has not signed; office and name as the desk wrote them."""
    said = back.declined
    if said is None:
        return None
    who = next((each for each in order.asked if each.role == said.role), None)
    if who is None:
        raise PacketWrong
    if any(said.role in (*kept.signed_by, *looked.signed_by) for kept, _sent, looked in pairs):
        raise SignedAlready(office=who.office)
    return Declined(who.role, who.office, who.name or said.name, said.reason, said.day)


def _moved(kept: KeptPaper) -> bool:
    """Whether somebody has signed the paper here since it was sent."""
    return hashlib.sha256(kept.data).hexdigest() != kept.sent_sha256
