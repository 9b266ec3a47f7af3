"""Makes a `Programme` of plain data that fits the schema."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from fractions import Fraction
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import (
    Accept,
    Advance,
    Amount,
    Attachment,
    Basis,
    Cap,
    Check,
    Choices,
    Column,
    Condition,
    Constant,
    Due,
    Eligibility,
    Field,
    Figure,
    FormSpec,
    Kind,
    Lead,
    Level,
    Limit,
    Lines,
    Option,
    Page,
    Part,
    Prefill,
    Product,
    Programme,
    Proposal,
    Rounding,
    Signer,
    Stage,
    Table,
    Total,
)
from kobe_desk.modules.subsidies.rules.problem import refuse
from kobe_desk.modules.subsidies.rules.window import END_OF_DAY, Rule, Window

Data = Mapping[str, Any]


def canonical(data: Any) -> str:
    """JSON with sorted keys and no blanks: one text, and so one fingerprint, for one content."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def programme(bundle: Bundle) -> Programme:
    """The programme of a bundle that passed the schema. Raises DefinitionRefused for days no calendar has."""
    forms = {name: hashlib.sha256(content).hexdigest() for name, content in bundle.forms.items()}
    return of_stored({"definition": bundle.definition, "layouts": bundle.layouts, "forms": forms})


