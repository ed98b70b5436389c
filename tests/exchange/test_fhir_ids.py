"""Ids of a FHIR document name things, and no language."""

import json
from pathlib import Path

from cramp_journal.exchange.fhir.document import as_fhir
from cramp_journal.i18n import LANGUAGES, speaking
from tests.builders import TODAY, a_full_journal


def test_no_id_depends_on_the_language_of_whoever_writes_the_file(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        contents = journal.contents()
    ids, words = set(), set()
    for code in LANGUAGES:
        with speaking(code):
            data = as_fhir(contents, TODAY)
        made = json.loads(data)
        ids.add((made["id"], *(entry["fullUrl"] for entry in made["entry"])))
        words.add(data)
    assert (len(ids), len(words)) == (1, len(LANGUAGES))
