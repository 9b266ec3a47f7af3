"""Keeps the key out of crash dumps: no core file is written, and other processes of this user may not look inside."""

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_NO_HEAP, _NO_FAULT_BOX = 1, 3  # WER_FAULT_REPORTING_FLAG_NOHEAP; SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX


def forbid_core_dumps() -> None:
    """Called once at the start of a process, before any key is in its memory."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOX)
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
