"""A drawing of resources/body as a picture."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cramp_journal.gui.theme import theme
from cramp_journal.paths import resource


def body_drawing(name: str, colour: str, height: float, widest: float = 3.0) -> QPixmap:
    """Return a drawing in a colour, sharp on dense screens.

    Args:
        name: Of its file, without the ending.
        colour: Of its lines.
        height: In pixels at 100 % text.
        widest: How many times as wide as high the drawing may be; a wider one is drawn smaller.
    """
    text = (resource("body") / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    size = renderer.defaultSize()
    shape = size.width() / size.height()
    tall = round(theme().roomy_px(height) * min(1.0, widest / shape))
    picture = QPixmap(QSize(round(tall * shape), tall) * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(2)
    return picture
