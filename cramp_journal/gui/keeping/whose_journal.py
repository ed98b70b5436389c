"""Whose journal? A large button for each person, with a number that is its key, and the way to one more person."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.gui.dialog import Dialog, fit_on_screen
from cramp_journal.gui.session.last_nights import last_night_in_words
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import button, text_label
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.i18n import _
from cramp_journal.paths import journal_file, where_it_lies
from cramp_journal.people import PersonEntry, choose, load_people, take_notices
from cramp_journal.punctuation import in_sentences

_DISC = 40  # pixels at 100 %
_WIDTH = 520  # pixels at 100 %
_KEYS = 9  # people who have a key


def disc(color: str, sign: str) -> QIcon:
    """Draw a disc of a color with a sign in it."""
    size = theme().roomy_px(_DISC)
    picture = QPixmap(2 * size, 2 * size)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#ffffff"))
    painter.setBrush(QColor(color))
    painter.drawEllipse(QPointF(size / 2, size / 2), size / 2 - 1, size / 2 - 1)
    font = theme().font(strong=True)
    font.setPixelSize(round(size * 0.5))
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return QIcon(picture)


class WhoseJournal(Dialog):
    """`entry` is who was chosen. It is shown at the start, alone, and later over the window."""

    add_wanted = Signal()
    names_wanted = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        people: Sequence[PersonEntry],
        open_now: PersonEntry | None = None,
        notices: Sequence[str] = (),
    ) -> None:
        """Show people in the given order; the journal of `open_now` is open."""
        super().__init__(parent)
        self.entry: PersonEntry | None = None
        self.setWindowTitle(_("Whose journal?"))
        self.setMinimumSize(420, 280)
        inside = QWidget()
        role(inside, "ground")
        self._column = column = QVBoxLayout(inside)
        column.setSpacing(theme().roomy_px(10))
        column.setContentsMargins(*(theme().roomy_px(px) for px in (24, 18, 24, 18)))
        column.addWidget(text_label(_("Whose journal?"), "title"))
        if notices:
            column.addWidget(text_label(in_sentences(notices), "problem"))
        self._buttons = [self._person(number, each, each == open_now) for number, each in enumerate(people, 1)]
        if len(people) > 1:
            column.addWidget(text_label(_("Press the name, or its number on the keyboard."), "quiet"))
        if parent is not None:
            column.addWidget(
                flowing(
                    button(_("Add another person…"), self.add_wanted.emit),
                    button(_("Names and colors…"), self.names_wanted.emit),
                )
            )
        column.addStretch(1)
        column.addWidget(button(_("Close"), self.reject), 0, Qt.AlignmentFlag.AlignRight)
        scroll = QScrollArea()
        role(scroll, "ground")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        wide = max(theme().px(_WIDTH), inside.minimumSizeHint().width() + 30)
        fit_on_screen(self, wide, max(inside.sizeHint().height(), inside.heightForWidth(wide)) + 8)
        first = next((each for each in self._buttons if each.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _person(self, number: int, entry: PersonEntry, is_open: bool) -> QPushButton:
        said = _("open now") if is_open else last_night_in_words(entry)
        made = QPushButton(f"{entry.name}\n{said}" if said else entry.name)
        made.setAccessibleName(in_sentences((entry.name, said)) if said else entry.name)
        made.setAutoDefault(True)
        role(made, "person")
        sign = str(number) if number <= _KEYS else entry.name[:1]
        made.setIcon(disc(entry.color_value, sign))
        made.setIconSize(QSize(theme().roomy_px(_DISC), theme().roomy_px(_DISC)))
        made.setMinimumHeight(theme().roomy_px(_DISC) + theme().px(30))
        made.setEnabled(not is_open)
        made.clicked.connect(self._chooser(entry))
        self._column.addWidget(made)
        return made

    def _chooser(self, entry: PersonEntry) -> Callable[[], None]:
        def take() -> None:
            self.entry = entry
            self.accept()

        return take

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(self._buttons):
            self._buttons[int(typed) - 1].click()
        else:
            super().keyPressEvent(event)


def ask_whose(had_by: Callable[[Path], str]) -> tuple[Path, str]:
    """Ask at the start whose journal is meant.

    Args:
        had_by: Returns whether another window has a journal: "answered", "stuck", or "".

    Returns:
        The journal, and what `had_by` says of it; or "left" where the question was closed.
    """
    people = load_people()
    dialog = WhoseJournal(None, people.in_order(), notices=take_notices())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted or dialog.entry is None:
        return journal_file(), "left"
    choose(dialog.entry)
    file = where_it_lies(dialog.entry.file)
    return file, had_by(file)
