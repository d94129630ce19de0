"""Signature blocks: the lines to sign at the end, and gaps to sign anywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from toolkit.structure.cover_lines import is_fact_line, is_sentence
from toolkit.structure.dates import is_date_only
from toolkit.structure.fields import Field, read_pairs
from toolkit.structure.headings import Look
from toolkit.structure.labels import FieldName, field_name, is_unfilled
from toolkit.structure.units import Unit

END_UNITS: Final = 25  # how far from the end a signature block can begin
NAME_WORDS: Final = 8  # a name with its post ("Mrs A Green, Chair of Governors") is no longer
_SIGNING = re.compile(
    r"\b (?: signed | signatures? | sign (?: here )? | initials )\b", re.VERBOSE | re.IGNORECASE
)
_LEADERS = re.compile(r"[._…]{4,} | (?: [.…] \s ){4,} | _{3,}", re.VERBOSE)
_POSTS = re.compile(
    r"""\b (?: chair (?: person | man | woman | s )? | head \s* teachers? | principals? | governors?
        | head \s of \s school | clerk | trustees? | ceo | chief \s executive ) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def set_signatures_aside(
    units: list[Unit], looks: list[Look | None]
) -> tuple[list[Unit], list[Field]]:
    """Mark lines to sign: any with a gap, and the block that ends the document."""
    gaps = _gaps_to_sign(units)
    found = gaps | _closing_block(units, looks, gaps)
    fields = _signed([units[n] for n in sorted(found)])
    marked = [
        replace(unit, fate="signature") if n in found else unit for n, unit in enumerate(units)
    ]
    return marked, fields


def _gaps_to_sign(units: list[Unit]) -> set[int]:
    """Find the lines to sign, and the other gaps to fill ("Name: ______") next to them."""
    found = {n for n, unit in enumerate(units) if unit.fate is None and _is_gap_to_sign(unit)}
    found |= _signed_and_dated(units)
    for start in sorted(found):
        for step in (-1, 1):
            n = start + step
            while 0 <= n < len(units) and n not in found and _is_neighbour(units[n]):
                found.add(n)
                n += step
    return found


def _signed_and_dated(units: list[Unit]) -> set[int]:
    """Find "Signed: A Green" with its date, wherever a statement is signed."""
    found = set[int]()
    for n, unit in enumerate(units):
        if not _may_be_signed(unit) or not _SIGNING.match(unit.text):
            continue
        below = units[n + 1] if n + 1 < len(units) else None
        dated = below is not None and _may_be_signed(below) and _is_dated(below.text)
        if _is_dated(unit.text) or dated:
            found |= {n, n + 1} if dated else {n}
    return found


def _may_be_signed(unit: Unit) -> bool:
    return (
        unit.fate is None
        and unit.kind == "text"
        and unit.label is None
        and unit.words <= 2 * NAME_WORDS
        and not unit.text.endswith(".")
    )


def _is_dated(text: str) -> bool:
    return any(name in ("dated", "signed_on") for name, _, _ in read_pairs(text))


def _is_neighbour(unit: Unit) -> bool:
    return unit.fate is None and unit.kind == "text" and unit.label is None and _is_gap(unit.text)


def _is_gap_to_sign(unit: Unit) -> bool:
    """Tell "Signed: ………… Date: …………": a signing word and a gap, and hardly a word more."""
    text = unit.text if unit.label else unit.whole
    if text.lstrip("._… ")[:1] not in "sSiI":
        return False
    lower = text.lower()
    if not ("sign" in lower or "initials" in lower) or not _SIGNING.search(text):
        return False
    rest = _LEADERS.sub(" ", text)
    unfilled = bool(_LEADERS.search(text)) or text.rstrip().endswith(":")
    return bool(_SIGNING.match(rest.strip())) and unfilled and len(rest.split()) <= 2 * NAME_WORDS


def _closing_block(units: list[Unit], looks: list[Look | None], gaps: set[int]) -> set[int]:
    """Find the run of signing lines and facts at the end; empty where none states a fact."""
    block = set[int]()
    for n in range(len(units) - 1, max(-1, len(units) - END_UNITS), -1):
        unit = units[n]
        if unit.fate is not None or unit.kind == "note":  # a footnote ends the last page
            continue
        if not (n in gaps or _is_closing_line(unit, looks[n]) or _is_signed_name(units, n)):
            break
        block.add(n)
    states = any(n in gaps or _states(units[n].whole) for n in block)
    return block if states else set()


def _states(text: str) -> bool:
    """Tell whether a line speaks of signing or dates; posts alone are a list of contacts."""
    stated = any(
        name not in ("post", "other", "title", "school") for name, _, _ in read_pairs(text)
    )
    return stated or _SIGNING.match(text) is not None


_NAME = re.compile(
    r"""(?: (?: Mrs? | Ms | Miss | Dr | Rev d? | Sir | Dame | Cllr | Prof ) \.? \s+ )?
        [A-Z] [\w’'.-]{0,25} (?: \s+ [A-Z] [\w’'.-]{0,25} ){1,3}""",
    re.VERBOSE,
)


