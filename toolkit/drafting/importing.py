"""A county's DOCX or PDF, or a school's adoption of it → a model policy file with marked places."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Clause, Document, Place
from toolkit.drafting.gaps import gap_value, spelt
from toolkit.drafting.markdown import escape
from toolkit.extract.clean import BULLET
from toolkit.language.gaps import GAP, places_of
from toolkit.language.grammar import agree, match_case, plural
from toolkit.localise.wording import DATE, states_adoption
from toolkit.reading import read
from toolkit.schools.school import infer_noun
from toolkit.structure.dates import read_date

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
EDITION = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Imported:
    """A model policy file's text, and sentences on what was done and what to look at."""

    text: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of the model: as in its front matter."""

    id: str
    edition: str
    title: str
    authority: str
    adoption: str = "adapt"


def import_model(document: Document, about: About, noun: str | None = None) -> Imported:
    """Write a document as a model policy file.

    Of a school's adoption, the school's name and dates become marked places, its noun the county's
    (`noun` says which it used), and what it put before the county's text is left out.
    """
    name = document.metadata.school
    clauses, left_out = _county_part(document.clauses, adopted=name is not None)
    used = noun or (infer_noun(name) if name else "school")
    marker = _Marker(name, document.metadata.adopted_on, document.metadata.review_on, used)
    counts = Counter[str]()
    wanted = [(clause, _marked(clause, marker, counts)) for clause in clauses]
    body = "\n\n".join(_lines(wanted, _title_line(document)))
    text = f"{_front_matter(about)}\n{body}\n"
    named = _NAMED in body
    told = [*_told(document, marker, left_out, named=named), *_differences(body, wanted)]
    return Imported(text, tuple(told))


def _front_matter(about: About) -> str:
    pairs = (
        ("id", about.id),
        ("title", about.title),
        ("authority", about.authority),
        ("edition", about.edition),
        ("adoption", about.adoption),
    )
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in pairs]
    return "\n".join(["---", *lines, "---", ""])


# --- the county's part of a school's document ---------------------------------------------------


def _county_part(
    clauses: Sequence[Clause], *, adopted: bool
) -> tuple[Sequence[Clause], Sequence[Clause]]:
    """Part the county's text from what a school put before it.

    A school's own sections stand before the sentence of adoption or the first numbered heading,
    under headings without numbers.
    """
    if not adopted:
        return clauses, ()
    start = next((n for n, c in enumerate(clauses) if _opens_model(c)), 0)
    own = clauses[:start]
    if not any(clause.kind == "heading" for clause in own):
        return clauses, ()
    return clauses[start:], own


def _opens_model(clause: Clause) -> bool:
    if clause.kind == "heading":
        return bool(re.match(r"(?:section\s+)?\d", clause.label or "", re.I))
    return clause.kind == "paragraph" and states_adoption(clause.text) and "adopt" in clause.text


def _title_line(document: Document) -> str | None:
    """Find the county's own title among what stands above the text."""
    lines = [aside.text for aside in document.set_aside if aside.kind == "front_matter"]
    titles = (line for line in lines if " | " not in line and re.search(r"\bmodel\b", line, re.I))
    return next(titles, None)


# --- marked places ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marker:
    """What the school wrote of its own: its name, its dates, its noun."""

    name: str | None
    adopted: str | None
    review: str | None
    noun: str


def _marked(clause: Clause, marker: _Marker, counts: Counter[str]) -> str:
    """Write a clause's text as Markdown with its places marked.

    `counts` tells gaps apart that ask for no more than "number": each has a value of its own.
    """
    text = clause.text
    kept: list[str] = []

    def keep(name: str) -> str:
        kept.append("{{ " + name + " }}")
        return f"\ue0f8{len(kept) - 1}\ue0f8"

    places = places_of(clause)
    names = [_value_name(place, text, counts) for place in places]
    for place, value in reversed(list(zip(places, names, strict=True))):
        text = text[: place.start] + keep(value) + text[place.end :]
    if states_adoption(text):
        text = DATE.sub(lambda match: _dated(match[0], marker, keep), text)
    text = _without_name(text, marker, keep)
    text = _with_county_noun(text, marker.noun)
    return re.sub(r"\ue0f8(\d+)\ue0f8", lambda match: kept[int(match[1])], escape(text))


