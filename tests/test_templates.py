"""A Word template of the user's own: what it may hold, and what it is told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from toolkit.drafting import Draft, draft, write_draft
from toolkit.drafting.template import check_template
from toolkit.errors import InputError, UsageError
from toolkit.library import from_file
from toolkit.schools import School

TODAY = date(2026, 11, 20)
KNOWN = ("adopted_on", "school.name", "head.name")


@pytest.fixture
def made(tmp_path: Path) -> Draft:
    path = tmp_path / "keys.md"
    path.write_text("# Keys policy\n\n## 1. Keys\n\n1.1 The school has keys.\n", encoding="utf-8")
    values = {"adopted_on": "2026-11-05", "review_on": "2027-11-05", "head.name": "Mrs A Lee"}
    return draft(from_file(path), School("Oakfield School", values=values), today=TODAY)


def template(*paragraphs: str, footer: str = "", cell: str = "", body: bool = True) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cell:
        document.add_table(rows=2, cols=1).rows[1].cells[0].text = cell
    if body:
        document.add_paragraph("{{p policy_text }}")
    document.sections[0].footer.paragraphs[0].text = footer
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def text_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    footer = document.sections[0].footer.paragraphs[0].text
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), footer])


def test_a_template_of_ones_own_is_filled_in(made: Draft) -> None:
    own = template("{{ school.name | upper }}", footer="{{ head.name }}")
    text = text_of(write_draft(made, ".docx", ("own.docx", own), TODAY))
    assert "OAKFIELD SCHOOL" in text
    assert "The school has keys." in text
    assert "Mrs A Lee" in text


def test_styles_that_it_lacks_come_from_the_house_style(made: Draft) -> None:
    written = write_draft(made, ".docx", ("own.docx", template()), TODAY)
    styles = {p.text: p.style.name for p in Document(io.BytesIO(written)).paragraphs}
    assert styles["The school has keys."] == "Policy Clause"
    assert styles["Keys"] == "Heading 1"


def test_a_folder_of_templates_beside_ones_work_goes_before_ours(
    made: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "policy.docx").write_bytes(template("Our crest"))
    monkeypatch.chdir(tmp_path)
    assert "Our crest" in text_of(write_draft(made, ".docx", None, TODAY))


def test_a_row_for_each_who_signs(made: Draft) -> None:
    own = template("{%p for signature in signatures %}", "{{ signature.role }}", "{%p endfor %}")
    text = text_of(write_draft(made, ".docx", ("own.docx", own), TODAY))
    assert "Chair of Governors\nHeadteacher" in text


def test_what_may_be_absent_is_left_out_without_an_error(made: Draft) -> None:
    own = template("{% if chair.name is defined %}Chair: {{ chair.name }}{% endif %}.")
    assert "Chair:" not in text_of(write_draft(made, ".docx", ("own.docx", own), TODAY))


def test_a_tag_that_word_split_into_runs_is_still_read(made: Draft) -> None:
    document = Document(io.BytesIO(template()))
    paragraph = document.add_paragraph()
    for piece in ("{", "{ school", ".na", "me }", "}"):
        paragraph.add_run(piece).bold = piece != ".na"
    saved = io.BytesIO()
    document.save(saved)
    written = write_draft(made, ".docx", ("own.docx", saved.getvalue()), TODAY)
    assert "Oakfield School" in text_of(written)


def test_a_value_that_the_template_needs_is_named_with_its_place(made: Draft) -> None:
    own = template("By {{ chair.name }}", footer="{{ chair.name }}")
    with pytest.raises(UsageError) as caught:
        write_draft(made, ".docx", ("own.docx", own), TODAY)
    told = str(caught.value)
    assert "chair.name (paragraph 1; footer, paragraph 1): give --set chair.name=" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"paragraphs": ["x", "On {{ adoptd_on }}"]}, "paragraph 2: there is no value adoptd_on"),
        ({"cell": "{{ head.nme }}"}, "table 1, row 2: there is no value head.nme; did you mean"),
        ({"footer": "{{ scool.name }}"}, "footer, paragraph 1: there is no value scool.name"),
        (
            {"paragraphs": ["{{ school.name", "}}"]},
            "paragraph 1 (“{{ school.name”): a tag is split",
        ),
        ({"paragraphs": ["{{ school name }}"]}, "correct the tag"),
        ({"paragraphs": ["{% if head.name %}x"]}, "{% if %} is never closed; add {% endif %}"),
        ({"paragraphs": ["x{% endfor %}"]}, "{% endfor %} has no {% for %} before it"),
        ({"body": False}, "put {{p policy_text }} once, alone in a paragraph outside tables"),
        ({"paragraphs": ["{{p policy_text }}"]}, "put {{p policy_text }} once"),
        ({"body": False, "cell": "{{p policy_text }}"}, "outside tables"),
    ],
)
def test_a_wrong_tag_is_told_with_its_place_and_remedy(given: dict[str, object], told: str) -> None:
    paragraphs = given.pop("paragraphs", [])
    assert isinstance(paragraphs, list)
    (problem, *_) = check_template(template(*paragraphs, **given), "own.docx", KNOWN)  # type: ignore[arg-type]
    assert problem.startswith("own.docx: ")
    assert told in problem


HOSTILE = [
    "{{ 9**(9**9) }}",
    "{{ 'A' * 1000000000 }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ school.name.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ lipsum.__globals__.os.popen('id').read() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ school.name.format(1) }}",
    "{{ school.name | attr('upper') }}",
    "{{ school.name | map('upper') }}",
    "{{ range(999999999) }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ a" + ".a" * 3000 + " }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for letter in school.name %}{{ letter }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    "{% set x = 1 %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{" * 100_000,
    "{{ school.name }}" * 2_100,
]


@pytest.mark.parametrize("tag", HOSTILE, ids=lambda tag: tag[:30])
def test_a_hostile_template_is_refused(made: Draft, tag: str) -> None:
    with pytest.raises(UsageError, match=r"own\.docx"):
        write_draft(made, ".docx", ("own.docx", template(tag)), TODAY)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return again.getvalue()


def with_entity(name: str, part: bytes) -> bytes:
    if name != "word/document.xml":
        return part
    return re.sub(rb"(<w:document)", rb'<!DOCTYPE d [<!ENTITY a "b">]>\1', part, count=1)


def with_remote_template(name: str, part: bytes) -> bytes:
    if name != "word/_rels/document.xml.rels":
        return part
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = f'<Relationship Id="x" Type="{kind}" Target="http://a.test/" TargetMode="External"/>'
    return part.replace(b"</Relationships>", relation.encode() + b"</Relationships>")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        template()[:2000],
        repacked(template(), with_entity),
        repacked(template(), with_remote_template),
    ],
    ids=["empty", "a PDF", "cut short", "an entity", "a remote template"],
)
def test_a_file_that_is_no_safe_document_is_refused(made: Draft, data: bytes) -> None:
    with pytest.raises(InputError, match=r"own\.docx"):
        write_draft(made, ".docx", ("own.docx", data), TODAY)


def test_a_template_goes_with_word_and_pdf_only(made: Draft) -> None:
    with pytest.raises(UsageError, match=r"only \.docx and \.pdf are laid out by a template"):
        write_draft(made, ".html", ("own.docx", template()), TODAY)


def test_the_house_style_is_what_its_script_makes(root: Path, tmp_path: Path) -> None:
    script = root / "templates" / "make_policy_template.py"
    copy = tmp_path / script.name
    copy.write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    source = compile(copy.read_text(encoding="utf-8"), str(copy), "exec")
    exec(source, {"__name__": "__main__", "__file__": str(copy)})

    def parts(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    assert parts(tmp_path / "policy.docx") == parts(root / "templates" / "policy.docx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"School,URN\nOakfield School,900100\n", r"x\.csv: is no Word file; save the template"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04cut", "is damaged|is no whole"),
    ],
)
def test_a_file_of_another_kind_is_told_from_a_damaged_one(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        check_template(data, "x.csv", KNOWN)
