"""Changes that no test noticed once, and one does now: each is made again, to see that tests and runner look."""

from dataclasses import dataclass

from tests.mutants.chosen import Chosen


@dataclass(frozen=True)
class Planted:
    """A change of the text of a module, and the file of tests that notices it."""

    module: str
    before: str  # which stands there once
    after: str
    test: str

    @property
    def name(self) -> str:
        """What it is called on one line."""
        return f"{self.module}: {' '.join(self.before.split())}"

    @property
    def chosen(self) -> Chosen:
        """The module with its tests."""
        return Chosen(self.module, (self.test,))

    def source(self) -> str:
        """Give the changed module; raises ValueError where what is changed does not stand there once."""
        whole = self.chosen.file.read_text(encoding="utf-8")
        if whole.count(self.before) != 1:
            raise ValueError(f"{self.module} holds {whole.count(self.before)} times: {self.before}")
        return whole.replace(self.before, self.after)


PLANTED = (
    Planted("truncate.py", "0.75 * len(kept)", "0.5 * len(kept)", "test_truncate.py"),
    Planted("words.py", "timedelta(hours=8)", "timedelta(hours=6)", "test_words.py"),
    Planted("seals.py", "    if in_use[true_path(file)]:\n        return\n", "", "test_seals.py"),
    Planted("json_pieces.py", "_AHEAD = 4", "_AHEAD = 1", "test_json_pieces.py"),
    Planted("settings.py", "type(value) is type(each) and value == each", "value == each", "test_floor.py"),
    Planted("safe_file.py", "        sync_folder(file.parent)  # else", "        pass  # else", "test_safe_file.py"),
    Planted("taken.py", "or last) >= first", "or last) > first", "test_self_reported.py"),
    Planted("taken.py", "or first) <= last", "or first) < last", "test_self_reported.py"),
    Planted("undo.py", "        self._undone.clear()\n", "", "test_undo.py"),
    Planted("typed_time.py", "if said.hour > 23 or", "if said.hour > 24 or", "test_typed_time.py"),
    Planted("which_night.py", "timedelta(days=60)", "timedelta(days=10)", "test_night_strip.py"),
    Planted("night_strip.py", "min(night[0], len(colours.shades))", "min(night[0], 2)", "test_night_strip.py"),
    Planted("night_search.py", "_AROUND = 60", "_AROUND = 40", "test_calendar_search.py"),
    Planted("idle_lock.py", "    QEvent.Type.Wheel,\n", "", "test_idle_lock.py"),
    Planted("label_words.py", '        "alcohol": _("alcohol"),\n', "", "test_recipes.py"),
)
