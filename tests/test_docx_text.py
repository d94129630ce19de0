"""Text of DOCX: everything that is shown, once, in reading order, and nothing that is not."""

from __future__ import annotations

import pytest

from tests.docx_parts import (
    abstract,
    cell,
    docx,
    level,
    num,
    p,
    part,
    run,
    style,
    styled,
    table,
)
from toolkit.document import Block, Extraction, NotCompared, Place, Table
from toolkit.extract.docx import read_docx
from toolkit.extract.options import Options

DELETED_MARK = '<w:rPr><w:del w:id="9" w:author="A Clerk"/></w:rPr>'
INSERTED_MARK = '<w:rPr><w:ins w:id="9" w:author="A Clerk"/></w:rPr>'


def read(body: str, *, tracked: str = "accepted", **more: object) -> Extraction:
    options = Options(tracked="original" if tracked == "original" else "accepted")
    return read_docx(docx(body, **more), "policy.docx", options)  # type: ignore[arg-type]


def texts(body: str, *, tracked: str = "accepted", **more: object) -> list[str]:
    return [b.text for b in read(body, tracked=tracked, **more).blocks if isinstance(b, Block)]


def roles(body: str, **more: object) -> list[tuple[str | None, str]]:
    return [(b.role, b.text) for b in read(body, **more).blocks if isinstance(b, Block)]


def rows(body: str, index: int = 0) -> list[list[str]]:
    tables = [b for b in read(body).blocks if isinstance(b, Table)]
    return [[" / ".join(b.text for b in each) for each in row] for row in tables[index].rows]


def field(instruction: str, result: str | None) -> str:
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>{middle}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(content: str) -> str:
    """A text box as Word writes it: a drawing, and the same again for old programs."""
    drawn = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    old = f"<v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wp:anchor>{drawn}</wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


# --- runs -----------------------------------------------------------------------------------------


def test_runs_join_and_blanks_are_squeezed() -> None:
    assert texts(p(run("Staff ") + run("must  not\u00a0") + run("post."))) == [
        "Staff must not post."
    ]


def test_a_typed_label_stays_in_the_text_with_its_tab() -> None:
    assert texts(p("1.1\tStaff must tell the head.")) == ["1.1\tStaff must tell the head."]


@pytest.mark.parametrize("properties", ['<w:jc w:val="center"/>', '<w:outlineLvl w:val="0"/>'])
def test_a_line_break_in_a_title_is_layout(properties: str) -> None:
    assert texts(p("Oakfield Primary School\nSocial Media Policy", properties)) == [
        "Oakfield Primary School Social Media Policy"
    ]


def test_a_line_break_within_a_sentence_is_layout() -> None:
    pasted = (
        "This policy is made under the powers that are given to the\ngoverning body, which has "
        "regard to the duties laid down in the\nEquality Act 2010."
    )
    assert texts(p(pasted)) == [pasted.replace("\n", " ")]


def test_short_lines_stand_for_themselves() -> None:
    assert texts(p("Headteacher: Mrs A Smith\nChair: Mr B Jones\nReview: May 2025")) == [
        "Headteacher: Mrs A Smith",
        "Chair: Mr B Jones",
        "Review: May 2025",
    ]


def test_facts_below_a_title_stand_for_themselves() -> None:
    centred = p("Social Media\nPolicy\nReview date: May 2025", '<w:jc w:val="center"/>')
    assert texts(centred) == ["Social Media Policy", "Review date: May 2025"]


def test_a_version_or_an_address_begins_a_line_of_its_own() -> None:
    assert texts(p("SOCIAL MEDIA POLICY\nv3 - updated by JT\nwww.oakfield.example")) == [
        "SOCIAL MEDIA POLICY",
        "v3 - updated by JT",
        "www.oakfield.example",
    ]


