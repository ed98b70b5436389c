"""A trial as `experiment … --json` prints it: never its seed, and nothing of its order before the end."""

from dataclasses import asdict
from datetime import date
from math import isfinite
from typing import Any

from cramp_journal.advice.trial_sentences import answer_day
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.power import Odds, TrialPlan
from cramp_journal.analysis.experiments.result import TrialResult
from cramp_journal.analysis.experiments.rules import Permission, Thing
from cramp_journal.analysis.experiments.schedule import protocol


def trial_plan_as_json(thing: Thing, permission: Permission, found: TrialPlan | None) -> dict[str, Any]:
    """Return what `experiment plan` says."""
    return {
        "thing": thing.name,
        "refused": permission.refused and permission.refused.value,
        "because": list(permission.because),
        "ask_first": permission.ask_first,
        "offer": found and found.offer.value,
        "nights": found and found.nights,
        "best": found and found.best and _odds_as_json(found.best),
        "odds": [_odds_as_json(each) for each in found.odds] if found else [],
    }


def _odds_as_json(odds: Odds) -> dict[str, Any]:
    design = odds.design
    return {
        "kind": design.kind.value,
        "weeks": design.weeks,
        "nights": design.nights,
        "washout": design.washout,
        "chance": round(odds.chance, 4),
        "of_ten": odds.of_ten,
        "pairs": round(odds.pairs, 1),
    }


def protocol_as_json(kept: KeptTrial) -> dict[str, Any]:
    """Return what was fixed before a trial."""
    fixed = asdict(protocol(kept.trial)) | {"promised": kept.promised, "planned_on": kept.planned_on}
    days = {name: value.isoformat() for name, value in fixed.items() if isinstance(value, date)}
    return fixed | days | {"result_from": answer_day(kept.trial).isoformat(), "follows": kept.follows}


def trial_result_as_json(found: TrialResult) -> dict[str, Any]:
    """Return a result as JSON can hold it: null for what is no number, or endless."""
    plain = _plain(asdict(found))
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not isfinite(value) else value
