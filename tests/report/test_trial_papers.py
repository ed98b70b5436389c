"""The papers of a trial: a protocol that says all that is fixed and nothing of the order, and two sealed schedules."""

import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.rules import THINGS, Thing, supplement
from cramp_journal.analysis.experiments.schedule import OrderChanged, begin_trial, whole_order
from cramp_journal.errors import BadInput
from cramp_journal.report.protocol import PaperOfTrial, in_groups, protocol_pdf, protocol_words
from cramp_journal.report.sealed_schedules import WITH_IT, WITHOUT_IT, helper_words, own_words, sealed_schedules
from cramp_journal.words import SubstanceKind

FIRST = date(2026, 1, 5)
SEED, OTHER = bytes(range(32)), bytes(32)
LONG = supplement("Very long name of a supplement " * 4)
CAPSULES = Thing("magnesium", SubstanceKind.SUPPLEMENT, 0.0)  # by who says that it acts within the night
LANGUAGES = ("en", "de", "es", "zh")


def kept(thing: Thing = THINGS[0], seed: bytes = SEED, *, blinded: bool = False, weeks: int = 24) -> KeptTrial:
    design = blocks()[0] if thing.lingers else next(each for each in single_nights() if each.weeks == weeks)
    trial = begin_trial(thing.name, design, FIRST, seed)
    return KeptTrial(trial.fingerprint, thing, trial, 0.41, FIRST - timedelta(days=1), blinded=blinded)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in read(pdf).pages)


def chosen(language: str = "en", paper: str = "a4", name: str = "") -> PaperOfTrial:
    return PaperOfTrial(paper, language, name)


# ---------------------------------------------------------------- the protocol
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_protocol_is_one_page_of_archival_quality_whatever_is_tried(language: str, paper: str) -> None:
    for each in (kept(), kept(LONG, blinded=True)):
        pdf, notice = protocol_pdf(each, chosen(language, paper, "A very long name of a person " * 5))
        assert (len(read(pdf).pages), notice) == (1, "")


def test_a_protocol_says_what_is_fixed_the_odds_and_the_fingerprint() -> None:
    said = text_of(protocol_pdf(kept(), chosen(name="Anna Berg"))[0])
    for each in (
        *("Does a foot soak help me?", "Anna Berg", "planned on 4 Jan 2026", "84 pairs of nights in 24 weeks"),
        *("ends on that of 21 Jun 2026", "in about 4 of 10 tries", "ask a pharmacist or doctor"),
        *(in_groups(kept().trial.fingerprint), "not shown before 25 Jun 2026", "a record, not a diagnosis"),
    ):
        assert each in said


def test_protocols_of_two_orders_differ_in_the_fingerprint_alone() -> None:
    one, two = (kept(seed=seed) for seed in (SEED, OTHER))
    words = [json.dumps(protocol_words(each)) for each in (one, two)]
    prints = [in_groups(each.trial.fingerprint) for each in (one, two)]
    assert words[0] != words[1]
    assert words[0].replace(prints[0], "") == words[1].replace(prints[1], "")
    for each in (one, two):
        assert each.trial.seed.hex() not in text_of(protocol_pdf(each)[0])


def test_the_same_trial_gives_the_same_bytes() -> None:
    assert protocol_pdf(kept()) == protocol_pdf(kept())


def test_a_trial_whose_order_was_changed_has_no_protocol() -> None:
    changed = kept()
    changed = replace(changed, trial=replace(changed.trial, seed=OTHER))
    with pytest.raises(OrderChanged):
        protocol_pdf(changed)


def test_who_fills_capsules_is_said_beforehand_and_a_supplement_is_asked_about() -> None:
    assert "A helper keeps the order" in text_of(protocol_pdf(kept(THINGS[5], blinded=True))[0])
    assert "Ask a pharmacist or doctor before you take it." in text_of(protocol_pdf(kept(THINGS[5]))[0])
    assert "You will know which nights are with it." in text_of(protocol_pdf(kept())[0])


