"""Seals what was said about a night, and opens it for whoever has the key."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

_ROOM = 8 << 20  # bytes that one night may take


def sealed(key: bytes, values: dict[str, Any]) -> str:
    """Return values as a sealed text."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - the first paint does without it

    return b64encode(SecretBox(key).encrypt(zlib.compress(json.dumps(values).encode()))).decode("ascii")


def unsealed(text: object, keys: Iterable[bytes]) -> dict[str, Any] | None:
    """Return the values in a sealed text, by the first key that opens it; None where none does."""
    for key in keys:
        if isinstance(text, str):
            with suppress(ValueError, TypeError, zlib.error):
                return _unsealed(key, text)
    return None


def _unsealed(key: bytes, text: str) -> dict[str, Any]:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        found = json.loads(zlib.decompressobj().decompress(SecretBox(key).decrypt(b64decode(text)), _ROOM))
    except CryptoError as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise TypeError
    return found
