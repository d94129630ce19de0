"""A disk that fills at any moment: said in words, nothing half-written, the next run goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.hostile import good_docx
from tests.faults.test_kill import MODEL, ROOT, results

# Kilobytes: it fills while pages are written, the register, the overview, the workbook.
SIZES = (150, 230, 340, 400)
ENOUGH = 20_000
# In a mount of its own, which ends with it.
SCRIPT = """
set -e
mount -t tmpfs -o size={size}k tmpfs "$OUT"
run() {{ "$PYTHON" -m toolkit.cli audit "$IN" -o "$OUT" -m "$MODEL" --today 2026-11-20 -j 1 -q; }}
set +e; run 2> "$SAID"; echo $? > "$CODE"
find "$OUT" -name '*.html' ! -exec sh -c 'tail -c 9 "$1" | grep -q "</html>"' _ {{}} \\; -print
set -e
mount -o remount,size={enough}k "$OUT"; run; cp -r "$OUT"/. "$KEPT"
"""
ALONE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")


def allowed() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    trial = [*ALONE, "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not allowed(), reason="this machine allows no mount of one's own")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("in", "out", "kept"):
        (tmp_path / name).mkdir()
    (tmp_path / "model.md").write_text(MODEL)
    for number in range(4):
        sentences = (f"{number}. Duties", f"{number}.1 Staff must keep record {number}.")
        (tmp_path / "in" / f"{number}.docx").write_bytes(good_docx(*sentences))
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    places = {"IN": "in", "OUT": "out", "KEPT": "kept", "SAID": "said", "CODE": "code"}
    return {
        **os.environ,
        **{name: str(home / place) for name, place in places.items()},
        "MODEL": str(home / "model.md"),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }


def test_a_disk_that_fills_costs_nothing_that_was_done(home: Path) -> None:
    codes = set()
    undisturbed = None
    for size in (ENOUGH, *SIZES):
        script = SCRIPT.format(size=size, enough=ENOUGH)
        done = subprocess.run(
            [*ALONE, script], env=environment(home), capture_output=True, text=True, check=True
        )
        assert done.stdout == "", "half a page"
        said, code = (home / "said").read_text(), int((home / "code").read_text())
        codes.add(code)
        assert code in {0, 5}, said
        assert "Traceback" not in said
        assert bool(code) == ("make room" in said), said
        undisturbed = undisturbed or results(home / "kept")
        assert results(home / "kept") == undisturbed
        assert not list((home / "kept").rglob(".*.tmp"))
        shutil.rmtree(home / "kept")
        (home / "kept").mkdir()
    assert codes == {0, 5}
