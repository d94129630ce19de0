"""Model policy + school → the school's policy."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.comparison.result import compare
from toolkit.drafting import Draft, change_log, draft, write_draft
from toolkit.drafting.importing import About, import_model
from toolkit.drafting.parts import pieces, whereabouts
from toolkit.drafting.word import write_docx
from toolkit.errors import OutputError, UsageError
from toolkit.library import ModelPolicy, from_file, load
from toolkit.reading import read
from toolkit.schools import School

TODAY = date(2026, 11, 20)
PERMITTED = {"PER001", "PER002", "PER005"}
VALUES = {
    "adopted_on": "2026-11-05",
    "head.name": "Mrs A Lee",
    "chair.name": "Mr B Roe",
    "dsl.name": "Ms C Day",
    "dpo.name": "Mr D Poe",
    "dpo.contact": "dpo@oakfield.test",
    "it_support.name": "Mr I Tee",
    "online_governor.name": "Mrs O Gee",
    "reporting_governor.name": "Dr R Gow",
    "approved_accounts": "the school's page on Facebook",
    "approved_ai_tools": "none",
    "email_retention": "two years",
    "staff_support": "the county's helpline",
    "damage_limit": "£50",
}
OAKFIELD = School("Oakfield Primary School", values=VALUES)
HILL_TOP = School(
    "Hill Top Academy",
    noun="academy",
    values={**VALUES, "head.title": "Principal", "governing_body.name": "Board of Trustees"},
)
MODELS = load()

TEXT = """\
# MODEL POLICY ON KEYS

This policy was adopted by the governing body of {{ school.name }} on {{ adopted_on }}.

## 1. PURPOSE

1.1 A school has keys. {{ head.name }} holds the school's own.

(i) one key for the office;

- in a box;

(ii) one key for the gate. {.optional}

The guide says “the school must count its keys”.

| Key | Holder |
|---|---|
| Gate | {{ keeper.name }} |

> 12. Keys
>
> A school counts its keys.

## 2. REVIEW

