"""The trials of the report: a box each with verdict, figures, design, how it was kept to, and every pair."""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.kept import kept_trials
from cramp_journal.analysis.experiments.schedule import Trial, begin_trial, whole_order
from cramp_journal.analysis.period import Period
from cramp_journal.model import NightFigures, night_from
from cramp_journal.report import Choices
from cramp_journal.report.content import content, findings_for
from cramp_journal.report.pdf import given_to_typst, typeset
from cramp_journal.store import Journal
from tests.analysis.experiments.trial_nights import nights_of
from tests.builders import night_values
from tests.trials import trial_row

FIRST, LATER = date(2026, 1, 5), date(2027, 2, 1)
SOAK = begin_trial("foot_soak", single_nights()[4], FIRST, bytes(range(32)))  # 24 weeks
MAGNESIUM = begin_trial("magnesium", blocks()[0], FIRST, bytes(range(32)))
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
LANGUAGES = ("en", "de", "es", "zh")


def row(trial: Trial, **more: Any) -> dict[str, Any]:
    """Give a trial in the exchange form."""
    design = trial.design
    return {
        "thing": trial.thing,
        "kind": design.kind.value,
        "nights": design.nights,
        "washout": design.washout,
        "first": trial.first.isoformat(),
        "seed": trial.seed.hex(),
        "fingerprint": trial.fingerprint,
        "form": trial.form,
        "promised": 0.41,
        "planned_on": (trial.first - timedelta(days=1)).isoformat(),
        "taken": "supplement" if trial.thing == "magnesium" else None,
        "half_life": 5.0 if trial.thing == "magnesium" else 0.0,
        **more,
    }


def answers(trial: Trial, unlike: int = 0) -> list[dict[str, Any]]:
    """Give an answer for each evening, the first few of them not as planned."""
    return [
        {
            "trial": trial.fingerprint,
            "evening": (evening := (trial.first + timedelta(days=number)).isoformat()),
            "done": with_it != (number < unlike),
            "answered_on": evening,
        }
        for number, with_it in enumerate(whole_order(trial).tolist())
    ]


def journal(trials: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"person": {}, "nights": [], "courses": [], "signs": [], "prompts": [], "trials": trials} | more


def page(
    nights: list[NightFigures], contents: dict[str, Any], today: date = LATER, period: Period = YEAR, **chosen: Any
) -> dict[str, Any]:
    return content(findings_for(nights, contents, Choices(period, today, **chosen))).page


def halved(trial: Trial) -> Callable[[int, bool], int]:
    return lambda number, with_it: int(not with_it or number % 4 == 0)


def said(box: dict[str, Any]) -> str:
    return " ".join(box["lines"])


def test_a_box_begins_with_the_verdict_and_holds_the_ratio_with_its_interval() -> None:
    trials = page(nights_of(SOAK, halved(SOAK)), journal([row(SOAK)]))["trials"]
    (box,) = trials["boxes"]
    assert box["heading"] == "Does a foot soak help me?"
    assert box["when"] == "5 Jan – 21 Jun 2026"
    assert box["verdict"].startswith("Fewer cramps in this trial. For every 10 cramps without it there were ")
    (drawn,) = box["rows"]
    assert drawn[:2] == ["As drawn", "84"]
    assert drawn[3] == "84 in 84"
    assert drawn[4].startswith("0.")
    assert drawn[5] == "<0.001"
    assert "One person's own trial is no advice" in trials["note"]


def test_the_design_adherence_missing_nights_odds_and_blinding_stand_below() -> None:
    nights = nights_of(SOAK, lambda number, _with: None if number in (0, 7) else 1)
    (box,) = page(nights, journal([row(SOAK)], trial_answers=answers(SOAK, unlike=8)))["trials"]["boxes"]
    for each in (
        *("Design: 84 pairs of nights in 24 weeks.", "order sealed, on 4 Jan 2026", "about 4 of 10 tries"),
        *("Done as planned on 160 of 168 nights with an answer.", "82 of 84 pairs could be compared."),
        *("Not recorded in time: ", "Not blinded:", f"Fingerprint: {SOAK.fingerprint[:16]}…"),
    ):
        assert each in said(box)
    assert [each[0] for each in box["rows"]] == ["As drawn", "As done, no fair comparison"]
    assert box["verdict"].startswith("Inconclusive:")
    assert "as planned" not in box["verdict"]
    assert "blinded" not in box["verdict"]


