"""Hostile and damaged DOCX: refused or read, within bounds, with a code and a remedy."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docx_parts import cell, docx, num, p, package, part, rels, run, style, styled
from toolkit.document import Block, Table
from toolkit.errors import Code, InputError
from toolkit.extract import extract
from toolkit.extract.docx import read_docx
from toolkit.extract.options import Limits, Options

STRICT = "http://purl.oclc.org/ooxml/"
TEXT = "Staff must tell the headteacher."


def refusal(data: bytes, options: Options | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        extract(data, "policy.docx", options or Options())
    message = str(caught.value)
    assert message.startswith("policy.docx: ")
    assert ";" in message
    return caught.value


def code(data: bytes, options: Options | None = None) -> Code:
    return refusal(data, options).code


def text(data: bytes) -> list[str]:
    blocks = extract(data, "policy.docx", Options()).blocks
    return [b.text for b in blocks if isinstance(b, Block)]


def limited(**limits: int) -> Options:
    return Options(limits=replace(Limits(), **limits))


# --- XML ------------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DTDS = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://example.org/x"> %e;]>',
    "external DTD": '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    "empty DTD": "<!DOCTYPE x>",
}


def with_doctype(doctype: str, entity: str = "") -> str:
    xml = part("document", f"<w:body>{p(run('MARK'))}</w:body>").replace("MARK", entity or TEXT)
    return xml.replace("?>", f"?>{doctype}", 1)


@pytest.mark.parametrize("doctype", DTDS.values(), ids=DTDS)
def test_any_document_type_is_refused(doctype: str) -> None:
    assert code(docx("", parts={"word/document.xml": with_doctype(doctype)})) == Code.UNSAFE_XML


@pytest.mark.parametrize("doctype", DTDS.values(), ids=DTDS)
@pytest.mark.parametrize("where", ["styles", "numbering", "footnotes", "comments", "header"])
def test_a_document_type_is_refused_in_any_part_that_is_read(doctype: str, where: str) -> None:
    root = {"header": "hdr"}.get(where, where)
    xml = part(root, "").replace("?>", f"?>{doctype}", 1)
    body = p(TEXT) + '<w:sectPr><w:headerReference r:id="r1"/></w:sectPr>'
    data = docx(body, parts={"word/x.xml": xml}, relationships=[("r1", where, "x.xml")])
    assert code(data) == Code.UNSAFE_XML


def test_a_document_type_in_utf_16_is_refused() -> None:
    xml = with_doctype(DTDS["external entity"], "&e;").replace("UTF-8", "UTF-16")
    data = docx("", parts={"word/document.xml": xml.encode("utf-16")})
    assert code(data) == Code.UNSAFE_XML


@pytest.mark.parametrize("encoding", ["UTF-7", "IBM037", "x-made-up"])
def test_an_encoding_that_could_hide_a_document_type_is_refused(encoding: str) -> None:
    xml = part("document", f"<w:body>{p(TEXT)}</w:body>").replace("UTF-8", encoding)
    assert code(docx("", parts={"word/document.xml": xml})) == Code.UNSAFE_XML


def test_an_undeclared_entity_is_refused() -> None:
    assert code(docx("", parts={"word/document.xml": with_doctype("", "&e;")})) in {
        Code.UNSAFE_XML,
        Code.DAMAGED,
    }


def test_plain_utf_16_is_read() -> None:
    xml = part("document", f"<w:body>{p(TEXT)}</w:body>").replace("UTF-8", "UTF-16")
    assert text(docx("", parts={"word/document.xml": xml.encode("utf-16")})) == [TEXT]


def test_xml_that_is_not_well_formed_is_damage() -> None:
    assert code(docx("", parts={"word/document.xml": "<w:document"})) == Code.DAMAGED
    assert (
        code(
            docx(
                p(TEXT),
                parts={"word/styles.xml": "oh"},
                relationships=[("s", "styles", "styles.xml")],
            )
        )
        == Code.DAMAGED
    )


@pytest.mark.parametrize("depth", [20, 75])
def test_controls_nested_deep_are_read(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + p(TEXT) + "</w:sdtContent></w:sdt>" * depth
    assert text(docx(body)) == [TEXT]


@pytest.mark.parametrize("depth", [300, 50_000])
@pytest.mark.parametrize("tag", ["w:sdtContent", "w:smartTag", "mc:AlternateContent", "w:tbl"])
def test_bottomless_nesting_is_refused(depth: int, tag: str) -> None:
    assert code(docx(f"<{tag}>" * depth + p(TEXT) + f"</{tag}>" * depth)) == Code.TOO_LARGE


def test_tables_nested_as_deep_as_the_parser_allows_are_read() -> None:
    depth = 80
    body = "<w:tbl><w:tr><w:tc>" * depth + p(TEXT) + f"{p()}</w:tc></w:tr></w:tbl>" * depth
    found = extract(docx(body), "policy.docx", Options()).blocks[0]
    assert isinstance(found, Table)
    assert [b.text for b in found.rows[0][0]] == [TEXT]


@pytest.mark.parametrize("span", ["100000000", "9" * 400, "-1", "x", ""])
def test_a_cell_cannot_span_without_end(span: str) -> None:
    wide = cell(TEXT, f'<w:gridSpan w:val="{span}"/>')
    found = extract(docx(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>"), "policy.docx", Options()).blocks[0]
    assert isinstance(found, Table)
    assert len(found.rows[0]) <= 63


def test_styles_that_inherit_in_a_circle_are_read() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A")
    assert text(docx(styled("A", TEXT), styles=styles)) == [TEXT]


def test_lists_that_link_in_a_circle_are_read() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>' + num(1, 1)
    )
    circle = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    data = docx(
        p(TEXT, num=(1, 0)), numbering=numbering, styles=style("L", circle, kind="numbering")
    )
    assert text(data) == [TEXT]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="1">{p(run("Note.") + mark)}</w:footnote>')
    data = docx(
        p(run(TEXT) + mark),
        parts={"word/footnotes.xml": notes},
        relationships=[("n", "footnotes", "footnotes.xml")],
    )
    assert text(data) == [TEXT, "Note."]


@pytest.mark.parametrize("value", ["", "x", "-5", "1e400", "99999999999999999999999", "\u0664"])
def test_numbers_that_are_nonsense_change_nothing(value: str) -> None:
    paragraph = (
        f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="{value}"/></w:numPr>'
        f'<w:ind w:left="{value}"/><w:outlineLvl w:val="{value}"/>'
    )
    listed = f'<w:ffData><w:ddList><w:result w:val="{value}"/></w:ddList></w:ffData>'
    field = f'<w:r><w:fldChar w:fldCharType="begin">{listed}</w:fldChar></w:r>'
    field += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    symbol = f'<w:r><w:sym w:font="Symbol" w:char="{value}"/></w:r>'
    body = p(run(TEXT, f'<w:sz w:val="{value}"/>') + field, paragraph)
    assert text(docx(body + p(run(TEXT) + symbol)))[0] == TEXT


def test_too_much_text_is_refused() -> None:
    assert code(docx(p(TEXT) * 3), limited(characters=50)) == Code.TOO_LARGE


MANY = 20_000  # enough for anything that grows with the square to be noticed


def test_many_of_anything_in_one_paragraph_are_read_in_one_go() -> None:
    highlighted = run("gap ", '<w:highlight w:val="yellow"/>') + run("text ")
    boxes = "<w:r><w:drawing>" + f"<w:txbxContent>{p('x')}</w:txbxContent>" * MANY
    for inner in (
        highlighted * MANY,
        "<w:r>" + "<w:t>a</w:t><w:br/>" * MANY + "</w:r>",
        "<w:r><w:t>A long line that is not short at all, so that it is joined to the next"
        "</w:t><w:br/></w:r>" * 2_000,
        "<w:r><w:instrText>x</w:instrText></w:r>" * MANY + run("end"),
        boxes + "</w:drawing></w:r>",
    ):
        assert text(docx(p(inner)))


def test_many_sections_read_a_header_once() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:headerReference r:id="h"/></w:sectPr></w:pPr></w:p>'
    data = docx(
        section * MANY + p(TEXT),
        parts={"word/header1.xml": part("hdr", p("Header.") * 1_000)},
        relationships=[("h", "header", "header1.xml")],
    )
    assert text(data) == ["Header.", TEXT]


def test_many_notes_and_notes_within_notes_are_read() -> None:
    def mark(key: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'

    notes = "".join(
        f'<w:footnote w:id="{key}">{p(run("Note.") + mark(key + 1))}</w:footnote>'
        for key in range(MANY)
    )
    data = docx(
        p(run(TEXT) + "".join(mark(key) for key in range(0, MANY, 2))),
        parts={"word/footnotes.xml": part("footnotes", notes)},
        relationships=[("n", "footnotes", "footnotes.xml")],
    )
    assert len(text(data)) == 1 + MANY // 2


def test_fields_within_fields_without_end_are_refused() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert code(docx(p(begin * MANY + run(TEXT) + end * MANY))) == Code.TOO_LARGE


def test_a_page_number_of_any_length_is_matched_in_one_go() -> None:
    number = '<w:fldSimple w:instr="PAGE">' + run("1" * 5_000 + "x") + "</w:fldSimple>"
    data = docx(
        p(TEXT) + '<w:sectPr><w:footerReference r:id="f"/></w:sectPr>',
        parts={"word/footer1.xml": part("ftr", p(number))},
        relationships=[("f", "footer", "footer1.xml")],
    )
    assert text(data)[0] == TEXT


def test_rows_of_many_wide_cells_are_bounded() -> None:
    wide = cell("", '<w:gridSpan w:val="63"/>')
    table = f"<w:tbl>{f'<w:tr>{wide}</w:tr>' * 2_000}<w:tr>{cell(TEXT)}</w:tr></w:tbl>"
    assert code(docx(table), limited(characters=100_000)) == Code.TOO_LARGE


def test_a_row_of_more_cells_than_word_allows_keeps_its_text() -> None:
    found = extract(docx(f"<w:tbl><w:tr>{cell('a') * 100}</w:tr></w:tbl>"), "x", Options())
    assert isinstance(found.blocks[0], Table)
    assert len(found.blocks[0].rows[0]) == 100


# --- zip ------------------------------------------------------------------------------------------


def test_a_part_that_unpacks_without_end_is_refused_by_what_is_read() -> None:
    bomb = docx(p(TEXT), parts={"word/document.xml": b" " * 3_000_000})
    assert code(bomb, limited(part_bytes=1_000_000)) == Code.TOO_LARGE
    assert code(bomb, limited(zip_bytes=1_000_000)) == Code.TOO_LARGE
    assert code(bomb, limited(zip_ratio_above=1_000_000)) == Code.TOO_LARGE


def test_a_bomb_that_is_never_read_is_refused_too() -> None:
    bomb = docx(p(TEXT), parts={"word/media/image1.png": bytes(3_000_000)})
    assert code(bomb, limited(zip_bytes=2_000_000)) == Code.TOO_LARGE


def test_too_many_entries_are_refused() -> None:
    many = {f"word/media/{number}.png": b"" for number in range(6_000)}
    assert code(docx(p(TEXT), parts=many)) == Code.TOO_LARGE


def directory_of(data: bytes, entry: str) -> int:
    """Where the central directory's record of `entry` begins."""
    start = data.rindex(b"PK\x05\x06")
    offset = struct.unpack_from("<I", data, start + 16)[0]
    return data.index(entry.encode(), offset) - 46


