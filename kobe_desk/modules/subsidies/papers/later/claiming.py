"""What 補助金請求書 says of a grant, in advance or at the end."""

from kobe_desk.core.japanese.era import wareki
from kobe_desk.modules.subsidies.papers.claim import KINDS, claim_pdf
from kobe_desk.modules.subsidies.papers.facts import ClaimFacts, Face, FormPaper
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.later.items import ticks
from kobe_desk.modules.subsidies.papers.later.parts import letter_facts
from kobe_desk.modules.subsidies.rules.later import decision_words, worded
from kobe_desk.paper.bank import BankAccount

BODIES = {"advance": "{programme}について、下記のとおり概算払を請求します。",
          "claim": "{programme}について、下記のとおり請求します。"}  # fmt: skip


def claim(face: Face, later: Later, name: str, amount: int, reckoning: tuple[tuple[str, int], ...]) -> FormPaper:
    """The claim of an amount; what was decided stands first in the reckoning."""
    advance, balance = KINDS
    _answer, decided = decision_words(later.programme)
    first = ((decided, later.decided.yen),) if later.decided.yen is not None else ()
    body = BODIES[name].format(programme=later.programme.title)
    return claim_pdf(
        ClaimFacts(
            letter_facts(face, later, body, name),
            amount,
            advance if name == "advance" else balance,
            tuple(_grant(later)),
            tuple((worded(later.programme, label), yen) for label, yen in (*first, *reckoning)),
            _account(later),
            ticks(later),
        )
    )


def _grant(later: Later) -> list[tuple[str, str]]:
    """The project, and the notice by its day and number."""
    answer, _amount = decision_words(later.programme)
    known = later.decided
    notice = "　".join(filter(None, (wareki(known.day) if known.day else "", known.number)))
    pairs = ((worded(later.programme, "補助事業の名称"), later.project), (answer, notice))
    return [(label, value) for label, value in pairs if value]


def _account(later: Later) -> BankAccount | None:
    said = later.bank
    if said is None:
        return None
    bank_code, branch_code = later.codes
    return BankAccount(said.bank, said.branch, said.number, said.holder, said.holder_kana, bank_code, branch_code,
                       said.kind)  # fmt: skip
