"""What is said where a signature had to go on without trusted time."""

from kobe_desk.core.text import _


def without_time() -> str:
    return _(
        "Signed, but without a trusted time: the authority did not answer. The signature holds all the same; "
        "its time is that of this computer."
    )
