"""Which resolutions (議決) a question takes."""

from datetime import date, timedelta

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.modules.subsidies.rules.definition import Accept
from kobe_desk.modules.subsidies.rules.values import ResolutionRef


def accepts(rule: Accept | None, found: ResolutionRef, *, approved: bool, today: date, year: FiscalYear) -> bool:
    """Whether a resolution will do: of a body that is named, adopted where that is asked, and recent enough."""
    if rule is None:
        return True
    if rule.body and not any(name in (found.body, found.meeting) or name in found.meeting for name in rule.body):
        return False
    if "approved" in rule.state and not approved:
        return False
    if rule.within == "fiscal_year":
        return found.date in year
    return rule.within != "last_12_months" or today - timedelta(366) <= found.date <= today
