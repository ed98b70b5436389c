"""What each field of the journal is called to a person: in errors, and where two versions of a thing are compared."""

from collections.abc import Iterator
from functools import lru_cache

from cramp_journal.errors import excerpt
from cramp_journal.i18n import _, language
from cramp_journal.label_words import night_labels
from cramp_journal.labels import capital, label
from cramp_journal.punctuation import in_parts, in_quotes, with_aside

_LONGEST_KEY = 40


def name_of_field(name: str) -> str:
    """Return what a field is called to a person; what a file calls something that no journal has stays as it is."""
    return _words(language()).get(name) or label(name)


def place_in_words(path: tuple[int | str, ...], *, with_path: bool = False) -> str:
    """Say where in a journal something is, from the outside in: “Night no. 3, cramp no. 1, pain”.

    Args:
        path: Names of fields, and numbers of items from 0 on.
        with_path: Add the path in brackets, for whoever edits the file by hand: “(nights[3].cramps[1].pain)”.
    """
    said = capital(in_parts(_parts(path)))
    return with_aside(said, written_path(path)) if with_path and path else said


def written_path(path: tuple[int | str, ...]) -> str:
    """Return a path as the pages about the file form write it, numbers from 1 on."""
    place = ""
    for step in path:
        name = f"[{step + 1}]" if isinstance(step, int) else excerpt(step, _LONGEST_KEY)
        place += f".{name}" if place and isinstance(step, str) else name
    return place


def _parts(path: tuple[int | str, ...]) -> Iterator[str]:
    known = _words(language())
    for at, step in enumerate(path):
        if isinstance(step, int) or step == "[key]":  # the number is said with what it counts; a key has been named
            continue
        named = name_of_field(step)
        said = in_quotes(excerpt(step, _LONGEST_KEY)) if named == step and step not in known else named
        number = path[at + 1] if at + 1 < len(path) else None
        yield _("{what} no. {n}").format(what=said, n=number + 1) if isinstance(number, int) else said


@lru_cache(maxsize=4)
def _words(_language: object) -> dict[str, str]:
    """Return all words in the current language."""
    return {
        **night_labels(),
        "note": _("note"),
        "name": _("name"),
        "born": _("year of birth"),
        "questions": _("questions for the doctor"),
        "night_boundary": _("a new night counts from"),
        "hidden": _("put away"),
        "left_out": _("left out of all figures"),
        "until": _("last day"),
        "onset": _("began on"),
        "side": _("side"),
        "answer": _("answer"),
        "answered_on": _("answered on"),
        "appointment_on": _("appointment on"),
        "reason": _("reason"),
        "answers": _("what you replied"),
        "done": _("done"),
        "unusual": _("something unusual"),
        "first": _("first evening"),
        "last": _("last evening"),
        "stopped_on": _("stopped on"),
        **_of_lists(),
        **_of_nights(),
        **_of_trials(),
        **_of_the_file(),
    }


def _of_lists() -> dict[str, str]:
    """Return what one item of each list is."""
    return {
        "nights": _("night"),
        "cramps": _("cramp"),
        "reliefs": _("relief"),
        "intakes": _("intake"),
        "asked": _("question"),
        "courses": _("daily supplement or medicine"),
        "factors": _("own factor"),
        "signs": _("sign"),
        "prompts": _("prompt"),
        "conditions": _("condition"),
        "trials": _("trial"),
        "trial_answers": _("answer in a trial"),
        "trial_pauses": _("pause of a trial"),
        "trial_effects": _("note on a week of a trial"),
        "deleted": _("deleted thing"),
        "overlaps": _("overlap"),
        "versions": _("version"),
    }


def _of_nights() -> dict[str, str]:
    return {
        "evening": _("date of the evening"),
        "state": _("clear or cramps"),
        "entered_at": _("when it was entered"),
        "entered_offset": _("clock at the entry"),
        "came_from": _("where it came from"),
        "time": _("time of day"),
        "time_precision": _("how exact the time is"),
        "seconds": _("length in seconds"),
        "timing": _("how the length is known"),
        "pain": _("pain"),
        "muscle": _("muscle"),
        "went_hard": _("whether it went hard"),
        "what": _("what it was"),
        "helped": _("whether it helped"),
        "substance": _("substance"),
        "dose": _("dose"),
        "unit": _("unit"),
        "kind": _("kind"),
        "taken_at": _("when in the day"),
        "start": _("beginning"),
        "start_said": _("how the beginning is known"),
        "onset_said": _("how the beginning is known"),
        "stop": _("end"),
        "sign": _("which sign"),
        "noted_on": _("noted on"),
        "rule": _("which prompt"),
        "raised_on": _("raised on"),
    }


def _of_trials() -> dict[str, str]:
    return {
        "trial": _("which trial"),
        "thing": _("what is tried"),
        "taken": _("what kind is taken"),
        "half_life": _("how long it works on"),
        "leaves_out": _("whether something is left out"),
        "washout": _("nights that are not counted"),
        "seed": _("secret of the order"),
        "fingerprint": _("fingerprint"),
        "form": _("rules it follows"),
        "promised": _("chance to notice a halving"),
        "planned_on": _("planned on"),
        "stopped_why": _("why it was stopped"),
        "follows": _("trial before it"),
        "crossed": _("whether it runs beside another"),
        "blinded": _("whether a helper has the order"),
        "seen_on": _("result first seen on"),
        "week": _("week"),
        "why": _("why"),
    }


def _of_the_file() -> dict[str, str]:
    return {
        "format": _("kind of file"),
        "version": _("version"),
        "person": _("about the person"),
        "settings": _("settings of the journal"),
        "invented": _("whether it is invented"),
        "row": _("what the program notes of it"),
        "key": _("key"),
        "changed_at": _("changed last"),
        "device": _("computer"),
        "stamp": _("stamp of its last write"),
        "sum": _("check sum"),
        "seen": _("what it knew, or showed"),
        "content": _("what it says"),
    }
