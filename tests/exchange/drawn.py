"""Any journal that the forms allow, drawn by hypothesis: every field of every form, given or not."""

from collections.abc import Callable
from datetime import UTC, date
from enum import StrEnum
from typing import Any, TypeVar

from hypothesis import strategies as st

from cramp_journal import questions, since, trial_words, words
from cramp_journal.model import (
    CourseForm,
    CrampForm,
    FactorForm,
    Form,
    IntakeForm,
    JournalForm,
    JournalSettingsForm,
    NightForm,
    PersonForm,
    PromptForm,
    ReliefForm,
    SignForm,
    TrialAnswerForm,
    TrialEffectForm,
    TrialForm,
    TrialPauseForm,
)
from tests.builders import TODAY

_Drawn = TypeVar("_Drawn")
_Fields = dict[str, st.SearchStrategy[Any]]

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t"), max_size=30)
NAMES = TEXT.filter(bool)
DAYS = st.dates(date(1900, 1, 1), TODAY).map(date.isoformat)
CLOCK = st.times().map(lambda moment: moment.strftime("%H:%M"))
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat().replace("+00:00", "Z"))
DOSES = st.floats(0, 1_000_000) | st.integers(0, 1_000_000)
INVENTED = st.booleans()

QUESTIONS = (
    st.sampled_from(sorted(questions.ASKABLE)) | NAMES.map(questions.OWN.__add__) | NAMES.map(questions.INTAKE.__add__)
)

DRAWN: dict[type[Form], set[str]] = {}  # the fields of each form that are drawn


def _form(form: type[Form], required: _Fields, optional: _Fields) -> st.SearchStrategy[dict[str, Any]]:
    DRAWN[form] = {*required, *optional}
    return st.fixed_dictionaries(required, optional=optional)


def _some(**fields: st.SearchStrategy[Any]) -> _Fields:
    return fields


