"""What the nights say: the commands for the summary, the prompts, and the report."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal import clock
from cramp_journal.advice.board import board, calm_words
from cramp_journal.advice.evidence import Person, looked_back
from cramp_journal.advice.headlines import headline, reason, what_to_do
from cramp_journal.advice.prompts import Prompt, prompt_as_json, prompts
from cramp_journal.advice.signs import SIGNS_ASKED, where_to_read
from cramp_journal.advice.three_questions import is_asked, question_text, replies
from cramp_journal.advice.trial_rules import left_out_of
from cramp_journal.advice.why import why
from cramp_journal.analysis.factors import effects_as_json, factor_effects, hidden_factors, not_compared
from cramp_journal.analysis.patterns import site_of
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.analysis.summary import Change, Summary, summary, summary_as_json
from cramp_journal.analysis.trends import comparison_in_words, recent
from cramp_journal.charts.link_text import beside, links_in_words, name_of, notes_on, ratio_of
from cramp_journal.charts.rate_text import cautions, no_rate
from cramp_journal.cli.shared import (
    AsJson,
    AsOf,
    Lang,
    PaperSize,
    PeriodText,
    app,
    open_journal,
    say,
    say_on_stderr,
    spare_the_journal,
    spare_what_is_no_file,
    tell_ahead,
)
from cramp_journal.errors import BadInput
from cramp_journal.formats import count_text, number_text, percent_text
from cramp_journal.i18n import _, ngettext, pgettext
from cramp_journal.labels import capital, cramps_text, day, label, length, nights_text, site, tenths
from cramp_journal.paths import settings_file
from cramp_journal.punctuation import as_sentence, in_list, in_parts, in_sentences, name_and_value
from cramp_journal.questions import AskedBack, Reply
from cramp_journal.settings import Settings
from cramp_journal.store.journal.forgotten import not_remembered
from cramp_journal.triage import table

_MOST_LINES = 60  # lines of comparisons


@app.command("summary")
def summary_command(
    context: typer.Context,
    period: PeriodText = "28d",
    as_of: AsOf = None,
    json_: AsJson = False,
) -> None:
    """Print the figures of a period."""
    with open_journal(context) as journal:
        found, forgotten = journal.figures(), not_remembered(journal)
    tell_ahead(night.evening for night in found)
    last = last_looked_at(found, as_of or clock.today())
    figures = summary(found, period_from(period, last, found), forgotten)
    if json_:
        say(json.dumps(summary_as_json(figures), ensure_ascii=False, indent=2))
        return
    for line in _summary_lines(figures):
        say(line)
    say(comparison_in_words(recent(found, last), beside=figures.change))


def _summary_lines(found: Summary) -> list[str]:
    known = found.coverage
    parts = [
        _("{n} recorded ({share})").format(n=known.recorded, share=percent_text(known.share)),
        _("{n} not recorded").format(n=known.unknown),
        _("{n} left out").format(n=known.left_out),
        *([_("{n} not remembered").format(n=known.not_remembered)] if known.not_remembered else []),
        *([_("{n} before the journal began").format(n=known.before)] if known.before else []),
    ]
    of_what = _("{first} to {last}: {nights}, {parts}").format(
        first=day(found.period.first),
        last=day(found.period.last),
        nights=nights_text(found.period.nights),
        parts=in_parts(parts),
    )
    cramps = _("{n}, in {nights}; {clear} without").format(
        n=found.cramps, nights=nights_text(known.cramps), clear=nights_text(known.clear)
    )
    rows = [(_("Cramps"), cramps)]
    if "nights" in found.why:
        rows.insert(0, (_("Beware"), found.why["nights"].said()))
    for name, rate in (
        (_("Cramps a week"), found.cramps_per_week),
        (_("Cramp nights a week"), found.cramp_nights_per_week),
    ):
        said = rate and _("{number} (likely between {low} and {high})").format(
            number=tenths(rate.value), low=tenths(rate.low), high=tenths(rate.high)
        )
        rows.append((name, said or name_and_value(no_rate(found), found.why["cramps_per_week"].said())))
    rows += [("", each) for each in cautions(found)]
    rows.append((pgettext("how it has changed", "Change"), _change_line(found.change) or found.why["change"].said()))
    rows.append((_("Year before"), _change_line(found.last_year) or found.why["last_year"].said()))
    return [of_what, *_in_columns(rows + _rows_on_cramps(found))]


def _rows_on_cramps(found: Summary) -> list[tuple[str, str]]:
    """Say how long the cramps were, how bad, and where."""
    rows = []
    seconds = found.seconds
    if seconds.median is not None and seconds.q1 is not None and seconds.q3 is not None and seconds.largest is not None:
        said = _(
            "usually {median}; half between {low} and {high}; longest {longest} ({known} known, {guessed} guessed)"
        ).format(
            median=length(seconds.median),
            low=length(seconds.q1),
            high=length(seconds.q3),
            longest=length(seconds.largest),
            known=seconds.known,
            guessed=found.guessed,
        )
        rows.append((_("Length"), said))
    if found.pain.median is not None:
        said = _("usually {median} ({known} known)").format(
            median=number_text(found.pain.median), known=found.pain.known
        )
        rows.append((_("Pain, 0 to 10"), said))
    if found.sore_known:
        said = _("after {n} of {nights} that say").format(n=found.sore, nights=nights_text(found.sore_known))
        rows.append((_("Sore next day"), said))
    if found.sites:
        places = in_list(f"{capital(site(*site_of(key)))} {count}" for key, count in found.sites.most_common(6))
        rows.append((_("Where"), places))
    return rows


def _in_columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Return rows of a name and what is said of it, one below the other; a Chinese letter is two columns wide."""
    from rich.cells import cell_len  # noqa: PLC0415 - only this command needs it

    widest = max(cell_len(name) for name, _said in rows)
    return [f"{name}{' ' * (widest - cell_len(name))}  {said}" for name, said in rows]


