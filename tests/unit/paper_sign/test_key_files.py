"""Keys at rest: what opens them, what does not, and the words for it."""

import subprocess
import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import pkcs12 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from support.signing import ASSOCIATION, PASSPHRASE, keys

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.paper.sign import authority, key_files
from kobe_desk.paper.sign.authority import OfficerRequest, Revocation
from kobe_desk.paper.sign.certificates import facts_of, groups, load_certificate, load_revocations
from kobe_desk.paper.sign.signer import KeyCannotSign, KeyNotValidNow, load_signer


def openssl(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *words], input=given, capture_output=True, check=False)


def test_the_root_is_an_authority_for_ten_years_that_makes_no_further_authorities() -> None:
    certificate = keys().root.certificate
    limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert limits.critical and limits.value.ca and limits.value.path_length == 0
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.key_cert_sign and usage.crl_sign and not usage.digital_signature
    assert keys().root.facts.ends.year == keys().root.facts.starts.year + 10
    assert keys().root.facts.association == ASSOCIATION


def test_an_officer_certificate_names_association_office_and_name_and_nothing_more() -> None:
    certificate = load_certificate(keys().chair.pem)
    assert certificate.subject.rfc4514_string() == f"CN=会長 𠮷田 太郎,2.5.4.12=会長,O={ASSOCIATION},C=JP"
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_cert_sign
    assert facts_of(certificate).who == "会長 𠮷田 太郎"
    certificate.verify_directly_issued_by(keys().root.certificate)


def test_an_officer_certificate_ends_three_months_after_the_term() -> None:
    ends = keys().chair.facts.ends.astimezone(clock.JST)
    term = date(clock.today().year + 1, 3, 31)
    assert timedelta(days=92) <= ends.date() - term <= timedelta(days=93)


def test_certificates_follow_the_clock() -> None:
    then = clock.now() + timedelta(days=800)
    with clock.stopped_at(then):
        request = OfficerRequest(ASSOCIATION, "監事", "西", clock.today() + timedelta(days=60))
        made = authority.issue_officer(keys().root, request, PASSPHRASE)
    assert then - timedelta(minutes=10) < made.facts.starts < then
    with pytest.raises(KeyNotValidNow):
        load_signer(made.p12, PASSPHRASE)


def test_a_leap_day_has_a_root_too(tmp_path: Path) -> None:
    with clock.stopped_at(datetime(2028, 2, 29, 3, tzinfo=UTC)):
        root = authority.create_root(tmp_path, ASSOCIATION, PASSPHRASE)
    assert root.facts.ends.date() == date(2038, 2, 28)


def test_the_root_stays_in_its_folder_and_is_never_overwritten() -> None:
    names = {path.name for path in keys().folder.iterdir()}
    assert names == {authority.ROOT_KEY, authority.ROOT_CERTIFICATE}
    with pytest.raises(authority.RootExists):
        authority.create_root(keys().folder, ASSOCIATION, "another")
    assert authority.open_root(keys().folder, PASSPHRASE).pem == keys().pem


def test_a_missing_stick_is_named(tmp_path: Path) -> None:
    with pytest.raises(authority.RootNotFound):
        authority.open_root(tmp_path / "stick", PASSPHRASE)
    with pytest.raises(authority.FolderNotWritable):
        authority.create_root(tmp_path / "stick", ASSOCIATION, PASSPHRASE)


def test_a_term_that_is_over_or_outlives_the_root_gets_no_key() -> None:
    for term, situation in ((date(2020, 3, 31), authority.TermEnded), (date(2080, 3, 31), authority.RootEnded)):
        with pytest.raises(situation):
            authority.issue_officer(keys().root, OfficerRequest(ASSOCIATION, "会長", "西", term), PASSPHRASE)


def test_a_key_file_is_locked_in_the_present_way_and_opens_elsewhere() -> None:
    file = asn1.Pfx.load(keys().chair.p12)
    assert file["mac_data"]["iterations"].native == key_files.ROUNDS
    encrypted = [part for part in file.authenticated_safe if part["content_type"].native == "encrypted_data"]
    algorithm = encrypted[0]["content"]["encrypted_content_info"]["content_encryption_algorithm"]
    assert (algorithm["algorithm"].native, algorithm.encryption_cipher) == ("pbes2", "aes")
    made = key_files.lock(keys().root.key, keys().root.certificate, (), "plain words")
    shown = openssl("pkcs12", "-info", "-noout", "-passin", "pass:plain words", given=made)
    assert shown.returncode == 0, shown.stderr
    assert b"AES-256-CBC" in shown.stderr and b"iteration 600000" in shown.stderr.lower()