def test_a_line_break_before_a_label_begins_a_clause() -> None:
    assert texts(p("Staff must:\n(a) tell the head;\n(b) keep a copy.")) == [
        "Staff must:",
        "(a) tell the head;",
        "(b) keep a copy.",
    ]


def test_an_empty_line_ends_a_paragraph() -> None:
    assert texts(p("First part.\n\nSecond part.")) == ["First part.", "Second part."]


def test_links_tags_and_controls_are_read_through() -> None:
    body = p(
        '<w:hyperlink r:id="x"><w:r><w:t>the guidance</w:t></w:r></w:hyperlink>'
        f"<w:smartTag>{run(' of ')}</w:smartTag>{control(run('the county'))}"
    )
    assert texts(body) == ["the guidance of the county"]


def test_all_capitals_are_read_as_printed() -> None:
    assert texts(p(run("Purpose", "<w:caps/>"))) == ["PURPOSE"]
    assert texts(p(run("Purpose", "<w:smallCaps/>"))) == ["PURPOSE"]


def test_symbols_are_unicode() -> None:
    body = p(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
        "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>"
    )
    assert texts(body) == ["✓≥-"]


def test_control_characters_and_overrides_are_cleaned() -> None:
    assert texts(p("pay\u202eroll\u200b o\ufb03ce\u00ad")) == ["payroll office"]


def test_mathematics_and_ruby_keep_their_text() -> None:
    body = p(
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
        f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>"
    )
    assert texts(body) == ["x=1base"]


def test_a_drop_cap_belongs_to_its_word() -> None:
    assert texts(p("T", '<w:framePr w:dropCap="drop"/>') + p("he school.")) == ["The school."]


# --- fields ---------------------------------------------------------------------------------------


def test_a_field_shows_its_result_only() -> None:
    assert texts(p(run("On ") + field('DATE \\@ "d MMMM"', run("1 May")) + run("."))) == [
        "On 1 May."
    ]


def test_nested_fields_show_the_outer_result() -> None:
    inner = field("PAGE", run("HIDDEN"))
    outer = field("IF", run("shown")).replace(
        "</w:instrText></w:r>", "</w:instrText></w:r>" + inner
    )
    assert texts(p(outer)) == ["shown"]


def test_an_unclosed_field_does_not_swallow_the_document() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
    assert texts(p(run("One.") + begin) + p("Two.")) == ["One.", "Two."]


def test_prompts_and_merge_fields_stay_visible() -> None:
    body = p(field("MACROBUTTON NoMacro [Insert school name]", None))
    body += p(field("MERGEFIELD School_Name", run("«School_Name»")))
    found = [b for b in read(body).blocks if isinstance(b, Block)]
    assert [b.text for b in found] == ["[Insert school name]", "«School_Name»"]
    assert found[1].places == (Place(0, 13, "School_Name"),)


