"""Several people on one computer, in the window: whose journal is open, another one, and nothing of the first in it."""

import gc
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from cramp_journal import app, people
from cramp_journal.app import Program
from cramp_journal.gui.keeping import people_flow
from cramp_journal.gui.keeping.people_dialogs import AddPerson, NamesAndColors
from cramp_journal.gui.keeping.whose_journal import WhoseJournal, ask_whose
from cramp_journal.paths import journal_file
from cramp_journal.store import Journal
from cramp_journal.store.file import claim
from tests.builders import TODAY, a_full_journal, journal_values, night, night_values
from tests.gui.calendar_hands import find, rows
from tests.gui.conftest import Start, button, note_field, press, settle, words
from tests.gui.keeping import CONTROL, LAST, WORDS, dialog_of, fields_of, on_top, type_in
from tests.gui.test_nothing_held import PAGES, held, mark

pytestmark = [
    pytest.mark.usefixtures("quick_key"),
    pytest.mark.qt_log_ignore("This plugin does not support raise"),
]


def begun(file: Path, nights: int = 2, note: str = "") -> Path:
    with Journal(file) as journal:
        for back in range(1, nights + 1):
            journal.save(night(LAST - timedelta(days=back), 1, note=note), TODAY)
    return file


def two_people(note: str = "") -> tuple[Path, Path]:
    """Make journals of Anna and Maria, two nights and three."""
    begun(journal_file(), 2, note)
    maria = begun(people.add_person("Maria", own_name="Anna").file, 3)
    return journal_file(), maria


@pytest.fixture
def switch(qtbot: QtBot) -> Callable[[Program, str], None]:
    """Open another person's journal as a person would."""

    def go(program: Program, name: str) -> None:
        press(program.window.sidebar, program.session.door.person)
        dialog = on_top(program)
        assert isinstance(dialog, WhoseJournal)
        press(dialog, next(each.text().replace("\n", " ") for each in dialog._buttons if each.text().startswith(name)))
        qtbot.waitUntil(lambda: program.session.door.person == name, timeout=20_000)
        session = program.session
        qtbot.waitUntil(lambda: session.is_open or session.door.trouble is not None, timeout=20_000)
        settle()

    return go


def look_and_type(program: Program) -> None:
    """Open each page, search the notes, and begin to type; nothing of it is kept here."""
    for page in PAGES:
        program.window.show_page(page)
        settle()
    program.window.show_page("calendar")
    program.window.activateWindow()
    settle()
    calendar = program.window.page("calendar")
    QTest.keyClick(program.window, Qt.Key.Key_F, CONTROL)
    find(calendar, mark())
    assert any(mark() in row for row in rows(calendar))
    program.window.open_night(LAST)
    note_field(program).setPlainText(f"{mark()} half a thought")


def fill_with_marks(folder: Path) -> None:
    """Make the first person's journal, with the mark in each kind of text."""
    nights = [
        night_values(LAST - timedelta(days=back), [{"note": f"{mark()} cramp"}] * (back % 3), note=f"{mark()} night")
        for back in range(20)
    ]
    person = {"name": f"{mark()} name", "questions": f"{mark()} question"}
    values = journal_values(
        nights=nights, person=person, factors=[{"name": f"{mark()} factor"}], courses=[], prompts=[]
    )
    with a_full_journal(folder, values) as journal:
        made = journal.file
    journal_file().parent.mkdir(parents=True, exist_ok=True)
    made.replace(journal_file())


def all_words(program: Program) -> str:
    """Give everything that is written anywhere in the window, seen or not."""
    settle()
    window = program.window
    labels, lines = window.findChildren(QLabel), window.findChildren(QLineEdit)
    said = [*(each.text() for each in labels), *(each.text() for each in lines)]
    return " ".join([window.windowTitle(), *said, *(each.toolTip() for each in labels)])