def _change_line(change: Change) -> str:
    if change.ratio is None or change.low is None or change.high is None:
        return ""
    before = change.before
    text = (
        _("{ratio} times (likely between {low} and {high}) the rate of {first} to {last} ({n} recorded)")
        if change.ratio
        else _("none; likely at most {high} times the rate of {first} to {last} ({n} recorded)")
    )
    return text.format(
        ratio=tenths(change.ratio),
        low=tenths(change.low),
        high=tenths(change.high),
        first=day(before.first),
        last=day(before.last),
        n=change.recorded,
    )


@app.command("factors")
def factors_command(
    context: typer.Context, period: PeriodText = "all", as_of: AsOf = None, json_: AsJson = False
) -> None:
    """Print what went with cramps: nights with each thing against nights without it. A link is not a cause."""
    with open_journal(context) as journal:
        found, contents = journal.figures(), journal.contents()
    tell_ahead(night.evening for night in found)
    looked_at = period_from(period, last_looked_at(found, as_of or clock.today()), found)
    logged = contents["nights"]
    left_out = left_out_of(contents, as_of or clock.today())
    effects = factor_effects(logged, found, looked_at, hidden_factors(contents), left_out)
    if json_:
        say(json.dumps(effects_as_json(effects), ensure_ascii=False, indent=2))
        return
    say(in_sentences([links_in_words(effects, "c"), *notes_on(effects, "c")]))
    for each in effects[:_MOST_LINES]:
        when = _("the night after") if each.lag else _("the same night")
        cramps, nights, cramps_without, nights_without = each.shown
        counts = _("{cramps} in {nights} with it, {cramps_without} in {nights_without} without").format(
            cramps=cramps_text(cramps),
            nights=nights_text(nights),
            cramps_without=cramps_without,
            nights_without=nights_text(nights_without),
        )
        said = _("{what}, {when}: {verdict}; {counts}; times as many: {ratio}").format(
            what=name_of(each, "c"), when=when, verdict=label(each.verdict), counts=counts, ratio=ratio_of(each)
        )
        more_said = beside(each)
        say(in_sentences((as_sentence(said), more_said)) if more_said else said)
    if more := effects[_MOST_LINES:]:
        said = ngettext(
            "… and {n} more comparison, of which less is known: --json prints them all.",
            "… and {n} more comparisons, of which less is known: --json prints them all.",
            len(more),
        )
        say(said.format(n=count_text(len(more))))
    if left := not_compared(logged, looked_at):
        said = ngettext(
            "{n} thing of which fewer nights tell is not compared.",
            "{n} things of which fewer nights tell are not compared.",
            left,
        )
        say(said.format(n=count_text(left)))
    say(_("A link is not a cause."))


