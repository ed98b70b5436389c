"""The full-size views. Each is made when it is first opened, since it loads what draws or counts."""

from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.settings import Settings


def make_page(name: str, session: Session, settings: Settings) -> Page:
    """Make a page by its name; the page of a night is made with the window."""
    match name:
        case "calendar":
            from cramp_journal.gui.calendar.calendar_page import CalendarPage  # noqa: PLC0415 - slow, as said above

            return CalendarPage(session)
        case "trends":
            from cramp_journal.gui.trends.trends_page import TrendsPage  # noqa: PLC0415 - slow, as said above

            return TrendsPage(session, settings.temperature_unit)
        case "helps":
            from cramp_journal.gui.trends.helps_page import HelpsPage  # noqa: PLC0415 - slow, as said above

            return HelpsPage(session, settings.temperature_unit)
        case "advice":
            from cramp_journal.gui.doctor.advice_page import AdvicePage  # noqa: PLC0415 - slow, as said above

            return AdvicePage(session, settings.region)
        case "help":
            from cramp_journal.gui.help.help_page import HelpPage  # noqa: PLC0415 - slow, as said above

            return HelpPage(session)
        case "trial":
            from cramp_journal.gui.trial.trial_page import TrialPage  # noqa: PLC0415 - slow, as said above

            return TrialPage(session)
        case _:
            from cramp_journal.gui.report.report_page import ReportPage  # noqa: PLC0415 - slow, as said above

            return ReportPage(session, settings.paper, settings.temperature_unit)
