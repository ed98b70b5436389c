"""`summary`, `prompts` and `report`: what the nights say, on the terminal."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from cramp_journal.advice.titles import rule_title
from cramp_journal.analysis.factors import effects_as_json, factor_effects
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import summary, summary_as_json
from cramp_journal.labels import capital
from cramp_journal.store import Journal
from cramp_journal.triage import read_table
from tests.builders import EVENING, TODAY, a_journal, night
from tests.cli.conftest import Call
from tests.cli.terminal import in_child


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A journal of 100 nights, with cramps every other night."""
    folder = tmp_path / "many"
    folder.mkdir()
    cramp = {"seconds": 120, "pain": 5, "side": "left", "muscle": "calf", "time": "03:00"}
    nights = [night(EVENING - timedelta(days=back), [cramp] * (back % 2 == 0)) for back in range(100)]
    with a_journal(folder) as journal:
        journal.import_rows(nights, [])
        return journal.file


def test_the_summary_is_that_of_the_nights(bare_call: Call, many: Path) -> None:
    said = bare_call("--journal", many, "summary", "--json")
    with Journal(many) as journal:
        found = summary(journal.figures(), Period.of_last(28, EVENING))
    assert json.loads(said.out) == summary_as_json(found)
    assert (said.status, said.err) == (0, "")


