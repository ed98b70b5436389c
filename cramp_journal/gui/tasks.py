"""Work beside the window: one worker thread, values in and values out, the answer in the window's own thread.

A second thread waits for folders that may not answer: the worker is needed for the report meanwhile.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from cramp_journal.debug_log import name_of, timed
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
        assert work is not None  # it is run once
        assert reporter is not None
        try:
            with timed(name_of(work)):
                value = work()
        except JournalError as error:
            reporter.failed.emit(str(error))
        except Exception as error:  # noqa: BLE001 - a worker has nobody above it: the window is told
            reporter.crashed.emit(error)
        else:
            reporter.done.emit(value)
        finally:
            reporter.over.emit(self)

    def release(self) -> None:
        """Hold nothing of what was done: Qt may keep this object for good, and a journal may be locked by now."""
        self._work = self._reporter = None


def run_in_background(
    work: Callable[[], Any],
    done: Callable[[Any], None],
    on_error: Callable[[str], None] | None = None,
    *,
    over: Callable[[object], None] | None = None,
    waits: bool = False,
) -> None:
    """Run `work` in the worker thread; then `done(value)`, or `told(sentence)` where a JournalError came up.

    What `waits` for a folder that may not answer, and works on nothing itself, has a thread of its own.

    `over` is called after either, and after anything else that was raised, which goes to the crash dialog. All must be
    bound methods of a QObject: Qt calls them in that object's thread, and drops the call where the object is gone.
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
    """Wait for what is under way and take its answers: the program is about to end."""
    QThreadPool.globalInstance().waitForDone()
    _waiting().waitForDone()
    QCoreApplication.processEvents()


class _Running(QObject):
    """Lives in the window's thread and keeps each job alive until its answer is given."""

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
