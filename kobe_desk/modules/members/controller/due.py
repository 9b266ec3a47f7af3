"""What 今日 is told of the roster: terms, rosters and lists to be given back, events; each leads to its page."""

from collections.abc import Callable, Sequence

from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.usecases.due import EVENT, ROSTER, SEALED, TERMS, RosterDue, roster_dues
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadline

WAYS = {TERMS: "year", ROSTER: "given", SEALED: "drawer", EVENT: "event"}
"""By the kind: the task of the upkeep that settles it."""
TITLES = {
    TERMS: N_("Terms of office end"),
    ROSTER: N_("A roster is to be given back"),
    SEALED: N_("A sealed list is to be given back"),
}


def deadline(due: RosterDue) -> Deadline:
    """As 今日 shows it."""
    title = due.name if due.kind == EVENT else _(TITLES[due.kind])
    text = _("Event") if due.kind == EVENT else due.name
    if others := due.count - 1:
        text = n_("{name} and {count} more", "{name} and {count} more", others).format(name=due.name, count=others)
    way = WAYS[due.kind]
    return Deadline(due.day, title, text, f"{way}:{due.record}")


def ask_deadlines(desk: Desk, then: Callable[[Sequence[Deadline]], object]) -> None:
    desk.ask(roster_dues, then=lambda dues: then([deadline(each) for each in dues]))