2.1 The governing body reviews this policy.
"""
KEYS = School("Keys School", noun="academy", values={**VALUES, "keeper.name": "Mr K"})


def model(folder: Path, text: str = TEXT) -> ModelPolicy:
    path = folder / "keys.md"
    path.write_text(text, encoding="utf-8")
    return replace(from_file(path), review_cycle="every two years")


def drafted(folder: Path, school: School = KEYS, text: str = TEXT, **given: str) -> Draft:
    values = {name.replace("__", "."): value for name, value in given.items()}
    return draft(model(folder, text), school, values, today=TODAY)


def texts(made: Draft) -> list[str]:
    return [f"{part.label} {part.text}".strip() for part in made.parts]


# --- values


def test_every_marked_place_is_filled_in_words(tmp_path: Path) -> None:
    made = drafted(tmp_path)
    assert texts(made)[1] == (
        "This policy was adopted by the governing body of Keys School on 5 November 2026."
    )
    assert (made.adopted_on, made.review_on) == ("2026-11-05", "2028-11-05")
    assert made.values["review_on"] == "5 November 2028"
    assert any("follows from the review cycle" in warning for warning in made.warnings)


def test_what_the_user_gives_goes_before_what_the_school_says(tmp_path: Path) -> None:
    made = drafted(tmp_path, head__name="Mr New", adopted_on="1.12.2026", review_on="July 2027")
    assert "1.1 An academy has keys. Mr New holds the academy's own." in texts(made)
    assert (made.adopted_on, made.review_on) == ("2026-12-01", "2027-07")


def test_all_missing_values_are_named_with_their_clause_and_how_to_give_them(
    tmp_path: Path,
) -> None:
    with pytest.raises(UsageError) as caught:
        drafted(tmp_path, School("Keys School"))
    message = str(caught.value)
    assert "4 values are missing; nothing was drafted" in message
    assert 'head.name (1.1): give --set head.name="…", or [head] name = "…" in' in message
    assert "keeper.name (below 1.1 (ii))" in message
    assert "adopted_on (the introduction; the cover): give --set adopted_on=2026-11-05" in message
    assert "review_on (the cover): follows from adopted_on and the review cycle" in message


def test_the_noun_and_the_name_may_be_given_too(tmp_path: Path) -> None:
    made = drafted(tmp_path, school__noun="Federation", school__name="Two Rivers")
    assert "1.1 A federation has keys. Mrs A Lee holds the federation's own." in texts(made)
    assert (made.school.name, made.values["school.nouns"]) == ("Two Rivers", "federations")


def test_a_value_may_stand_in_a_column_of_the_register(tmp_path: Path) -> None:
    values = {**VALUES, "keeper_name": "Mr K"}
    assert drafted(tmp_path, School("Keys School", values=values)).values["keeper.name"] == "Mr K"


@pytest.mark.parametrize("given", ["soon", "31 February 2027", "2027-02-31", "31.2.27", "2027/28"])
def test_a_date_must_be_a_date(tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageError, match=r"adopted_on: “.*” is no date; write it as 2026-11-05"):
        drafted(tmp_path, adopted_on=given)


def test_a_review_may_be_due_in_a_term(tmp_path: Path) -> None:
    made = drafted(tmp_path, adopted_on="2027-01-01", review_on="Autumn Term 2028")
    assert (made.values["review_on"], made.review_on) == ("Autumn 2028", "Autumn 2028")
    with pytest.raises(UsageError, match="is no date"):
        drafted(tmp_path, adopted_on="Autumn 2026")


def test_a_review_that_has_passed_is_pointed_out(tmp_path: Path) -> None:
    made = drafted(tmp_path, adopted_on="2024-01-01", review_on="2025-01")
    assert made.warnings[:1] == (
        "the review date, January 2025, has passed already; give review_on",
    )


def test_the_countys_titles_in_an_academys_draft_are_pointed_out(tmp_path: Path) -> None:
    (said,) = drafted(tmp_path, adopted_on="2027-01-01", review_on="2028-01").warnings
    assert said.startswith("“Governing Body” and “Headteacher” stand in the draft for want of")
    titles = {"governing_body__name": "Board of Trustees", "head__title": "Principal"}
    assert drafted(tmp_path, adopted_on="2027-01-01", review_on="2028-01", **titles).warnings == ()


INERT = "<b>{{ school.urn }}</b> {% x %} *a* _b_ [c](d) # & &amp; | \\ 1. – “q”"


def test_a_value_is_never_markup_in_any_format(tmp_path: Path) -> None:
    made = drafted(tmp_path, keeper__name=INERT, head__name="1. Smith\x00\x1b[31m")
    for suffix in (".docx", ".md"):
        again = read(write_draft(made, suffix, None, TODAY), name=f"x{suffix}")
        row = next(c for c in again.clauses if c.kind == "table_row" and "Gate" in c.text)
        shown = INERT.replace("{{ school.urn }}", "[school urn]") if suffix == ".md" else INERT
        assert row.text == f"Gate | {shown}"
    page = write_draft(made, ".html", None, TODAY).decode()
    assert "&lt;b&gt;{{ school.urn }}" in page
    assert "\x00" not in page
    assert "\x1b" not in page


@given(st.text(min_size=1, max_size=40).filter(str.strip))
@settings(max_examples=20, deadline=None)
def test_any_text_may_be_a_value(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        made = drafted(folder, keeper__name=value)
    except UsageError as error:
        assert "keeper.name" in str(error)  # noqa: PT017
    else:
        Document(io.BytesIO(write_draft(made, ".docx", None, TODAY)))


# --- italic and bold letters

LETTERS = """\
# T

## 1. *Keys* and more

1.1 Read *Keeping Keys Safe in Every School* and **never** lose one.
*Never* give {{ head.name }} it.

(i) as *{{ keeper.name }}* says;

- a **bullet** of the school;

**All of this is bold.**

**2.1** Staff of the school *must* look.

