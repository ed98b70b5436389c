"""Apple Health: the minutes of exercise of each day, from its workouts. It knows no leg cramps, and brings no nights.

The export can be gigabytes long: it is read element by element.
"""

import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.brought import Brought
from cramp_journal.exchange.elsewhere.dates import moment_of
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.elsewhere.workbook_bounds import NO_ARCHIVE
from cramp_journal.i18n import _, ngettext

_PEEKED = 65_536  # bytes in which the root element begins
_INSIDE = "export.xml"
_DAY_BREAKS = 4  # o'clock until which a workout belongs to the day before
_MOST_MINUTES = 1440
_PREFIX = "HKWorkoutActivityType"
_MINUTES = {"min": 1.0, "hr": 60.0, "s": 1 / 60}


class AppleHealth(ForeignFile):
    """`export.xml`, or the archive that a phone makes of it."""

    kind = "apple_health"

    def __init__(self, file: Path) -> None:
        """Read the workouts once.

        Raises:
            BadInput: It is damaged, or cannot be read.
        """
        super().__init__(file, [])
        self._workouts = list(_workouts(file))

    @property
    def header(self) -> tuple[str, ...]:
        """The kind: every export has the same shape."""
        return (self.kind,)

    def what_it_is(self) -> str:
        """Say what the file is."""
        return ngettext(
            "{name} comes from Apple Health: {n} workout, and no nights of cramps.",
            "{name} comes from Apple Health: {n} workouts, and no nights of cramps.",
            len(self._workouts),
        ).format(n=len(self._workouts), name=self.file.name)

    def questions(self) -> list[Question]:
        """Ask which workouts count as exercise."""
        count = Counter(kind for _day, kind, _minutes in self._workouts)
        if not count:
            return []
        return [
            Question(
                "workouts",
                _("Which of these count as exercise?"),
                tuple(Option(kind, f"{kind} ({times})") for kind, times in count.most_common()),
                tuple(count),
                several=True,
            )
        ]

    def bring(self, answers: Given) -> Brought:
        """Sum the minutes of each day; how hard it was is not known."""
        questions = self.questions()
        check_answers(questions, answers)
        wanted = answer_to(questions[0], answers) if questions else ()
        minutes: dict[date, float] = defaultdict(float)
        for day, kind, length in self._workouts:
            if kind in wanted:
                minutes[day] += length
        brought = Brought()
        brought.fills["exercise_minutes"] = {day: min(round(each), _MOST_MINUTES) for day, each in minutes.items()}
        brought.said.append(_("Sleep and steps are not read: what cramps did to your sleep, only you can say."))
        return brought


def is_apple_health(file: Path) -> bool:
    """Return whether a file is an export of Apple Health, or the archive of one."""
    if not file.is_file():  # a pipe may never end
        return False
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                return any(name.endswith(f"/{_INSIDE}") for name in packed.namelist())
        with file.open("rb") as opened:
            return b"<HealthData" in opened.read(_PEEKED)
    except NO_ARCHIVE:
        return False


def _workouts(file: Path) -> Iterator[tuple[date, str, float]]:
    """Yield the day, the kind and the minutes of each workout."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - only for this kind of file
    from defusedxml.ElementTree import ParseError, iterparse  # noqa: PLC0415 - as above

    try:
        with ExitStack() as stack:
            root = None
            for event, element in iterparse(_opened(file, stack), events=("start", "end")):
                if root is None:
                    root = element
                if event != "end":
                    continue
                if element.tag == "Workout" and (found := _workout(element.attrib)):
                    yield found
                if element.tag in ("Workout", "Record", "ActivitySummary", "Correlation"):
                    root.clear()  # what was read is not held
    except (ParseError, DefusedXmlException, *NO_ARCHIVE) as error:
        raise BadInput(
            _(
                "{file} is cut off or damaged: no export of Apple Health can be read. Export it again on the phone."
            ).format(file=file)
        ) from error


def _opened(file: Path, stack: ExitStack) -> IO[bytes]:
    if not zipfile.is_zipfile(file):
        return stack.enter_context(file.open("rb"))
    packed = stack.enter_context(zipfile.ZipFile(file))
    name = next(name for name in packed.namelist() if name.endswith(f"/{_INSIDE}"))
    return stack.enter_context(packed.open(name))


def _workout(said: dict[str, str]) -> tuple[date, str, float] | None:
    written = said.get("startDate", "")
    moment = moment_of(written.rpartition(" ")[0] if written.count(" ") > 1 else written)  # its own zone: as lived
    factor = _MINUTES.get(said.get("durationUnit", "min"))
    try:
        length = float(said.get("duration", ""))
    except ValueError:
        return None
    if moment is None or factor is None or not 0 < length * factor <= _MOST_MINUTES:
        return None
    late = moment.clock is not None and moment.clock.hour < _DAY_BREAKS
    kind = said.get("workoutActivityType", "").removeprefix(_PREFIX) or "Workout"
    return moment.day - timedelta(days=1) if late else moment.day, kind, length * factor
