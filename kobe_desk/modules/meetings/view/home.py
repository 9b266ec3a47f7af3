"""The card of open tasks on the page 今日."""

from kobe_desk.core.text import _, n_
from kobe_desk.modules.meetings.usecases import ActionRow
from kobe_desk.modules.meetings.view.tasks import task_words
from kobe_desk.ui.button import link
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.text import Paragraph

SHOWN = 4


class TasksHomeCard(HomeCard):
    """Those due first; hidden while nothing is open."""

    def __init__(self) -> None:
        self._open = link(_("To the tasks"), "arrow-right", name=_("Open the tasks from meetings"))
        self._words = Paragraph(narrow=True)
        super().__init__(_("Tasks from meetings"), self._words, more=self._open)
        self._open.clicked.connect(lambda: self.opened.emit("tasks"))
        self.hide()

    def show_tasks(self, rows: tuple[ActionRow, ...]) -> None:
        self.setVisible(bool(rows))
        late = _("Overdue: {task}")
        lines = [late.format(task=task_words(each)) if each.overdue else task_words(each) for each in rows[:SHOWN]]
        if (more := len(rows) - SHOWN) > 0:
            lines.append(n_("and {count} more", "and {count} more", more).format(count=more))
        self._words.say("\n".join(f"・{each}" for each in lines))