| Key | *Holder* |
|---|---|
| Gate | Mr K |
"""


def lettered(folder: Path, **given: str) -> Draft:
    return drafted(folder, text=LETTERS, **given)


def test_a_title_in_italics_is_printed_so_and_never_reworded(tmp_path: Path) -> None:
    made = lettered(tmp_path)
    part = next(part for part in made.parts if part.label == "1.1")
    assert pieces(part) == (
        ("Read ", "plain"),
        ("Keeping Keys Safe in Every School", "italic"),
        (" and ", "plain"),
        ("never", "bold"),
        (" lose one. ", "plain"),
        ("Never", "italic"),
        (" give Mrs A Lee it.", "plain"),
    )
    assert any(c.new is None and "School" in c.old for c in made.changes)


def test_letters_stay_with_their_words_when_others_are_replaced(tmp_path: Path) -> None:
    bullet = next(part for part in lettered(tmp_path).parts if "bullet" in part.text)
    assert pieces(bullet)[1:] == (("bullet", "bold"), (" of the academy;", "plain"))
    staff = next(part for part in lettered(tmp_path).parts if part.label == "2.1")
    assert pieces(staff) == (
        ("Staff of the academy ", "plain"),
        ("must", "italic"),
        (" look.", "plain"),
    )


def test_the_same_word_stands_out_only_where_it_did(tmp_path: Path) -> None:
    text = "# T\n\n1.1 not this, *not* that, not {{ keeper.name }}, **not**.\n"
    made = drafted(tmp_path, text=text, keeper__name="not Mr K")
    assert pieces(made.parts[-1]) == (
        ("not this, ", "plain"),
        ("not", "italic"),
        (" that, not not Mr K, ", "plain"),
        ("not", "bold"),
        (".", "plain"),
    )


def test_every_format_has_the_letters(tmp_path: Path) -> None:
    made = lettered(tmp_path)
    runs = [r for p in Document(io.BytesIO(write_draft(made, ".docx", None, TODAY))).paragraphs
            for r in p.runs]  # fmt: skip
    assert "Keeping Keys Safe in Every School" in [run.text for run in runs if run.italic]
    assert "never" in [run.text for run in runs if run.bold]
    page = write_draft(made, ".html", None, TODAY).decode()
    assert "<em>Keeping Keys Safe in Every School</em> and <strong>never</strong>" in page
    plain = write_draft(made, ".md", None, TODAY).decode()
    assert "*Keeping Keys Safe in Every School* and **never**" in plain
    pytest.importorskip("typst")
    assert b"LibertinusSerif-Italic" in write_draft(made, ".pdf", None, TODAY)


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_letters_change_nothing_of_what_is_read(tmp_path: Path, suffix: str) -> None:
    made = lettered(tmp_path)
    again = read(write_draft(made, suffix, None, TODAY), name=f"x{suffix}")
    said = " ".join(clause.text for clause in again.clauses)
    assert "Read Keeping Keys Safe in Every School and never lose one. Never give" in said
    assert "as Mr K says;" in said


def test_a_value_in_italics_is_still_no_markup(tmp_path: Path) -> None:
    made = lettered(tmp_path, keeper__name=INERT)
    again = read(write_draft(made, ".docx", None, TODAY), name="x.docx")
    assert any(f"as {INERT} says;" == clause.text for clause in again.clauses)
    assert "&lt;b&gt;" in write_draft(made, ".html", None, TODAY).decode()


# --- optional clauses

OPTIONAL = """\
# T

## 1. Keys

1.1 Keys are kept. {.optional}

1.2 They are: {.optional}

(a) one for {{ gate.keeper }};

(b) one more.

1.3 They stay.

- a bullet that may go; {.optional}

| Key | Holder |
|---|---|
| Gate | Mr K |

Whoever loses one must say so. {.optional}

## 2. Visitors {.optional}

2.1 They have none.

## 3. End

