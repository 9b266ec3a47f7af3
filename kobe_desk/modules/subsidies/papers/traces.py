"""The printable way to an amount (算定表), with 要確認 where a figure of the definition is not confirmed."""

from collections.abc import Iterable

from kobe_desk.modules.subsidies.papers.facts import Trace, TraceRow
from kobe_desk.modules.subsidies.rules.amount import Result
from kobe_desk.modules.subsidies.rules.definition import Amount, Figure, Programme
from kobe_desk.modules.subsidies.rules.trace import Line, words

TITLE = "別表　補助対象経費算定表"
_STEPS = {"cap": "cap", "lesser_of": "lesser_of", "rate": "rate", "part": "part", "floor": "floor", "amount": "round"}


def unconfirmed(programme: Programme, confirmed: Iterable[str]) -> tuple[Figure, ...]:
    """The figures nobody has compared with this year's call: a submission copy leaves them blank and asks."""
    known = frozenset(confirmed)
    return tuple(each for each in programme.unverified() if each.at not in known)


def trace_of(amount: Amount, result: Result, open_figures: Iterable[Figure], *, draft: bool, alone: bool) -> Trace:
    """Every line; an unconfirmed figure says 要確認 in a draft and is blank on a submission copy."""
    open_paths = tuple(each.at for each in open_figures)
    parts = iter(amount.parts)
    rows = []
    for line in result.trace.lines:
        part = next(parts).id if line.step == "part" else ""
        rows.append(
            _row(
                amount,
                line,
                draft=draft,
                is_open=line.at in open_paths or _is_open(amount.id, line.step, part, open_paths),
            )
        )
    return Trace(TITLE if alone else f"{TITLE}（{amount.label}）", tuple(rows))


def _row(amount: Amount, line: Line, *, draft: bool, is_open: bool) -> TraceRow:
    blank = is_open and not draft
    if line.step == "held":
        return TraceRow(f"　{line.label}", "" if blank else line.expression, line.figure, to_confirm=is_open and draft)
    if line.step == "amount":  # the request itself stays; only the rounding nobody has confirmed is not said
        formula = line.expression.partition("（")[0] if blank else line.expression
        return TraceRow(line.label, formula, line.figure, to_confirm=is_open and draft, result=True)
    if blank:
        label = amount.labels.get("rate", words()["rate"]) if line.step == "rate" else line.label
        return TraceRow(label, line.letter, "")
    return TraceRow(line.label, _formula(line), line.figure, to_confirm=is_open)


def _formula(line: Line) -> str:
    """Ｃ＝Ａ−Ｂ; the letter before words (Ｅ　80,000円×3)."""
    own = line.expression.startswith(f"{line.letter}＝")
    return line.expression if own else f"{line.letter}　{line.expression}".rstrip("　")


def _is_open(amount: str, step: str, part: str, paths: tuple[str, ...]) -> bool:
    """Whether a line rests on an unconfirmed figure: amount.grant.cap, amount.grant.part.rent.at_most."""
    word = _STEPS.get(step)
    if word is None:
        return False
    places = [f"amount.{amount}.{word}", f"amounts.{amount}.{word}"]
    at = [f"{place}.{part}" for place in places] if part else places
    return any(
        path == place or path.startswith(f"{place}.") for path in paths for place in (*at, *_whole(places, part))
    )


def _whole(places: list[str], part: str) -> list[str]:
    """A path that names all parts at once."""
    return [] if not part else [f"{place}.at_most" for place in places]
