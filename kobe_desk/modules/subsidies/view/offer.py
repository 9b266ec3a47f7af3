"""What several pages say of a programme on offer: its amount in a line, and the one button that leads on."""

from datetime import date
from fractions import Fraction

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import OfferRow
from kobe_desk.modules.subsidies.usecases.asking import Amount, Cap, Programme
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Paragraph

SOON = 7
"""Days before a deadline from which it is told as a warning."""


def leading_on(row: OfferRow) -> tuple[Button, bool]:
    """The button of an offer, and whether it leads to this year's copy (else to a new application)."""
    title = row.programme.title
    if row.past:
        words = _("Make this year's copy"), "copy", _("Make this year's copy of {title}")
    elif row.faults:
        words = _("Mend it"), "pencil", _("Mend {title}")
    elif row.unconfirmed:
        words = _("Confirm the figures"), "clipboard-check", _("Confirm the figures of {title}")
    else:
        words = _("Begin to apply"), "file-pen", _("Begin an application for {title}")
    text, icon, name = words
    return secondary(text, icon, name=name.format(title=title)), row.past or bool(row.unconfirmed or row.faults)


def not_offered(row: OfferRow) -> Column:
    """Why a programme cannot be used: its worked example does not give the papers that it promises."""
    why = _("Not offered: its worked example does not give the papers it should. Please report this.")
    lines = (why, *(each.sentence() for each in row.unmet))
    return Column(Chip(_("Cannot be used"), "error"), *(Paragraph(each, narrow=True) for each in lines), gap="tight")


def amount_words(programme: Programme) -> str:
    """Rate and cap as the definition has them: 費用の2分の1、80,000円まで. Empty where the answers alone decide."""
    told = [(each.label, words) for each in programme.amounts if (words := _words(each))]
    if len(told) < 2:  # noqa: PLR2004 - only several need their names
        return "".join(words for _label, words in told)
    return _("; ").join(_("{label}: {words}").format(label=label, words=words) for label, words in told)


def _words(amount: Amount) -> str:
    parts = (_rate(amount.rate) if amount.rate else "", _cap(amount.cap) if amount.cap else "")
    return _(", ").join(each for each in parts if each)


def _rate(rate: Fraction) -> str:
    return _("{above}/{below} of the cost").format(above=rate.numerator, below=rate.denominator)


def _cap(cap: Cap) -> str:
    if cap.asked:
        return _("up to the figure in the call")
    if cap.table:
        least, most = min(cap.table.values()), max(cap.table.values())
        return _("up to {least} to {most} yen by kind").format(least=figures(least), most=figures(most))
    if cap.times:
        return _("up to {yen} yen for each").format(yen=figures(cap.each))
    return _("up to {yen} yen").format(yen=figures(cap.yen or 0))


def closing(day: date, what: str = "") -> Chip:
    """The last day, and how many days are left; `what` has to be done by then."""
    left = (day - clock.today()).days
    if left < 0:
        return Chip(_("Closed on {day}").format(day=era.wareki(day)), "warn")
    words = n_("Until {day}, {n} day left", "Until {day}, {n} days left", left)
    said = words.format(day=era.wareki(day), n=left)
    said = _("{title}: {what}").format(title=what, what=said) if what else said
    return Chip(said, "warn" if left <= SOON else "plain", "calendar-days")
