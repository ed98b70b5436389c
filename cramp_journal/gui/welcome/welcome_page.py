"""The page of the first start: four choices, where the journal is kept, and one sentence on what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.regions import emergency_number, region_names
from cramp_journal.exchange.typed_text import name_in
from cramp_journal.gui.theme import BASE_POINTS, load_chinese, pixmap, role, theme
from cramp_journal.gui.welcome.countries import country
from cramp_journal.gui.widgets.card import button, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.gui.widgets.text_sizes import text_size_names
from cramp_journal.gui.widgets.typed_fields import NameLine, YearLine
from cramp_journal.i18n import WINDOW_LANGUAGES, _, pgettext

_BEFORE, _ALONE = 1.0, 400  # seconds before and milliseconds after N without another key: a word answers nothing
_MOON = "#f2b84b"


@dataclass(frozen=True)
class FirstChoices:
    """What is chosen on the page."""

    language: str
    text_size: int
    region: str
    folder: Path
    name: str = ""
    born: int | None = None


class WelcomePage(QWidget):
    """Each choice can be changed later; none is needed."""

    started = Signal(object)  # the choices
    skipped = Signal()
    clear_wanted = Signal(object)  # the choices: last night was without cramps
    look_changed = Signal(object)  # the choices: the page is to be made again in another text size or language
    folder_wanted = Signal()
    bring_wanted = Signal(object)  # the choices: nights that are written down elsewhere are to come in

    def __init__(self, choices: FirstChoices) -> None:
        super().__init__()
        role(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Welcome"))
        self._choices = choices
        self._key_at = float("-inf")
        self._pressed = QTimer(self, singleShot=True, interval=_ALONE)
        self._pressed.timeout.connect(self._on_n)
        self._build()

    def choices(self) -> FirstChoices:
        """Return what is chosen now."""
        name = name_in(self._name.field.text())
        return replace(self._choices, name=name, born=self._born.year())

    def show_folder(self, folder: Path, said: str = "") -> None:
        """Show where the journal will be, and what is to be known about that folder."""
        self._choices = replace(self._choices, folder=folder)
        self._folder.setText(_("Your nights are kept here, and nowhere else: {folder}").format(folder=folder))
        self._folder_said.setText(said)
        self._folder_said.setVisible(bool(said))

    def take_focus(self) -> None:
        """Take the keys, so that N answers at once."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(self._build_side())
        form = QWidget()
        role(form, "ground")
        lines = QVBoxLayout(form)
        lines.setContentsMargins(*(theme().roomy_px(px) for px in (32, 24, 32, 16)))
        lines.setSpacing(theme().roomy_px(20))
        load_chinese()  # for the names of the languages
        lines.addWidget(text_label(_("Four choices. You can change them later."), "title"))
        self._add(lines, _("Language"), self._row(_("Language"), list(WINDOW_LANGUAGES.items()), "language"))
        sizes = self._row(_("Text size"), text_size_names(), "text_size")
        for chip, (size, _name) in zip(sizes.chips, text_size_names(), strict=True):
            chip.setFont(theme().font(BASE_POINTS * size / 100 / theme().scale))  # each word in its own size
        self._add(lines, _("Text size"), sizes)
        self._sets = text_label("", "quiet")
        self._add(lines, _("Country"), self._row(_("Country"), region_names(), "region"), self._sets)
        self._say_country()
        self._add(
            lines,
            _("About you"),
            self._about_you(),
            text_label(_("Only if you wish. It is printed on the report for your doctor."), "quiet"),
        )
        self._folder, self._folder_said = text_label(""), text_label("", "problem")
        ways = flowing(
            button(_("Another folder…"), self.folder_wanted.emit),
            button(_("Bring nights from elsewhere…"), self._on_bring),
        )
        self._add(lines, "", self._folder, self._folder_said, ways)
        self.show_folder(self._choices.folder)
        lines.addStretch(1)
        scroll = QScrollArea()
        role(scroll, "ground")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        self._scroll = scroll
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(scroll, 1)
        right.addWidget(self._build_foot())
        self._halves.addLayout(right, 1)

    def _build_side(self) -> QWidget:
        side = QWidget()
        role(side, "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(side)
        moon = QLabel()
        moon.setPixmap(pixmap("moon", _MOON, theme().roomy_px(44)))
        self._roomy = (moon, text_label(_("Welcome"), "side-welcome"))
        for each in self._roomy:
            lines.addWidget(each)
        lines.addWidget(
            text_label(_("Each morning, say one thing: did your legs cramp in the night, or not?"), "side-text")
        )
        key = QHBoxLayout()
        letter = text_label("N", "side-key", wraps=False)
        letter.setFixedSize(theme().px(44), theme().px(44))
        letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.addWidget(letter)
        key.addWidget(text_label(_("Press N now if you had no cramps last night."), "side-text"), 1)
        lines.addLayout(key)
        lines.addStretch(1)
        self._side, self._side_lines = side, lines
        return side

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(theme().roomy_px(px) for px in (32, 8, 32, 16)))
        self._start = button(pgettext("button", "Start"), self._on_start, "main")
        self._start.setMinimumWidth(theme().px(150))
        row.addWidget(self._start)
        row.addStretch(1)
        row.addWidget(button(_("Skip (Esc)"), self.skipped.emit, "link"))
        return foot

    def _add(self, lines: QVBoxLayout, heading: str, *widgets: QWidget) -> None:
        group = QVBoxLayout()
        group.setSpacing(theme().roomy_px(6))
        if heading:
            group.addWidget(text_label(heading, "heading"))
        for widget in widgets:
            if isinstance(widget, QPushButton):
                group.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                group.addWidget(widget)
        lines.addLayout(group)

    def _row(self, name: str, options: Sequence[tuple[Any, str]], field: str) -> ChipRow:
        row = ChipRow(name, options)
        row.set_value(getattr(self._choices, field))
        row.chosen.connect(self._taker(row, field))
        return row

    def _taker(self, row: ChipRow, field: str) -> Callable[[object], None]:
        def take(value: object) -> None:
            if value is None and field == "region":
                value = ""
            if value is None:  # a language and a text size are always chosen
                row.set_value(getattr(self._choices, field))
                return
            changed: dict[str, Any] = {field: value}
            self._choices = replace(self._choices, **changed)
            self._say_country()
            if field != "region":
                self.look_changed.emit(self.choices())

        return take

    def _about_you(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        self._name = NameLine(_("Name"), self._choices.name)
        self._name.field.setPlaceholderText(_("Name"))
        self._born = YearLine(_("Year of birth"), str(self._choices.born or ""))
        row.addWidget(self._name, 3)
        row.addWidget(self._born, 2)
        return both

    def _say_country(self) -> None:
        region = self._choices.region
        sets = country(region)
        said = _("Sets {unit}, {paper} paper, the {hours}-hour clock, and {number} for emergencies.")
        text = said.format(
            unit="°F" if sets.temperature_unit == "f" else "°C",
            paper=_("US Letter") if sets.paper == "letter" else "A4",
            hours=sets.clock,
            number=emergency_number(region),
        )
        self._sets.setText(text if region else _("Not chosen: °C, A4 paper, the 24-hour clock."))

    # ---------------------------------------------------------------- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc and N; another key soon after N makes it part of a word, which answers nothing."""
        alone = clock.seconds() - self._key_at > _BEFORE
        self._key_at = clock.seconds()
        self._pressed.stop()
        if event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        elif event.key() == Qt.Key.Key_N and not event.modifiers() and alone and not event.isAutoRepeat():
            self._pressed.start()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), QLineEdit):
            self._on_start()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(900)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        edge = theme().roomy_px(10 if narrow else 24)
        self._side_lines.setContentsMargins(theme().roomy_px(28), edge, theme().roomy_px(28), edge)
        self._side_lines.setSpacing(theme().roomy_px(6 if narrow else 14))
        for each in self._roomy:
            each.setVisible(not narrow)
        self._side.setMinimumWidth(0 if narrow else min(theme().px(320), self.width() // 3))
        self._side.setMaximumWidth(16_777_215 if narrow else min(theme().px(400), self.width() // 3))

    def _on_n(self) -> None:
        self.clear_wanted.emit(self.choices())

    def _on_start(self) -> None:
        if self._is_right():
            self.started.emit(self.choices())

    def _on_bring(self) -> None:
        if self._is_right():
            self.bring_wanted.emit(self.choices())

    def _is_right(self) -> bool:
        """Whether all that is typed can be kept; where not, the keys go to the first field that cannot."""
        wrong = self._name if self._name.name() is None else None if self._born.is_right() else self._born
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(wrong)
        return wrong is None
