"""A schools register or a school's own settings → schools."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Code, InputError, UsageError
from toolkit.schools import School, find_school, load_schools, school_from_toml
from toolkit.schools.school import infer_noun, one_line

OURS = """\
urn,laestab,school_name,short_name,name_aliases,noun,head_title,head_name,chair_name,adopted_on
900001,9992001,Oakfield Primary School,Oakfield,Oakfield County;Oak CP,,Head,Mrs A Lee,,2026-11-05
900002,999/2002,Hill Top Academy,,,academy,Principal,Ms C Day,Mr Roe,
"""
NATIONAL = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),"
    "EstablishmentStatus (name),HeadTitle (name),HeadFirstName,HeadLastName,HeadPreferredJobTitle\n"
    "900003,999,Example County,2003,Saint Bede’s,Academy converter,Open,Mrs,Ann,Lee,Principal\n"
    "900004,999,Example County,41,Saint Bede’s,Community school,Closed,,,,\n"
)


def register(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_that_excel_writes_is_read(tmp_path: Path, encoding: str) -> None:
    school = load_schools(register(tmp_path, NATIONAL, encoding))[0]
    assert school.name == "Saint Bede’s"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_read(tmp_path: Path, delimiter: str) -> None:
    text = OURS.replace("County;Oak", "County|Oak").replace(",", delimiter)
    schools = load_schools(register(tmp_path, text))
    assert [school.urn for school in schools] == ["900001", "900002"]
    assert schools[0].aliases == ("Oakfield County", "Oak CP")


def test_our_own_columns_become_the_school_and_its_values(tmp_path: Path) -> None:
    oakfield, hill_top = load_schools(register(tmp_path, OURS))
    assert (oakfield.laestab, oakfield.short_name, oakfield.noun) == (
        "9992001",
        "Oakfield",
        "school",
    )
    assert oakfield.values["head.name"] == "Mrs A Lee"
    assert oakfield.values["adopted_on"] == "2026-11-05"
    assert (hill_top.laestab, hill_top.noun) == ("9992002", "academy")
    assert "chair.name" not in oakfield.values


def test_the_national_register_is_read_as_it_comes(tmp_path: Path) -> None:
    school, closed = load_schools(register(tmp_path, NATIONAL, "cp1252"))
    assert (school.urn, school.laestab, school.noun) == ("900003", "9992003", "academy")
    assert (school.values["head.name"], school.values["head.title"]) == ("Mrs Ann Lee", "Principal")
    assert closed.laestab == "9990041"


def test_lines_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    schools = load_schools(register(tmp_path, "Schools of the county,,\n,,\n" + OURS))
    assert [school.row for school in schools] == [4, 5]


def test_a_cell_may_hold_a_line_break_and_a_comma(tmp_path: Path) -> None:
    (school,) = load_schools(register(tmp_path, 'urn,school_name\n900001,"Oakfield,\n Upper"\n'))
    assert school.name == "Oakfield, Upper"


def test_the_dates_of_the_policy_on_file_are_not_those_of_the_next(tmp_path: Path) -> None:
    text = "urn,school_name,file,adopted_on,review_due\n900001,Oak,oak.pdf,2018-03-12,2019-03\n"
    (school,) = load_schools(register(tmp_path, text))
    assert dict(school.values) == {
        "file": "oak.pdf",
        "last_adopted_on": "2018-03-12",
        "last_review_on": "2019-03",
    }


def test_rows_of_one_school_are_one_school(tmp_path: Path) -> None:
    text = "urn,school_name,phase,adopted_on\n900001,Oak,Primary,2024\n900001,Oak,Primary,2025\n"
    (school,) = load_schools(register(tmp_path, text))
    assert dict(school.values) == {"phase": "Primary"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("urn,school_name\n900001,\n", r"register\.csv: row 2, column school name: empty; fill"),
        ("urn,school_name\nabc,Oak\n", "row 2, column urn: “abc”, no number; correct"),
        ("urn,school_name\n1,Oak\n1,Elm\n", "row 3, column urn: 1, that of Oak in row 2"),
        ("urn,school_name\n1,Oak, Upper\n", "row 2: 3 cells under 2 headings; put"),
        ("urn,town\n1,Here\n", "no column school_name or EstablishmentName"),
        ("urn,school_name\n\n", "no school below the headings"),
        ("urn,school_name,school\n1,Oak,Elm\n", "row 1: two columns give the name"),
        ("", "no column school_name"),
    ],
)
def test_a_fault_names_its_row_column_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_schools(register(tmp_path, text))


@pytest.mark.parametrize(
    ("data", "message", "code"),
    [
        (b"PK\x03\x04rest", "no whole Excel workbook; save it again", Code.DAMAGED),
        (b"\xd0\xcf\x11\xe0rest", "old workbook or one with a password; in", Code.WRONG_TYPE),
    ],
)
def test_what_is_no_whole_workbook_is_named_as_one(
    tmp_path: Path, data: bytes, message: str, code: Code
) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        load_schools(path)
    assert caught.value.code == code


# --- a register in Excel

Sheets = dict[str, list[list[object]]]


def workbook(tmp_path: Path, sheets: Sheets) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "register.xlsx")
    return tmp_path / "register.xlsx"


def test_the_sheet_that_numbers_its_schools_is_read_below_its_title(tmp_path: Path) -> None:
    sheets: Sheets = {
        "Contents": [["Registers of the county"], ["See the sheets"]],
        "Contacts": [["Name", "Telephone"], ["A Lee", "01632 960001"]],
        "Schools": [
            ["Schools of the county"],
            [datetime(2026, 9, 1)],
            [],
            ["URN", "School name", "DfE number", "Opened", "MAT"],
            [900001.0, "Oakfield Primary School", 9992001, datetime(1974, 4, 1), "#N/A", "", "ask"],
            [],
            [900002, "Hill Top\nAcademy"],
        ],
    }
    oakfield, hill_top = load_schools(workbook(tmp_path, sheets))
    assert (oakfield.urn, oakfield.laestab, oakfield.row) == ("900001", "9992001", 5)
    assert dict(oakfield.values) == {"opened": "1974-04-01"}
    assert (hill_top.name, hill_top.urn) == ("Hill Top Academy", "900002")


def test_names_alone_do_where_no_sheet_has_numbers(tmp_path: Path) -> None:
    sheets: Sheets = {"One": [["School"], ["Oakfield School"]], "Two": [["School"], ["Elm School"]]}
    assert [school.name for school in load_schools(workbook(tmp_path, sheets))] == [
        "Oakfield School"
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["URN", "School"], ["tbc", "Oak"]], "xlsx: sheet Mine: row 2, column urn: “tbc”, no num"),
        ([["URN", "School"], [1]], "xlsx: sheet Mine: row 2, column school name: empty"),
        ([["URN", "School"]], "xlsx: sheet Mine: no school below the headings"),
        ([["Phase", "Town"], ["Primary", "Here"]], r"register\.xlsx: no column school_name"),
    ],
)
def test_a_fault_in_a_workbook_names_its_sheet(
    tmp_path: Path, rows: list[list[object]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        load_schools(workbook(tmp_path, {"Mine": rows}))


def test_a_workbook_that_belies_its_extent_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Mine": [["URN", "School"], [1, "Oak"], [2, "Elm"]]})
    repack(path, "xl/worksheets/sheet1.xml", rb'ref="A1:B3"', b'ref="A1"')
    assert len(load_schools(path)) == 2


def test_a_formula_counts_as_last_calculated(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Mine": [["URN", "School"], [1, "=A1"]]})
    repack(path, "xl/worksheets/sheet1.xml", b"<f>A1</f><v ?/?>(</v>)?", b"<f>A1</f><v>7</v>")
    assert load_schools(path)[0].name == "7"


def test_a_workbook_of_too_many_rows_or_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, {"Mine": [["URN", "School"], [1, "Oak"], [2, "Elm"]]})
    monkeypatch.setattr("toolkit.schools.workbook.MOST_FILLED", 2)
    with pytest.raises(InputError, match="sheet Mine: over 2 rows; keep only") as caught:
        load_schools(path)
    assert caught.value.code == Code.TOO_LARGE
    monkeypatch.setattr("toolkit.schools.workbook.LARGEST_UNPACKED", 1_000)
    with pytest.raises(InputError, match="when unpacked"):
        load_schools(path)


def test_rows_numbered_beyond_any_sheet_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.schools.workbook.MOST_ROWS", 1_000)
    path = workbook(tmp_path, {"Mine": [["URN", "School"], [1, "Oak"], [2, "Elm"]]})
    repack(path, "xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="3000000000"')
    assert len(load_schools(path)) == 1


def repack(path: Path, part: str, pattern: bytes, replacement: bytes) -> None:
    """Exchange what a part of a package says."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = re.sub(pattern, replacement, parts[part])
    assert changed != parts[part]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**parts, part: changed}.items():
            package.writestr(name, data)


