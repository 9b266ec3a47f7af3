"""A field among several of the same name: the ear is told what it belongs to."""

from kobe_desk.ui.field import Control, FormField, Need


class NamedField(FormField):
    """A field of a row or a card; `of` names that row or card and goes before the label for whoever listens."""

    def __init__(
        self, label: str, control: Control, need: Need = Need.REQUIRED, support: str = "", *, of: str = ""
    ) -> None:
        self._of = of
        super().__init__(label, control, need, support)

    def _name_parts(self) -> None:
        super()._name_parts()
        if self._of:
            for _word, part in self.control.parts():
                part.setAccessibleName(f"{self._of} {part.accessibleName()}")
