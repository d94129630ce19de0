"""Each format by itself: its contract, its completeness, and that hostile text stays text."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.example import (
    AUDIT,
    COMPARISON,
    LATEST,
    MODEL,
    TODAY,
    audit_file,
    identical,
    saying,
)
from tests.regenerate_golden import GOLDEN, goldens
from toolkit.comparison.edition import Identification
from toolkit.comparison.result import Comparison
from toolkit.report import AUDIT_WRITERS, DOCUMENT_WRITERS, WRITERS, markdown, schema, sheets, text
from toolkit.report.json import comparison_object

HOSTILE = (
    "<script>alert(1)</script></style></title><img src=x onerror=alert(1)>",
    "may\u202enot\u2066 be\x00 read \x1b[31m\ud800\uffff",
    "=HYPERLINK(\"http://evil.example\")|{{ 7*7 }}{% raw %}",
    "# *bold* [link](javascript:alert(1)) `code` | cell\n---\n1. one\n- two",
    "x" * 40_000,
    "\U0001f600 \u00e9 ﷽",
    "\r\n\t",
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(goldens()))
def test_reports_are_as_they_were_read_and_approved(name: str) -> None:
    golden = (GOLDEN / name).read_bytes().decode("utf-8")
    assert goldens()[name] == golden, "read the difference, then `make golden`"


@pytest.mark.parametrize("name", sorted(schema.files()))
def test_the_schemas_in_docs_are_those_of_the_code(name: str, root: Path) -> None:
    written = (root / "docs" / "schema" / name).read_text(encoding="utf-8")
    assert written == schema.files()[name], "run `python -m toolkit.report.schema docs/schema`"


def lines(written: str | bytes) -> list[str]:
    whole = written if isinstance(written, str) else written.decode("utf-8")
    *found, rest = whole.split("\n")
    assert rest == ""
    return found


def closed(value: Any) -> Any:
    """Forbid keys that a schema does not name: what we write must all be described."""
    if isinstance(value, list):
        return [closed(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    shut = {key: closed(entry) for key, entry in value.items()}
    return shut | ({"additionalProperties": False} if "properties" in value else {})


@pytest.mark.parametrize(
    ("described", "written"),
    [
        (schema.comparison, WRITERS["json"](COMPARISON)),
        (schema.comparison, WRITERS["json"](identical())),
        (schema.comparison, WRITERS["json"](saying(HOSTILE[1]))),
        (schema.document, DOCUMENT_WRITERS["json"](COMPARISON.adopted)),
        (schema.audit, audit_file("audit.json", AUDIT)),
        *((schema.match_line, line) for line in lines(WRITERS["jsonl"](COMPARISON))),
        *((schema.match_line, line) for line in lines(WRITERS["jsonl"](saying(HOSTILE[1])))),
        *((schema.audit_line, line) for line in lines(audit_file("audit.jsonl", AUDIT))),
    ],
)
def test_json_is_what_its_schema_says_and_no_more(
    described: Callable[[], dict[str, Any]], written: str
) -> None:
    Draft202012Validator.check_schema(described())
    Draft202012Validator(closed(described())).validate(json.loads(written))


def test_every_match_and_every_file_has_its_line() -> None:
    matches = [json.loads(line) for line in lines(WRITERS["jsonl"](COMPARISON))]
    assert [match["id"] for match in matches] == [verdict.id for verdict in COMPARISON.verdicts]
    said = [clause["text"] for match in matches for clause in match["adopted"]]
    assert sorted(said) == sorted(clause.text for clause in COMPARISON.adopted.clauses)
    files = [json.loads(line)["file"] for line in lines(audit_file("audit.jsonl", AUDIT))]
    assert files == [record.file for record in AUDIT.records]


def test_the_comparison_keeps_the_contract_s_keys_in_their_order() -> None:
    found = comparison_object(COMPARISON)
    assert list(found)[:9] == [
        "schema", "model", "adopted", "edition", "substitutions", "matches", "findings",
        "not_compared", "summary",
    ]  # fmt: skip
    assert list(found["adopted"]) == [
        "source", "sha256", "format", "pages", "metadata", "clauses", "set_aside",
    ]  # fmt: skip
    assert list(found["matches"][0]) == [
        "id", "model", "adopted", "kind", "shape", "material", "marked_place", "similarity",
        "reasons", "edits",
    ]  # fmt: skip
    assert list(found["model"]["clauses"][0]) == [
        "id", "label", "kind", "level", "parent", "text", "page",
    ]  # fmt: skip
    assert found["edition"]["identified"] == "visitors@2018-01"
    assert found["matches"][3]["edits"][1] == ["delete", "must"]
    assert found["summary"] == {
        "unchanged": 4, "localised": 1, "editorial": 1, "modified": 2, "missing": 3, "added": 1,
        "material": 3, "coverage": 0.874,
    }  # fmt: skip


def test_every_clause_that_json_mentions_is_there() -> None:
    found = json.loads(WRITERS["json"](COMPARISON))
    model = {c["id"] for c in found["model"]["clauses"]}
    latest = {c["id"] for c in found["latest"]["clauses"]}
    assert {name for match in found["matches"] for name in match["model"]} == model
    assert {name for match in found["since"] for name in match["adopted"]} <= latest


def everything(value: Comparison) -> Iterator[str]:
    """Yield every text that a reader must find in a report of a comparison."""
    yield from (clause.text for v in value.verdicts for clause in v.match.adopted)
    yield from (reason.message.rstrip(".") for v in value.verdicts for reason in v.reasons)
    yield from (clause.text for v in value.verdicts for clause in v.match.model)


def test_the_workbook_has_every_clause_and_filters() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(COMPARISON, today=TODAY)))
    page = book["Clauses"]
    said = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert all(part in said for found in everything(COMPARISON) for part in found.splitlines())
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:M{len(COMPARISON.verdicts) + 1}"
    assert page.page_setup.paperSize == 9
    assert page.print_title_rows == "$1:$1"
    assert book["County’s changes since"].max_row == 3


def test_dates_in_the_workbook_are_dates_with_the_precision_they_had() -> None:
    page = openpyxl.load_workbook(io.BytesIO(audit_file("audit.xlsx", AUDIT)))["Policies"]
    columns = [cell.value for cell in page[1]]
    adopted, due = columns.index("Adopted on"), columns.index("Review due")
    assert page[2][adopted].value == datetime(2018, 11, 1)
    assert page[2][adopted].number_format == "mmmm yyyy"
    assert page[3][due].value == datetime(2019, 9, 1)
    assert page[3][due].number_format == "d mmmm yyyy"


def test_a_sheet_with_more_links_than_excel_holds_keeps_their_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("toolkit.report.xlsx.MOST_LINKS", 1)
    page = openpyxl.load_workbook(io.BytesIO(audit_file("audit.xlsx", AUDIT)))["Deviations"]
    places = [row[10] for row in page.iter_rows(min_row=2)]
    assert [bool(cell.hyperlink) for cell in places] == [True] + [False] * (len(places) - 1)
    assert all(cell.value for cell in places)


def test_a_long_workbook_waits_beside_its_own_file_alone(tmp_path: Path) -> None:
    with (tmp_path / "audit.xlsx").open("w+b") as stream:
        AUDIT_WRITERS["audit.xlsx"](AUDIT, stream)
    assert [path.name for path in tmp_path.iterdir()] == ["audit.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "audit.xlsx").sheetnames[:2] == [
        "Policies",
        "Deviations",
    ]


def test_a_disk_that_fills_while_a_workbook_is_packed_is_said_as_any_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.write", full)
    with (tmp_path / "audit.xlsx").open("w+b") as stream, pytest.raises(OSError, match="No space"):
        AUDIT_WRITERS["audit.xlsx"](AUDIT, stream)
    assert [path.name for path in tmp_path.iterdir()] == ["audit.xlsx"]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    for write in WRITERS.values():
        assert write(COMPARISON, today=TODAY) == write(COMPARISON, today=TODAY)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_text_breaks_a_writer(name: str, hostile: str) -> None:
    written = WRITERS[name](saying(hostile), today=TODAY)
    if isinstance(written, str):
        written.encode("utf-8")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_a_writer_of_documents(hostile: str) -> None:
    for write in DOCUMENT_WRITERS.values():
        write(saying(hostile).adopted).encode("utf-8")  # type: ignore[union-attr]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(saying(hostile))))
    for page in book:
        for row in page.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_csv_gives_back_every_text_and_no_formula(value: str) -> None:
    written = str(WRITERS["csv"](saying(value)))
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {13}
    assert not [field for row in rows for field in row if field[:1] in ("=", "+", "-", "@")]


def test_csv_is_what_excel_expects() -> None:
    written = audit_file("audit.csv", AUDIT).decode()
    assert written.startswith("\ufeff")
    assert len(list(csv.reader(io.StringIO(written)))) == len(AUDIT.records) + 1


def test_the_terminal_gets_lines_within_its_width() -> None:
    for width in (40, 80, 200):
        lines = text.render(COMPARISON, today=TODAY, width=width).splitlines()
        assert max(map(len, lines)) <= width


def test_the_terminal_lists_no_differences_from_a_model_that_only_stands_in() -> None:
    unbased = replace(COMPARISON, edition=Identification(None, None, 0.1))
    shown = text.render(unbased)
    assert "MISSING" in text.render(COMPARISON)
    assert "MISSING" not in shown
    assert "--model" in shown


def test_the_terminal_gets_colour_only_when_asked() -> None:
    assert "\x1b" not in text.render(COMPARISON)
    assert "\x1b[" in text.render(COMPARISON, colour=True)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_commands_the_terminal(hostile: str) -> None:
    written = text.render(saying(hostile), width=60)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_markdown_shows_hostile_text_as_itself() -> None:
    from markdown_it import MarkdownIt

    shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        markdown.render(saying(HOSTILE[0] + HOSTILE[3]), today=TODAY)
    )
    assert not re.search(r"<(script|img|a|style|code|hr)\b", shown)
    assert "javascript:alert(1)" in shown


def test_markdown_marks_changes_so_that_they_render() -> None:
    from markdown_it import MarkdownIt

    shown = MarkdownIt("gfm-like", {"linkify": False}).render(
        markdown.render(COMPARISON, today=TODAY)
    )
    assert "<s>must</s> <strong>should</strong>" in shown


def test_the_readable_formats_miss_no_deviation() -> None:
    for name in ("html", "markdown", "text"):
        written = str(WRITERS[name](COMPARISON, today=TODAY))
        for said in ("Dogs must be kept on a lead.", "kept for six years", "A visitors’ car park"):
            assert said in " ".join(written.split())


def test_documents_are_written_whole() -> None:
    for name in ("json", "markdown", "text"):
        written = " ".join(str(DOCUMENT_WRITERS[name](MODEL)).replace("\\", "").split())
        assert all(clause.text in written for clause in MODEL.clauses)
    assert LATEST.clauses[-1].text in str(DOCUMENT_WRITERS["text"](LATEST))
