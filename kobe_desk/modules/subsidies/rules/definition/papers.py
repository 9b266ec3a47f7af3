"""What a programme says around its questions: conditions, checks, papers, stages, and where figures come from."""

from dataclasses import dataclass
from enum import StrEnum

from kobe_desk.modules.subsidies.rules.definition.money import Advance


class Level(StrEnum):
    """How much a check (点検) weighs: an error stops the papers, a warning asks for a look, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition, usable in others by its bare name."""

    id: str
    expr: str


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence that must hold of the answers (点検)."""

    id: str
    level: Level
    expr: str
    message: str
    fields: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A paper that belongs to one line of a table (見積書), and must be there where `when` holds of the line."""

    table: str
    when: str = ""
    joint: bool = True
    """One paper for the whole table will do as well (まとめて1通)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that goes with the application, or with the papers of a later stage (そえる書類)."""

    id: str
    label: str
    kind: str = "copy"
    required: bool = False
    required_when: str = ""
    when: str = ""
    accept: tuple[str, ...] = ("pdf",)
    min: int = 1
    reuse: str = ""
    note: str = ""
    lines: Lines | None = None
    stage: str = ""
    """The later stage it goes with (実績報告, 請求 …); empty for the application."""


@dataclass(frozen=True, slots=True)
class Signer:
    role: str
    order: int


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A paper that is filled (様式). `official` is False for a 参考様式: a layout of ours, not the funder's."""

    id: str
    title: str
    paper: str
    code: str = ""
    article: str = ""
    official: bool = False
    layout: str = ""
    continuation: bool = True
    when: str = ""
    seal: str = "none"
    draft_wording: bool = False
    """The wording is ours and is to be confirmed (文案 要確認)."""
    fields: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """By when a stage is to be done: so many days after the end of the project, the decision, the fiscal year …"""

    after: str
    days: int
    what: str = ""
    """What has to be done by then, where it is not the stage itself (完了の検査)."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in the life of an application (申請, 交付決定, 実績報告 …). `final` says that it ends there."""

    id: str
    title: str
    forms: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    due: Due | None = None
    advance: Advance | None = None
    copies_from: str = ""
    final: bool = False

    @property
    def ends_early(self) -> bool:
        """Whether it ends there without the grant (不交付・取下げ・中止): such an end says why."""
        return self.final and "reason" in self.records


@dataclass(frozen=True, slots=True)
class Basis:
    """What the programme rests on (規則・要綱). `article` stays empty unless a source gives it."""

    title: str
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where one figure of the programme comes from, and whether it is to be confirmed (要確認)."""

    at: str
    label: str
    source: str
    vintage: str
    unverified: bool = False
    note: str = ""
    assumed: bool = False
    """No source gives it: a stand-in (仮の置き方) until it is confirmed."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may apply (対象の団体): a condition over the facts of the association, and its sentence for people."""

    expr: str
    need: str
    fixable: bool = False
    """It can still be brought about, so that the programme is nearly within reach."""
