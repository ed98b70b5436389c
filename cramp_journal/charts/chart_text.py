"""Each chart in words: its finding, how to read it, the same numbers as a table, and the nights behind each number.

A chart and its table have the same items in the same order, so that a bar, a row and their nights belong together.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from cramp_journal.analysis.patterns import UNKNOWN, site_key, site_of
from cramp_journal.analysis.period import Period, counted_in, every_night
from cramp_journal.analysis.summary import Summary
from cramp_journal.analysis.trends import Rolling, Trend
from cramp_journal.charts.marks import WEEK, by_two_hours, frequency_marks, shown_hours
from cramp_journal.charts.rate_text import rate_text, waves_title
from cramp_journal.i18n import _
from cramp_journal.labels import (
    capital,
    cramps_of_night,
    cramps_text,
    degrees,
    length,
    night_title,
    nights_text,
    short_number,
    site,
    span,
)
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.punctuation import as_sentence, in_list, in_sentences, name_and_value
from cramp_journal.words import Muscle, Side

_MOST = 0.3  # share of the cramps: a bar with this share makes the headline
_NAMED = 3  # places that lead together are named up to this number
_ENOUGH = 10  # cramps with a time: with fewer, no hour is called the usual one

_Counted = TypeVar("_Counted")


@dataclass(frozen=True)
class Item:
    """One bar, dot or cell: its words, and the evenings behind it."""

    cells: tuple[str, ...]  # a row of the table
    hint: str
    behind: Callable[[], tuple[date, ...]]  # finds the evenings on demand

    @property
    def evenings(self) -> tuple[date, ...]:
        """The evenings behind the item, oldest first."""
        return self.behind()


@dataclass(frozen=True)
class ChartText:
    """A chart in words."""

    title: str  # the finding
    note: str  # how to read it
    summary: str  # the whole chart in a few sentences
    header: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def words(self) -> tuple[object, ...]:
        """All its words, for comparison."""
        return self.title, self.note, self.header, tuple(item.cells for item in self.items)


def frequency_text(trend: Trend, nights: Sequence[NightFigures], *, warmth: str | None = None) -> ChartText:
    """Describe cramps over time; `warmth` is the unit, "c" or "f", if the room's temperature is drawn too."""
    items = []
    rolling = {each.evening: each for each in trend.rolling}
    for step in trend.steps:
        at = rolling[step.period.last]
        rate = at.rate
        cells = [
            span(step.period.first, step.period.last),
            f"{step.recorded} / {step.period.nights}",
            str(step.cramps),
            rate_text(rate) if rate else _no_rate(trend, at),
        ]
        if warmth:
            cells.append("–" if step.warmth.median is None else degrees(step.warmth.median, warmth))
        hint = _("{span}: {cramps}, {recorded} of {nights} nights recorded").format(
            span=cells[0], cramps=cramps_text(step.cramps), recorded=step.recorded, nights=step.period.nights
        )
        items.append(Item(tuple(cells), hint, partial(_with_cramps, nights, step.period)))
    note = [_bars(trend)]
    if any(each.rate for each in trend.rolling):
        line = _("line: rate of {n} nights and its likely range").format(n=trend.window)
        if frequency_marks(trend).beyond:
            line = _("{line}, which goes beyond the picture").format(line=line)
        note.append(line)
    note.append(_("hatched: nights not recorded"))
    if warmth:
        note.append(_("dashed: room temperature"))
    header = [
        _("Nights"),
        _("Recorded"),
        _("Cramps"),
        _("A week, over {n} nights (likely range)").format(n=trend.window),
    ]
    return ChartText(
        title=_frequency_title(trend),
        note=" · ".join(note),
        summary=frequency_in_words(trend),
        header=(*header, _("Room")) if warmth else tuple(header),
        items=tuple(items),
    )


