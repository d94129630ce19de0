"""Every code that a report can show is explained, and nothing is explained that cannot be shown."""

from __future__ import annotations

import re
from pathlib import Path

CODE = re.compile(r"\b[A-Z]{3}0(?!00)\d\d\b")


def test_every_code_is_explained(root: Path) -> None:
    used = {
        code
        for path in (root / "toolkit").rglob("*.py")
        for code in re.findall(r'"([A-Z]{3}0(?!00)\d\d)"', path.read_text(encoding="utf-8"))
    }
    explained = set(CODE.findall((root / "docs" / "findings.md").read_text(encoding="utf-8")))
    assert used == explained
