"""Papers signed on another computer: sent away, opened with a desk and without one, and what came back."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from kobe_desk.app.program import Program
from kobe_desk.app.start.packet import OpenSignaturePage
from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.modules.association.usecases import key_file, key_for
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.rules import packet as seals
from kobe_desk.modules.subsidies.rules import signing as packets
from kobe_desk.modules.subsidies.rules.packet import sealed
from kobe_desk.modules.subsidies.rules.signing import SigningPacket
from kobe_desk.modules.subsidies.usecases.circulating import (
    SendRequest,
    packet_to_sign,
    send_for_signing,
    withdraw_signing,
)
from kobe_desk.modules.subsidies.view import PapersPage, SubsidiesPage
from kobe_desk.modules.subsidies.view.circulating import (
    DeskPacketPage,
    OpenSigningPage,
    PacketPapersPage,
    ReturnedSigningPage,
    SendSigningPage,
)
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import answered, end, wait
from kobe_desk.pictures.scene import Scene

WORDS = "あさひ いずみ あひる いちご あやめ あんず"
_CHEAP = Cost(64, 1, 1)


def signing(guide: Guide, key: UUID, passphrases: Mapping[str, str]) -> Iterator[Scene]:
    """Begins and ends at the list of 助成, with papers that nobody has signed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"会長の署名{packets.SUFFIX}")
        given = guide.told(partial(_send, key, path))
        yield from _sent(guide, key)
        yield from _elsewhere(guide, given, Path(folder, f"署名{packets.SUFFIX}"))
        guide.told(partial(_sign, path, passphrases["chair"]))
        yield from _back(guide, key, given, path)
        guide.told(partial(_withdraw, given.id))


def _sent(guide: Guide, key: UUID) -> Iterator[Scene]:
    """The papers while a packet is out, and the form that makes one."""
    guide.page(SubsidiesPage).application_opened.emit(key)
    page = guide.page(PapersPage)
    yield guide.scene("papers-away")
    page.away.send.click()
    guide.page(SendSigningPage)
    yield guide.scene("signing-send")
    guide.back()
    guide.back()
    guide.back()


def _elsewhere(guide: Guide, given: SigningPacket, path: Path) -> Iterator[Scene]:
    """A packet that somebody else sent: at a desk, and on a computer without one."""
    other = replace(given, id=new_id())
    path.write_bytes(_file(other, crypto.new_key()))
    told = f"{_words_of(other)} {path.name} {path}"
    guide.page(SubsidiesPage).signing.click()
    page = guide.page(OpenSigningPage)
    yield guide.scene("signing-open")
    page.open_wanted.emit(path, WORDS)
    wait(lambda: isinstance(guide.window.shown_page(), DeskPacketPage))
    preview = guide.page(DeskPacketPage).preview
    wait(lambda: preview.paper is not None)
    scene = guide.scene("signing-packet")
    yield replace(scene, data=lambda: f"{guide.data()} {told}")
    guide.back()
    yield from _without_desk(guide.opened.settings, path, told)


def _without_desk(settings: Settings, path: Path, told: str) -> Iterator[Scene]:
    program = Program(settings, _CHEAP)
    program.begin(path)
    window = program.entrance
    assert window is not None  # noqa: S101 - a packet opens no desk
    answered(program.background)
    page = window.shown_page()
    assert isinstance(page, OpenSignaturePage)  # noqa: S101 - it was begun with a packet
    page.type_words(WORDS)
    yield Scene("sign-packet-open", window, lambda: f"{told} {WORDS}")
    page.open.click()
    wait(lambda: isinstance(window.shown_page(), PacketPapersPage))
    papers = window.shown_page()
    assert isinstance(papers, PacketPapersPage)  # noqa: S101 - waited for
    wait(lambda: papers.preview.paper is not None)
    yield Scene("sign-packet", window, lambda: told)
    end(program)


def _back(guide: Guide, key: UUID, given: SigningPacket, path: Path) -> Iterator[Scene]:
    """The packet came back signed."""
    guide.page(SubsidiesPage).application_opened.emit(key)
    guide.page(PapersPage).away.packet_returned.emit(path)
    wait(lambda: isinstance(guide.window.shown_page(), ReturnedSigningPage))
    scene = guide.scene("signing-returned")
    yield replace(scene, data=lambda: f"{guide.data()} {_words_of(given)}")
    guide.back()
    guide.back()
    guide.back()


def _words_of(given: SigningPacket) -> str:
    return packets.encoded(replace(given, papers=tuple(replace(each, data=b"") for each in given.papers))).decode(
        errors="ignore"
    )


def _file(given: SigningPacket, secret: bytes) -> bytes:
    closed = sealed.new(given.id, seals.words.folded(WORDS), secret, _CHEAP, packets.KIND)
    return sealed.file_of(closed, secret, packets.encoded(given))


def _send(key: UUID, path: Path, records: Records) -> SigningPacket:
    note = "金曜日までにお願いします。"
    until = clock.today() + timedelta(days=14)
    request = SendRequest((key,), "", ("chair", "treasurer"), note, until, records.who.person)
    given, secret = records.ask(packet_to_sign, request), crypto.new_key()
    path.write_bytes(_file(given, secret))
    records.do(send_for_signing, request, given, secret, path.name)
    return given


def _sign(path: Path, passphrase: str, records: Records) -> object:
    opened = circulating.open_signing(path, WORDS, silent)
    now = circulating.SigningNow(opened, circulating.look_at_papers(opened.packet, silent))
    return circulating.sign_in_packet(now, records.ask(key_file, records.ask(key_for, "chair").id), passphrase, silent)


def _withdraw(key: UUID, records: Records) -> object:
    records.do(withdraw_signing, key)
    return True
