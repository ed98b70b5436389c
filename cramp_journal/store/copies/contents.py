"""The nights that a file holds, so that two files can be compared: each by its evening, and by everything it says."""

import hashlib
from pathlib import Path

from cramp_journal.store.copies.rotation import NightKey
from cramp_journal.store.file import shape
from cramp_journal.store.file.encryption import Key

# All that a person said about a night and its parts; not its keys, nor when it was entered.
_SAID = (
    *("state", "left_out", "room_temperature_c", "legs_felt_cold", "fan_or_air_conditioning", "exercise"),
    *("exercise_minutes", "warmed_up", "stretched_before_bed", "on_feet_all_day", "sat_all_day", "posture"),
    *("foot_soak", "alcohol", "strong_tea_or_coffee", "smoking", "woke", "minutes_awake", "sleep_disturbance"),
    *("sore_next_day", "tired_next_day", "note"),
)
_SAID_LATER = ("no_cover", "overtired", "little_to_drink")  # an older form has no column for these
_OF_A_CRAMP = ("time", "time_precision", "seconds", "timing", "pain", "side", "muscle", "went_hard", "note")
_NIGHTS = f"""
    SELECT evening, json_array({", ".join(_SAID)}, {{later}}),
      (SELECT group_concat(said) FROM (
        SELECT json_array({", ".join(_OF_A_CRAMP)}) AS said FROM cramp WHERE night_id = night.id ORDER BY position)),
      (SELECT group_concat(said) FROM (
        SELECT json_array(substance, dose, unit) AS said FROM intake WHERE night_id = night.id ORDER BY position)),
      (SELECT group_concat(said) FROM (
        SELECT name AS said FROM night_factor JOIN factor ON factor.id = factor_id WHERE night_id = night.id
        ORDER BY name))
    FROM night WHERE NOT invented AND (? OR deleted_at IS NULL)
"""  # noqa: S608 - names of the model


def nights_in(file: Path, key: Key | None, *, binned: bool = False) -> set[NightKey]:
    """Return the nights of a file (and of its bin): each once by its evening, once by what it says."""
    connection = shape.opened(file, key)
    try:
        there = {row[1] for row in connection.execute("PRAGMA table_info(night)").fetchall()}
        later = ", ".join(name if name in there else "NULL" for name in _SAID_LATER)
        rows = connection.execute(_NIGHTS.format(later=later), (binned,)).fetchall()
    finally:
        connection.close()
    found: set[NightKey] = set()
    for evening, *said in rows:
        found |= {(evening, ""), (evening, hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest())}
    return found