def patched(data: bytes, entry: str, offset: int, value: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into("<I", changed, directory_of(data, entry) + offset, value)
    return bytes(changed)


@pytest.mark.parametrize("size", [0, 10, 4_000_000_000])
def test_a_part_that_lies_about_its_size_is_refused(size: int) -> None:
    assert code(patched(docx(p(TEXT)), "word/document.xml", 24, size)) in {
        Code.DAMAGED,
        Code.TOO_LARGE,
    }


def test_a_part_whose_checksum_is_wrong_is_refused() -> None:
    assert code(patched(docx(p(TEXT)), "word/document.xml", 16, 1)) == Code.DAMAGED


def test_overlapping_parts_are_refused() -> None:
    data = docx(p(TEXT), parts={"word/media/a.bin": bytes(100), "word/media/b.bin": bytes(100)})
    record = directory_of(data, "word/media/a.bin")
    offset = struct.unpack_from("<I", data, record + 42)[0]
    assert code(patched(data, "word/media/b.bin", 42, offset)) == Code.DAMAGED


def test_two_parts_of_one_name_are_refused() -> None:
    buffer = io.BytesIO(docx(p(TEXT)))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", part("document", f"<w:body>{p('Other.')}</w:body>"))
    assert code(buffer.getvalue()) == Code.DAMAGED


def test_a_part_under_a_zip_password_is_encrypted() -> None:
    data = docx(p(TEXT))
    record = directory_of(data, "word/document.xml")
    changed = bytearray(data)
    changed[record + 8] |= 1
    assert code(bytes(changed)) == Code.ENCRYPTED


def test_a_packing_that_word_does_not_use_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{p(TEXT)}</w:body>"))
    assert code(buffer.getvalue()) == Code.DAMAGED


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_truncated_file_is_damaged(share: float) -> None:
    data = docx(p(TEXT) * 400, styles=style("A") * 50)
    assert code(data[: int(len(data) * share)]) == Code.DAMAGED


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_is_read_or_refused_but_never_a_crash(draws: st.DataObject) -> None:
    data = bytearray(docx(p(TEXT, num=(1, 0)), numbering=num(1, 1), styles=style("A")))
    for _ in range(draws.draw(st.integers(1, 4))):
        data[draws.draw(st.integers(0, len(data) - 1))] = draws.draw(st.integers(0, 255))
    with contextlib.suppress(InputError):
        extract(bytes(data), "policy.docx", Options())


# --- packages -------------------------------------------------------------------------------------


def test_parts_are_found_through_relationships_wherever_they_stand() -> None:
    data = package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": rels([("r", "officeDocument", "/odd/place.xml")]),
            "odd/place.xml": part("document", f"<w:body>{p(TEXT)}</w:body>"),
        }
    )
    assert read_docx(data, "policy.docx", Options()).blocks == (Block(TEXT),)