def test_the_summary_of_cramp_nights_alone_has_counts_and_no_rate(bare_call: Call, tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        journal.import_rows([night(EVENING - timedelta(days=2 * back), [{}]) for back in range(60)], [])
        said = bare_call("--journal", journal.file, "summary")
    assert "Cramps a week        counts only: hardly a clear night is logged" in said.out
    assert "14 cramps logged, 3.5 in a calendar week, and hardly a clear night." in said.out


def test_a_year_is_no_longer_than_a_year(bare_call: Call, many: Path) -> None:
    assert "longer than a year" not in bare_call("--journal", many, "summary", "--period", "1y").out
    assert "longer than a year" in bare_call("--journal", many, "summary", "--period", "13m").out


def test_the_summary_in_words_says_how_many_nights_stand_behind_it(bare_call: Call, many: Path) -> None:
    said = bare_call("--journal", many, "summary")
    assert "28 nights, 28 recorded (100%), 0 not recorded, 0 left out" in said.out
    assert "Cramps               14, in 14 nights; 14 nights without" in said.out
    assert "You logged 14 cramps in the last 28 nights" in said.out


@pytest.mark.parametrize(
    ("period", "nights"),
    [("28d", 28), ("12w", 84), ("6m", 184), ("1y", 365), ("all", 100), ("2026-11-01..2026-11-21", 21)],
)
def test_each_way_to_say_a_period_is_understood(bare_call: Call, many: Path, period: str, nights: int) -> None:
    said = bare_call("--journal", many, "summary", "--period", period, "--json")
    assert json.loads(said.out)["period"] == {
        "first": (EVENING - timedelta(days=nights - 1)).isoformat(),
        "last": "2026-11-21",
        "nights": nights,
    }


@pytest.mark.parametrize("period", ["20 Oct 2026..Nov 21, 2026", "20.10.2026..21 Nov", "2026-10-20..20261121"])
def test_the_dates_of_a_period_are_read_as_people_write_them(bare_call: Call, many: Path, period: str) -> None:
    said = bare_call("--journal", many, "summary", "--period", period, "--json")
    found = json.loads(said.out)["period"]
    assert (found["first"], found["last"]) == ("2026-10-20", "2026-11-21")


@pytest.mark.parametrize("period", ["", "28", "0d", "d", "28D", "ever", "2026-11-21..2026-11-20", "a..b"])
def test_a_period_that_makes_no_sense_is_told(call: Call, period: str) -> None:
    assert call("summary", "--period", period).sentence


def test_too_few_nights_give_no_rate_and_the_reason(call: Call) -> None:
    data = json.loads(call("summary", "--json").out)
    assert data["cramps_per_week"] is None
    assert "2 recorded nights; a rate needs 14" in data["why"]["cramps_per_week"]
    assert "too few nights" in call("summary").out


def test_a_look_from_another_day_sees_other_nights(call: Call) -> None:
    data = json.loads(call("summary", "--json", "--as-of", "2026-11-21").out)
    assert (data["cramps"], data["nights"]["recorded"]) == (1, 2)  # tonight is recorded already
    data = json.loads(call("summary", "--json", "--as-of", "2026-11-20").out)
    assert (data["cramps"], data["nights"]["recorded"]) == (0, 1)


def test_factors_are_those_of_the_nights(bare_call: Call, many: Path) -> None:
    said = bare_call("--journal", many, "factors", "--json", "--period", "8w")
    with Journal(many) as journal:
        figures, nights = journal.figures(), journal.contents()["nights"]
    assert json.loads(said.out) == effects_as_json(factor_effects(nights, figures, Period.of_last(56, EVENING)))


def test_factors_in_words_have_a_line_each_and_say_that_a_link_is_no_cause(call: Call) -> None:
    first, *lines, last = call("factors").out.splitlines()
    assert first.startswith("Too few nights to compare yet")
    counts = "1 cramp in 1 night with it, 0 in 1 night without"
    assert lines == [f"Magnesium citrate, the same night: too few nights; {counts}; times as many: –"]
    assert last == "A link is not a cause."


def test_factors_of_nights_that_tell_of_none_are_an_empty_list(bare_call: Call, many: Path) -> None:
    assert json.loads(bare_call("--journal", many, "factors", "--json").out) == []


@pytest.mark.parametrize("command", ["summary", "prompts"])
@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_end_in_no_traceback(call: Call, command: str, as_of: str) -> None:
    for said in (call(command, "--as-of", as_of), call("summary", "--period", "9999y")):
        assert said.status in (0, 1)
        if said.status:
            assert said.sentence


def test_prompts_are_printed_with_their_source_and_nights(bare_call: Call, many: Path) -> None:
    listed = json.loads(bare_call("--journal", many, "prompts", "--json").out)
    assert listed
    for prompt in listed:
        assert set(prompt) == {"rule", "tier", "text", "raised_on", "nights", "numbers", "source"}
    said = bare_call("--journal", many, "prompts").out
    assert f"Source: {listed[0]['source']}" in said
    first, _why, behind = said.partition("Why: ")
    assert "To tell your doctor at your next visit:\n  •  " in first
    assert "Source: " not in first
    assert "Rule “" in behind


def test_no_prompt_is_never_said_as_all_is_well(call: Call) -> None:
    long_ago = ("--as-of", "2020-01-01")
    said = call("prompts", *long_ago).out
    assert said.startswith("Most leg cramps are short and harmless, and pass by themselves.\nWorth telling a doctor: ")
    assert said.endswith("If you are worried, contact a doctor all the same.\n")
    assert json.loads(call("prompts", "--json", *long_ago).out) == []


def test_a_prompt_says_where_its_advice_can_be_read_and_that_no_clinician_checked_it(
    bare_call: Call, many: Path
) -> None:
    said = bare_call("--journal", many, "prompts").out
    assert "  To read: https://" in said
    assert "  What this journal makes of it: not yet checked by a clinician." in said


def test_a_triage_table_that_cannot_be_read_is_told_and_the_prompts_follow(
    bare_call: Call, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.cli.figures.table", lambda: read_table(""))
    said = bare_call("--journal", many, "prompts")
    assert "The table of signs, triage.json, cannot be read." in said.err
    assert "Source: " in said.out
    assert said.status == 0


def test_what_was_ticked_and_is_known_of_the_person_raises_prompts_too(call: Call) -> None:
    told = {each["rule"]: each["tier"] for each in json.loads(call("prompts", "--json").out)}
    assert told == {"magnesium_and_kidneys": "soon", "walking_pain": "routine", "condition_and_cramps": "routine"}


# ---------------------------------------------------------------- report
def test_a_report_is_written(bare_call: Call, many: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    said = bare_call("--journal", many, "report", out, "--paper", "letter", "--no-name", "--lang", "en")
    assert (said.status, said.out, said.err) == (0, f"Written: {out}.\n", "")
    assert "84 of 84 nights recorded" in PdfReader(out).pages[0].extract_text().replace("\n", " ")


def test_a_report_carries_each_prompt_that_holds_though_nobody_opened_the_window(
    bare_call: Call, many: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    assert bare_call("--journal", many, "report", out).status == 0
    held = json.loads(bare_call("--journal", many, "prompts", "--json").out)
    text = " ".join(PdfReader(out).pages[0].extract_text().split())
    assert held
    assert [each["rule"] for each in held if capital(rule_title(each["rule"])) not in text] == []


def test_what_goes_into_a_report_is_said_by_the_call(bare_call: Call, many: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    for arguments, pages in (((), 2), (("--one-page",), 1), (("--nights",), 4), (("--one-page", "--notes"), 3)):
        assert bare_call("--journal", many, "report", out, *arguments).status == 0
        assert len(PdfReader(out).pages) == pages, arguments


def test_a_report_can_be_had_in_chinese_while_the_program_goes_on_in_english(
    bare_call: Call, many: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    said = bare_call("--journal", many, "report", out, "--lang", "zh")
    assert (said.status, said.out, said.err) == (0, f"Written: {out}.\n", "")
    assert "夜间腿抽筋" in PdfReader(out).pages[0].extract_text()
    assert "28 nights" in bare_call("--journal", many, "summary").out


@pytest.mark.parametrize("command", ["report", "paper"])
@pytest.mark.parametrize("code", ["fr", "xx", "EN", "../zh"])
def test_a_language_that_is_not_there_is_refused_and_nothing_is_written(
    call: Call, tmp_path: Path, command: str, code: str
) -> None:
    out = tmp_path / "report.pdf"
    said = call(command, out, "--lang", code)
    assert said.status == 2
    assert "--lang is one of en, de, es, zh." in said.err
    assert not out.exists()


@pytest.mark.parametrize(("arguments", "status"), [(("--paper", "a3"), 2), ((), 2), (("--period", "soon"), 1)])
def test_a_report_that_was_asked_for_wrongly_is_not_written(
    call: Call, tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    out = tmp_path / "report.pdf"
    said = call("report", *([out] if arguments else []), *arguments)
    assert said.status == status
    assert "Traceback" not in said.err
    assert not out.exists()


@pytest.mark.parametrize("place", ["missing/report.pdf", "journal.sqlite/report.pdf", ".", "folder", "x" * 300])
def test_a_report_that_cannot_be_written_is_told(call: Call, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    assert "cannot be written" in call("report", tmp_path / place).sentence
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "journal.sqlite"]


def test_a_report_that_would_replace_a_folder_is_told(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "cannot be written" in call("report", ".").sentence
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]


def test_a_report_or_an_export_never_takes_the_place_of_the_journal(bare_call: Call, tmp_path: Path) -> None:
    file = tmp_path / "journal.json"
    with a_journal(tmp_path, night()) as journal:
        journal.file.rename(file)
    before = file.read_bytes()
    for command in ("report", "export"):
        assert "is the journal itself" in bare_call("--journal", file, command, file).sentence
        assert file.read_bytes() == before


def test_a_report_on_a_full_disk_leaves_the_old_one_whole(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"%PDF the one before")
    said = in_child("--journal", many, "report", out, largest_file=10_000)
    assert "cannot be written" in said.sentence
    assert out.read_bytes() == b"%PDF the one before"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["report.pdf"]


def test_a_look_at_today_uses_the_clock_on_the_wall(many: Path) -> None:
    said = in_child("--journal", many, "summary", "--as-of", TODAY.isoformat(), "--json")
    assert said.status == 0
    assert json.loads(said.out)["period"]["last"] == "2026-11-21"


def test_a_report_with_the_ending_of_something_else_is_refused(bare_call: Call, many: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    assert "the report is a PDF" in bare_call("--journal", many, "report", out).sentence
    assert not out.exists()
