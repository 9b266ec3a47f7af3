"""Speaks with a token. Runs in the child process only: the module that is loaded here is a stranger's program."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.paper.token.facts import RawRequest, TokenKey
from kobe_desk.paper.token.refusals import (
    NoKeyOnToken,
    NotATokenPart,
    NoToken,
    OtherToken,
    PinBlocked,
    PinLastTry,
    PinNotUsable,
    PinWrong,
    TokenGone,
    TokenRefused,
    TokensNotSupported,
)

_GONE = ("DeviceRemoved", "DeviceError", "TokenNotPresent", "SessionHandleInvalid", "SessionClosed", "SlotIDInvalid")
_PIN: dict[str, type[UserError]] = {
    "PinLocked": PinBlocked,
    "PinIncorrect": PinWrong,
    "PinLenRange": PinNotUsable,
    "PinInvalid": PinNotUsable,
    "PinExpired": PinNotUsable,
    "PinTooWeak": PinNotUsable,
    "UserPinNotInitialized": PinNotUsable,
}


def keys_on(module: str) -> tuple[TokenKey, ...]:
    """Every key that the tokens show without a PIN. Raises NotATokenPart, NoToken, TokenGone, TokenRefused."""
    loaded, _pkcs11 = _load(module)
    found: list[TokenKey] = []
    try:
        tokens = list(_tokens(loaded))
        for token in tokens:
            found += _keys_of(token)
    except Exception as error:
        raise refusal(error) from None
    if not tokens:
        raise NoToken
    return tuple(found)


def sign_raw(request: RawRequest, pin: str) -> bytes:
    """A signature over a digest: ECDSA in DER, or RSA with the padding of PKCS#1 v1.5. Raises what a token refuses."""
    loaded, pkcs11 = _load(request.module)
    try:
        token = _right_one(loaded, request)
        user_pin = pkcs11.PROTECTED_AUTH if request.pin_pad else pin
        try:
            session = token.open(user_pin=user_pin)
        except pkcs11.exceptions.PinIncorrect:
            raise _after_wrong_pin(_right_one(loaded, request)) from None
        with session:
            return _signed(session, request, pin)
    except UserError:
        raise
    except Exception as error:
        raise refusal(error) from None


def _load(module: str) -> tuple[Any, Any]:
    try:
        import pkcs11
    except ImportError:
        raise TokensNotSupported("module") from None
    name = Path(module).name
    try:
        ctypes.CDLL(module).C_GetFunctionList  # noqa: B018 - asked whether it is there, before it is called
        return pkcs11.lib(module), pkcs11
    except Exception:
        raise NotATokenPart("module", name=name) from None


def _tokens(loaded: Any) -> Iterator[Any]:
    from pkcs11.constants import TokenFlag

    for slot in loaded.get_slots(token_present=True):
        token = slot.get_token()
        if token.flags & TokenFlag.TOKEN_INITIALIZED:
            yield token


def _keys_of(token: Any) -> list[TokenKey]:
    from pkcs11.constants import Attribute, CertificateType, ObjectClass, TokenFlag

    certificates: dict[bytes, tuple[str, bytes]] = {}
    publics: dict[bytes, tuple[str, bytes]] = {}
    with token.open() as session:
        kind = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509}
        for each in session.get_objects(kind):
            certificates[each[Attribute.ID]] = (each[Attribute.LABEL], bytes(each[Attribute.VALUE]))
        for each in session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY}):
            publics[bytes(each.id)] = (each.label, _public(each))
    chain = tuple(der for _label, der in certificates.values())
    pad = bool(token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH)
    found = []
    for key in {**certificates, **publics}:
        label, der = certificates.get(key, ("", b""))
        name, public = publics.get(key, ("", b""))
        others = tuple(each for each in chain if each != der)
        found.append(TokenKey(token.label, token.serial.hex(), key.hex(), label or name, der, public, others, pad))
    return found


def _public(key: Any) -> bytes:
    """SubjectPublicKeyInfo (DER); empty for a kind of key that signs no papers."""
    from asn1crypto import keys
    from pkcs11 import KeyType
    from pkcs11.util import ec, rsa

    if key.key_type == KeyType.EC:
        return bytes(ec.encode_ec_public_key(key))
    if key.key_type == KeyType.RSA:
        plain = keys.RSAPublicKey.load(rsa.encode_rsa_public_key(key))
        return bytes(keys.PublicKeyInfo.wrap(plain, "rsa").dump())
    return b""


def _right_one(loaded: Any, request: RawRequest) -> Any:
    there = list(_tokens(loaded))
    if not there:
        raise NoToken("passphrase")
    for token in there:
        if (token.label, token.serial.hex()) == (request.token, request.serial):
            return token
    raise OtherToken("passphrase", who=request.token)


def _after_wrong_pin(token: Any) -> UserError:
    """How near the card is to locking itself, as it says itself."""
    from pkcs11.constants import TokenFlag

    if token.flags & TokenFlag.USER_PIN_LOCKED:
        return PinBlocked("passphrase")
    return PinLastTry("passphrase") if token.flags & TokenFlag.USER_PIN_FINAL_TRY else PinWrong("passphrase")


def _signed(session: Any, request: RawRequest, pin: str) -> bytes:
    from pkcs11 import KeyType, Mechanism, NoSuchKey, ObjectClass
    from pkcs11.constants import Attribute
    from pkcs11.util.ec import encode_ecdsa_signature

    try:
        key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=bytes.fromhex(request.key))
    except NoSuchKey:
        raise NoKeyOnToken("passphrase") from None
    again = {"pin": pin} if _asks_each_time(key, Attribute.ALWAYS_AUTHENTICATE) else {}
    if key.key_type == KeyType.EC:
        return bytes(encode_ecdsa_signature(key.sign(request.digest, mechanism=Mechanism.ECDSA, **again)))
    return bytes(key.sign(request.digest, mechanism=Mechanism.RSA_PKCS, **again))


def _asks_each_time(key: Any, attribute: Any) -> bool:
    """Cards whose PIN counts for one signature only."""
    try:
        return bool(key[attribute])
    except Exception:  # older cards do not know the question
        return False


def refusal(error: Exception) -> UserError:
    if isinstance(error, UserError):
        return error
    name = type(error).__name__
    if name in _PIN:
        return _PIN[name]("passphrase")
    return TokenGone("passphrase") if name in _GONE else TokenRefused("passphrase", reason=name)
