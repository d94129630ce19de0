"""A job that crashes, hangs or swells costs its own item, and leaves nothing running."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import Code, InputError, ToolkitError, UsageError
from toolkit.isolation.supervise import Bounds, Done, Failure, run, run_one

# What workers do is named, never passed, so it has to live in a module that they can import.
JOBS = """
import os, signal, subprocess, sys, time
from toolkit.errors import UsageError

held = []

def job(shared, item):
    if item == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "hang":
        while True:
            pass
    if item == "hang beyond signals":
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
        time.sleep(1000)
    if item == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "leave":
        os._exit(0)
    if item == "quit":
        sys.exit(3)
    if item == "raise":
        raise ValueError("the head teacher's private words")
    if item == "usage":
        raise UsageError("there is no such model")
    if item == "swell":
        return len(bytearray(3_000_000_000))
    if item == "hoard":
        held.append(bytearray(160_000_000))
    if item == "deep":
        return job(shared, item)
    if item == "unpicklable":
        return lambda: None
    if item == "noise":
        print("a library that prints")
        os.write(1, b"\\x80\\x04 and one that writes")
        sys.stdin.read()
    if item == "child":
        return subprocess.Popen(["sleep", "1000"]).pid
    if item == "hang with a child":
        child = subprocess.Popen(["sleep", "1000"])
        open(shared, "w").write(str(child.pid))
        time.sleep(1000)
    if item == "pid":
        return os.getpid()
    return f"{shared}{item}"
"""

QUICK = Bounds(seconds=2.0, memory_mb=300)
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


@pytest.fixture(autouse=True)
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made_up_jobs.py").write_text(JOBS)
    monkeypatch.syspath_prepend(tmp_path)


def outcomes(*items: str, workers: int = 2, shared: Any = "") -> dict[str, Done | Failure]:
    return dict(run("made_up_jobs:job", items, shared=shared, workers=workers, bounds=QUICK))


def code(outcome: Done | Failure) -> Code:
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, InputError)
    return outcome.error.code


def alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/status")
        return not status.exists() or "State:\tZ" not in status.read_text()
    return False


def gone(pid: int) -> bool:
    """Whether a process ends within a few seconds."""
    for _ in range(100):
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_every_item_comes_back_with_what_its_job_returned() -> None:
    items = [str(n) for n in range(50)]
    found = outcomes(*items, shared="no. ")
    assert {item: found[item].value for item in items} == {item: f"no. {item}" for item in items}


def test_no_items_are_no_work() -> None:
    assert outcomes() == {}


@posix
@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("segfault", Code.WORKER_DIED),
        ("killed", Code.WORKER_DIED),
        ("leave", Code.WORKER_DIED),
        ("quit", Code.WORKER_DIED),
        ("hang", Code.TIMEOUT),
        ("hang beyond signals", Code.TIMEOUT),
        ("raise", Code.INTERNAL),
        ("deep", Code.INTERNAL),
        ("unpicklable", Code.WORKER_DIED),
    ],
)
def test_a_bad_job_costs_its_own_item_only(item: str, expected: Code) -> None:
    good = [f"good {n}" for n in range(6)]
    found = outcomes(*good[:3], item, *good[3:])
    assert code(found.pop(item)) == expected
    assert {name: outcome.value for name, outcome in found.items()} == {n: n for n in good}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory")
def test_a_job_that_swells_is_stopped_at_its_bound() -> None:
    found = outcomes("a", "swell", "b")
    assert code(found["swell"]) == Code.MEMORY
    assert found["a"].value == "a"
    assert found["b"].value == "b"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_a_worker_that_keeps_its_memory_is_replaced() -> None:
    first, second = (found.value for _, found in run_pids("pid", "hoard", "pid"))
    assert first != second


def run_pids(*items: str) -> Iterator[tuple[str, Done]]:
    for item, outcome in run("made_up_jobs:job", items, workers=1, bounds=QUICK):
        assert isinstance(outcome, Done)
        if item == "pid":
            yield item, outcome


def test_a_worker_is_kept_from_one_good_item_to_the_next() -> None:
    pids = {found.value for _, found in run_pids("pid", "pid", "pid")}
    assert len(pids) == 1


def test_a_message_names_the_item_and_the_remedy() -> None:
    found = run(
        "made_up_jobs:job", ["raise", "quit"], bounds=QUICK, name=lambda item: f"{item}.pdf"
    )
    messages = {item: str(outcome.error) for item, outcome in found}
    assert messages["raise"].startswith("raise.pdf: ")
    assert "report it" in messages["raise"]
    assert messages["quit"].startswith("quit.pdf: ")
    assert "run again" in messages["quit"]


def test_no_words_of_a_document_reach_the_log() -> None:
    (found,) = outcomes("raise").values()
    assert isinstance(found, Failure)
    assert found.detail.endswith("job > ValueError")
    assert "private" not in found.detail + str(found.error)


def test_our_own_errors_come_through_as_they_are() -> None:
    with pytest.raises(UsageError, match="there is no such model"):
        run_one("made_up_jobs:job", "usage", bounds=QUICK)


def test_printing_in_a_job_disturbs_nothing() -> None:
    found = outcomes("noise", "after", workers=1)
    assert [outcome.value for outcome in found.values()] == ["noise", "after"]


@posix
def test_what_a_job_started_ends_with_its_worker() -> None:
    found = outcomes("child", "after")["child"]
    assert isinstance(found, Done)
    assert gone(found.value)


@posix
def test_what_a_hanging_job_started_is_killed_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    found = outcomes("hang with a child", shared=str(note))
    assert code(found["hang with a child"]) == Code.TIMEOUT
    assert gone(int(note.read_text()))


@posix
def test_leaving_half_way_leaves_nothing_running() -> None:
    answers = run("made_up_jobs:job", ["pid", *["hang"] * 3], workers=2, bounds=QUICK)
    _, first = next(answers)
    answers.close()
    assert isinstance(first, Done)
    assert gone(first.value)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a busy orphan at once")
def test_workers_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    import subprocess

    script = tmp_path / "supervisor.py"
    script.write_text(
        "import sys\nfrom toolkit.isolation.supervise import run\n"
        "for item, outcome in run('made_up_jobs:job', ['pid', 'hang'], workers=1):\n"
        "    print(outcome.value, flush=True)\n"
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).resolve().parent.parent)])
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    ) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        supervisor.send_signal(signal.SIGKILL)
    assert gone(pid)


def test_a_worker_that_cannot_start_is_an_error_not_a_loop() -> None:
    with pytest.raises(ToolkitError, match="cannot be started"):
        list(run("no_such_module:job", ["a"]))