3.1 See 1.3.
"""


def without(folder: Path, *names: str, school: School = KEYS) -> Draft:
    return draft(model(folder, OPTIONAL), school, {}, today=TODAY, without=names)


def test_an_optional_clause_is_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    school = School("Keys School", values={**VALUES, "gate.keeper": "Mr K"})
    made = without(tmp_path, "1.1", school=school)
    assert texts(made)[1:4] == ["1. Keys", "1.2 They are:", "(a) one for Mr K;"]
    assert made.left_out == ("1.1",)
    assert ("Left out", "1.1", "", "", "optional clause") in change_log(made)


def test_what_stands_below_a_clause_goes_with_it_and_its_values_are_not_asked_for(
    tmp_path: Path,
) -> None:
    made = without(tmp_path, "1.2", "2.")
    assert texts(made)[1:4] == ["1. Keys", "1.1 Keys are kept.", "1.3 They stay."]
    assert texts(made)[-2:] == ["3. End", "3.1 See 1.3."]
    with pytest.raises(UsageError, match=r"gate\.keeper"):
        without(tmp_path, "1.1")


def test_a_clause_without_a_number_is_named_by_its_first_words(tmp_path: Path) -> None:
    assert "Whoever loses" not in " ".join(texts(without(tmp_path, "1.2", "whoever loses")))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("1.3", r"--without 1\.3: is no optional clause; the model leaves only these open: 1\.1"),
        ("9", "is no optional clause"),
        ("", "is no optional clause"),
        ("Who", "is no optional clause"),
    ],
)
def test_only_an_optional_clause_can_be_left_out(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        without(tmp_path, name)


def test_a_model_without_optional_clauses_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the model has none"):
        draft(model(tmp_path, "# T\n\n1.1 Keys.\n"), KEYS, today=TODAY, without=["1.1"])


@pytest.mark.parametrize("held", MODELS, ids=lambda held: held.name)
def test_a_draft_without_optional_clauses_deviates_in_nothing_that_matters(
    held: ModelPolicy,
) -> None:
    whole = draft(held, OAKFIELD, today=TODAY)
    optional = [
        place if part.label else part.text
        for part, place in zip(whole.parts, whereabouts(whole.parts), strict=True)
        if part.permission == "optional"
    ]
    made = draft(held, OAKFIELD, today=TODAY, without=optional)
    assert len(made.left_out) == len(optional) > 0
    comparison = compare(held, read(write_draft(made, ".docx", None, TODAY), name="draft.docx"))
    missing = [v for v in comparison.verdicts if v.kind == "missing"]
    assert missing
    assert {reason.code for verdict in missing for reason in verdict.reasons} <= PERMITTED


# --- the school's words


def test_the_noun_is_replaced_but_not_in_quotations_and_names(tmp_path: Path) -> None:
    made = drafted(tmp_path)
    assert "1.1 An academy has keys. Mrs A Lee holds the academy's own." in texts(made)
    assert "The guide says “the school must count its keys”." in texts(made)
    assert "A school counts its keys." in texts(made)
    log = change_log(made)
    assert ("Replaced in all", "", "A school", "An academy", "1 time") in log
    assert ("Replaced", "1.1", "A school", "An academy", "") in log
    (left,) = [row for row in log if row[0] == "Left as it is" and "must count" in row[2]]
    assert left == ("Left as it is", "1.1", left[2], left[2], "in a quotation")


def test_the_words_of_a_value_stay_the_schools_own(tmp_path: Path) -> None:
    made = drafted(tmp_path, keeper__name="the school caretaker")
    table = next(part for part in made.parts if part.kind == "table")
    assert table.rows[1][1] == ("the school caretaker",)


def test_a_place_for_the_noun_takes_its_grammar(tmp_path: Path) -> None:
    text = "# T\n\n## 1. A {{ school.noun }}\n\nA {{ school.noun }} and {{ school.noun }}s.\n"
    made = drafted(tmp_path, text=text)
    assert texts(made)[1:] == ["1. An academy", "An academy and academies."]


def test_a_policy_without_a_sentence_of_adoption_has_it_on_the_cover(tmp_path: Path) -> None:
    made = drafted(tmp_path, text="# T\n\n## 1. Keys\n\n1.1 The school has keys.\n")
    assert made.values["adoption"] == (
        "The Governing Body of Keys School adopted this policy on 5 November 2026. "
        "It will be reviewed by 5 November 2028."
    )
    assert "adoption" not in drafted(tmp_path).values


def test_the_models_own_lines_for_signatures_are_the_ones_signed(tmp_path: Path) -> None:
    made = drafted(tmp_path, text=TEXT + "\nClerk to the governors: {{ chair.name }}\n")
    assert [(s.role, s.name) for s in made.signatures] == [("Clerk to the governors", "Mr B Roe")]
    assert not any("Clerk" in text for text in texts(made))
    usual = drafted(tmp_path).signatures
    assert [s.role for s in usual] == ["Chair of Governors", "Headteacher"]


# --- the Word document


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in Document(io.BytesIO(data)).paragraphs]


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_headings_are_real_and_numbers_are_words_own(tmp_path: Path) -> None:
    data = write_docx(drafted(tmp_path), None, TODAY)
    assert ("Heading 1", "PURPOSE") in paragraphs(data)
    assert ("Policy Item", "one key for the office;") in paragraphs(data)
    assert "12. Keys" not in part_of(data, "word/document.xml")
    assert "<w:tblHeader/>" in part_of(data, "word/document.xml")


def test_the_file_says_what_it_is_and_in_which_language(tmp_path: Path) -> None:
    data = write_docx(drafted(tmp_path), None, TODAY)
    core = Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.language) == ("POLICY ON KEYS", "Keys School", "en-GB")
    assert 'w:lang w:val="en-GB"' in part_of(data, "word/styles.xml")
    footer = next(
        part_of(data, name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if re.match(r"word/footer\d*\.xml", name)
    )
    assert "Keys School" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_the_same_draft_is_the_same_file(tmp_path: Path) -> None:
    made = drafted(tmp_path)
    for suffix in (".docx", ".md", ".html"):
        assert write_draft(made, suffix, None, TODAY) == write_draft(made, suffix, None, TODAY)


# --- there and back


@pytest.mark.parametrize("held", MODELS, ids=lambda held: held.name)
@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_a_draft_compared_with_its_model_has_no_deviations(held: ModelPolicy, suffix: str) -> None:
    data = write_draft(draft(held, OAKFIELD, today=TODAY), suffix, None, TODAY)
    comparison = compare(held, read(data, name=f"draft{suffix}"))
    assert {v.kind for v in comparison.verdicts} <= {"unchanged", "localised"}
    assert not any(verdict.match.shape for verdict in comparison.verdicts)


@pytest.mark.parametrize("held", MODELS, ids=lambda held: held.name)
@pytest.mark.parametrize("school", [OAKFIELD, HILL_TOP], ids=lambda school: school.noun)
def test_a_draft_as_pdf_has_no_deviations(held: ModelPolicy, school: School) -> None:
    pytest.importorskip("typst")
    data = write_draft(draft(held, school, today=TODAY), ".pdf", None, TODAY)
    comparison = compare(held, read(data, name="draft.pdf"))
    assert {v.kind for v in comparison.verdicts} <= {"unchanged", "localised", "editorial"}
    assert comparison.summary.material == 0
    assert comparison.adopted.metadata.school == school.name
    assert comparison.adopted.metadata.adopted_on == "2026-11-05"
    assert comparison.adopted.metadata.signatories == ("Mr B Roe", "Mrs A Lee")


@pytest.mark.parametrize("held", MODELS, ids=lambda held: held.name)
def test_an_academys_draft_has_no_material_deviations(held: ModelPolicy) -> None:
    data = write_draft(draft(held, HILL_TOP, today=TODAY), ".docx", None, TODAY)
    comparison = compare(held, read(data, name="draft.docx"))
    assert {v.kind for v in comparison.verdicts} <= {"unchanged", "localised", "editorial"}
    assert comparison.summary.material == 0


@pytest.mark.libreoffice
def test_a_draft_printed_by_libreoffice_has_no_deviations(
    soffice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.drafting.pdf.is_installed", lambda: False)
    held = next(m for m in MODELS if m.name == "social-networking@2024-06")
    data = write_draft(draft(held, OAKFIELD, today=TODAY), ".pdf", None, TODAY)
    comparison = compare(held, read(data, name="draft.pdf"))
    assert {v.kind for v in comparison.verdicts} <= {"unchanged", "localised"}
    assert comparison.adopted.metadata.adopted_on == "2026-11-05"


@pytest.mark.corpus
def test_a_real_policy_given_as_a_model_keeps_every_clause(corpus: Path) -> None:
    school = School("Oakfield Primary School", values={**VALUES, "review_cycle": "annual"})
    for path in sorted([*corpus.glob("*.docx"), *corpus.glob("*[!d].pdf")]):
        held = from_file(path)
        data = write_draft(draft(held, school, today=TODAY), ".docx", None, TODAY)
        comparison = compare(held, read(data, name="draft.docx"))
        assert {v.kind for v in comparison.verdicts} <= {"unchanged", "localised"}, path.name


# --- formats


def test_the_page_stands_by_itself(tmp_path: Path) -> None:
    page = write_draft(drafted(tmp_path), ".html", None, TODAY).decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert not re.search(r"<script|<link|src=|https?:", page)
    assert "<h2>1. PURPOSE</h2>" in page


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.odt: give a file name ending in \.docx, \.pdf"):
        write_draft(drafted(tmp_path), ".odt", None, TODAY)


def test_a_pdf_is_tagged_bookmarked_and_says_that_it_is_accessible(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    data = write_draft(drafted(tmp_path), ".pdf", None, TODAY)
    assert data == write_draft(drafted(tmp_path), ".pdf", None, TODAY)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert {b"H1", b"P", b"LI", b"Lbl", b"Table", b"TH"} <= set(re.findall(rb"/S/(\w+)", data))
    assert b"1. PURPOSE" in data


def test_a_value_is_never_markup_in_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    value = '#read("/etc/passwd") $x$ *b* _i_ <l> @r // c'
    made = drafted(tmp_path, keeper__name=value, head__name="#panic()")
    again = read(write_draft(made, ".pdf", None, TODAY), name="x.pdf")
    row = next(c for c in again.clauses if c.kind == "table_row" and "Gate" in c.text)
    assert row.text == f"Gate | {value}"


@pytest.mark.parametrize(
    ("own_style", "remedy"),
    [
        (False, r"pip install 'policy-toolkit\[pdf\]', or draft a \.docx and save it as PDF"),
        (True, r"your own Word template needs LibreOffice, which is not installed; draft a \.docx"),
    ],
)
def test_where_no_pdf_can_be_made_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_style: bool, remedy: str
) -> None:
    monkeypatch.setattr("toolkit.drafting.pdf.find_office", lambda: None)
    if not own_style:
        monkeypatch.setattr("toolkit.drafting.pdf.is_installed", lambda: False)
    document = Document()
    document.add_paragraph("{{p policy_text }}")
    saved = io.BytesIO()
    document.save(saved)
    template = ("own.docx", saved.getvalue()) if own_style else None
    with pytest.raises(OutputError, match=remedy):
        write_draft(drafted(tmp_path), ".pdf", template, TODAY)


@pytest.mark.libreoffice
def test_a_template_of_ones_own_is_followed_in_a_pdf_too(soffice: str, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Our crest")
    document.add_paragraph("{{p policy_text }}")
    saved = io.BytesIO()
    document.save(saved)
    data = write_draft(drafted(tmp_path), ".pdf", ("own.docx", saved.getvalue()), TODAY)
    shown = read(data, name="x.pdf")
    said = [*(aside.text for aside in shown.set_aside), *(c.text for c in shown.clauses)]
    assert "Our crest" in " ".join(said)


def test_a_gap_without_a_name_in_a_word_model_is_left_for_a_pen(tmp_path: Path) -> None:
    file = Document()
    for line in (
        "1. The headteacher of [school name] asks each parent before a trip.",
        "Name of child: ...........................",
    ):
        file.add_paragraph(line)
    file.save(str(tmp_path / "trips.docx"))
    held = from_file(tmp_path / "trips.docx")
    values = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    made = draft(held, KEYS, values, today=TODAY)
    assert "asks each parent" in texts(made)[0]
    assert KEYS.name in texts(made)[0]
    assert texts(made)[1] == "Name of child: ..........................."
    assert any("by hand: “Name of child" in warning for warning in made.warnings)


GAPS = """\
# [School name] Trips Policy

