"""What a page needs to ask a question: what is asked, what an answer can be, and how typed words are read."""

from kobe_desk.modules.subsidies.rules.actual import Caution, PlanLine, Warned
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers, Cell, Origin, State
from kobe_desk.modules.subsidies.rules.attached import AT, at_line
from kobe_desk.modules.subsidies.rules.costs import CostShare, Twice
from kobe_desk.modules.subsidies.rules.definition import (
    Amount,
    Attachment,
    Cap,
    Choices,
    Column,
    Field,
    FormSpec,
    Held,
    Kind,
    Page,
    Product,
    Programme,
    Table,
)
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Failed, Needed, NeededAt
from kobe_desk.modules.subsidies.rules.life import CHANGED, DUE, REPORT, TAKEN, Noted
from kobe_desk.modules.subsidies.rules.packet import Packet, Point, Side, What
from kobe_desk.modules.subsidies.rules.parse import EndsBeforeItStarts, account, address, parse, within
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.rules.trace import Line, Trace
from kobe_desk.modules.subsidies.rules.trial import Trial, Tried
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
    "AT",
    "Address",
    "Amount",
    "Answer",
    "Answers",
    "Attachment",
    "BankAccount",
    "Cap",
    "Caution",
    "Cell",
    "Choices",
    "Column",
    "CostShare",
    "CHANGED",
    "DUE",
    "DocumentRef",
    "EndsBeforeItStarts",
    "Evaluation",
    "Failed",
    "Field",
    "FileRef",
    "FormSpec",
    "Held",
    "Kind",
    "Line",
    "NOT_APPLICABLE",
    "Needed",
    "NeededAt",
    "Noted",
    "Origin",
    "Packet",
    "Page",
    "Period",
    "PersonRef",
    "PlanLine",
    "Point",
    "Problem",
    "Programme",
    "REPORT",
    "ResolutionRef",
    "Side",
    "State",
    "TAKEN",
    "Product",
    "Table",
    "Trace",
    "Trial",
    "Tried",
    "Twice",
    "Value",
    "Warned",
    "What",
    "account",
    "at_line",
    "address",
    "from_json",
    "parse",
    "spoken",
    "to_json",
    "within",
)
