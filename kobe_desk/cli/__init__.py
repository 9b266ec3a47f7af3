"""The desk without a screen: the same use-cases from a command line. Nothing here imports Qt.

Exit codes: 0 done; 1 refused by content (altered, damaged, nothing importable); 2 wrong use; 3 cannot open (passphrase,
lock, version, missing).
"""

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from kobe_desk.cli import options as command_line
from kobe_desk.cli.outcome import CANNOT_OPEN, DONE, INTERRUPTED, REFUSED, Refused, exit_code, refuse
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, use_language
from kobe_desk.core.vault.hardening import forbid_core_dumps

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; a refusal is one sentence on the error stream, never a traceback."""
    if arguments is None:  # a process of its own
        forbid_core_dumps()
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # consoles that are not UTF-8 print what they can
            reconfigure(errors="backslashreplace")
    use_language(command_line.language_of(words))
    options = command_line.parser().parse_args(words)
    try:
        return int(options.run(options) or 0)
    except BrokenPipeError:  # whoever read our answer has gone (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return refuse(options, type(error).__name__, *_refusal(error))


def _refusal(error: Exception) -> tuple[str, int]:
    """The sentence and the exit code of whatever stopped a command."""
    if isinstance(error, UserError):
        return error.message(), exit_code(error)
    if isinstance(error, Refused):
        return str(error), error.code
    return (_sentence(error), CANNOT_OPEN) if isinstance(error, OSError) else (_of_bug(error), REFUSED)


def _sentence(error: OSError) -> str:
    name = Path(os.fsdecode(error.filename)).name if error.filename else _("the file")
    if error.errno in _FULL:
        return _("There is no room left for {name}. What was there before is unchanged.").format(name=name)
    return _("{name} cannot be read or written ({reason}).").format(name=name, reason=error.strerror or "I/O")


def _of_bug(bug: Exception) -> str:
    """Where it happened and of what kind, without anybody's data."""
    place = traceback.extract_tb(bug.__traceback__)[-1]
    what = f"{type(bug).__name__}, {Path(place.filename).name}:{place.lineno}"
    words = _("Something went wrong inside the program ({what}). What was saved is safe. Please report this line.")
    return words.format(what=what)


if __name__ == "__main__":
    sys.exit(main())
