"""A child process for one visit to a token: with a time limit, ended when the job is, and gone with what it loaded."""

import multiprocessing
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.vault.hardening import forbid_core_dumps
from kobe_desk.paper.token import using
from kobe_desk.paper.token.facts import RawRequest, TokenKey
from kobe_desk.paper.token.part import require_part
from kobe_desk.paper.token.reference import TokenReference
from kobe_desk.paper.token.refusals import PartBroke, PartTooSlow

LOOKING, SIGNING = 30.0, 90.0
"""Seconds; a PIN typed at the reader itself takes its time."""
_STEP = 0.2

Alive = Callable[[], object]
"""Asked again and again while a child works; it raises Cancelled once the job was stopped."""


class TokenFailed(RuntimeError):
    """A bug in the child; the text is its traceback without values."""


def look(module: str, alive: Alive = lambda: None, limit: float = LOOKING) -> tuple[TokenKey, ...]:
    """Every key on the tokens that a module reads. Raises what `require_part` and the tokens refuse."""
    found: tuple[TokenKey, ...] = _visit(using.keys_on, (str(require_part(Path(module))),), alive, limit)
    return found


def sign_digest(
    reference: TokenReference, digest: bytes, pin: str, alive: Alive = lambda: None, limit: float = SIGNING
) -> bytes:
    """A digest (for RSA its DigestInfo) signed on the token. Raises what `require_part` and the token refuse."""
    module = str(require_part(reference.part))
    request = RawRequest(module, reference.label, reference.serial, reference.key, digest, reference.pin_pad)
    signature: bytes = _visit(using.sign_raw, (request, pin), alive, limit)
    return signature


def _visit(work: Callable[..., Any], args: tuple[Any, ...], alive: Alive, limit: float) -> Any:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, work, args), daemon=True)
    process.start()
    theirs.close()
    try:
        return _answer(mine, alive, time.monotonic() + limit)
    finally:
        process.kill()
        process.join()
        process.close()
        mine.close()


def _answer(pipe: Connection, alive: Alive, until: float) -> Any:
    while not pipe.poll(_STEP):
        alive()
        if time.monotonic() > until:
            raise PartTooSlow("passphrase")
    try:
        kind, content = pipe.recv()
    except (EOFError, OSError):
        raise PartBroke("passphrase") from None
    if kind == "refused":
        raise content
    if kind == "bug":
        raise TokenFailed(content)
    return content


def _work(pipe: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    forbid_core_dumps()
    try:
        answer: tuple[str, Any] = ("done", work(*args))
    except UserError as refusal:
        answer = ("refused", refusal)
    except Exception as bug:
        frames = traceback.extract_tb(bug.__traceback__)
        places = "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        answer = ("bug", f"{type(bug).__name__}\n{places}")
    pipe.send(answer)
    pipe.close()