def test_a_trial_with_a_helper_is_said_to_be_blinded() -> None:
    (box,) = page(nights_of(MAGNESIUM, lambda _n, _w: 1), journal([row(MAGNESIUM, blinded=True)]))["trials"]["boxes"]
    assert "Blinded by a helper" in said(box)
    assert "Not blinded" not in said(box) + box["verdict"]


def test_what_was_noticed_stands_in_the_box_by_its_week() -> None:
    effects = [
        {"trial": SOAK.fingerprint, "week": 3, "unusual": True, "note": "itchy foot 🦶", "answered_on": "2026-01-26"},
        {"trial": SOAK.fingerprint, "week": 4, "unusual": False, "answered_on": "2026-02-02"},
    ]
    nights = nights_of(SOAK, lambda _n, _w: 0)
    (box,) = page(nights, journal([row(SOAK)], trial_effects=effects))["trials"]["boxes"]
    assert "Noticed: week 3: itchy foot." in said(box)
    (calm,) = page(nights, journal([row(SOAK)], trial_effects=effects[1:]))["trials"]["boxes"]
    assert "Nothing unusual was noticed." in said(calm)


@pytest.mark.parametrize("days", [0, 100, 168, 170])
def test_before_its_end_a_trial_has_a_line_and_no_result(days: int) -> None:
    nights = nights_of(SOAK, halved(SOAK))[:days]
    found = page(nights, journal([row(SOAK)]), FIRST + timedelta(days=days))
    assert found["trials"] is None
    (line,) = found["back"]["tried"]["running"]
    assert line == ("A trial on myself has not ended: Foot soak, 5 Jan – 21 Jun 2026. It has no result before its end.")


def test_what_a_running_trial_is_about_is_compared_nowhere_else_in_the_report() -> None:
    nights = nights_of(SOAK, halved(SOAK))[:84]
    order = whole_order(SOAK).tolist()
    logged = [
        {"evening": each.evening.isoformat(), "cramps": [{}] * each.count, "foot_soak": order[n], "alcohol": n % 3 == 0}
        for n, each in enumerate(nights)
    ]
    today = FIRST + timedelta(days=84)
    running = page(nights, journal([row(SOAK)], nights=logged), today, Period(FIRST, today - timedelta(days=1)))
    without = page(nights, journal([], nights=logged), today, Period(FIRST, today - timedelta(days=1)))
    for found, told in ((running, False), (without, True)):
        assert ("Foot soak" in json.dumps(found["back"]["factors"])) == told
        assert ("Foot soak" in json.dumps(found["back"]["tried"]["before"])) == told
    assert "Alcohol" in json.dumps(running["back"]["factors"])


def test_neither_order_nor_seed_of_any_trial_stands_in_the_report() -> None:
    running = page([], journal([row(SOAK)]), FIRST)
    other = begin_trial("foot_soak", SOAK.design, FIRST, bytes(32))
    assert json.dumps(running) == json.dumps(page([], journal([row(other)]), FIRST))
    ended = json.dumps(page(nights_of(SOAK, halved(SOAK)), journal([row(SOAK)])))
    assert SOAK.seed.hex() not in ended


def test_a_trial_whose_order_was_changed_says_so_and_has_no_figures() -> None:
    changed = row(SOAK) | {"seed": bytes(32).hex()}
    (box,) = page(nights_of(SOAK, halved(SOAK)), journal([changed]))["trials"]["boxes"]
    assert box["verdict"].startswith("What was fixed before this trial has changed since")
    assert (box["rows"], box["picture"]) == ([], "")


def test_a_trial_outside_of_the_period_is_not_in_the_report() -> None:
    nights = nights_of(SOAK, halved(SOAK))
    assert page(nights, journal([row(SOAK)]), period=Period(date(2026, 7, 1), date(2026, 12, 31)))["trials"] is None
    assert page(nights, journal([row(SOAK)]), period=Period(date(2026, 6, 21), date(2026, 12, 31)))["trials"]
    assert page(nights, journal([row(SOAK)]), with_page_two=False)["trials"] is None


