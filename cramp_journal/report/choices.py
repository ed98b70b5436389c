"""What the person chose for a report, and how much space its parts get on a page."""

from dataclasses import dataclass, replace
from datetime import date

from cramp_journal.analysis.period import Period


@dataclass(frozen=True)
class Choices:
    """What the person chose for a report. Page 1 is always included."""

    period: Period
    today: date
    paper: str = "a4"
    with_name: bool = True
    with_page_two: bool = True  # what went with cramps, and charts
    with_nights: bool = False  # the appendix: every night
    with_notes: bool = False  # in the appendix, which it therefore includes
    language: str = "en"
    temperature_unit: str = "c"  # or "f": as the person set it
    asked: str = ""  # when the list of signs was last asked, and which, as `advice.signs.read_asked` reads it
    not_remembered: frozenset[date] = frozenset()  # evenings of which the person said so

    @property
    def with_appendix(self) -> bool:
        """Whether every night is listed."""
        return self.with_nights or self.with_notes


@dataclass(frozen=True)
class Room:
    """The space for the parts of page 1. The template refuses a page that is too full; then the next room is tried."""

    apart: float  # points between its parts
    chart: float  # points: the height of the bars' area
    lanes: int  # of courses under the chart
    questions: int  # columns of text: a Chinese character takes two
    lines: int  # of the questions
    signs: int
    sign: int  # columns of the words of a sign
    note: int  # columns of what the person wrote beside it
    prompts: int
    courses: int
    tried: int  # rows of each kind
    links: int  # rows of what went with cramps
    name: int  # columns for a name, of a substance or the person
    answer: int = 30  # columns of what the person wrote beside a fixed answer
    in_full: bool = False  # for the appendix, which nothing follows


_ALL = Room(
    apart=11.5,
    chart=92,
    lanes=5,
    questions=900,
    lines=12,
    signs=8,
    sign=900,
    note=70,
    prompts=9,
    courses=10,
    tried=7,
    links=12,
    name=46,
)
_LESS = Room(
    apart=7,
    chart=58,
    lanes=4,
    questions=420,
    lines=6,
    signs=5,
    sign=80,
    note=44,
    prompts=7,
    courses=7,
    tried=6,
    links=12,
    name=34,
)
# First the page is set more closely, then it says less.
ROOMS = (
    _ALL,
    replace(_ALL, apart=8.5, chart=72),
    replace(_ALL, apart=7, chart=58, lanes=4),
    replace(_ALL, apart=5.5, chart=44, lanes=4),
    _LESS,
    replace(_LESS, chart=46, lanes=3, questions=280, lines=4, signs=4, sign=60, note=30, courses=5, tried=4, name=30),
    Room(
        apart=4.5,
        chart=36,
        lanes=2,
        questions=140,
        lines=2,
        signs=3,
        sign=46,
        note=24,
        prompts=4,
        courses=3,
        tried=3,
        links=8,
        name=26,
        answer=0,
    ),
)
