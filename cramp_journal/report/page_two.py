"""Page 2: what was tried, what went with cramps, how long and when, the last nights one by one, and the signs."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.period import Coverage, Period, coverage
from cramp_journal.charts.chart_text import TextParts, hours_in_words, lengths_in_words
from cramp_journal.charts.link_text import CLEAR_VERDICTS, name_of, notes_on, ratio_of
from cramp_journal.charts.page import Picture, picture_of_hours, picture_of_lengths, picture_of_links, picture_of_nights
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, label, nights_text
from cramp_journal.punctuation import in_clauses, in_sentences
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import NOW, Findings
from cramp_journal.report.page_one import forgotten_text
from cramp_journal.report.self_reported import tried
from cramp_journal.report.signs_said import all_signs
from cramp_journal.report.truncate import first_of, truncate
from cramp_journal.words import Verdict

_ROW = 13.4  # points: a row of the table of factors, and of the chart beside it
_NAME = 27  # columns of text
_STRIPS = 4  # rows of 28 nights: the 28 of the five numbers, and the 84 before
_UNTOLD = (Verdict.TOO_FEW_NIGHTS, Verdict.AFTER_CRAMPS)  # no ratio, so no row


def page_two(found: Findings, room: Room) -> tuple[dict[str, Any], dict[str, Picture]]:
    """Return the parts of page 2, and its charts."""
    effects = [each for each in found.effects if not each.lag]
    compared = [each for each in effects if each.verdict not in _UNTOLD]
    shown, _hidden = first_of(compared, room.links)
    rows = [found.now]
    while len(rows) < _STRIPS:
        rows.insert(0, rows[0].before(NOW))
    strips = coverage(found.nights, Period(rows[0].first, rows[-1].last), found.choices.not_remembered)
    parts = {
        "tried": tried(found, room) | {"running": _running(found)},
        "factors": _factors(effects, shown, found.choices.temperature_unit),
        "lengths": _drawn(_("How long they last (minutes)"), lengths_in_words(found.summary)),
        "hours": _drawn(_("When in the night (cramps)"), hours_in_words(found.summary)),
        "nights": {
            "heading": _("The last {n} nights, one by one").format(n=NOW * _STRIPS),
            "note": in_sentences(
                (
                    _("Number: cramps. Dot: none. Hatched: not recorded. Cross: left out. Named by their evening."),
                    _("Question mark: not remembered.") if strips.not_remembered else "",
                )
            ),
            "alt": in_sentences((_counted(strips), forgotten_text(strips))),
        },
        "signs": all_signs(found),
    }
    charts = {
        "lengths": picture_of_lengths(found.trend),
        "hours": picture_of_hours(found.summary),
        "nights": picture_of_nights(found.nights, rows, found.choices.not_remembered),
    }
    return parts, charts | ({"links": picture_of_links(shown, _ROW)} if shown else {})


def _running(found: Findings) -> list[str]:
    if not found.trials:
        return []
    from cramp_journal.report.trials import running_in_words  # noqa: PLC0415 - few journals have one

    return running_in_words(found.trials)


def _counted(strips: Coverage) -> str:
    return _("{cramps} with cramps, {clear} without, {unknown} not recorded, {out} left out.").format(
        cramps=nights_text(strips.cramps), clear=strips.clear, unknown=strips.unknown, out=strips.left_out
    )


def _drawn(heading: str, told: TextParts) -> dict[str, str]:
    return {"heading": heading, "note": capital(told.note), "alt": told.summary}


def _factors(effects: Sequence[FactorEffect], shown: Sequence[FactorEffect], unit: str) -> dict[str, Any]:
    """Return cramps with and without each comparable factor, clear links first, and how many more there are."""
    clear = [each for each in shown if each.verdict in CLEAR_VERDICTS]
    if clear:
        finding = ngettext("{n} clear link, the first below.", "{n} clear links, the first below.", len(clear))
    elif shown:
        finding = _("No clear link.")
    else:
        finding = _("Too few nights to compare anything yet.")
    rows = [_factor(each, unit) for each in shown]
    return {
        "heading": _("What went with cramps"),
        "finding": finding.format(n=len(clear)),
        "header": [_("What"), _("With it"), _("Without it"), _("Times as many (95 %)")],
        "row": _ROW,
        "rows": rows,
        "alt": _("The ratios beside, with their intervals, drawn from a quarter to four times: {list}.").format(
            list=in_clauses(f"{row[0]} {row[-1]}" for row in rows)
        ),
        "more": _left_off([each for each in effects if each not in shown]),
        "note": in_sentences(
            (
                _(
                    "Cramps in the nights that were compared: of the same four weeks, with it and without it. Full dot:"
                    " a clear link; of these, at most one in twenty is told by chance. A link is not a cause."
                ),
                *notes_on(effects, unit),
            )
        ),
    }


def _factor(each: FactorEffect, unit: str) -> list[str]:
    name = truncate(name_of(each, unit), _NAME)
    return [
        name,
        _("{cramps} in {nights}").format(cramps=each.shown[0], nights=each.shown[1]),
        _("{cramps} in {nights}").format(cramps=each.shown[2], nights=each.shown[3]),
        ratio_of(each),
    ]


def _left_off(effects: Sequence[FactorEffect]) -> str:
    if not effects:
        return ""
    counts = Counter(each.verdict for each in effects)
    said = " · ".join(f"{label(verdict)} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    text = ngettext(
        "{n} more comparison is not shown ({said}).", "{n} more comparisons are not shown ({said}).", len(effects)
    )
    return text.format(n=len(effects), said=said)
