"""Last year's cover brought up to date: its table of facts, its title lines, its versions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.align.sequence import runs
from toolkit.document import Aside, Document
from toolkit.language.words import fold, is_word, tokens
from toolkit.localise.wording import DATE
from toolkit.merge.wording import same_words
from toolkit.refreshing.dates import in_manner, redated
from toolkit.refreshing.renewal import Renewal, counted_on, is_history, renewed_line
from toolkit.rewrite import (
    Element,
    Manuscript,
    cell_texts,
    insert_after,
    like,
    replace_text,
    row_of,
    running_paragraphs,
    set_cell,
    shown_text,
    tables,
    unbind,
)
from toolkit.structure.dates import read_date
from toolkit.structure.labels import field_name

ALIKE = 0.6  # Share of words in which an edition's title line is still the other's.
SIGNED_ON = re.compile(r"date|dated|date signed|signed on|date of signature", re.IGNORECASE)
SIGNED = re.compile(r"signed|signature", re.IGNORECASE)
BLANK = "." * 20  # For whoever signs this year to write on.
NOTE = re.compile(r"change|revision|amendment|note|summary|nature|detail|reason|comment", re.I)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover is to say: the editions' front matter, what is new, a note of this version."""

    base: Document
    revised: Document
    local: Document
    renewal: Renewal
    note: str


def update_cover(manuscript: Manuscript, cover: Cover) -> None:
    """Bring the cover and the pages' edges up to date; the school's own words stay as they are."""
    done: set[Element] = set()
    for aside in cover.local.set_aside:
        if aside.origin is None or aside.kind not in ("front_matter", "signature"):
            continue
        paragraph = manuscript.paragraphs[aside.origin]
        row = row_of(paragraph)
        if row is not None and row not in done:
            done.add(row)
            _update_row(row, cover.renewal)
        elif row is None:
            _update_line(paragraph, aside, cover)
    _add_version(manuscript, cover)
    for paragraph in running_paragraphs(manuscript):
        _update_running(paragraph, cover.renewal)


def _update_running(paragraph: Element, renewal: Renewal) -> None:
    """Bring a paragraph of a header or footer up to date, told by the cell before it in a table."""
    text = shown_text(paragraph)
    new = renewed_line(text, renewal, _label_of(paragraph)) if text.strip() else text
    if new != text and replace_text(paragraph, text, new):
        unbind(paragraph)


def _label_of(paragraph: Element) -> str:
    row = row_of(paragraph)
    if row is None:
        return ""
    texts = cell_texts(row)
    at = next((n for n, text in enumerate(texts) if shown_text(paragraph).strip() in text), 0)
    return texts[at - 1].rstrip(" :") if at and field_name(texts[at - 1]) else ""


# --- the table of facts -------------------------------------------------------------------------


def _update_row(row: Element, renewal: Renewal) -> None:
    """Renew the cells after a label; what was signed is to be signed again."""
    label = ""
    for at, text in enumerate(cell_texts(row)):
        if field_name(text):
            label = text.rstrip(" :")
        elif field_name(label) == "signed_on" and renewal.dates.adopted and DATE.search(text):
            set_cell(row, at, "")
        elif text:  # without a label only what says itself what it dates: "… adopted it on …"
            new = renewed_line(text, renewal, label) if label else redated(text, renewal.dates)
            if new != text:
                set_cell(row, at, new)


# --- lines above the text -----------------------------------------------------------------------


def _update_line(paragraph: Element, aside: Aside, cover: Cover) -> None:
    label = aside.text.partition(":")[0].strip()
    beside = SIGNED_ON.fullmatch(label) and _is_signed(cover.local)
    if aside.kind == "signature" and (beside or SIGNED.match(aside.text)):
        new = DATE.sub(BLANK, aside.text) if cover.renewal.dates.adopted else aside.text
    else:
        said = _new_edition(aside.text, cover) or aside.text
        new = renewed_line(said, cover.renewal, label if field_name(label) else "")
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
        if is_history(heads):
            last = cell_texts(rows[-1])
            row = like(rows[-1], "")
            insert_after(rows[-1], row)
            for at, head in enumerate(heads[: len(last)]):
                set_cell(row, at, _version_cell(head, last[at], cover))
            return


def _version_cell(head: str, last: str, cover: Cover) -> str:
    if re.match(r"date", head, re.I):
        sample = last if read_date(last) else ""
        return in_manner(sample, cover.renewal.dates.adopted or cover.renewal.today)
    if re.match(r"(?:version|issue)\b(?!.*(?:date|note|change))", head, re.I):
        return counted_on(last)
    return cover.note if NOTE.search(head) else ""
