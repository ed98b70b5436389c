"""A trial on the terminal: planned from one's own nights, begun, answered, paused, stopped, told; never its order."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from pypdf import PdfReader

from cramp_journal.analysis.experiments.running import TonightIs
from cramp_journal.analysis.experiments.schedule import whole_order
from cramp_journal.model import About, Sign, TrialRow, night_from
from cramp_journal.store import Journal
from cramp_journal.words import SignKind
from tests.builders import TODAY, night_values
from tests.cli.conftest import Call
from tests.trials import SEED, WEEKS_8, trial_row, trials_in

_DAY = timedelta(days=1)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal of a year with cramps on two nights of three."""
    file = tmp_path_factory.mktemp("year") / "journal.sqlite"
    with Journal(file) as journal:
        nights = [night_from(night_values(TODAY - back * _DAY, (back % 3) * (back % 2 + 1))) for back in range(1, 365)]
        journal.import_rows(nights, ())
    return file.read_bytes()


@pytest.fixture
def file(many: bytes, tmp_path: Path) -> Path:
    made = tmp_path / "journal.sqlite"
    made.write_bytes(many)
    return made


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set the clock to a day, at an hour."""

    def set_to(day: date, hour: int = 8) -> None:
        monkeypatch.setattr("cramp_journal.clock.now", lambda: datetime.combine(day, time(hour)))

    return set_to


@pytest.fixture
def begun(file: Path) -> Path:
    """A journal with a trial of eight weeks that begins today."""
    with Journal(file) as journal:
        journal.keep(trial_row(TODAY))
    return file


def as_json(call: Call, *words: str) -> Any:
    told = call("experiment", *words, "--json")
    assert told.status == 0, told
    return json.loads(told.out)


def plain_bytes(file: Path) -> bytes:
    if not is_zipfile(file):
        return file.read_bytes()
    with ZipFile(file) as parts:
        return b"".join(map(parts.read, parts.namelist()))


def kept(file: Path) -> Any:
    with Journal(file) as journal:
        (found,) = trials_in(journal)
    return found


def test_a_plan_says_the_odds_in_words_and_as_json(call: Call) -> None:
    told = call("experiment", "plan", "foot soak")
    assert told.out.startswith("Does a foot soak help me?\nWith ")
    found = as_json(call, "plan", "foot-soak")
    assert found["offer"] == "offered"
    assert found["best"]["of_ten"] >= 6
    assert found["thing"] == "foot_soak"


def test_a_trial_runs_from_its_start_to_its_result(call: Call, file: Path, on: Callable[..., None]) -> None:
    told = call("experiment", "start", "foot soak", "--weeks", "8", "--all-the-same")
    assert told.out.startswith("Begun: Foot soak.\n")
    trial = kept(file).trial
    order = whole_order(trial).tolist()
    for number, with_it in list(enumerate(order))[:6]:
        on(TODAY + number * _DAY, 20)
        assert as_json(call, "tonight")["tonight"] == (TonightIs.WITH_IT if with_it else TonightIs.WITHOUT_IT)
        if number in (0, 1, 5):
            assert call("experiment", "done", *(["--otherwise"] if number == 5 else [])).status == 0
    assert [each.done for each in kept(file).answers] == [order[0], order[1], not order[5]]
    assert call("experiment", "result").sentence.startswith("This trial has not ended.")
    with Journal(file) as journal:
        for number, with_it in enumerate(order):
            evening = TODAY + number * _DAY
            entered = f"{evening + _DAY}T07:00:00Z"
            journal.save(night_from(night_values(evening, 0 if with_it else 2, entered_at=entered)), TODAY + 99 * _DAY)
    on(TODAY + 60 * _DAY)
    told = call("experiment", "result")
    assert "\nFewer cramps in this trial." in told.out
    found = as_json(call, "result")
    assert (found["verdict"], found["planned"], found["answered"]) == ("fewer", 2, 3)
    assert len(found["pairs"]) == 28
    assert kept(file).seen_on == TODAY + 60 * _DAY


def test_no_command_tells_the_seed_or_the_order_ahead(call: Call, begun: Path, tmp_path: Path) -> None:
    said = [call("experiment", name, *more) for name in ("protocol", "tonight") for more in ((), ("--json",))]
    said += [call("experiment", "done"), call("experiment", "pause"), call("experiment", "resume")]
    assert [each.status for each in said] == [0] * 7
    told = "".join(each.out + each.err for each in said)
    assert SEED.hex() not in told
    assert "without_it" not in told.replace('"tonight": "without_it"', "")
    assert kept(begun).key in told
    for name in ("a.csv", "a.xlsx", "a.fhir.json"):
        assert call("export", tmp_path / name).status == 0, name
        assert SEED.hex().encode() not in plain_bytes(tmp_path / name), name


def test_an_evening_to_come_cannot_be_answered_and_an_old_one_is_marked(
    call: Call, begun: Path, on: Callable[..., None]
) -> None:
    assert call("experiment", "done", "--evening", (TODAY + _DAY).isoformat()).sentence
    on(TODAY + 20 * _DAY)
    told = call("experiment", "done", "--evening", TODAY.isoformat())
    assert told.out.splitlines()[-1] == "That is long ago, so this answer counts nowhere."
    assert kept(begun).answers[0].late


def test_after_midnight_tonight_is_still_the_evening_before(call: Call, begun: Path, on: Callable[..., None]) -> None:
    on(TODAY + _DAY, 2)
    assert as_json(call, "tonight")["number"] == 1
    on(TODAY + _DAY, 9)
    assert as_json(call, "tonight")["number"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("start", "zinc"), "Another trial has not ended. Two at once are hard to tell apart."),
        (("start", "zinc", "--crossed"), "Another trial has not ended. Two at once are hard to tell apart."),
        (("pause", "--why", "bored"), "--why is ill or away."),
        (("effects",), "Say what you noticed, or --nothing."),
        (("effects", "itching", "--week", "9"), "Week 9 of this trial has not come."),
        (("tonight", "--of", "warm socks"), "There is no such trial."),
        (("resume",), "This trial does not rest."),
        (("pause", "--from", "2027-06-01"), "There is no trial on these evenings."),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    call: Call, begun: Path, words: tuple[str, ...], said: str
) -> None:
    before = kept(begun)
    assert call("experiment", *words).sentence.removeprefix("cramp-journal: ") == said
    assert kept(begun) == before


def test_a_length_that_no_trial_has_is_refused_with_those_that_it_can_have(call: Call) -> None:
    said = call("experiment", "start", "magnesium", "--weeks", "9").sentence
    assert said.endswith("A trial of it can take this many weeks: 48.")


def test_without_a_trial_there_is_a_sentence(call: Call) -> None:
    assert call("experiment", "tonight").sentence.endswith("There is no trial. Plan one: experiment plan.")


def test_a_medicine_and_what_is_forbidden_are_never_tried(call: Call, file: Path) -> None:
    assert "No trial is made of a medicine." in call("experiment", "start", "quinine").sentence
    with Journal(file) as journal:
        journal.keep(About(conditions="diabetes"))
    assert "You told of: diabetes." in call("experiment", "start", "foot soak").sentence


def test_two_things_of_single_nights_run_at_once_only_when_crossed(call: Call, begun: Path) -> None:
    told = call("experiment", "start", "warm socks", "--crossed", "--weeks", "8", "--all-the-same")
    assert told.status == 0, told
    assert call("experiment", "tonight").sentence.endswith("Two trials run. Say which one you mean: --of WHAT.")
    assert as_json(call, "tonight", "--of", "warm socks")["thing"] == "warm_socks"


def test_a_condition_that_is_told_meanwhile_stops_it_and_says_why(call: Call, begun: Path) -> None:
    with Journal(begun) as journal:
        journal.keep(About(conditions="diabetes"))
    told = call("experiment", "tonight")
    assert "Your trial “Foot soak” was stopped" in told.err
    assert "You told of: diabetes." in told.err
    assert kept(begun).stopped_on == TODAY


def test_an_urgent_prompt_lets_it_rest(call: Call, begun: Path, on: Callable[..., None]) -> None:
    with Journal(begun) as journal:
        journal.keep(Sign(sign=SignKind.ONE_LEG_SWOLLEN_WARM_RED, noted_on=TODAY))
    told = call("experiment", "tonight")
    assert "rests from tonight on" in told.err
    assert told.out.startswith("Your trial rests tonight.")
    with Journal(begun) as journal:
        (sign,) = journal.signs()
        journal.remove(sign)
    on(TODAY + 2 * _DAY)
    assert "goes on tonight" in call("experiment", "tonight").err
    assert [each.last for each in kept(begun).pauses] == [TODAY + _DAY]


def test_a_pause_says_what_it_costs_and_a_stop_too(call: Call, begun: Path) -> None:
    told = call("experiment", "pause", "--until", (TODAY + 3 * _DAY).isoformat())
    assert told.out.endswith("2 pairs are not compared then.\n")
    told = call("experiment", "stop")
    assert told.out == "A trial that is stopped has no verdict. It has 56 nights left. To stop it, add --yes.\n"
    assert kept(begun).stopped_on is None
    assert call("experiment", "stop", "--yes").status == 0
    assert kept(begun).stopped_on == TODAY
    assert call("experiment", "stop", "--yes").status == 1


def test_something_unusual_stops_it_unless_it_is_to_go_on(call: Call, begun: Path, on: Callable[..., None]) -> None:
    on(TODAY + 7 * _DAY)
    assert as_json(call, "tonight")["week_to_tell"] == 1
    call("experiment", "effects", "itching", "--go-on")
    assert kept(begun).stopped_on is None
    told = call("experiment", "effects", "itching")
    assert told.out.splitlines()[-1] == "The trial was stopped. Your nights and answers are kept."
    assert kept(begun).stopped_why == "effect"


def test_an_order_that_was_tampered_with_is_noticed_and_nothing_is_lost(
    call: Call, begun: Path, on: Callable[..., None]
) -> None:
    with Journal(begun) as journal:
        (row,) = journal.all_of(TrialRow)
        row.seed = "0" * 64
        journal.keep(row)
    for name in ("tonight", "protocol"):
        assert call("experiment", name).sentence.endswith(
            "What was fixed before this trial has changed since, so it can have no result. Its nights are kept."
        )
    on(TODAY + 90 * _DAY)
    assert "has changed since" in call("experiment", "result").sentence


@pytest.mark.parametrize(("name", "value"), [("nights", 60), ("first", date.max)])
def test_a_trial_of_a_shape_that_there_is_none_of_holds_up_nothing_else(
    call: Call, begun: Path, tmp_path: Path, name: str, value: object
) -> None:
    with Journal(begun) as journal:
        (row,) = journal.all_of(TrialRow)
        setattr(row, name, value)
        journal.keep(row)
    told = call("experiment", "tonight")
    assert "has changed since, so it can have no result" in told.err
    assert call("report", tmp_path / "report.pdf").status == 0
    assert call("experiment", "plan", "stretching").status == 0


def test_a_second_trial_is_taken_together_with_the_first(call: Call, file: Path, on: Callable[..., None]) -> None:
    first = TODAY - 70 * _DAY
    with Journal(file) as journal:
        journal.keep(trial_row(first, design=WEEKS_8))
    told = call("experiment", "start", "foot soak", "--weeks", "8", "--all-the-same", "--follows")
    assert told.status == 0, told
    on(TODAY + 90 * _DAY)
    assert as_json(call, "result")["pooled"]["trials"] == 2


def test_the_protocol_is_written_as_a_pdf_of_one_page_without_the_order(
    call: Call, begun: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan.pdf"
    told = call("experiment", "protocol", out, "--lang", "en")
    assert (told.status, told.out.strip()) == (0, f"Written: {out}.")
    (page,) = PdfReader(out).pages
    said = " ".join(page.extract_text().split())
    assert "Does a foot soak help me?" in said
    assert kept(begun).key[:8] in said
    assert SEED.hex() not in said


def test_a_protocol_is_no_text_and_a_schedule_needs_a_file_and_a_helper(
    call: Call, begun: Path, tmp_path: Path
) -> None:
    assert "let the name end in .pdf" in call("experiment", "protocol", tmp_path / "plan.txt").sentence
    assert "is a PDF: say which file" in call("experiment", "protocol", "--schedule", "own").sentence
    told = call("experiment", "protocol", tmp_path / "capsules.pdf", "--schedule", "helper")
    assert "No helper fills capsules for this trial" in told.sentence
    assert not (tmp_path / "capsules.pdf").exists()
    assert call("experiment", "protocol", tmp_path / "a.pdf", "--schedule", "anybody").status == 2


def test_of_a_blinded_trial_the_helper_gets_the_order_and_the_person_dates_to_tick(
    call: Call, file: Path, tmp_path: Path
) -> None:
    with Journal(file) as journal:
        row = trial_row(TODAY)
        row.blinded = True
        journal.keep(row)
    helper, own = tmp_path / "helper.pdf", tmp_path / "own.pdf"
    assert (
        "give it to your helper without reading it"
        in call("experiment", "protocol", helper, "--schedule", "helper", "--lang", "en").out
    )
    assert call("experiment", "protocol", own, "--schedule", "own", "--lang", "en").status == 0
    assert "×" in PdfReader(helper).pages[1].extract_text()
    assert "×" not in PdfReader(own).pages[0].extract_text()


def test_a_helper_who_fills_capsules_is_told_at_the_start(call: Call, file: Path, tmp_path: Path) -> None:
    told = call("experiment", "start", "magnesium", "--helper", "--all-the-same")
    assert told.status == 0, told
    assert "A helper keeps the order and lays out the capsules." in told.out
    assert "`cramp-journal experiment protocol capsules.pdf --schedule helper`" in told.out
    assert kept(file).blinded
    assert call("experiment", "protocol", tmp_path / "capsules.pdf", "--schedule", "helper").status == 0


def test_a_helper_hides_nothing_but_a_supplement(call: Call, file: Path) -> None:
    told = call("experiment", "start", "foot soak", "--weeks", "8", "--all-the-same", "--helper")
    assert "Only a supplement can be hidden in capsules by a helper" in told.sentence
    with Journal(file) as journal:
        assert trials_in(journal) == []


def test_demo_has_a_trial_that_has_ended_and_goes_with_the_rest(
    bare_call: Call, tmp_path: Path, on: Callable[..., None]
) -> None:
    made = tmp_path / "demo.sqlite"
    assert bare_call("--journal", tmp_path / "none.sqlite", "demo", made).status == 0
    told = json.loads(bare_call("--journal", made, "experiment", "result", "--json").out)
    assert told["verdict"] in ("inconclusive", "fewer", "more")
    assert told["allocated"]["pairs"] > 14
    assert told["answered"] > 40
    bare_call("--journal", made, "remove-invented")
    with Journal(made) as journal:
        assert trials_in(journal) == []
        assert "trial_answers" not in journal.contents()


def test_a_short_demo_has_no_trial(bare_call: Call, tmp_path: Path) -> None:
    made = tmp_path / "demo.sqlite"
    bare_call("--journal", tmp_path / "none.sqlite", "demo", made, "--nights", "60")
    with Journal(made) as journal:
        assert trials_in(journal) == []


def test_the_last_evening_is_answered_on_the_morning_after_the_end(
    call: Call, begun: Path, on: Callable[..., None]
) -> None:
    last = kept(begun).trial.last
    on(last + _DAY)
    assert call("experiment", "done").status == 0
    assert [each.evening for each in kept(begun).answers] == [last]
    assert as_json(call, "tonight")["tonight"] == "over"


@pytest.mark.parametrize("name", ["", " ", "\u202e", "x" * 121])
def test_what_is_no_name_is_refused_before_anything_is_planned(call: Call, name: str) -> None:
    for command in ("plan", "start"):
        told = call("experiment", command, name)
        assert told.status == 1, told
        assert not told.out


def test_a_name_is_kept_without_what_nobody_can_see(call: Call) -> None:
    assert as_json(call, "plan", "tau\x1brine\n\u202ex")["thing"] == "taurine x"


def test_a_name_like_that_of_a_medicine_is_refused_and_says_which(call: Call) -> None:
    told = call("experiment", "plan", "quinin")
    assert "This looks like quinine." in told.out
    assert as_json(call, "plan", "quinin")["refused"] == "medicine"


def test_nights_that_are_changed_after_the_first_look_do_not_pass_for_the_answer(
    call: Call, begun: Path, on: Callable[..., None]
) -> None:
    trial = kept(begun).trial
    evenings = [trial.first + number * _DAY for number in range(trial.design.nights)]
    with Journal(begun) as journal:
        entered = [{"entered_at": f"{each + _DAY}T08:00:00Z"} for each in evenings]
        logged = [night_values(each, 1) | moment for each, moment in zip(evenings, entered, strict=True)]
        journal.import_rows(map(night_from, logged), ())
    on(trial.last + 4 * _DAY)
    assert call("experiment", "result").out.count("Inconclusive") == 1
    assert "changed" not in call("experiment", "result").out
    with Journal(begun) as journal:
        for each, with_it in zip(evenings, whole_order(trial), strict=True):
            if with_it:
                journal.save(night_from(night_values(each, 0)), trial.last + 4 * _DAY)
    told = call("experiment", "result").out
    assert "Nights of this trial were changed after its answer was first seen" in told
    assert told.index("Inconclusive") < told.index("Fewer cramps in this trial.")
    assert as_json(call, "result")["changed_since"] is True
