"""What a page needs to ask a question: what is asked, what an answer can be, and how typed words are read."""

from kobe_desk.modules.subsidies.rules.actual import Caution, Heading, PlanLine, Warned
from kobe_desk.modules.subsidies.rules.advance import Greatest
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers, Cell, Origin, State
from kobe_desk.modules.subsidies.rules.attached import AT, at_line
from kobe_desk.modules.subsidies.rules.beside import Line as RowBeside
from kobe_desk.modules.subsidies.rules.beside import Row as RowVersion
from kobe_desk.modules.subsidies.rules.booked import chosen
from kobe_desk.modules.subsidies.rules.costs import CostShare
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
    Level,
    Page,
    Product,
    Programme,
    Rounding,
    Table,
    Total,
)
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Failed, Needed, NeededAt, sums
from kobe_desk.modules.subsidies.rules.life import AS_OF, CHANGED, DUE, PER_CENT, REPORT, SPENT, TAKEN, Amounts, Noted
from kobe_desk.modules.subsidies.rules.mapping import NOT_COVERED, Goes, Known
from kobe_desk.modules.subsidies.rules.packet import Packet, Point, Side, What
from kobe_desk.modules.subsidies.rules.parse import EndsBeforeItStarts, account, address, parse, within
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.rules.trace import Line, Trace, exact
from kobe_desk.modules.subsidies.rules.trial import Trial, Tried
from kobe_desk.modules.subsidies.rules.twice import Told, Twice
from kobe_desk.modules.subsidies.rules.values import (
    Address,
    BankAccount,
    BookingRef,
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
from kobe_desk.modules.subsidies.rules.wanted import PHOTOS, RECEIPTS, Given, Wanted, missing_labels

__all__ = (
    "AS_OF",
    "AT",
    "Address",
    "Amount",
    "Amounts",
    "Answer",
    "Answers",
    "Attachment",
    "BankAccount",
    "BookingRef",
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
    "Given",
    "Goes",
    "Greatest",
    "Heading",
    "Held",
    "Kind",
    "Known",
    "Level",
    "Line",
    "NOT_APPLICABLE",
    "NOT_COVERED",
    "Needed",
    "NeededAt",
    "Noted",
    "Origin",
    "PER_CENT",
    "PHOTOS",
    "Packet",
    "Page",
    "Period",
    "PersonRef",
    "PlanLine",
    "Point",
    "Problem",
    "Programme",
    "RECEIPTS",
    "REPORT",
    "ResolutionRef",
    "Rounding",
    "Side",
    "State",
    "SPENT",
    "TAKEN",
    "Product",
    "RowBeside",
    "RowVersion",
    "Table",
    "Total",
    "Told",
    "Trace",
    "Trial",
    "Tried",
    "Twice",
    "Value",
    "Wanted",
    "Warned",
    "What",
    "account",
    "at_line",
    "address",
    "chosen",
    "exact",
    "missing_labels",
    "from_json",
    "parse",
    "spoken",
    "sums",
    "to_json",
    "within",
)
