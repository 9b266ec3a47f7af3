"""Calculates a money figure (補助金額) in exact steps: deduct, rate, lesser of, cap, round, floor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kobe_desk.modules.subsidies.rules.definition import Amount, Cap, Held, Rounding
from kobe_desk.modules.subsidies.rules.share import Claim, greatest
from kobe_desk.modules.subsidies.rules.trace import LETTERS, Line, Trace, exact, words

Lookup = Callable[[str], "int | str | None"]
"""The figure (or the chosen option) behind a name; None while it is blank."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What of a cost counts: `counted` of `claimed`, at most `limit` = ⌊share·R⌋."""

    id: str
    label: str
    claimed: int
    limit: int
    counted: int


@dataclass(frozen=True, slots=True)
class Result:
    """The amount in whole yen and the way there. `request` is R before rounding where parts depend on it."""

    yen: int
    trace: Trace
    parts: tuple[PartResult, ...] = ()
    request: int | None = None


def _none_held(_name: str) -> tuple[Held, ...]:
    return ()


def calculate(
    amount: Amount,
    lookup: Lookup,
    spoken: Callable[[str], str] = str,
    held: Callable[[str], tuple[Held, ...]] = _none_held,
) -> Result | None:
    """The amount, or None while a figure it needs is blank or its cap has no entry for the answer.

    `spoken` words the answer that chose the cap (1年目 for the option y1). `held` gives the lines of a sum that count
    only in part: their limits are in the sum already, and the trace says so.
    """
    base = _number(lookup(amount.base))
    cap = _cap(amount.cap, lookup, spoken) if amount.cap else None
    limit = _number(lookup(amount.lesser_of)) if amount.lesser_of else None
    blank = base is None or (amount.cap and cap is None) or (amount.lesser_of and limit is None)
    claims = [_number(lookup(part.base)) for part in amount.parts]
    if base is None or blank or None in claims:
        return None
    deducted = [_number(lookup(each)) or 0 for each in amount.deduct]
    run = _Run(amount, Fraction(base), deducted, limit, cap, held)
    return run.with_parts([each or 0 for each in claims]) if claims else run.plain()


