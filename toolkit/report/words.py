"""The words every report uses: counts, plurals, dates, editions, kinds and states."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from toolkit.errors import Code

if TYPE_CHECKING:  # an overview of what was found before needs no aligner
    from toolkit.align import Shape
    from toolkit.batch.records import Status
    from toolkit.classify import Kind, Reason, Verdict
    from toolkit.document import AsideKind, ClauseKind, NotCompared, Severity
    from toolkit.localise import SubstitutionKind

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# The model says that the school may: an optional clause left out, a local slot filled.
PERMITTED = frozenset({"PER001", "PER002", "PER005"})
MONTHS = tuple(calendar.month_name)  # asked for one by one, each would be formatted anew
REDUCED_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

KINDS: dict[Kind, str] = {
    "missing": "Missing",
    "modified": "Changed",
    "added": "Added by the school",
    "localised": "Local wording only",
    "editorial": "Editorial only",
    "unchanged": "Unchanged",
}
KIND_NOTES: dict[Kind, str] = {
    "missing": "In the model policy, with no counterpart in the adopted policy.",
    "modified": "In both policies, but it no longer says the same.",
    "added": "In the adopted policy only.",
    "localised": "Differs only in the school’s own names, titles, dates or marked places.",
    "editorial": "Differs only in spelling, punctuation or layout.",
    "unchanged": "Word for word the same.",
}
NONE: dict[Kind, str] = {
    "missing": "Every clause of the model has a counterpart in the adopted policy.",
    "modified": "No clause was changed.",
    "added": "The school added nothing.",
}
COUNTY_KINDS: dict[Kind, str] = {
    "missing": "Dropped",
    "modified": "Changed",
    "added": "New",
    "localised": "Changed",
    "editorial": "Editorial only",
    "unchanged": "Unchanged",
}
SHAPES: dict[Shape, str] = {
    "moved": "moved",
    "renumbered": "renumbered",
    "split": "split into several",
    "merged": "merged with others",
}
SUBSTITUTIONS: dict[SubstitutionKind, str] = {
    "school_name": "Name of the school",
    "noun": "What the school calls itself",
    "post": "Post or body",
    "authority": "Local authority",
    "date": "Date",
    "other": "Other wording",
}
ASIDES: dict[AsideKind, str] = {
    "front_matter": "Front matter",
    "contents": "Contents list",
    "running_header": "Running header",
    "running_footer": "Running footer",
    "page_number": "Page number",
    "signature": "Signature",
    "watermark": "Watermark",
    "comment": "Comment",
    "hidden_text": "Hidden text",
}
CLAUSES: dict[ClauseKind, str] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list item",
    "note": "note",
    "quote": "quotation",
    "table_row": "table row",
}
SEVERITIES: dict[Severity, str] = {"high": "High", "medium": "Medium", "low": "Low"}
STATUSES: dict[Status, str] = {
    "read": "Read",
    "partial": "Partly read",
    "refused": "Not read",
    "skipped": "Skipped",
}
CODES: dict[Code, tuple[str, str]] = {
    Code.ENCRYPTED: ("Locked with a password", "Save a copy without the password."),
    Code.NO_TEXT: (
        "A scan without text",
        "Run text recognition (OCR) on it, or ask for the Word file.",
    ),
    Code.GARBLED: ("Its text cannot be decoded", "Ask for the Word file, or run OCR on it."),
    Code.DAMAGED: ("Damaged or cut short", "Ask the school to send it again."),
    Code.WRONG_TYPE: ("Not a policy document", "Send a PDF, Word (.docx) or Markdown file."),
    Code.LEGACY: ("An older format", "Open it in Word and save it as .docx."),
    Code.UNSAFE_XML: ("Contains unsafe content", "Open it in Word and save it as a new .docx."),
    Code.TOO_LARGE: ("Larger than the limit", "Send the policy alone, or raise the limit."),
    Code.TIMEOUT: ("Took too long to read", "Open it, save it anew, and try again."),
    Code.MEMORY: ("Needed too much memory", "Open it, save it anew, and try again."),
    Code.WORKER_DIED: ("Stopped the reader", "Open it, save it anew, and try again."),
    Code.PERMISSION: ("May not be opened", "Check who may read the file."),
    Code.INTERNAL: ("A fault in this program", "Please report it with the message shown."),
}


def number(n: int) -> str:
    """Write a count as prose does: `two`, `11`, `1,204`; nought is `no`."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"


