"""Ages as the law counts them (年齢計算ニ関する法律 明治35年法律第50号; 民法143条)."""

from datetime import date, timedelta


def _anniversary(birth: date, year: int) -> date:
    """The day a new year of life begins; for a birthday on 29 February, 1 March of a common year."""
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(birth: date, day: date) -> int:
    """Full years of age (満年齢) during `day`; negative before the birth."""
    return day.year - birth.year - (day < _anniversary(birth, day.year))


def attained_on(birth: date, age: int) -> date:
    """The day at whose end `age` is reached (満年齢に達する日): the day before the birthday.

    Born on 1 April means 31 March, which is why such a child starts school a year earlier (早生まれ);
    born on 29 February means 28 February in every year.
    """
    return _anniversary(birth, birth.year + age) - timedelta(days=1)
