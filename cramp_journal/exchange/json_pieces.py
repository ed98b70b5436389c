"""Reads a JSON file piece by piece: however long it is, no more than one piece is in memory.

For 32 MB, Python's `json.load` needs 210 MB if it is an ordinary journal, before any night is checked, and 900 MB if it
consists of empty lists. An import may take 256 MB, for files of up to 256 MB (tests/faults/large_imports.py).
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any

from cramp_journal.errors import BadInput, excerpt
from cramp_journal.i18n import Late, _
from cramp_journal.punctuation import name_and_value

LONGEST_PIECE = 5 * 1024 * 1024  # characters of one piece; a night whose notes have their full length has 4.1 million
_LONGEST_NAME = 40  # characters of a key, as it is quoted in a sentence
_MOST_DIGITS = 32
_CHUNK = 64 * 1024  # bytes
_AHEAD = 4  # characters after a number that show that it is complete: “1” may continue with “e+5”
_SPACE = " \t\n\r"
_MARK = codecs.BOM_UTF8
_NAME = Late("a name in quotation marks is wanted here")
_FAULTS = {  # by the beginning of what Python says
    "Expecting value": Late("a value is wanted here"),
    "Expecting property name": _NAME,
    "Unterminated string": Late("a text has no end"),
    "Invalid": Late("a text has a character that must not be there"),
    "Extra data": Late("something stands after its end"),
    "Illegal trailing comma": Late("there is a comma too many"),
}
_MARK_WANTED = re.compile("Expecting '(.)'")

Piece = tuple[str, int | None, Any]  # a key, the index in its list (None: the value is no list), and a value


class Pieces:
    """Reads a file that holds one JSON object: the value of each key, and each item of a list.

    Raises:
        BadInput: The file is no JSON, or none that fits a journal; the message names the file and the place.
    """

    def __init__(self, file: IO[bytes], name: str) -> None:
        """Start reading; `name` is what messages call the file."""
        self._file, self._name = file, name
        self._text, self._at, self._line = "", 0, 1
        self._read, self._ended = 0, False  # bytes read so far; whether the file has ended
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def __iter__(self) -> Iterator[Piece]:
        if self._next() != "{":
            self._value(_("it"))
            raise self._no_journal(_("it is no object"))
        seen: set[str] = set()
        for key in self._listed("{", "}", self._key):
            if key in seen:
                raise BadInput(name_and_value(self._name, _twice(key)))
            seen.add(key)
            if self._next() == "[":
                number = 0
                for value in self._listed("[", "]", lambda: self._value(f"{key}[{number + 1}]")):  # noqa: B023 - now
                    yield key, number, value
                    number += 1
                if not number:
                    yield key, None, []
            else:
                yield key, None, self._value(key)
        if self._next():
            raise self._no_json(_FAULTS["Extra data"].said())

    def _listed(self, opening: str, closing: str, item: Callable[[], Any]) -> Iterator[Any]:
        self._take(opening)
        if self._next() == closing:
            self._at += 1
            return
        while True:
            yield item()
            if self._next() == closing:
                self._at += 1
                return
            self._take(",")

    def _key(self) -> str:
        if self._next() != '"':
            raise self._no_json(_NAME.said())
        key = self._value(_("a key"))
        self._take(":")
        assert isinstance(key, str)
        return key

    def _value(self, what: str) -> Any:
        """Read one whole value, of which only the beginning may be in memory yet."""
        self._next()
        while True:
            try:
                value, end = _JSON.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more(what):
                    raise self._no_json(_why(error.msg), error.pos) from error
            except RecursionError as error:
                raise BadInput(_("{file} is nested too deeply to be a journal.").format(file=self._name)) from error
            except _Refused as error:
                raise BadInput(name_and_value(self._name, error)) from error
            else:
                goes_on = len(self._text) - end < _AHEAD and isinstance(value, (int, float))  # perhaps
                if not goes_on or not self._more(what):
                    self._at = end
                    return value

    def _next(self) -> str:
        """Return the next character that is no space, without consuming it; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_("it")):
                return ""

    def _take(self, letter: str) -> None:
        if self._next() != letter:
            raise self._no_json(_wanted(letter))
        self._at += 1

    def _more(self, what: str) -> bool:
        """Read on, as many bytes again as the piece has characters so far; return False at the end of the file."""
        if self._ended:
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :], 0
        if len(self._text) > LONGEST_PIECE:
            raise self._no_journal(_("{what} is too long").format(what=excerpt(what, _LONGEST_NAME)))
        data = self._file.read(max(_CHUNK, len(self._text)))
        if self._read == 0:
            data = data.removeprefix(_MARK)
        self._ended = not data
        before = self._read - len(self._decoder.getstate()[0])
        try:
            self._text += self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise BadInput(
                _("{file} is not written in UTF-8 (byte {n}).").format(file=self._name, n=before + error.start)
            ) from error
        self._read += len(data)
        return True

    def _no_json(self, why: str, at: int | None = None) -> BadInput:
        line = self._line + self._text.count("\n", 0, self._at if at is None else at)
        return BadInput(_("{file}, line {line}: this is not JSON ({why}).").format(file=self._name, line=line, why=why))

    def _no_journal(self, why: str) -> BadInput:
        return BadInput(_("{file} is not a journal in JSON: {why}.").format(file=self._name, why=why))


class _Refused(Exception):
    """JSON that Python reads but a journal rejects."""


def _wanted(mark: str) -> str:
    return _("the mark {mark} is wanted here").format(mark=mark)


def _why(said: str) -> str:
    """Return what Python found wrong, in the person's language."""
    if found := _MARK_WANTED.match(said):
        return _wanted(found[1])
    for beginning, words in _FAULTS.items():
        if said.startswith(beginning):
            return words.said()
    return _("something there does not fit")


def _twice(key: str) -> str:
    return _("the key “{key}” stands twice in one place.").format(key=excerpt(key, _LONGEST_NAME))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise _Refused(_twice(next(key for key in keys if keys.count(key) > 1)))
    return found


def _no_constant(name: str) -> Any:
    raise _Refused(_("{name} is not a number that can be kept.").format(name=name))


def _number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _Refused(_("it holds a number of absurd length."))
    return int(digits)


_JSON = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_number)
