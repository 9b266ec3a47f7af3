"""An open packet in the window, with a desk or without one: its papers are looked at, then signed or declined."""

from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.exchange.circulating import SigningNow
from kobe_desk.modules.subsidies.usecases.circulating import PacketFacts, PacketSigner
from kobe_desk.modules.subsidies.view.circulating import PacketPapersPage
from kobe_desk.ui.preview import Paper

POINTS = 72 / 25.4


class Runs(Protocol):
    """Work away from the screen: in a child with limits, or `here` (it needs a key). `Desk.run` is one."""

    def __call__(self, job: Any, *args: Any, then: Any, refused: Any, here: bool = False, text: str = "") -> object: ...


class PacketController(QObject):
    """A child of its page. `keys` are the key files that this desk keeps, by role; none without a desk."""

    def __init__(
        self, run: Runs, page: PacketPapersPage, now: SigningNow, keys: dict[str, bytes], known: bool | None = None
    ) -> None:
        super().__init__(page)
        self._run, self._page, self._now, self._keys, self._known = run, page, now, keys, known
        self._busy = False
        page.sign_requested.connect(self._sign)
        page.decline_requested.connect(self._decline)
        self._show(now)

    @property
    def now(self) -> SigningNow:
        """The packet as it is in the file."""
        return self._now

    def _show(self, now: SigningNow) -> None:
        self._now, self._busy = now, False
        turn, packet = now.turn, now.packet
        self._page.show_papers(packet.association, [_paper(now, each.id) for each in packet.papers])
        self._page.show_packet(_facts(now, self._known), own_key=turn is not None and turn.role in self._keys)
        self._page.focus_first()

    def _sign(self, path: Path | None, passphrase: str) -> None:
        turn = self._now.turn
        if turn is None or self._busy:
            return
        self._busy = True
        self._page.busy(True)
        job = partial(_sign, self._now, self._keys.get(turn.role), path, passphrase)
        self._run(job, then=self._show, refused=self._refused, here=True, text=_("Signing"))

    def _decline(self, reason: str) -> None:
        if not self._busy:
            self._busy = True
            job = circulating.decline_in_packet
            self._run(job, self._now, reason, then=self._show, refused=self._refused, here=True, text=_("Saving"))

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self._page.busy(False)
        self._page.show_refusal(error)


def _sign(now: SigningNow, own: bytes | None, path: Path | None, passphrase: str, report: Report) -> SigningNow:
    """With the desk's own key, or with a key file."""
    key = own if own is not None else circulating.read_key(path) if path is not None else b""
    return circulating.sign_in_packet(now, key, passphrase, report)


def _facts(now: SigningNow, known: bool | None) -> PacketFacts:
    packet, turn = now.packet, now.turn
    return PacketFacts(
        association=packet.association,
        asker=packet.asker,
        note=packet.note,
        until=packet.until,
        programmes=tuple(dict.fromkeys(each.programme for each in packet.papers)),
        signers=_signers(now),
        papers=len(now.waiting(turn.role)) if turn else 0,
        declined=packet.declined,
        fingerprints=tuple(circulating.fingerprint_of(each) for each in packet.roots),
        known=known,
        file_name=now.opened.path.name,
    )


def _signers(now: SigningNow) -> tuple[PacketSigner, ...]:
    """Everybody who signs these papers, in turn: who has, as the certificate says, and who is asked."""
    places = sorted((place for each in now.packet.papers for place in each.places), key=lambda each: each.order)
    made = {each.role: each for looked in now.looked for each in looked.signatures}
    asked = {each.role: each for each in now.packet.asked}
    signers = []
    for role, office in {each.role: each.office for each in places}.items():
        done = made.get(role) if not now.waiting(role) else None
        name = done.name if done else asked[role].name if role in asked else ""
        mine = now.turn is not None and now.turn.role == role
        signers.append(PacketSigner(office, name, done.moment if done else None, mine))
    return tuple(signers)


def _paper(now: SigningNow, key: UUID) -> Paper:
    """A paper with the place marked where the next signature will stand."""
    paper, turn = next(each for each in now.packet.papers if each.id == key), now.turn
    name = paper.title
    if turn is None or paper not in now.waiting(turn.role):
        return Paper(name, paper.data)
    place = next(each for each in paper.places if each.role == turn.role)
    left, top, width, height = (each * POINTS for each in place.box)
    words = _("{office}'s signature goes here\n{name}").format(office=place.office, name=turn.name)
    return Paper(name, paper.data, (place.page - 1, left, top, width, height), words)