def _value_name(place: Place, text: str, counts: Counter[str]) -> str:
    name = gap_value(place.name, text[: place.start])
    if name != GAP:
        return name
    said = spelt(place.name)
    counts[said] += 1
    return f"{said}_{counts[said]}"


Keep = Callable[[str], str]


def _dated(said: str, marker: _Marker, keep: Keep) -> str:
    read_as = read_date(said)
    if read_as and read_as == marker.adopted:
        return keep("adopted_on")
    return keep("review_on") if read_as and read_as == marker.review else said


def _without_name(text: str, marker: _Marker, keep: Keep) -> str:
    if not marker.name:
        return text
    core = r"\s+".join(map(re.escape, re.sub(r"^the\s+", "", marker.name, flags=re.I).split()))
    return re.sub(rf"\b(?:the\s+)?{core}(?!\w)", lambda _: keep("school.name"), text, flags=re.I)


def _with_county_noun(text: str, noun: str) -> str:
    """Put "school" back for the noun that a school put in its place, wherever it did."""
    if noun == "school":
        return text
    for old, new in ((plural(noun), "schools"), (noun, "school")):
        text = re.sub(rf"\b{old}\b", lambda m, new=new: match_case(m[0], new), text, flags=re.I)  # type: ignore[misc]
    return agree(re.sub(r"\b([Aa])n (?=school)", r"\1 ", text), "school")


# --- Markdown -----------------------------------------------------------------------------------


def _lines(wanted: Sequence[tuple[Clause, str]], title: str | None) -> Iterator[str]:
    if title:
        yield f"# {escape(title)}"
    rows: list[str] = []
    for clause, text in wanted:
        if clause.kind == "table_row":
            rows.append("| " + text.replace("\\|", "|") + " |")
            if len(rows) == 1:
                rows.append("|---" * (clause.text.count(" | ") + 1) + "|")
            continue
        if rows:
            yield "\n".join(rows)
            rows = []
        yield _line(clause, text)
    if rows:
        yield "\n".join(rows)


def _line(clause: Clause, text: str) -> str:
    label = clause.label or ""
    if label == BULLET or (label and not any(map(str.isalnum, label))):
        return f"- {text}"
    label = re.sub(r"[*#_\[\]]", r"\\\g<0>", label)
    said = f"{label} {text}" if label else text
    if clause.kind == "heading":
        return f"{'#' * min(clause.level + 1, 6)} {said}"
    mark = {"optional": " {.optional}", "local": " {.local}"}.get(clause.permission, "")
    return f"> {said}" if clause.kind == "quote" else f"{said}{mark}"


# --- what to tell -------------------------------------------------------------------------------


_NAMED = "{{ school.name }}"


def _told(
    document: Document, marker: _Marker, left_out: Sequence[Clause], *, named: bool
) -> Iterator[str]:
    if marker.name:
        became = "became a marked place" if named else "stands nowhere in the text itself"
        yield f"“{marker.name}” {became}."
    if marker.noun != "school":
        yield f"“{marker.noun}” was taken for the school's word for “school”; say --noun if not."
    for clause in left_out:
        if clause.kind == "heading":
            yield f"“{clause.text}” was left out: it stands before the county's text."
    if not document.clauses:
        yield "No clauses were found."


def _differences(body: str, wanted: Sequence[tuple[Clause, str]]) -> Iterator[str]:
    """See that the file reads back as it was meant."""
    found = read(body.encode(), name="model.md").clauses
    if len(found) != len(wanted):
        yield (
            f"The file reads back as {len(found)} clauses of {len(wanted)}; look at its headings "
            "and lists."
        )
        return
    for (clause, _), back in zip(wanted, found, strict=True):
        if (clause.label or "").strip(".") != (back.label or "").strip("."):
            yield f"{clause.label or clause.text[:40]}: reads back as {back.label or 'no label'}."


def check_about(about: About) -> str | None:
    """Say what is wrong with an id or edition; None where both will do."""
    if not ID.fullmatch(about.id):
        return f"{about.id}: an id is small letters, figures and hyphens, as social-networking"
    if not EDITION.fullmatch(about.edition):
        return f"{about.edition}: an edition is a date, as 2024-06"
    return None
