"""What a page needs to ask a question: what is asked, what an answer can be, and how typed words are read."""

from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers, Cell, Origin, State
from kobe_desk.modules.subsidies.rules.definition import (
    Attachment,
    Choices,
    Column,
    Field,
    FormSpec,
    Kind,
    Page,
    Programme,
    Table,
)
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Failed, Needed
from kobe_desk.modules.subsidies.rules.parse import EndsBeforeItStarts, account, address, parse, within
from kobe_desk.modules.subsidies.rules.trace import Line, Trace
from kobe_desk.modules.subsidies.rules.values import (
    Address,
    BankAccount,
    DocumentRef,
    FileRef,
    Period,
    PersonRef,
    ResolutionRef,
    Value,
    from_json,
    spoken,
    to_json,
)

__all__ = (
    "NOT_APPLICABLE",
    "Address",
    "Answer",
    "Answers",
    "Attachment",
    "BankAccount",
    "Cell",
    "Choices",
    "Column",
    "DocumentRef",
    "EndsBeforeItStarts",
    "Evaluation",
    "Failed",
    "Field",
    "FileRef",
    "FormSpec",
    "Kind",
    "Line",
    "Needed",
    "Origin",
    "Page",
    "Period",
    "PersonRef",
    "Programme",
    "ResolutionRef",
    "State",
    "Table",
    "Trace",
    "Value",
    "account",
    "address",
    "from_json",
    "parse",
    "spoken",
    "to_json",
    "within",
)
