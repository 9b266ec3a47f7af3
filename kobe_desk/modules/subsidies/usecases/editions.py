"""Editions of papers as they were made, and what was handed in: of an application, or of an occasion of a stage."""

import hashlib
from dataclasses import asdict
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.subsidies.model import Application, ApplicationPaper, Submission
from kobe_desk.modules.subsidies.usecases.enclosing import keep_bytes
from kobe_desk.modules.subsidies.usecases.facts import PaperRequest


def keep_edition(
    session: Session, found: Application, stage: str, papers: tuple[PaperRequest, ...]
) -> tuple[UUID, ...]:
    """A new edition of the papers of the application, or of an occasion of a later stage."""
    edition = newest_edition(found, stage) + 1
    kept = []
    for position, paper in enumerate(papers, start=1):
        content = keep_bytes(session, paper.data)
        kept.append(
            ApplicationPaper(
                application_id=found.id,
                stage=stage,
                edition=edition,
                position=position,
                form=paper.form,
                title=paper.title,
                signed_by=[],
                places=[{**asdict(each), "box": list(each.box)} for each in paper.places],
                void=False,
                content=content,
                first_sha256=hashlib.sha256(paper.data).hexdigest(),
            )
        )
    found.papers.extend(kept)
    session.flush()
    return tuple(each.id for each in kept)


def newest_edition(found: Application, stage: str = "") -> int:
    """The number of the newest edition, void ones counted; 0 before there is one."""
    return max((each.edition for each in found.papers if each.stage == stage), default=0)


def send(session: Session, key: UUID, stage: str, day: date, file_name: str = "", sha256: str = "") -> UUID:
    """What was handed in once more: a package, or papers over the counter (without a file)."""
    mine = (Submission.application_id == key, Submission.stage == stage)
    count = session.scalar(sa.select(sa.func.count()).where(*mine)) or 0
    sent = Submission(application_id=key, stage=stage, edition=count + 1, day=day, file_name=file_name, sha256=sha256)
    session.add(sent)
    session.flush()
    return sent.id
