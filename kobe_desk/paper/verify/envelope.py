"""The wrapping of a signature (CMS): the few bytes of it that no signature protects have to be as they were made.

A byte changed there changes nothing that was signed; all the same it is a changed byte, and is called one.
"""

import re

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.validation import EmbeddedPdfSignature

from kobe_desk.paper.verify.trust import certificates_in, issued_by

_HEXADECIMAL = re.compile(rb"<(?:[0-9a-f]+|[0-9A-F]+)>")
_INDEFINITE = 0x80  # BER without lengths, as some signing devices write it


def clean(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the hole that a signature leaves for itself in a PDF holds exactly the signature and zeros behind it."""
    stream = embedded.reader.stream
    _zero, length, start, _rest = (int(edge) for edge in embedded.byte_range)
    stream.seek(length)
    hole = stream.read(start - length)
    content = bytes(embedded.pkcs7_content)
    signature = cms.ContentInfo.load(content).dump()
    if not _HEXADECIMAL.fullmatch(hole) or content[len(signature) :].strip(b"\0"):
        return False
    return bytes.fromhex(hole[1:-1].decode()) == content and clean_cms(signature)


def clean_cms(signature: bytes) -> bool:
    """Whether a signature (DER) has the lengths, versions and algorithms it should, and untouched certificates."""
    info = cms.ContentInfo.load(signature, strict=True)
    signed = info["content"]
    if signature[1] != _INDEFINITE and not signature.endswith(signed.dump()):
        return False
    signer = signed["signer_infos"][0]
    if [each.dump() for each in signed["digest_algorithms"]] != [signer["digest_algorithm"].dump()]:
        return False
    return _versions(signed, signer) and _whole(certificates_in(signed))


def _versions(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    """RFC 5652 §5.1 and §5.3: a signer named by issuer and number makes version 1, and so does plain data."""
    own = "v1" if signer["sid"].name == "issuer_and_serial_number" else "v3"
    plain = signed["encap_content_info"]["content_type"].native == "data"
    simple = own == "v1" and plain and all(each.name == "certificate" for each in signed["certificates"])
    outer = signed["version"].native
    return signer["version"].native == own and (outer == "v1" if simple else outer in ("v1", "v3", "v4", "v5"))


def _whole(brought: list[x509.Certificate]) -> bool:
    """No certificate was touched: each still fits the signature of its issuer, where the issuer is here."""
    for each in brought:
        others = [other for other in brought if other.subject == each.issuer]
        issuers = [each] if _own_issuer(each, others) else others
        if issuers and not any(issued_by(each, other) for other in issuers):
            return False
        bits = asn1_x509.Certificate.load(each.public_bytes(Encoding.DER))["signature_value"]
        if bits.contents[:1] != b"\0":  # bits left over at the end: readers pass over them
            return False
    return True


def _own_issuer(certificate: x509.Certificate, issuers: list[x509.Certificate]) -> bool:
    """A root names no key above it, or its own (RFC 5280 §4.2.1.1); its names alone may have been touched.

    Home-made authorities leave the key out below the root as well: such a certificate is a root only if it may issue
    others and nobody here issued it.
    """
    try:
        above = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
        own = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.key_identifier
    except x509.ExtensionNotFound as missing:
        return bool(missing.oid == x509.AuthorityKeyIdentifier.oid) and _may_issue(certificate) and not issuers
    return above == own


def _may_issue(certificate: x509.Certificate) -> bool:
    """Without the extension nobody can say (certificates of version 1): the names decide."""
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return certificate.subject == certificate.issuer
