"""When a leak has to be reported, and by when (個人情報保護法26条; 施行規則7条・8条)."""

from datetime import date, timedelta

MANY = 1_000
FIRST, FULL, FULL_OF_MALICE = 5, 30, 60
"""Days from when it became known: 速報 (おおむね3〜5日), 確報, and 確報 where it was done on purpose."""


def must_report(people: int, *, sensitive: bool, harm: bool, malice: bool, encrypted: bool) -> bool:
    """Even one person is enough where it is sensitive, harmful or done on purpose; else more than 1,000."""
    return not encrypted and people > 0 and (sensitive or harm or malice or people > MANY)


def report_days(found: date, *, malice: bool) -> tuple[date, date]:
    """The last days for the first report (速報) and the full one (確報)."""
    return found + timedelta(days=FIRST), found + timedelta(days=FULL_OF_MALICE if malice else FULL)
