"""The JSON contract of an audit (docs/design.md, 4.4), keys in the order given there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from toolkit.batch.records import KINDS, Audit, Record, fields_of
from toolkit.report.inert import without_surrogates

if TYPE_CHECKING:
    from toolkit.classify import Kind

SCHEMA = "policy-toolkit/audit/1"
LINE = "policy-toolkit/audit-document/1"

Object = dict[str, Any]


def write(audit: Audit, out: BinaryIO) -> None:
    """Write the audit contract: one object for every file found, a line each."""
    out.write(f'{{"schema": "{SCHEMA}",\n"documents": ['.encode())
    for number, record in enumerate(audit.records):
        out.write(b",\n" if number else b"\n")
        out.write(without_surrogates(json.dumps(_record(record), ensure_ascii=False)).encode())
    rest = {
        "schools_without_policy": [school.name for school in audit.schools_without_policy],
        "folder": audit.folder,
        "today": audit.today,
        "notes": list(audit.notes),
    }
    out.write(without_surrogates(f"\n],\n{json.dumps(rest, ensure_ascii=False)[1:]}\n").encode())


def write_lines(audit: Audit, out: BinaryIO) -> None:
    """Write one line for every file found, each an object by itself."""
    named = {"schema": LINE, "folder": audit.folder, "today": audit.today}
    for record in audit.records:
        line = json.dumps({**named, **_record(record)}, ensure_ascii=False)
        out.write(without_surrogates(line + "\n").encode())


def _record(record: Record) -> Object:
    counts = record.counts
    return {
        "file": record.file,
        "sha256": record.sha256,
        "status": record.status,
        "code": None if record.code is None else str(record.code),
        "message": record.message,
        "warnings": list(record.warnings),
        "school": record.school,
        "urn": record.urn,
        "model": record.model,
        "report": record.report,
        "summary": None if counts is None else summary(counts, record.material, record.coverage),
        "seconds": round(record.seconds, 4),
        "peak_mb": record.peak_mb,
        "school_evidence": list(record.school_evidence),
        "model_title": record.model_title,
        "latest": record.latest,
        "confidence": record.confidence,
        "metadata": fields_of(record.metadata) if record.metadata else None,
        "review_overdue": record.review_overdue,
        "lines": [fields_of(line) for line in record.lines],
        "sections": [list(pair) for pair in record.sections],
        "findings": list(record.findings),
    }


def summary(counts: dict[Kind, int], material: int, coverage: float | None) -> Object:
    """Write how many matches are of each kind, how many are material, and the coverage."""
    return {
        **{kind: counts.get(kind, 0) for kind in KINDS},
        "material": material,
        "coverage": None if coverage is None else round(coverage, 4),
    }