def _number(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


def cap_in_yen(cap: Cap, lookup: Lookup) -> int | None:
    """The cap in yen; None while the answer that gives it is blank."""
    found = _cap(cap, lookup, str)
    return found[0] if found else None


def _cap(cap: Cap, lookup: Lookup, spoken: Callable[[str], str]) -> tuple[int, str] | None:
    """The cap in yen and how it came about."""
    if cap.yen is not None:
        return cap.yen, ""
    if cap.asked:
        asked = _number(lookup(cap.asked))
        return None if asked is None else (asked, "")
    if cap.by:
        chosen = lookup(cap.by)
        found = cap.table.get(str(chosen))
        return None if found is None else (found, words()["by_table"].format(value=spoken(str(chosen))))
    times = _number(lookup(cap.times))
    if times is None:
        return None
    return cap.each * times, words()["each_times"].format(each=f"{cap.each:,}", times=times)


def rounded(value: Fraction, mode: Rounding, unit: int) -> int:
    """The value in whole units: down, up, half up (四捨五入) or half to even, down and up also for negatives."""
    scaled = value / unit
    whole, rest = divmod(scaled, 1)
    half = Fraction(1, 2)
    more: Mapping[Rounding, bool] = {
        Rounding.DOWN: False,
        Rounding.UP: rest > 0,
        Rounding.HALF_UP: rest >= half,
        Rounding.HALF_EVEN: rest > half or (rest == half and bool(whole % 2)),
    }
    return (int(whole) + more[mode]) * unit


class _Run:
    """One calculation on its way; collects the lines as it goes."""

    def __init__(
        self, amount: Amount, base: Fraction, deducted: list[int], limit: int | None, cap: tuple[int, str] | None,
        held: Callable[[str], tuple[Held, ...]],
    ) -> None:  # fmt: skip
        self.amount, self.deducted, self.limit, self.cap, self.held = amount, deducted, limit, cap, held
        self.value = base
        self.to_pay = base - sum(deducted)
        """What there is to subsidise before any rule; with parts, they are in it too."""
        self.lines: list[Line] = []
        self.bounds: list[str] = []  # letters whose lowest is the value
        self.said = [exact(base)]
        label = words()["base_with_parts" if amount.parts else "base"]
        self._lines_of(amount.labels.get("base", label), base)

    def _lines_of(self, label: str, base: Fraction) -> None:
        """The base; before it, what the limits for each line took away."""
        over = self.held(self.amount.base)
        if not over:
            self._line("base", label, "", base)
            return
        excess = sum(each.excess for each in over)
        self._line("claimed", words()["claimed_lines"], "", base + excess)
        before = self.lines[-1].letter
        self._told(over)
        self._line("over", words()["over_lines"], "", Fraction(excess))
        self._line("base", label, f"{before}−{self.lines[-1].letter}", base)
        self.said = [f"{exact(base + excess)} − {excess:,} = {exact(base)}"]

    def _told(self, over: tuple[Held, ...]) -> None:
        """Each line that is held, without a letter: how much of it counts, why, and what does not count."""
        for each in over:
            said = words()["held"].format(claimed=f"{each.claimed:,}", counted=f"{each.counted:,}", reason=each.reason)
            said = f"{said}　{each.written}" if each.written else said
            self.lines.append(Line("", "held", each.line, said, Fraction(each.excess), at=each.at))

    def plain(self) -> Result:
        for step in self.amount.order:
            getattr(self, f"_{step}")()
        self._settle("")
        return self._finished()

    def with_parts(self, claimed: list[int]) -> Result:
        """The request is searched for: its shares depend on it."""
        self.to_pay += sum(claimed)
        for step in ("deduct", "rate"):
            if step in self.amount.order:
                getattr(self, f"_{step}")()
        claims = [Claim(yen, part.at_most) for yen, part in zip(claimed, self.amount.parts, strict=True)]
        own, own_letter = self.value // 1, self.lines[-1].letter
        caps = [each for each in (self.limit, self.cap[0] if self.cap else None) if each is not None]
        request = greatest(own, claims, caps)
        parts = self._parts(claims, request)
        together = own + sum(each.counted for each in parts)
        letters = "＋".join([own_letter, *(line.letter for line in self.lines if line.step == "part")])
        self.value = Fraction(together)
        self._line("together", words()["together"], letters, self.value)
        self.bounds = [self.lines[-1].letter]
        self.said.append(f"+ {' + '.join(f'{each.counted:,}' for each in parts)} = {together:,}")
        for step in ("lesser_of", "cap", "round", "floor"):
            if step in self.amount.order:
                getattr(self, f"_{step}")()
        self._settle("")
        return self._finished(parts, request)

    def _parts(self, claims: list[Claim], request: int) -> tuple[PartResult, ...]:
        found = []
        for part, claim in zip(self.amount.parts, claims, strict=True):
            self._told(self.held(part.base))
            limit = claim.at_most.numerator * request // claim.at_most.denominator
            counted = claim.counted(request)
            found.append(PartResult(part.id, part.label, claim.yen, limit, counted))
            held = claim.yen > limit
            share = words()["share"].format(share=_share(claim.at_most))
            said = f"{share}（{exact(Fraction(claim.yen))}のうち）" if held else words()["claimed"]
            self._line("part", part.label, said, Fraction(counted), binds=held)
        return tuple(found)

    def _deduct(self) -> None:
        if not self.amount.deduct:
            return
        before, total = self.lines[-1].letter, sum(self.deducted)
        self._line("deduct", self.amount.labels.get("deduct", words()["deduct"]), "", Fraction(total))
        after = self.lines[-1].letter
        self.value -= total
        self._line("difference", words()["difference"], f"{before}−{after}", self.value)
        self.said.append(f"− {total:,} = {exact(self.value)}")

    def _rate(self) -> None:
        rate = self.amount.rate
        if rate is None or rate == 1:
            return
        before = self.lines[-1].letter
        self.value *= rate
        label = self.amount.labels.get("rate", words()["rate"])
        spoken = words()["fraction"].format(above=rate.numerator, below=rate.denominator)
        self._line("rate", f"{label} {spoken}", f"{before}×{rate}", self.value)
        self.said.append(f"→ ×{rate} = {exact(self.value)}")

    def _lesser_of(self) -> None:
        if self.limit is not None:
            self._bound("lesser_of", self.limit, "")

    def _cap(self) -> None:
        if self.cap is not None:
            self._bound("cap", *self.cap)

    def _bound(self, step: str, bound: int, said: str) -> None:
        self.bounds = self.bounds or [self.lines[-1].letter]
        self.value = min(self.value, Fraction(bound))
        self._line(step, self.amount.labels.get(step, words()[step]), said, Fraction(bound))
        self.bounds.append(self.lines[-1].letter)
        self.said.append(f"→ min({bound:,})")

    def _round(self) -> None:
        unit = self.amount.unit
        spoken = words()["round"][self.amount.rounding].format(unit=_unit(unit))
        before = self.value
        self.value = Fraction(rounded(before, self.amount.rounding, unit))
        whole = unit == 1 and before.denominator == 1
        self._settle("" if whole else spoken, force=not whole)
        if whole:
            return
        arrow = {Rounding.DOWN: "↓", Rounding.UP: "↑"}.get(self.amount.rounding, "≈")
        self.said.append(f"→ {arrow}{unit:,} = {exact(self.value)}")

    def _floor(self) -> None:
        """At least so much, but never of nothing, and never more than a bound allows."""
        bounds = [each for each in (self.limit, self.cap[0] if self.cap else None) if each is not None]
        least = max(0, min([self.amount.floor, *bounds])) if self.to_pay > 0 else 0
        if self.value < least:
            self._settle("")
            self.value = Fraction(least)
            said = words()["below_least"].format(least=f"{least:,}")
            self._line("floor", words()["least"], said, self.value, binds=True)
            self.said.append(f"→ max({least:,})")

    def _settle(self, spoken: str, *, force: bool = False) -> None:
        """The line that takes the lowest of the bounds and rounds it."""
        if len(self.bounds) > 1:
            self._mark_lowest()
            letters = words()["joint"].join(self.bounds)
            said = words()["of_several"].format(letters=letters)
        elif force:
            said = self.lines[-1].letter
        else:
            return
        said = words()["in_brackets"].format(main=said, rounding=spoken) if spoken else said
        self._line("rounded" if spoken else "lowest", words()["rounded" if spoken else "lowest"], said, self.value)
        self.bounds = []

    def _mark_lowest(self) -> None:
        offered = [line for line in self.lines if line.letter in self.bounds]
        lowest = min(offered, key=lambda line: line.value)
        place = self.lines.index(lowest)
        self.lines[place] = Line(lowest.letter, lowest.step, lowest.label, lowest.expression, lowest.value, binds=True)

    def _line(self, step: str, label: str, said: str, value: Fraction, *, binds: bool = False) -> None:
        letter = LETTERS[sum(1 for each in self.lines if each.letter)]
        formula = f"{letter}＝{said}" if said and said[0] in LETTERS and step not in ("rounded", "lowest") else said
        self.lines.append(Line(letter, step, label, formula, value, binds))

    def _finished(self, parts: tuple[PartResult, ...] = (), request: int | None = None) -> Result:
        yen = max(0, rounded(self.value, Rounding.DOWN, 1))
        last = self.lines[-1]
        if last.step in ("rounded", "lowest", "floor"):
            self.lines[-1] = Line(last.letter, "amount", self.amount.label, last.expression, Fraction(yen), last.binds)
        else:
            self._line("amount", self.amount.label, last.letter, Fraction(yen))
        return Result(yen, Trace(tuple(self.lines), " ".join(self.said)), parts, request)


def _unit(unit: int) -> str:
    """千円未満 for 1,000, 万 for 10,000, else the figure: the words of the office."""
    return {1: "", 1_000: "千", 10_000: "万", 100_000: "十万"}.get(unit, f"{unit:,}")


def _share(share: Fraction) -> str:
    percent = share * 100
    return (
        f"{percent}％"
        if percent.denominator == 1
        else words()["fraction"].format(above=share.numerator, below=share.denominator)
    )
