"""What a page needs to ask a question: what is asked, what an answer can be, and how typed words are read."""

from kobe_desk.modules.subsidies.rules.actual import Caution, PlanLine, Warned
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers, Cell, Origin, State
from kobe_desk.modules.subsidies.rules.costs import CostShare, Twice
from kobe_desk.modules.subsidies.rules.definition import (
    Amount,
    Attachment,
    Cap,
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
from kobe_desk.modules.subsidies.rules.life import DUE, REPORT, TAKEN, Noted
from kobe_desk.modules.subsidies.rules.packet import Packet, Point, Side, What
