"""The register gives back what was put in, whole, or says what is wrong with it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import register
from toolkit.batch.records import Line, Record
from toolkit.document import Metadata
from toolkit.errors import Code, OutputError
from toolkit.register import Kept

LINE = Line("missing", True, "4 Duties", "4.1(vi)", "They must ask first.", ("It is gone.",), "m7")
READ = Record(
    "a/b.docx",
    "0" * 64,
    "read",
    warnings=("one", "two"),
    school="Oakfield Primary School",
    urn="900100",
    school_evidence=("its file name says so",),
    model="social-networking@2018-01",
    model_title="Social networking",
    latest="social-networking@2024-06",
    confidence=0.97,
    metadata=Metadata(title="Policy", review_on="2019-03", signatories=("A", "B")),
    review_overdue=True,
    report="policies/b.html",
    counts={"unchanged": 3, "missing": 1},
    material=1,
    coverage=0.94,
    lines=(LINE,),
    sections=(("4 Duties", "part missing"),),
    findings=("The review was due.",),
    seconds=0.25,
    peak_mb=88.0,
)
REFUSED = Record("x.pdf", None, "refused", Code.NO_TEXT, "x.pdf: no text; run OCR")


def test_what_is_put_in_comes_out_again(tmp_path: Path) -> None:
    with register.opened(tmp_path / "r.sqlite") as connection:
        register.keep(connection, [Kept(READ, "key", "sha"), Kept(REFUSED, None)])
    with register.opened(tmp_path / "r.sqlite") as connection:
        kept = register.kept(connection)
    assert kept == {"a/b.docx": Kept(READ, "key", "sha"), "x.pdf": Kept(REFUSED, None)}


def test_a_record_put_in_again_replaces_the_first_with_all_its_rows(tmp_path: Path) -> None:
    with register.opened(tmp_path / "r.sqlite") as connection:
        register.keep(connection, [Kept(READ, "one")])
        register.keep(connection, [Kept(READ, "two")])
        assert connection.execute("SELECT count(*) FROM findings").fetchone() == (1,)
        assert connection.execute("SELECT key FROM documents").fetchall() == [("two",)]
        register.forget(connection, ["a/b.docx"])
        for table in ("documents", "comparisons", "findings"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_any_sqlite_tool_reads_it_without_us(tmp_path: Path) -> None:
    with register.opened(tmp_path / "r.sqlite") as connection:
        register.keep(connection, [Kept(READ, "key")])
    assert [path.name for path in tmp_path.iterdir()] == ["r.sqlite"]
    plain = sqlite3.connect(f"file:{tmp_path / 'r.sqlite'}?mode=ro", uri=True)
    query = "SELECT school, model, missing, label FROM documents JOIN comparisons USING (file) "
    rows = plain.execute(query + "JOIN findings USING (file)").fetchall()
    plain.close()
    assert rows == [("Oakfield Primary School", "social-networking@2018-01", 1, "4.1(vi)")]


def test_a_failed_transaction_leaves_nothing_of_itself(tmp_path: Path) -> None:
    with register.opened(tmp_path / "r.sqlite") as connection:
        broken = Record("b", None, None)  # type: ignore[arg-type]
        with pytest.raises(sqlite3.IntegrityError):
            register.keep(connection, [Kept(READ, "key"), Kept(broken, None)])
        assert register.kept(connection) == {}


def test_a_register_from_a_newer_toolkit_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with register.opened(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(OutputError, match="newer policy-toolkit; update"), register.opened(path):
        pass


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE precious (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(OutputError, match="another program"), register.opened(path):
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize("where", [0, 20, 5_000])
def test_a_damaged_register_is_said_so_with_the_remedy(tmp_path: Path, where: int) -> None:
    path = tmp_path / "r.sqlite"
    with register.opened(path) as connection:
        register.keep(connection, [Kept(READ, "key")] * 3)
    data = bytearray(path.read_bytes())
    data[where : where + 3_000] = b"\xff" * 3_000
    path.write_bytes(data)
    with pytest.raises(OutputError, match="move it away"), register.opened(path) as connection:
        register.kept(connection)


def test_a_record_altered_past_reading_is_made_afresh(tmp_path: Path) -> None:
    with register.opened(tmp_path / "r.sqlite") as connection:
        register.keep(connection, [Kept(READ, "key"), Kept(REFUSED, None)])
        connection.execute("UPDATE documents SET record = '[]' WHERE file = 'x.pdf'")
        assert set(register.kept(connection)) == {"a/b.docx"}


@given(st.text(), st.text())
@settings(max_examples=100)
def test_any_text_survives_but_lone_surrogates(message: str, label: str) -> None:
    line = Line("added", False, "", label, message, (message,), "m1")
    record = Record("f", None, "read", message=message, lines=(line,))
    assert register.from_json(register.to_json(record)) == record
    assert register.from_json(register.to_json(Record("f\udce9", None, "read"))).file == "f?"
