"""Words of a button that are longer than a small window with large text is wide stand in two lines."""

from PySide6.QtGui import QFontMetrics

from cramp_journal.gui.theme import theme

_WIDEST = 420  # pixels: a page in a window of 1024 pixels, at the largest text, is little wider


def in_two_lines(text: str, widest: int = _WIDEST) -> str:
    """Return the words of a button, broken near their middle if one line would be wider than some pixels."""
    metrics = QFontMetrics(theme().font())
    if metrics.horizontalAdvance(text) <= widest or " " not in text:
        return text
    middle = len(text) / 2
    at = min((place for place, letter in enumerate(text) if letter == " "), key=lambda place: abs(place - middle))
    return f"{text[:at]}\n{text[at + 1 :]}"