This policy was adopted by [insert school name] on [insert date]. It is reviewed on [date].

1. Each [school/academy] plans. **[Name of school]** asks [Headteacher's name] first.

2. Ring [telephone number] or [name of EVC], at least [number] weeks before.

| Head | [name of headteacher] |
|---|---|
| EVC | [name of EVC] |

See [the guide](https://example.test) and [a note].
"""


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_gaps_printed_in_a_model_file_are_filled_or_left_to_be_seen(
    tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "trips.md").write_text(GAPS, "utf-8")
    if suffix == ".docx":
        file = Document()
        for line in GAPS.replace("**", "").splitlines()[2:7]:
            file.add_paragraph(line)
        file.save(str(tmp_path / "trips.docx"))
    values = {"adopted_on": "2026-11-05", "review_on": "2027-11-05", "head.name": "Mrs A Lee"}
    made = draft(from_file(tmp_path / f"trips{suffix}"), HILL_TOP, values, today=TODAY)
    said = texts(made)
    assert any("adopted by Hill Top Academy on 5 November 2026" in text for text in said)
    assert any("reviewed on 5 November 2027" in text for text in said)
    assert any("Each academy plans. Hill Top Academy asks Mrs A Lee first." in t for t in said)
    assert any("Ring [telephone number] or [name of EVC], at least [number]" in t for t in said)
    told = "\n".join(made.warnings)
    assert "“[telephone number]” was left to fill in (2" in told
    assert 'give --set name_of_evc="…"' in told
    assert "by hand: “[number]”" in told
    assert "guide" not in told


def test_a_gap_left_in_a_draft_is_marked_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "trips.md").write_text(GAPS, "utf-8")
    values = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    made = draft(from_file(tmp_path / "trips.md"), HILL_TOP, values, today=TODAY)
    page = write_draft(made, ".html", None, TODAY).decode()
    assert "<mark>[telephone number]</mark>" in page
    word = Document(io.BytesIO(write_draft(made, ".docx", None, TODAY)))
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert marked == ["[telephone number]", "[name of EVC]", "[number]"]


def test_a_value_for_a_gap_may_be_given_by_the_gap_s_own_words(tmp_path: Path) -> None:
    (tmp_path / "trips.md").write_text(GAPS, "utf-8")
    dates = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    values = {**dates, "telephone_number": "01234 567890", "name_of_evc": "Ms E Vee"}
    made = draft(from_file(tmp_path / "trips.md"), HILL_TOP, values, today=TODAY)
    assert any("Ring 01234 567890 or Ms E Vee" in text for text in texts(made))
    rows = next(part.rows for part in made.parts if part.kind == "table")
    assert rows[1] == (("EVC",), ("Ms E Vee",))


def test_highlighted_gaps_of_a_word_model_are_told_and_imported(tmp_path: Path) -> None:
    file = Document()
    line = file.add_paragraph("1. Staff leave by ")
    line.add_run("XX").font.highlight_color = WD_COLOR_INDEX.YELLOW
    line.add_run(" pm.")
    file.add_paragraph("2. Ring [number] within [number] days.")
    file.save(str(tmp_path / "lone.docx"))
    dates = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    made = draft(from_file(tmp_path / "lone.docx"), HILL_TOP, dates, today=TODAY)
    assert any("by hand: “Staff leave by XX pm.”" in warning for warning in made.warnings)
    about = About("lone", "2024-09", "Lone working", "Norland County Council")
    text = import_model(read(tmp_path / "lone.docx"), about).text
    assert "Staff leave by {{ gap_1 }} pm." in text
    assert "Ring {{ number_1 }} within {{ number_2 }} days." in text


def test_the_county_s_advice_to_schools_is_pointed_out(tmp_path: Path) -> None:
    note = "[Guidance note: delete this box before adoption. Yellow text is for you.]"
    (tmp_path / "keys.md").write_text(f"# Keys\n\n{note}\n\n1. Count keys.\n", "utf-8")
    dates = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    made = draft(from_file(tmp_path / "keys.md"), HILL_TOP, dates, today=TODAY)
    assert any("speaks to whoever adopts" in warning for warning in made.warnings)


def test_an_article_before_a_gap_for_the_noun_agrees(tmp_path: Path) -> None:
    (tmp_path / "keys.md").write_text("# Keys\n\n1. A [school/academy] counts keys.\n", "utf-8")
    dates = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    made = draft(from_file(tmp_path / "keys.md"), HILL_TOP, dates, today=TODAY)
    assert "An academy counts keys." in " ".join(texts(made))
