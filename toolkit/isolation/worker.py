"""Inside a worker process: take an order, then items one by one, and answer each over a pipe."""

from __future__ import annotations

import contextlib
import gc
import importlib
import math
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import Code, ToolkitError
from toolkit.isolation.supervise import (
    MB,
    Bounds,
    Done,
    Failure,
    Order,
    Reply,
    out_of_memory,
    own_peak_mb,
    unforeseen,
)

ORPHAN_SECONDS = 30  # beyond its bound, after which a worker whose supervisor is gone ends itself
KEPT_SHARE = 0.5  # of its memory bound: a worker that still holds so much after a job is replaced
COLLECTED_AFTER = 50_000  # objects; a document makes some hundred thousand and frees nearly all
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def work() -> None:
    """Serve until the pipe of items ends."""
    items, replies = _channels()
    order: Order = pickle.load(items)
    _tie_to(order.parent)
    try:
        job = _load(order.job)
    except Exception as problem:
        _put(replies, Reply(Failure(unforeseen("worker"), _places(problem)), retire=True))
        return
    _settle_collector()
    idle_mb = _resident_mb()
    _bound_memory(order.bounds)
    _put(replies, Reply(None))
    while True:
        try:
            name, item = pickle.load(items)
        except EOFError:
            return
        outcome = _attempt(partial(job, order.shared, item), name, order.bounds)
        _put(replies, Reply(outcome, _is_spent(outcome, idle_mb, order.bounds)))


def _settle_collector() -> None:
    """Keep the garbage collector off what stays, and from looking at every few hundred objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes for ourselves: what a library prints or reads must not meet them."""
    items, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return items, replies


def _put(replies: BinaryIO, reply: Reply) -> None:
    replies.write(pickle.dumps(reply))
    replies.flush()


def _load(job: str) -> Callable[[Any, Any], Any]:
    module, _, function = job.partition(":")
    loaded: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), function)
    return loaded


def _tie_to(parent: int) -> None:
    """Die with the supervisor, leave no core file (it would hold a document's text)."""
    if os.name != "posix":
        return
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _bound_memory(bounds: Bounds) -> None:
    """Bound the address space, where the platform keeps to it (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limit = size + bounds.memory_mb * MB
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _attempt(job: Callable[[], Any], name: str, bounds: Bounds) -> Done | Failure:
    _forget_peak()
    _alarm(math.ceil(bounds.seconds) + ORPHAN_SECONDS)
    begun = time.monotonic()
    try:
        outcome: Done | Failure = Done(job())
    except MemoryError:
        outcome = Failure(out_of_memory(name, bounds), "MemoryError")
    except ToolkitError as problem:
        outcome = Failure(problem)
    except Exception as problem:
        outcome = Failure(unforeseen(name), _places(problem))
    _alarm(0)
    return replace(outcome, seconds=time.monotonic() - begun, peak_mb=_peak_mb())


def _places(problem: BaseException) -> str:
    """Return where in the code it went wrong, and what kind of thing; no message, no text."""
    frames = traceback.extract_tb(problem.__traceback__)[-6:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return " > ".join([*places, type(problem).__name__])


def _is_spent(outcome: Done | Failure, idle_mb: float, bounds: Bounds) -> bool:
    """Tell whether the next item deserves a fresh worker."""
    code = getattr(outcome.error, "code", None) if isinstance(outcome, Failure) else None
    return (
        code in (Code.MEMORY, Code.INTERNAL)
        or _resident_mb() - idle_mb > KEPT_SHARE * bounds.memory_mb
    )


def _alarm(seconds: int) -> None:
    """Have the kernel end this process then; 0 calls it off. Holds where Python itself hangs."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _status_mb(key: str) -> float | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) * 1024 / MB
    return None


def _peak_mb() -> float | None:
    peak = _status_mb("VmHWM:")
    if peak is None and os.name == "posix":
        peak = own_peak_mb()
    return None if peak is None else round(peak, 1)


def _resident_mb() -> float:
    return _status_mb("VmRSS:") or _peak_mb() or 0.0