def test_form_fields_show_their_state() -> None:
    ticked = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    listed = (
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Head"/>'
        '<w:listEntry w:val="Chair"/></w:ddList></w:ffData>'
    )
    body = "".join(
        p(
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            "<w:r><w:instrText>FORM</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        for data in (ticked, listed)
    )
    assert texts(body) == ["☒", "Chair"]


def test_a_contents_field_is_contents_and_what_follows_is_not() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p(begin + run("1 Purpose\t2")) + p("2 Scope\t3") + p(end + run("1 Purpose"))
    assert roles(body) == [
        ("contents", "1 Purpose\t2"),
        ("contents", "2 Scope\t3"),
        (None, "1 Purpose"),
    ]


def test_a_contents_control_and_contents_styles_are_contents() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    named = style("C1").replace('<w:name w:val="C1"/>', '<w:name w:val="toc 1"/>')
    body = control(p("Contents"), gallery) + styled("C1", "Scope\t3") + p("Scope")
    assert roles(body, styles=named) == [
        ("contents", "Contents"),
        ("contents", "Scope\t3"),
        (None, "Scope"),
    ]


# --- tracked changes ------------------------------------------------------------------------------

TRACKED = (
    run("Staff ")
    + f'<w:del w:id="1">{run("should").replace("w:t", "w:delText")}</w:del>'
    + f'<w:ins w:id="2">{run("must")}</w:ins>'
    + run(" tell.")
)


def test_tracked_changes_are_read_as_accepted_and_mentioned() -> None:
    found = read(p(TRACKED))
    assert [b.text for b in found.blocks if isinstance(b, Block)] == ["Staff must tell."]
    assert found.warnings == ("the file holds tracked changes, which were read as accepted",)


def test_tracked_changes_can_be_read_as_they_were() -> None:
    assert texts(p(TRACKED), tracked="original") == ["Staff should tell."]


def test_moved_text_stands_once() -> None:
    body = p(f"<w:moveFrom>{run('Moved.')}</w:moveFrom>") + p("Kept.")
    body += p(f"<w:moveTo>{run('Moved.')}</w:moveTo>")
    assert texts(body) == ["Kept.", "Moved."]
    assert texts(body, tracked="original") == ["Moved.", "Kept."]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    body = p(run("Staff must "), DELETED_MARK) + p("tell the head.") + p("Next.")
    assert texts(body) == ["Staff must tell the head.", "Next."]
    assert texts(body, tracked="original") == ["Staff must", "tell the head.", "Next."]


def test_an_inserted_paragraph_mark_joins_paragraphs_in_the_original() -> None:
    body = p(run("Staff must "), INSERTED_MARK) + p("tell the head.")
    assert texts(body, tracked="original") == ["Staff must tell the head."]


def test_a_deleted_mark_before_a_table_loses_nothing() -> None:
    assert texts(p("Before.", DELETED_MARK) + table(["a"]) + p("After.", DELETED_MARK)) == [
        "Before.",
        "After.",
    ]


def test_a_deleted_numbered_paragraph_does_not_count() -> None:
    gone = f"<w:del>{run('b').replace('w:t', 'w:delText')}</w:del>"
    body = p("a", num=(1, 0)) + p(gone, DELETED_MARK, num=(1, 0)) + p("c", num=(1, 0))
    numbering = abstract(1, level(0, "%1.")) + num(1, 1)
    found = [b for b in read(body, numbering=numbering).blocks if isinstance(b, Block)]
    assert [(b.label, b.text) for b in found] == [("1.", "a"), ("2.", "c")]


def test_deleted_rows_are_gone_and_inserted_rows_are_there() -> None:
    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('old')}</w:tr>"
    inserted = f"<w:tr><w:trPr><w:ins w:id='1'/></w:trPr>{cell('new')}</w:tr>"
    body = f"<w:tbl><w:tblPr/>{deleted}{inserted}</w:tbl>"
    assert rows(body) == [["new"]]


# --- what hangs on a paragraph --------------------------------------------------------------------


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert texts(p(run("Body.") + box(p("In the box."))) + p("Next.")) == [
        "Body.",
        "In the box.",
        "Next.",
    ]


def test_a_box_within_a_box_is_read_once() -> None:
    assert texts(p(box(p("Outer.") + p(box(p("Inner.")))))) == ["Outer.", "Inner."]


def notes_part(kind: str, *notes: tuple[str, str]) -> str:
    inner = f'<w:{kind} w:id="-1" w:type="separator">{p("----")}</w:{kind}>'
    inner += "".join(f'<w:{kind} w:id="{key}">{p(text)}</w:{kind}>' for key, text in notes)
    return part(f"{kind}s", inner)


