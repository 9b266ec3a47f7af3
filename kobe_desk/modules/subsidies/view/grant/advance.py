"""The most that can be asked for in advance (概算払), and how it comes about."""

from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.asking import Greatest, Rounding, exact

ROUNDED = {
    Rounding.DOWN: N_("What is below {unit} yen is cut off, so that at most {most} can be asked for."),
    Rounding.UP: N_("What is below {unit} yen is rounded up, so that at most {most} can be asked for."),
    Rounding.HALF_UP: N_("Rounded half up to {unit} yen, at most {most} can be asked for."),
    Rounding.HALF_EVEN: N_("Rounded to the nearer {unit} yen, at most {most} can be asked for."),
}


def reckoning(most: Greatest) -> str:
    """決定額249,000円の2分の1は124,500円です。1,000円未満は切り捨てて、124,000円まで請求できます。"""
    share = most.rule.at_most
    first = _("{above}/{below} of the {decided} decided is {part} yen.").format(
        above=share.numerator, below=share.denominator, decided=yen(most.decided), part=exact(most.share)
    )
    words = ROUNDED[most.rounding] if most.rounding else N_("At most {most} can be asked for.")
    return _("{first} {then}").format(
        first=first, then=_(words).format(unit=figures(most.rule.unit), most=yen(most.yen))
    )


def above(most: Greatest | None, advance: int | None) -> str:
    """What is said of an advance above the rule; empty where there is nothing to say."""
    if most is None or advance is None or advance <= most.yen:
        return ""
    words = _("This is {over} more than the rule of the programme gives. The claim can ask for at most {most}. If the "
              "office has really paid more, it can be noted as it is.")  # fmt: skip
    return words.format(over=yen(advance - most.yen), most=yen(most.yen))
