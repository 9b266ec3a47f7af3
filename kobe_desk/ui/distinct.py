"""Names for the ear that stand apart although two things are called the same."""

from collections import Counter

from kobe_desk.core.text import _


class Distinct:
    """Gives a name as it is the first time, and with a number after it from then on."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def __call__(self, name: str) -> str:
        self._given[name] += 1
        again = self._given[name]
        return name if again == 1 else _("{name}, number {n}").format(name=name, n=again)
