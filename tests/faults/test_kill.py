"""An audit that is killed at any moment: nothing half-written, and the next run ends the same."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.hostile import good_docx, good_pdf, scan

SEED = 20261120
KILLS = 4
ROOT = Path(__file__).resolve().parent.parent.parent
MODEL = "# Model policy\n\n1. Purpose\n\n2.1 Staff must keep their personal accounts private.\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "model.md").write_text(MODEL)
    for number in range(8):
        sentences = (f"{number}. Duties", f"{number}.1 Staff must keep record {number}.")
        (folder / f"{number:02}.docx").write_bytes(good_docx(*sentences))
    (folder / "a.pdf").write_bytes(good_pdf())
    (folder / "scan.pdf").write_bytes(scan())
    return folder


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    model = str(folder.parent / "model.md")
    command = ["audit", str(folder), "-o", str(out), "-m", model, "--today", "2026-11-20"]
    return subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def finished(folder: Path, out: Path) -> float:
    """Run an audit to its end, and return how long it took."""
    begun = time.monotonic()
    with start(folder, out) as process:
        _, error = process.communicate(timeout=120)
    assert process.returncode == 6, error.decode()
    return time.monotonic() - begun


def results(out: Path) -> dict[str, Any]:
    """Everything an audit wrote, without what differs from run to run."""
    whole = json.loads((out / "audit.json").read_text(encoding="utf-8"))
    for record in whole["documents"]:
        del record["seconds"], record["peak_mb"]
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*.html")
        if path.name != "index.html"
    }
    return {"audit": whole, **files}


def test_killed_at_any_moment_it_goes_on_to_the_same_end(folder: Path, tmp_path: Path) -> None:
    undisturbed, out = tmp_path / "undisturbed", tmp_path / "out"
    seconds = finished(folder, undisturbed)
    chance = random.Random(SEED)
    for _ in range(KILLS):
        with start(folder, out) as process:
            time.sleep(chance.uniform(0.05, seconds))
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
        for page in out.rglob("*.html"):
            assert page.read_bytes().rstrip().endswith(b"</html>"), "half a page"
    finished(folder, out)
    assert results(out) == results(undisturbed)
    assert not list(out.rglob(".*.tmp"))


def test_workers_that_are_killed_cost_at_most_their_own_files(folder: Path, tmp_path: Path) -> None:
    undisturbed, out = tmp_path / "undisturbed", tmp_path / "out"
    finished(folder, undisturbed)
    with start(folder, out) as process:
        killed = kill_workers(process, 3)
        process.communicate(timeout=120)
    assert process.returncode in {0, 6}
    documents = json.loads((out / "audit.json").read_text(encoding="utf-8"))["documents"]
    assert len(documents) == 10
    assert sum(record["code"] == "WORKER_DIED" for record in documents) <= killed
    finished(folder, out)
    assert results(out) == results(undisturbed)


def kill_workers(process: subprocess.Popen[bytes], most: int) -> int:
    """Kill a few of a running audit's workers, one at a time."""
    chance, killed = random.Random(SEED), 0
    while process.poll() is None and killed < most:
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        pids = [int(pid) for pid in children.stdout.split()]
        time.sleep(0.3)
        if pids:
            try:
                os.kill(chance.choice(pids), signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed += 1
    return killed


def test_two_audits_at_once_do_not_spoil_each_other(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with start(folder, out) as one, start(folder, out) as other:
        said = [process.communicate(timeout=120)[1] for process in (one, other)]
    codes = sorted((one.returncode, other.returncode))
    assert codes in ([5, 6], [6, 6])  # refused, or the second began when the first had ended
    if codes == [5, 6]:
        assert b"another audit is writing" in b"".join(said)
    undisturbed = tmp_path / "undisturbed"
    finished(folder, undisturbed)
    assert results(out) == results(undisturbed)


@pytest.mark.skipif(not shutil.which("ps"), reason="needs ps")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a busy orphan at once")
def test_a_killed_audit_leaves_no_worker_behind(folder: Path, tmp_path: Path) -> None:
    with start(folder, tmp_path / "out") as process:
        time.sleep(1.0)
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
    for pid in map(int, listed.stdout.split()):
        assert ended(pid), f"worker {pid} lives on"


def ended(pid: int) -> bool:
    for _ in range(100):
        status = Path(f"/proc/{pid}/status")
        if not status.exists() or "\nState:\tZ" in status.read_text():
            return True
        time.sleep(0.05)
    return False
