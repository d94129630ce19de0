"""The same audit on a Dask cluster: the same results to the byte, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.hostile import good_docx, good_pdf, scan
from tests.faults.test_kill import results
from toolkit.auditing.run import audit
from toolkit.batch.records import Record
from toolkit.errors import UsageError

distributed = pytest.importorskip("distributed", reason="needs the extra dask")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # Dask's own; it warns of much
    pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does"),
]
TODAY = "2026-11-20"
MODEL = "# Model policy\n\n1. Purpose\n\n2.1 Staff must keep their personal accounts private.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "model.md").write_text(MODEL)
    for number in range(20):
        sentences = (f"{number}. Duties", f"{number}.1 Staff must keep record {number}.")
        (folder / f"{number:02}.docx").write_bytes(good_docx(*sentences))
    (folder / "a.pdf").write_bytes(good_pdf())
    (folder / "scan.pdf").write_bytes(scan())
    (folder / "empty.pdf").write_bytes(b"")
    return tmp_path


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


def run(home: Path, out: str, **more: Any) -> tuple[Record, ...]:
    model = str(home / "model.md")
    return audit(home / "in", home / out, model=model, today=TODAY, **more).records


def test_a_cluster_comes_to_the_same_results_to_the_byte(home: Path, cluster: Any) -> None:
    run(home, "here")
    run(home, "there", scheduler=cluster.scheduler_address)
    assert results(home / "there") == results(home / "here")


def test_a_worker_that_is_killed_costs_nothing(home: Path, cluster: Any) -> None:
    run(home, "here")
    pids = {worker.pid for worker in cluster.workers.values()}
    killed: list[int] = []

    def kill() -> None:
        time.sleep(1.5)
        victim = next(iter(pids))
        os.kill(victim, signal.SIGKILL)
        killed.append(victim)

    threading.Thread(target=kill, daemon=True).start()
    run(home, "there", scheduler=cluster.scheduler_address)
    assert killed
    assert results(home / "there") == results(home / "here")


def test_no_scheduler_is_said_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.auditing.cluster.CONNECTING", 1)
    with pytest.raises(UsageError, match="no Dask scheduler answers there"):
        run(home, "there", scheduler="tcp://127.0.0.1:47010")
