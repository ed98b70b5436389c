"""All the figures behind a report: looked up once, then said in any language, in more words or fewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import Asked
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Quartiles, Summary
from cramp_journal.analysis.tallies import Answers, Tried
from cramp_journal.analysis.trends import Trend
from cramp_journal.model import NightFigures
from cramp_journal.report.choices import Choices

if TYPE_CHECKING:  # few journals have one
    from cramp_journal.report.trials import ReportedTrial

NOW = 28  # nights of the five numbers


@dataclass(frozen=True)
class Findings:
    """What analysis found in some nights, and what else the journal holds."""

    nights: Sequence[NightFigures]
    contents: Mapping[str, Any]  # the journal in its exchange form
    choices: Choices
    summary: Summary
    trend: Trend
    effects: Sequence[FactorEffect]
    reliefs: Sequence[Tried]
    alcohol: Answers
    smoking: Answers
    tired: Answers  # by day, after a night
    went_hard: Answers  # the muscle, in a cramp
    disturbed: Quartiles  # sleep, 0 to 10
    holding: Sequence[Prompt]  # the prompts of today, whatever was answered
    asked: Asked  # the signs of the check-in that were shown last
    pressing: Sequence[str]  # signs by urgency, most urgent first; signs not listed here come last
    trials: Sequence["ReportedTrial"] = ()  # on oneself, the newest first

    @property
    def now(self) -> Period:
        """The nights of the five numbers."""
        return Period.of_last(NOW, self.choices.period.last)
