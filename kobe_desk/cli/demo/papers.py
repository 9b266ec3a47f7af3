"""The demo's papers of the general meeting: from its notice to the extract of its last resolution, and the register."""

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.meetings.papers import make_papers, print_register
from kobe_desk.modules.meetings.usecases import meetings, papers_of, register_paper

KINDS = ("notice", "labels", "book", "attendance", "running", "count", "minutes", "extracts", "public")


def meeting_papers(records: Records) -> dict[str, bytes]:
    """Every paper of this year's general meeting, by its name."""
    order = records.ask(papers_of, records.ask(meetings, "general")[0].id)
    register = print_register(records.ask(register_paper), silent)
    return dict((*make_papers(order, KINDS, None, silent), *register))
