"""What a person does on the pages of an application: answers what is not answered yet, row by row."""

from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from kobe_desk.modules.subsidies.usecases.asking import Answers
from kobe_desk.modules.subsidies.view import ApplicationPage
from kobe_desk.modules.subsidies.view.question import Question
from kobe_desk.modules.subsidies.view.rows import RowsField
from kobe_desk.ui.form import Form
from support.ime import commit


def answer_page(page: ApplicationPage, given: Answers) -> None:
    """Fill in what the desk does not know, and choose the last resolution where one is asked for."""
    for name, asked in page.questions.fields.items():
        if asked.now().blank and not asked.isHidden():
            _put(asked, given.get(name))
    for table in page.questions.tables.values():
        if not table.answers.keys(table.asked.id):
            _put_rows(table, given)
    chosen = page.questions.fields.get("resolution")
    if chosen is not None:
        chosen.control.control.parts()[-1][1].click()


def first_to_confirm(page: ApplicationPage) -> QWidget | None:
    """The button that keeps the first answer, or the rows, that wait to be looked at; None where nothing waits."""
    asked = (each.answers for each in page.questions.fields.values() if each.asks_again and not each.isHidden())
    tables = (each.changed for each in page.questions.tables.values() if each.changed.isVisible())
    return next((each.buttons[-1] for each in (*asked, *tables)), None)


def _put(asked: Question, answer: object) -> None:
    asked.answer_field.control.set_value(answer.value)
    asked.answer_field.control.edited.emit()


def _put_rows(table: RowsField, given: Answers) -> None:
    for row in given.keys(table.asked.id):
        table.add.click()
        for name, asked in table.card.form.fields.items():
            _put(asked, given.get(f"{table.asked.id}.{name}", row))


def add_row(table: RowsField, **values: object) -> None:
    """One more row, typed as with an input method, or chosen."""
    table.add.click()
    for name, value in values.items():
        control = table.card.form.fields[name].control.control
        if isinstance(value, str) and hasattr(control, "selectAll"):
            control.selectAll()
            commit(control, value)
        else:
            control.set_value(value)
            control.edited.emit()


def write_form(form: Form, **values: object) -> None:
    """Type the words as an input method does, and choose the rest."""
    for name, value in values.items():
        control: QWidget = form.fields[name].control
        if isinstance(value, str) and isinstance(control, (QLineEdit, QTextEdit)):
            control.clear()
            commit(control, value)
        else:
            form.fields[name].set_value(value)
