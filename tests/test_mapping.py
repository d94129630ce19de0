"""What an officer settles by hand goes before what is found out, and a slip is said so."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.faults.hostile import good_docx
from toolkit.auditing.run import audit
from toolkit.errors import InputError
from toolkit.schools import School
from toolkit.schools.mapping import Settled, load_map, settled_for, unknown

SCHOOLS = (
    School("Oakfield Primary School", urn="900100", laestab="9982000"),
    School("St Wilfrid's School", urn="900101"),
    School("St Wilfrid's School", urn="900102"),
)
MODEL = "# Model\n\n1. Purpose\n\n2.1 Staff must keep their personal accounts private.\n"


def mapped(tmp_path: Path, text: str, schools: tuple[School, ...] = SCHOOLS) -> dict[str, Settled]:
    path = tmp_path / "map.csv"
    path.write_text(text, encoding="utf-8")
    return load_map(path, schools)


def test_a_file_is_settled_by_urn_laestab_or_name(tmp_path: Path) -> None:
    text = "File,URN,School\na.pdf,900101,\nb.pdf,998/2000,\nc.pdf,,Oakfield Primary School\n"
    found = mapped(tmp_path, text)
    urns = [settled.school.urn for settled in found.values() if settled.school]
    assert urns == ["900101", "900100", "900100"]


def test_semicolons_and_back_slashes_are_read_as_excel_writes_them(tmp_path: Path) -> None:
    found = mapped(tmp_path, "\ufefffile;urn;model\nnorth\\a.pdf;900100;acceptable-use\n")
    assert found == {"north/a.pdf": Settled(SCHOOLS[0], "acceptable-use")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,urn\na,1\n", "headings"),
        ("file,urn\na.pdf,123456\n", "row 2.*no school"),
        ("file,school\na.pdf,St Wilfrid's School\n", "2 schools are called that"),
        ("file,urn\na.pdf,900100\na.pdf,900101\n", "row 3.*otherwise"),
        ("file,urn\n\n,\na.pdf,123456\n", "row 4.*no school"),
        (f'file,urn\na.pdf,900100\n"b.pdf,{"x" * 200_000}', "stray quotation mark"),
    ],
)
def test_a_slip_in_the_map_is_named_with_its_row(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        mapped(tmp_path, text)


def test_a_map_may_be_a_sheet_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Overview"])
    sheet = book.create_sheet("Policies")
    for row in (["File", "URN"], ["a.pdf", 900101], ["b.pdf", 123456]):
        sheet.append(row)
    book.save(tmp_path / "map.xlsx")
    with pytest.raises(InputError, match=r"map\.xlsx: sheet Policies: row 3: .*no school"):
        load_map(tmp_path / "map.xlsx", SCHOOLS)
    sheet.delete_rows(3)
    book.save(tmp_path / "map.xlsx")
    assert load_map(tmp_path / "map.xlsx", SCHOOLS) == {"a.pdf": Settled(SCHOOLS[1])}


def test_a_name_alone_settles_the_one_file_so_called() -> None:
    given = {"a.pdf": Settled(SCHOOLS[0]), "b.pdf": Settled(SCHOOLS[1]), "gone.pdf": Settled()}
    files = ["north/a.pdf", "north/b.pdf", "south/b.pdf"]
    assert settled_for(files, given) == {"north/a.pdf": given["a.pdf"]}
    assert unknown(files, given) == ("b.pdf", "gone.pdf")


def test_an_audit_goes_by_the_map_and_redoes_what_it_changes(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "policy.docx").write_bytes(good_docx())
    (tmp_path / "model.md").write_text(MODEL)
    (tmp_path / "map.csv").write_text(f"file,urn,model\npolicy.docx,900102,{tmp_path}/model.md\n")
    before = audit(folder, out, schools=SCHOOLS, today="2026-11-20")
    after = audit(folder, out, schools=SCHOOLS, today="2026-11-20", mapped=tmp_path / "map.csv")
    assert before.records[0].model is None
    assert after.records[0].model == "model.md"
    assert (after.records[0].urn, after.records[0].school) == ("900102", "St Wilfrid's School")
    assert "Purpose" in {line.text for line in after.records[0].lines} or after.records[0].counts
