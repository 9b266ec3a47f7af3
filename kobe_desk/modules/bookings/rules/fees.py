"""What a booking costs: the fee table, extension, heating, equipment, surcharges, exemption and rounding (料金)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.rules.days import BandFact, Period

USE, EXTENSION, HEATING, EQUIPMENT = "use", "extension", "heating", "equipment"
ENTRANCE, PROFIT, BOTH, OVERTIME = "entrance", "profit", "entrance_and_profit", "overtime"
FEE_KINDS = {
    USE: N_("Use of the room"),
    EXTENSION: N_("Extension"),
    HEATING: N_("Heating and cooling"),
    EQUIPMENT: N_("Equipment"),
    ENTRANCE: N_("Surcharge for an entrance fee"),
    PROFIT: N_("Surcharge for business"),
    BOTH: N_("Surcharge for an entrance fee and business"),
    OVERTIME: N_("Surcharge outside hours"),
}
TOGETHER = "＋"
HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Period):
    """One line of the fee table; an empty condition fits everything, the line with most conditions wins."""

    kind: str = USE
    room_id: UUID | None = None
    band: str = ""
    day_kind: str = ""
    tier: str = ""
    equipment_id: UUID | None = None
    amount: int = 0
    percent: int = 0
    per: str = "band"

    @property
    def conditions(self) -> int:
        return sum(map(bool, (self.room_id, self.band, self.day_kind, self.tier, self.equipment_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction(Period):
    """A reduction of the fee with its reason (減免)."""

    name: str
    percent: int
    reason: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Period):
    """How fees are rounded and given back (端数・還付)."""

    unit: int = 10
    rounding: str = "down"
    refunds: tuple[tuple[int, int], ...] = ()

    def rounded(self, tenths: int) -> int:
        """A hundredfold amount in yen, rounded to whole units."""
        whole = self.unit * 100
        up = {"down": 0, "half": whole // 2, "up": whole - 1}[self.rounding]
        return (tenths + up) // whole * self.unit

    def refund(self, amount: int, days: int) -> int:
        """What is given back of an amount so many days before the use."""
        percent = next((share for least, share in sorted(self.refunds, reverse=True) if days >= least), 0)
        return self.rounded(amount * percent)


@dataclass(frozen=True, slots=True)
class Use:
    """What a fee is asked for."""

    room_id: UUID
    bands: tuple[BandFact, ...]
    minutes: int
    day_kind: str
    tier: str
    heating: bool = False
    entrance: bool = False
    profit: bool = False
    overtime: int = 0
    """Minutes outside the hours of the day."""
    extension: int = 0
    """Minutes before or after the bands that are paid for as an extension."""
    equipment: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a fee: kind, what fitted (band, equipment, exemption), a hundredfold amount."""

    kind: str
    detail: str
    hundredfold: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A fee in yen with its steps."""

    total: int
    reduced: int
    steps: tuple[Step, ...]
    doubtful: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class FeeTable:
    """The lines of the fee table that are valid on the day of use."""

    fees: tuple[Fee, ...]
    policy: Policy
    reduction: Reduction | None = None

    def figure(self, use: Use) -> Figure:
        """The fee of a use (基本①＋加算②－減免③＝④ 冷暖房⑤ 備品)."""
        base, missing, used = self._base(use)
        extras = [*self._extras(use, used), *self._equipment(use, used)]
        surcharges = self._surcharges(use, sum(step.hundredfold for step in base), used)
        steps = [*base, *surcharges, *extras]
        gross = sum(step.hundredfold for step in steps)
        taken = self._taken_off(base, steps)
        total = self.policy.rounded(gross - taken)
        reduced = self.policy.rounded(gross) - total
        if self.reduction and taken:
            steps.append(Step("exemption", self.reduction.name, -taken))
        doubtful = any(not fee.confirmed for fee in used) or not self.policy.confirmed
        return Figure(total, reduced, tuple(steps), doubtful, missing)

    def _taken_off(self, base: Sequence[Step], steps: Sequence[Step]) -> int:
        if self.reduction is None:
            return 0
        lowered = steps if self.reduction.whole else base
        return sum(step.hundredfold for step in lowered) * self.reduction.percent // 100

    def _base(self, use: Use) -> tuple[list[Step], bool, list[Fee]]:
        """The use of the room: the cheapest way to cover the bands by single and combined prices; else by the hour."""
        if use.bands:
            return self._by_bands(use)
        fee = self._best(USE, use, per=("hour", "use"))
        if fee is None:
            return [], True, []
        hours = -(-use.minutes // HOUR) if fee.per == "hour" else 1
        return [Step(USE, "", fee.amount * hours * 100)], False, [fee]

    def _by_bands(self, use: Use) -> tuple[list[Step], bool, list[Fee]]:
        ways = [way for cut in _cuts(use.bands) if (way := self._way(use, cut)) is not None]
        if not ways:
            return [], True, []
        best = min(ways, key=lambda way: (sum(step.hundredfold for step, _ in way), len(way)))
        return [step for step, _ in best], False, [fee for _, fee in best]

    def _way(self, use: Use, cut: Sequence[str]) -> list[tuple[Step, Fee]] | None:
        found = [(name, self._best(USE, use, band=name)) for name in cut]
        if any(fee is None for _, fee in found):
            return None
        return [(Step(USE, name, fee.amount * 100), fee) for name, fee in found if fee]

    def _extras(self, use: Use, used: list[Fee]) -> list[Step]:
        steps = []
        wanted = {EXTENSION: use.extension, HEATING: use.minutes if use.heating else 0}
        for kind, minutes in wanted.items():
            fee = self._best(kind, use) if minutes else None
            if fee:
                count = {"hour": -(-minutes // HOUR), "band": max(1, len(use.bands))}.get(fee.per, 1)
                steps.append(Step(kind, "", fee.amount * count * 100))
                used.append(fee)
        return steps

    def _equipment(self, use: Use, used: list[Fee]) -> list[Step]:
        steps = []
        for key, count in use.equipment:
            fee = self._best(EQUIPMENT, use, equipment=key)
            if fee:
                times = {"band": max(1, len(use.bands)), "hour": -(-use.minutes // HOUR)}.get(fee.per, 1)
                steps.append(Step(EQUIPMENT, key.hex, fee.amount * count * times * 100))
                used.append(fee)
        return steps

    def _surcharges(self, use: Use, base: int, used: list[Fee]) -> list[Step]:
        kinds = [BOTH] if use.entrance and use.profit and self._best(BOTH, use) else []
        if not kinds:
            kinds = [kind for kind, applies in ((ENTRANCE, use.entrance), (PROFIT, use.profit)) if applies]
        if use.overtime:
            kinds.append(OVERTIME)
        steps = []
        for kind in kinds:
            fee = self._best(kind, use)
            if fee:
                hours = -(-use.overtime // HOUR) if kind == OVERTIME and fee.per == "hour" else 1
                steps.append(Step(kind, "", base * fee.percent // 100 + fee.amount * hours * 100))
                used.append(fee)
        return steps

    def _best(
        self, kind: str, use: Use, band: str = "", equipment: UUID | None = None, per: tuple[str, ...] = ()
    ) -> Fee | None:
        bands = {band} if band else {TOGETHER.join(each.name for each in use.bands), *(b.name for b in use.bands), ""}
        fitting = [
            fee
            for fee in self.fees
            if fee.kind == kind
            and fee.room_id in (None, use.room_id)
            and fee.day_kind in ("", use.day_kind)
            and fee.tier in ("", use.tier)
            and _fits_band(fee, kind, band, bands)
            and (fee.equipment_id == equipment if kind == EQUIPMENT else True)
            and (not per or fee.per in per)
        ]
        return max(fitting, key=lambda fee: (fee.conditions, fee.since), default=None)


def _fits_band(fee: Fee, kind: str, band: str, bands: set[str]) -> bool:
    if kind == USE and band:
        return fee.band == band or (not fee.band and fee.per == "band" and TOGETHER not in band)
    return not fee.band or fee.band in bands


def _cuts(bands: Sequence[BandFact]) -> Iterable[list[str]]:
    """Every way to cut bands that follow each other into combined ones (午前＋午後 / 夜間)."""
    names = [each.name for each in bands]
    places = range(1, len(names))
    for count in range(len(names)):
        for cut in combinations(places, count):
            edges = [0, *cut, len(names)]
            yield [TOGETHER.join(names[a:b]) for a, b in zip(edges, edges[1:], strict=False)]
