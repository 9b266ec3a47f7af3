"""Which answers somebody has to look at again (要確認) before the papers can be signed."""

from collections.abc import Iterable

from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Field, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation


def unconfirmed(
    programme: Programme, answers: Answers, evaluation: Evaluation, changed: Iterable[str] = ()
) -> tuple[Field | Table, ...]:
    """The questions and tables that wait for it, in the order they are asked; what is not asked now does not wait.

    An answer was taken over, something it rests on has changed, or its source says otherwise today (`changed`).
    """
    names = {*changed, *(cell.field.partition(".")[0] for cell in answers.stale)}
    return tuple(item for _page, item in programme.items() if item.id in names & evaluation.relevant)
