"""The operating system's own key store, as a convenience: whatever goes wrong there counts as "nothing kept".

Only stores that encrypt are used (others would be picked silently when installed), each call has a time limit because
a locked store may wait for a dialogue that nobody sees, and nothing here belongs on the screen's thread.
"""

import base64
import binascii
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

SERVICE = "Kobe Desk"
SECONDS = 8.0
_TRUSTED = {
    "keyring.backends.Windows": "WinVaultKeyring",
    "keyring.backends.macOS": "Keyring",
    "keyring.backends.SecretService": "Keyring",
    "keyring.backends.kwallet": "DBusKeyring",
}


def available() -> bool:
    """Whether this computer has a store that can be trusted with a key (it may still be locked)."""
    return _limited(_backend) is not None


def keep(entry: str, secret: bytes) -> bool:
    """Put 32 bytes into the store. False when that did not work."""

    def task() -> bool:
        backend = _backend()
        if backend is None:
            return False
        backend.set_password(SERVICE, entry, base64.b64encode(secret).decode())
        return _secret(backend, entry) == secret

    return _limited(task) is True


def fetch(entry: str) -> bytes | None:
    """What was put there, or None."""

    def task() -> bytes | None:
        backend = _backend()
        return None if backend is None else _secret(backend, entry)

    found: bytes | None = _limited(task)
    return found


def forget(entry: str) -> None:
    def task() -> None:
        backend = _backend()
        if backend is not None:
            backend.delete_password(SERVICE, entry)

    _limited(task)


def _secret(backend: Any, entry: str) -> bytes | None:
    kept = backend.get_password(SERVICE, entry)
    try:
        secret = base64.b64decode(kept or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == 32 else None


def _backend() -> Any:
    """The first trusted store among those that the keyring library offers, or None."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in (chosen, *getattr(chosen, "backends", ())):
        if _TRUSTED.get(type(backend).__module__) == type(backend).__name__:
            return backend
    return None


def _limited(task: Callable[[], Any]) -> Any:
    """The task's answer, or None if it fails or takes too long; a call that hangs is left behind on its thread."""
    answer: list[Any] = []

    def run() -> None:
        with suppress(Exception):  # every failure of the store is the same to us: nothing kept
            answer.append(task())

    thread = threading.Thread(target=run, name="key store", daemon=True)
    thread.start()
    thread.join(SECONDS)
    return answer[0] if answer else None
