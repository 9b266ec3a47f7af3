"""THIRD_PARTY.md in the language of the screen: what frames the names and licences is translated, they stay."""

import re

from kobe_desk.core.text import N_, _

FRAME = (
    N_("Third parties"),
    N_(
        "Kobe Desk is under the Apache License 2.0 (`LICENSE`). It stands on the work of others; their names and terms "
        "are listed here. The set-up fetches the programs below from their own publishers; the fonts, icons and data "
        "lie in `resources/`. The full licence texts lie beside each part: in `.venv`, in the folder `*.dist-info` of "
        "each package, and in `LICENSES/` and `resources/`."
    ),
    N_("Qt and PySide6 (LGPL-3.0)"),
    N_(
        "The windows are drawn by Qt 6 through PySide6 and Shiboken6, © The Qt Company Ltd. and other contributors, "
        "used under the GNU Lesser General Public License version 3 (`LICENSES/LGPL-3.0.txt`, which supplements "
        "`LICENSES/GPL-3.0.txt`). Kobe Desk does not change them and links to them only as shared libraries. Their "
        "sources are published by The Qt Company under the same version numbers (see `installer/requirements.txt`)."
    ),
    N_("You may replace them by your own build:"),
    N_(
        "* in the folder of the project: install your build over ours, `.venv/bin/python -m pip install "
        "--force-reinstall --no-deps YOUR-BUILD.whl` (Windows: `.venv\\Scripts\\python.exe`), or exchange "
        "the libraries in `.venv/lib/python3.*/site-packages/PySide6/Qt/lib` (Windows: "
        "`.venv\\Lib\\site-packages\\PySide6`);"
    ),
    N_(
        "* Kobe Desk starts with whatever PySide6 6.11 it finds there; nothing checks or forbids the exchange, and "
        "taking the program apart to mend faults in your changed library is allowed."
    ),
    N_("SQLCipher (BSD-3-Clause)"),
    N_("Fonts"),
    N_("font"),
    N_("by"),
    N_("licence"),
    N_(
        "Each `.forms` file beside a font lists the vertical and variant forms read from it and is under the same "
        "licence."
    ),
    N_("Icons: Lucide (ISC)"),
    N_("Some Lucide icons descend from Feather, © 2013-2022 Cole Bemis, under the MIT License."),
    N_("Data"),
    N_("data"),
    N_("source"),
    N_("terms"),
    N_("postal codes and places"),
    N_("the form they are read from"),
    N_("national holidays"),
    N_("free to use, change and pass on"),
    N_("Programs"),
    N_("Versions are those of `installer/requirements.txt`."),
    N_("package"),
    N_("what for"),
    N_("windows and pages"),
    N_("binds Qt to Python"),
    N_("the encrypted desk"),
    N_("the records"),
    N_("steps from an older desk to a newer"),
    N_("passphrase in the system's key store"),
    N_("keys and certificates"),
    N_("signatures in PDF"),
    N_("keys on tokens and cards"),
    N_("fonts in PDF"),
    N_("preview of PDF"),
    N_("reads Excel"),
    N_("writes Excel"),
    N_("safe XML"),
    N_("conditions of a programme"),
    N_("checks a programme's definition"),
    N_("where data lies"),
    N_("telephone numbers"),
    N_("bookings that repeat"),
    N_("calendar files"),
    N_("pictures and seals"),
    N_("Windows only"),
    N_("needed by the above"),
    N_("set-up only"),
)
"""Everything that is neither a name nor a licence."""


def in_words(text: str) -> str:
    """The notices as Markdown, their frame in the language of the screen."""
    return "\n\n".join(_block(each) for each in text.strip().split("\n\n"))


def _block(block: str) -> str:
    if block.startswith("|"):
        return "\n".join("|".join(_said(cell) for cell in line.split("|")) for line in block.splitlines())
    if block.startswith("* "):
        return "\n".join(_said(item) for item in re.split(r"\n(?=\* )", block))
    if block.startswith("#"):
        mark, words = block.split(" ", 1)
        return f"{mark} {_said(words)}"
    return _said(block)


def _said(text: str) -> str:
    """In the language of the screen, where it belongs to the frame; else as it stands."""
    words = " ".join(text.split())
    return _(words) if words in FRAME else text
