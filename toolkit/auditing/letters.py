"""A letter to each school: what its policies lack, what differs that matters, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.auditing.repeats import are_copies, are_parts, latest, repeated
from toolkit.batch.records import SEVERAL, Audit, Line, Record, page_name
from toolkit.errors import Code
from toolkit.report import tallies, words
from toolkit.report.inert import one_line
from toolkit.report.rating import is_behind
from toolkit.schools import School

MOST_ITEMS = 60  # in one letter; a policy that lacks more is not the model's at all
LONGEST_ITEM = 220  # letters of a clause, enough to find it
DONE = {
    "missing": "is not in your policy",
    "modified": "differs in a way that matters",
    "added": "was added and needs our agreement",
}
# What a school can do about a file that was not read; all else (time, memory, rights to open it)
# is the county's own to mend, and stands in the overview alone.
ASKED = {
    Code.ENCRYPTED: "It is locked with a password. Please send a copy without one.",
    Code.NO_TEXT: "It is a scan or a picture, without text. Please send the Word document, or a "
    "PDF saved from it.",
    Code.GARBLED: "Its text cannot be decoded. Please send the Word document.",
    Code.DAMAGED: "It is empty, damaged or cut short. Please send it again.",
    Code.WRONG_TYPE: "It is not a Word document or a PDF. Please send the policy as one of these.",
    Code.LEGACY: "It is in an older format. Please open it in Word and save it as .docx.",
    Code.UNSAFE_XML: "It holds what we may not open. Please save it as a new .docx in Word.",
    Code.TOO_LARGE: "It is larger than we can take. Please send the policy alone.",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What one school is told. `lines` are headings (a policy each) and items below them.

    `compared`: at least one of its policies was held against its model.
    """

    school: str
    urn: str
    head: str
    day: str
    lines: tuple[tuple[bool, str], ...]
    compared: bool = False

    @property
    def name(self) -> str:
        """The file's name without its ending: readable, safe, the same in every run."""
        return page_name(f"{self.school} {self.urn}".strip()).removesuffix(".html")


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as a Word file and as Markdown."""

    letter: Letter
    docx: bytes
    markdown: bytes


def letters(audit: Audit, schools: Sequence[School]) -> tuple[Letter, ...]:
    """Draw up a letter for each school that has something to do, in order of their names.

    Files whose school is not known, or not certain, are in no letter.
    """
    known = {school.known_by: school for school in schools}
    records: dict[str, list[Record]] = {}
    for record in audit.records:
        if record.whose and not record.candidates:
            records.setdefault(record.whose, []).append(record)
    made = [_letter(own, known.get(whose), audit.today) for whose, own in records.items()]
    silent = [_reminder(school, audit.today) for school in audit.schools_without_policy]
    told = [letter for letter in (*made, *silent) if letter.lines]
    return tuple(sorted(told, key=lambda letter: (letter.school.casefold(), letter.urn)))


def written(templates: Mapping[str, tuple[str, bytes]], letter: Letter) -> Written:
    """Write a letter by its two templates (inside a worker)."""
    from toolkit.drafting.letter import as_markdown, as_word

    day = date.fromisoformat(letter.day)
    values = {
        "school": {"name": letter.school, "urn": letter.urn},
        "head": {"name": letter.head},
        "today": words.date(letter.day),
        "compared": letter.compared,
        "lines": [{"heading": heading, "text": text} for heading, text in letter.lines],
    }
    title = f"Policies of {letter.school}"
    return Written(
        letter,
        as_word(values, *templates["docx"], title, day),
        as_markdown(values, *templates["md"]),
    )


def _letter(records: Sequence[Record], school: School | None, today: str) -> Letter:
    first = records[0]
    groups = repeated(records)
    again = {record.file for group in groups for record in group}
    lines = (
        *(line for record in records if record.file not in again for line in _policy(record)),
        *(line for group in groups for line in _sent_again(group)),
    )
    name = one_line(school.name if school else first.school or "")
    compared = any(record.is_compared for record in records)
    return Letter(name, first.urn or "", _head(school), today, lines, compared)


def _reminder(school: School, today: str) -> Letter:
    lines = (
        (True, "No policy received"),
        (False, "We have received no policy from you; please send those that you have adopted."),
    )
    return Letter(one_line(school.name), school.urn or "", _head(school), today, lines)


def _head(school: School | None) -> str:
    return one_line(school.values.get("head.name", "")) if school else ""


def _policy(record: Record) -> Iterator[tuple[bool, str]]:
    items = [one_line(item) for item in _items(record)]
    if not items:
        return
    named = record.metadata.title if record.metadata else None
    unnamed = "A file that you sent" if record.metadata is None else "Policy"
    yield True, one_line(f"{named or record.model_title or unnamed} ({record.file})")
    yield from ((False, item) for item in items[:MOST_ITEMS])
    if len(items) > MOST_ITEMS:
        yield False, f"and {len(items) - MOST_ITEMS} more, listed in the comparison"


def _sent_again(group: Sequence[Record]) -> Iterator[tuple[bool, str]]:
    """Say which of several files of a policy is meant; only that one is gone through."""
    title = group[0].model_title or "Policy"
    files = one_line(words.listed([record.file for record in group]))
    if are_parts(group):
        yield True, one_line(title)
        yield False, f"{files} seem to be parts of it. Please send us the policy as one file."
        return
    newest = group[0] if are_copies(group) else latest(group)
    for record in group:
        if newest is None or record is newest:
            yield from _policy(record)
    if not are_copies(group):
        taken = f" We have gone by {one_line(newest.file)}, the latest." if newest else ""
        yield True, one_line(f"{title}, which you sent more than once")
        yield False, f"We have {files}.{taken} Please tell us which is in force."


def _items(record: Record) -> Iterator[str]:
    if not record.is_read:
        if record.code in ASKED:
            yield f"We could not read this file. {ASKED[record.code]}"
        return
    if any(warning.startswith(SEVERAL) for warning in record.warnings):
        yield "The file holds more than one policy. Please send us each as a file of its own."
        return
    if record.review_overdue:
        due = tallies.due(record)
        yield f"Its review was due {words.date(due)} and is overdue." if due else "It is overdue."
    if is_behind(record):
        yield (
            f"It follows the {tallies.edition_of(record.model)}; please move to the "
            f"{tallies.edition_of(record.latest)}."
        )
    for line in record.lines:
        if not line.accepted and (line.material or line.kind == "missing"):
            yield _item(line)


def _item(line: Line) -> str:
    text = " ".join(line.text.split())
    shown = text if len(text) <= LONGEST_ITEM else f"{text[:LONGEST_ITEM].rsplit(' ', 1)[0]}…"
    why = f" {line.reasons[0]}" if line.kind == "modified" and line.reasons else ""
    return f"{line.label} (“{shown}”) {DONE.get(line.kind, line.kind)}.{why}"
