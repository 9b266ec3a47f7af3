"""The papers of a later stage: work without the desk, handed plain rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Bank, OfficeRow, Profile
from kobe_desk.modules.members.usecases import OfficerRow
from kobe_desk.modules.members.usecases.event_photos import PhotoSheet
from kobe_desk.modules.subsidies.exchange.later_merging import COPIES_FORM, PHOTOS_FORM, further, merged, ticks
from kobe_desk.modules.subsidies.exchange.making import house_at, with_places
from kobe_desk.modules.subsidies.rules.definition import Field, Programme
from kobe_desk.modules.subsidies.rules.life import noted
from kobe_desk.modules.subsidies.rules.values import BankAccount, spoken
from kobe_desk.modules.subsidies.usecases import (
    GrantRow,
    LaterPaperFile,
    OverlaidForm,
    PaperRequest,
    ReceiptCopy,
    StageRow,
)
from kobe_desk.modules.subsidies.usecases.assets import AssetRow
from kobe_desk.modules.subsidies.usecases.granting.checks import require_claim, require_within

if TYPE_CHECKING:  # paper is imported where papers are made: in the child
    from kobe_desk.modules.subsidies.papers.later import Later


@dataclass(frozen=True, slots=True)
class LaterOrder:
    """Everything the papers of one stage are made of."""

    grant: GrantRow
    row: StageRow
    values: dict[str, object]
    """What is written at the stage right now."""
    house: Profile
    officers: tuple[OfficerRow, ...]
    offices: tuple[OfficeRow, ...]
    day: date
    photos: PhotoSheet | None = None
    """Of the event a report is about: they go with it."""
    copies: tuple[ReceiptCopy, ...] = ()
    """Scans of the receipts a report is about: they go with it."""
    asset: AssetRow | None = None
    """The thing that is to be disposed of."""
    enclosed: tuple[LaterPaperFile, ...] = ()
    """What else goes with the papers of the stage, in its order."""
    overlaid: tuple[OverlaidForm, ...] = ()
    """Papers that are written on the office's own PDF."""
    bank: Bank | None = None
    """The association's account, whose codes no application asks for."""

    @property
    def stage(self) -> str:
        return self.row.stage.id

    @property
    def project(self) -> str:
        """The name of the project, as the application has it."""
        return _shared_text(self.grant, "common.project_name")


def make_later_papers(order: LaterOrder, report: Report) -> tuple[PaperRequest, ...]:
    """The papers of a stage; none where only the office writes. Raises MissingGlyph, BoxNotOnPaper,
    ToBePaidBack, NothingToClaim, AdvanceOverRule.
    """
    from kobe_desk.modules.subsidies.papers.later import later_papers

    report(0, 1)
    require_claim_of(order)
    forms = {each.form: each for each in order.overlaid}
    order = replace(order, copies=_readable(order.copies))
    papers = tuple(map(with_places, later_papers(order.stage, later_of(order), forms)))
    return tuple(merged(order, (*papers, *_copies(order), *_photos(order))))


def require_claim_of(order: LaterOrder) -> None:
    """Something is left to be claimed, and no more in advance than may be.

    Raises ToBePaidBack, NothingToClaim, AdvanceOverRule.
    """
    require_claim(order.stage, order.grant.settlement, noted(order.grant.steps, "advance_amount") or 0)
    if order.row.day is None:
        require_within(order.row.most, order.values)


def _readable(copies: tuple[ReceiptCopy, ...]) -> tuple[ReceiptCopy, ...]:
    if not copies:
        return ()
    from kobe_desk.modules.subsidies.papers.bound import readable

    return readable(copies)


def _copies(order: LaterOrder) -> Iterator[PaperRequest]:
    from kobe_desk.modules.subsidies.papers.bound import COPIES, copies_pdf

    if order.copies:
        house = order.house
        made = copies_pdf(order.project, house.name, order.copies, order.day, sample=house.sample)
        yield PaperRequest(COPIES_FORM, COPIES, made)


def _photos(order: LaterOrder) -> Iterator[PaperRequest]:
    from kobe_desk.paper.photos import photo_sheet_pdf

    if order.photos is not None and order.photos.photos:
        yield PaperRequest(PHOTOS_FORM, "行事の写真", photo_sheet_pdf(order.photos))


def later_of(order: LaterOrder) -> "Later":
    """The grant and the stage as their papers tell them."""
    from kobe_desk.modules.subsidies.papers.house import answered
    from kobe_desk.modules.subsidies.papers.later import Later
    from kobe_desk.modules.subsidies.papers.words import Words

    row, enclosed = order.grant.application, {each.entry for each in order.copies}
    house = house_at(order.house, order.officers, order.offices, order.day)
    answers = row.answers
    account = next((each.value for _cell, each in answers.items() if isinstance(each.value, BankAccount)), None)
    return Later(
        programme=row.programme,
        answers=answers,
        house=answered(house, Words(row.programme, answers, order.grant.evaluation)),
        day=order.day,
        number=row.number,
        project=order.project,
        asked=order.grant.settlement.asked,
        decided=order.row.known,
        values=order.values,
        settlement=order.grant.settlement,
        spent=tuple(replace(each.spent, copied=each.entry in enclosed) for each in order.grant.spent),
        categories=order.grant.categories,
        bank=account,
        codes=_codes(account, order.bank),
        paid=noted(order.grant.steps, "advance_amount") or 0,
        photos=len(order.photos.photos) if order.photos else 0,
        copies=bool(order.copies),
        asset=order.asset,
        wanted=ticks(order),
        enclosed=further(order),
        before=order.row.before,
        after=order.row.after,
    )


def _codes(answered: BankAccount | None, known: Bank | None) -> tuple[str, str]:
    """Those of the association's account, if it is the one of the application."""
    if answered is None or known is None:
        return "", ""
    same = (answered.bank, answered.branch, answered.number) == (known.bank, known.branch, known.number)
    return (known.bank_code, known.branch_code) if same else ("", "")


def _shared_text(grant: GrantRow, name: str) -> str:
    """The answer to a question of the shared vocabulary."""
    programme = grant.application.programme
    key = next((each for each, shared in programme.share.items() if shared == name), "")
    field = programme.fields.get(key)
    return _spoken(field, grant, programme) if field else ""


def _spoken(field: Field, grant: GrantRow, programme: Programme) -> str:
    return spoken(field, grant.application.answers.value(field.id), programme.choice_lists)
