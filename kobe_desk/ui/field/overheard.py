"""The reading of a text, overheard while it is being composed: what an input method showed before it became kanji."""

from PySide6.QtGui import QInputMethodEvent

from kobe_desk.core.japanese import kana


class Overheard:
    """Given every event of an input method, tells the kana of each part once it is confirmed."""

    def __init__(self) -> None:
        self._heard = ""
        self.parts: list[tuple[str, str]] = []
        """What was confirmed so far, each with its reading."""

    def hear(self, event: QInputMethodEvent) -> str:
        """The reading of what this event confirms; empty while it is being composed, or when none was heard."""
        composing, committed = event.preeditString(), event.commitString()
        if composing and kana.is_kana(composing):
            self._heard = composing
        found = kana.reading(self._heard) if committed and self._heard else ""
        if found:
            self.parts.append((committed, found))
        if not composing:
            self._heard = ""
        return found

    def reading_of(self, text: str) -> str:
        """The reading of a text of which every part was overheard; empty when anything else stands in it."""
        composed = "".join(part for part, _reading in self.parts)
        plain = "".join(text.split())
        return "　".join(reading for _part, reading in self.parts) if plain and plain == composed else ""
