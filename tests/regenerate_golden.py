"""Write the golden reports anew: `python -m tests.regenerate_golden`, then read the difference."""

from __future__ import annotations

from pathlib import Path

from tests.example import AUDIT, COMPARISON, TODAY, audit_file
from toolkit.report import AUDIT_WRITERS, DOCUMENT_WRITERS, WRITERS

GOLDEN = Path(__file__).parent / "golden"
# Workbooks, Word files and PDFs are tested by what they hold instead.
BINARY = ("xlsx", "docx", "pdf")


def goldens() -> dict[str, str]:
    """Return each golden file's name with the text it should hold."""
    found: dict[str, str | bytes] = {
        f"comparison.{name}": write(COMPARISON, today=TODAY)
        for name, write in WRITERS.items()
        if name not in BINARY
    }
    found |= {
        f"document.{name}": write(COMPARISON.adopted) for name, write in DOCUMENT_WRITERS.items()
    }
    found |= {
        name: audit_file(name, AUDIT).decode()
        for name in AUDIT_WRITERS
        if not name.endswith(BINARY)
    }
    return {name: text for name, text in found.items() if isinstance(text, str)}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (GOLDEN / name).write_bytes(text.encode("utf-8"))
