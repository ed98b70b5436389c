"""What the page says at the end: that the night is recorded, and one true sentence about the week."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.i18n import _, ngettext

_WEEK = 7  # nights


class DonePanel(Card):
    """Hidden until a night is recorded and no form of a cramp is open."""

    def __init__(self) -> None:
        super().__init__(kind="done")
        self.inside.setContentsMargins(*(theme().roomy_px(px) for px in (24, 22, 24, 22)))
        self._title = text_label(_("✓ Recorded. You are done."), "done-title")
        self._week = text_label("", "done-text")
        self.inside.addStretch(1)
        for label in (self._title, self._week):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.inside.addWidget(label)
        self.inside.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it takes the focus of the button that was pressed
        self.setAccessibleName(self._title.text())
        self.hide()

    def show_week(self, nights: NightCounts, last: date) -> None:
        """Say how the week up to an evening was."""
        said = week_in_words(nights, last)
        self._week.setText(said)
        self._week.setVisible(bool(said))


def week_in_words(nights: NightCounts, last: date) -> str:
    """Say how many nights of a week were free of cramps, of those that are recorded and in the figures.

    "" if none is.
    """
    evenings = [last - timedelta(days=back) for back in range(_WEEK)]
    known = [nights[evening][0] for evening in evenings if evening in nights and not nights[evening][1]]
    free = sum(count == 0 for count in known)
    if not known:
        return ""
    if len(known) < _WEEK:
        said = ngettext(
            "Of the {n} night recorded in the last week, {free} was free of cramps.",
            "Of the {n} nights recorded in the last week, {free} had no cramps.",
            len(known),
        )
        return said.format(free=free or _("none"), n=len(known))
    if not free:
        return _("There were cramps on each of the last {n} nights.").format(n=_WEEK)
    said = ngettext(
        "{free} of the last {n} nights was free of cramps.",
        "{free} of the last {n} nights were free of cramps.",
        free,
    )
    return said.format(free=free, n=_WEEK)
