"""The dates and the version that a policy states, as a careful clerk would read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.document import Block, Extraction, Metadata, Style, Table
from toolkit.metadata import metadata
from toolkit.structure import structure
from toolkit.structure.dates import dated_spans, months_of

CASES = Path(__file__).parent / "cases" / "metadata"
PLAIN, BOLD = Style(size=11.0), Style(size=11.0, bold=True)
TITLE = Block("Visits Policy", style=Style(size=20.0, bold=True))
BODY = (
    Block("1. Purpose", style=BOLD),
    Block("1.1 This policy says how visits off the site are planned and led.", style=PLAIN),
    Block("2. Planning", style=BOLD),
    Block("2.1 The visit leader writes a plan six weeks before the visit.", style=PLAIN),
)
STATED = {
    "adopted": "adopted_on",
    "review": "review_on",
    "cycle": "review_cycle",
    "by": "approved_by",
    "model": "model_edition",
    "on": "version_on",
}


def _cases(name: str) -> list[tuple[list[str], dict[str, str]]]:
    written = re.sub(r"^#.*\n", "", (CASES / name).read_text("utf-8"), flags=re.MULTILINE)
    return [_case(case.splitlines()) for case in written.strip().split("\n\n")]


def _case(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    facts = (fact.partition(" ") for fact in lines[-1].removeprefix("= ").split("; "))
    return lines[:-1], {name: value for name, _, value in facts if value}


def _read(lines: list[str]) -> Metadata:
    parts: dict[str, list[Block]] = {"header": [], "footer": [], "text": [], "end": [], "": []}
    rows = [line[1:-1].split(" | ") for line in lines if line.startswith("|")]
    for line in (line for line in lines if not line.startswith("|")):
        where, _, rest = line.replace("\\t", "\t").partition(": ")
        if where in ("header", "footer"):
            role = "running_header" if where == "header" else "running_footer"
            parts[where].append(Block(rest, role=role))  # type: ignore[arg-type]
        elif where == "text":
            parts["text"].append(Block(f"1.2 {rest}", style=PLAIN))
        elif where == "end":
            parts["end"].append(Block(rest, style=PLAIN))
        else:
            parts[""].append(Block(line.replace("\\t", "\t"), style=PLAIN))
    cells = tuple(tuple((Block(cell.strip(), style=PLAIN),) for cell in row) for row in rows)
    closing = (Block("3. Review", style=BOLD), *parts["end"]) if parts["end"] else ()
    cover = (TITLE, *parts["header"], *parts[""], *([Table(cells)] if cells else []))
    blocks = (*cover, *BODY[:2], *parts["text"], *BODY[2:], *closing, *parts["footer"])
    extraction = Extraction("docx", blocks)
    return metadata(extraction, structure(extraction))


@pytest.mark.parametrize(("lines", "expected"), _cases("dates.txt"), ids=str)
def test_dates_are_read_as_printed(lines: list[str], expected: dict[str, str]) -> None:
    found = _read(lines)
    asked = ("adopted", "review", "cycle", *(["by"] if "by" in expected else []))
    read = {name: getattr(found, STATED[name]) for name in asked}
    assert {name: value for name, value in read.items() if value} == expected


@pytest.mark.parametrize(("lines", "expected"), _cases("editions.txt"), ids=str)
def test_a_version_is_told_from_the_school_s_own_dates(
    lines: list[str], expected: dict[str, str]
) -> None:
    found = _read(lines)
    version = expected.pop("version", "")
    read = {name: getattr(found, STATED[name]) for name in ("model", "on", "adopted", "review")}
    assert {name: value for name, value in read.items() if value} == expected
    assert version in (found.version or "")
    assert found.title == "Visits Policy"


def test_what_is_stated_is_quoted_as_printed() -> None:
    assert _read(["header: Visits Policy v2.1 (Sept 2023)"]).version == "v2.1 (Sept 2023)"
    assert _read(["LA model policy 2022/23"]).version == "LA model policy 2022/23"


def test_the_last_review_is_kept_beside_the_first_adoption() -> None:
    found = _read(["Adopted: May 2016", "Last reviewed: May 2024", "Next review: May 2026"])
    assert (found.adopted_on, found.reviewed_on) == ("2016-05", "2024-05")


def test_a_date_is_found_where_it_stands() -> None:
    line = "Version 3, April 2022, reviewed 5.6.24"
    assert [line[start:end] for start, end, _ in dated_spans(line)] == ["April 2022", "5.6.24"]


def test_terms_and_academic_years_are_months() -> None:
    assert months_of("Autumn 2023") == ("2023-09", "2023-12")
    assert months_of("2022/23") == ("2022-09", "2023-08")
