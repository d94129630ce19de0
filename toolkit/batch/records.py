"""A folder of adopted policies → one record for every file found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from toolkit.batch.variation import Acceptances
from toolkit.document import Metadata
from toolkit.errors import Code, InputError
from toolkit.extract.options import Options
from toolkit.schools.mapping import Mapped
from toolkit.schools.school import School

if TYPE_CHECKING:  # an audit that has nothing left to do loads no aligner
    from toolkit.classify import Kind

LONGEST_SLUG = 80  # with its folders below OUT, well inside the 260 characters of Windows
PAGES = "policies"  # the pages' folder below the folder of results
NO_MODEL = "it is based on no model policy that is held."
SEVERAL = "This file also holds"  # So begins the warning of a file of several policies.

KINDS: tuple[Kind, ...] = ("unchanged", "localised", "editorial", "modified", "missing", "added")
Status = Literal["read", "partial", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Line:
    """One missing, materially changed or added clause, as the overview lists it.

    `section` is the text of the model section it belongs to; `anchor` is the match id in the
    policy's own page. `text` are the model's words, or those of an addition; `adopted` are the
    school's. `key` names the variation, `accepted` is the sentence that says who accepted it.
    """

    kind: Kind
    material: bool
    section: str
    label: str
    text: str
    reasons: tuple[str, ...]
    anchor: str
    adopted: str = ""
    key: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one file. `file` is its path below the folder, with forward slashes.

    `sections` gives for each model section, in order, its name and its state in words (`complete`,
    `changed`, `part missing`, `missing`). `report` is the page's path below the output folder.
    `seconds` is wall time, `peak_mb` the worker's peak memory. `school_evidence` says how the
    school was told, or between which ones it is not certain; `candidates` are those (URN or name).
    """

    file: str
    sha256: str | None
    status: Status
    code: Code | None = None
    message: str | None = None
    warnings: tuple[str, ...] = ()
    school: str | None = None
    urn: str | None = None
    school_evidence: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
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

    @property
    def whose(self) -> str | None:
        """By what its school is known, as `School.known_by`; None where nobody can tell."""
        return self.urn or self.school

    @property
    def is_read(self) -> bool:
        """Whether it was read, wholly or in part."""
        return self.status in ("read", "partial")

    @property
    def is_compared(self) -> bool:
        """Whether it was held against a model."""
        return self.counts is not None

    @property
    def is_mendable(self) -> bool:
        """Whether it was not read and somebody can do something about that."""
        return self.status == "refused" or self.code is not None


@dataclass(frozen=True, slots=True)
class Examined:
    """A record, and the SHA-256 of the page that was written for it."""

    record: Record
    page_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """A whole folder: one record a file, in path order, and who sent nothing.

    `notes` are sentences on the request itself that somebody should look at.
    """

    folder: str
    today: str
    records: tuple[Record, ...]
    schools_without_policy: tuple[School, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Settings:
    """What every file of a run is examined with. `model` is None: identified for each.

    `settled` holds what was settled by hand, by file; `accepted` the local variations in force.
    Compared by identity, so that a worker can keep what it made from them.
    """

    out: str
    today: str
    model: str | None = None
    schools: tuple[School, ...] = ()
    options: Options = field(default_factory=Options)
    settled: Mapped = field(default_factory=dict)
    accepted: Acceptances = field(default_factory=dict)


def fields_of(value: Record | Metadata | Line) -> dict[str, Any]:
    """Return a value's fields by name; `asdict` copies all that is in them, which takes longer."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def failed(file: str, error: InputError, sha256: str | None = None) -> Record:
    """Return the record of a file that could not be read: what may not be opened is skipped."""
    status: Status = "skipped" if error.code is Code.PERMISSION else "refused"
    return Record(file, sha256, status, error.code, str(error))


def page_name(file: str) -> str:
    """Name the page of a file: readable, safe on every system, the same in every run.

    >>> page_name("Oakfield/Social Networking (final).docx")
    'oakfield-social-networking-final-docx-f69db715.html'
    """
    plain = unicodedata.normalize("NFKD", file).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[-LONGEST_SLUG:].strip("-")
    mark = hashlib.sha256(file.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{words or 'policy'}-{mark}.html"
