"""Jobs in worker processes of their own: one that crashes, hangs or swells costs itself only.

The pools of the standard library lose most good tasks when one worker segfaults, so this keeps one
item in flight per worker, takes results over a pipe, kills the worker's whole process group at a
deadline and replaces it after any failure. The job is named, not passed: the caller never imports
what the workers need, and a script that calls us needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from toolkit.errors import Code, InputError, ToolkitError

SECONDS = 60.0
MEMORY_MB = 1_000
STARTING_SECONDS = 120.0  # a cold start on a busy laptop's hard disk, imports included
FAILED_STARTS = 10  # in a row, killed from outside: then something is wrong with this machine
MB = 1_000_000
PEAK_UNIT = 1 if sys.platform == "darwin" else 1_024  # bytes, of `ru_maxrss`
ENOUGH_OF_LIMIT = 0.6  # a worker that died with this much of its memory used died of memory

BOOT = "import sys; sys.path[:] = sys.argv[1:]; from toolkit.isolation.worker import work; work()"
# One thread a worker: the workers themselves fill the cores. A fixed hash seed: the same results
# to the byte, whichever worker a document falls to.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What a job returned, its wall time and the worker's peak memory where it is known."""

    value: Any
    seconds: float = 0.0
    peak_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result. `detail` names places in the code, never a document's text."""

    error: ToolkitError
    detail: str = ""
    seconds: float = 0.0
    peak_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one item may cost: seconds of wall time, megabytes beyond an idle worker."""

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is started with: `module:function`, its first argument, the bounds."""

    job: str
    shared: Any
    bounds: Bounds
    parent: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A worker's word: its outcome (None: ready to start), and whether it is to be replaced."""

    outcome: Done | Failure | None
    retire: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is at: one item, or none yet (it is starting); until when it may take."""

    item: tuple[Any, ...]
    begun: float
    deadline: float


Worker = subprocess.Popen[bytes]
Event = tuple[Worker, Reply | None]


def run(
    job: str,
    items: Iterable[Any],
    *,
    shared: Any = None,
    workers: int = 1,
    bounds: Bounds = Bounds(),
    name: Callable[[Any], str] = str,
    folder: Path | None = None,
) -> Generator[tuple[Any, Done | Failure], None, None]:
    """Yield each item with what `job(shared, item)` came to, in the order they finish.

    `job` is `module:function`; `name(item)` is what a message calls the item; `folder` is where
    the workers stand. Raises ToolkitError only where no worker can be started at all.
    """
    events: SimpleQueue[Event] = SimpleQueue()
    order = Order(job, shared, bounds, os.getpid())
    crew: dict[Worker, Task] = {}
    todo = list(reversed(list(items)))
    failed_starts = 0
    try:
        while todo or crew:
            while len(crew) < min(workers, len(todo) + _busy(crew)):
                crew[_hire(order, events, folder)] = _task((), STARTING_SECONDS)
            for worker, task, reply in _news(crew, events):
                outcome = _outcome(worker, task, reply, bounds, name)
                if reply is None or reply.retire or not todo:
                    _dismiss(worker)
                else:
                    item = todo.pop()
                    crew[worker] = _task((item,), bounds.seconds)
                    _send(worker, (name(item), item))
                failed_starts = failed_starts + 1 if outcome and not task.item else 0
                _check_starts(failed_starts, reply, outcome)
                if outcome and task.item:  # last: the caller may never come back
                    yield task.item[0], outcome
    finally:
        for worker in crew:
            _dismiss(worker)


def run_one(
    job: str, item: Any, *, shared: Any = None, bounds: Bounds = Bounds(), name: str = ""
) -> Any:
    """Return `job(shared, item)`, done in a worker of its own; raise the ToolkitError it met."""
    outcomes = run(job, [item], shared=shared, bounds=bounds, name=lambda _: name)
    with contextlib.closing(outcomes) as answers:
        _, outcome = next(answers)
    if isinstance(outcome, Done):
        return outcome.value
    if isinstance(outcome.error, InputError) and outcome.error.code is Code.INTERNAL:
        raise InputError(Code.INTERNAL, f"{outcome.error} [{outcome.detail}]")
    raise outcome.error


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _busy(crew: dict[Worker, Task]) -> int:
    return sum(1 for task in crew.values() if task.item)


def _task(item: tuple[Any, ...], seconds: float) -> Task:
    now = time.monotonic()
    return Task(item, now, now + seconds)


def _hire(order: Order, events: SimpleQueue[Event], folder: Path | None) -> Worker:
    worker = subprocess.Popen(
        [sys.executable, "-P", "-c", BOOT, *map(os.path.abspath, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ENVIRONMENT},
        cwd=folder,
        start_new_session=os.name == "posix",
    )
    threading.Thread(target=_listen, args=(worker, events), daemon=True).start()
    _send(worker, order)
    return worker


def _listen(worker: Worker, events: SimpleQueue[Event]) -> None:
    """Pass a worker's replies on; None when its pipe ends or breaks off in the middle."""
    stream = worker.stdout
    assert stream is not None
    with stream, contextlib.suppress(Exception):
        while True:
            events.put((worker, pickle.load(stream)))
    events.put((worker, None))


