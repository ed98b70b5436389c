"""Every kind of people of the review: how their cramps come, while nothing changes.

How clustered real people are is not known, so each kind states where it comes from, or "assumed". The numbers of a kind
are fields: another simulator of the same kind may set them otherwise.
"""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import gammaln

from benchmarks.people import YEAR, Counts, Floats, chains, weekdays
from benchmarks.people.chains import Chain


@dataclass(frozen=True)
class Kind(ABC):
    """A kind of people. The mean of a person's nights is the given rate, whatever the kind.

    A night's mean is the rate × the rhythm, which the calendar tells × the hidden rate of the chain.
    """

    name: ClassVar[str]
    source: ClassVar[str]
    size: float = 2.0  # of the negative binomial nights: variance = mean + mean² / size

    def draw(self, chance: np.random.Generator, people: int, nights: int, a_week: float | Floats) -> Counts:
        """Draw the cramps of each night, of the shape (people, nights).

        `a_week` is the rate: one number for a stable person, or of the shape (people, nights) or (people, 1).
        """
        return self.draw_with_rhythm(chance, people, nights, a_week)[0]

    def draw_with_rhythm(
        self, chance: np.random.Generator, people: int, nights: int, a_week: float | Floats
    ) -> tuple[Counts, Floats]:
        """Draw the cramps, and return with them what the calendar does: times as many cramps, for each night."""
        rhythm = self.rhythm(chance, people, nights)
        hidden = self.hidden(chance, people, nights)
        return self.emit(chance, np.asarray(a_week) / 7 * rhythm * hidden), rhythm

    def rhythm(self, _chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Draw what the calendar does to the rate (a season, weekdays, shifts): 1 in the mean."""
        return np.ones((people, nights))

    def hidden(self, chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Draw what nobody sees of the rate (a spell, a wave): 1 in the mean."""
        return self.chain().draw(chance, people, nights)

    def chain(self) -> Chain:
        """Return the hidden states."""
        return chains.one_state()

    def emit(self, chance: np.random.Generator, mean: Floats) -> Counts:
        """Draw counts of these means."""
        return chance.poisson(mean * chance.gamma(self.size, 1 / self.size, mean.shape))

    def likelihood(self, counts: Counts, mean: Floats) -> Floats:
        """Return the chance of counts, given the means of their nights."""
        return negative_binomial(counts, mean, self.size)


def negative_binomial(counts: Counts, mean: Floats, size: float) -> Floats:
    """Return the chance of counts of a negative binomial, given its mean."""
    mean = np.maximum(mean, 1e-9)
    ways = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)
    found: Floats = np.exp(ways - size * np.log1p(mean / size) + counts * np.log(mean / (mean + size)))
    return found


class Independent(Kind):
    """Nights that know nothing of each other."""

    name = "iid"
    source = "assumed; the dispersion of 0.5 is that of the fact sheet's prompts"


@dataclass(frozen=True)
class HeavyTailed(Kind):
    """Independent nights with some very bad ones among many clear ones."""

    name = "heavy tail"
    source = "assumed"
    size: float = 0.4