def of_stored(stored: Data) -> Programme:
    """The programme of its canonical data, as an application keeps it."""
    text = canonical(stored)
    data = stored["definition"]
    head = data["programme"]
    valid = head.get("valid", {})
    asked = [(each, each["cap"]) for each in data.get("amount", ()) if "ask" in _table(each.get("cap"))]
    delegate, reuse = data.get("delegate", {}), data.get("reuse", {})
    return Programme(
        id=head["id"], version=head["version"], title=head["title"], funder=head["funder"],
        fiscal_year=None if head["fiscal_year"] == "every" else int(head["fiscal_year"]),
        addressee=head.get("addressee", ""), summary=head.get("summary", ""), who=head.get("who", ""),
        valid_from=_day(valid.get("from"), "programme.valid.from"),
        valid_to=_day(valid.get("to"), "programme.valid.to"),
        window=window(head["window"]), keep_years=head["keep_years"], teaching=head.get("teaching", False),
        basis=tuple(Basis(**each) for each in head.get("basis", ())),
        pages=_pages(data["page"], asked),
        choices=tuple(_choices(each) for each in data.get("choices", ())),
        conditions=tuple(Condition(**each) for each in data.get("condition", ())),
        constants=tuple(Constant(**each) for each in data.get("constant", ())),
        checks=tuple(_check(each) for each in data.get("check", ())),
        amounts=tuple(_amount(each) for each in data.get("amount", ())),
        attachments=tuple(each for each in _attachments(data) if not each.stage),
        attachments_later=tuple(each for each in _attachments(data) if each.stage),
        forms=tuple(_form(each) for each in data["form"]),
        stages=tuple(_stage(each) for each in data["stage"]),
        figures=tuple(Figure(**each) for each in data.get("figure", ())),
        eligibility=tuple(Eligibility(**each) for each in data.get("eligibility", ())),
        proposals=tuple(_proposal(each) for each in data.get("propose", ())),
        reuse_carry=tuple(reuse.get("carry", ())), reuse_ask_again=tuple(reuse.get("ask_again", ())),
        reuse_since=tuple(reuse.get("since", ())),
        share=data.get("share", {}),
        delegate_allow=tuple(delegate.get("allow", ())), delegate_never=tuple(delegate.get("never", ())),
        migrate=data.get("migrate", {}), retired=tuple(data.get("retired", ())),
        data=stored, canonical=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _table(value: Any) -> Data:
    return value if isinstance(value, dict) else {}


def _day(text: str | None, at: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise refuse(at, N_("There is no such day.")) from fault


def window(data: Data) -> Window:
    """The window as it is said in the file."""
    try:
        rule = Rule(data.get("rule", "fixed"))
        if rule is Rule.TODAY:
            until = time.fromisoformat(data["until"]) if "until" in data else END_OF_DAY
            return Window(rule, str(data["days_before"]), str(data["days_after"]), until)
        day, _, hour = data["close"].partition("T")
        until = time.fromisoformat(hour.removesuffix("+09:00")) if hour else END_OF_DAY
        made = Window(rule, data.get("open", ""), day, until)
        made.on(date(2024, 4, 1))
    except ValueError as fault:
        raise refuse("programme.window", N_("There is no such day.")) from fault
    return made


def _pages(pages: Sequence[Data], asked: Sequence[tuple[Data, Data]]) -> tuple[Page, ...]:
    """The pages; a cap that is asked becomes a field of its page (else of the last)."""
    more: dict[str, list[Field]] = {}
    for amount, cap in asked:
        key = cap.get("page", pages[-1]["id"])
        more.setdefault(key, []).append(
            Field(_cap_field(amount), Kind.YEN, cap["ask"], why=cap.get("why", ""), required=True, min=1)
        )
    return tuple(_page(each, more.get(each["id"], ())) for each in pages)


def _cap_field(amount: Data) -> str:
    return f"{amount['id']}_cap"


def _page(data: Data, more: Sequence[Field]) -> Page:
    items: list[Field | Table] = [*map(field, data.get("field", ())), *more, *map(_table_of, data.get("table", ()))]
    rest = {key: data[key] for key in ("id", "title", "section", "why", "when") if key in data}
    return Page(items=tuple(items), **rest)


_PLAIN = ("label", "help", "why", "unit", "example", "required_when", "when", "min", "max", "choices",
          "attach_extract", "not_applicable", "retain", "masked")  # fmt: skip


def field(data: Data) -> Field:
    """One question as it is said in the file."""
    given = data.get("prefill")
    return Field(
        id=data["id"],
        kind=Kind(data["type"]),
        required=data.get("required", False),
        computed=data.get("computed", {}).get("expr", ""),
        prefill=_prefill(given) if isinstance(given, dict) else None,
        accept=_accept(data["accept"]) if "accept" in data else None,
        depends_on=tuple(data.get("depends_on", ())),
        **{key: data[key] for key in _PLAIN if key in data},
    )


def _prefill(data: Data) -> Prefill:
    return Prefill(data["from"], data.get("where", ""), data.get("as_of", ""))


def _accept(data: Data) -> Accept:
    return Accept(tuple(data.get("body", ())), tuple(data.get("state", ())), data.get("within", ""))


def _table_of(data: Data) -> Table:
    totals = tuple(_total(each) for each in data.get("totals", ()))
    rest = {key: data[key] for key in ("label", "help", "why", "when", "min_rows", "max_rows") if key in data}
    return Table(
        id=data["id"],
        columns=tuple(_column(each) for each in data["columns"]),
        totals=totals,
        prefill=_prefill(data["prefill"]) if "prefill" in data else None,
        lead=Lead(**data["lead"]) if "lead" in data else None,
        product=Product(**data["product"]) if "product" in data else None,
        limits=tuple(_limit(each) for each in data.get("limit", ())),
        depends_on=tuple(data.get("depends_on", ())),
        **rest,
    )


def _proposal(data: Data) -> Proposal:
    kept = {key: data[key] for key in ("id", "label", "table", "column")}
    return Proposal(source=data["from"], as_of=data.get("as_of", ""), row=data.get("row", {}), **kept)


def _limit(data: Data) -> Limit:
    most = data["at_most"]
    kept = {key: data[key] for key in ("id", "label", "column", "reason", "when") if key in data}
    return Limit(
        yen=most if isinstance(most, int) else None,
        share=_fraction(most) if isinstance(most, str) else None,
        source=_table(most).get("from", ""),
        each=tuple(data.get("each", ())),
        **kept,
    )


def _column(data: Data) -> Column:
    required = data.get("required", not data.get("optional", False))
    return Column(field({**data, "required": required}), data.get("fills", {}), data.get("prefill", ""))


def _total(data: str | Data) -> Total:
    return Total(data, data) if isinstance(data, str) else Total(**data)


def _choices(data: Data) -> Choices:
    return Choices(data["id"], tuple(_option(each) for each in data["options"]))


def _option(data: Data) -> Option:
    attributes = {"eligible": False, "group": "", **{key: each for key, each in data.items() if key != "note"}}
    return Option(data["id"], data["label"], data.get("note", ""), attributes)


def _check(data: Data) -> Check:
    rest = {key: data.get(key, "") for key in ("id", "expr", "message", "when")}
    return Check(level=Level(data["level"]), fields=tuple(data.get("fields", ())), **rest)


_UNROUNDED: Data = {"mode": "down", "unit": 1}


def _amount(data: Data) -> Amount:
    rounding = data.get("round", _UNROUNDED)
    return Amount(
        id=data["id"], label=data["label"], base=data["base"], deduct=tuple(data.get("deduct", ())),
        rate=_fraction(data["rate"]) if "rate" in data else None, lesser_of=data.get("lesser_of", ""),
        cap=_cap(data) if "cap" in data else None, floor=data.get("floor", 0),
        rounding=Rounding(rounding["mode"]), unit=rounding["unit"], order=tuple(data["order"]),
        parts=tuple(_part(each) for each in data.get("part", ())), labels=data.get("labels", {}),
    )  # fmt: skip


def _part(data: Data) -> Part:
    return Part(data["id"], data["label"], data["base"], _fraction(data["at_most"]))


def _fraction(text: str) -> Fraction:
    above, below = text.split("/")
    return Fraction(int(above), int(below))


def _cap(amount: Data) -> Cap:
    data = amount["cap"]
    if isinstance(data, int):
        return Cap(yen=data)
    if "ask" in data:
        return Cap(asked=_cap_field(amount))
    return Cap(**data)


def _attachments(data: Data) -> Iterator[Attachment]:
    """What goes with the first stage goes with the application."""
    for each in data.get("attachment", ()):
        lines = {"lines": Lines(**each["lines"])} if "lines" in each else {}
        stage = "" if each.get("stage") == data["stage"][0]["id"] else each.get("stage", "")
        yield Attachment(**{**each, **lines, "stage": stage, "accept": tuple(each.get("accept", ("pdf",)))})


_FORM_LISTS = ("fields", "wording", "signers")


def _form(data: Data) -> FormSpec:
    rest = {key: each for key, each in data.items() if key not in _FORM_LISTS}
    signers = tuple(Signer(**each) for each in data.get("signers", ()))
    return FormSpec(
        **rest, fields=tuple(data.get("fields", ())), wording=tuple(data.get("wording", ())), signers=signers
    )


def _stage(data: Data) -> Stage:
    lists: dict[str, Any] = {key: tuple(data.get(key, ())) for key in ("forms", "records", "next")}
    due = Due(**data["due"]) if "due" in data else None
    advance = _advance(data["advance"]) if "advance" in data else None
    rest = {key: data[key] for key in ("id", "title", "copies_from", "final") if key in data}
    return Stage(due=due, advance=advance, **lists, **rest)


def _advance(data: Data) -> Advance:
    rounding = data.get("round", _UNROUNDED)
    return Advance(_fraction(data["at_most"]), Rounding(rounding["mode"]), rounding["unit"])
