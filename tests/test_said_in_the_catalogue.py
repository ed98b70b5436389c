"""Every sentence for a person goes through the catalogue: what is raised, printed, or handed to a widget."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cramp_journal"
# What takes a text for a person, and which of its arguments it is. An error's sentence is shown as it is.
TAKES = {
    **dict.fromkeys(("BadInput", "JournalError", "NotAJournal", "NewerJournal", "JournalNotWritable"), 0),
    **dict.fromkeys(("JournalInUse", "JournalReplaced", "LockedJournal", "WrongPassphrase", "DamagedJournal"), 0),
    **dict.fromkeys(("NotOurs", "Odd", "InTheWay", "BadParameter"), 0),
    **dict.fromkeys(("ValueError", "_note"), 0),
    **dict.fromkeys(("append", "insert", "tell", "warn", "leave"), -1),
    **dict.fromkeys(("OSError", "FileFault"), 1),
    "damaged": 1,
    **dict.fromkeys(("say", "say_on_stderr", "echo", "print", "prompt", "_typed"), 0),
    **dict.fromkeys(("setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle"), 0),
    **dict.fromkeys(("setPlaceholderText", "setTitle", "setStatusTip", "setSuffix", "setPrefix", "addAction"), 0),
    **dict.fromkeys(("text_label", "heading", "button", "QLabel", "QPushButton"), 0),
}
TRANSLATES = {"_", "ngettext", "pgettext", "npgettext", "from_file", "Late", "said"}
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? +[“A-Za-z]{2,}|^[A-Z][a-z]+[.…:]?$")
_OF_OURS = "for whoever changes a file of the program"
ALLOWED = {
    ("gui/main_window.py", "Cramp Journal"): "the name of the program",
    ("gui/sidebar.py", "Cramp Journal"): "the name of the program",
    ("gui/keeping/locked_page.py", "Cramp Journal"): "the name of the program",
    ("debug_log.py", " is missing"): "the log, which is for whoever looks for a fault",
    ("advice/medicines.py", "row {}: a field is missing or one too many"): _OF_OURS,
    ("advice/medicines.py", "row {}: {} has no known class: "): _OF_OURS,
    ("advice/medicines.py", "row {}: “{}” of {} is a name of {} too, or no name"): _OF_OURS,
}


def untranslated(source: str) -> list[tuple[int, str]]:
    """Give the line and the text of each sentence for a person that is outside the catalogue."""
    return [
        (text.lineno, said)
        for node in ast.walk(ast.parse(source))
        for handed in _handed_on(node)
        for text, said in _texts_in(handed)
        if SENTENCE.search(said)
    ]


def _handed_on(node: ast.AST) -> Iterator[ast.expr]:
    """Give what reaches a person: an argument of what takes a text, what is yielded, what is added to a list."""
    if isinstance(node, ast.Call) and (at := TAKES.get(_name_of(node.func))) is not None:
        yield from node.args[at : at + 1] if at >= 0 else node.args[-1:]
    if isinstance(node, ast.Yield) and node.value is not None:
        yield node.value
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        yield node.value


def _texts_in(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Give each literal of an expression that reaches the person as it is written."""
    match node:
        case ast.Constant(value=str() as text):
            yield node, text
        case ast.JoinedStr(values=parts):
            yield node, "{}".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            for part in parts:
                if isinstance(part, ast.FormattedValue):
                    yield from _texts_in(part.value)
        case ast.Call(func=called) if _name_of(called) in TRANSLATES or not isinstance(called, ast.Attribute):
            return
        case ast.Call(func=ast.Attribute(value=inner)):
            yield from _texts_in(inner)  # "…".format(…) says what is written
        case ast.ListComp(elt=inner) | ast.List(elts=[inner]):
            yield from _texts_in(inner)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from (*_texts_in(one), *_texts_in(other))


def _name_of(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def test_no_sentence_for_a_person_is_outside_the_catalogue() -> None:
    """If this fails: `_("… {hole} …").format(hole=…)`, where the text is shown and never while a module is loaded."""
    found = [
        f"cramp_journal/{name}:{line}: {text}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for name in [file.relative_to(PACKAGE).as_posix()]
        for line, text in untranslated(file.read_text(encoding="utf-8"))
        if (name, text) not in ALLOWED
    ]
    assert found == []


def test_nothing_is_translated_while_a_module_is_loaded() -> None:
    """A language is chosen after that. `Late` keeps a text for later."""
    found = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for call in _at_import(ast.parse(file.read_text(encoding="utf-8")))
        if _name_of(call.func) in {"_", "ngettext", "pgettext", "npgettext", "from_file", "said"}
    ]
    assert found == []


def _at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Give the calls that run while a module is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _at_import(child)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('raise BadInput("No such night.")', ["No such night."]),
        ('raise BadInput(f"{file} is no journal.")', [" is no journal."]),
        ('raise BadInput("{file} is no journal.".format(file=file))', ["{file} is no journal."]),
        ('label.setText("Saved" if done else "Not saved")', ["Saved", "Not saved"]),
        ("say(f\"{_('Written: {file}.').format(file=out)} {notice}\")", []),
        ('raise BadInput(_("{file} is no journal.").format(file=file))', []),
        ('self._note([f"{place}: it stands there twice."])', [": it stands there twice."]),
        ('raise ValueError("must say its zone")', ["must say its zone"]),
        ('card.setProperty("to tell")', []),
        ('OSError(5, "it did not arrive")', ["it did not arrive"]),
        ('def f():\n yield "No night is there."', ["No night is there."]),
        ('def f():\n yield _("No night is there.")', []),
        ('lines.append("No night is there.")', ["No night is there."]),
        ('lines.append(f"{n} nights are there.")', [" nights are there."]),
        ('lines += ["No night is there."]', ["No night is there."]),
    ],
)
def test_the_rule_finds_what_is_said_and_nothing_else(source: str, texts: list[str]) -> None:
    assert [text for _line, text in untranslated(source)] == texts


def test_no_text_of_the_catalogue_stands_in_an_f_string() -> None:
    """`make translations` does not look into one: such a text never reaches a translator."""
    found = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for each in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(each, ast.JoinedStr)
        for call in ast.walk(each)
        if isinstance(call, ast.Call) and _name_of(call.func) in {"_", "ngettext", "pgettext", "npgettext"}
    ]
    assert found == []