def _send(worker: Worker, value: Any) -> None:
    """Hand a value over; a worker that is gone says so by the end of its own pipe."""
    stream = worker.stdin
    assert stream is not None
    with contextlib.suppress(OSError):
        pickle.dump(value, stream)
        stream.flush()


def _news(
    crew: dict[Worker, Task], events: SimpleQueue[Event]
) -> Iterator[tuple[Worker, Task, Reply | None]]:
    """Wait for the next reply, death or deadline; take those workers out of the crew."""
    wait = min(task.deadline for task in crew.values()) - time.monotonic()
    try:
        worker, reply = events.get(timeout=max(0.0, wait))
    except Empty:
        now = time.monotonic()
        for worker in [w for w, task in crew.items() if task.deadline <= now]:
            yield worker, crew.pop(worker), None
    else:
        if worker in crew:
            yield worker, crew.pop(worker), reply


def _outcome(
    worker: Worker, task: Task, reply: Reply | None, bounds: Bounds, name: Callable[[Any], str]
) -> Done | Failure | None:
    """Return what a task came to; None where a worker has only just started."""
    if reply is not None:
        return reply.outcome
    seconds = time.monotonic() - task.begun
    late = time.monotonic() >= task.deadline
    peak_mb = _dismiss(worker)
    shown = name(task.item[0]) if task.item else "worker"
    error = _late(shown, bounds) if late else _dead(shown, worker, peak_mb, bounds)
    return Failure(error, f"exit status {worker.returncode}", seconds, peak_mb)


def _late(shown: str, bounds: Bounds) -> InputError:
    return InputError(
        Code.TIMEOUT,
        f"{shown}: reading it took longer than {bounds.seconds:g} seconds and was stopped; open it "
        "and save it afresh, or allow more time (--seconds)",
    )


def _dead(shown: str, worker: Worker, peak_mb: float | None, bounds: Bounds) -> InputError:
    # A library that is given no more memory aborts; where the peak is not known, that tells.
    aborted = peak_mb is None and worker.returncode == -signal.SIGABRT
    if aborted or (peak_mb is not None and peak_mb >= ENOUGH_OF_LIMIT * bounds.memory_mb):
        return out_of_memory(shown, bounds)
    return InputError(
        Code.WORKER_DIED,
        f"{shown}: the program reading it stopped unexpectedly (status "
        f"{worker.returncode}); run again, and if it happens again open the file and save "
        "it afresh",
    )


def out_of_memory(shown: str, bounds: Bounds) -> InputError:
    """Return the error for an item that needed more memory than it may have."""
    return InputError(
        Code.MEMORY,
        f"{shown}: reading it needed more than {bounds.memory_mb:,} MB of memory and was stopped; "
        "open it and save it afresh, or allow more memory (--memory)",
    )


def unforeseen(shown: str) -> InputError:
    """Return the error for an item that met a fault of our own."""
    return InputError(
        Code.INTERNAL,
        f"{shown}: something unforeseen went wrong in policy-toolkit; please report it to whoever "
        "gave you policy-toolkit, and go on without it until then",
    )


def _check_starts(failed: int, reply: Reply | None, outcome: Done | Failure | None) -> None:
    """Give up where workers say themselves that they cannot start, or die of it again and again."""
    said = failed and reply is not None
    if (said or failed >= FAILED_STARTS) and isinstance(outcome, Failure):
        raise ToolkitError(
            "worker processes cannot be started on this machine; install policy-toolkit again"
            f" [{outcome.detail}]"
        )


def _dismiss(worker: Worker) -> float | None:
    """Kill a worker with all it started, and return its peak memory in MB where it is known."""
    if worker.returncode is not None:
        return None
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(worker.pid, signal.SIGKILL)
        else:
            worker.kill()
    assert worker.stdin is not None
    with contextlib.suppress(OSError):
        worker.stdin.close()
    return _reap(worker)


def _reap(worker: Worker) -> float | None:
    if not hasattr(os, "wait4"):
        worker.wait()
        return None
    with contextlib.suppress(ChildProcessError):
        _, status, usage = os.wait4(worker.pid, 0)
        worker.returncode = os.waitstatus_to_exitcode(status)
        # Linux starts a program's count with that of whoever started it: below ours says nothing.
        peak_mb = usage.ru_maxrss * PEAK_UNIT / MB
        return peak_mb if peak_mb > own_peak_mb() else None
    worker.returncode = 0
    return None


def own_peak_mb() -> float:
    """Return the most memory that this process has had, in MB (not on Windows)."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT / MB
