"""Days of a life with the journal: each is what a person does, in the words of the screen."""

from datetime import date, datetime, timedelta
from pathlib import Path

from cramp_journal.labels import night_title
from cramp_journal.paths import journal_file
from cramp_journal.words import Answer
from tests.journeys.hand import Hand
from tests.journeys.stage import LAST, WORDS, Stage, begins, nights_back


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


def _recorded(hand: Hand) -> dict[date, int]:
    """Return the recorded nights, each with the number of its cramps."""
    return {each.evening: each.count for each in hand.program.session.figures()}
