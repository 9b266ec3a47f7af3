"""Cells that a spreadsheet would run as a formula are written so that it does not, and read back as they were.

CSV has no types, so such a text gets an apostrophe before it; reading takes off exactly one. Others write ="078…" so
that a spreadsheet keeps the first 0: the text in it is what is meant.
"""

import re

_RUNS = r"""[\s"]*[=+\-@＝＋－＠\t\r\n\0]"""
_WRITE = re.compile(rf"'*{_RUNS}")
_READ = re.compile(rf"'+{_RUNS}")
_TEXT = re.compile(r'="([^"]*)"\s*\Z')


def guarded(text: str) -> str:
    """`=1+1` -> `'=1+1`; a text that no spreadsheet runs stays as it is."""
    return f"'{text}" if _WRITE.match(text) else text


def bare(text: str) -> str:
    """What `guarded` was given, or the text that a spreadsheet was to keep as one."""
    if match := _TEXT.match(text):
        return match[1]
    return text[1:] if _READ.match(text) else text