def frequency_in_words(trend: Trend) -> str:
    """Say how often cramps came, with the count of each bar."""
    return _("{title}. {counts} in {n} stretches of {nights}, oldest first: {list}.").format(
        title=_frequency_title(trend),
        counts=cramps_text(sum(step.cramps for step in trend.steps)),
        n=len(trend.steps),
        nights=nights_text(trend.nights_a_step),
        list=in_list(str(step.cramps) for step in trend.steps),
    )


def _frequency_title(trend: Trend) -> str:
    known = [each.rate for each in trend.rolling if each.rate]
    last = trend.rolling[-1]
    if not known:
        if trend.only_cramp_nights or last.only_cramp_nights:
            text = _("{cramps} in {nights}, hardly one of them clear: counts and no rate")
        elif last.silent:
            text = _("{cramps} in {nights}: an average tells little")
        else:
            text = _("{cramps} in {nights}: too few nights for a rate")
        return text.format(
            cramps=capital(cramps_text(sum(step.cramps for step in trend.steps))),
            nights=nights_text(sum(step.recorded for step in trend.steps)),
        )
    if last.rate is None:
        if last.only_cramp_nights:
            return _("At the end, hardly a clear night is logged: counts and no rate")
        if last.silent:
            return waves_title()
        return _("Cramps a week: too few of the last {n} nights recorded").format(n=trend.window)
    if last.least < 1:
        return _(
            "At the end, between {low} cramps a week if the nights not logged were clear, "
            "and {high} if they were like the logged ones"
        ).format(low=short_number(last.rate.value * last.least), high=short_number(last.rate.value))
    lowest, highest = (short_number(edge(rate.value for rate in known)) for edge in (min, max))
    text = _("About {now} cramps a week at the end").format(now=short_number(last.rate.value))
    if lowest != highest:
        text = _("{text}; between {low} and {high} in these nights").format(text=text, low=lowest, high=highest)
    return text


def _no_rate(trend: Trend, at: Rolling) -> str:
    return _("counts only") if trend.only_cramp_nights or at.only_cramp_nights or at.silent else _("too few nights")


