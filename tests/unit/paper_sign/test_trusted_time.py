"""Trusted time from a real RFC 3161 server on this computer: believed with its root, never needed to sign."""

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp
from support.signing import CHAIR, PASSPHRASE, TREASURER, drawn, keys, packet, stamp, treasurer
from support.time_server import TimeServer

from kobe_desk.core.settings import Settings
from kobe_desk.core.settings import read as read_settings
from kobe_desk.core.settings import write as write_settings
from kobe_desk.paper.sign.packet import prepare
from kobe_desk.paper.sign.pdf import TIME_AUTHORITY, TIME_SOURCE, Signed, sign
from kobe_desk.paper.sign.signer import Signer, load_signer
from kobe_desk.paper.sign.trusted_time import TimeService, time_service
from kobe_desk.paper.verify.pdf import verify_pdf


def asking(address: str) -> Signer:
    return load_signer(keys().chair.p12, PASSPHRASE, times=TimeService(address, 5))


def signed_at(server: TimeServer) -> Signed:
    return sign(prepare(drawn("paper"), [CHAIR]), CHAIR.name, asking(server.address), stamp())


def test_a_stamped_signature_is_believed_with_its_authoritys_root(time_server: TimeServer, tmp_path: Path) -> None:
    made = signed_at(time_server)
    assert made.time_source == TIME_AUTHORITY
    believed = verify_pdf(made.packet.pdf, [keys().pem], times=[time_server.root])
    (signature,) = believed.signatures
    assert believed.unaltered and believed.signer_known and believed.time_trusted
    assert abs(signature.signed_at - datetime.now(UTC)) < timedelta(minutes=5)
    stranger = verify_pdf(made.packet.pdf, [keys().pem])
    assert stranger.unaltered and stranger.signer_known and not stranger.time_trusted
    assert [each.kind for each in stranger.findings] == ["unknown_time"]
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(made.packet.pdf)
    poppler = subprocess.run(("pdfsig", str(paper)), capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in poppler


def test_whoever_vouches_for_the_time_does_not_vouch_for_the_signer(time_server: TimeServer) -> None:
    made = signed_at(time_server)
    assert not verify_pdf(made.packet.pdf, [], times=[time_server.root]).signer_known
    assert not verify_pdf(made.packet.pdf, [keys().pem, time_server.root]).time_trusted


def test_only_the_fingerprint_of_the_signature_goes_out(time_server: TimeServer) -> None:
    signed_at(time_server)
    (sent,) = time_server.asked
    request = tsp.TimeStampReq.load(sent)
    assert len(request["message_imprint"]["hashed_message"].native) == hashlib.sha256().digest_size
    assert len(sent) < 100 and "会長".encode() not in sent


@pytest.mark.parametrize("mode", ["refuses", "rubbish", "another"])
def test_a_refused_or_wrong_answer_costs_the_level_and_not_the_signature(time_server: TimeServer, mode: str) -> None:
    time_server.mode = mode
    signer = asking(time_server.address)
    made = sign(prepare(drawn("paper"), [CHAIR]), CHAIR.name, signer, stamp())
    assert signer.time_missing and made.time_source == TIME_SOURCE
    verdict = verify_pdf(made.packet.pdf, [keys().pem], times=[time_server.root])
    assert verdict.unaltered and verdict.signer_known and not verdict.time_trusted
    assert [each.kind for each in verdict.findings] == ["pc_clock"]


def test_without_a_network_the_paper_is_signed_all_the_same(time_server: TimeServer) -> None:
    time_server.close()
    signer = asking(time_server.address)
    assert sign(packet(), CHAIR.name, signer, stamp()).verdict.unaltered and signer.time_missing
    assert sign(packet(), CHAIR.name, asking("file:///etc/hostname"), stamp()).time_source == TIME_SOURCE


def test_one_stamp_among_two_signatures_is_not_a_trusted_time(time_server: TimeServer) -> None:
    half = sign(packet(), CHAIR.name, asking(time_server.address), stamp()).packet
    both = sign(half, TREASURER.name, treasurer(), stamp()).packet.pdf
    verdict = verify_pdf(both, [keys().pem], times=[time_server.root])
    assert verdict.unaltered and verdict.signer_known and not verdict.time_trusted
    assert [each.time_trusted for each in verdict.signatures] == [True, False]


def test_nobody_is_asked_before_it_is_switched_on(time_server: TimeServer, tmp_path: Path) -> None:
    assert time_service(Settings()) is None
    assert time_service(Settings(time_address=time_server.address)) is None
    assert time_service(Settings(trusted_time=True)) is None
    file = tmp_path / "settings.json"
    chosen = Settings(trusted_time=True, time_address=time_server.address, time_root="PEM")
    write_settings(chosen, file)
    assert read_settings(file) == chosen and time_service(read_settings(file)) is not None
    file.write_text('{"trusted_time": 1, "time_address": 7}')
    assert read_settings(file) == Settings()
