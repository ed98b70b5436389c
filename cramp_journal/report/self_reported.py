"""What the person asks, and what was tried against cramps."""

from typing import Any

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.tallies import Tried
from cramp_journal.charts.link_text import ratio_of
from cramp_journal.i18n import _
from cramp_journal.labels import capital, label
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.truncate import first_of, goes_on, lines_of, more, truncate
from cramp_journal.words import FactorKind, Verdict

_BEFORE_BED = ("stretched_before_bed", "foot_soak", "warmed_up")  # factors that may be attempts to prevent cramps


def questions(found: Findings, room: Room) -> dict[str, Any]:
    """Return the person's own questions, as many lines as fit."""
    text = found.contents["person"].get("questions", "")
    lines, whole = lines_of(text, room.questions, room.lines)
    return {
        "heading": _("My questions"),
        "lines": lines or [_("None written down.")],
        "more": "" if whole else goes_on(),
    }


def tried(found: Findings, room: Room) -> dict[str, Any]:
    """Return what was tried against cramps and with what result: relief during them, and what came before."""
    during, hidden = first_of(found.reliefs, room.tried)
    effects = [e for e in found.effects if not e.lag and (e.factor in _BEFORE_BED or _is_supplement(e, found))]
    before, also_hidden = first_of(sorted(effects, key=lambda each: -each.shown[1]), room.tried)
    wide = room.name // 2 + 6
    return {
        "heading": _("What was tried, and what was found"),
        "during": {
            "header": [_("During a cramp"), _("Times"), _("Helped")],
            "rows": [[capital(label(each.what)), str(each.times), _helped(each)] for each in during],
            "nothing": "" if during else _("Nothing entered."),
            "more": more(hidden, in_full=room.in_full),
        },
        "before": {
            "header": [_("Before the night"), _("Nights"), _("Times as many cramps")],
            "rows": [
                [truncate(capital(label(each.factor)), wide), str(each.shown[1]), _effect(each)] for each in before
            ],
            "nothing": "" if before else _("Nothing entered."),
            "more": more(also_hidden, in_full=room.in_full),
        },
        "note": _("as the person said, not a test of effect; ratios: cramps on nights with it to nights without"),
    }


def _is_supplement(each: FactorEffect, found: Findings) -> bool:
    medicines = {course["substance"] for course in found.contents["courses"] if course["kind"] == "medicine"}
    return each.kind == FactorKind.INTAKE and each.factor not in medicines


def _helped(each: Tried) -> str:
    return _("{helped} of {n}").format(helped=each.helped, n=each.answered) if each.answered else _("not said")


def _effect(each: FactorEffect) -> str:
    if each.effect is None:
        return label(Verdict.AFTER_CRAMPS if each.after_cramps else Verdict.TOO_FEW_NIGHTS)
    said = f"{ratio_of(each)} · {label(each.verdict)}"
    return _("{said}; begun at a peak").format(said=said) if each.at_a_peak else said
