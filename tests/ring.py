"""Stands in for the library `keyring`, which is an extra that tests do without."""

import sys
from types import ModuleType

import pytest


class RingError(Exception):
    """What that library raises."""


class Ring:
    """The library and its backend in one, in memory."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.works = True

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the program find it."""
        module, errors = ModuleType("keyring"), ModuleType("keyring.errors")
        for name in ("get_keyring", "set_password", "get_password", "delete_password"):
            setattr(module, name, getattr(self, name))
        errors.KeyringError = RingError  # type: ignore[attr-defined]
        module.errors = errors  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "keyring", module)
        monkeypatch.setitem(sys.modules, "keyring.errors", errors)

    def get_keyring(self) -> "Ring":
        return self

    def set_password(self, service: str, name: str, password: str) -> None:
        self._asked()
        self.kept[service, name] = password

    def get_password(self, service: str, name: str) -> str | None:
        self._asked()
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        self._asked()
        if (service, name) not in self.kept:
            raise RingError
        del self.kept[service, name]

    def _asked(self) -> None:
        if not self.works:
            raise RingError
