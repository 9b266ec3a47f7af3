"""A real PKCS#11 token made of software (SoftHSM), new for each test that asks, with keys on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PIN, OTHER_PIN = "4711-kobe", "0000-kobe"
LABEL = "会長の鍵"
_PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/lib/libsofthsm2.so")
MODULE = next((place for place in _PLACES if Path(place).exists()), "")
needs_softhsm = pytest.mark.skipif(
    not MODULE and not (os.environ.get("CI") and sys.platform == "linux"),
    reason="needs the token of software: softhsm2",
)

_MAKE_KEY = """
import sys
import pkcs11
from pkcs11.util.ec import encode_named_curve_parameters
module, label, pin, kind, identity = sys.argv[1:]
token = pkcs11.lib(module).get_token(token_label=label)
with token.open(rw=True, user_pin=pin) as session:
    options = {"id": bytes.fromhex(identity), "label": "sign", "store": True}
    if kind == "ec":
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True).generate_keypair(**options)
    else:
        session.generate_keypair(pkcs11.KeyType.RSA, 2048, **options)
"""
_PUT_CERTIFICATE = """
import sys
import pkcs11
from pkcs11.util.x509 import decode_x509_certificate
module, label, pin, identity, path = sys.argv[1:]
with pkcs11.lib(module).get_token(token_label=label).open(rw=True, user_pin=pin) as session:
    entry = decode_x509_certificate(open(path, "rb").read())
    names = pkcs11.Attribute
    entry |= {names.TOKEN: True, names.LABEL: "sign", names.ID: bytes.fromhex(identity)}
    session.create_object(entry)
"""


class SoftToken:
    """A token in a folder; `SOFTHSM2_CONF` leads every process of the test to it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self.tokens = folder / "tokens"
        self.tokens.mkdir(parents=True)
        conf = folder / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {self.tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
        monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
        self.init(LABEL)

    def init(self, label: str) -> None:
        words = ("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321")
        subprocess.run(words, check=True, capture_output=True)

    def make_key(self, kind: str = "ec", identity: str = "01") -> None:
        self._run(_MAKE_KEY, MODULE, LABEL, PIN, kind, identity)

    def put_certificate(self, der: bytes, identity: str = "01") -> None:
        file = self._folder / "certificate.der"
        file.write_bytes(der)
        self._run(_PUT_CERTIFICATE, MODULE, LABEL, PIN, identity, str(file))

    def take_out(self) -> None:
        """As if somebody pulled it."""
        shutil.rmtree(self.tokens)
        self.tokens.mkdir()

    def _run(self, code: str, *words: str) -> None:
        subprocess.run([sys.executable, "-c", code, *words], check=True)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftToken:
    return SoftToken(tmp_path / "softhsm", monkeypatch)