@dataclass(frozen=True)
class Wobbling(Kind):
    """Weeks that differ and run on, and nights that are alike: whom the first rules were tuned on."""

    name = "wobbling"
    source = "assumed; the fact sheet's prompts (nights alike: 0) and its intervals (alike: 0.3)"
    alike: float = 0.3  # correlation of the gamma factors of neighbouring nights
    wobble: float = 0.3  # standard deviation of a week's log rate
    lag: float = 0.5  # correlation of neighbouring weeks

    def hidden(self, chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Draw a week's factor times a night's, whose gamma distribution makes the counts negative binomial."""
        squares = 4  # of normals: their mean is gamma distributed with variance 2 / 4 = 1 / size
        night = _running(chance.standard_normal((nights, squares, people)), self.alike**0.5)
        week = _running(chance.standard_normal((nights // 7 + 2, people)), self.lag)
        which = (np.arange(nights)[:, None] + chance.integers(0, 7, people)) // 7  # weeks begin on any day
        factor = np.exp(self.wobble * np.take_along_axis(week, which, 0) - self.wobble**2 / 2)
        found: Floats = (factor * (night**2).mean(axis=1)).T
        return found

    def emit(self, chance: np.random.Generator, mean: Floats) -> Counts:
        """Draw plain Poisson counts: the gamma factor is hidden."""
        return chance.poisson(mean)


def _running(drawn: Floats, alike: float) -> Floats:
    """Make each row like the one before, with the variance that it had."""
    for i in range(1, len(drawn)):
        drawn[i] = alike * drawn[i - 1] + (1 - alike**2) ** 0.5 * drawn[i]
    return drawn


@dataclass(frozen=True)
class OnOff(Kind):
    """Two moods: on for about a week and a half, and off."""

    name = "Markov"
    source = "assumed"
    share: float = 0.3
    stay: float = 10.0
    off: float = 0.1  # cramps of a night that is off, relative to one that is on

    def chain(self) -> Chain:
        """Return on and off."""
        return chains.two_states(self.share, self.stay, self.off)


@dataclass(frozen=True)
class Spells(Kind):
    """Spells of 3 to 20 nights at 8 times the rate, a quarter of nights."""

    name = "spells"
    source = "the review; assumed"
    share: float = 0.25
    shortest: int = 3
    longest: int = 20
    times: float = 8.0

    def chain(self) -> Chain:
        """Return the nights to come of a spell."""
        return chains.spells(self.share, self.shortest, self.longest, 1 / self.times)


@dataclass(frozen=True)
class OnlyInSpells(Spells):
    """Cramps in spells only; between them none."""

    name = "only spells"
    times: float = np.inf


@dataclass(frozen=True)
class Bursts(Kind):
    """Now and then 5 and more in a night, and few on others."""

    name = "bursts"
    source = "the review; assumed"
    share: float = 0.5  # of the cramps come in bursts
    fewest: int = 5
    more: float = 1.0  # beyond the fewest, in the mean

    def emit(self, chance: np.random.Generator, mean: Floats) -> Counts:
        """Draw bursts on some nights, and single cramps on the others."""
        often, rest = self._parts(mean)
        burst = chance.random(mean.shape) < often
        return np.where(burst, self.fewest + chance.poisson(self.more, mean.shape), super().emit(chance, rest))

    def likelihood(self, counts: Counts, mean: Floats) -> Floats:
        """Return the chance of counts, from bursts and from other nights."""
        often, rest = self._parts(mean)
        beyond = np.maximum(counts - self.fewest, 0)
        poisson = np.exp(beyond * np.log(self.more) - self.more - gammaln(beyond + 1))
        burst = np.where(counts < self.fewest, 0.0, poisson)
        found: Floats = often * burst + (1 - often) * super().likelihood(counts, rest)
        return found

    def _parts(self, mean: Floats) -> tuple[Floats, Floats]:
        """Return the chance of a burst, and the mean of the other nights."""
        often = np.minimum(self.share * mean / (self.fewest + self.more), 0.9)
        return often, (mean - often * (self.fewest + self.more)) / (1 - often)


@dataclass(frozen=True)
class Waves(Kind):
    """A rate that drifts up and down over about six weeks, without a period."""

    name = "waves"
    source = "the review; assumed: log rate with sd 0.5"
    memory: float = 42.0
    deviation: float = 0.5

    def chain(self) -> Chain:
        """Return the heights of the wave."""
        return chains.drifting(self.memory, self.deviation)


@dataclass(frozen=True)
class WavesThreeToOne(Kind):
    """Regular waves of about six weeks, three times as many cramps at the top as at the bottom."""

    name = "waves 3:1"
    source = "the review; assumed: 42 nights ± 6"
    length: float = 42.0
    phases: int = 21
    highest: float = 3.0

    def chain(self) -> Chain:
        """Return the phases of the wave."""
        return chains.cycle(self.length, self.phases, self.highest)


@dataclass(frozen=True)
class Season(Kind):
    """Twice as many cramps in one half of the year as in the other."""

    name = "season 2:1"
    source = "searches for leg cramps and prescriptions rise in summer, about 2:1 (Garrison et al. 2015)"
    highest: float = 2.0

    def rhythm(self, chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Draw a cosine over the year; journals begin at any time of it."""
        half = (self.highest - 1) / (self.highest + 1)
        phase = chance.random((people, 1))
        found: Floats = 1 + half * np.cos(2 * np.pi * (np.arange(nights) / YEAR + phase))
        return found


@dataclass(frozen=True)
class SeasonThreeToOne(Season):
    """Three times as many cramps in one half of the year as in the other."""

    name = "season 3:1"
    source = "assumed: stronger than what was found"
    highest: float = 3.0


@dataclass(frozen=True)
class Saturday(Kind):
    """An evening's sport each Saturday, and four times the cramps after it."""

    name = "Saturday"
    source = "the review; assumed"
    times: float = 4.0

    def rhythm(self, _chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Return the weekday's factor."""
        week = np.where(weekdays(nights) == 5, self.times, 1.0) * 7 / (6 + self.times)
        return np.tile(week, (people, 1))


@dataclass(frozen=True)
class ShiftWorker(Kind):
    """A week of night shifts in three, with twice the cramps."""

    name = "shift"
    source = "the review; assumed"
    weeks: int = 3
    times: float = 2.0

    def rhythm(self, chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Draw the turn of shifts; journals begin at any time of it."""
        week = (np.arange(nights) // 7 + chance.integers(0, self.weeks, (people, 1))) % self.weeks
        return np.where(week == 0, self.times, 1.0) * self.weeks / (self.weeks - 1 + self.times)


KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        Independent(),
        HeavyTailed(),
        Wobbling(),
        OnOff(),
        Spells(),
        OnlyInSpells(),
        Bursts(),
        Waves(),
        WavesThreeToOne(),
        Season(),
        SeasonThreeToOne(),
        Saturday(),
        ShiftWorker(),
    )
}

OTHERS: dict[str, Kind] = {  # the same kinds with other numbers: what was tuned on one set is tried on the other
    f"{each.name}, other": each
    for each in (
        Independent(size=1.0),
        OnOff(share=0.4, stay=6.0, off=0.05),
        Spells(share=0.2, shortest=5, longest=30, times=6.0),
        OnlyInSpells(share=0.35, shortest=4, longest=14),
        Bursts(share=0.65, fewest=6, more=2.0),
        Waves(memory=30.0, deviation=0.6),
        WavesThreeToOne(length=50.0, phases=12, highest=4.0),
        Season(size=1.0),
        SeasonThreeToOne(size=5.0),
        Saturday(times=6.0),
        ShiftWorker(weeks=4, times=3.0),
    )
}
