"""A programme edited by forms, beside the version before, written to a file and taken in from one."""

from kobe_desk.modules.subsidies.view.programmes.difference import DifferencePage
from kobe_desk.modules.subsidies.view.programmes.edit import EditPage
from kobe_desk.modules.subsidies.view.programmes.give import GivePage
from kobe_desk.modules.subsidies.view.programmes.take import TakePage

__all__ = ("DifferencePage", "EditPage", "GivePage", "TakePage")
