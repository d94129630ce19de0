"""One audit in a process of its own: what it costs in time and memory, as JSON.

    python benchmarks/one_audit.py FOLDER JOBS pdfium|pdfplumber

Nothing is loaded here but what an audit needs.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from toolkit.auditing.run import audit
from toolkit.extract.options import Options

TODAY = "2026-11-20"
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Cost:
    """Seconds: on the wall, and of processors in this process and those that it ended."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Run:
    """An audit of a folder into a fresh one, and once more, in a process of its own.

    Megabytes at their highest: of the program that hands the work out, after either run, and of
    the workers' first tenth of files, their median and their largest.
    """

    first: Cost
    again: Cost
    read: int
    matched: int
    coordinator_mb: tuple[float, float]
    worker_mb: tuple[float, float, float]


@contextlib.contextmanager
def metered(costs: list[Cost]) -> Iterator[None]:
    wall, cpu = time.monotonic(), spent()
    yield
    costs.append(Cost(time.monotonic() - wall, spent() - cpu))


def spent() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def peak_mb() -> float:
    """Return this process's highest memory; getrusage would begin with that of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def run(folder: Path, jobs: int, engine: str) -> Run:
    """Audit a folder twice, in this process."""
    costs: list[Cost] = []
    peaks: list[float] = []
    options = Options(engine="pdfplumber") if engine == "pdfplumber" else Options()
    with tempfile.TemporaryDirectory() as out:
        for _ in range(2):
            with metered(costs):
                records = audit(folder, out, today=TODAY, jobs=jobs, options=options).records
            peaks.append(peak_mb())
    workers = [record.peak_mb for record in records if record.peak_mb]
    tenth = statistics.median(workers[: len(workers) // 10 or 1])
    return Run(
        *costs,
        sum(record.status == "read" for record in records),
        sum(record.model is not None for record in records),
        (peaks[0], peaks[1]),
        (tenth, statistics.median(workers), max(workers)),
    )


def apart(folder: Path, jobs: int, engine: str = "pdfium") -> Run:
    """Do the same in a process of its own: its memory and its imports are the audit's alone."""
    command = [sys.executable, __file__, str(folder), str(jobs), engine]
    # As installed: pip compiles what it unpacks, so that no worker has to.
    compiled = {name: value for name, value in os.environ.items() if name != UNCOMPILED}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=compiled).stdout
    found = json.loads(said)
    return Run(Cost(**found.pop("first")), Cost(**found.pop("again")), **found)


if __name__ == "__main__":
    print(json.dumps(asdict(run(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))))
