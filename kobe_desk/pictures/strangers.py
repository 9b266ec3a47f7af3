"""Files as strangers bring them to the centre: a calendar, and a table of past years."""

from datetime import date, timedelta
from pathlib import Path

_TABLE = (
    ("", "会議室A", "", "和室", ""),
    ("", "午前", "午後", "午前", "午後"),
    ("7月1日", "コーラスみなと 14名", "", "俳句の会", ""),
    ("7月2日", "", "茶道あじさい会", "", "茶道あじさい会 9名"),
    ("7月3日", "こども将棋", "", "", ""),
    ("7月4日", "コーラスみなと", "コーラスみなと", "俳句の会", ""),
)
"""Two of the names are new to the sample's centre."""


_DATES = (
    ("T090000", "T120000", "会議室A"),
    ("T180000", "T210000", "和室"),
    ("T160000", "T130000", "会議室A"),
)
"""The first is taken where the tour has been, the last ends before it begins."""


def sample_calendar(folder: Path, first: date) -> Path:
    """Three dates, a week apart."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for week, (begins, ends, place) in enumerate(_DATES):
        day = f"{first + timedelta(weeks=week):%Y%m%d}"
        lines += ["BEGIN:VEVENT", "SUMMARY:合唱の練習", f"DTSTART:{day}{begins}", f"DTEND:{day}{ends}"]
        lines += [f"LOCATION:{place}", "END:VEVENT"]
    path = folder / "合唱.ics"
    path.write_text("\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")
    return path


def sample_table(folder: Path) -> Path:
    """Days down, rooms and times across."""
    path = folder / "令和7年度の予約表.csv"
    path.write_text("".join(f"{','.join(row)}\n" for row in _TABLE), encoding="utf-8")
    return path
