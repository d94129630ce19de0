"""A folder is listed whole; a policy is laid at the right school's door; a page has a safe name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.batch.folder import digest, scan, shown
from toolkit.batch.records import Line, Record, failed, page_name
from toolkit.batch.sharing import Pool, shared
from toolkit.batch.whose import attributed
from toolkit.comparison.review import is_overdue
from toolkit.document import Metadata
from toolkit.errors import Code, InputError, UsageError
from toolkit.schools import School
from toolkit.schools.attribution import attribute, directory

OAKFIELD = School("Oakfield Primary School", urn="900100", laestab="9982000")
BROOKSIDE = School("Brookside Academy", urn="900101", aliases=("Brook Side High School",))
NORTH = School("St Mary's Church of England Infant School", urn="900102", laestab="9982002")
SOUTH = School("St Mary's Roman Catholic Primary School", urn="900103")
TWIN_EAST = School("Hillside School", urn="900104")
TWIN_WEST = School("Hillside School", urn="900105")
SCHOOLS = directory([OAKFIELD, BROOKSIDE, NORTH, SOUTH, TWIN_EAST, TWIN_WEST])


def whose(text: str = "", stated: str | None = None, file: str = "policy.docx") -> str | None:
    school = attribute(text, stated, file, SCHOOLS).school
    return school.urn if school else None


@pytest.mark.parametrize(
    ("clue", "expected"),
    [
        ({"stated": "Oakfield Primary School"}, OAKFIELD),
        ({"stated": "OAKFIELD PRIMARY SCHOOL."}, OAKFIELD),
        ({"stated": "Oakfield Primary"}, OAKFIELD),
        ({"stated": "Brook Side High School"}, BROOKSIDE),
        ({"stated": "St. Marys C of E Infants School"}, NORTH),
        ({"stated": "Saint Mary's RC Primary School"}, SOUTH),
        ({"text": "School URN: 900101. This policy"}, BROOKSIDE),
        ({"text": "LAESTAB 998/2002"}, NORTH),
        ({"text": "The staff of Oakfield Primary School must"}, OAKFIELD),
        ({"file": "900103 social networking.pdf"}, SOUTH),
        ({"file": "998-2000_policy.pdf"}, OAKFIELD),
        ({"file": "OakfieldPrimarySchool_SocialNetworking.pdf"}, OAKFIELD),
        ({"file": "oakfieldprimaryschool.pdf"}, OAKFIELD),
        ({"file": "oakfield-social-networking.docx"}, OAKFIELD),
        ({"file": "Brookside Academy/Policy 2024 FINAL.docx"}, BROOKSIDE),
        ({"stated": "St Mary's C.E. (V.A.) Infant School"}, NORTH),
        ({"stated": "St Mary's Voluntary Aided Roman Catholic Primary School"}, SOUTH),
        ({"stated": "St Mary's RC School"}, SOUTH),
    ],
    ids=str,
)
def test_a_school_is_told_by_any_of_its_names_and_numbers(
    clue: dict[str, str], expected: School
) -> None:
    assert whose(**clue) == expected.urn


@pytest.mark.parametrize(
    "clue",
    [
        {},
        {"stated": "Ashgrove Primary School"},
        {"text": "This school's policy on the primary use of academies"},
        {"file": "policy-primary-school-final.docx"},
        {"file": "staff policy 2024.docx"},
        # It calls itself something else; that it mentions a neighbour does not make it theirs.
        {"stated": "Ashgrove Primary School", "text": "shared with Oakfield Primary School"},
    ],
    ids=str,
)
def test_a_school_that_is_not_told_is_not_guessed(clue: dict[str, str]) -> None:
    assert whose(**clue) is None


def test_two_schools_of_one_name_are_told_apart_by_a_number() -> None:
    assert whose(stated="Hillside School") is None
    assert whose(stated="Hillside School", file="900105.pdf") == "900105"


def test_clues_that_disagree_leave_it_undecided_and_name_both() -> None:
    found = attribute("", "Oakfield Primary School", "Brookside Academy.pdf", SCHOOLS)
    assert found.school is None
    assert {school.urn for school in found.candidates} == {"900100", "900101"}
    record = Record("Brookside Academy.pdf", None, "read", metadata=Metadata(school=OAKFIELD.name))
    (warning,) = attributed(record, "", SCHOOLS).warnings
    assert "not certain" in warning
    assert "URN 900100" in warning
    assert "URN 900101" in warning


def test_the_name_that_a_text_uses_most_counts() -> None:
    text = "Oakfield Primary School. Brookside Academy. Oakfield Primary School."
    assert whose(text=text) == "900100"


def test_a_record_carries_the_registers_name_and_the_evidence() -> None:
    record = attributed(Record("900103.pdf", None, "read"), "", SCHOOLS)
    assert (record.school, record.urn) == (SOUTH.name, SOUTH.urn)
    assert record.school_evidence == ("its file name gives the number 900103",)


def test_the_folders_number_is_not_called_the_files() -> None:
    record = attributed(Record("Infants 900102/policy.docx", None, "read"), "", SCHOOLS)
    assert record.school_evidence == ("its folder gives the number 900102",)


def test_evidence_that_fits_two_schools_names_both() -> None:
    record = attributed(Record("St Mary's/policy.docx", None, "read"), "", SCHOOLS)
    assert record.school is None
    assert record.school_evidence == (f"its folder says {NORTH.name} or {SOUTH.name}",)


def test_an_academys_closed_forerunner_is_passed_over() -> None:
    before = School("Elm Grove School", urn="900110", values={"status": "Closed"})
    now = School("Elm Grove School", urn="900111", values={"status": "Open"})
    found = attribute("", "Elm Grove School", "policy.docx", directory([before, now]))
    assert found.school == now
    assert found.evidence[-1] == "no other of that name is open"


def test_a_name_that_the_register_does_not_have_is_said() -> None:
    said = Metadata(school="Rookery End School")
    record = attributed(Record("a.docx", None, "read", metadata=said), "", SCHOOLS)
    assert "It calls itself Rookery End School, and the register" in record.warnings[0]


def test_a_document_that_names_nobody_is_said_so_and_one_not_read_is_not() -> None:
    read = attributed(Record("a.docx", None, "read", metadata=Metadata()), "", SCHOOLS)
    assert "Nothing in it, its name or its folder tells whose it is" in read.warnings[0]
    assert not attributed(Record("a.pdf", None, "refused"), "", SCHOOLS).warnings


def test_no_register_is_no_attribution() -> None:
    record = Record("900103.pdf", None, "read")
    assert attributed(record, "URN 900103", directory([])) == record


def test_the_folder_is_listed_in_order_with_forward_slashes(tmp_path: Path) -> None:
    for name in ("b.docx", "a/z.pdf", "a/b/c.md", "B.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [file.name for file in scan(tmp_path)] == ["B.docx", "a/b/c.md", "a/z.pdf", "b.docx"]


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$policy.docx",
        ".~lock.policy.docx#",
        "._policy.docx",
        "policy.docx.tmp",
        "policy.pdf.crdownload",
        "__MACOSX/policy.docx",
        ".git/policy.md",
    ],
)
def test_clutter_is_skipped_but_recorded(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    (file,) = scan(tmp_path)
    assert file.name == name
    assert file.skipped is not None
    assert file.skipped.startswith(f"{name}: ")
    assert file.code is None


def test_a_folder_that_is_not_there_or_is_a_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        scan(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        scan(tmp_path / "file")


def test_a_packed_folder_is_to_be_unpacked_first(tmp_path: Path) -> None:
    packed = tmp_path / "received.ZIP"
    packed.write_bytes(b"PK\x05\x06")
    with pytest.raises(UsageError, match="unpack it"):
        scan(packed, leave_out=tmp_path / "out")


def test_folders_without_end_are_left_out(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 80)
    deep.mkdir(parents=True)
    (deep / "policy.docx").write_text("x")
    (file,) = scan(tmp_path)
    assert "folders deep" in (file.skipped or "")


def test_the_digest_is_of_ordinary_files_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert digest(str(path), 3) is not None
    assert digest(str(path), 2) is None
    assert digest(str(tmp_path), 10) is None
    assert digest(str(tmp_path / "none"), 10) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_files_place_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert digest(str(tmp_path / "pipe"), 10) is None


HERE_AND_THERE = [
    School("St Anne's CE Primary School", urn="900201", values={"town": "Wexcombe"}),
    School("St Anne's C of E Primary School", urn="900202", values={"town": "Harden Cross"}),
]


@pytest.mark.parametrize(
    ("text", "stated", "file", "urn"),
    [
        ("", "St Anne's CE Primary School, Wexcombe", "policy.docx", "900201"),
        ("", "St Anne's CE Primary School", "St Annes (Harden Cross) policy.docx", "900202"),
        ("It stands in Wexcombe.", "St Anne's CE Primary School", "policy.docx", "900201"),
        ("", "St Anne's CE Primary School", "policy.docx", None),
        ("From Wexcombe to Harden Cross.", "St Anne's CE Primary School", "policy.docx", None),
    ],
)
def test_namesakes_are_told_by_the_town_that_is_named(
    text: str, stated: str, file: str, urn: str | None
) -> None:
    found = attribute(text, stated, file, directory(HERE_AND_THERE)).school
    assert (found.urn if found else None) == urn


def test_where_a_trust_is_does_not_tell_which_of_its_schools_is_meant() -> None:
    trust = [
        School("Bright Hill Primary", urn="900203", values={"town": "Wexcombe"}),
        School("Bright Hill Secondary", urn="900204", values={"town": "Harden Cross"}),
    ]
    found = attribute("Wexcombe", "Bright Hill Trust", "policy.docx", directory(trust))
    assert found.school is None


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Policy.URL", "put the file itself into the folder"),
        ("policy.lnk", "put the file itself into the folder"),
        ("FW policies.msg", "save the file that came with it"),
        ("reply.eml", "save the file that came with it"),
    ],
)
def test_what_stands_for_a_document_is_skipped_with_what_to_do(
    tmp_path: Path, name: str, remedy: str
) -> None:
    (tmp_path / name).write_text("[InternetShortcut]\nURL=http://example.test\n")
    (found,) = scan(tmp_path)
    assert found.skipped is not None
    assert remedy in found.skipped
    assert found.code is Code.WRONG_TYPE  # so that it stands among what somebody can mend


def test_what_may_not_be_opened_is_skipped_what_cannot_be_read_refused() -> None:
    closed = failed("a.pdf", InputError(Code.PERMISSION, "a.pdf: may not be opened; ask"))
    damaged = failed("a.pdf", InputError(Code.DAMAGED, "a.pdf: damaged; ask"))
    assert (closed.status, damaged.status) == ("skipped", "refused")


@pytest.mark.parametrize(
    ("due", "today", "overdue"),
    [
        ("2026-11", "2026-11-30", False),
        ("2026-11", "2026-12-01", True),
        ("2026", "2026-12-31", False),
        ("2026-11-19", "2026-11-20", True),
        ("soon", "2026-11-20", False),
        (None, "2026-11-20", False),
    ],
)
def test_a_review_is_overdue_at_the_precision_it_is_stated(
    due: str | None, today: str, overdue: bool
) -> None:
    assert is_overdue(due, today) is overdue


ANY_NAME = st.text(min_size=1, max_size=300)


@given(ANY_NAME)
@settings(max_examples=200)
def test_every_page_has_a_name_that_is_safe_anywhere(file: str) -> None:
    name = page_name(file)
    assert name.isascii()
    assert len(name) < 100
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.endswith(".html")
    assert not name.startswith(("-", "."))
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}


@given(ANY_NAME, ANY_NAME)
@settings(max_examples=200)
def test_two_files_have_two_pages(one: str, other: str) -> None:
    assert one == other or page_name(one) != page_name(other)


@given(ANY_NAME)
@settings(max_examples=200)
def test_a_shown_name_is_text_of_one_line(name: str) -> None:
    seen = shown(name)
    assert seen.encode()
    assert seen == "" or len(seen.splitlines()) == 1
    assert shown(seen) == seen


def test_records_share_what_they_have_in_common_and_stay_as_they_are() -> None:
    pool: Pool = {}
    one, other = (shared(_deviating(school), pool) for school in ("Oakfield", "Brookside"))
    assert (one, other) == (_deviating("Oakfield"), _deviating("Brookside"))
    assert one.lines[0].text is other.lines[0].text
    assert one.lines[0].reasons is other.lines[0].reasons
    assert one.sections[0] is other.sections[0]


def _deviating(school: str) -> Record:
    """Make a record, every text of it a string of its own."""

    def fresh(text: str) -> str:
        return "".join(list(text))

    said, section = fresh("Staff must report it."), fresh("4 Monitoring")
    reason = fresh("The adopted policy has nothing that says this.")
    line = Line("missing", True, section, "4.1", said, (reason,), "m7", key=f"{school}-1")
    sections = ((section, fresh("part missing")),)
    return Record(f"{school}.docx", None, "read", school=school, lines=(line,), sections=sections)