def test_a_strict_document_is_read() -> None:
    body = (
        p(run(TEXT, "<w:b/>"), num=(1, 0)) + '<w:sectPr><w:headerReference r:id="h1"/></w:sectPr>'
    )
    data = docx(
        body,
        numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
        + num(1, 1),
        parts={"word/header1.xml": part("hdr", p("Oakfield"))},
        relationships=[("h1", "header", "header1.xml")],
    )
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            strict = archive.read(entry).decode()
            strict = strict.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                f"{STRICT}wordprocessingml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                f"{STRICT}officeDocument/relationships",
            )
            parts[entry] = strict
    found = [b for b in extract(package(parts), "x", Options()).blocks if isinstance(b, Block)]
    assert [(b.label, b.text, b.role) for b in found] == [
        (None, "Oakfield", "running_header"),
        ("(a)", TEXT, None),
    ]
    assert found[1].style.bold


def test_missing_parts_are_no_obstacle() -> None:
    links = [("s", "styles", "nowhere.xml"), ("n", "numbering", "../../../etc/passwd")]
    assert text(docx(p(TEXT), relationships=links)) == [TEXT]


def test_macros_templates_and_outside_content_are_mentioned_and_left_alone() -> None:
    settings_rels = rels([("t", "attachedTemplate", "http://example.org/evil.dotm", "External")])
    data = docx(
        p(TEXT),
        parts={
            "word/vbaProject.bin": b"macro",
            "word/settings.xml": part("settings", ""),
            "word/_rels/settings.xml.rels": settings_rels,
        },
        relationships=[
            ("v", "vbaProject", "vbaProject.bin"),
            ("i", "image", "http://example.org/pixel.png", "External"),
            ("h", "hyperlink", "http://example.org/", "External"),
        ],
    )
    found = extract(data, "policy.docx", Options())
    assert [b.text for b in found.blocks if isinstance(b, Block)] == [TEXT]
    assert found.warnings == (
        "the file holds macros, which were not run",
        "the file names a template outside itself, which was not fetched",
        "the file refers to content outside itself (image), which was not fetched",
    )


def test_fetching_fields_are_mentioned() -> None:
    instruction = '<w:fldSimple w:instr=" DDEAUTO excel x y ">' + run(TEXT) + "</w:fldSimple>"
    found = extract(docx(p(instruction)), "policy.docx", Options())
    assert found.blocks == (Block(TEXT),)
    assert any("DDEAUTO" in warning for warning in found.warnings)


def test_an_empty_document_and_one_of_pictures_have_no_text() -> None:
    assert code(docx("")) == Code.NO_TEXT
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    assert "OCR" in str(refusal(docx(p(picture))))


def test_a_package_that_is_no_word_document_is_the_wrong_type() -> None:
    assert code(docx("", parts={"word/document.xml": part("styles", "")})) == Code.WRONG_TYPE


def test_a_pickled_refusal_keeps_its_code() -> None:
    error = refusal(b"")
    rebuilt = type(error)(*error.__reduce__()[1])
    assert (rebuilt.code, str(rebuilt)) == (error.code, str(error))


def test_bytes_that_only_look_packed_are_damaged() -> None:
    assert code(b"PK\x03\x04" + b"word/document.xml" + zlib.compress(b"x" * 99)) == Code.DAMAGED
