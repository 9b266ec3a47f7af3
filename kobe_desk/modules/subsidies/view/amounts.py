"""申請額、決定額、確定額: the three figures of an application, worded and shown alike on every page."""

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.asking import Amounts
from kobe_desk.ui.chip import Chip

_ASKED, _DECIDED, _SETTLED = N_("Asked for {yen}"), N_("Decided {yen}"), N_("Settled {yen}")


def _known(amounts: Amounts) -> list[tuple[str, str]]:
    """What is known of them in words, and the meaning of each."""
    pairs = ((_ASKED, amounts.asked, "plain"), (_DECIDED, amounts.decided, "ok"), (_SETTLED, amounts.settled, "ok"))
    return [(_(words).format(yen=yen(figure)), meaning) for words, figure, meaning in pairs if figure is not None]


def amount_chips(amounts: Amounts) -> list[Chip]:
    return [Chip(words, meaning) for words, meaning in _known(amounts)]


def amount_words_of(amounts: Amounts) -> str:
    return _(", ").join(words for words, _meaning in _known(amounts))
