"""How everything looks: tokens, palette, size, fonts, icons and the one stylesheet made of them."""

from kobe_desk.ui.theme.theme import fit, follow, goes_when_large, theme
from kobe_desk.ui.theme.tokens import Metrics, tokens

__all__ = ["Metrics", "fit", "follow", "goes_when_large", "theme", "tokens"]
