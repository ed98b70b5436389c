"""The look of the window: one palette and one text size, applied to Qt's palette, its style sheet, and the icons."""

import re
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from cramp_journal.i18n import language_code
from cramp_journal.palette import DARK, LIGHT, PALETTES, Palette
from cramp_journal.paths import resource

BASE_POINTS = 13.0
_APP_ICON = (16, 24, 32, 48, 64, 128)  # pixels of its width
_MIRRORED = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}
TARGET = 44  # pixels: the least height and width of anything that can be clicked
_LARGE = 1.75  # times the usual text


class Theme(QObject):
    """The palette and the text size in use. Widgets that paint themselves read it; `changed` announces a change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = LIGHT
        self.scale = 1.0

    def use(self, name: str, text_size: int) -> None:
        """Choose a look and apply it to all windows."""
        self.choose(name, text_size)
        self.dress()

    def choose(self, name: str, text_size: int) -> None:
        """Choose a palette by name ("system" follows the desktop) and a text size in per cent."""
        self.palette = palette_of(name)
        self.scale = text_size / 100
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font())
            app.setPalette(_qt_palette(self.palette))
        self.changed.emit()

    def dress(self) -> None:
        """Apply the look to all windows, once they are built: Qt styles each widget again with every parent it gets."""
        app = QApplication.instance()
        sheet = style_sheet(self.palette, self.scale)
        if isinstance(app, QApplication) and app.styleSheet() != sheet:
            app.setStyleSheet(sheet)
            app.setFont(self.font())  # a style sheet brings back the desktop's own font for labels, buttons and lists

    def font(self, points: float = BASE_POINTS, *, strong: bool = False) -> QFont:
        """Return a font; `points` is its size at 100 % text."""
        font = QFont()
        font.setFamilies(["Inter", "Noto Sans SC", "Noto Sans", "DejaVu Sans"])
        font.setPointSizeF(points * self.scale)
        font.setWeight(strong_weight() if strong else QFont.Weight.Normal)
        return font

    @property
    def has_large_letters(self) -> bool:
        """Whether letters are so large that a small window has room for few of them."""
        return self.scale >= _LARGE

    def px(self, pixels: float) -> int:
        """Return a length in pixels that grows with the text."""
        return round(pixels * self.scale)

    def roomy_px(self, pixels: float) -> int:
        """Return a length in pixels that grows half as fast as the text: for margins and for the sidebar."""
        return round(pixels * (0.5 + 0.5 * self.scale))


@cache
def theme() -> Theme:
    """Return the one theme of the window."""
    return Theme()


def load_fonts() -> None:
    """Make the program's own fonts known to Qt."""
    for name in ("Inter-Regular.otf", "Inter-SemiBold.otf"):
        QFontDatabase.addApplicationFont(str(resource("fonts") / name))


def strong_weight() -> QFont.Weight:
    """Return the weight of what is emphasized: the Chinese font has one weight, and Qt thickens it for Bold only."""
    return QFont.Weight.Bold if language_code() == "zh" else QFont.Weight.DemiBold


@cache
def load_chinese() -> None:
    """Make the font with Chinese letters known to Qt: 10 ms that the first paint in other languages does without."""
    QFontDatabase.addApplicationFont(str(resource("fonts") / "NotoSansSC-Subset.otf"))


def icon(name: str, colour: str, size: int = 22) -> QIcon:
    """Return an icon of resources/icons in a colour: Qt's SVG has no `currentColor`.

    An arrow points back or on, wherever that is in the direction of reading.
    """
    if _reads_from_the_right():
        name = _MIRRORED.get(name, name)
    return QIcon(pixmap(name, colour, size))


@cache
def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return an icon as a picture, sharp on dense screens."""
    text = (resource("icons") / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(QSize(size, size) * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(2)
    return picture


def show_app_icon() -> None:
    """Set the icon of the windows, which X11 and Windows ask them for. The first paint does without it."""
    drawing, found = QSvgRenderer(str(resource("app-icon.svg"))), QIcon()
    for size in _APP_ICON:
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        found.addPixmap(picture)
    QApplication.setWindowIcon(found)


def role(widget: QWidget, name: str) -> None:
    """Set a widget's role in the style sheet, such as "card" or "chip"; it may be changed at any time."""
    if widget.property("role") != name:
        widget.setProperty("role", name)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Apply a changed property. A widget that was never polished gets it when it is first shown."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def palette_of(name: str) -> Palette:
    """Return the palette of a name; "system" is dark, or of high contrast, where the desktop is so now."""
    if name in PALETTES:
        return PALETTES[name]
    return PALETTES["contrast"] if _desktop_wants_contrast() else DARK if _desktop_is_dark() else LIGHT


def _desktop_wants_contrast() -> bool:
    hints = QApplication.styleHints()  # which owns what it returns
    if not hasattr(hints, "accessibility"):  # before Qt 6.10 nobody said so
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _desktop_is_dark() -> bool:
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _qt_palette(palette: Palette) -> QPalette:
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.ground,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.card,
        QPalette.ColorRole.AlternateBase: palette.ground,
        QPalette.ColorRole.ToolTipBase: palette.card,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.quiet,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.Button: palette.card,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.BrightText: palette.cramp_text,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.accent,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Light: palette.card,
        QPalette.ColorRole.Midlight: palette.ground,
        QPalette.ColorRole.Mid: palette.line,
        QPalette.ColorRole.Dark: palette.line,
        QPalette.ColorRole.Shadow: palette.line,
        QPalette.ColorRole.Accent: palette.accent,
    }
    for each, colour in roles.items():
        made.setColor(each, QColor(colour))
    for each in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(palette.line))
    return made


def style_sheet(palette: Palette, scale: float) -> str:
    """Return the style sheet of all windows in a palette and a text size (1.0 is 100 %)."""
    template = (resource("texts") / "window.qss").read_text(encoding="utf-8")

    def value(match: re.Match[str]) -> str:
        if match[1]:  # {px 12}: grows with the text; {half 12}: grows half as fast
            factor = scale if match[1] == "px" else 0.5 + 0.5 * scale
            return f"{round(float(match[2]) * factor)}px"
        if match[3]:  # {pt 13}
            return f"{float(match[3]) * scale:.1f}pt"
        return str(getattr(palette, match[4]))

    made = re.sub(r"\{(?:(px|half) ([\d.]+)|pt ([\d.]+)|([a-z_]+))\}", value, template)
    made = made.replace("font-weight: 600", f"font-weight: {int(strong_weight())}")
    return made.replace("border-left", "border-right") if _reads_from_the_right() else made


def _reads_from_the_right() -> bool:
    return QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