# ---------------------------------------------------------------- one person alone
def test_a_single_person_sees_nothing_of_it_but_a_way_to_add_another(start: Start) -> None:
    program = start(begun(journal_file()))
    assert program.window.windowTitle() == "Cramp Journal"
    assert "Whose" not in words(program.window)
    dialog = dialog_of(program)
    assert button(dialog, "Add another person…").isEnabled()
    assert "Whose journal" not in words(dialog)


def test_another_person_is_added_and_the_first_journal_stays_where_it_is(start: Start) -> None:
    file = begun(journal_file())
    program = start(file)
    dialog = dialog_of(program, "Add another person…")
    assert isinstance(dialog, AddPerson)
    press(dialog, "Add")
    assert "Please type a name." in words(dialog)
    own, other = (each for each in dialog.findChildren(QLineEdit) if each.isVisible())
    QTest.keyClicks(own, "Anna")
    QTest.keyClicks(other, "anna")
    press(dialog, "Add")
    assert "somebody called" in words(dialog)
    other.setText("Maria")
    press(dialog, "Add")
    settle()
    assert program.window.windowTitle() == "Anna – Cramp Journal"
    assert "Maria is on the list now" in words(program.window)
    assert button(program.window.sidebar, "Anna").isVisible()
    assert program.session.file == file
    assert [each.name for each in people.load_people().people] == ["Anna", "Maria"]


