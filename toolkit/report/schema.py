"""The JSON Schemas of what `report.json` writes; `python -m toolkit.report.schema FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, get_args

from toolkit.align import Shape
from toolkit.batch.records import Status
from toolkit.classify import Kind
from toolkit.document import AsideKind, ClauseKind, Format, Severity
from toolkit.errors import Code
from toolkit.localise import SubstitutionKind
from toolkit.report.audit_json import LINE as AUDIT_DOCUMENT
from toolkit.report.audit_json import SCHEMA as AUDIT
from toolkit.report.json import COMPARISON, DOCUMENT
from toolkit.report.jsonl import SCHEMA as MATCH_LINE

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://policy-toolkit.example/schema/"

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
PAGE: Schema = {"type": ["integer", "null"], "minimum": 1}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
MAYBE: Schema = {"type": ["string", "null"]}
HASH: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
DATE: Schema = {"type": ["string", "null"], "pattern": f"^{DAY}$"}
# A school's date may be a term ("Autumn 2024") or an academic year, which ISO 8601 cannot say.
SCHOOL_DATE: Schema = {
    "type": ["string", "null"],
    "pattern": rf"^({DAY}|(Autumn|Spring|Summer) \d{{4}}|\d{{4}}/\d{{2,4}})$",
    "description": "Reduced ISO form where the document's date allows it, else as a term or an "
    "academic year.",
}


def one_of(*values: str) -> Schema:
    """Allow exactly these words."""
    return {"type": "string", "enum": list(values)}


def each(items: Schema) -> Schema:
    """Describe a list of one thing."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """Point to a definition of the same schema."""
    return {"$ref": f"#/$defs/{name}"}


def maybe(schema: Schema) -> Schema:
    """Allow null as well."""
    return {"anyOf": [schema, {"type": "null"}]}


def record(properties: Schema, description: str = "") -> Schema:
    """Describe an object whose keys all stand; readers must bear further keys."""
    described = {"description": description} if description else {}
    return {
        **described,
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


CLAUSE = record(
    {
        "id": TEXT,
        "label": MAYBE,
        "kind": one_of(*get_args(ClauseKind)),
        "level": {"type": "integer", "minimum": 1},
        "parent": MAYBE,
        "text": TEXT,
        "page": PAGE,
    },
    "A unit of policy text; `text` is without its label and its children.",
)
ASIDE = record({"kind": one_of(*get_args(AsideKind)), "text": TEXT, "page": PAGE})
METADATA = record(
    {
        "title": MAYBE,
        "school": MAYBE,
        "adopted_on": SCHOOL_DATE,
        "review_on": SCHOOL_DATE,
        "review_cycle": MAYBE,
        "approved_by": MAYBE,
        "author": MAYBE,
        "model_source": MAYBE,
        "model_edition": MAYBE,
        "signatories": each(TEXT),
        "reviewed_on": SCHOOL_DATE,
        "version": MAYBE,
        "version_on": SCHOOL_DATE,
    },
    "What the document says of itself; unknown is null.",
)
FINDING = record(
    {
        "code": {"type": "string", "pattern": "^[A-Z]+[0-9]*$"},
        "severity": one_of(*get_args(Severity)),
        "message": TEXT,
        "clause": MAYBE,
        "page": PAGE,
        "quote": MAYBE,
        "advice": MAYBE,
        "confidence": one_of("confirmed", "probable"),
    }
)
NOT_COMPARED = record({"what": TEXT, "page": PAGE, "why": TEXT})
REASON = record({"code": TEXT, "message": TEXT, "model": TEXT, "adopted": TEXT})
EDIT: Schema = {
    "type": "array",
    "prefixItems": [one_of("equal", "delete", "insert"), TEXT],
    "minItems": 2,
    "maxItems": 2,
}
MATCH_KEYS: Schema = {
    "id": TEXT,
    "model": each(TEXT),
    "adopted": each(TEXT),
    "kind": one_of(*get_args(Kind)),
    "shape": each(one_of(*get_args(Shape))),
    "material": FLAG,
    "marked_place": FLAG,
    "similarity": SHARE,
    "reasons": each(ref("reason")),
    "edits": each(EDIT),
}
BOTH_SIDES = "`model` is empty for what was added, `adopted` for what is missing."
MATCH = record(MATCH_KEYS, f"Clauses of both sides by their ids; {BOTH_SIDES}")
SUBSTITUTION = record(
    {"kind": one_of(*get_args(SubstitutionKind)), "model": TEXT, "adopted": TEXT, "count": COUNT}
)
MODEL = record(
    {
        "id": MAYBE,
        "title": TEXT,
        "edition": DATE,
        "source": TEXT,
        "sha256": HASH,
        "clauses": each(ref("clause")),
        "set_aside": each(ref("aside")),
    }
)
ADOPTED_KEYS: Schema = {
    "source": TEXT,
    "sha256": HASH,
    "format": one_of(*get_args(Format)),
    "pages": PAGE,
    "metadata": ref("metadata"),
    "clauses": each(ref("clause")),
    "set_aside": each(ref("aside")),
}
EDITION = record(
    {
        "identified": MAYBE,
        "confidence": maybe(SHARE),
        "latest": MAYBE,
        "candidates": each(record({"model": TEXT, "score": SHARE})),
        "evidence": each(TEXT),
    }
)
SUMMARY = record(
    {**dict.fromkeys(get_args(Kind), COUNT), "material": COUNT, "coverage": maybe(SHARE)}
)
LINE = record(
    {
        "kind": one_of(*get_args(Kind)),
        "material": FLAG,
        "section": TEXT,
        "label": TEXT,
        "text": TEXT,
        "reasons": each(TEXT),
        "anchor": TEXT,
        "adopted": TEXT,
        "key": TEXT,
        "accepted": TEXT,
    },
    "One missing, changed or added clause; `anchor` is its place in the policy's page.",
)
RECORD_KEYS: Schema = {
    "file": TEXT,
    "sha256": maybe(HASH),
    "status": one_of(*get_args(Status)),
    "code": maybe(one_of(*Code)),
    "message": MAYBE,
    "warnings": each(TEXT),
    "school": MAYBE,
    "urn": MAYBE,
    "model": MAYBE,
    "report": MAYBE,
    "summary": maybe(ref("summary")),
    "seconds": {"type": "number", "minimum": 0},
    "peak_mb": {"type": ["number", "null"], "minimum": 0},
    "school_evidence": each(TEXT),
    "model_title": MAYBE,
    "latest": MAYBE,
    "confidence": maybe(SHARE),
    "metadata": maybe(ref("metadata")),
    "review_overdue": {"type": ["boolean", "null"]},
    "lines": each(ref("line")),
    "sections": each({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}),
    "findings": each(TEXT),
}
RECORD = record(
    RECORD_KEYS,
    "What became of one file; exactly one for every file found.",
)
DEFINITIONS: Schema = {
    "aside": ASIDE,
    "clause": CLAUSE,
    "finding": FINDING,
    "line": LINE,
    "match": MATCH,
    "metadata": METADATA,
    "not_compared": NOT_COMPARED,
    "reason": REASON,
    "record": RECORD,
    "substitution": SUBSTITUTION,
    "summary": SUMMARY,
}


def comparison() -> Schema:
    """Describe `compare --format json`."""
    keys = {
        "model": MODEL,
        "adopted": record(ADOPTED_KEYS),
        "edition": EDITION,
        "substitutions": each(ref("substitution")),
        "matches": each(ref("match")),
        "findings": each(ref("finding")),
        "not_compared": each(ref("not_compared")),
        "summary": ref("summary"),
        "warnings": each(TEXT),
        "latest": maybe(MODEL),
        "since": each(ref("match")),
    }
    return _whole(COMPARISON, "One adopted policy beside its model", keys)


def document() -> Schema:
    """Describe `extract --format json`."""
    keys = {
        **ADOPTED_KEYS,
        "not_compared": each(ref("not_compared")),
        "warnings": each(TEXT),
        "recognised": maybe(SHARE),
    }
    return _whole(DOCUMENT, "The clauses of one policy", keys)


def audit() -> Schema:
    """Describe `audit.json`."""
    keys = {
        "documents": each(ref("record")),
        "schools_without_policy": each(TEXT),
        "folder": TEXT,
        "today": DATE,
        "notes": each(TEXT),
    }
    return _whole(AUDIT, "A folder of adopted policies", keys)


def match_line() -> Schema:
    """Describe one line of `compare --format jsonl`."""
    keys = {
        "source": TEXT,
        "sha256": HASH,
        "school": MAYBE,
        "title": TEXT,
        "against": TEXT,
        **MATCH_KEYS,
        "section": TEXT,
        "model": each(ref("clause")),
        "adopted": each(ref("clause")),
    }
    return _whole(MATCH_LINE, f"One match, with its clauses in full; {BOTH_SIDES}", keys)


def audit_line() -> Schema:
    """Describe one line of `audit.jsonl`."""
    keys = {"folder": TEXT, "today": DATE, **RECORD_KEYS}
    return _whole(AUDIT_DOCUMENT, "What became of one file of a folder", keys)


def _whole(name: str, title: str, keys: Schema) -> Schema:
    body = record({"schema": {"const": name}, **keys})
    used = _used(body)
    definitions = {key: value for key, value in DEFINITIONS.items() if key in used}
    return {"$schema": DRAFT, "$id": BASE + file_name(name), "title": title, **body} | {
        "$defs": definitions
    }


def _used(schema: Schema) -> set[str]:
    """Return the names of the definitions that a schema reaches."""
    found: set[str] = set()
    waiting = {json.dumps(schema)}
    while waiting:
        text = waiting.pop()
        new = {name for name in DEFINITIONS if f'"#/$defs/{name}"' in text} - found
        found |= new
        waiting |= {json.dumps(DEFINITIONS[name]) for name in new}
    return found


def file_name(schema: str) -> str:
    """Name a schema's file: `policy-toolkit/audit/1` is `audit-1.json`."""
    return "-".join(schema.split("/")[1:]) + ".json"


def files() -> dict[str, str]:
    """Return every schema's text by the name of its file."""
    every = {
        COMPARISON: comparison(),
        DOCUMENT: document(),
        MATCH_LINE: match_line(),
        AUDIT: audit(),
        AUDIT_DOCUMENT: audit_line(),
    }
    return {
        file_name(name): json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in every.items()
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")
