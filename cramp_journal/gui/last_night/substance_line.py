"""A line for the name of a supplement or medicine: a name that looks misspelt is asked about."""

from cramp_journal.advice.medicines import Meant, may_mean, named
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.typed_fields import NameLine
from cramp_journal.i18n import _


class SubstanceLine(NameLine):
    """“Lasix”, “furosemide”, “frosemide”: the last is asked about, and a press puts the name that is meant."""

    def __init__(self) -> None:
        super().__init__(_("Name of the supplement or medicine"), needed=_("Say what it is called."))
        self._kept = ""  # a name that the person said is right as it is
        self._question: ChipRow | None = None
        self.field.textChanged.connect(self._on_changed)

    def name(self) -> str | None:
        """Return the name; None if there is a problem with it, or if it is being asked about."""
        name = super().name()
        meant = may_mean(name) if name and name != self._kept else []
        if name is None or not meant:
            return name
        self._ask(name, meant)
        return None

    def _ask(self, name: str, meant: list[Meant]) -> None:
        names = [named(each.name) for each in meant]
        self.aside.say(_("Do you mean {name}?").format(name=_(" or ").join(names)))
        if self._question is None:
            yes = [(each.text, _("Yes, {name}").format(name=said)) for each, said in zip(meant, names, strict=True)]
            no = ("", _("No, it is “{name}”").format(name=name))
            self._question = ChipRow(self.aside.text(), [*yes, no])
            self._question.chosen.connect(self._on_chosen)
            column = self.layout()
            assert column is not None
            column.addWidget(self._question)
        self._question.chips[0].setFocus()

    def _on_chosen(self, text: str) -> None:
        if text:
            self.field.setText(text)
        else:
            self._kept = super().name() or ""
            self._on_changed()
        self.field.setFocus()

    def _on_changed(self) -> None:
        if self._question is not None:
            self.aside.say("")
            self._question.hide()
            self._question.deleteLater()
            self._question = None
