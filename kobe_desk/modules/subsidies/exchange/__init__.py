"""An application's papers made, signed and packed: work without the desk, handed plain rows and giving plain rows back.

order = records.ask(paper_order, key)
records.do(keep_papers, key, make_papers(order, silent).papers)
"""

from kobe_desk.modules.association.exchange import NewKey, NewRoot, make_key, make_root
from kobe_desk.modules.subsidies.exchange.attaching import (
    ReadFile,
    ReadFiles,
    bind_enclosures,
    read_enclosure,
    read_enclosures,
    turned,
    write_bound,
)
from kobe_desk.modules.subsidies.exchange.later import LaterOrder, make_later_papers
from kobe_desk.modules.subsidies.exchange.later_listing import later_list
from kobe_desk.modules.subsidies.exchange.listing import list_all, listed_answers, write_lists
from kobe_desk.modules.subsidies.exchange.making import MadePapers, make_papers, refuse_incomplete
from kobe_desk.modules.subsidies.exchange.overlaying import TrialOrder, read_form, try_form
from kobe_desk.modules.subsidies.exchange.packing import Packed, pack_papers, pack_together
from kobe_desk.modules.subsidies.exchange.programmes import read_programme, write_programme
from kobe_desk.modules.subsidies.exchange.proving import example_papers, prove
from kobe_desk.modules.subsidies.exchange.signing import sign_papers
from kobe_desk.modules.subsidies.exchange.together import make_all_papers, make_calculations, refuse_unready
from kobe_desk.modules.subsidies.exchange.whole import prepare_application, sign_application, submit_application

__all__ = (
    "LaterOrder",
    "MadePapers",
    "NewKey",
    "NewRoot",
    "Packed",
    "TrialOrder",
    "ReadFile",
    "ReadFiles",
    "bind_enclosures",
    "later_list",
    "example_papers",
    "list_all",
    "listed_answers",
    "make_all_papers",
    "make_calculations",
    "make_key",
    "make_later_papers",
    "make_papers",
    "make_root",
    "pack_papers",
    "pack_together",
    "prepare_application",
    "prove",
    "read_programme",
    "read_form",
    "read_enclosure",
    "read_enclosures",
    "refuse_incomplete",
    "refuse_unready",
    "sign_application",
    "sign_papers",
    "submit_application",
    "try_form",
    "turned",
    "write_bound",
    "write_lists",
    "write_programme",
)
