"""The protocol of a trial on one page: what was fixed before its first night, and nothing of its order."""

import json
from dataclasses import dataclass
from typing import Any

from cramp_journal import __version__
from cramp_journal.advice.trial_sentences import blinding_plan, design_in_words, fixed_in_words, odds_in_words
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.power import Odds
from cramp_journal.analysis.experiments.schedule import check_seal
from cramp_journal.charts.page import picture_of_tries
from cramp_journal.charts.trial_text import tries_text
from cramp_journal.i18n import _, speaking
from cramp_journal.labels import day
from cramp_journal.punctuation import in_sentences
from cramp_journal.report.pdf import TooFull, typeset
from cramp_journal.report.sanitize import sanitize, sanitize_all
from cramp_journal.report.truncate import truncate
from cramp_journal.words import SubstanceKind

_SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)  # points: the largest in which all stands on its page
_NAME = 60  # columns of a name
_GROUP = 8  # digits of the fingerprint between two gaps


@dataclass(frozen=True)
class PaperOfTrial:
    """What somebody chose for the papers of a trial."""

    paper: str = "a4"
    language: str = "en"
    name: str = ""  # of the person; "" leaves it out


def protocol_pdf(kept: KeptTrial, chosen: PaperOfTrial = PaperOfTrial()) -> tuple[bytes, str]:
    """Return the protocol of a trial as a PDF of one page, and a notice if it is not of archival quality.

    The same trial and choices give the same bytes.

    Raises:
        OrderChanged: What was fixed has changed since.
        BadInput: A newer program began the trial.
        JournalError: It cannot be typeset.
    """
    check_seal(kept.trial)
    tries = picture_of_tries(_of_ten(kept)).shapes
    return on_one_page({"page": protocol_words(kept, chosen)}, "protocol.typ", {"tries": tries})


def on_one_page(
    words: dict[str, dict[str, Any]], template: str, pictures: dict[str, str] | None = None
) -> tuple[bytes, str]:
    """Typeset a template in the largest letters in which its pages hold what they are to hold.

    Args:
        words: Under one name, the words of the template by their place.
        template: Its name in resources/report.
        pictures: SVG, by name.

    Raises:
        JournalError: It cannot be typeset.
    """
    ((name, page),) = words.items()
    for size in _SIZES:
        spill = {"spill": True} if size == _SIZES[-1] else {}
        given = json.dumps(page | {"size": size} | spill, ensure_ascii=False)
        try:
            return typeset({name: given, **(pictures or {})}, template)
        except TooFull:
            continue
    raise AssertionError("the last size spills over")


def protocol_words(kept: KeptTrial, chosen: PaperOfTrial = PaperOfTrial()) -> dict[str, Any]:
    """Return the words of the protocol by their place, in the chosen language."""
    with speaking(chosen.language):
        found: dict[str, Any] = sanitize_all(_words(kept, chosen))
        return found


def head_of_paper(kept: KeptTrial, chosen: PaperOfTrial, title: str) -> dict[str, Any]:
    """Return what the papers of a trial have in common: their title, whose they are, and the line at the bottom."""
    planned = _("planned on {day}").format(day=day(kept.planned_on))
    whose = truncate(sanitize(chosen.name), _NAME)
    return {
        "language": chosen.language,
        "region": "cn" if chosen.language == "zh" else None,
        "paper": "us-letter" if chosen.paper == "letter" else "a4",
        "title": title,
        "whose": whose,
        "planned": planned,
        "invented": _("Invented nights, made for looking around. Not a real person.") if kept.invented else "",
        "footer": _("Cramp Journal {version} · a record, not a diagnosis").format(version=__version__),
        "fingerprint": in_groups(kept.trial.fingerprint),
    }


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint with a gap after each eight digits, so that two of them can be compared by eye."""
    return " ".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP))


def name_of_thing(kept: KeptTrial) -> str:
    """Return what is tried, as it is called in a list, shortened to a line."""
    return truncate(sanitize(words_of_thing(kept.thing).name), _NAME)


def _words(kept: KeptTrial, chosen: PaperOfTrial) -> dict[str, Any]:
    words, trial = words_of_thing(kept.thing), kept.trial
    ask = _("Ask a pharmacist or doctor before you take it.") if kept.thing.taken is SubstanceKind.SUPPLEMENT else ""
    return head_of_paper(kept, chosen, truncate(sanitize(words.question), 2 * _NAME)) | {
        "subtitle": _("The plan of a trial on myself"),
        "parts": [
            {"heading": _("What is tried"), "lines": [name_of_thing(kept), in_sentences((words.how, ask))]},
            {
                "heading": _("Which nights"),
                "lines": [design_in_words(trial.design), blinding_plan(blinded=kept.blinded)],
            },
            {"heading": _("Fixed before the first night"), "list": list(fixed_in_words(trial))},
            {"heading": _("While it runs"), "list": _while_it_runs(kept)},
        ],
        "odds": {
            "heading": _("What it can notice"),
            "said": odds_in_words(kept.promised),
            "key": tries_text(_of_ten(kept)).note,
            "alt": tries_text(_of_ten(kept)).summary,
        },
        "seal": {
            "heading": _("Fingerprint"),
            "said": _(
                "It is made of all that is fixed, the order among it, and of a secret number. Nobody can read the order"
                " from it; but if anything is changed later, it does not fit any more."
            ),
            "method": _(
                "SHA-256, form {form}. Order: coins by SHAKE-256 of the secret number. Statistic: the ratio of cramps,"
                " as allocated; exact randomisation test over all orders that could have been drawn, 95 % interval by"
                " inverting it."
            ).format(form=trial.form),
        },
    }


def _while_it_runs(kept: KeptTrial) -> list[str]:
    if kept.blinded:
        evening = _("Each evening one press says whether you took the capsule of that date.")
    else:
        evening = _("Each evening Cramp Journal says what tonight is; one press says whether it was done.")
    return [
        evening,
        _("You can pause while you are ill or away, and stop at any time. Your nights are kept either way."),
        _("If you notice anything unusual that may come from it, stop, and ask a pharmacist or doctor."),
        _("An urgent word from {page} comes first: the trial rests until then.").format(page=_("See a doctor?")),
    ]


def _of_ten(kept: KeptTrial) -> int:
    """Return the tries of ten that were promised."""
    return Odds(kept.trial.design, kept.promised, 0).of_ten
