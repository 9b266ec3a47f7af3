"""A form whose fields stand two in a row, and one below the other from 16 pt on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from kobe_desk.ui.field import FormField
from kobe_desk.ui.form import Form
from kobe_desk.ui.theme import follow, theme

Named = tuple[str, FormField]
_COLUMNS = 2


class QuickForm(Form):
    """Short enough that everything is seen at once at the usual size; a row of one field takes the whole width."""

    def __init__(self, *rows: Sequence[Named]) -> None:
        super().__init__({})
        self._rows = [[field for _name, field in row] for row in rows]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._grid)
        for name, field in (each for row in rows for each in row):
            self.fields[name] = field
            field.edited.connect(self.edited)
        follow(self, self._arrange)

    def _arrange(self) -> None:
        self._grid.setHorizontalSpacing(theme.space("group"))
        self._grid.setVerticalSpacing(theme.space("item"))
        place = 0
        for row in self._rows:
            for column, field in enumerate(row):
                at = (place + column, 0) if theme.large else (place, column)
                self._grid.addWidget(field, *at, 1, 1 if len(row) > 1 and not theme.large else _COLUMNS)
            place += len(row) if theme.large else 1
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
