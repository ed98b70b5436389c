"""What is typed as a passphrase opens as it was typed, or is refused in a sentence; how hard it is to guess is said."""

from pathlib import Path

import pytest

from cramp_journal.errors import BadInput, JournalError, WrongPassphrase
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import encryption
from cramp_journal.store.file.encryption import Key, make_key, means
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery import passphrase
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.recovery.strength import Strength, strength_of
from tests.builders import TODAY
from tests.store.conftest import PASSPHRASE

OTHER = "five other words of ours"

pytestmark = pytest.mark.usefixtures("quick_key")


@pytest.fixture
def key(file: Path, contents: dict[str, object]) -> Key:
    """The key of the journal, which is locked."""
    return _set(file)


def _set(file: Path, words: str = PASSPHRASE, key: Key | None = None) -> Key:
    made = set_passphrase(file, words, key).key
    assert made is not None
    return made


def _contents(file: Path, key: Key | None) -> dict[str, object]:
    with Journal(file, key) as journal:
        assert journal.check() == []
        return journal.contents()


def _both(file: Path, words: str) -> tuple[Key | None, Key | None]:
    """Give the key that was made, and the one that opens the file with exactly what was typed."""
    return set_passphrase(file, words).key, unlock(file, words)


@pytest.mark.parametrize(
    "words",
    [
        "6G6Y-BJFA-5S1G-078W-G1F4-GTPB-W95R",
        " 6g6y bjfa 5slg o78w glf4 gtpb w95r\n",
        "  blanks before and after  ",
        "zwo\u0308lf bo\u0308se Kra\u0308mpfe \u2168 \ufb01ne",
        "\uff54\uff45\uff41\u3000\uff46\uff4f\uff52\u3000\uff46\uff49\uff56\uff45",
        "\u5c0f\u9e1f\u5728\u6811\u4e0a\u5531\u4e86\u4e09\u652f\u6b4c",
        "a \U0001f9b5 that hurts at \U0001f319",
        "x" * 30 + " and a very long tail of words " * 20,
    ],
)
def test_what_is_typed_as_a_passphrase_opens_as_it_was_typed(file: Path, words: str) -> None:
    made, opened = _both(file, words)
    assert made is not None
    assert made == opened
    assert unlock(file, made.code) == made


def test_a_recovery_code_as_passphrase_does_not_lock_its_owner_out(file: Path, contents: object, key: Key) -> None:
    Copies(file, key).daily(TODAY)
    new = _set(file, key.code, key)
    for each in (file, *Copies(file).files()):
        for words in (key.code, key.code.lower().replace("-", " "), new.code):
            assert unlock(each, words) == new
    assert _contents(file, new) == contents


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("   \u00a0\u3000  \t ", "at least 10 characters or four words"),
        ("nine char", "at least 10 characters or four words"),
        ("password12", "too easy to guess. Known words and passwords"),
        ("abababababab", "too easy to guess. The same over and over"),
        ("four words\tand a tab", "no keyboard types"),
        (b"four w\xf6rds that fit".decode("utf-8", "surrogateescape"), "no keyboard types"),
        ("four words that fit \ud83e", "no keyboard types"),
        ("four words that fit " * 60, "at most 1000 characters"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_and_nothing_is_changed(file: Path, words: str, said: str) -> None:
    before = file.read_bytes()
    with pytest.raises(BadInput, match=said) as told:
        set_passphrase(file, words)
    assert str(told.value).endswith("Nothing was changed.")
    assert words not in str(told.value)
    assert file.read_bytes() == before


@pytest.mark.parametrize("words", [b"\xff\xfe four words".decode("utf-8", "surrogateescape"), "\ud800 lone"])
def test_what_is_no_text_opens_nothing_and_is_told_in_a_sentence(file: Path, key: Key, words: str) -> None:
    with pytest.raises(WrongPassphrase, match="no text"):
        unlock(file, words)


def test_a_passphrase_of_before_ten_characters_were_asked_for_opens_still(
    file: Path, contents: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(passphrase, "refuse_unfit", lambda _words: None)
        key = _set(file, "8letters")
    assert _contents(file, unlock(file, "8letters")) == contents
    assert _set(file, OTHER, key) == unlock(file, OTHER)


def test_where_what_was_typed_would_not_open_it_nothing_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Copies(file).daily(TODAY)
    before = {each: each.read_bytes() for each in (file, *Copies(file).files())}
    monkeypatch.setattr(passphrase, "key_that_opens", lambda _file, _given: None)
    with pytest.raises(JournalError, match="would not open with what was typed"):
        set_passphrase(file, PASSPHRASE)
    assert before == {each: each.read_bytes() for each in (file, *Copies(file).files())}


# ---------------------------------------------------------------- how hard it is to guess
@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("", 0),
        ("   ", 0),
        ("nine char", 0),
        ("a b c", 0),
        ("1234567890", 1),
        ("qwertyuiop", 1),
        ("aaaaaaaaaaaaaaaa", 1),
        ("Password123", 1),
        ("a b c d", 2),
        ("Sommer2024!", 2),
        ("four words of ours", 3),
        ("x7Gk2pQ9vT", 3),
        ("correct horse battery staple", 3),
        ("6G6Y-BJFA-5S1G-078W-G1F4-GTPB-W95R", 3),
    ],
)
def test_a_passphrase_is_judged_in_a_word(words: str, grade: int) -> None:
    found = strength_of(words)
    assert (found.grade, found.enough) == (grade, grade > 1)
    told = {0: ("", "Too short"), 1: ("Weak – too easy to guess.",), 2: ("Fair.",), 3: ("Strong.",)}
    assert found.text.startswith(told[grade])


def test_the_end_of_a_long_passphrase_counts_too() -> None:
    assert strength_of("a" * 500).grade == 1
    assert strength_of("a" * 500 + " four words that do not belong together") == Strength(
        enough=True, grade=3, text="Strong."
    )


# ---------------------------------------------------------------- the key
def test_what_was_typed_is_told_from_what_it_is_not(key: Key) -> None:
    for words in (PASSPHRASE, f" {PASSPHRASE}\n", key.code, key.code.lower().replace("-", "\u2011")):
        assert means(words, key)
    for words in ("", OTHER, PASSPHRASE.upper(), make_key(PASSPHRASE).code, "\udcff"):
        assert not means(words, key)


def test_a_key_for_another_purpose_tells_nothing_of_the_key(key: Key) -> None:
    found = {
        key.pragma,
        key.derived("one").hex(),
        key.derived("other").hex(),
        make_key(PASSPHRASE).derived("one").hex(),
    }
    assert len(found) == 4
    assert key.derived("one") == Key(key.secret, key.salt).derived("one")


def test_once_there_is_a_key_a_crash_leaves_no_picture_of_the_memory(key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")  # not on every system
    limits: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _what, limit: limits.append(limit))
    encryption._leave_no_core.cache_clear()
    Key(key.secret, key.salt)
    assert limits == [(0, 0)]
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
