"""The catalogue fits the program; and the report in another language: nothing that it says is left in English."""

import gettext
import re
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cramp_journal import i18n, labels
from cramp_journal.demo import invented_journal
from cramp_journal.i18n import LANGUAGES, WINDOW_LANGUAGES, _, pgettext, speaking, use_language
from cramp_journal.paths import resource
from cramp_journal.report import preview_of
from cramp_journal.report.bedside_form import Blank, form
from cramp_journal.report.choices import ROOMS
from cramp_journal.report.content import content, findings_for
from tests.builders import EVENING
from tests.packaging.loading import recipe
from tests.report.fullest import fullest_journal
from tests.report.reading import EMPTY, Inputs, choices, fonts, inputs_of, made, text_of

ROOT = Path(__file__).parent.parent.parent
OTHERS = [code for code in LANGUAGES if code != "en"]
HOLES = re.compile(r"{\w+}")


def _catalogue(code: str) -> Catalog:
    file = resource("translations") / code / "LC_MESSAGES" / "cramp-journal.po"
    with file.open("rb") as source:
        return read_po(source, locale=code)


def _key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, _forms(message.id)


def _forms(message: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (message or "",) if message is None or isinstance(message, str) else tuple(message)


# ---------------------------------------------------------------- the catalogue
@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_every_text_of_the_program_and_none_is_left_over(code: str) -> None:
    """If this fails after a word was changed: `make translations`."""
    wanted = {_key(message) for message in recipe("translations").sayings(ROOT / "cramp_journal") if message.id}
    there = {_key(message) for message in _catalogue(code) if message.id}
    assert wanted - there == set()
    assert there - wanted == set()


@pytest.mark.parametrize("code", OTHERS)
def test_every_saying_of_the_report_is_translated_and_in_a_language_of_the_window_all_else_too(code: str) -> None:
    """If this fails after a word was changed: `make translations`, and fill in the .po."""
    there = {_key(message): _forms(message.string) for message in _catalogue(code) if message.id}
    asked = recipe("translations").sayings if code in WINDOW_LANGUAGES else recipe("translations").report_sayings
    wanted = {_key(message) for message in asked(ROOT / "cramp_journal") if message.id}
    assert [each for each in wanted if not all(there[each])] == []


@pytest.mark.parametrize("code", OTHERS)
def test_what_has_no_translation_is_said_in_english_with_its_plural(code: str, tmp_path: Path) -> None:
    catalogue = Catalog(code)
    catalogue.add(("{n} night", "{n} nights"), ("", ""))
    catalogue.add("light", "", context="colours")
    with (tmp_path / "it.mo").open("wb") as out:
        write_mo(out, recipe("translations").only_translated(catalogue))
    with (tmp_path / "it.mo").open("rb") as written:
        compiled = gettext.GNUTranslations(written)
    assert [compiled.ngettext("{n} night", "{n} nights", n) for n in (1, 2)] == ["{n} night", "{n} nights"]
    assert compiled.pgettext("colours", "light") == "light"


def test_a_word_with_two_meanings_is_said_by_its_context() -> None:
    assert (pgettext("leg", "back"), pgettext("lying on", "back")) == ("back", "back")
    use_language("zh")
    try:
        assert (pgettext("leg", "back"), pgettext("lying on", "back")) == ("后面", "仰卧")
    finally:
        use_language("en")


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_has_a_hole_that_is_not_filled(code: str) -> None:
    extra = {"{number}", "{last_number}", "{next_number}"}  # a date may be said by the number of its month
    wrong = {
        message.id: said
        for message in _catalogue(code)
        if message.id
        for said in _forms(message.string)
        if set(HOLES.findall(said)) - set(HOLES.findall(" ".join(_forms(message.id)))) - extra
    }
    assert wrong == {}


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_catalogue_says_what_its_source_says(code: str) -> None:
    compiled = gettext.translation("cramp-journal", resource("translations"), languages=[code])
    for message in _catalogue(code):
        if not message.id or not all(_forms(message.string)):
            continue
        if not isinstance(message.id, str):
            assert compiled.ngettext(message.id[0], message.id[1], 2) == _forms(message.string)[-1]
        elif message.context:
            assert compiled.pgettext(message.context, message.id) == message.string
        else:
            assert compiled.gettext(message.id) == message.string


def test_every_language_that_is_offered_has_its_catalogue_and_the_other_way_round() -> None:
    folders = {file.parts[-3] for file in resource("translations").glob("*/LC_MESSAGES/cramp-journal.mo")}
    assert folders | {"en"} == set(LANGUAGES)


# ---------------------------------------------------------------- what is really said
@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Everything that is looked up and not found in the catalogue."""
    found: set[str] = set()

    class Strict(gettext.NullTranslations):
        def pgettext(self, context: str, message: str) -> str:
            found.add(f"{context}: {message}")
            return message

        def gettext(self, message: str) -> str:
            found.add(message)
            return message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            found.add(msgid1)
            return msgid1 if n == 1 else msgid2

    def loaded(folder: str, code: str) -> gettext.NullTranslations:
        made = gettext.translation("cramp-journal", folder, languages=[code])
        made.add_fallback(Strict())
        return made

    monkeypatch.setattr(i18n, "_loaded", loaded)
    yield found
    labels._labels.cache_clear()
    labels._sites.cache_clear()


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> list[Inputs]:
    full, demo = (tmp_path_factory.mktemp(name) for name in ("full", "demo"))
    return [
        inputs_of(full, fullest_journal("李 ")),
        inputs_of(demo, invented_journal(120, 1, EVENING)),
        ([], EMPTY),
    ]


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_that_a_report_says_is_looked_up_in_vain(code: str, journals: list[Inputs], missed: set[str]) -> None:
    for inputs in journals:
        found = findings_for(*inputs, choices(language=code, with_notes=True))
        for room in ROOMS:
            content(found, room)
    form(Blank(3, date(2026, 11, 21), language=code))
    assert missed == set()


def test_a_chinese_report_has_no_english_word_that_is_not_the_persons_own(
    tmp_path: Path, journals: list[Inputs]
) -> None:
    for number, (nights, contents) in enumerate(journals):
        folder = tmp_path / str(number)
        folder.mkdir()
        courses = [{**course, "substance": "镁", "taken_at": "evening"} for course in contents["courses"]]
        logged = [{**night, "intakes": [], "factors": [], "note": ""} for night in contents["nights"]]
        signs = [{**sign, "note": ""} for sign in contents["signs"]]
        mine = contents | {"person": {"name": "李"}, "courses": courses, "nights": logged, "signs": signs}
        text = text_of(made(folder, (nights, mine), choices(language="zh", with_nights=True)))
        words = set(re.findall(r"[A-Za-z]{2,}", text))
        assert words <= {"Cramp", "Journal", "RLS", "Garwood", "Wilson", "mg", "min", "IU"}


def test_dates_are_said_as_the_language_says_them() -> None:
    with speaking("zh"):
        assert labels.day(date(2026, 11, 21)) == "2026年11月21日"
        assert labels.short_day(date(2026, 11, 21)) == "11月21日"
        assert labels.span(date(2026, 11, 2), date(2026, 11, 8)) == "2026年11月2日 – 8日"
        assert labels.span(date(2026, 10, 26), date(2026, 11, 1)) == "2026年10月26日 – 11月1日"
        assert labels.span(date(2025, 12, 30), date(2026, 1, 2)) == "2025年12月30日 – 2026年1月2日"
        assert labels.night_title(date(2026, 11, 21)) == "11月21日周六 → 11月22日周日"
        assert labels.night_title(date(2026, 12, 31)) == "12月31日周四 → 1月1日周五"
        assert labels.short_night(date(2026, 11, 21)) == "21日周六 → 22日周日"


def test_a_chinese_report_is_tagged_as_chinese_and_archival(tmp_path: Path, journals: list[Inputs]) -> None:
    reader = made(tmp_path, journals[1], choices(language="zh"))
    assert reader.metadata is not None
    assert reader.metadata.title == "夜间腿抽筋（夜间下肢痛性痉挛）"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"  # type: ignore[index]
    assert b"pdfaid:conformance>A<" in (tmp_path / "report.pdf").read_bytes()


def test_an_english_report_carries_no_chinese_font_unless_a_name_needs_it(
    tmp_path: Path, journals: list[Inputs]
) -> None:
    assert all(name.startswith("Inter-") for name in fonts(made(tmp_path, journals[1])))
    plain = (tmp_path / "report.pdf").stat().st_size
    nights, contents = journals[1]
    reader = made(tmp_path, (nights, contents | {"person": {"name": "王小明"}}))
    assert "王小明" in text_of(reader)
    assert any(name.startswith("NotoSansSC") for name in fonts(reader))
    assert (tmp_path / "report.pdf").stat().st_size < plain + 8_000


# ---------------------------------------------------------------- one thread may speak otherwise
def test_a_report_in_another_language_leaves_the_language_of_the_window_alone(journals: list[Inputs]) -> None:
    heard: list[str] = []

    def listen() -> None:
        heard.append(_("Night leg cramps"))

    with speaking("zh"):
        thread = threading.Thread(target=listen)
        thread.start()
        thread.join()
        assert _("Night leg cramps") == "夜间腿抽筋（夜间下肢痛性痉挛）"
        with speaking("en"):
            assert _("Night leg cramps") == "Night leg cramps"
        assert _("Night leg cramps") == "夜间腿抽筋（夜间下肢痛性痉挛）"
    assert heard == ["Night leg cramps"]
    preview_of(*journals[1], choices(language="zh"), 20)
    assert _("Night leg cramps") == "Night leg cramps"
