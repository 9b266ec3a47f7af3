"""A page with nothing to fill in, while a desk is being prepared."""

from kobe_desk.app.start.frame import StartPage


class WaitPage(StartPage):
    """One sentence."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, text)
        self.fill()
        self.close_with()
