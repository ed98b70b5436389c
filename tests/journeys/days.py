"""Days of a life with the journal: each is what a person does, in the words of the screen."""

from datetime import date, datetime, timedelta
from pathlib import Path

from cramp_journal.gui.last_night.cramp_questions import CrampQuestions
from cramp_journal.labels import night_title
from cramp_journal.paths import journal_file
from cramp_journal.words import Answer
from tests.journeys.hand import Hand
from tests.journeys.stage import LARGE, LAST, WORDS, Stage, begins, nights_back

_PAGES = ("Last night", "Calendar", "Trends", "What helps", "See a doctor?", "Report")
_BELOW = ("Cramp right now", "Text size", "Settings", "English", "Help")


@begins(Stage(is_first=True))
def first_start(hand: Hand) -> None:
    """The welcome page is skipped by one key, and N answers at once."""
    hand.sees("Welcome")
    hand.picture("welcome")
    assert not journal_file().exists()
    hand.key("Escape")
    hand.sees("Not recorded")
    hand.picture("skipped")
    hand.key("n")
    hand.sees("Saved")
    hand.picture("no-cramps")
    assert hand.actions == 2
    assert _recorded(hand) == {LAST: 0}
    assert hand.program.session.file == journal_file()


@begins(Stage())
def clear_week(hand: Hand) -> None:
    """One key each morning, for a week."""
    for _day in range(7):
        before = hand.actions
        hand.key("n")
        hand.sees("Saved")
        assert hand.actions - before == 1
        hand.picture("no-cramps")
        hand.another_day()
    assert _recorded(hand) == {LAST + timedelta(days=day): 0 for day in range(7)}


@begins(Stage(nights=nights_back(*range(1, 30))))
def bad_night(hand: Hand) -> None:
    """Three cramps, each told by mouse in six actions at most."""
    spent = []
    had = (
        ("left", "calf", "12–2", "1–3", "7"),
        ("right", "calf", "2–4", "3–10", "9"),
        ("left", "foot", "4–6", "1–3", "4"),
    )
    for number, (side, muscle, when, long, pain) in enumerate(had):
        before = hand.actions
        hand.press("Another cramp" if number else "I had cramps", leads=True)
        _sees_the_form(hand)
        hand.press_leg("back", side, muscle)
        hand.press(when, long, pain)
        hand.picture(f"cramp-{number + 1}")
        spent.append(hand.actions - before)
    hand.press("Done")
    hand.sees("✓ Recorded. You are done.")
    hand.picture("done")
    assert max(spent[0], spent[1], spent[2] + 1) <= 6
    found = hand.program.session.night(LAST)
    assert found is not None
    told = [(each["side"], each["muscle"], each["time"], each["seconds"], each["pain"]) for each in found["cramps"]]
    assert told == [
        ("left", "calf", "01:00", 120, 7),
        ("right", "calf", "03:00", 360, 9),
        ("left", "foot", "05:00", 120, 4),
    ], told


@begins(Stage(nights=nights_back(*range(14, 40))))
def catch_up(hand: Hand) -> None:
    """Fourteen nights are told in fourteen actions, and a hand that does not move answers one night, not six."""
    hand.sees("13 nights are not recorded")
    hand.picture("thirteen-wait")
    before = hand.actions
    hand.key("n")
    hand.sees("Saved")
    newest = LAST - timedelta(days=1)
    place = hand.place_of(hand.button(f"{night_title(newest)}: No cramps"))
    known = _recorded(hand)
    assert known[LAST] == 0
    hand.press_at(place)
    hand.press_again(5)
    assert _recorded(hand) == known | {newest: 0}
    hand.picture("six-clicks")
    answers = {LAST - timedelta(days=back): "ncnndnnncdnn"[back - 2] for back in range(2, 14)}
    for evening in sorted(answers, reverse=True):
        hand.key(answers[evening])
        hand.picture(f"{evening:%d}-{answers[evening]}")
    assert hand.actions - before == 14
    hand.press("Done", leads=True)
    hand.picture("caught-up")
    told = {evening: int(answer == "c") for evening, answer in answers.items() if answer != "d"}
    assert _recorded(hand) == known | {newest: 0} | told
    assert hand.program.session.not_remembered == {each for each, answer in answers.items() if answer == "d"}


@begins(Stage(nights=nights_back(*range(1, 30))))
def medicine_since_march(hand: Hand) -> None:
    """A medicine is told with the day on which it began, and fills in this night's line."""
    hand.key("n")
    hand.press("Medicines, supplements: Add…", "What I take each day…", leads=True)
    hand.sees("Add something")
    hand.picture("what-i-take")
    hand.put("amlodipine", "Name of the supplement or medicine")
    hand.turn_to("medicine")
    hand.press("medicine")
    hand.turn_to("Since a day that I know…")
    hand.press("Since a day that I know…", leads=True)
    hand.put("1 March", "The day on which you began")
    hand.picture("since-march")
    hand.turn_to("Add from that day on")
    hand.press("Add from that day on", leads=True)
    hand.picture("added")
    hand.close_dialog()
    hand.sees("Amlodipine")
    hand.picture("taken")
    (course,) = hand.program.session.journal().courses()
    assert (course.substance, course.kind, course.start) == ("amlodipine", "medicine", date(2026, 3, 1))
    found = hand.program.session.night(LAST)
    assert found is not None
    assert [each["substance"] for each in found["intakes"]] == ["amlodipine"]
    assert _recorded(hand)[LAST] == 0


