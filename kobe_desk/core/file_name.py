"""Names of files and folders that every system takes, also on a stick that goes from one to the other."""

_FORBIDDEN = frozenset('\\/:*?"<>|')
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
LONGEST = 150
"""Bytes in UTF-8, about 50 kanji: a file system takes 255, and backups put their day and number behind it."""


def file_name(text: str) -> str:
    """The text as a name (without its ending): what Windows forbids becomes _, and too long ones are cut."""
    plain = "".join("_" if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in text)
    plain = plain.encode()[:LONGEST].decode(errors="ignore").strip(" .\u3000")
    return f"_{plain}" if not plain or plain.split(".")[0].rstrip().upper() in _RESERVED else plain
