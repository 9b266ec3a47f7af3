"""窓口の様式: the office's own PDF for a form, the boxes laid on the picture of its pages."""

from kobe_desk.modules.subsidies.view.overlay.forms import OwnFormsPage, form_words
from kobe_desk.modules.subsidies.view.overlay.page import FormTrialPage, LayoutPage
from kobe_desk.modules.subsidies.view.overlay.style import Answer, signature_words

__all__ = ("Answer", "LayoutPage", "OwnFormsPage", "FormTrialPage", "form_words", "signature_words")