@begins(Stage(nights=nights_back(*range(45, 200), cramps=0) + nights_back(*range(45), cramps=1)))
def doctor_visit(hand: Hand) -> None:
    """A prompt leads to the report, the report is saved, and the doctor has seen it."""
    hand.press("See a doctor?", leads=True)
    hand.sees("To tell your doctor at your next visit")
    hand.picture("the-prompt")
    asked = hand.program.session.prompts.now(hand.now.date())
    assert asked
    hand.press("Make the report", leads=True)
    hand.picture("the-report")
    folder = Path.home() / "for the doctor"
    folder.mkdir()

    def answer() -> None:
        hand.picture("where-to")
        hand.key("ctrl+a")
        hand.type(str(folder / "my nights"))
        hand.key("Return")

    hand.press_and_answer("Save PDF…", answer)
    hand.sees("Saved: ")
    hand.picture("saved")
    (saved,) = folder.iterdir()
    assert saved.name == "my nights.pdf"
    assert saved.read_bytes().startswith(b"%PDF")
    hand.sleep_until(datetime(2026, 11, 25, 17, 5))
    hand.press("See a doctor?", leads=True)
    hand.press("A doctor has seen it", leads=True)
    hand.picture("seen")
    answers = [each.answer for each in hand.program.session.journal().prompts()]
    assert Answer.DOCTOR_SAW in answers
    assert len(_recorded(hand)) == 200


@begins(Stage(nights=nights_back(*range(1, 20)), is_locked=True))
def lock_and_come_back(hand: Hand) -> None:
    """The journal asks for its passphrase, is locked again by two keys, and shows nothing meanwhile."""
    hand.sees("Your journal is locked")
    hand.picture("locked")
    hand.type(WORDS)
    hand.key("Return")
    hand.sees("Not recorded")
    hand.key("n")
    hand.sees("Saved")
    hand.picture("opened")
    hand.key("ctrl+l")
    hand.sees("Your journal is locked")
    hand.picture("locked-again")
    assert not hand.program.session.is_open
    hand.key("n")
    hand.type("not these")
    hand.key("Return")
    hand.sees("That did not open it.")
    hand.picture("wrong")
    hand.key("ctrl+a")
    hand.type(WORDS)
    hand.key("Return")
    hand.sees("Saved")
    hand.picture("back")
    assert _recorded(hand) == {LAST - timedelta(days=back): 0 for back in range(20)}


@begins(Stage(nights=nights_back(*range(1, 30))))
def small_screen(hand: Hand) -> None:
    """At 1366×768 each page can be chosen, and the form of a cramp is whole in sight."""
    _sees_all_ways(hand)
    for page in (*_PAGES[1:], "Help", _PAGES[0]):
        hand.press(page, leads=True)
        _sees_all_ways(hand)
        hand.picture(page.lower().replace(" ", "-").rstrip("?"))
    hand.press("I had cramps")
    _sees_the_form(hand)
    hand.picture("the-form")
    hand.press_leg("back", "right", "calf")
    hand.press("2–4", "Done")
    found = hand.program.session.night(LAST)
    assert found is not None
    (cramp,) = found["cramps"]
    assert (cramp["side"], cramp["muscle"], cramp["time"]) == ("right", "calf", "03:00")


@begins(Stage(screen=LARGE, nights=nights_back(*range(1, 30))))
def twice_as_large(hand: Hand) -> None:
    """The largest text is chosen on the page, and everything that was in sight stays within reach."""
    hand.press("Text size", leads=True)
    hand.choose("Largest")
    hand.settle()
    _sees_all_ways(hand)
    hand.picture("largest")
    hand.press("I had cramps", leads=True)
    hand.picture("the-form")
    for answer in ("2–4", "1–3", "7", "Done"):
        hand.turn_to(answer)
        hand.press(answer)
    hand.picture("done")
    found = hand.program.session.night(LAST)
    assert found is not None
    (cramp,) = found["cramps"]
    assert (cramp["time"], cramp["seconds"], cramp["pain"]) == ("03:00", 120, 7)
    for page in (*_PAGES[1:], "Help", _PAGES[0]):
        hand.press(page, leads=True)
        _sees_all_ways(hand)
        hand.picture(page.lower().replace(" ", "-").rstrip("?"))


@begins(Stage(nights=nights_back(*range(1, 30))))
def keys_alone(hand: Hand) -> None:
    """A cramp is told in ten key presses, and the mouse is never touched."""
    hand.key("c", "space")
    hand.picture("where")
    hand.key("Tab", "Right", "Right", "space")
    hand.picture("when")
    hand.key("Tab", "Right", "space", "7")
    hand.picture("told")
    assert hand.actions <= 10
    found = hand.program.session.night(LAST)
    assert found is not None
    (cramp,) = found["cramps"]
    assert [cramp[name] for name in ("side", "muscle", "time", "seconds", "pain")] == ["left", "calf", "01:00", 120, 7]
    for number, page in enumerate(("calendar", "trends", "helps", "advice", "report"), 2):
        hand.key(f"ctrl+{number}")
        assert hand.program.window.open_page == page
    hand.key("ctrl+1", "alt+Left")
    hand.sees("Earlier night")
    assert len(_recorded(hand)) == 30


def _recorded(hand: Hand) -> dict[date, int]:
    """Return the recorded nights, each with the number of its cramps."""
    return {each.evening: each.count for each in hand.program.session.figures()}


def _sees_the_form(hand: Hand) -> None:
    """Look whether the one form of a cramp is whole in sight."""
    (form,) = (each for each in hand.top.findChildren(CrampQuestions) if each.isVisible())
    assert hand.is_whole(form), "the form of a cramp is not whole in sight"


def _sees_all_ways(hand: Hand) -> None:
    """Look for each way to another page."""
    for each in (*_PAGES, *_BELOW):
        assert hand.is_whole(hand.button(each)), f"not whole in sight: {each}"