def test_a_wrong_passphrase_is_not_called_a_damaged_file() -> None:
    for wrong in ("港の見える岡", "", "x"):
        with pytest.raises(key_files.WrongPassphrase):
            key_files.unlock(keys().chair.p12, wrong)


def test_a_passphrase_opens_however_its_marks_were_typed() -> None:
    made = key_files.lock(keys().root.key, keys().root.certificate, (), "がぎぐげご")
    assert key_files.unlock(made, unicodedata.normalize("NFD", "がぎぐげご")).certificate == keys().root.certificate


def test_a_key_without_a_passphrase_is_refused() -> None:
    with pytest.raises(key_files.PassphraseMissing):
        key_files.lock(keys().root.key, keys().root.certificate, (), "")


@pytest.mark.parametrize(
    "data", [b"", b"not a key", keys().pem, keys().chair.p12[:200], b"0\x82" * 5000, b"\x00" * 2_000_000]
)
def test_what_is_no_key_file_is_said_so(data: bytes) -> None:
    with pytest.raises(key_files.NotAKeyFile):
        key_files.unlock(data, PASSPHRASE)


def test_an_old_rc2_file_is_called_old_not_wrong(tmp_path: Path) -> None:
    """As made by Windows and old browsers (docuseal#178)."""
    plain = tmp_path / "key.pem"
    opened = key_files.unlock(keys().chair.p12, PASSPHRASE)
    plain.write_bytes(opened.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + keys().chair.pem)
    old = tmp_path / "old.p12"
    words = ("pkcs12", "-export", "-legacy", "-in", str(plain), "-out", str(old), "-passout", "pass:x")
    assert openssl(*words).returncode == 0
    for passphrase in ("x", "wrong"):
        with pytest.raises(key_files.OldKeyFile):
            key_files.unlock(old.read_bytes(), passphrase)


def test_the_root_key_does_not_sign_papers() -> None:
    with pytest.raises(KeyCannotSign):
        load_signer((keys().folder / authority.ROOT_KEY).read_bytes(), PASSPHRASE)


def test_a_revocation_list_names_serials_with_their_date_and_keeps_the_earlier_ones() -> None:
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    first = authority.revocation_list(keys().root, [Revocation(7, moment)])
    second = load_revocations(authority.revocation_list(keys().root, [Revocation(8, moment, key_lost=True)], first))
    assert {entry.serial_number: entry.revocation_date_utc for entry in second} == {7: moment, 8: moment}
    assert second.is_signature_valid(keys().root.certificate.public_key())
    assert second.last_update_utc <= clock.now()


def test_a_web_address_of_the_list_stands_in_the_certificate() -> None:
    request = OfficerRequest(ASSOCIATION, "会計", "西", date(clock.today().year + 1, 3, 31))
    made = authority.issue_officer(keys().root, request, PASSPHRASE, "http://example.jp/list.crl")
    points = load_certificate(made.pem).extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    assert points[0].full_name[0].value == "http://example.jp/list.crl"


def test_a_long_name_is_kept_whole_beside_the_short_one() -> None:
    long = "マリア・フェルナンダ・ゴンザレス・デ・ラ・クルス・タカハシ"
    request = OfficerRequest(
        "神戸市中央区みなと台三丁目ふれあいのまちづくり協議会", "副会長", long, date(clock.today().year + 1, 3, 31)
    )
    made = authority.issue_officer(keys().root, request, PASSPHRASE)
    assert (made.facts.name, made.facts.association) == (long, request.association)
    assert b"CN=" in openssl("x509", "-noout", "-subject", "-nameopt", "RFC2253", given=made.pem).stdout


def test_a_fingerprint_is_read_in_sixteen_groups_of_four() -> None:
    parts = groups(keys().chair.facts.fingerprint)
    assert len(parts) == 16 and {len(part) for part in parts} == {4}


def test_refusals_have_words() -> None:
    situations = [key_files.WrongPassphrase("passphrase"), authority.TermEnded(ends=date(2020, 3, 31))]
    assert all(isinstance(each, UserError) and each.message() for each in situations)
