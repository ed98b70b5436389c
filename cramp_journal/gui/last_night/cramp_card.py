"""One cramp on a card that folds to one line."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal.gui.last_night.cramp_questions import CrampQuestions
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.gui.widgets.still_hand import may_go_away
from cramp_journal.i18n import _
from cramp_journal.labels import capital, length, site, time_of
from cramp_journal.labels import label as said
from cramp_journal.words import ROUGH_LENGTHS, Timing


class CrampCard(Card):
    """A cramp in the exchange form. Its many questions are made when the card is first unfolded."""

    changed = Signal()
    removed = Signal()
    unfolded = Signal()
    another_wanted = Signal()
    done = Signal()

    def __init__(self, values: dict[str, Any], *, folded: bool) -> None:
        super().__init__()
        self._values = values
        self._form: CrampQuestions | None = None
        self._line = text_label("", "cramp-line")
        self._which = text_label("", "quiet", wraps=False)
        self._edit = QPushButton(_("Change"))
        role(self._edit, "link")
        self._remove = QPushButton()
        role(self._remove, "bare")
        self._remove.setIcon(icon("x", theme().palette.text))
        self._remove.setAccessibleDescription(_("Undo brings it back"))
        self._remove.setToolTip(_("Remove this cramp (Undo brings it back)"))
        acts = QWidget()
        row = OneRow(acts, theme().roomy_px(6))
        for widget in (self._which, self._edit, self._remove):
            row.addWidget(widget)
        head = QWidget()
        Sides(self._line, acts, head, least=theme().px(150))
        self.inside.addWidget(head)
        self._edit.clicked.connect(self._on_edit_clicked)
        may_go_away(self._remove)  # the next cramp comes up in its place
        self._remove.clicked.connect(self.removed)
        self.number(0, 1)
        self.fold(folded=folded)
        self._show_line()

    def values(self) -> dict[str, Any]:
        """Return the cramp without its unanswered questions."""
        return self._values

    def show_values(self, values: dict[str, Any]) -> None:
        """Show other answers, without emitting a signal; the form stays open or folded."""
        if values != self._values:
            self._values = values
            if self._form is not None:
                self._form.set_values(values)
            self._show_line()

    def allow_another(self, *, on: bool) -> None:
        """Offer another cramp, or not."""
        if self._form is not None:
            self._form.allow_another(on=on)

    def refused(self) -> dict[str, str]:
        """Return what the journal cannot store, by field name."""
        return self._form.refused() if self._form is not None else {}

    def faults(self) -> list[str]:
        """Return a sentence for each refused field."""
        return self._form.faults() if self._form is not None else []

    def show_refused(self, texts: dict[str, str]) -> None:
        """Show refused text again, unfolded so that it is visible."""
        if texts:
            self.fold(folded=False)
            assert self._form is not None
            self._form.show_refused(texts)

    def fold(self, *, folded: bool) -> None:
        """Show one line only, or the whole form."""
        if not folded and self._form is None:
            self._form = CrampQuestions()
            self._form.set_values(self._values)
            self._form.changed.connect(self._on_edited)
            self._form.another_wanted.connect(self.another_wanted)
            self._form.done.connect(self.done)
            self.inside.addWidget(self._form)
        if self._form is not None:
            self._form.setVisible(not folded)
        self._edit.setVisible(folded)
        self._show_line()

    @property
    def is_folded(self) -> bool:
        """Whether only one line is shown."""
        return self._form is None or self._form.isHidden()

    def number(self, index: int, count: int) -> None:
        """Show which cramp of the night this is, if there are several."""
        self._which.setText(_("Cramp {n} of {count}").format(n=index + 1, count=count))
        self._which.setVisible(count > 1)
        this = _("Change this cramp"), _("Remove this cramp")
        one = _("Change cramp {n} of {count}"), _("Remove cramp {n} of {count}")
        for each, text in zip((self._edit, self._remove), one if count > 1 else this, strict=True):
            each.setAccessibleName(text.format(n=index + 1, count=count))

    def take_focus(self) -> None:
        """Move the focus to the first question."""
        if self._form is not None:
            self._form.take_focus()

    def set_pain(self, number: int | None) -> None:
        """Answer how bad the pain was, as a press does; None is no answer."""
        if self._form is not None:
            self._form.set_pain(number)

    def _show_line(self) -> None:
        """Say the whole cramp in its line, and beside the form only where it was."""
        if self.is_folded:
            self._line.setText(in_a_line(self._values))
        elif self._values.get("side") or self._values.get("muscle"):
            self._line.setText(capital(site(self._values.get("side"), self._values.get("muscle"))))
        else:
            self._line.setText(_("Where was it?"))

    def _on_edited(self) -> None:
        if self._form is not None:
            self._values = self._form.values()
        self._show_line()
        self.changed.emit()

    def _on_edit_clicked(self) -> None:
        self.fold(folded=False)
        self.take_focus()
        self.unfolded.emit()


def in_a_line(values: dict[str, Any]) -> str:
    """Describe a cramp in one line; a rough value is described no more precisely than it is known."""
    time, seconds = values.get("time"), values.get("seconds")
    began = time_of(time, values.get("time_precision")) if time else ""
    lasted = length(seconds) if seconds else ""
    if values.get("timing") == Timing.GUESS:
        lasted = next((said(rough.name) for rough in ROUGH_LENGTHS if rough.value == seconds), lasted)
    pain = _("pain {n}").format(n=values["pain"]) if values.get("pain") is not None else ""
    parts = [capital(site(values.get("side"), values.get("muscle"))), began, lasted, pain]
    return " · ".join(part for part in parts if part)
