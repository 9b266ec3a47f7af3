"""The disposal of a thing bought with a grant (財産の処分): its kinds, and when it needs approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.life import DISPOSAL


@dataclass(frozen=True, slots=True)
class DisposalKind:
    """A kind of disposal: as it is asked for, and as the papers call it."""

    label: str
    printed: str


KINDS: Mapping[str, DisposalKind] = {
    "sold": DisposalKind(N_("Sell it"), "売却"),
    "given": DisposalKind(N_("Give it away"), "譲渡（無償）"),
    "lent": DisposalKind(N_("Lend it"), "貸付け"),
    "scrapped": DisposalKind(N_("Scrap it"), "廃棄"),
    "pledged": DisposalKind(N_("Pledge it"), "担保の提供"),
    "other": DisposalKind(N_("Use it for something else"), "目的外の使用"),
}


def printed(kind: str) -> str:
    """The kind as the papers call it; empty where none was chosen."""
    return KINDS[kind].printed if kind in KINDS else ""


def bound(share: int, limit: date | None, day: date) -> bool:
    """Whether a disposal on a day needs approval: the grant paid for it, and the days it is bound are not over.

    A last day that nobody asked for is not over: it is the funder's to say, and is never worked out.
    """
    return share > 0 and (limit is None or day <= limit)


ABOUT = f"{DISPOSAL.id}:"


def occasion_of(asset: UUID) -> str:
    """What the papers of the disposal of a thing are kept under: each thing is an occasion of its own."""
    return f"{ABOUT}{asset.hex}"


def asset_of(occasion: str) -> UUID | None:
    """The thing an occasion is about; None where it is a stage of a grant."""
    return UUID(occasion.removeprefix(ABOUT)) if occasion.startswith(ABOUT) else None
