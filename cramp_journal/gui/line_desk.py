"""The one quiet line across the top of the window about what keeps the journal, and what its button does."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.journal_state import KNOWN_PLACE, remember
from cramp_journal.gui.widgets.banner import Banner
from cramp_journal.i18n import _


class LineDesk(QObject):
    """Lives as long as the window; the lines live on, so that another text size does not lose one."""

    open_again_wanted = Signal()
    night_wanted = Signal(object)  # an evening of which something waits

    def __init__(self, window: QObject, bridge: JournalBridge, column: QVBoxLayout) -> None:
        """Stand at the top of a column, once there is something to say."""
        super().__init__(window)
        self._bridge = bridge
        self._banner = Banner("", "")
        column.insertWidget(0, self._banner)
        self._banner.action_requested.connect(self._on_action)
        bridge.replaced.connect(self._on_replaced)
        bridge.opened.connect(self._on_opened)
        bridge.keeping.lines_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        lines = self._bridge.keeping.lines
        if not lines:
            self._banner.say("")
            return
        from cramp_journal.gui.journal_keeping import LOOK, NIGHT, OPEN_AGAIN, PLACE  # noqa: PLC0415 - not for the first paint

        actions = {OPEN_AGAIN: _("Open it again"), LOOK: _("See what can be done"), PLACE: _("Don't say this again")}
        usual = _("Show it") if lines[0].act.startswith(NIGHT) else _("OK")
        self._banner.say(lines[0].text, actions.get(lines[0].act, usual))

    # ---------------------------------------------------------------- slots
    def _on_opened(self) -> None:
        from cramp_journal.gui.journal_keeping import OPEN_AGAIN  # noqa: PLC0415 - not for the first paint

        for line in self._bridge.keeping.lines:
            if line.act == OPEN_AGAIN:  # that was done
                self._bridge.keeping.drop_line(line)

    def _on_replaced(self) -> None:
        from cramp_journal.gui.journal_keeping import OPEN_AGAIN  # noqa: PLC0415 - not for the first paint

        gone, other = _("Your journal is not where it was."), _("Another file lies in the place of your journal.")
        said = f"{other if self._bridge.file.exists() else gone} {_('What you entered is kept.')}"
        self._bridge.keeping.tell(said, OPEN_AGAIN)

    def _on_action(self) -> None:
        from cramp_journal.gui.journal_keeping import LOOK, NIGHT, OPEN_AGAIN, PLACE  # noqa: PLC0415 - not for the first paint

        line = self._bridge.keeping.lines[0]
        self._bridge.keeping.drop_line(line)
        if line.act in (OPEN_AGAIN, LOOK):
            self.open_again_wanted.emit()
        if line.act.startswith(NIGHT):
            self.night_wanted.emit(date.fromisoformat(line.act.removeprefix(NIGHT)))
        if line.act == PLACE:
            remember(self._bridge, KNOWN_PLACE, str(self._bridge.file.parent.absolute()))
