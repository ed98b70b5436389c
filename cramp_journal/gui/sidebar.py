"""The pages by name, always within reach."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.gui.theme import TARGET, icon, pixmap, role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _

_WARM = "#ffb59b"  # as the role "now" in window.qss


class _NavButton(QPushButton):
    """A page's button, with a count if something waits there."""

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__(text)
        self._text, self._icon_name, self._count = text, icon_name, 0
        role(self, "nav")
        self.setCheckable(True)
        self.setMinimumHeight(TARGET)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(_("{page}, {n} to read").format(page=self._text, n=count) if count else self._text)
        self.update()

    def dress(self) -> None:
        self.setIcon(icon(self._icon_name, theme().palette.side_text))
        self.setIconSize(QSize(theme().roomy_px(21), theme().roomy_px(21)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme().roomy_px(26)
        badge = QRectF(self.width() - size - 8, (self.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().palette.cramp))
        painter.drawEllipse(badge)
        painter.setPen(QColor(theme().palette.on_cramp))
        painter.setFont(theme().font(strong=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._count))
        painter.end()


class Sidebar(QWidget):
    """The list of pages."""

    page_chosen = Signal(str)
    cramp_now_wanted = Signal()
    larger_wanted = Signal()
    smaller_wanted = Signal()
    dark_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """Show pages, each by (name, text, icon)."""
        super().__init__()
        role(self, "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._moon = QLabel()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._moon)
        head.addWidget(text_label("Cramp Journal", "side-title"), 1)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(14)
        pages_column = QVBoxLayout()
        pages_column.setContentsMargins(0, 0, 0, 0)
        pages_column.setSpacing(4)
        group = QButtonGroup(self)
        self._buttons: dict[str, _NavButton] = {}
        for number, (name, text, icon_name) in enumerate(pages, 1):
            button = _NavButton(text, icon_name)
            button.setToolTip(_("Key: Ctrl+{n}").format(n=number))
            button.setProperty("page", name)
            button.clicked.connect(self._on_clicked)
            group.addButton(button)
            self._buttons[name] = button
            pages_column.addWidget(button)
        pages_column.addStretch(1)
        column.addWidget(_scrolled(pages_column), 1)
        column.addSpacing(6)
        column.addWidget(self._build_cramp_now())
        column.addSpacing(4)
        look = QHBoxLayout()
        self._smaller = self._small_button("A−", _("Smaller text (Ctrl −)"))
        self._larger = self._small_button("A+", _("Larger text (Ctrl +)"))
        self._dark = self._small_button("", _("Light or dark"))
        self._settings = self._small_button("", _("Settings (Ctrl+,)"))
        for small in (self._smaller, self._larger, self._dark, self._settings):
            look.addWidget(small)
        look.addStretch(1)
        column.addLayout(look)
        self._smaller.clicked.connect(self.smaller_wanted)
        self._larger.clicked.connect(self.larger_wanted)
        self._dark.clicked.connect(self.dark_wanted)
        self._settings.clicked.connect(self.settings_wanted)
        self._dress()

    def choose(self, name: str) -> None:
        """Show which page is open."""
        self._buttons[name].setChecked(True)

    def take_focus(self) -> None:
        """Move the focus to the button of the open page."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.TabFocusReason)

    def set_count(self, name: str, count: int) -> None:
        """Show how many things wait on a page."""
        self._buttons[name].set_count(count)

    def _build_cramp_now(self) -> QPushButton:
        self._cramp_now = QPushButton(_("Cramp right now"))
        role(self._cramp_now, "now")
        self._cramp_now.setMinimumHeight(TARGET)
        self._cramp_now.setAutoDefault(True)
        self._cramp_now.setToolTip(_("Starts a clock and shows what eases it. Keys: F2, Ctrl+Shift+C"))
        self._cramp_now.clicked.connect(self.cramp_now_wanted)
        return self._cramp_now

    def _small_button(self, text: str, says: str) -> QPushButton:
        button = QPushButton(text)
        role(button, "nav")
        button.setMinimumSize(TARGET, TARGET)
        button.setAccessibleName(says)
        button.setToolTip(says)
        return button

    def _dress(self) -> None:
        self.setFixedWidth(round(226 * (0.3 + 0.7 * theme().scale)))
        self._column.setContentsMargins(*(theme().roomy_px(px) for px in (12, 18, 12, 16)))
        self._moon.setPixmap(pixmap("moon", "#f2b84b", theme().roomy_px(26)))
        self._settings.setIcon(icon("settings", theme().palette.side_text))
        self._dark.setIcon(icon("sun" if theme().palette.name == "dark" else "moon", theme().palette.side_text))
        self._cramp_now.setIcon(icon("timer", _WARM))
        self._cramp_now.setIconSize(QSize(theme().roomy_px(21), theme().roomy_px(21)))
        for button in self._buttons.values():
            button.dress()

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, _NavButton):
            self.page_chosen.emit(pressed.property("page"))


def _scrolled(pages: QVBoxLayout) -> QScrollArea:
    """Make the pages scroll if they do not fit, so that what is below them always stays within reach."""
    inside = QWidget()
    inside.setLayout(pages)
    role(inside, "side")
    scroll = QScrollArea()
    role(scroll, "side")
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
