"""The dialogs of the list of people: one more person; the names and colors, and how one is taken off the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.errors import JournalError
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.widgets.card import Card, belongs_to, button, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow, ToggleChip
from cramp_journal.gui.widgets.typed_fields import NameLine
from cramp_journal.i18n import _, pgettext
from cramp_journal.people import PersonEntry, fit_name


def color_names() -> list[tuple[str, str]]:
    """Return each color by its name and its word."""
    return [
        ("blue", pgettext("color", "blue")),
        ("green", pgettext("color", "green")),
        ("orange", pgettext("color", "orange")),
        ("violet", pgettext("color", "violet")),
        ("teal", pgettext("color", "teal")),
        ("red", pgettext("color", "red")),
        ("brown", pgettext("color", "brown")),
        ("gray", pgettext("color", "gray")),
    ]


class AddPerson(ScrolledDialog):
    """Asks for a name, and where there is no list yet, also for that of the present journal's person."""

    added = Signal(str, str, str)  # the name, the color, and the name of whose journal is here already

    def __init__(self, parent: QWidget, people: Sequence[PersonEntry], own_name: str, color: str) -> None:
        super().__init__(parent, _("Add another person"))
        self._people, self._color = people, color
        told = Card()
        told.inside.addWidget(
            text_label(
                _(
                    "Each person gets a journal of their own: a file in a folder of its own, with its own copies, and"
                    " its own passphrase if they wish. Text size, language and colors of the window are the same for"
                    " all."
                )
            )
        )
        self.add_card(told)
        self._own: NameLine | None = None
        if not people:
            mine = Card(_("Whose journal is open now?"))
            mine.inside.addWidget(text_label(_("It stays where it is, with all its nights."), "quiet"))
            self._own = NameLine(_("Name"), own_name, needed=_("Please type a name."))
            mine.inside.addWidget(self._own)
            self.add_card(mine)
        theirs = Card(_("Who is the other person?"))
        self._name = NameLine(_("Name of the other person"), needed=_("Please type a name."))
        colors = ChipRow(_("Color"), color_names())
        colors.set_value(color)
        colors.chosen.connect(self._on_color)
        theirs.inside.addWidget(self._name)
        theirs.inside.addWidget(question(_("Color"), colors))
        self._problem = text_label("", "problem")
        self._problem.hide()
        theirs.inside.addWidget(self._problem)
        theirs.inside.addWidget(button(_("Add"), self._on_add, "main"), 0, Qt.AlignmentFlag.AlignLeft)
        self.add_card(theirs)
        self.done_button.setText(_("Cancel"))
        (self._own or self._name).setFocus()

    def say(self, sentence: str) -> None:
        """Say why nobody was added."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.see(self._problem)

    def _on_color(self, color: str | None) -> None:
        self._color = color or self._color

    def _on_add(self) -> None:
        own = self._own.name() if self._own is not None else ""
        name = self._name.name()
        if own is None or name is None:
            return
        try:
            others = self._people or ([PersonEntry(name=fit_name(own, ()))] if own else [])
            fit_name(name, others)
        except JournalError as error:
            self.say(str(error))
            return
        self.added.emit(name, self._color, own)


class PersonCard(Card):
    """The name and the color of one person, what the list tells, and where the journal lies."""

    renamed = Signal(str, str)  # the name, and the new one
    recolored = Signal(str, str)
    told_wanted = Signal(str, bool)  # whether the list may say something of a locked journal
    off_wanted = Signal(str)

    def __init__(self, entry: PersonEntry, *, is_open: bool) -> None:
        super().__init__(entry.name)
        self.name = entry.name
        speak_as(self, SpokenRole.Grouping)  # each card asks the same
        self.setAccessibleName(entry.name)
        self._line = NameLine(_("Name"), entry.name, needed=_("Please type a name."))
        self._line.field.editingFinished.connect(self._on_named)
        colors = ChipRow(_("Color"), color_names())
        colors.set_value(entry.color)
        colors.chosen.connect(self._on_color)
        tells = ToggleChip(_("Tell in the list, even while locked"), on=entry.tells)
        tells.clicked.connect(self._on_tells)
        self.inside.addWidget(self._line)
        self.inside.addWidget(question(_("Color"), colors))
        self.inside.addWidget(question(_("Whether last night is recorded"), tells))
        self.inside.addWidget(
            text_label(
                _(
                    "Of a journal with a passphrase, this one fact then lies on this computer without a lock."
                    " Nothing else of it does."
                ),
                "quiet",
            )
        )
        self.inside.addWidget(text_label(_("The journal lies in {folder}.").format(folder=entry.file.parent), "quiet"))
        if not is_open:
            off = button(_("Take off the list…"), self._on_off)
            self.inside.addWidget(belongs_to(off, entry.name), 0, Qt.AlignmentFlag.AlignLeft)

    def note_renamed(self, new: str) -> None:
        """Show the new name."""
        self.name = new
        self.heading.setText(new)
        self.setAccessibleName(new)

    def _on_named(self) -> None:
        name = self._line.name()
        if name is not None and name != self.name:
            self.renamed.emit(self.name, name)

    def _on_color(self, color: str | None) -> None:
        if color is not None:
            self.recolored.emit(self.name, color)

    def _on_tells(self, on: bool) -> None:
        self.told_wanted.emit(self.name, on)

    def _on_off(self) -> None:
        self.off_wanted.emit(self.name)


class NamesAndColors(ScrolledDialog):
    """A card for each person."""

    def __init__(self, parent: QWidget, people: Sequence[PersonEntry], open_now: PersonEntry | None) -> None:
        super().__init__(parent, _("Names and colors"))
        self._problem = text_label("", "problem")
        self._problem.hide()
        self.add_card(self._problem)
        self.cards = [PersonCard(each, is_open=each == open_now) for each in people]
        for card in self.cards:
            self.add_card(card)

    def say(self, sentence: str) -> None:
        """Say what could not be done; "" takes it back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if sentence:
            self.see_top()
