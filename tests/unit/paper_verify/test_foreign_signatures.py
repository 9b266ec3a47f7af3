"""Papers that others signed with other programs: theirs are whole too, and nobody known."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from support.signing import drawn, keys

from kobe_desk.paper.verify.pdf import verify_pdf
from kobe_desk.paper.verify.trust import NotACertificate


def certificate(
    subject: str, key: rsa.RSAPrivateKey, issuer: str, issuer_key: rsa.RSAPrivateKey, *, ca: bool
) -> x509.Certificate:
    """As many home-made authorities write it: no key identifiers at all."""
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (subject, issuer)]
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(names[1], names[0], key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
    return made.add_extension(x509.BasicConstraints(ca, None), critical=True).sign(issuer_key, hashes.SHA256())


def simple(each: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(each.public_bytes(Encoding.DER))


@pytest.mark.parametrize("chain", [True, False])
def test_a_paper_signed_by_a_strangers_own_authority_is_whole_and_by_nobody_known(chain: bool) -> None:
    root_key, key = (rsa.generate_private_key(65537, 2048) for _each in range(2))
    root = certificate("Elsewhere", root_key, "Elsewhere", root_key, ca=True)
    leaf = certificate("Somebody", key, "Elsewhere", root_key, ca=False)
    store = SimpleCertificateStore()
    if chain:
        store.register(simple(root))
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=simple(leaf), signing_key=asn1_keys.PrivateKeyInfo.load(plain), cert_registry=store
    )
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(drawn("a letter")))
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="A"), signer=signer, output=out)
    verdict = verify_pdf(out.getvalue(), [keys().pem])
    assert verdict.unaltered and not verdict.signer_known


def test_a_package_is_no_certificate_although_one_lies_in_it() -> None:
    with pytest.raises(NotACertificate):
        verify_pdf(drawn("a letter"), [b"PK\x03\x04\0\0" + keys().pem])
