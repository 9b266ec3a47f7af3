"""Trusted time (RFC 3161): a time stamp from an authority the user named, if it answers; a signature goes on without.

Only the SHA-256 of the signature goes out, and only when the user switched it on.
"""

from typing import Any

from asn1crypto import cms, tsp
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper

from kobe_desk.core.settings import Settings, read

LARGEST = 12_000  # bytes of a time stamp with its certificates
_SECONDS = 15
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class TimeNotGiven(Exception):
    """The authority answered with something that is no time stamp for this signature."""


class TimeService(TimeStamper):
    """Asks one address, by the standard library alone."""

    def __init__(self, address: str, seconds: float = _SECONDS) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._address, self._seconds = address, seconds

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        from urllib.request import Request, urlopen

        if not self._address.startswith(("https://", "http://")):
            raise TimeNotGiven
        asked = Request(self._address, data=req.dump(), headers=_HEADERS)  # noqa: S310 - the scheme was looked at
        with urlopen(asked, timeout=self._seconds) as answer:  # noqa: S310
            data = answer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise TimeNotGiven
        return tsp.TimeStampResp.load(data, strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        token = await super().async_timestamp(message_digest, md_algorithm)
        stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
        if stamped["hashed_message"].native != message_digest:
            raise TimeNotGiven
        return token


class StampedSigner(Signer):
    """A signer that goes on without a time stamp where none is given, and remembers that."""

    time_missing = False

    async def unsigned_attrs(
        self, digest_algorithm: str, signature: bytes, signed_attrs: cms.CMSAttributes, timestamper: Any = None,
        dry_run: bool = False,
    ) -> cms.CMSAttributes | None:  # fmt: skip
        try:
            return await super().unsigned_attrs(digest_algorithm, signature, signed_attrs, timestamper, dry_run)
        except Exception:  # no network, a refusal, or bytes that are no time stamp: the signature is worth more
            if timestamper is None:
                raise
            self.time_missing = True
            return await super().unsigned_attrs(digest_algorithm, signature, signed_attrs, None, dry_run)


def time_service(settings: Settings | None = None) -> TimeService | None:
    """Who is asked for the time; None unless the user switched it on and gave an address."""
    chosen = settings or read()
    return TimeService(chosen.time_address) if chosen.trusted_time and chosen.time_address else None
