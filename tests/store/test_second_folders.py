"""Each folder that ever got copies is known, and an odd list of them is no obstacle."""

from pathlib import Path

from cramp_journal.store.copies import second_folders


def test_folders_are_known_and_an_odd_list_is_no_obstacle(tmp_path: Path) -> None:
    second_folders.note_folder(None)
    for _turn in range(2):
        second_folders.note_folder(tmp_path / "stick")
    assert second_folders.all_known() == [tmp_path / "stick"]
    for odd in (b'["relative", 7, "/a\\u0000b", {}]', b"{}", b"\xff{", b"[" * 100_000, b""):
        second_folders._file().write_bytes(odd)
        assert second_folders.all_known() == []
    second_folders.note_folder(tmp_path / "disk")
    assert second_folders.all_known() == [tmp_path / "disk"]