def test_a_second_trial_is_taken_together_with_the_one_it_follows() -> None:
    again = begin_trial("foot_soak", SOAK.design, SOAK.last + timedelta(days=7), bytes(32))
    nights = [*nights_of(SOAK, lambda _n, _w: 1), *nights_of(again, lambda _n, _w: 1)]
    found = page(nights, journal([row(SOAK), row(again, follows=SOAK.fingerprint)]))["trials"]["boxes"]
    assert [each["rows"][0][1] for each in found] == ["168", "84"]  # the newest first
    assert "2 trials taken together." in said(found[0])


def test_invented_nights_count_in_no_trial_but_one_that_was_invented_too() -> None:
    nights = nights_of(SOAK, halved(SOAK))
    logged = [{"evening": each.evening.isoformat(), "cramps": [], "invented": True} for each in nights]
    (own,) = page(nights, journal([row(SOAK)], nights=logged))["trials"]["boxes"]
    (invented,) = page(nights, journal([row(SOAK, invented=True)], nights=logged))["trials"]["boxes"]
    assert own["rows"][0][1] == "0"
    assert invented["rows"][0][1] == "84"


def full(language: str, paper: str) -> tuple[bytes, str]:
    """Typeset a report with more trials than have a box, all with long notes."""
    trials, nights, effects = [], [], []
    first = date(2020, 1, 6)
    for number in range(8):
        trial = begin_trial("foot_soak" if number % 2 else "magnesium", single_nights()[0], first, bytes([number] * 32))
        first = trial.last + timedelta(days=7)
        nights += nights_of(trial, lambda n, w: None if n % 11 == 3 else int(n % 3 == w))
        trials.append(row(trial, half_life=0.0))
        effects += [
            {"trial": trial.fingerprint, "week": week, "unusual": True, "note": "W" * 300, "answered_on": "2020-01-06"}
            for week in range(1, 9)
        ]
    chosen = Choices(Period(date(2020, 1, 1), first), LATER, paper=paper, language=language)
    said = content(findings_for(nights, journal(trials, trial_effects=effects), chosen))
    assert len(said.page["trials"]["boxes"]) == 5
    assert said.page["trials"]["more"]
    return typeset(given_to_typst(said))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_many_trials_go_on_on_further_pages_and_no_box_is_cut(language: str, paper: str) -> None:
    pdf, notice = full(language, paper)
    assert notice == ""
    pages = PdfReader(io.BytesIO(pdf), strict=True).pages
    assert 4 <= len(pages) <= 6


def test_a_picture_is_drawn_for_each_box_and_said_to_a_screen_reader() -> None:
    found = content(findings_for(nights_of(SOAK, halved(SOAK)), journal([row(SOAK)]), Choices(YEAR, LATER)))
    (box,) = found.page["trials"]["boxes"]
    assert box["picture"] in found.charts
    assert "Of 84 pairs, " in box["alt"]


def test_a_report_without_trials_says_nothing_of_them() -> None:
    found = page([], journal([]))
    assert (found["trials"], found["back"]["tried"]["running"]) == (None, [])
    assert page([], {name: each for name, each in journal([]).items() if name != "trials"})["trials"] is None


def test_a_stopped_trial_is_inconclusive_and_ends_where_it_was_stopped() -> None:
    stopped = row(SOAK, stopped_on="2026-03-02", stopped_why="effect")
    (box,) = page(nights_of(SOAK, halved(SOAK)), journal([stopped]))["trials"]["boxes"]
    assert box["verdict"].startswith("Inconclusive: the trial was stopped before its end.")
    assert box["when"] == "5 Jan – 1 Mar 2026"


def test_the_report_of_a_kept_journal_has_its_trials(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.keep(trial_row(FIRST))
        (kept,) = kept_trials(journal.profile())
        nights = [
            night_from(
                night_values(evening := FIRST + timedelta(days=number), 0 if with_it else 1)
                | {"entered_at": f"{evening + timedelta(days=1)}T08:00:00Z"}
            )
            for number, with_it in enumerate(whole_order(kept.trial).tolist())
        ]
        journal.import_rows(nights, ())
        found = page(journal.figures(), journal.contents())
    (box,) = found["trials"]["boxes"]
    assert box["verdict"].startswith("Fewer cramps in this trial.")
    assert box["rows"][0][:4] == ["As drawn", "28", "0 in 28", "28 in 28"]
