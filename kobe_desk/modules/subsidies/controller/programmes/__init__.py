"""A programme edited, handed on and taken in at the desk."""

from kobe_desk.modules.subsidies.controller.programmes.opening import ProgrammePages

__all__ = ("ProgrammePages",)
