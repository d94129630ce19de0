"""The JSON contracts of a comparison and of a document (docs/design.md, 4.2 and 4.4)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, get_args

from toolkit.align import Shape
from toolkit.classify import Verdict
from toolkit.comparison.edition import Identification
from toolkit.comparison.result import Comparison
from toolkit.document import Aside, Clause, Document
from toolkit.library import ModelPolicy
from toolkit.report.audit_json import summary
from toolkit.report.inert import without_surrogates

COMPARISON = "policy-toolkit/comparison/1"
DOCUMENT = "policy-toolkit/document/1"
SHAPES: tuple[Shape, ...] = get_args(Shape)

Object = dict[str, Any]


def render(comparison: Comparison, *, today: str | None = None) -> str:  # noqa: ARG001
    """Write the comparison contract; it says nothing that depends on today."""
    return _dump(comparison_object(comparison))


def render_document(document: Document) -> str:
    """Write one document as `extract` gives it."""
    return _dump({"schema": DOCUMENT, **document_object(document), **_reading(document)})


def _dump(value: Object) -> str:
    return without_surrogates(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def comparison_object(comparison: Comparison) -> Object:
    """Return the comparison contract as plain values."""
    return {
        "schema": COMPARISON,
        "model": _model(comparison.model),
        "adopted": document_object(comparison.adopted),
        "edition": _edition(comparison),
        "substitutions": [asdict(entry) for entry in comparison.substitutions],
        "matches": [match_object(verdict) for verdict in comparison.verdicts],
        "findings": [asdict(finding) for finding in comparison.findings],
        "not_compared": [asdict(entry) for entry in comparison.not_compared],
        "summary": summary(
            comparison.summary.counts, comparison.summary.material, comparison.summary.coverage
        ),
        "warnings": list(comparison.adopted.warnings),
        "latest": _model(comparison.latest) if comparison.latest else None,
        "since": [match_object(verdict) for verdict in comparison.since],
    }


def document_object(document: Document) -> Object:
    """Return the keys of `adopted`."""
    return {
        "source": document.source,
        "sha256": document.sha256,
        "format": document.format,
        "pages": document.pages,
        "metadata": asdict(document.metadata),
        "clauses": [clause_object(clause) for clause in document.clauses],
        "set_aside": [_aside(aside) for aside in document.set_aside],
    }


def _reading(document: Document) -> Object:
    """Return what reading has to say of itself, beside the contract's keys."""
    return {
        "not_compared": [asdict(entry) for entry in document.not_compared],
        "warnings": list(document.warnings),
        "recognised": document.recognised,
    }


def _model(model: ModelPolicy) -> Object:
    return {
        "id": model.id,
        "title": model.title,
        "edition": model.edition,
        "source": model.document.source,
        "sha256": model.document.sha256,
        "clauses": [clause_object(clause) for clause in model.document.clauses],
        "set_aside": [_aside(aside) for aside in model.document.set_aside],
    }


def clause_object(clause: Clause) -> Object:
    """Return one clause of the contract."""
    return {
        "id": clause.id,
        "label": clause.label,
        "kind": clause.kind,
        "level": clause.level,
        "parent": clause.parent,
        "text": clause.text,
        "page": clause.page,
    }


def _aside(aside: Aside) -> Object:
    return {"kind": aside.kind, "text": aside.text, "page": aside.page}


def _edition(comparison: Comparison) -> Object:
    """Write which edition was adopted; a model that was named is no inference: it has no score."""
    found, latest = comparison.edition, comparison.latest
    if found is None:
        named = comparison.model.name if comparison.model.id else None
        told = latest.name if latest else None
        nothing = _identified(Identification(None, None, 0.0))
        return nothing | {"identified": named, "confidence": None, "latest": told}
    return _identified(found)


def _identified(found: Identification) -> Object:
    return {
        "identified": found.adopted.name if found.adopted else None,
        "confidence": round(found.confidence, 4),
        "latest": found.latest.name if found.latest else None,
        "candidates": [
            {"model": entry.model.name, "score": round(entry.score, 4)}
            for entry in found.candidates
        ],
        "evidence": list(found.evidence),
    }


def match_object(verdict: Verdict) -> Object:
    """Return one match of the contract, its clauses by their ids."""
    match = verdict.match
    return {
        "id": verdict.id,
        "model": [clause.id for clause in match.model],
        "adopted": [clause.id for clause in match.adopted],
        "kind": verdict.kind,
        "shape": [shape for shape in SHAPES if shape in match.shape],
        "material": verdict.material,
        "marked_place": verdict.marked_place,
        "similarity": round(match.similarity, 4),
        "reasons": [asdict(reason) for reason in verdict.reasons],
        "edits": [[edit.op, edit.text] for edit in verdict.edits],
    }