def _word(kind: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from([str(word) for word in kind])


def _each_once(key: Callable[[Any], object], rows: st.SearchStrategy[_Drawn]) -> st.SearchStrategy[list[_Drawn]]:
    return st.lists(rows, unique_by=key, max_size=4)


def _start_before_stop(course: dict[str, Any]) -> dict[str, Any]:
    days = sorted(course[name] for name in ("start", "stop") if name in course)
    return course | (dict(zip(("start", "stop"), days, strict=True)) if len(days) == 2 else {})


def _said(day: str, said: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Let the word for a beginning fit the date beside it."""

    def fit(row: dict[str, Any]) -> dict[str, Any]:
        if said in row and (day in row) != (row[said] in since.DATED):
            row.pop(said)
        return row

    return fit


def _onset_first(sign: dict[str, Any]) -> dict[str, Any]:
    if sign.get("onset", "") > min(sign["noted_on"], sign.get("until", sign["noted_on"])):
        sign.pop("onset")
        sign.pop("onset_said", None)
    return sign


def _stopped_or_not(trial: dict[str, Any]) -> dict[str, Any]:
    """A day and a reason for which a trial was stopped, or neither."""
    if ("stopped_on" in trial) != ("stopped_why" in trial):
        return {name: value for name, value in trial.items() if name not in ("stopped_on", "stopped_why")}
    return trial


def _first_before_last(pause: dict[str, Any]) -> dict[str, Any]:
    days = sorted(pause[name] for name in ("first", "last") if name in pause)
    return pause | dict(zip(("first", "last"), days, strict=False))


def _after_birth(journal: dict[str, Any]) -> dict[str, Any]:
    """Nothing that is dated in the person's words began before they were born."""
    begun = [each["start"] for each in journal["courses"] if "start_said" in each and "start" in each]
    begun += [each["onset"] for each in journal["signs"] if "onset" in each]
    if any(int(day[:4]) < journal["person"].get("born", 0) for day in begun):
        journal["person"].pop("born")
    return journal


def _own_what_own_nights_use(journal: dict[str, Any]) -> dict[str, Any]:
    """A factor that a night of the person's own uses is the person's own, whatever it was before."""
    used = {name for night in journal["nights"] if not night.get("invented") for name in night.get("factors", [])}
    for factor in journal["factors"]:
        if factor["name"] in used:
            factor.pop("invented", None)
    return journal


RELIEFS = _form(ReliefForm, {"what": _word(words.ReliefKind)}, {"helped": st.booleans()})
INTAKES = _form(IntakeForm, {"substance": NAMES}, _some(dose=DOSES, unit=_word(words.Unit)))
CRAMPS = _form(
    CrampForm,
    {},
    _some(
        time=CLOCK,
        time_precision=_word(words.TimePrecision),
        seconds=st.integers(1, 86_400),
        timing=_word(words.Timing),
        pain=st.integers(0, 10),
        side=_word(words.Side),
        muscle=_word(words.Muscle),
        went_hard=st.booleans(),
        reliefs=st.lists(RELIEFS, max_size=3),
        note=TEXT,
    ),
)
NIGHTS = _form(
    NightForm,
    _some(evening=DAYS, state=st.just(""), left_out=st.booleans(), cramps=st.lists(CRAMPS, max_size=4)),
    _some(
        entered_at=MOMENTS,
        entered_offset=st.integers(-words.MOST_OFFSET, words.MOST_OFFSET),
        room_temperature_c=st.floats(-30, 60) | st.integers(-30, 60),
        exercise=_word(words.Exercise),
        exercise_minutes=st.integers(0, 1440),
        posture=_word(words.Posture),
        woke=st.booleans(),
        minutes_awake=st.integers(0, 1440),
        sleep_disturbance=st.integers(0, 10),
        sore_next_day=st.booleans(),
        tired_next_day=st.booleans(),
        intakes=st.lists(INTAKES, max_size=3),
        factors=st.lists(st.sampled_from(["tea", "long car journey", "夜"]), unique=True, max_size=3),
        note=TEXT,
        came_from=NAMES,
        asked=st.lists(QUESTIONS, unique=True, min_size=1, max_size=4),
        invented=INVENTED,
        **{name: st.booleans() for name in words.YES_NO_FACTORS},
    ),
).map(lambda night: night | {"state": "cramps" if night["cramps"] else "clear"})
COURSES = (
    _form(
        CourseForm,
        _some(substance=NAMES, kind=_word(words.SubstanceKind)),
        _some(
            dose=DOSES,
            unit=_word(words.Unit),
            taken_at=NAMES,
            start=DAYS,
            stop=DAYS,
            start_said=_word(since.Since),
            invented=INVENTED,
        ),
    )
    .map(_start_before_stop)
    .map(_said("start", "start_said"))
)
FACTORS = st.tuples(
    *(
        _form(FactorForm, {"name": st.just(name)}, _some(hidden=st.booleans(), invented=INVENTED))
        for name in ("tea", "long car journey", "夜")
    )
).map(list)
SIGNS = (
    _form(
        SignForm,
        _some(sign=_word(words.SignKind), noted_on=DAYS),
        _some(
            onset=DAYS,
            onset_said=_word(since.Since),
            side=_word(words.Side),
            until=DAYS,
            note=NAMES,
            invented=INVENTED,
        ),
    )
    .map(_said("onset", "onset_said"))
    .map(_onset_first)
)
PROMPTS = _form(
    PromptForm,
    _some(rule=_word(words.Rule), raised_on=DAYS),
    _some(
        answer=_word(words.Answer),
        answered_on=DAYS,
        appointment_on=DAYS,
        reason=NAMES,
        answers=st.dictionaries(_word(questions.AskedBack), _word(questions.Reply)),
        invented=INVENTED,
    ),
)
SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
SHAPES = st.sampled_from([("single_nights", 56, 0), ("single_nights", 364, 0), ("blocks", 336, 7), ("blocks", 56, 27)])
TRIALS = (
    _form(
        TrialForm,
        _some(
            thing=NAMES,
            half_life=st.floats(0, 100),
            leaves_out=st.booleans(),
            kind=st.just(""),
            nights=st.just(0),
            washout=st.just(0),
            first=DAYS,
            seed=SEEDS,
            fingerprint=SEEDS,
            form=st.integers(1, 1_000),
            promised=st.floats(0, 1),
            planned_on=DAYS,
            crossed=st.booleans(),
            blinded=st.booleans(),
        ),
        _some(
            taken=_word(words.SubstanceKind),
            stopped_on=DAYS,
            stopped_why=_word(trial_words.TrialStop),
            follows=SEEDS,
            seen_on=DAYS,
            seen=NAMES,
            invented=INVENTED,
        ),
    )
    .flatmap(
        lambda trial: SHAPES.map(lambda shape: trial | dict(zip(("kind", "nights", "washout"), shape, strict=True)))
    )
    .map(_stopped_or_not)
)
TRIAL_ANSWERS = _form(
    TrialAnswerForm, _some(trial=SEEDS, evening=DAYS, done=st.booleans(), answered_on=DAYS), {"invented": INVENTED}
)
TRIAL_PAUSES = _form(
    TrialPauseForm,
    _some(trial=SEEDS, first=DAYS, why=_word(trial_words.PauseReason)),
    _some(last=DAYS, invented=INVENTED),
).map(_first_before_last)
TRIAL_EFFECTS = _form(
    TrialEffectForm,
    _some(trial=SEEDS, week=st.integers(1, 52), unusual=st.booleans(), answered_on=DAYS),
    _some(note=TEXT, invented=INVENTED),
)
PEOPLE = _form(
    PersonForm,
    {},
    _some(
        name=NAMES,
        born=st.integers(1880, 2200),
        questions=NAMES,
        conditions=st.lists(_word(words.Condition), unique=True),
        invented=INVENTED,
    ),
)
JOURNALS = (
    _form(
        JournalForm,
        {
            "format": st.just("cramp-journal"),
            "version": st.just(1),
            "person": PEOPLE,
            "settings": _form(JournalSettingsForm, {"night_boundary": CLOCK}, {}),
            "courses": _each_once(str, COURSES),
            "factors": FACTORS,
            "nights": _each_once(lambda night: night["evening"], NIGHTS),
            "signs": _each_once(str, SIGNS),
            "prompts": _each_once(str, PROMPTS),
            "trials": _each_once(lambda trial: trial["fingerprint"], TRIALS),
            "trial_answers": _each_once(lambda each: each["trial"], TRIAL_ANSWERS),
            "trial_pauses": _each_once(lambda each: each["trial"], TRIAL_PAUSES),
            "trial_effects": _each_once(lambda each: each["trial"], TRIAL_EFFECTS),
        },
        {},
    )
    .map(_own_what_own_nights_use)
    .map(_after_birth)
)
