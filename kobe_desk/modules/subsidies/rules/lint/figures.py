"""Every figure has its source and vintage, and every source belongs to a figure."""

from collections.abc import Iterator

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.figure import places, value_at
from kobe_desk.modules.subsidies.rules.problem import Problem


def problems(programme: Programme) -> Iterator[Problem]:
    sourced = {each.at for each in programme.figures}
    for each in places(programme):
        if each not in sourced:
            yield Problem(each, N_("This figure has no source. Add it under [[figure]]."))
    for figure in programme.figures:
        try:
            value_at(programme.data["definition"], figure.at)
        except KeyError:
            yield Problem(f"figure.{figure.at}", N_("There is no figure at this place."))
