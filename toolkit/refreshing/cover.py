"""Last year's cover brought up to date: its table of facts, its title lines, its versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.align.sequence import runs
from toolkit.document import Aside, Document
from toolkit.language.words import fold, is_word, tokens
from toolkit.localise.wording import DATE
from toolkit.merge.wording import same_words
from toolkit.refreshing.dates import Dates, in_manner, redated, renewed
from toolkit.rewrite import (
    Element,
    Manuscript,
    cell_texts,
    insert_after,
    like,
    replace_text,
    row_of,
    set_cell,
    tables,
)
from toolkit.structure.dates import read_date
from toolkit.structure.labels import field_name

ALIKE = 0.6  # Share of words in which an edition's title line is still the other's.
HISTORY = re.compile(r"version|revision|amendment|change", re.IGNORECASE)
SIGNED_ON = re.compile(r"date|dated|date signed|signed on|date of signature", re.IGNORECASE)
SIGNED = re.compile(r"signed|signature", re.IGNORECASE)
BLANK = "." * 20  # For whoever signs this year to write on.
NOTE = re.compile(r"change|revision|amendment|note|summary|nature|detail|reason|comment", re.I)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover is to say: the editions' front matter, the dates, a note of this version."""

    base: Document
    revised: Document
    local: Document
    dates: Dates
    today: str
    note: str


def update_cover(manuscript: Manuscript, cover: Cover) -> None:
    """Bring the cover up to date. Words of the school's own stay as they are."""
    done: set[Element] = set()
    for aside in cover.local.set_aside:
        if aside.origin is None or aside.kind not in ("front_matter", "signature"):
            continue
        paragraph = manuscript.paragraphs[aside.origin]
        row = row_of(paragraph)
        if row is not None and row not in done:
            done.add(row)
            _update_row(row, cover.dates)
        elif row is None:
            _update_line(paragraph, aside, cover)
    _add_version(manuscript, cover)


# --- the table of facts -------------------------------------------------------------------------


def _update_row(row: Element, dates: Dates) -> None:
    """Renew the dates in the cells after a label; what was signed is to be signed again."""
    name = None
    for at, text in enumerate(cell_texts(row)):
        found = field_name(text)
        if found:
            name = found
        elif name == "signed_on" and dates.adopted and DATE.search(text):
            set_cell(row, at, "")
        elif name and text:
            new = DATE.sub(lambda match: renewed(match[0], dates), text)
            if new != text:
                set_cell(row, at, new)


# --- lines above the text -----------------------------------------------------------------------


def _update_line(paragraph: Element, aside: Aside, cover: Cover) -> None:
    label = aside.text.partition(":")[0].strip()
    if aside.kind == "signature" and SIGNED_ON.fullmatch(label) and _is_signed(cover.local):
        new = DATE.sub(BLANK, aside.text) if cover.dates.adopted else aside.text
    else:
        new = _new_edition(aside.text, cover) or redated(aside.text, cover.dates)
    if new == aside.text and field_name(label):
        new = DATE.sub(lambda match: renewed(match[0], cover.dates), aside.text)
    if new != aside.text:
        replace_text(paragraph, aside.text, new)


def _is_signed(local: Document) -> bool:
    return any(a.kind == "signature" and SIGNED.match(a.text) for a in local.set_aside)


def _new_edition(text: str, cover: Cover) -> str | None:
    """Find what the new edition prints in place of a line that the school took from the old."""
    if not any(same_words(text, line) for line in _lines(cover.base)):
        return None
    lines = _lines(cover.revised)
    if any(same_words(text, line) for line in lines):
        return None
    best = max(lines, key=lambda line: _alike(text, line), default="")
    return best if best and _alike(text, best) >= ALIKE else None


def _lines(document: Document) -> list[str]:
    return [aside.text for aside in document.set_aside if aside.kind == "front_matter"]


def _alike(one: str, other: str) -> float:
    left, right = ([fold(t) for t in tokens(text) if is_word(t)] for text in (one, other))
    same = sum(run.i2 - run.i1 for run in runs(left, right) if run.equal)
    return 2 * same / max(1, len(left) + len(right))


# --- the table of versions ----------------------------------------------------------------------


def _add_version(manuscript: Manuscript, cover: Cover) -> None:
    """Add a row to the table of versions, in the manner of its last."""
    for rows in tables(manuscript.body):
        heads = cell_texts(rows[0])
        if len(heads) >= 2 and _is_history(heads):
            last = cell_texts(rows[-1])
            row = like(rows[-1], "")
            insert_after(rows[-1], row)
            for at, head in enumerate(heads[: len(last)]):
                set_cell(row, at, _version_cell(head, last[at], cover))
            return


def _is_history(heads: Sequence[str]) -> bool:
    dated = any(re.match(r"date|version", head, re.I) for head in heads)
    return dated and any(HISTORY.search(head) for head in heads) and all(len(h) < 40 for h in heads)


def _version_cell(head: str, last: str, cover: Cover) -> str:
    if re.match(r"date", head, re.I):
        sample = last if read_date(last) else ""
        return in_manner(sample, cover.dates.adopted or cover.today)
    if re.match(r"(?:version|issue)\b(?!.*(?:date|note|change))", head, re.I):
        return _counted_on(last)
    return cover.note if NOTE.search(head) else ""


def _counted_on(version: str) -> str:
    """Give the next version.

    >>> _counted_on("3"), _counted_on("v1.9"), _counted_on("")
    ('4', 'v1.10', '')
    """
    return re.sub(r"(\d+)(?!.*\d)", lambda match: str(int(match[1]) + 1), version)
