"""All that a report tells of: looked up once, then said in one language or another, in more words or fewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Summary
from cramp_journal.analysis.tallies import Answers, Tried
from cramp_journal.analysis.trends import Trend
from cramp_journal.model import NightFigures
from cramp_journal.report.choices import Choices

NOW, BEFORE = 28, 84  # nights of the five numbers


@dataclass(frozen=True)
class Findings:
    """What analysis found in some nights, and what the journal holds beside them."""

    nights: Sequence[NightFigures]
    contents: Mapping[str, Any]  # the journal in its exchange form
    choices: Choices
    summary: Summary
    trend: Trend
    effects: Sequence[FactorEffect]
    reliefs: Sequence[Tried]
    alcohol: Answers
    pressing: Sequence[str]  # signs, the one that calls for help soonest first; those that are not here come after

    @property
    def now(self) -> Period:
        """The nights of the five numbers."""
        return Period.of_last(NOW, self.choices.period.last)
