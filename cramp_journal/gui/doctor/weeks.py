"""Eight weeks in one strip: the four before on the left, the last four on the right, each with its count below."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from PySide6.QtWidgets import QWidget

from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.night_strip import NightStrip
from cramp_journal.gui.widgets.part import stacked
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, length, nights_text
from cramp_journal.model import NightFigures

_ENOUGH = 5  # lengths, for one to be said
_STEPS = ((120, 10), (600, 30), (float("inf"), 60))  # seconds: the longer, the rougher it is said


def eight_weeks(nights: Sequence[NightFigures], last: date) -> QWidget:
    """Draw the 56 nights up to an evening, and say what each half had."""
    now = Period.of_last(MONTH, last)
    shown = {each.evening: (each.count, each.left_out) for each in nights[-2 * MONTH - 1 :]}
    holder = QWidget()
    columns = Columns(theme().px(300), holder)
    for period, when in ((now.before(MONTH), _("the 4 weeks before")), (now, _("the last 4 weeks"))):
        half, column = stacked()
        column.setSpacing(theme().roomy_px(6))
        column.addWidget(_strip(shown, period))
        column.addWidget(text_label(weeks_text(counted_in(nights, period), when), "quiet"))
        columns.addWidget(half)
    return holder


def weeks_text(counted: Sequence[NightFigures], when: str) -> str:
    """Say how many cramps some nights had, of how many that are recorded, and how long they usually were."""
    if not counted:
        return _("{when}: not recorded").format(when=when.capitalize())
    text = _("{cramps} in {when}").format(cramps=cramps_text(sum(night.count for night in counted)), when=when)
    if len(counted) < MONTH:
        text = _("{text}, {recorded} recorded").format(text=text, recorded=nights_text(len(counted)))
    lengths = [seconds for night in counted for seconds in night.lengths]
    if len(lengths) < _ENOUGH:
        return text
    usual = median(lengths)
    step = next(step for limit, step in _STEPS if usual < limit)
    return _("{text}; usually {length}").format(text=text, length=length(step * max(1, round(usual / step))))


def _strip(shown: Mapping[date, tuple[int, bool]], period: Period) -> NightStrip:
    strip = NightStrip(MONTH)
    evenings = (period.first + timedelta(days=back) for back in range(MONTH))
    strip.show_nights({each: shown[each] for each in evenings if each in shown}, period.last)
    return strip
