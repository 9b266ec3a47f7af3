"""Somebody does not sign (辞退): the papers go back, with the reason, and can be made anew."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, ApplicationPaper, Asset, PaperDecline
from kobe_desk.modules.subsidies.rules.disposal import asset_of
from kobe_desk.modules.subsidies.usecases.editions import newest_edition
from kobe_desk.modules.subsidies.usecases.facts import NotTheirTurn, PapersChanged, SignedAlready
from kobe_desk.modules.subsidies.usecases.storing import paper_row

WENT_BACK = NoUndo(N_("What was declined stays written down. Make the papers again to have them signed."))


class ReasonMissing(UserError):
    text = N_("Please write why it is not signed, so that the papers can be put right.")


@dataclass(frozen=True, slots=True)
class DeclineRow:
    """Who did not sign which papers, when, and why."""

    application: UUID
    title: str
    stage: str
    office: str
    name: str
    reason: str
    day: date

    @property
    def asset(self) -> UUID | None:
        """The thing whose disposal the papers ask for; None of others."""
        return asset_of(self.stage)


@usecase(label=N_("Decline to sign"), needs="subsidies.sign", undo=WENT_BACK)
def decline_papers(session: Session, papers: tuple[UUID, ...], role: str, name: str, reason: str) -> None:
    """Write down that an office does not sign these papers: their whole edition becomes void, and the reason stays.

    Signatures made before stay in the void edition. Raises ReasonMissing, PapersChanged, SignedAlready, NotTheirTurn.
    """
    if not reason.strip():
        raise ReasonMissing("reason")
    found = [session.get_one(ApplicationPaper, key) for key in papers]
    declined: dict[tuple[UUID, str], tuple[ApplicationPaper, str]] = {}
    for paper in found:
        declined[paper.application_id, paper.stage] = (paper, _office(paper, role))
    for (key, stage), (paper, office) in declined.items():
        session.add(
            PaperDecline(
                application_id=key,
                stage=stage,
                edition=paper.edition,
                role=role,
                office=office,
                name=name,
                reason=reason.strip(),
                day=clock.today(),
            )
        )
        _send_back(session.get_one(Application, key), stage)
    session.flush()


def _office(paper: ApplicationPaper, role: str) -> str:
    """What the paper calls the office whose turn it is."""
    row = paper_row(paper)
    place = next((each for each in row.places if each.role == role), None)
    if paper.void or place is None:
        raise PapersChanged
    if role in row.signed_by:
        raise SignedAlready(office=place.office)
    if any(each.order < place.order for each in row.waiting):
        raise NotTheirTurn(office=place.office)
    return place.office


def _send_back(found: Application, stage: str) -> None:
    if not stage:
        found.make_papers_void()
    for each in found.papers_of(stage):
        each.void = True


def standing_decline(session: Session, key: UUID, stage: str = "") -> DeclineRow | None:
    """The decline of the newest edition; none once the papers were made anew."""
    found = session.get_one(Application, key)
    mine = (PaperDecline.application_id == key, PaperDecline.stage == stage)
    newest = PaperDecline.edition == newest_edition(found, stage)
    said = session.scalars(sa.select(PaperDecline).where(*mine, newest).order_by(PaperDecline.id.desc())).first()
    if said is None:
        return None
    return DeclineRow(key, found.title, stage, said.office, said.name, said.reason, said.day)


@query(needs="subsidies.read")
def declined_papers(session: Session) -> tuple[DeclineRow, ...]:
    """All papers that went back and were not made anew, the newest first; none of a thing that is no longer there."""
    found = session.execute(
        sa.select(PaperDecline.application_id, PaperDecline.stage, sa.func.max(PaperDecline.id).label("last"))
        .group_by(PaperDecline.application_id, PaperDecline.stage)
        .order_by(sa.desc("last"))
    )
    rows = (standing_decline(session, key, stage) for key, stage, _last in found)
    return tuple(each for each in rows if each and (each.asset is None or session.get(Asset, each.asset)))
