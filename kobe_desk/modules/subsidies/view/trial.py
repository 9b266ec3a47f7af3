"""ためし計算: another rate and another cap, and what would come of them at once; nothing of it is kept."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import Trial, Tried
from kobe_desk.modules.subsidies.view.trace import trace_line
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import FormField, Need
from kobe_desk.ui.field.slider import MoneySlide, Steps
from kobe_desk.ui.layout import STRETCH, Column, Row, Rule
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Label, Paragraph

_STEP = 1_000
_LEAST_REACH = 100_000


class TrialPage(Page):
    """Two sliders, the amount large, what changes beside what the programme says, and the way to the amount."""

    help_page = "subsidies-trial"
    tried_out = Signal(object)
    """A Trial."""

    def __init__(self, title: str) -> None:
        super().__init__(_("Trial calculation"), title, back=_("To the application"))
        self.notice = Notice(
            "info", _("This is only a trial. It changes no answer and no rule, and no form prints it.")
        )
        self._own: Trial | None = None
        self._rate, self._cap = Steps(), MoneySlide()
        self.rate = FormField(_("Rate of the grant"), self._rate, Need.UNSAID, _("The arrow keys move it, too."))
        self.cap = FormField(_("Most that is granted"), self._cap, Need.UNSAID, _("Empty: there is no limit."))
        self._rate.edited.connect(self._try)
        self._cap.edited.connect(self._try)
        self.reset = secondary(_("As the programme says"), "rotate-ccw")
        self.reset.clicked.connect(self._as_defined)
        self._amount = Label("", "figure")
        self._facts = Facts(width=250)
        self._lines = Column(gap="tight")
        large = Row(self._amount, Label(_("yen")), STRETCH, gap="tight")
        self.outcome = Card(_("What would come of it (trial)"), large, self._facts)
        self.way = Card(_("The way to the amount (trial)"))
        self.way.body.addLayout(self._lines)
        self.add(Column(self.notice, Card(_("Try"), self.rate, self.cap, Row(self.reset, STRETCH)), self.outcome,
                        self.way, STRETCH, gap="item", around=(0, 14, 0, 0)))  # fmt: skip

    def offer(self, own: Trial, rates: Sequence[Fraction], whole: int) -> None:
        """Begin with what the programme says; the cap can be slid up to twice that, or to all costs."""
        self._own = own
        self._rate.offer([(each, _rate_words(each, own.rate)) for each in rates])
        self._cap.reach(max(2 * (own.cap or 0), whole, _LEAST_REACH), _STEP)
        self._as_defined()

    def show_tried(self, now: Tried, defined: Tried) -> None:
        """What comes of the trial, beside what the programme says."""
        self._lines.empty()
        self.way.setVisible(now.made is not None)
        if now.made is None or defined.made is None or now.own is None or defined.own is None:
            self._amount.setText("－")
            self._facts.show_facts([(_("Amount"), _("It is calculated as soon as the figures are there."))])
            return
        self._amount.setText(figures(now.made.yen))
        words = _("{now} (the programme: {defined}, difference {difference})")
        pairs = (
            (_("Amount asked for"), now.made.yen, defined.made.yen),
            (_("Own share"), now.own, defined.own),
        )
        self._facts.show_facts([
            *((name, words.format(now=yen(one), defined=yen(other), difference=yen(one - other)))
              for name, one, other in pairs),
            (_("All costs together"), yen(now.whole)),
            (_("Paid by others"), yen(now.other)),
        ])  # fmt: skip
        for place, line in enumerate(now.made.trace.lines):
            if place:
                self._lines.add(Rule())
            self._lines.add(trace_line(line))
        self._lines.add(Paragraph(_("Own share = all costs − paid by others − amount"), ink="muted"))

    def try_rate(self, rate: Fraction) -> None:
        """As if it had been slid there."""
        self._rate.set_value(rate)
        self._try()

    def _as_defined(self) -> None:
        if self._own is not None:
            self._rate.set_value(self._own.rate)
            self.cap.set_value(self._own.cap)
            self._try()

    def _try(self) -> None:
        try:
            cap = self._cap.value()
        except UserError as error:
            self.cap.refuse(error.message())
            return
        self.cap.refuse("" if cap is None or cap >= 0 else _("The limit is zero yen or more."))
        if cap is None or cap >= 0:
            self.tried_out.emit(Trial(self._rate.value(), cap))

    # Qt asks:

    def focus_first(self) -> None:
        self._rate.slide.setFocus()


def _rate_words(rate: Fraction, own: Fraction) -> str:
    words = _("all of it") if rate == 1 else _("{over}/{under}").format(over=rate.numerator, under=rate.denominator)
    return _("{rate} (the programme's own)").format(rate=words) if rate == own else words
