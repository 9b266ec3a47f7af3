"""Signing with a real PKCS#11 token (SoftHSM): the same paper as with a key file, and every refusal in plain words."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from support.signing import ASSOCIATION, CHAIR, TREASURER, keys, packet, stamp, treasurer
from support.token import LABEL, MODULE, OTHER_PIN, PIN, SoftToken, needs_softhsm

from kobe_desk.core import clock
from kobe_desk.core.errors import Cancelled, UserError
from kobe_desk.paper.sign.authority import OfficerRequest, certify
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import load_signer, sign_detached
from kobe_desk.paper.sign.token_signer import public_key, try_key
from kobe_desk.paper.token import child, refusals, using
from kobe_desk.paper.token.part import programs, require_part
from kobe_desk.paper.token.reference import TokenReference, is_reference
from kobe_desk.paper.verify.pdf import verify_pdf

pytestmark = needs_softhsm


def certified(token: SoftToken, kind: str = "ec") -> TokenReference:
    """A key made on the token, with a certificate by the association's root."""
    token.make_key(kind)
    found = child.look(MODULE)[0]
    term = date(clock.today().year + 1, 3, 31)
    made = certify(keys().root, OfficerRequest(ASSOCIATION, "会長", "𠮷田 太郎", term), public_key(found.public))
    pem = made.public_bytes(Encoding.PEM).decode()
    return TokenReference(MODULE, found.token, found.serial, found.key, pem, (keys().pem.decode(),))


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_token_certifies_a_key_locks_and_every_reader_agrees(token: SoftToken, kind: str, tmp_path: Path) -> None:
    chair = load_signer(certified(token, kind).dump(), PIN)
    half = sign(packet(), CHAIR.name, chair, stamp()).packet
    made = sign(half, TREASURER.name, treasurer(), stamp()).packet.pdf
    verdict = verify_pdf(made, [keys().pem])
    assert verdict.unaltered and verdict.signer_known
    assert [each.name for each in verdict.signatures] == ["𠮷田 太郎", "髙橋 はる子"]

    paper, root = tmp_path / "paper.pdf", tmp_path / "root.pem"
    paper.write_bytes(made)
    root.write_bytes(keys().pem)
    poppler = run("pdfsig", str(paper))
    assert poppler.count("Signature is Valid") == 2 and poppler.count("ETSI.CAdES.detached") == 2
    pyhanko = str(Path(sys.executable).parent / "pyhanko")
    words = (pyhanko, "sign", "validate", "--trust", str(root), "--trust-replace", "--pretty-print", str(paper))
    assert run(*words).count("The signature is judged VALID") == 2


def test_the_list_of_a_package_is_signed_with_a_token_too(token: SoftToken) -> None:
    signer = load_signer(certified(token).dump(), PIN)
    assert sign_detached(b"list", signer)[:1] == b"\x30"


def test_a_pin_typed_full_width_is_the_same_pin(token: SoftToken) -> None:
    wide = PIN.translate({number: number + 0xFEE0 for number in range(0x21, 0x7F)})
    assert wide != PIN
    try_key(certified(token), wide, lambda: None)


def test_a_wrong_pin_is_said_and_nothing_is_signed(token: SoftToken) -> None:
    reference = certified(token).dump()
    with pytest.raises(refusals.PinWrong) as refused:
        sign(packet(), CHAIR.name, load_signer(reference, OTHER_PIN), stamp())
    assert refused.value.field == "passphrase" and OTHER_PIN not in f"{refused.value!r}{refused.value.message()}"
    with pytest.raises(refusals.PinMissing):
        load_signer(reference, " ")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("PinLocked", refusals.PinBlocked),
        ("PinLenRange", refusals.PinNotUsable),
        ("DeviceRemoved", refusals.TokenGone),
        ("FunctionRejected", refusals.TokenRefused),
    ],
)
def test_what_a_card_says_becomes_one_plain_sentence(said: str, expected: type[UserError]) -> None:
    from pkcs11 import exceptions

    refused = using.refusal(getattr(exceptions, said)())
    assert type(refused) is expected and refused.field == "passphrase"


def test_a_token_that_was_taken_out_is_said(token: SoftToken) -> None:
    signer = load_signer(certified(token).dump(), PIN)
    token.take_out()
    with pytest.raises(refusals.NoToken):
        sign(packet(), CHAIR.name, signer, stamp())
    token.init("別のカード")
    with pytest.raises(refusals.OtherToken) as refused:
        sign(packet(), CHAIR.name, signer, stamp())
    assert LABEL in refused.value.message()


def test_a_key_that_is_gone_is_said(token: SoftToken) -> None:
    reference = certified(token)
    other = TokenReference(MODULE, reference.label, reference.serial, "99", reference.certificate)
    with pytest.raises(refusals.NoKeyOnToken):
        try_key(other, PIN, lambda: None)


def test_a_key_that_does_not_fit_its_certificate_is_refused(token: SoftToken) -> None:
    from kobe_desk.paper.sign.token_signer import OtherKey

    reference = certified(token)
    token.make_key("ec", "02")
    other = TokenReference(MODULE, reference.label, reference.serial, "02", reference.certificate)
    with pytest.raises(OtherKey):
        try_key(other, PIN, lambda: None)


def test_certificates_on_the_token_are_found_with_their_keys(token: SoftToken) -> None:
    reference = certified(token)
    from kobe_desk.paper.sign.certificates import load_certificate

    der = load_certificate(reference.certificate.encode()).public_bytes(Encoding.DER)
    token.put_certificate(der)
    (found,) = child.look(MODULE)
    assert (found.certificate, found.key, found.token) == (der, "01", LABEL)


def test_the_module_is_never_loaded_into_the_program(token: SoftToken) -> None:
    try_key(certified(token), PIN, lambda: None)
    assert "libsofthsm2" not in Path("/proc/self/maps").read_text()


def test_a_card_that_does_not_answer_is_given_up(token: SoftToken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_STEP", 0.0)
    with pytest.raises(refusals.PartTooSlow):
        child.look(MODULE, limit=0.0)


def test_a_job_that_is_stopped_ends_its_child(token: SoftToken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_STEP", 0.0)

    def stopped() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        child.look(MODULE, stopped)


def test_a_file_that_is_no_module_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    stranger = tmp_path / "libsofthsm2.so"
    stranger.write_bytes(Path(MODULE).read_bytes())
    with pytest.raises(refusals.PartNotInstalled):
        require_part(stranger)
    with pytest.raises(refusals.PartNotFound):
        require_part(tmp_path / "missing.so")
    with pytest.raises(refusals.NotATokenPart):
        require_part(Path("/usr/bin/env"))
    link = tmp_path / "link.so"
    link.symlink_to(MODULE)
    assert require_part(link) == Path(MODULE).resolve()
    assert tmp_path not in programs()


def test_a_library_without_the_door_of_modules_is_refused(token: SoftToken) -> None:
    (library,) = list(Path("/usr/lib").glob("*/libz.so.1"))[:1]
    with pytest.raises(refusals.NotATokenPart):
        child.look(str(library))


def test_what_is_kept_of_a_token_holds_no_pin(token: SoftToken) -> None:
    kept = certified(token).dump()
    assert is_reference(kept) and PIN.encode() not in kept and not is_reference(keys().chair.p12)
