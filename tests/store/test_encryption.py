"""A key comes from a passphrase or from the recovery code, and from nothing else."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.store.file import encryption
from cramp_journal.store.file.encryption import Key, keys_for, make_key, salt_of, secret_of_code
from tests.store.conftest import PASSPHRASE

SECRETS = st.binary(min_size=16, max_size=16)
SALT = b"CrJo\x01" + bytes(11)


def test_a_key_costs_an_attacker_what_it_should() -> None:
    assert encryption._COSTS[encryption._NEWEST_COST] == {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27}


def test_a_key_of_today_is_what_it_will_be() -> None:
    """A change of this locks everybody out."""
    key = next(keys_for("correct horse battery staple", SALT))
    assert key.code == "6G6Y-BJFA-5S1G-078W-G1F4-GTPB-W95R"
    assert key.pragma == "x'9dcb65c41ce2c0ec3ec3aec3a0d22e690a5772a05976a2f2c7d29468818e4cd2" + SALT.hex() + "'"


@given(SECRETS)
def test_a_recovery_code_says_the_secret(secret: bytes) -> None:
    code = Key(secret, SALT).code
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert secret_of_code(code) == secret
    assert next(keys_for(code, SALT)) == Key(secret, SALT)


@given(SECRETS, st.data())
def test_a_recovery_code_may_be_typed_as_a_person_reads_it(secret: bytes, data: st.DataObject) -> None:
    code = Key(secret, SALT).code
    looks = {"1": "1iIlL", "0": "0oO", "-": ["-", " ", ""]}
    typed = "".join(data.draw(st.sampled_from([*looks.get(c, (c, c.lower()))])) for c in code)
    assert secret_of_code(f"  {typed}\n") == secret


@given(SECRETS, st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_wrong_letter_in_a_recovery_code_is_seen(secret: bytes, place: int, letter: str) -> None:
    code = Key(secret, SALT).code.replace("-", "")
    wrong = code[:place] + letter + code[place + 1 :]
    assert wrong == code or secret_of_code(wrong) != secret


def test_nearly_all_wrong_letters_are_told_from_a_code() -> None:
    code = Key(bytes(range(16)), SALT).code.replace("-", "")
    letters = [each for each in string.digits + string.ascii_uppercase if each not in "ILOU"]
    wrong = [code[:at] + letter + code[at + 1 :] for at in range(28) for letter in letters if letter != code[at]]
    assert sum(secret_of_code(each) is not None for each in wrong) <= 2


@pytest.mark.parametrize("text", ["", "four words of ours", "0000-0000", "U" * 28, "0" * 29, "夜" * 28])
def test_what_is_no_recovery_code_is_none(text: str) -> None:
    assert secret_of_code(text) is None


def test_each_new_key_is_another_and_the_passphrase_gives_it_again(quick_key: None) -> None:
    one, other = make_key(PASSPHRASE), make_key(PASSPHRASE)
    assert one.salt != other.salt
    assert one.code != other.code
    assert list(keys_for(PASSPHRASE, one.salt)) == [one]


def test_a_passphrase_is_the_same_on_every_keyboard(quick_key: None) -> None:
    key = make_key("Bad Krämpfe")
    assert list(keys_for("Bad Kra\u0308mpfe ", key.salt)) == [key]


def test_a_key_is_not_told_by_accident(quick_key: None) -> None:
    key = make_key(PASSPHRASE)
    for text in (repr(key), str(key), f"{key}"):
        assert key.secret.hex() not in text
        assert str(key.secret) not in text
        assert key.code not in text


@pytest.mark.parametrize("content", [None, b"", b"CrJo", b"SQLite format 3\0" * 9, b"CrJo\x7f" + bytes(99)])
def test_a_file_that_is_not_locked_has_no_salt(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    assert salt_of(file) is None
    assert salt_of(tmp_path) is None
