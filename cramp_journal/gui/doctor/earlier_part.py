"""The earlier prompts, with the person's answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cramp_journal.advice.titles import rule_title
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day
from cramp_journal.labels import label as said
from cramp_journal.punctuation import name_and_value

_PIECE = 50


class EarlierPart(PagePart):
    """One line per prompt, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            text_label(
                _("Every prompt with the day on which it came up, and what you said to it."),
                "quiet",
            )
        )
        card = Card()
        holder, self._lines = stacked()
        self._lines.setSpacing(6)
        card.inside.addWidget(holder)
        self.column.addWidget(card)
        self._kept: Sequence[Mapping[str, Any]] = ()
        self._more = MoreButton(_PIECE)
        self._more.wanted.connect(self._show)
        self.column.addWidget(self._more)

    def show_earlier(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """List prompts, given in the exchange form."""
        self._kept = sorted(kept, key=_newest, reverse=True)
        self._show()

    # ---------------------------------------------------------------- inside
    def _show(self) -> None:
        empty(self._lines)
        for each in self._kept[: self._more.room]:
            self._lines.addWidget(text_label(_line(each)))
        if not self._kept:
            self._lines.addWidget(text_label(_("None yet."), "quiet"))
        self._more.show_left(len(self._kept) - self._more.room)


def _newest(kept: Mapping[str, Any]) -> tuple[str, str]:
    return str(kept.get("answered_on") or kept["raised_on"]), str(kept["rule"])


def _line(kept: Mapping[str, Any]) -> str:
    text = name_and_value(_day(kept["raised_on"]), rule_title(kept["rule"]))
    if not kept.get("answer"):
        return _("{text} – not answered").format(text=text)
    text = _("{text} – {answer} on {day}").format(
        text=text, answer=said(kept["answer"]), day=_day(kept.get("answered_on") or kept["raised_on"])
    )
    if kept.get("appointment_on"):
        text = _("{text}, for {day}").format(text=text, day=_day(kept["appointment_on"]))
    return name_and_value(text, capital(kept["reason"])) if kept.get("reason") else text


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