def test_a_register_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_schools(tmp_path / "none.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"school_name,urn\n" + data)
    try:
        load_schools(path)
    except InputError as error:
        told = str(error)
        assert "any.csv" in told


# --- finding one


@pytest.fixture
def schools(tmp_path: Path) -> tuple[School, ...]:
    national = register(tmp_path, NATIONAL)
    found = load_schools(national)
    return (*load_schools(register(tmp_path, OURS)), *found)


@pytest.mark.parametrize(
    "reference",
    [
        "900001",
        "9992001",
        "999/2001",
        "row 2",
        "oakfield primary school",
        "Oak CP",
        "Oakfield",
    ],
)
def test_a_school_is_found_by_whatever_it_is_called(
    schools: tuple[School, ...], reference: str
) -> None:
    if reference == "row 2":
        schools = schools[:2]
    assert find_school(reference, schools).urn == "900001"


def test_the_open_one_of_two_namesakes_is_meant(schools: tuple[School, ...]) -> None:
    assert find_school("St Bede's", schools).urn == "900003"


def test_two_open_namesakes_are_told_apart_by_urn() -> None:
    both = (School("St Mary's", urn="1"), School("St Mary's", urn="2"))
    with pytest.raises(UsageError, match=r"2 schools are called that .*URN 1.*give the URN"):
        find_school("Saint Mary’s", both)


def test_a_misspelt_school_is_answered_with_the_nearest(schools: tuple[School, ...]) -> None:
    with pytest.raises(UsageError, match="did you mean Oakfield Primary School"):
        find_school("Oakfeild Primary School", schools)


# --- what a school calls itself


@pytest.mark.parametrize(
    ("name", "kind", "noun"),
    [
        ("Hill Top", "Academy converter", "academy"),
        ("Hill Top", "Academy special sponsor led", "academy"),
        ("Two Rivers Federation", "Community school", "federation"),
        ("Hill Top Academy", "", "academy"),
        ("Hill Top Academy", "Other independent school", "school"),
        ("Hill Top School", "Free schools", "school"),
        ("Hill Top", "", "school"),
    ],
)
def test_the_noun_is_inferred_only_where_it_is_plain(name: str, kind: str, noun: str) -> None:
    assert infer_noun(name, kind) == noun


# --- a school's own file


def test_a_settings_file_gives_dotted_values(tmp_path: Path) -> None:
    path = tmp_path / "oakfield.toml"
    path.write_text(
        '\ufeffname = "Oakfield Primary School"\nurn = 900001\nadopted_on = 2026-11-05\n'
        'aliases = ["Oak CP"]\n[head]\nname = "Mrs A Lee"\ntitle = "Headteacher"\n',
        encoding="utf-8",
    )
    school = school_from_toml(path)
    assert (school.name, school.urn, school.aliases) == (
        "Oakfield Primary School",
        "900001",
        ("Oak CP",),
    )
    assert dict(school.values) == {
        "adopted_on": "2026-11-05",
        "head.name": "Mrs A Lee",
        "head.title": "Headteacher",
    }


def test_a_school_table_is_the_school(tmp_path: Path) -> None:
    path = tmp_path / "oakfield.toml"
    path.write_text('[school]\nname = "Oak"\nnoun = "Academy"\n[chair]\nname = "Mr B"\n')
    school = school_from_toml(path)
    assert (school.name, school.noun, dict(school.values)) == (
        "Oak",
        "academy",
        {"chair.name": "Mr B"},
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("noun = 'school'\n", "oak.toml: name is missing; add name ="),
        ("name = Oak\n", r"oak.toml: Invalid value \(at line 1, column 8\); write each line"),
        ("name = 'Oak'\nhead = true\n", "head is neither text nor a date; write head ="),
        ("name = 'Oak'\nx = " + "[" * 2000, "oak.toml"),
        (f"name = 'Oak'\nx = '{'a' * 6000}'\n", "x is longer than 5,000 characters"),
    ],
)
def test_a_fault_in_a_settings_file_names_its_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "oak.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        school_from_toml(path)


