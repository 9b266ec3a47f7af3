"""A page to look at one paper."""

from kobe_desk.core.text import _
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import Paper, PaperPreview


class OnePaperPage(Page):
    """The paper, to be read, printed and kept."""

    def __init__(self, heading: str, title: str, pdf: bytes, *, back: str) -> None:
        super().__init__(heading, title, back=back, scrolls=False)
        self.preview = PaperPreview(_("Papers"))
        self.set_main(self.preview)
        self.preview.show_papers([Paper(title, pdf)])

    # Qt asks:

    def focus_first(self) -> None:
        self.preview.sheets.setFocus()
