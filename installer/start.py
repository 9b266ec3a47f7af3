# -*- coding: utf-8 -*-  # noqa: UP009 - Python 2 has to be able to read the refusal below
"""Sets Kobe Desk up in this folder and opens it; needs nothing but Python 3.11 or newer.

python3 installer/start.py                  set up, then open the desk with the sample association
python3 installer/start.py --headless       the main job without a screen; what it made lies in demo-output/
python3 installer/start.py test [PYTEST…]   set up for developers and pass every check; with arguments only pytest
"""

import sys

OLDEST = (3, 11)
TOO_OLD = """\
Kobe Desk には Python 3.11 以上が必要です。このパソコンの Python は %s です。
新しい Python を入れてから、もう一度お試しください。何も変更していません。
Kobe Desk needs Python 3.11 or newer. This is Python %s.
Please install a newer Python and try again. Nothing has been changed.
"""


def refusal(version):
    """What to tell someone whose Python is too old; nothing when it is new enough."""
    found = ".".join(str(part) for part in version[:3])
    return "" if tuple(version[:2]) >= OLDEST else TOO_OLD % (found, found)  # noqa: UP031 - read by every Python


def main(arguments):
    refused = refusal(sys.version_info)
    if refused:
        sys.stderr.write(refused)
        return 3
    from steps.commands import run

    return run(arguments, __doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
