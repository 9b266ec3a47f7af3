"""Longer texts to be read (the manual, licences): Markdown with the line height that the font does not have."""

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from kobe_desk.ui.theme import theme, tokens


def show_markdown(browser: QTextBrowser, text: str) -> None:
    """Show Markdown at 150 %, with room between paragraphs and more above headings."""
    browser.setMarkdown(text)
    cursor = QTextCursor(browser.document())
    while True:
        block = QTextBlockFormat()
        block.setLineHeight(tokens().leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(theme.space("tight" if cursor.currentList() is None else "hair"))
        level = cursor.blockFormat().headingLevel()
        if level:
            block.setTopMargin(theme.space("item"))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = QTextCharFormat()
            letters.setFont(theme.font("title" if level == 1 else "lead", bold=True))
            cursor.mergeCharFormat(letters)
        cursor.mergeBlockFormat(block)
        if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            break
    browser.moveCursor(QTextCursor.MoveOperation.Start)
