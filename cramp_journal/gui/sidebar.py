"""The pages by name, always within reach; below them help, text size, language and settings, as words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import TARGET, icon, pixmap, repolish, role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _

_WARM = "#ffb59b"  # as the role "now" in window.qss
_WORDS_ONLY = 1.5  # from this text size on, words need the room of the icons
_GAP = 4
_COUNT = 26  # pixels at 100 %: the disc with a number


class _NavButton(QPushButton):
    """A page's button, with a count if something waits there."""

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__(text)
        self._text, self._icon_name, self._count = text, icon_name, 0
        role(self, "nav")
        self.setCheckable(True)
        speak_as(self, SpokenRole.PageTab)
        self.setMinimumHeight(TARGET)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(_("{page}, {n} to read").format(page=self._text, n=count) if count else self._text)
        self.update()

    def room_needed(self) -> int:
        """Return the width, in pixels, that the word and a count beside it need."""
        return self.sizeHint().width() + theme().roomy_px(_COUNT) + 8

    def dress(self) -> None:
        if theme().scale >= _WORDS_ONLY or not self._icon_name:
            return
        self.setIcon(icon(self._icon_name, theme().palette.side_text))
        self.setIconSize(QSize(theme().roomy_px(21), theme().roomy_px(21)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme().roomy_px(_COUNT)
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
    size_chosen = Signal(int)  # of the text, in per cent
    dark_wanted = Signal()
    settings_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]], help_page: str, language: str, person: str = "") -> None:
        """Show pages, each by (name, text, icon), the page of help by its name, and the language in use.

        `person` is whose journal is open, where there are several people.
        """
        super().__init__()
        self._tight = False
        role(self, "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._moon = QLabel()
        speak_as(self._moon, SpokenRole.Client)  # it means nothing
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 14)
        head.setSpacing(10)
        head.addWidget(self._moon)
        head.addWidget(text_label("Cramp Journal", "side-title"), 1)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(_GAP)
        column.addWidget(self._head)
        self._pages_column = QVBoxLayout()
        self._pages_column.setContentsMargins(0, 0, 0, 0)
        self._pages_column.setSpacing(_GAP)
        group = QButtonGroup(self)
        self._buttons: dict[str, _NavButton] = {}
        for number, (name, text, icon_name) in enumerate([*pages, (help_page, _("Help"), "")], 1):
            button = _NavButton(text, icon_name)
            button.setToolTip(_("Key: Ctrl+{n}").format(n=number) if name != help_page else _("Key: F1"))
            button.setProperty("page", name)
            button.clicked.connect(self._on_clicked)
            group.addButton(button)
            self._buttons[name] = button
            if name != help_page:
                self._pages_column.addWidget(button)
        self._pages_column.addStretch(1)
        column.addWidget(_scrolled(self._pages_column), 1)
        column.addWidget(self._build_cramp_now())
        self._sizes = self._word(_("Text size"), _("Ctrl +, Ctrl −, Ctrl 0"))
        self._settings = self._word(_("Settings"), _("Key: Ctrl+Comma"))
        self._language = self._word(language, _("The language can be chosen in the settings"))
        self._language.setAccessibleName(_("Language: {name}").format(name=language))
        self._dark = QPushButton()
        role(self._dark, "nav")
        self._dark.setMinimumSize(TARGET, TARGET)
        self._dark.setAccessibleName(_("Light or dark"))
        self._dark.setToolTip(_("Light or dark"))
        speak_as(self._dark, SpokenRole.Button)
        self._person = person
        if person:
            whose = self._word("", _("Another person's journal…"))
            whose.setAccessibleName(_("Journal of {name}").format(name=person))
            whose.clicked.connect(self.people_wanted)
            self._whose = whose
            column.addWidget(whose)
        look = QHBoxLayout()
        look.addWidget(self._sizes, 1)
        look.addWidget(self._dark)
        column.addLayout(look)
        for word in (self._settings, self._language, self._buttons[help_page]):
            column.addWidget(word)
        self._sizes.clicked.connect(self._show_sizes)
        self._dark.clicked.connect(self.dark_wanted)
        self._settings.clicked.connect(self.settings_wanted)
        self._language.clicked.connect(self.settings_wanted)
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

    def _word(self, text: str, says: str) -> QPushButton:
        button = QPushButton(text)
        role(button, "nav")
        button.setMinimumHeight(TARGET)
        button.setAutoDefault(True)
        button.setToolTip(says)
        return button

    def _show_sizes(self) -> None:
        from cramp_journal.gui.widgets.text_sizes import text_size_names  # noqa: PLC0415 - not for the first paint

        menu = QMenu(self)
        for size, name in text_size_names():
            choice = menu.addAction(name)
            choice.setCheckable(True)
            choice.setChecked(size == round(100 * theme().scale))
            choice.setData(size)
        menu.triggered.connect(lambda choice: self.size_chosen.emit(choice.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._sizes.mapToGlobal(self._sizes.rect().topRight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():  # its first sizes are not those of the window
            self._set_tight(tight=self.height() < self._roomy_height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()
        self._set_tight(tight=self.height() < self._roomy_height())

    def _make_room(self) -> None:
        """Be as wide as the longest word needs; in most languages that is the usual width."""
        edges = self._column.contentsMargins()
        words = [each.sizeHint().width() for each in (self._cramp_now, self._settings, self._language)]
        beside = self._sizes.sizeHint().width() + TARGET + _GAP
        longest = max(*words, beside, *(each.room_needed() for each in self._buttons.values()))
        self.setFixedWidth(max(self.width(), longest + edges.left() + edges.right()))
        if self._person:
            room = self.width() - edges.left() - edges.right() - 2 * theme().roomy_px(12) - 8
            fits = self._whose.fontMetrics().elidedText(self._person, Qt.TextElideMode.ElideRight, room)
            self._whose.setText(fits.replace("&", "&&"))

    def _roomy_height(self) -> int:
        """Return the height at which everything fits with room between."""
        rows = len(self._buttons) + 4 + bool(self._person)
        top, bottom = self._roomy_edges()
        each = max(TARGET, theme().roomy_px(30) + 2 * theme().roomy_px(5) + 4, self.fontMetrics().height() + 14)
        return top + bottom + self._head.sizeHint().height() + rows * (each + _GAP)

    def _set_tight(self, *, tight: bool) -> None:
        """Make everything fit into little height: without the name of the program, and with no room between words."""
        if tight == self._tight:
            return
        self._tight = tight
        self._head.setVisible(not tight)
        for button in self.findChildren(QPushButton):
            button.setProperty("tight", tight)
            repolish(button)
        gap = 0 if tight else _GAP
        self._column.setSpacing(gap)
        self._pages_column.setSpacing(gap)
        self._set_edges()

    def _roomy_edges(self) -> tuple[int, int]:
        return theme().roomy_px(18), theme().roomy_px(16)

    def _set_edges(self) -> None:
        top, bottom = (4, 4) if self._tight else self._roomy_edges()
        self._column.setContentsMargins(theme().roomy_px(12), top, theme().roomy_px(12), bottom)

    def _dress(self) -> None:
        words_only = theme().scale >= _WORDS_ONLY
        self.setFixedWidth(round(180 * theme().scale if words_only else 226 * (0.3 + 0.7 * theme().scale)))
        self._set_edges()
        self._moon.setPixmap(pixmap("moon", "#f2b84b", theme().roomy_px(26)))
        self._dark.setIcon(icon("sun" if theme().palette.name == "dark" else "moon", theme().palette.side_text))
        if not words_only:
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
    speak_as(inside, SpokenRole.PageTabList)
    inside.setAccessibleName(_("Pages"))
    scroll = QScrollArea()
    role(scroll, "side")
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
