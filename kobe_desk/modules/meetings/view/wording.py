"""Words that several pages of 会議 use."""

from kobe_desk.core.text import N_

UNITS = {"household": N_("households"), "person": N_("persons")}
