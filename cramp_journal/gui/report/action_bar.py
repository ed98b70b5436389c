"""The bar under the report: save and print, always visible, and one place of a fixed height for messages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.report.progress_line import ProgressLine
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.i18n import _

_SAID = 2  # lines: a path may need two


class ActionBar(QWidget):
    """Nothing in it changes its place or its height: “Open” has its place before there is anything to open."""

    save_wanted = Signal()
    print_wanted = Signal()
    open_wanted = Signal()
    folder_wanted = Signal()
    keys_left = Signal()  # the button that had the focus is about to be disabled: Qt would go on to the sidebar

    def __init__(self) -> None:
        super().__init__()
        role(self, "ground")
        self._has_file = self._is_short = False
        self._pressed: QWidget | None = None  # the button that gets the focus back
        self._left_to: QWidget | None = None
        self._save, self._print = QPushButton(_("Save PDF…")), QPushButton(_("Print…"))
        self._open, self._folder = QPushButton(_("Open")), QPushButton(_("Show in folder"))
        role(self._save, "main")
        self._said = text_label("", "quiet", is_news=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.busy = ProgressLine()
        buttons = QWidget()
        row = FlowLayout(buttons, theme().roomy_px(10))
        for each, signal in (
            (self._save, self.save_wanted),
            (self._print, self.print_wanted),
            (self._open, self.open_wanted),
            (self._folder, self.folder_wanted),
        ):
            each.clicked.connect(signal)
            row.addWidget(each)
        below = QWidget()
        below.setFixedHeight(_SAID * self._said.fontMetrics().lineSpacing() + theme().px(4))
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.busy)
        lines.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme().roomy_px(px) for px in (24, 8, 24, 6)))
        column.setSpacing(theme().roomy_px(4))
        column.addWidget(buttons)
        column.addWidget(below)
        self.say("")
        for each in (self._open, self._folder):
            policy = each.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            each.setSizePolicy(policy)
            each.hide()

    def say(self, sentence: str) -> None:
        """Say something, until something else is said."""
        self._said.setText(sentence)
        focus = Qt.FocusPolicy.ClickFocus if sentence else Qt.FocusPolicy.NoFocus  # empty, it is nothing to stop at
        self._said.setFocusPolicy(focus)

    def offer_to_open(self) -> None:
        """Offer what can be done with a saved file."""
        self._has_file = True
        self._open.show()
        self._folder.setVisible(not self._is_short)

    def make_short(self, *, on: bool) -> None:
        """Do without what would take another row of buttons: the page above needs the room."""
        self._is_short = on
        policy = self._folder.sizePolicy()
        policy.setRetainSizeWhenHidden(not on)
        self._folder.setSizePolicy(policy)
        self._folder.setVisible(self._has_file and not on)

    def begin(self, sentence: str) -> None:
        """Show that work is under way; what would start it a second time waits."""
        held = self.window().focusWidget()
        if held in (self._save, self._print):
            self.keys_left.emit()
            self._pressed, self._left_to = held, self.window().focusWidget()
        self._set_ready(ready=False)
        self.say("")
        self.busy.begin(sentence)

    def end(self, sentence: str) -> None:
        """Say how it ended."""
        self._set_ready(ready=True)
        if self._pressed is not None and self.window().focusWidget() is self._left_to:
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pressed = None
        self.busy.end()
        self.say(sentence)

    def _set_ready(self, *, ready: bool) -> None:
        for each in (self._save, self._print):
            each.setEnabled(ready)
