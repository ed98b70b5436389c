"""A language can be added as docs/translating.md says: a catalog, a line with its name, and no code."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from cramp_journal import i18n, labels
from cramp_journal.i18n import _, ngettext, speaking
from cramp_journal.paths import resource
from tests.builders import EVENING
from tests.packaging import loading
from tests.pseudo import in_pseudo

ROOT = Path(__file__).parent.parent


@pytest.fixture
def recipe() -> ModuleType:
    return loading.recipe("translations")


@pytest.fixture
def translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder of translations, which the program takes for its own."""
    folder = tmp_path / "translations"
    shutil.copytree(resource("translations"), folder)
    monkeypatch.setattr(i18n, "resource", lambda name: folder if name == "translations" else resource(name))
    yield folder
    i18n._loaded.cache_clear()
    labels._labels.cache_clear()
    labels._sites.cache_clear()


def _translated(recipe: ModuleType, code: str) -> Catalog:
    made = Catalog(locale=code, project="cramp-journal")
    for message in recipe.sayings(ROOT / "cramp_journal"):
        if message.id:
            forms = recipe.texts(message.id)
            said = tuple(map(in_pseudo, [*forms, *forms[-1:] * (made.num_plurals - len(forms))]))
            made.add(message.id, said if len(forms) > 1 else said[0], context=message.context)
    return made


def test_a_fifth_language_is_a_catalog_and_a_line(
    recipe: ModuleType, translations: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = translations / "fr" / "LC_MESSAGES" / "cramp-journal.po"
    place.parent.mkdir(parents=True)
    with place.open("wb") as out:
        write_po(out, _translated(recipe, "fr"))
    names = json.loads((translations / "languages.json").read_text(encoding="utf-8")) | {"fr": "Français"}
    (translations / "languages.json").write_text(json.dumps(names), encoding="utf-8")

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(recipe, "FOLDER", translations)
    recipe.main()
    assert f"{place}: 0 without a translation" in capsys.readouterr().out

    i18n._loaded.cache_clear()
    assert i18n.listed_languages()["fr"] == "Français"
    with speaking("fr"):
        assert _("Last night") == in_pseudo("Last night")
        assert ngettext("{n} night", "{n} nights", 2) == in_pseudo("{n} nights")
        assert labels.day(EVENING) == "21 nov. 2026"
        assert labels.label("calf") == in_pseudo("calf")


def test_what_has_no_translation_yet_is_said_in_english(recipe: ModuleType, translations: Path) -> None:
    place = translations / "fr" / "LC_MESSAGES" / "cramp-journal.po"
    place.parent.mkdir(parents=True)
    some = Catalog(locale="fr", project="cramp-journal")
    some.add("Calendar", "Calendrier")
    some.add(("{n} night", "{n} nights"), ("", ""))
    with place.with_suffix(".mo").open("wb") as out:
        recipe.write_mo(out, recipe.only_translated(some))
    i18n._loaded.cache_clear()
    with speaking("fr"):
        assert _("Calendar") == "Calendrier"
        assert _("Trends") == "Trends"
        assert ngettext("{n} night", "{n} nights", 1) == "{n} night"


def test_every_catalog_is_whole_and_none_is_fuzzy() -> None:
    for code in i18n.LANGUAGES:
        if code == "en":
            continue
        with (resource("translations") / code / "LC_MESSAGES" / "cramp-journal.po").open("rb") as source:
            assert [message.id for message in read_po(source, locale=code) if message.id and message.fuzzy] == []