def test_a_trial_of_invented_nights_says_so() -> None:
    assert "Invented nights" in text_of(protocol_pdf(replace(kept(), invented=True))[0])


def test_a_picture_of_ten_tries_says_the_odds_to_a_screen_reader_too() -> None:
    assert protocol_words(kept())["odds"]["alt"].startswith("In 4 of 10 tries you would notice it.")


# ---------------------------------------------------------------- the sealed schedules
@pytest.mark.parametrize("thing", [THINGS[5], CAPSULES], ids=["blocks", "single nights"])
def test_the_helpers_schedule_has_the_order_as_it_was_drawn(thing: Thing) -> None:
    trial = kept(thing, blinded=True)
    rows = helper_words(trial, chosen())["rows"]
    order = whole_order(trial.trial).tolist()
    if thing.lingers:
        assert [row[1] == WITH_IT for row in rows] == order[:: trial.trial.design.block]
        assert rows[0][0] == "5 Jan – 1 Feb 2026"
        assert {row[2] for row in rows} == {"Magnesium", "the capsule without it"}
    else:
        cells = [cell for row in rows for cell in row[1:]]
        assert [cell == WITH_IT for cell in cells] == order
        assert set(cells) == {WITH_IT, WITHOUT_IT}
        assert [row[0] for row in rows[:2]] == ["5 Jan 2026", "12 Jan"]


@pytest.mark.parametrize("thing", [THINGS[5], CAPSULES], ids=["blocks", "single nights"])
def test_the_persons_own_schedule_is_the_same_for_every_order_but_for_the_fingerprint(thing: Thing) -> None:
    one, two = (kept(thing, seed, blinded=True) for seed in (SEED, OTHER))
    words = [json.dumps(own_words(each, chosen())) for each in (one, two)]
    prints = [in_groups(each.trial.fingerprint) for each in (one, two)]
    assert words[0].replace(prints[0], "") == words[1].replace(prints[1], "")
    rows = own_words(one, chosen())["rows"]
    assert len(rows) == one.trial.design.weeks
    assert {cell for row in rows for cell in row[1:]} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_helpers_has_a_cover_without_the_order_and_both_fit_their_pages(language: str, paper: str) -> None:
    for each in (kept(LONG, blinded=True), kept(CAPSULES, blinded=True, weeks=52)):
        made = sealed_schedules(each, chosen(language, paper, "Anna Berg"))
        helper, own = read(made.helper), read(made.own)
        assert (len(helper.pages), len(own.pages), made.notice) == (2, 1, "")
        assert WITH_IT not in helper.pages[0].extract_text()
        assert WITH_IT in helper.pages[1].extract_text()
        assert WITH_IT not in own.pages[0].extract_text()


def test_the_cover_says_who_does_not_read_on_and_that_an_emergency_opens_it() -> None:
    said = read(sealed_schedules(kept(THINGS[5], blinded=True), chosen()).helper).pages[0].extract_text()
    said = " ".join(said.split())
    assert "does not read the next page before 10 Dec 2026" in said
    assert "In an emergency, or if a doctor asks, open the envelope" in said


def test_no_seed_stands_on_any_paper() -> None:
    trial = kept(THINGS[5], blinded=True)
    made = sealed_schedules(trial, chosen())
    for pdf in (made.helper, made.own):
        assert trial.trial.seed.hex() not in text_of(pdf)


def test_the_order_of_a_trial_without_a_helper_is_on_no_paper() -> None:
    with pytest.raises(BadInput, match="no sealed schedules"):
        sealed_schedules(kept(THINGS[5]), chosen())


def test_a_schedule_whose_order_was_changed_is_refused() -> None:
    trial = kept(THINGS[5], blinded=True)
    with pytest.raises(OrderChanged):
        sealed_schedules(replace(trial, trial=replace(trial.trial, seed=OTHER)), chosen())