def test_notes_follow_the_paragraph_that_refers_with_their_printed_numbers() -> None:
    body = p(run("See the Act.") + '<w:r><w:footnoteReference w:id="4"/></w:r>') + p("Next.")
    body += p(run("End.") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
    parts = {
        "word/footnotes.xml": notes_part("footnote", ("3", "Unused."), ("4", "Equality Act 2010.")),
        "word/endnotes.xml": notes_part("endnote", ("2", "Last word.")),
    }
    links = [("n1", "footnotes", "footnotes.xml"), ("n2", "endnotes", "endnotes.xml")]
    found = [b for b in read(body, parts=parts, relationships=links).blocks if isinstance(b, Block)]
    assert [(b.label, b.text, b.role) for b in found] == [
        (None, "See the Act.", None),
        ("1", "Equality Act 2010.", "note"),
        (None, "Next.", None),
        (None, "End.", None),
        ("i", "Last word.", "note"),
    ]


def test_comments_are_set_aside_even_in_a_table() -> None:
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    comments = part("comments", f'<w:comment w:id="0">{p("Is this right?")}</w:comment>')
    found = read(
        table([p(run("Cell") + mark)]),
        parts={"word/comments.xml": comments},
        relationships=[("c1", "comments", "comments.xml")],
    ).blocks
    assert isinstance(found[0], Table)
    assert [b.text for b in found[0].rows[0][0]] == ["Cell"]
    assert isinstance(found[1], Block)
    assert (found[1].role, found[1].text) == ("comment", "Is this right?")


def test_hidden_text_is_set_aside_and_listed() -> None:
    body = p(run("Shown.") + run("Not shown.", "<w:vanish/>"))
    assert roles(body) == [(None, "Shown."), ("hidden_text", "Not shown.")]


def test_a_hidden_mark_runs_a_heading_into_its_text() -> None:
    body = p("Purpose. ", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>", num=(1, 0)) + p("To help.")
    numbering = abstract(1, level(0, "%1.")) + num(1, 1)
    found = [b for b in read(body, numbering=numbering).blocks if isinstance(b, Block)]
    assert [(b.label, b.text) for b in found] == [("1.", "Purpose. To help.")]


def test_headers_and_footers_of_every_kind_are_set_aside_once() -> None:
    number = run("Page ") + field("PAGE", run("3")) + run(" of ") + field("NUMPAGES", run("9"))
    section = (
        "<w:sectPr>"
        '<w:headerReference w:type="first" r:id="h1"/>'
        '<w:headerReference w:type="default" r:id="h2"/>'
        '<w:footerReference w:type="even" r:id="f1"/></w:sectPr>'
    )
    parts = {
        "word/header1.xml": part("hdr", p("Oakfield Primary School")),
        "word/header2.xml": part("hdr", p("Oakfield Primary School")),
        "word/footer1.xml": part("ftr", p(number)),
    }
    links = [
        ("h1", "header", "header1.xml"),
        ("h2", "header", "header2.xml"),
        ("f1", "footer", "footer1.xml"),
    ]
    assert roles(p("Body.") + section, parts=parts, relationships=links) == [
        ("running_header", "Oakfield Primary School"),
        (None, "Body."),
        ("page_number", "Page 3 of 9"),
    ]


def test_the_page_number_in_a_footer_stands_apart() -> None:
    line = run("Oakfield Primary School\tPage ") + field("PAGE", run("3"))
    found = roles(
        p("Body.") + '<w:sectPr><w:footerReference r:id="f1"/></w:sectPr>',
        parts={"word/footer1.xml": part("ftr", p(line))},
        relationships=[("f1", "footer", "footer1.xml")],
    )
    assert found[1:] == [("running_footer", "Oakfield Primary School"), ("page_number", "Page 3")]


def test_a_watermark_is_a_watermark() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    found = roles(
        p("Body.") + '<w:sectPr><w:headerReference r:id="h1"/></w:sectPr>',
        parts={"word/header1.xml": part("hdr", p(drawn))},
        relationships=[("h1", "header", "header1.xml")],
    )
    assert found == [("watermark", "DRAFT"), (None, "Body.")]


def test_pictures_and_objects_are_listed_as_not_compared() -> None:
    picture = '<w:r><w:drawing><wp:inline><a:blip r:embed="x"/></wp:inline></w:drawing></w:r>'
    item = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    found = read(p(run("Text.") + picture + picture + item)).not_compared
    assert found == (
        NotCompared("image", None, "only text is compared"),
        NotCompared("embedded object", None, "only text is compared"),
    )


def test_the_words_of_a_diagram_are_read() -> None:
    name = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>"
        for text in ("Tell the lead", "Keep a note", "")
    )
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    data = f'<d:dataModel xmlns:d="{name}" {space}><d:ptLst>{points}</d:ptLst></d:dataModel>'
    drawn = f'<w:r><w:drawing><d:relIds xmlns:d="{name}" r:dm="d1"/></w:drawing></w:r>'
    found = read(
        p(run("Do this:") + drawn),
        parts={"word/diagrams/data1.xml": data},
        relationships=[("d1", "diagramData", "diagrams/data1.xml")],
    )
    assert [b.text for b in found.blocks if isinstance(b, Block)] == [
        "Do this:",
        "Tell the lead",
        "Keep a note",
    ]
    assert found.not_compared == ()


# --- tables ---------------------------------------------------------------------------------------


def test_merged_cells_stand_once() -> None:
    wide = cell("wide", '<w:gridSpan w:val="2"/>')
    top, below = cell("tall", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    lines = (wide, top + cell("a"), below + cell("b"))
    body = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    assert rows(f"<w:tbl>{body}</w:tbl>") == [["wide", ""], ["tall", "a"], ["", "b"]]


def test_controls_around_rows_and_cells_are_read_through() -> None:
    row = f"<w:tr>{control(cell('a'))}{cell('b')}</w:tr>"
    assert rows(f"<w:tbl>{control(row)}</w:tbl>") == [["a", "b"]]


def test_a_table_in_a_cell_gives_its_text_in_order() -> None:
    assert rows(table([p("before") + table(["in", "ner"]) + p("after")])) == [
        ["before / in / ner / after"]
    ]


def test_header_rows_are_counted() -> None:
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Act')}</w:tr>"
    body = f"<w:tbl>{head}<w:tr>{cell('Equality Act 2010')}</w:tr></w:tbl>"
    found = read(body).blocks[0]
    assert isinstance(found, Table)
    assert found.header_rows == 1


# --- style and residue ----------------------------------------------------------------------------


def test_headings_come_from_outline_levels_and_inherited_styles() -> None:
    styles = style("H", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') + style("Ours", based_on="H")
    styles += style("h9").replace('<w:name w:val="h9"/>', '<w:name w:val="Heading 3"/>')
    body = styled("Ours", "a") + styled("h9", "b") + p("c", '<w:outlineLvl w:val="0"/>')
    body += styled("Ours", "d", '<w:outlineLvl w:val="9"/>')
    found = [b.style.heading for b in read(body, styles=styles).blocks if isinstance(b, Block)]
    assert found == [2, 3, 1, None]


def test_a_block_is_bold_only_if_all_of_it_is() -> None:
    bold = run("Bold", "<w:b/>")
    styles = style("B", "<w:rPr><w:b/></w:rPr>")
    body = p(bold + run(" ")) + p(bold + run("not")) + styled("B", "x")
    body += styled("B", run("y", '<w:b w:val="0"/>'))
    found = [b.style.bold for b in read(body, styles=styles).blocks if isinstance(b, Block)]
    assert found == [True, False, True, False]


def test_whether_a_number_or_a_colon_is_bold_counts_for_nothing() -> None:
    (block,) = read(p(run("1 - ") + run("Aims", "<w:b/>") + run(": "))).blocks
    assert isinstance(block, Block)
    assert block.style.bold


@pytest.mark.parametrize(
    ("properties", "marked"),
    [
        ('<w:u w:val="single"/>', True),
        ('<w:color w:val="2F5496"/>', True),
        ('<w:u w:val="none"/><w:color w:val="auto"/>', False),
        ('<w:color w:val="333333"/>', False),
        ('<w:u w:val="single"/><w:color w:val="0563C1"/>', False),
    ],
)
def test_underlined_or_coloured_text_is_marked_but_a_link_is_not(
    properties: str, marked: bool
) -> None:
    (block,) = read(p(run("Early years", properties))).blocks
    assert isinstance(block, Block)
    assert block.style.marked is marked


def test_indents_sizes_and_alignment_are_in_points_and_inherited() -> None:
    styles = style(
        "S",
        '<w:pPr><w:ind w:left="720"/><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr>',
    )
    body = styled("S", "a") + styled("S", "b", '<w:ind w:start="200"/><w:jc w:val="center"/>')
    found = [b.style for b in read(body, styles=styles).blocks if isinstance(b, Block)]
    assert [(s.indent, s.align, s.size) for s in found] == [
        (36.0, "justify", 14.0),
        (10.0, "center", 14.0),
    ]


def test_an_unfilled_control_is_a_marked_place() -> None:
    empty = control(run("Click to enter text."), '<w:alias w:val="School"/><w:showingPlcHdr/>')
    found = read(p(run("At ") + empty + run(" we"))).blocks[0]
    assert isinstance(found, Block)
    assert found.text == "At Click to enter text. we"
    assert found.places == (Place(3, 23, "School"),)


def test_a_highlighted_gap_is_a_marked_place() -> None:
    gap = run("[insert ", '<w:highlight w:val="yellow"/>') + run(
        "name]", '<w:highlight w:val="green"/>'
    )
    found = read(p(run("The  head, ") + gap + run(", decides."))).blocks[0]
    assert isinstance(found, Block)
    assert found.places == (Place(10, 23, "insert name"),)
    assert found.text[10:23] == "[insert name]"


def test_a_highlighter_that_goes_too_far_still_marks_the_gap() -> None:
    found = read(p(run("Tell ") + run("the [insert name].", '<w:highlight w:val="cyan"/>'))).blocks[
        0
    ]
    assert isinstance(found, Block)
    assert found.places == (Place(9, 22, "insert name"),)


def test_the_title_property_is_kept() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Online  Safety '
        "</dc:title></cp:coreProperties>"
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="1" Type="x/officeDocument" Target="/word/document.xml"/>'
        '<Relationship Id="2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    found = read(p("a"), parts={"_rels/.rels": links, "docProps/core.xml": core})
    assert found.title == "Online Safety"


def test_a_heading_above_a_line_break_keeps_its_own_look() -> None:
    lines = run("Why we mark", "<w:b/>") + run("\nMarking tells pupils how to go on.")
    heading, text = read(p(lines)).blocks
    assert isinstance(heading, Block)
    assert isinstance(text, Block)
    assert (heading.text, heading.style.bold) == ("Why we mark", True)
    assert (text.text, text.style.bold) == ("Marking tells pupils how to go on.", False)


def test_a_line_below_a_list_s_item_is_no_item_of_its_own() -> None:
    lists = abstract(1, level(0, "%1.")) + num(1, 1)
    item, text = read(p("Talk first.\nMost matters end here.", num=(1, 0)), numbering=lists).blocks
    assert isinstance(item, Block)
    assert isinstance(text, Block)
    assert (item.label, item.style.list_level) == ("1.", 0)
    assert (text.label, text.style.list_level) == (None, None)


def test_a_number_alone_in_a_cell_is_what_the_cell_shows() -> None:
    lists = abstract(1, level(0, "%1.")) + num(1, 1)
    rows = ([p("", num=(1, 0)), "Scope"], [p("", num=(1, 0)), "Duties"])
    (found,) = read(table(*rows), numbering=lists).blocks
    assert isinstance(found, Table)
    assert [row[0][0].label for row in found.rows] == ["1.", "2."]