def count(n: int, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun.

    >>> count(1, "duty"), count(0, "clause"), count(12, "duty", "duties")
    ('one duty', 'no clauses', '12 duties')
    """
    return f"{number(n)} {singular if n == 1 else plural or singular + 's'}"


def figure(n: int, singular: str, plural: str | None = None) -> str:
    """Write a count in figures with its noun, for headings and tables: `3 clauses`."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Join as English does.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *head, tail = list(parts) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def sentence_case(text: str) -> str:
    """Give a text its capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Give a text its capital and its full stop."""
    text = sentence_case(text.strip())
    return text if text.rstrip("”’\"')").endswith((".", "!", "?")) else f"{text}."


def date(iso: str) -> str:
    """Write a reduced ISO date in words; anything else as it stands.

    >>> date("2018-11-05"), date("2024-07"), date("2024"), date("spring term")
    ('5 November 2018', 'July 2024', '2024', 'spring term')
    """
    found = REDUCED_DATE.fullmatch(iso)
    if not found or not 1 <= int(found["month"] or 1) <= 12:
        return iso
    day, month = found["day"], found["month"]
    words = [str(int(day))] if day else []
    return " ".join([*words, *([MONTHS[int(month)]] if month else []), found["year"]])


def edition(iso: str | None) -> str:
    """Name an edition: `January 2018 edition`; `undated edition` where it has no date."""
    return f"{date(iso)} edition" if iso else "undated edition"


def percentage(share: float) -> str:
    """Write a share without flattery: 100% only where nothing lacks, 0% only where all does."""
    points = int(share * 100 + 1e-9)
    return "less than 1%" if share > 0 and points == 0 else f"{points}%"


def permitted(verdict: Verdict) -> bool:
    """Say whether the model leaves this to the school."""
    return verdict.marked_place or any(reason.code in PERMITTED for reason in verdict.reasons)


def shapes(verdict: Verdict) -> str:
    """Say what happened to a clause's place or shape, in the contract's order."""
    found = verdict.match.shape
    return listed(words for shape, words in SHAPES.items() if shape in found) if found else ""


def status(verdict: Verdict) -> str:
    """Say what happened to a clause in a few words: `Changed (material), moved`."""
    weight = {"missing", "modified", "added"}
    kind = KINDS[verdict.kind]
    if permitted(verdict) and verdict.kind in weight:
        kind += " (the model permits it)"
    elif verdict.material and verdict.kind in weight:
        kind += " (material)"
    return ", ".join(part for part in (kind, shapes(verdict)) if part)


def tally(kinds: Mapping[Kind, int]) -> str:
    """Say in figures what a section holds: `2 missing, 1 changed, 9 the same`."""
    named: tuple[tuple[Kind, str], ...] = (
        ("missing", "missing"),
        ("modified", "changed"),
        ("added", "added"),
        ("localised", "local wording"),
        ("editorial", "editorial"),
        ("unchanged", "unchanged"),
    )
    return ", ".join(f"{kinds[kind]} {word}" for kind, word in named if kinds.get(kind))


def not_compared(entry: NotCompared) -> str:
    """Say what was not compared, where and why: `image on page 3: it holds no text`."""
    where = f" on page {entry.page}" if entry.page is not None else ""
    return f"{entry.what}{where}: {entry.why}"


def county_status(verdict: Verdict) -> str:
    """Say what the county did to a clause between two editions: `Changed (material), moved`."""
    kind = COUNTY_KINDS[verdict.kind]
    if verdict.material and verdict.kind == "modified":
        kind += " (material)"
    return ", ".join(part for part in (kind, shapes(verdict)) if part)


def weight(verdict: Verdict) -> str:
    """Say how a deviation weighs, and what else befell the clause: `material, moved`."""
    weighs = "the model permits it" if permitted(verdict) else "material" * verdict.material
    return ", ".join(part for part in (weighs, shapes(verdict)) if part)


def cause_and_remedy(code: Code | None) -> tuple[str, str]:
    """Say why a file was not read and what to do; nothing where there is no code."""
    return CODES[code] if code else ("", "")


def quotations(reason: Reason, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Return a reason's quotations with their side, where they are news beside the clause."""
    match = verdict.match
    sides = (("Model", reason.model, match.model), ("Adopted", reason.adopted, match.adopted))
    return tuple(
        (who, said)
        for who, said, clauses in sides
        if said and said not in reason.message and said != " ".join(c.text for c in clauses)
    )
