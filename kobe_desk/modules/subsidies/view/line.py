"""A row of a table as a form, with the amount that 単価 × 数量 × 回数 make."""

from collections.abc import Mapping

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import Answer, Product
from kobe_desk.modules.subsidies.view.question import Question
from kobe_desk.ui.form import Form
from kobe_desk.ui.text import Paragraph


class LineForm(Form):
    """A row's questions, one below the other; under the amount stands what makes it (単価 × 数量 × 回数)."""

    def __init__(self, questions: Mapping[str, Question], product: Product | None) -> None:
        super().__init__(questions)
        self._product = product
        self._made = Paragraph("", ink="muted", narrow=True)
        if product is None or product.amount not in questions:
            return
        self.body.insertWidget(self.body.indexOf(questions[product.amount]) + 1, self._made)

    def settle_amount(self) -> None:
        """Show the amount that a unit price makes; without one it is typed."""
        product = self._product
        amount = self.fields.get(product.amount) if product else None
        if product is None or not isinstance(amount, Question):
            return
        row = {name: each.value for name, each in self._now().items()}
        made = product.yen(row)
        if made is not None:
            amount.show_answer(Answer(made))
            amount.refuse("")
        for _word, part in amount.control.parts():
            part.setEnabled(made is None)
        typed = _("Without a unit price, type the amount.")
        self._made.say(
            typed if made is None else _("{figures} = {sum}").format(figures=product.written(row), sum=yen(made))
        )

    def _now(self) -> dict[str, Answer]:
        found = {name: each.now() for name, each in self.fields.items() if isinstance(each, Question)}
        return {name: each for name, each in found.items() if each is not None}
