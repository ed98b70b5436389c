"""Settings: the look, whose journal it is, units, the start of a night, and the way to copies and passphrase."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cramp_journal.advice.regions import region_names
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.settings.reminder_card import ReminderCard
from cramp_journal.gui.theme import load_chinese
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.chips import ChipRow, ToggleChip
from cramp_journal.gui.widgets.text_sizes import text_size_names
from cramp_journal.gui.widgets.typed_fields import NameLine, YearLine
from cramp_journal.i18n import WINDOW_LANGUAGES, _, language_code, pgettext
from cramp_journal.reminder.wished import read_wish
from cramp_journal.settings import Settings

_BOUNDARIES = ("06:00", "09:00", "12:00", "15:00", "18:00", "21:00")


class SettingsDialog(ScrolledDialog):
    """Each setting is a row of answers. Each press counts at once."""

    setting_chosen = Signal(str, object)  # the name of a setting, and its value
    boundary_chosen = Signal(str)  # HH:MM
    person_typed = Signal(object)  # name and year of birth, for the report
    copies_wanted = Signal()
    passphrase_wanted = Signal()
    bring_wanted = Signal()
    merge_wanted = Signal()
    share_wanted = Signal()
    people_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        settings: Settings,
        boundary: str | None,
        person: tuple[str, int | None] | None = None,
        whose: str = "",
        *,
        is_locked: bool,
    ) -> None:
        """Show the settings.

        Args:
            parent: The window below the dialog.
            settings: The settings.
            boundary: The time at which a new night starts to count; None if the journal is not open.
            person: Name and year of birth as the journal has them; None if it is not open.
            whose: Whose journal is open, where there are several people.
            is_locked: Whether the journal has a passphrase.
        """
        super().__init__(parent, _("Settings"))
        load_chinese()  # for the names of the languages
        self._typed: list[NameLine | YearLine] = []
        sizes = text_size_names()
        self._add(_("Text size"), "text_size", sizes, settings.text_size)
        self._add(_("Language"), "language", list(WINDOW_LANGUAGES.items()), language_code())
        themes = [
            ("system", _("as the system")),
            ("light", pgettext("colours", "light")),
            ("dark", pgettext("colours", "dark")),
        ]
        self._add(_("Colours"), "theme", [*themes, ("contrast", _("high contrast"))], settings.theme)
        units = [("c", "°C"), ("f", "°F")]
        self._add(_("Temperature"), "temperature_unit", units, settings.temperature_unit)
        clocks = [("24", _("24 hours, 15:10")), ("12", _("12 hours, 3:10 pm"))]
        self._add(_("Clock"), "clock", clocks, settings.clock)
        papers = [("a4", "A4"), ("letter", _("US Letter"))]
        self._add(_("Paper of the report"), "paper", papers, settings.paper)
        self._add(_("Where you live (for the emergency number)"), "region", region_names(), settings.region)
        if person is not None:
            self._add_person(*person)
        keys = Card(_("Keys of one letter"))
        tick = ToggleChip(_("Single keys: N and C"), on=settings.single_keys)
        tick.clicked.connect(self._on_single_keys)
        keys.inside.addWidget(
            text_label(_("N is for no cramps, C for cramps. Turn them off if they get in your way."), "quiet")
        )
        keys.inside.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_card(keys)
        self.reminder = ReminderCard(read_wish(), is_locked=is_locked)
        self.add_card(self.reminder)
        if boundary is not None:
            times = sorted({*_BOUNDARIES, boundary})
            card = Card(_("When a new night starts to count"))
            row = ChipRow(_("When a new night starts to count"), [(time, time) for time in times])
            row.set_value(boundary)
            row.chosen.connect(self._on_boundary)
            card.inside.addWidget(
                text_label(_("Noon suits who sleeps at night. What is logged already does not move."), "quiet")
            )
            card.inside.addWidget(row)
            self.add_card(card)
            self._add_way(
                _("Copies"),
                _("A copy of your journal is made on each day that you use it."),
                button(_("Copies and deleted nights…"), self.copies_wanted.emit),
            )
            self._add_way(
                _("Nights from elsewhere"),
                _("A diary of yours, a spreadsheet, or the file of another program can come into your journal."),
                button(_("Bring nights from elsewhere…"), self.bring_wanted.emit),
            )
            self._add_way(
                _("Another journal"),
                _("A second computer, or whoever helps you, has a copy of your journal? Both can become one again."),
                button(_("Bring two journals together…"), self.merge_wanted.emit),
                button(_("Shared folder…"), self.share_wanted.emit),
            )
            self._add_way(
                _("Passphrase"),
                _("Your journal and its copies are locked with a passphrase.")
                if is_locked
                else _("Whoever can use this computer can read your journal. A passphrase locks it."),
                button(_("Passphrase…"), self.passphrase_wanted.emit),
            )
        if whose or boundary is not None:
            self._add_way(
                _("Several people"),
                _("The journal of {name} is open.").format(name=whose)
                if whose
                else _("Somebody else on this computer can have a journal of their own."),
                button(_("Another person's journal…") if whose else _("Add another person…"), self.people_wanted.emit),
            )

    def _add_person(self, name: str, born: int | None) -> None:
        card = Card(_("About you"))
        card.inside.addWidget(
            text_label(_("Printed on the report for your doctor. Leave it empty if you like."), "quiet")
        )
        self._name, self._born = NameLine(_("Name"), name), YearLine(_("Year of birth"), str(born or ""))
        self._name.field.setPlaceholderText(_("Name"))
        row = QHBoxLayout()
        row.addWidget(self._name, 3)
        row.addWidget(self._born, 2)
        card.inside.addLayout(row)
        self._typed = [self._name, self._born]
        for line in self._typed:
            line.field.editingFinished.connect(self._on_person_typed)
        self.add_card(card)

    def _add_way(self, heading: str, words: str, *ways: QPushButton) -> None:
        card = Card(heading)
        card.inside.addWidget(text_label(words, "quiet"))
        for way in ways:
            card.inside.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_card(card)

    def _add(self, heading: str, name: str, options: Sequence[tuple[Any, str]], value: object) -> None:
        card = Card(heading)
        row = ChipRow(heading, options)
        row.set_value(value)
        row.setProperty("setting", name)
        row.setProperty("kept", value)
        row.chosen.connect(self._on_chosen)
        card.inside.addWidget(row)
        self.add_card(card)

    def _on_chosen(self, value: object) -> None:
        row = self.sender()
        if not isinstance(row, ChipRow):
            return
        if value is None and row.property("setting") == "region":
            value = ""  # no answer
        if value is None:  # any other setting always has a value
            row.set_value(row.property("kept"))
            return
        row.setProperty("kept", value)
        self.setting_chosen.emit(row.property("setting"), value)

    def _on_person_typed(self) -> None:
        name, year_is_right = self._name.name(), self._born.is_right()
        typed: dict[str, str | int | None] = {} if name is None else {"name": name}
        if year_is_right:
            typed["born"] = self._born.year()
        if typed:
            self.person_typed.emit(typed)

    def accept(self) -> None:
        """Close, unless something that was typed is not understood: it would be lost unseen."""
        if self._typed:
            self._on_person_typed()
        wrong = [
            line for line in self._typed if (line.name() is None if isinstance(line, NameLine) else not line.is_right())
        ]
        if wrong:
            wrong[0].setFocus()
            self.see(wrong[0])
        elif not self.reminder.take_typed():
            self.see(self.reminder)
        else:
            super().accept()

    def _on_single_keys(self, on: bool) -> None:
        self.setting_chosen.emit("single_keys", on)

    def _on_boundary(self, value: str | None) -> None:
        if value is not None:
            self.boundary_chosen.emit(value)
