"""What an office wants with a later stage, as if the programme of a grant had said so when it was applied for."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.build import canonical

PHOTOS: dict[str, Any] = {"id": "work_photos", "label": "活動の写真", "stage": "report", "required": True}
PASSBOOK: dict[str, Any] = {
    "id": "claim_account", "label": "口座が分かるもの（通帳）", "stage": "claim", "required": True,
    "reuse": "association.documents.bank_book",
}  # fmt: skip


@usecase(label="Want papers with a stage", needs="subsidies.edit")
def want(session: Session, key: UUID, *papers: dict[str, Any]) -> None:
    """In the office's order, before what the programme wants already."""
    found = session.get_one(Application, key)
    stored = json.loads(found.definition)
    stored["definition"]["attachment"] = [*papers, *stored["definition"]["attachment"]]
    found.definition = canonical(stored)