_NAMES = re.compile(rf"{_NAME.pattern} (?: \s+ {_NAME.pattern} )?", re.VERBOSE)


def _is_signed_name(units: list[Unit], index: int) -> bool:
    """Tell a name on a line of its own, or two beside each other, below a line to sign."""
    unit = units[index]
    if unit.kind != "text" or not _NAMES.fullmatch(unit.whole):
        return False
    above = units[index - 1].whole if index else ""
    if _LEADERS.search(above) and not _LEADERS.sub(" ", above).strip():
        return True
    return bool(_SIGNING.match(above) and len(above.split()) <= NAME_WORDS)


def _is_closing_line(unit: Unit, look: Look | None) -> bool:
    text = unit.whole
    if unit.kind != "text" or (unit.label and unit.marker and unit.marker.firm):
        return False
    if _is_sentences(text):
        return False
    if is_fact_line(text) or is_date_only(text) or _LEADERS.fullmatch(text.strip()):
        return True
    names_post = (
        _POSTS.search(text) is not None and unit.words <= NAME_WORDS and not is_sentence(text)
    )
    signing = _SIGNING.search(text) is not None and unit.words <= NAME_WORDS
    return names_post or (signing and look is None) or (look is None and _is_closing_gap(text))


_SENTENCES = re.compile(
    r"""(?! Signed | Dated ) [A-Z]\w+ed \b [^:]* (?: [a-z]{3} | \d{4} ) \. (?: \s+ [A-Z] .* )?""",
    re.VERBOSE,
)


def _is_sentences(text: str) -> bool:
    """Tell "Reviewed annually." and "Adopted in May. Next review: July": a model says the same.

    What they state is read for the document's facts, but they stay in the policy.
    """
    return _SENTENCES.fullmatch(text.strip()) is not None


def _is_gap(text: str) -> bool:
    if text.endswith(":") and field_name(text):
        return True
    return bool(_LEADERS.search(text)) and len(_LEADERS.sub(" ", text).split()) <= NAME_WORDS


def _is_closing_gap(text: str) -> bool:
    """Tell a gap of the block that ends a document from one of a form: "What happened: ……"."""
    labels = [label.strip(" :") for label in _LEADERS.split(text)]
    known = [label for label in labels if label]
    return _is_gap(text) and all(field_name(label) or _DATE_WORD.match(label) for label in known)


_DATE_WORD = re.compile(r"dated?\b", re.IGNORECASE)
_OWN_NAME = re.compile(r"(?: print (?:ed)? \s+ )? name .{0,20}", re.VERBOSE | re.IGNORECASE)


def _signed(lines: list[Unit]) -> list[Field]:
    """Read the facts of a signature block; a name may stand below "Signed"."""
    fields = list[Field]()
    for above, unit in zip([None, *lines], lines, strict=False):
        for name, label, value in _pairs(unit.whole):
            fields += _signed_fact(name, label, value, unit.page)
        below = above is not None and _SIGNING.match(above.whole) and _NAME.fullmatch(unit.whole)
        if below and not _POSTS.search(unit.whole):
            fields.append(Field("signatory", unit.whole, "Signed", "signature", unit.page))
    return fields


def _signed_fact(name: FieldName, label: str, value: str, page: int | None) -> list[Field]:
    """Make the field of a signature block's label and value; none of a gap."""
    if not value or is_unfilled(value):
        return []
    meant: FieldName = "signatory" if _OWN_NAME.fullmatch(label) else name
    return [Field(meant, value, label, "signature", page)]


def signed_in_grid(texts: list[list[str]], page: int | None) -> list[Field]:
    """Read the facts of a grid to sign: below its head's labels, else those within its cells."""
    head, *rows = texts
    below = [pair for row in rows for pair in zip(head, row, strict=False)]
    if all(map(field_name, head)) and {value for _, value in below}.isdisjoint(head):
        named = [(name, label, value) for label, value in below if (name := field_name(label))]
    else:
        named = [pair for row in texts for cell in row for pair in _pairs(cell)]
    return [field for fact in named for field in _signed_fact(*fact, page)]


def _pairs(text: str) -> list[tuple[FieldName, str, str]]:
    """Read "Signed: A Green Date: May 2024", the gaps' leaders apart."""
    pieces = [piece.strip() for piece in _LEADERS.split(text) if piece.strip()]
    return [pair for piece in pieces for pair in read_pairs(piece) or _date_beside(piece)]


_DATE_BESIDE = re.compile(
    r"\b (?P<label> dated? ) [\s:]* (?P<date> .{6,30} )", re.VERBOSE | re.IGNORECASE
)


def _date_beside(text: str) -> list[tuple[FieldName, str, str]]:
    """Read the date in "(Chair of Governors) Date 14/10/2024"."""
    match = _DATE_BESIDE.search(text)
    return [("signed_on", match["label"], match["date"])] if match else []
