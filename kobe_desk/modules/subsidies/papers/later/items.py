"""What letters of several stages say alike: what goes with them, and where the money is to be paid."""

from collections.abc import Iterator

from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.rules.values import BankAccount
from kobe_desk.paper.letter import Item


def enclosed(later: Later, *ours: tuple[str, bool]) -> Iterator[Item]:
    """添付書類: the papers of ours that can go with this one, then what the office wants, then what else was enclosed.

    One of ours that the office names is told there; one that is not there is not told beside an enclosed one of that
    name: 清掃の写真 is 写真.
    """
    named = [label for label, _there in later.wanted]
    mine = (each for each in ours if not any(each[0] in label for label in named))
    asked = (*mine, *later.wanted)
    told = (each for each in asked if each[1] or not any(each[0] in title for title in later.enclosed))
    ticks = (*told, *((each, True) for each in later.enclosed))
    if ticks:
        yield Item("添付書類", ticks=ticks)


def account(bank: BankAccount | None) -> Iterator[Item]:
    if bank is not None:
        yield Item("振込先", f"{bank.bank}　{bank.branch}　{bank.kind}　{bank.number}")
        yield Item("口座名義", f"{bank.holder}（{bank.holder_kana}）")
