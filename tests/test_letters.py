"""A letter says what a school has to do, harms nobody, and is kept once somebody edited it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from tests.faults.hostile import good_docx
from toolkit.auditing.letters import letters, written
from toolkit.auditing.run import audit
from toolkit.batch.records import SEVERAL, Audit, Line, Record
from toolkit.errors import Code, UsageError
from toolkit.schools import School

ROOT = Path(__file__).resolve().parent.parent
OAKFIELD = School("Oakfield Primary School", urn="900100", values={"head.name": "Mrs J Farrow"})
GONE = Line("missing", True, "4 Duties", "4.1", "Staff must ask first.", (), "m1")
RECORD = Record(
    "a.docx", None, "read", school=OAKFIELD.name, urn="900100", model="m@2018-01",
    latest="m@2024-06", model_title="Model", counts={"missing": 1}, material=1, lines=(GONE,),
)  # fmt: skip
TEMPLATES = {
    kind: (f"letter.{kind}", (ROOT / "templates" / f"letter.{kind}").read_bytes())
    for kind in ("docx", "md")
}


def folder_of(*records: Record, silent: tuple[School, ...] = ()) -> Audit:
    return Audit("received", "2026-11-20", records, silent)


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_a_letter_names_what_is_missing_and_the_new_edition() -> None:
    (letter,) = letters(folder_of(RECORD), (OAKFIELD,))
    made = written(TEMPLATES, letter)
    for text in (text_of(made.docx), made.markdown.decode()):
        assert "Mrs J Farrow" in text
        assert "Oakfield Primary School (URN 900100)" in text
        assert "4.1 (“Staff must ask first.”) is not in your policy." in text
        assert "please move to the June 2024 edition" in text
        assert "We have compared the policies that you sent us" in text
        assert "If you meant a difference" in text
        assert "{" not in text


def test_a_school_whose_policies_are_in_order_gets_no_letter() -> None:
    fine = Record("a.docx", None, "read", school=OAKFIELD.name, urn="900100")
    assert letters(folder_of(fine), (OAKFIELD,)) == ()


def test_one_letter_holds_all_of_a_schools_policies() -> None:
    lost = Record(
        "b.pdf", None, "refused", Code.NO_TEXT, "b.pdf: no text; run OCR", urn="900100",
        school=OAKFIELD.name,
    )  # fmt: skip
    (letter,) = letters(folder_of(RECORD, lost), (OAKFIELD,))
    assert [text for heading, text in letter.lines if heading] == [
        "Model (a.docx)",
        "A file that you sent (b.pdf)",
    ]


@pytest.mark.parametrize("code", Code)
def test_a_file_that_was_not_read_is_asked_for_in_words_a_school_can_act_on(code: Code) -> None:
    message = "b.pdf: no text; run OCR on it first (ocrmypdf b.pdf out.pdf)"
    lost = Record("b.pdf", None, "refused", code, message, school=OAKFIELD.name, urn="900100")
    said = sent(RECORD, lost)[len(sent(RECORD)) :]
    ours = {Code.TIMEOUT, Code.MEMORY, Code.WORKER_DIED, Code.PERMISSION, Code.INTERNAL}
    assert bool(said) == (code not in ours)
    assert not any("ocrmypdf" in text for text in said)
    assert all("Please" in text for text in said[1:])


def sent(*records: Record) -> list[str]:
    (letter,) = letters(folder_of(*records), (OAKFIELD,))
    return [text for _, text in letter.lines]


def test_of_an_old_edition_and_a_new_one_only_the_new_one_is_gone_through() -> None:
    old, new = replace(RECORD, file="old.pdf"), replace(RECORD, file="new.pdf", model="m@2024-06")
    said = sent(old, new)
    assert sum("Staff must ask first" in text for text in said) == 1
    assert not any("please move to" in text for text in said)
    assert said[-1] == (
        "We have old.pdf and new.pdf. We have gone by new.pdf, the latest. Please tell us which is "
        "in force."
    )


def test_of_copies_one_is_gone_through_without_a_word() -> None:
    one = replace(RECORD, sha256="1" * 64)
    assert sent(one, replace(one, file="Copy of a.docx")) == sent(one)


def test_parts_of_a_policy_are_asked_for_as_one_file() -> None:
    def lacking(*numbers: int) -> tuple[Line, ...]:
        return tuple(replace(GONE, text=f"Clause {number}.") for number in numbers)

    one = replace(RECORD, file="1.docx", lines=lacking(1, 2, 3, 4, 5))
    two = replace(RECORD, file="2.docx", lines=lacking(6, 7, 8, 9, 10))
    assert sent(one, two) == [
        "Model",
        "1.docx and 2.docx seem to be parts of it. Please send us the policy as one file.",
    ]


def test_a_file_of_several_policies_is_asked_for_in_files_of_their_own() -> None:
    pack = replace(RECORD, warnings=(f"{SEVERAL} “Another policy”.",))
    assert sent(pack)[1:] == [
        "The file holds more than one policy. Please send us each as a file of its own."
    ]


def test_a_school_that_sent_nothing_is_asked_for_its_policies() -> None:
    (letter,) = letters(folder_of(silent=(OAKFIELD,)), (OAKFIELD,))
    made = written(TEMPLATES, letter)
    for text in (text_of(made.docx), made.markdown.decode()):
        assert "We have received no policy from you" in text
        assert "We have compared" not in text
        assert "If you meant a difference" not in text


HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<script>alert(1)</script>",
    "# x",
    "a\x00b\ud800",
    "&amp;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strangers_text_is_only_text(text: str) -> None:
    line = Line("missing", True, text, text, text, (text,), "m1")
    bad = Record(
        "a.docx", None, "read", school=text, counts={"missing": 1}, material=1, lines=(line,)
    )
    (letter,) = letters(folder_of(bad), ())
    made = written(TEMPLATES, letter)
    said = text_of(made.docx)
    assert "49" not in said
    assert text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd") in said
    assert "<script>" not in made.markdown.decode()


def test_a_template_that_would_act_is_refused() -> None:
    (letter,) = letters(folder_of(RECORD), (OAKFIELD,))
    hostile = ("letter.md", b"{{ school.__class__ }}")
    with pytest.raises(UsageError, match=r"letter\.md: .*asks for __class__"):
        written({**TEMPLATES, "md": hostile}, letter)


def test_a_letter_that_was_edited_is_kept(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "oakfield primary school.docx").write_bytes(good_docx("1. Duties", "Staff may."))
    (tmp_path / "model.md").write_text("# Model\n\n1. Duties\n\n2.1 Staff must ask first.\n")

    def run() -> Audit:
        model = str(tmp_path / "model.md")
        return audit(folder, out, model=model, schools=[OAKFIELD], today="2026-11-20", letters=True)

    assert run().notes == ()
    (letter,) = (out / "letters").glob("*.md")
    letter.write_text("Dear Jo,")
    assert run().notes == (
        f"letters/{letter.name} was edited since it was written and was left as it is.",
    )
    assert letter.read_text() == "Dear Jo,"
    letter.unlink()
    assert run().notes == ()
    assert "Dear Mrs J Farrow" in letter.read_text()


def test_a_letter_goes_once_the_school_has_nothing_to_do(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    schools = (OAKFIELD, School("Hill Top School", urn="900101"))

    def run(*expected: School) -> Audit:
        return audit(folder, out, schools=expected, today="2026-11-20", letters=True)

    assert run(*schools).notes == ()
    edited = next((out / "letters").glob("hill-top*.md"))
    edited.write_text("Dear Jo,")
    left = "asks for nothing any longer; it was edited, and was left as it is."
    assert run().notes == (f"letters/{edited.name} {left}",)
    assert list((out / "letters").iterdir()) == [edited]
    assert run().notes == ()