# ---------------------------------------------------------------- at the start
@pytest.mark.parametrize(("key", "chosen"), [(Qt.Key.Key_1, "Maria"), (Qt.Key.Key_2, "Anna"), (Qt.Key.Key_9, None)])
def test_at_the_start_a_number_opens_the_journal_and_the_last_one_stands_first(
    key: Qt.Key, chosen: str | None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_people()
    people.choose(people.load_people().named("Maria"))

    def lived(dialog: QDialog) -> int:
        QTest.keyClick(dialog, key)
        return dialog.result()

    monkeypatch.setattr(WhoseJournal, "exec", lived)
    file, had = ask_whose(lambda _file: "")
    if chosen is None:
        assert had == "left"
    else:
        assert (file, had) == (people.load_people().named(chosen).file, "")
        assert people.load_people().in_order()[0].name == chosen


def test_the_question_says_only_whether_last_night_is_recorded(qtbot: QtBot) -> None:
    _anna, maria = two_people(note="a secret")
    with Journal(maria) as journal:
        journal.save(night(LAST), TODAY)
    dialog = WhoseJournal(None, people.load_people().people)
    qtbot.addWidget(dialog)
    assert [each.text() for each in dialog._buttons] == [
        "Anna\nlast night is not recorded yet",
        "Maria\n✓ last night is recorded",
    ]


def test_a_name_that_nobody_has_is_answered_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    two_people()
    assert app.open_window(None, "Bert") == 1
    assert "The names are: Anna, Maria." in capsys.readouterr().err


# ---------------------------------------------------------------- from one to the other
def test_what_was_typed_and_not_saved_stays_a_draft_of_the_first_and_comes_back_there(
    start: Start, switch: Callable[[Program, str], None]
) -> None:
    anna, maria = two_people()
    program = start(anna)
    note_field(program).setPlainText("half a thought")
    switch(program, "Maria")
    assert program.window.windowTitle() == "Maria – Cramp Journal"
    assert program.session.file == maria
    assert note_field(program).toPlainText() == ""
    assert not program.session.drafts.evenings()
    assert claim.holder(anna) is None
    assert len(program.session.figures()) == 3
    switch(program, "Anna")
    assert note_field(program).toPlainText() == "half a thought"
    assert len(program.session.figures()) == 2


def test_after_a_switch_a_night_goes_into_the_new_journal_and_undo_knows_nothing_of_the_first(
    start: Start, switch: Callable[[Program, str], None]
) -> None:
    anna, maria = two_people()
    program = start(anna)
    press(program.window.log_page, "No cramps")
    settle()
    assert len(program.session.figures()) == 3
    switch(program, "Maria")
    program.session.undo()
    settle()
    assert len(program.session.figures()) == 3
    press(program.window.log_page, "No cramps")
    settle()
    program.session.finish()
    for file, count in ((anna, 3), (maria, 4)):
        with Journal(file) as journal:
            assert len(journal.figures()) == count
    assert {each.parent for each in (*anna.parent.rglob("backups/*.sqlite"),)} == {
        anna.parent / "backups",
        maria.parent / "backups",
    }


def test_nothing_of_the_first_person_is_on_any_page_of_the_second_or_held_anywhere(
    start: Start, switch: Callable[[Program, str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(app, "_LET_GO", 0)
    fill_with_marks(tmp_path)
    begun(people.add_person("Maria", own_name="Anna").file, 3)
    program = start(journal_file())
    look_and_type(program)
    switch(program, "Maria")
    for _turn in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()
    gc.collect()
    no_key = secrets.token_bytes(32), secrets.token_hex(32), secrets.token_hex(32)
    assert held(no_key) == []
    for page in (*PAGES, "help"):
        program.window.show_page(page)
        settle()
        assert mark() not in all_words(program)
        assert "Anna" not in all_words(program)
    assert str(journal_file().parent / "backups") not in all_words(program)


@pytest.mark.usefixtures("quick_key")
def test_a_locked_journal_asks_for_its_own_passphrase_and_lets_one_go_back(
    start: Start, switch: Callable[[Program, str], None]
) -> None:
    from cramp_journal.store.recovery.passphrase import set_passphrase

    anna, maria = two_people()
    set_passphrase(maria, WORDS)
    program = start(anna)
    switch(program, "Maria")
    assert "The journal of Maria is locked" in words(program.window)
    assert fields_of(program.window)
    press(program.window, "Another person…")
    press(on_top(program), "Anna last night is not recorded yet")
    settle()
    assert program.session.door.person == "Anna"
    assert len(program.session.figures()) == 2
    assert program.session.door.key is None
    switch(program, "Maria")
    type_in(program, WORDS)
    assert len(program.session.figures()) == 3


def test_a_journal_that_another_window_has_comes_to_the_front_there(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, maria = two_people()
    program = start(anna)
    monkeypatch.setattr(app, "_had_by_another", lambda _file: "answered")
    program._on_person_wanted(maria)
    assert program.session.file == anna
    assert program.session.is_open
    assert "its window comes to the front" in words(program.window)


# ---------------------------------------------------------------- the list
def test_a_person_is_renamed_and_taken_off_and_it_is_said_where_the_journal_stays(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, maria = two_people()
    program = start(anna)
    press(program.window.sidebar, "Anna")
    press(on_top(program), "Names and colors…")
    dialog = on_top(program)
    assert isinstance(dialog, NamesAndColors)
    mine, hers = (each for each in dialog.findChildren(QLineEdit) if each.isVisible())
    assert "lies on this computer without a lock" in words(dialog)
    hers.setText("ANNA")
    hers.editingFinished.emit()
    assert "somebody called" in words(dialog)
    hers.setText("Mia")
    hers.editingFinished.emit()
    mine.setText("Anne")
    mine.editingFinished.emit()
    asked: list[str] = []

    def agree(_parent: object, _title: str, text: str, *_buttons: str) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr(people_flow, "ask", agree)
    press(dialog, "Take off the list…")
    settle()
    assert "is not deleted" in asked[0]
    assert str(maria) in asked[0]
    assert maria.is_file()
    assert program.window.windowTitle() == "Cramp Journal"
    assert str(maria) in words(program.window)


def test_whether_last_night_is_recorded_is_noted_in_plain_only_where_wished(start: Start) -> None:
    anna, _maria = two_people()
    program = start(anna)
    press(program.window.log_page, "No cramps")
    settle()
    assert LAST.isoformat() not in people.list_file().read_text()
    people.tell_recorded("Anna", on=True)
    program.session.undo()
    settle()
    press(program.window.log_page, "No cramps")
    settle()
    assert people.load_people().named("Anna").recorded == LAST.isoformat()
    program.session.undo()
    settle()
    assert people.load_people().named("Anna").recorded == ""