@app.command("prompts")
def prompts_command(context: typer.Context, as_of: AsOf = None, json_: AsJson = False) -> None:
    """Print the prompts that hold on a date: what to do by when, what to tell at the next visit, then why."""
    with open_journal(context) as journal:
        today, figures = as_of or clock.today(), journal.figures()
        person = Person.of(journal.profile(), journal.intakes(looked_back(today), today))
        found = prompts(figures, journal.prompts(), today, person=person)
    tell_ahead(night.evening for night in figures)
    for problem in table().problems:
        say_on_stderr(problem)
    if json_:
        say(json.dumps([prompt_as_json(prompt) for prompt in found], ensure_ascii=False, indent=2))
        return
    together, region = board(found), Settings.load(settings_file(), aside=False).region
    pressing = [each for each in (together.first, *together.further) if each]
    for prompt in pressing:
        said = in_sentences((headline(prompt), what_to_do(prompt, region), reason(prompt)))
        say(name_and_value(label(prompt.tier), said))
        _print_questions(prompt)
    if together.to_tell:
        say(_("To tell your doctor at your next visit:"))
    for prompt in together.reasons:
        say(f"  •  {in_sentences((headline(prompt), reason(prompt)))}")
        _print_questions(prompt)
    if not found:
        for line in (*calm_words(), _("If you are worried, contact a doctor all the same.")):
            say(line)
    for prompt in (*pressing, *together.reasons):
        _print_why(prompt)


def _print_questions(prompt: Prompt) -> None:
    """Print what only the person can answer; it is answered in the window."""
    if is_asked(prompt):
        for each in AskedBack:
            said = dict(replies()).get(Reply(prompt.asked[each])) if each in prompt.asked else None
            say(f"     {in_sentences((question_text(each), as_sentence(said or '')))}")


def _print_why(prompt: Prompt) -> None:
    say(_("Why: {headline}").format(headline=headline(prompt)))
    for line in (prompt.logged, prompt.advice, _("Source: {source}").format(source=prompt.source)):
        say(f"  {line}")
    for line in [*why(prompt), *where_to_read(prompt.rule, prompt.source)]:
        say(f"  {line}")


@app.command()
def report(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help="The file to write.")],
    period: PeriodText = "12w",
    as_of: AsOf = None,
    paper: PaperSize = "a4",
    no_name: Annotated[bool, typer.Option("--no-name", help="Leave out name and year of birth.")] = False,
    one_page: Annotated[bool, typer.Option("--one-page", help="Leave out page 2.")] = False,
    every_night: Annotated[bool, typer.Option("--nights", help="List every night, in an appendix.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="List every night with its notes.")] = False,
    lang: Lang = "",
) -> None:
    """Write the report for the doctor as a PDF."""
    from cramp_journal.report import Choices, make_report  # noqa: PLC0415 - slow: it loads the charts

    spare_what_is_no_file(out)
    with open_journal(context) as journal:
        spare_the_journal(journal, out)
        if out.suffix.lower() not in ("", ".pdf"):
            raise BadInput(_("{out}: the report is a PDF; let the name end in .pdf.").format(out=out))
        found, contents = journal.figures(), journal.contents()
        asked, forgotten = journal.state(SIGNS_ASKED), not_remembered(journal)
    tell_ahead(night.evening for night in found)
    date = as_of or clock.today()
    choices = Choices(
        period=period_from(period, last_looked_at(found, date), found),
        today=date,
        paper=paper,
        with_name=not no_name,
        with_page_two=not one_page,
        with_nights=every_night,
        with_notes=notes,
        language=lang,
        temperature_unit=Settings.load(settings_file(), aside=False).temperature_unit,
        asked=asked,
        not_remembered=forgotten,
    )
    notice = make_report(found, contents, choices, out)
    say(in_sentences((_("Written: {file}.").format(file=out), notice)))
