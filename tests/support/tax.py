"""Whether a group pays consumption tax, answered in an application whose programme did not ask it."""

import json
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.answers import Answer
from kobe_desk.modules.subsidies.rules.build import canonical
from kobe_desk.modules.subsidies.rules.life import TAX_STATUS
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, store

STATUS = {
    "id": "tax_list",
    "options": [{"id": "taxable", "label": "課税事業者"}, {"id": "exempt", "label": "免税事業者"}],
}


@usecase(label="Answer whether the group pays consumption tax", needs="subsidies.edit")
def answer_status(session: Session, key: UUID, status: str) -> None:
    """As if the programme had asked it; a blank answer where there is no `status`."""
    found = session.get_one(Application, key)
    if TAX_STATUS not in programme_of(found).fields:
        stored = json.loads(found.definition)
        data = stored["definition"]
        data["choices"].append(STATUS)
        field = {"id": TAX_STATUS, "type": "choice", "label": "課税区分", "choices": "tax_list"}
        data["page"][0]["field"].append(field)
        found.definition = canonical(stored)
    answers = answers_of(found, programme_of(found))
    store(found, answers.with_answer(TAX_STATUS, Answer(status or None)))
