"""A real RFC 3161 authority on this computer, with a root of its own; it can refuse, lie, or answer rubbish."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(not authority, not authority, False, False, False, authority, authority, False, False)


class TimeServer:
    """`mode`: good, refuses (503), rubbish, or another (stamps another digest than asked)."""

    def __init__(self) -> None:
        self.mode, self.asked = "good", list[bytes]()
        root_key, key = (rsa.generate_private_key(65537, 2048) for _each in range(2))
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().not_valid_before(now - timedelta(days=400))
        builder = builder.not_valid_after(now + timedelta(days=400)).issuer_name(_name("時刻の根"))
        root = builder.subject_name(_name("時刻の根")).public_key(root_key.public_key()).serial_number(1)
        root = root.add_extension(x509.BasicConstraints(True, None), critical=True)
        signed_root = root.add_extension(_usage(authority=True), critical=True).sign(root_key, hashes.SHA256())
        leaf = builder.subject_name(_name("時刻認証局")).public_key(key.public_key()).serial_number(2)
        leaf = leaf.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        made = leaf.add_extension(_usage(authority=False), critical=True).sign(root_key, hashes.SHA256())
        self.root = signed_root.public_bytes(Encoding.PEM)
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self._stamper = DummyTimeStamper(
            asn1_x509.Certificate.load(made.public_bytes(Encoding.DER)), asn1_keys.PrivateKeyInfo.load(private)
        )
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._http.server_port}/tsa"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, body: bytes) -> bytes:
        self.asked.append(body)
        if self.mode == "rubbish":
            return b"\x30\x03\x02\x01\x07"
        request = tsp.TimeStampReq.load(body)
        if self.mode == "another":
            request["message_imprint"]["hashed_message"] = b"\0" * 32
        return bytes(self._stamper.request_tsa_response(request).dump())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = server.answer(body)
                self.send_response(503 if server.mode == "refuses" else 200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_words: object) -> None:
                pass

        return Handler


@pytest.fixture
def time_server() -> Iterator[TimeServer]:
    server = TimeServer()
    yield server
    server.close()