@given(st.text())
def test_a_clean_value_is_one_line_that_every_writer_takes(text: str) -> None:
    cleaned = one_line(text)
    assert cleaned == one_line(cleaned)
    assert not any(ord(char) < 32 for char in cleaned)
    cleaned.encode()


def test_headings_are_known_by_the_names_that_offices_give_them(tmp_path: Path) -> None:
    text = "Name of School,Unique Reference Number,DfE No.\nElm Grove School,900110,998/2010\n"
    (school,) = load_schools(register(tmp_path, text))
    assert (school.name, school.urn, school.laestab) == ("Elm Grove School", "900110", "9982010")


def test_an_old_name_is_known_by_the_heading_that_an_office_gives_it(tmp_path: Path) -> None:
    for heading in ("Also known as", "Former name(s)", "Previous name", "FORMERLY"):
        text = f"School;URN No.;{heading}\nElm Academy;900110;Elm Grove School\n"
        (school,) = load_schools(register(tmp_path, text))
        assert school.aliases == ("Elm Grove School",), heading


def test_one_urn_may_have_its_name_in_two_spellings(tmp_path: Path) -> None:
    text = "school_name,urn\nHill & Dale Academy,900112\nThe Hill and Dale Academy,900112\n"
    (school,) = load_schools(register(tmp_path, text))
    assert school.name == "Hill & Dale Academy"
