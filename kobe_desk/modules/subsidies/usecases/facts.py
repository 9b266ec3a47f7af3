"""What is asked and answered about applications, and why it may be refused."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.layout import Box
from kobe_desk.modules.subsidies.rules.life import Amounts
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.lines import LineChange


class ProgrammeUnknown(UserError):
    text = N_("This programme is not on this desk. Please choose one from the list.")


class PastYear(UserError):
    text = N_("This definition is of fiscal year {year}. Please make this year's copy first and confirm its figures.")


class NewerOne(UserError):
    text = N_("There is a newer definition of this programme. Please make this year's copy of that one.")


class FiguresUnconfirmed(UserError):
    text = N_("{count} figures of this year's copy are not confirmed yet. Please compare them with this year's call.")


class DefinitionUnfinished(UserError):
    text = N_("{count} places of this programme have to be mended first. Please open it for editing.")


class PapersNotAsPromised(UserError):
    text = N_(
        "{title} cannot be used: the papers of its worked example are not as they should be. {problem} "
        "Please report this."
    )


class StillMissing(UserError):
    text = N_("The papers cannot be made yet. Still missing: {missing}")


class PaidTwice(UserError):
    text = N_("{said} Please answer it at the last check.")


class PapersChanged(UserError):
    text = N_("The answers changed after these papers were made. Please make the papers again. Nothing was signed.")


class AnswersUnconfirmed(UserError):
    text = N_(
        "These answers still have to be looked at and confirmed: {answers}. Please go to the last check. "
        "Nothing was signed."
    )


class NotTheirTurn(UserError):
    text = N_("{office} signs after the others. Please wait for their signatures. Nothing was signed.")


class SignedAlready(UserError):
    text = N_("{office} has signed this paper already. Nothing was changed.")


class NotSignedYet(UserError):
    text = N_("Not everybody has signed yet, so the package was not written. Still missing: {missing}")


class AnswersChanged(UserError):
    text = N_(
        "The answers were changed elsewhere in the meantime. What stands here now is the newest. Please look again."
    )


class AnswersClash(UserError):
    text = N_(
        "These answers were changed elsewhere in the meantime, and what stands here now is the newest. You had "
        "written: {lost}"
    )


class GrantUnderWay(UserError):
    text = N_("This application was handed in and its grant is under way, so its answers stay as they are.")


class CannotWriteHere(UserError):
    text = N_("{name} cannot be written here. Please choose another folder, or close the file where it is open.")


class SubmittedAlready(UserError):
    text = N_("The application {number} was exported already, so it stays for the record. Nothing was removed.")


class HelpersPaid(UserError):
    text = N_("Hours of helpers are written down for this application, so it stays for the record.")


DRAFT = "subsidies.application"
"""The page under which what is being answered is kept as a draft."""
BUNDLE_DRAFT = "subsidies.bundle"
"""The same of applications that are answered together."""
_PAPERS = {
    "application": "交付申請書",
    "organisation": "団体概要書",
    "plan": "事業計画書",
    "budget": "収支予算書",
    "officers": "役員名簿",
    "pledge": "誓約書",
}


def paper_word(kind: str) -> str:
    """What a kind of paper is called whatever its programme titles it; as it stands on the Japanese paper."""
    return _PAPERS.get(kind, kind)


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A programme on offer, and whether it can be begun as it is."""

    key: str
    """The folder's name of a shipped one, or own:<id> for this year's copy made here."""
    programme: Programme
    opens: date | None
    closes: datetime
    past: bool
    """A definition of a past year: it leads into this year's copy."""
    unconfirmed: int = 0
    """Figures of this year's own copy that nobody has confirmed yet."""
    newest: bool = True
    """False for a definition that has a newer one: it is there to look up the rules of its year."""
    faults: int = 0
    """Places of one's own programme that have to be mended first."""
    own: bool = False
    """Made or taken in here, so it can be changed."""
    unmet: tuple[Problem, ...] = ()
    """Where the papers of its worked examples are not what these promise: it cannot be used then."""
    tried: bool = True
    """False while nobody has looked at those papers."""


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application in the list."""

    id: UUID
    title: str
    number: str
    fiscal_year: int
    state: str
    begun: datetime
    closes: datetime
    stale: int
    amounts: Amounts = Amounts()
    bundle: UUID | None = None
    """The bundle it is in (一括申請)."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of an application, without its bytes."""

    id: UUID
    form: str
    title: str
    edition: int
    signed_by: tuple[str, ...]
    places: tuple["PlaceRow", ...]
    first_sha256: str

    @property
    def waiting(self) -> tuple["PlaceRow", ...]:
        """The places nobody has signed yet, in the order of signing."""
        return tuple(each for each in self.places if each.role not in self.signed_by)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Room for one signature: whose, in which order, on which page, where (mm from the top left)."""

    role: str
    office: str
    order: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OverlaidForm:
    """A form that is written on the funder's own PDF: the flat pages, their sizes in mm, and the boxes on them."""

    form: str
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application whole: the definition it was begun with, its answers and papers."""

    id: UUID
    programme: Programme
    fiscal_year: int
    state: str
    page: str
    number: str
    begun: datetime
    answers: Answers
    papers: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper as it was made: its bytes, and the room kept for signatures."""

    form: str
    title: str
    data: bytes
    places: tuple[PlaceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A paper with one more signature, and the fingerprint of the bytes that were signed."""

    paper: UUID
    before_sha256: str
    data: bytes
    time_missing: bool = False
    """Trusted time was asked for, and not given."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A prefilled answer whose source says something else today; of a table, `lines` says which rows, if not all."""

    field: str
    given: Answer
    today: Answer
    lines: tuple[LineChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A package that was exported (提出の一式)."""

    id: UUID
    edition: int
    day: date
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One answer: the page it is asked on, its question, its words; `secret` for an account's number."""

    page: str
    question: str
    words: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class AnswerList:
    """The answers of one application, or what the papers of a stage say (写すための一覧), under its title."""

    title: str
    rows: tuple[Listed, ...]
    sheet: str = "申請の答え"
    """What its sheet of a workbook is called where it is the only one."""