def _bars(trend: Trend) -> str:
    if trend.nights_a_step == WEEK:
        return _("bars: each week")
    return _("bars: means of {n} weeks").format(n=trend.nights_a_step // WEEK)


def lengths_text(trend: Trend, nights: Sequence[NightFigures], found: Summary) -> ChartText:
    """Describe how long cramps lasted over time."""
    items = []
    for step in trend.steps:
        middle = step.lengths
        name = span(step.period.first, step.period.last)
        if middle.median is None or middle.q1 is None or middle.q3 is None or middle.largest is None:
            cells = (name, "0", "–", "–", "–")
            hint = _("{span}: no lengths").format(span=name)
        else:
            half = f"{length(middle.q1)} – {length(middle.q3)}"
            cells = (name, str(middle.known), length(middle.median), half, length(middle.largest))
            hint = _("{span}: usually {median}, longest {longest}, of {n} with a length").format(
                span=name, median=length(middle.median), longest=length(middle.largest), n=middle.known
            )
        items.append(Item(cells, hint, partial(_with_cramps, nights, step.period, _has_length)))
    words = lengths_in_words(found)
    return ChartText(*words, (_("Nights"), _("Known"), _("Median"), _("Middle half"), _("Longest")), tuple(items))


class TextParts(NamedTuple):
    """The finding of a chart, how to read it, and the whole chart in a few sentences."""

    title: str
    note: str
    summary: str


def lengths_in_words(found: Summary) -> TextParts:
    """Say how long cramps lasted."""
    seconds = found.seconds
    if seconds.median is None or seconds.largest is None:
        title = _("No lengths in these nights")
    else:
        title = _("They usually last {median}; the longest {longest}").format(
            median=length(seconds.median), longest=length(seconds.largest)
        )
    guessed = _("{known} lengths known, {guessed} of them guessed").format(known=seconds.known, guessed=found.guessed)
    note = _("dots: the middle one (median) · lines: the middle half · {guessed}").format(guessed=guessed)
    return TextParts(title, note, in_sentences(map(as_sentence, (title, capital(guessed)))))


def hours_text(found: Summary, nights: Sequence[NightFigures]) -> ChartText:
    """Describe when in the night cramps came."""
    counts = by_two_hours(found)
    inside = counted_in(nights, found.period)
    items = []
    for start in shown_hours(found):
        name = hours_of(start)
        hint = _("{hours}: {cramps}").format(hours=name, cramps=cramps_text(counts[start]))
        items.append(Item((name, str(counts[start])), hint, partial(_where, inside, _between(start))))
    return ChartText(*hours_in_words(found), (_("Hours"), _("Cramps")), tuple(items))


def hours_in_words(found: Summary) -> TextParts:
    """Say when in the night cramps came."""
    counts = by_two_hours(found)
    unknown, known = found.hours[UNKNOWN], sum(counts.values())
    rough = known - found.precisions["exact"]
    note = _("Time known: {n} (only roughly: {rough}); not known: {unknown}").format(
        n=known, rough=rough, unknown=unknown
    )
    most, *others = _leading(counts)
    between = [_("{a} and {b} o’clock").format(a=each % 24, b=(each + 2) % 24) for each in (most, *others)]
    if not known:
        title = _("No times in these nights")
    elif known >= _ENOUGH and counts[most] >= _MOST * known and not others:
        title = _("Most often between {hours} ({n} of {known})").format(hours=between[0], n=counts[most], known=known)
    elif known >= _ENOUGH and counts[most] >= _MOST * known:
        title = _("Equally often between {hours} ({n} each, of {known})").format(
            hours=_(" and between ").join(between), n=counts[most], known=known
        )
    else:
        title = _("When in the night they came")
    return TextParts(title, note, in_sentences(map(as_sentence, (title, note))))


def hours_of(start: int) -> str:
    """Say a two-hour range by its start, counted from the noon before: 26 is "02–04"."""
    return f"{start % 24:02}–{(start + 2) % 24:02}"


def _has_length(cramp: CrampFigures) -> bool:
    return cramp.seconds is not None


def _between(start: int) -> Callable[[CrampFigures], bool]:
    hours = {start % 24, (start + 1) % 24}
    return lambda cramp: cramp.time is not None and int(cramp.time[:2]) in hours


def places_text(found: Summary, nights: Sequence[NightFigures]) -> ChartText:
    """Describe where cramps were, most frequent place first; `placed` says which places are drawn."""
    inside = counted_in(nights, found.period)
    items = []
    drawn = placed(found)
    for (side, muscle), count in drawn:
        name = capital(site(side, muscle))
        hint = _("{place}: {cramps}").format(place=name, cramps=cramps_text(count))
        items.append(Item((name, str(count)), hint, partial(_where, inside, _at(side, muscle))))
    unsaid = sum(count for key, count in found.sites.items() if not _is_drawn(key))
    if unsaid:
        name = _("Side or muscle not said, or another one")
        hint = _("{place}: {cramps}").format(place=name, cramps=cramps_text(unsaid))
        items.append(Item((name, str(unsaid)), hint, partial(_where, inside, _is_not_drawn)))
    if drawn:
        leading = _leading(dict(drawn))
        count, named = drawn[0][1], [site(*place) for place in leading[:_NAMED]]
        if len(leading) == 1:
            title = _("Most often: {place} ({n} of {cramps})").format(place=named[0], n=count, cramps=found.cramps)
        elif len(leading) <= _NAMED:
            title = _("Equally often: {places} ({n} each, of {cramps})").format(
                places=in_list(named), n=count, cramps=found.cramps
            )
        else:
            title = _("No place leads: {places} have {n} each").format(places=len(leading), n=count)
    else:
        title = _("No places in these nights")
    both = sum(count for key, count in found.sites.items() if _is_drawn(key) and site_of(key)[0] == Side.BOTH)
    note = [_("cramps by place")]
    if both:
        note.append(_("{n} of both legs count in each").format(n=both))
    if unsaid:
        note.append(_("{n} without side or muscle").format(n=unsaid))
    counts = in_list(f"{item.cells[0]} {item.cells[1]}" for item in items) or _("none")
    summary = in_sentences(map(as_sentence, (title, counts)))
    return ChartText(title, " · ".join(note), summary, (_("Where"), _("Cramps")), tuple(items))


def _leading(counts: Mapping[_Counted, int]) -> list[_Counted]:
    """Return what has the largest count: several where they tie."""
    most = max(counts.values())
    return [each for each, count in counts.items() if count == most]


def placed(found: Summary) -> list[tuple[tuple[str, str], int]]:
    """Count cramps by side and muscle of the drawing, most frequent first; a cramp of both legs counts for each leg."""
    counts: Counter[tuple[str, str]] = Counter()
    for key, count in found.sites.items():
        side, muscle = site_of(key)
        if muscle and _is_drawn(key):
            for each in (Side.LEFT, Side.RIGHT) if side == Side.BOTH else (str(side),):
                counts[str(each), muscle] += count
    return counts.most_common()


def _is_drawn(key: str) -> bool:
    side, muscle = site_of(key)
    return side is not None and muscle is not None and muscle != Muscle.OTHER


def _is_not_drawn(cramp: CrampFigures) -> bool:
    return not _is_drawn(site_key(cramp.side, cramp.muscle))


def _at(side: str, muscle: str) -> Callable[[CrampFigures], bool]:
    return lambda cramp: cramp.muscle == muscle and cramp.side in (side, Side.BOTH)


def strip_text(nights: Sequence[NightFigures], period: Period, not_remembered: Collection[date] = ()) -> ChartText:
    """Describe each night of some weeks; none of them is from before the journal began."""
    items = []
    states = {"clear": 0, "cramps": 0, "unknown": 0, "forgotten": 0, "out": 0}
    for evening, night in every_night(nights, period):
        if night is None and evening in not_remembered:
            state, said = "forgotten", _("not remembered")
        elif night is None:
            state, said = "unknown", _("not recorded")
        elif night.left_out:
            state, said = "out", _("left out ({said})").format(said=_said(night))
        else:
            state, said = "cramps" if night.count else "clear", _said(night)
        states[state] += 1
        name = night_title(evening)
        items.append(Item((name, said), name_and_value(name, said), partial(tuple, [evening])))
    title = _("{cramps} with cramps, {clear} without, {unknown} not recorded").format(
        cramps=nights_text(states["cramps"]), clear=states["clear"], unknown=states["unknown"]
    )
    if states["forgotten"]:
        title += _(", {n} not remembered").format(n=states["forgotten"])
    if states["out"]:
        title += _(", {n} left out").format(n=states["out"])
    note = _("a row for each week · number: cramps · dot: none · dash: not recorded")
    if states["forgotten"]:
        note += _(" · ?: not remembered")
    if states["out"]:
        note += _(" · hatched: left out")
    return ChartText(capital(title), note, as_sentence(title), (_("Night"), _("What")), tuple(items))


def _said(night: NightFigures) -> str:
    return cramps_of_night(night.count)


def _with_cramps(
    nights: Sequence[NightFigures], period: Period, which: Callable[[CrampFigures], bool] | None = None
) -> tuple[date, ...]:
    inside = [night for night in counted_in(nights, period) if night.count]
    return _where(inside, which) if which else tuple(night.evening for night in inside)


def _where(counted: Sequence[NightFigures], which: Callable[[CrampFigures], bool]) -> tuple[date, ...]:
    return tuple(night.evening for night in counted if any(which(cramp) for cramp in night.cramps))
