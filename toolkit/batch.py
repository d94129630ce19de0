"""A folder of adopted policies → one record for every file found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.classify import Kind
from toolkit.document import Metadata
from toolkit.errors import Code
from toolkit.schools import School

Status = Literal["read", "partial", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Line:
    """One missing, materially changed or added clause, as the overview lists it.

    `section` is the text of the model section it belongs to; `anchor` is the match id in the
    policy's own page.
    """

    kind: Kind
    material: bool
    section: str
    label: str
    text: str
    reasons: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one file. `file` is its path below the folder, with forward slashes.

    `sections` gives for each model section, in order, its name and its state in words (`complete`,
    `changed`, `part missing`, `missing`). `report` is the page's path below the output folder.
    `seconds` is wall time, `peak_mb` the worker's peak memory.
    """

    file: str
    sha256: str | None
    status: Status
    code: Code | None = None
    message: str | None = None
    warnings: tuple[str, ...] = ()
    school: str | None = None
    urn: str | None = None
    model: str | None = None
    model_title: str | None = None
    latest: str | None = None
    confidence: float | None = None
    metadata: Metadata | None = None
    review_overdue: bool | None = None
    report: str | None = None
    counts: dict[Kind, int] | None = None
    material: int = 0
    coverage: float | None = None
    lines: tuple[Line, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    seconds: float = 0.0
    peak_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """A whole folder: one record a file, in path order, and who sent nothing."""

    folder: str
    today: str
    records: tuple[Record, ...]
    schools_without_policy: tuple[School, ...] = ()
