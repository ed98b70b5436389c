"""The prompts that were there before, with what was said to them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.part import Part, empty, stacked
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day, rule_title
from cramp_journal.labels import label as said


class EarlierPart(Part):
    """A line for each, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            label(
                _("Every prompt with the day on which it came up, and what you said to it."),
                "quiet",
            )
        )
        card = Card()
        holder, self._lines = stacked()
        self._lines.setSpacing(6)
        card.inside.addWidget(holder)
        self.column.addWidget(card)

    def show_earlier(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """List prompts in the exchange form."""
        empty(self._lines)
        for each in sorted(kept, key=_newest, reverse=True):
            self._lines.addWidget(label(_line(each)))
        if not kept:
            self._lines.addWidget(label(_("None yet."), "quiet"))


def _newest(kept: Mapping[str, Any]) -> tuple[str, str]:
    return str(kept.get("answered_on") or kept["raised_on"]), str(kept["rule"])


def _line(kept: Mapping[str, Any]) -> str:
    text = _("{day}: {rule}").format(day=_day(kept["raised_on"]), rule=rule_title(kept["rule"]))
    if not kept.get("answer"):
        return _("{text} – not answered").format(text=text)
    text = _("{text} – {answer} on {day}").format(
        text=text, answer=said(kept["answer"]), day=_day(kept.get("answered_on") or kept["raised_on"])
    )
    if kept.get("appointment_on"):
        text = _("{text}, for {day}").format(text=text, day=_day(kept["appointment_on"]))
    return _("{text}: {reason}").format(text=text, reason=capital(kept["reason"])) if kept.get("reason") else text


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
