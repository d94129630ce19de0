"""Fields: what kind a field is, and what Word shows of it."""

from __future__ import annotations

from toolkit.document import NotCompared
from toolkit.errors import Code, InputError
from toolkit.extract.docx.story import Field, Gathered, Story

LONGEST = 500  # characters of a field's instruction, or of a name, that say what it is
_DEEPEST = 100  # fields within fields; Word's own limit is 20
_FETCHING = {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "INCLUDE"}
_FETCHING |= {"DATABASE"}
_NUMBER_FIELDS = {"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"}  # no result is stored
_PAGE_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_CONTENTS_FIELDS = {"TOC", "TOA", "INDEX"}


def note_field(instruction: str, story: Story, out: Gathered) -> None:
    """Note what a field's kind means for its paragraph and for the file."""
    name = _name(instruction)
    out.page_field = out.page_field or name in _PAGE_FIELDS
    if name in _NUMBER_FIELDS:
        why = "Word works it out when it prints; turn it into typed text"
        story.book.not_compared[NotCompared("number field", None, why)] = None
    if name in _FETCHING:
        story.book.warnings[
            f"the file holds a {name} field, which fetches outside content; its last result was "
            "read and nothing was fetched"
        ] = None


def in_contents(story: Story) -> bool:
    """Tell whether the text being read is the result of a contents or index field."""
    return any(f.result and _name(f.instruction) in _CONTENTS_FIELDS for f in story.fields)


def _name(instruction: str) -> str:
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def merge_field(story: Story) -> str | None:
    """Return the name of the mail-merge value whose result is being read, None outside one."""
    for field in story.fields:
        words = field.instruction.split()
        if len(words) > 1 and words[0].upper() == "MERGEFIELD":
            return words[1].strip('"')
    return None


def prompt(instruction: str) -> str:
    """Return what Word shows of a field that has no result."""
    words = instruction.split(maxsplit=2)
    if len(words) == 3 and words[0].upper() == "MACROBUTTON":
        return words[2]
    if len(words) > 1 and words[0].upper() == "MERGEFIELD":
        return f"«{words[1].strip(chr(34))}»"
    return ""


def open_field(field: Field, story: Story) -> None:
    """Open a field; InputError TOO_LARGE where too many are open."""
    if len(story.fields) >= _DEEPEST:
        raise InputError(
            Code.TOO_LARGE,
            f"{story.book.name}: fields nested {_DEEPEST} deep; save a plain copy from Word",
        )
    story.fields.append(field)
