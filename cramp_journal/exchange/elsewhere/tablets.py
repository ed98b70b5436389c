"""A list of what is taken daily: a sheet of tablets in a workbook."""

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.brought import Evenings
from cramp_journal.exchange.elsewhere.dates import moment_of
from cramp_journal.exchange.elsewhere.doses import unit_in
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.vocabulary import find_words, is_one_of, names_any, names_cramp, plainly, words
from cramp_journal.exchange.numbers import dose_in
from cramp_journal.i18n import _
from cramp_journal.words import NAME_LENGTH, SubstanceKind

_PEEKED = 10


def _roles(row: SheetRow) -> dict[str, int]:
    """Return where the columns of a list of tablets stand, by their headers."""
    found: dict[str, int] = {}
    for place, header in enumerate(header_of(row.cells)):
        text = plainly(header)
        for role, said in words()["tablets"].items():
            if role not in found and text and any(find_words(text, plainly(each)) for each in said):
                found[role] = place
                break
    return found


def _head(sheet: Spreadsheet) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(sheet.rows[:_PEEKED]):
        if any(names_cramp(plainly(header)) for header in header_of(row.cells)):
            continue  # a diary, or the answers of a form: its “Name” and “Start time” are the person's and the form's
        roles = _roles(row)
        if "substance" in roles and ("start" in roles or "dose" in roles):
            return number, roles
    return None


def is_list_of_tablets(sheet: Spreadsheet) -> bool:
    """Return whether a sheet lists what is taken, with doses or dates."""
    return _head(sheet) is not None


def courses_in(sheet: Spreadsheet, evenings: Evenings) -> None:
    """Read the courses of a list of tablets."""
    head = _head(sheet)
    if head is None:
        return
    number, roles = head
    header = header_of(sheet.rows[number].cells)
    for row in sheet.rows[number + 1 :]:
        name = " ".join(str(row[roles["substance"]]).split())
        if row.blank or not name:
            continue
        if len(name) > NAME_LENGTH:
            evenings.leave(row.line, _("the name “{name}…” is too long.").format(name=cell_text(name)))
            continue
        course: dict[str, object] = {"substance": name, "kind": _kind(name)}
        if "dose" in roles:
            course |= _dose(row[roles["dose"]], header[roles["dose"]])
        for role in ("start", "stop"):
            cell = row[roles[role]] if role in roles else ""
            moment = moment_of(cell)
            if moment:
                course[role] = moment.day.isoformat()
            elif not (is_one_of(cell, "unknown") or is_one_of(cell, "still")):
                evenings.say(
                    _("Line {line} of “{name}”: “{cell}” is no date, and stays out.").format(
                        line=row.line, name=cell_text(sheet.name), cell=cell_text(cell)
                    )
                )
        evenings.brought.courses.append(course)


def _dose(cell: Cell, header: str) -> dict[str, object]:
    unit, value = _unit(header), number_of(cell)
    if value is not None:
        return {"dose": value} | ({"unit": unit} if unit else {})
    dose = dose_in(str(cell))
    return {"dose": dose.readings[0], "unit": dose.unit.value} if dose.unit and len(dose.readings) == 1 else {}


def _unit(header: str) -> str | None:
    """Return the unit that a header is, such as “mg”, or names, such as “Dose (mg)”."""
    unit = dose_in(f"1 {header}").unit
    return unit.value if unit else unit_in(header)


def _kind(name: str) -> str:
    text = plainly(name)
    known = names_any(text, "supplements")
    return (SubstanceKind.SUPPLEMENT if known else SubstanceKind.MEDICINE).value
