"""Work in the background: one worker thread, values in and values out, with the result in the window's thread.

A second thread waits for folders that may not respond: the worker is needed for the report meanwhile.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from cramp_journal.debug_log import name_of_work, timed
from cramp_journal.errors import JournalError


class _Reporter(QObject):
    done = Signal(object)
    failed = Signal(str)
    crashed = Signal(object)
    over = Signal(object)


class _Work(QRunnable):
    def __init__(self, work: Callable[[], Any], reporter: _Reporter) -> None:
        super().__init__()
        self._work: Callable[[], Any] | None = work
        self._reporter: _Reporter | None = reporter
        self.setAutoDelete(False)  # Python owns it: `_Running` holds it until it is over

    def run(self) -> None:
        work, reporter = self._work, self._reporter
        assert work is not None  # it runs once
        assert reporter is not None
        found: Any
        try:
            with timed(name_of_work(work)):
                signal, found = reporter.done, work()
        except JournalError as error:
            signal, found = reporter.failed, str(error)
        except Exception as error:  # noqa: BLE001 - a worker has no caller to raise to: the window is told
            signal, found = reporter.crashed, error
        with suppress(RuntimeError):  # the program ended meanwhile, and Qt's part of the reporter with it
            signal.emit(found)
            reporter.over.emit(self)

    def release(self) -> None:
        """Release the work and its result: Qt may keep this object for good, and the journal may be locked by now."""
        self._work = self._reporter = None


def run_in_background(
    work: Callable[[], Any],
    done: Callable[[Any], None],
    on_error: Callable[[str], None] | None = None,
    *,
    over: Callable[[object], None] | None = None,
    waits: bool = False,
) -> None:
    """Run `work` in the worker thread; call `done(value)` after it, or `on_error(sentence)` after a JournalError.

    All callbacks must be bound methods of a QObject: Qt calls them in that object's thread, and drops the call if the
    object is gone.

    Args:
        work: Returns the value.
        done: Receives the value.
        on_error: Receives the sentence of a JournalError.
        over: Called after either, and after any other exception, which goes to the crash dialog.
        waits: The work only waits for a folder that may not respond: it runs in a thread of its own.
    """
    reporter = _Reporter()
    reporter.done.connect(done)
    if on_error is not None:
        reporter.failed.connect(on_error)
    if over is not None:
        reporter.over.connect(over)
    running = _running()
    reporter.crashed.connect(running.take_crash)
    reporter.over.connect(running.forget)
    job = _Work(work, reporter)
    running.jobs.add(job)
    pool = _waiting() if waits else QThreadPool.globalInstance()
    pool.setMaxThreadCount(1)  # in the order of need
    pool.start(job)


def finish_all() -> None:
    """Wait for running work and deliver its results, and so with what these begin: the program is about to end."""
    while True:
        QThreadPool.globalInstance().waitForDone()
        _waiting().waitForDone()
        QCoreApplication.processEvents()
        if not _running().jobs:
            break


class _Running(QObject):
    """Lives in the window's thread and keeps each job alive until its result is delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: set[_Work] = set()

    def take_crash(self, error: BaseException) -> None:
        raise error

    def forget(self, job: _Work) -> None:
        self.jobs.discard(job)
        job.release()


@cache
def _waiting() -> QThreadPool:
    return QThreadPool()


@cache
def _running() -> _Running:
    return _Running()
