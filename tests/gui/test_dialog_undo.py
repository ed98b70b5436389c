"""In a dialog, the keys of Undo are those of the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import Start, settle
from tests.gui.test_courses import LAST, add, taken, with_a_clear_night


def test_what_was_added_in_a_dialog_is_undone_and_redone_in_it(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "magnesium")
    program.window._courses.open(LAST)
    settle()
    dialog = program.window._courses._dialog
    assert dialog is not None
    for key, left in ((Qt.Key.Key_Z, []), (Qt.Key.Key_Y, ["magnesium"])):
        QTest.keyClick(dialog.done_button, key, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert taken(program) == left
        assert [each.substance for each in program.session.journal().courses()] == left
    dialog.accept()
