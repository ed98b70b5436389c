"""The person's own factors: chosen like the others, and added, renamed and hidden in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal.exchange.typed_text import name_in
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.chips import YesNoChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.gui.widgets.still_hand import may_go_away
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.gui.widgets.typed_fields import NameLine, said_taken_out
from cramp_journal.i18n import _

_LONGEST = 60  # characters of a name
_PIECE = 60  # of a long list, this many are shown; chosen factors are always shown


class OwnFactors(QWidget):
    """Chips for the person's own factors, a field for a new one, and a list to rename and hide them."""

    changed = Signal()  # the choice
    added = Signal(str)
    renamed = Signal(str, str)  # the name, and the new name
    hidden = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[YesNoChip] = []  # the chips that are shown
        self._names: list[str] = []
        self._chosen: set[str] = set()
        self._listed: list[str] = []  # the names that have a line
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._new = NameLine(_("Name of a factor of your own"), most=_LONGEST)
        self._new.field.setPlaceholderText(_("Add your own, such as “long car journey”"))
        self._add = QPushButton(_("Add"))
        self._change = TwoLineButton(_("Rename or hide…"))
        role(self._change, "link")
        self._change.setCheckable(True)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._list.hide()
        self._more, self._more_lines = MoreButton(_PIECE), MoreButton(_PIECE)
        self._more.wanted.connect(self._show_chips)
        self._more_lines.wanted.connect(self._show_list)
        line = QHBoxLayout()
        line.addWidget(self._new, 1)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        column.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._list)
        column.addWidget(self._more_lines, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.clicked.connect(self._on_add)
        self._new.field.returnPressed.connect(self._on_add)
        self._change.toggled.connect(self._show_list)
        self.show_names([])

    def values(self) -> list[str]:
        """Return the chosen names."""
        return [name for name in self._names if name in self._chosen]

    def set_values(self, chosen: Sequence[str]) -> None:
        """Show which are chosen, without emitting a signal; a name that is not offered yet is offered from now on."""
        self._chosen = set(chosen)
        self.show_names(self._names)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer some names; chosen names stay chosen."""
        there = set(names)
        hidden = [name for name in self._names if name in self._chosen and name not in there]
        named = there.union(hidden)
        new = sorted(self._chosen - named)
        self._names = [*names, *hidden, *new]  # a hidden name stays if it is chosen
        self._show_chips()
        self._row.setVisible(bool(self._names))
        self._change.setVisible(bool(self._names))
        self._show_list()
        self._clear_added()

    def refused(self) -> str:
        """Return a typed name that was not added, whether or not it could be; "" if there is none."""
        return self._new.field.text()

    def fault(self) -> str:
        """Return what is wrong with that name."""
        said = self._new.aside.text()
        return "" if said == said_taken_out() else said

    def show_refused(self, text: str) -> None:
        """Show such a name again, without emitting a signal."""
        self._new.field.setText(text)
        self._new.name()

    # ---------------------------------------------------------------- inside
    def _show_chips(self) -> None:
        room = self._more.room
        wanted = [*self._names[:room], *(name for name in self._names[room:] if name in self._chosen)]
        if wanted != [chip.name for chip in self._chips]:
            self._rebuild(wanted)
        for chip in self._chips:
            chip.set_value(True if chip.name in self._chosen else None)
        self._more.show_left(len(self._names) - len(wanted))

    def _rebuild(self, wanted: list[str]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [_OwnChip(name, name) for name in wanted]
        for chip in self._chips:
            chip.answered.connect(self._on_answered)
            self._flow.addWidget(chip)
        walk_with_arrows(self._row, self._chips)

    def _on_answered(self) -> None:
        for chip in self._chips:
            (self._chosen.add if chip.value else self._chosen.discard)(chip.name)
        self.changed.emit()

    def _show_list(self) -> None:
        """List the names to rename and hide, on request: making the list takes long, and it is seldom used."""
        open_ = self._change.isChecked() and bool(self._names)
        wanted = self._names[: self._more_lines.room] if open_ else []
        if wanted != self._listed:
            self._listed = wanted
            while item := self._lines.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
            for name in wanted:
                line = _Line(name)
                line.renamed.connect(self.renamed)
                line.hidden.connect(self.hidden)
                self._lines.addWidget(line)
        self._list.setVisible(open_)
        self._more_lines.show_left(len(self._names) - len(wanted) if open_ else 0)

    def _on_add(self) -> None:
        name = self._new.name()
        if name is None:
            self.changed.emit()  # it waits with the other refused text
        elif name:
            self.added.emit(name)
            self._tick(name)
            self._clear_added()

    def _tick(self, name: str) -> None:
        """Choose a name that was typed for this night, once it is offered."""
        offered = next((each for each in self._names if each.casefold() == name.casefold()), None)
        if offered is not None and offered not in self._chosen:
            self._chosen.add(offered)
            self._show_chips()
            self.changed.emit()

    def _clear_added(self) -> None:
        """Clear the field once its name is offered: a name that the journal did not accept stays."""
        typed = name_in(self._new.field.text())
        if typed and any(typed.casefold() == name.casefold() for name in self._names):
            self._new.clear()


class _OwnChip(YesNoChip):
    """Chosen or not: a night lists the factors that it had, so there is no third answer."""

    def next_value(self) -> bool | None:
        return None if self.value else True


class _Line(QWidget):
    """A name that can be edited, and a button that hides it."""

    renamed = Signal(str, str)
    hidden = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        named = _("New name for {name}").format(name=name)
        self._line = NameLine(named, name, most=max(_LONGEST, len(name)), needed=_("A factor needs a name."))
        hide = QPushButton(_("Hide"))
        hide.setAccessibleName(_("Hide {name}").format(name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        rename = QPushButton(_("Rename"))
        rename.setAccessibleName(_("Rename {name}").format(name=name))
        rename.clicked.connect(self._on_finished)
        row.addWidget(self._line, 1)
        row.addWidget(rename, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(hide, 0, Qt.AlignmentFlag.AlignTop)
        self._line.field.returnPressed.connect(self._on_finished)
        may_go_away(hide).clicked.connect(self._on_hide)

    def _on_finished(self) -> None:
        wanted = self._line.name()
        if wanted and wanted != self._name:
            self.renamed.emit(self._name, wanted)

    def _on_hide(self) -> None:
        self.hidden.emit(self._name)
