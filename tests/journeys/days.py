"""Days of a life with the journal: each is what a person does, in the words of the screen."""

from datetime import date, timedelta

from tests.journeys.hand import Hand


def clear_week(hand: Hand) -> None:
    """One key each morning, for a week."""
    for _day in range(7):
        before = hand.actions
        hand.key("n")
        hand.sees("Saved")
        assert hand.actions - before == 1
        hand.another_day()
    recorded = [night.evening for night in hand.program.session.figures()]
    assert recorded == [date(2026, 11, 21) + timedelta(days=day) for day in range(7)]
