"""Automatic numbers in DOCX: as Word prints them, from the definitions alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.docx_parts import (
    abstract,
    docx,
    level,
    num,
    p,
    run,
    start_override,
    style,
    styled,
    table,
)
from toolkit.document import Block, Table
from toolkit.extract.docx import read_docx
from toolkit.extract.docx.formats import format_number
from toolkit.extract.options import Options

LEGAL = (
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "%1.%2.%3"),
    level(3, "(%4)", "lowerLetter"),
)
DEFAULT_STYLE = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'


def blocks(data: bytes, options: Options | None = None) -> list[Block]:
    flat: list[Block] = []
    for block in read_docx(data, "policy.docx", options or Options()).blocks:
        cells = [[block]] if isinstance(block, Block) else [c for r in block.rows for c in r]
        flat += [each for cell in cells for each in cell]
    return flat


def labels(*levels: int, using: tuple[str, ...] = LEGAL) -> list[str | None]:
    body = "".join(p("text", num=(1, ilvl)) for ilvl in levels)
    return [b.label for b in blocks(docx(body, numbering=abstract(1, *using) + num(1, 1)))]


def labels_of(body: str, numbering: str, styles: str = "") -> list[str | None]:
    return [b.label for b in blocks(docx(body, numbering=numbering, styles=styles))]


def test_a_level_restarts_below_a_higher_one() -> None:
    assert labels(0, 1, 1, 2, 1, 0, 1) == ["1.", "1.1", "1.2", "1.2.1", "1.3", "2.", "2.1"]


def test_a_skipped_level_shows_its_start_and_counts_as_begun() -> None:
    assert labels(0, 2, 2, 1, 2) == ["1.", "1.1.1", "1.1.2", "1.2", "1.2.1"]


def test_a_list_that_begins_deep_shows_ones_above() -> None:
    assert labels(1, 1, 0, 1) == ["1.1", "1.2", "2.", "2.1"]


def test_levels_start_where_they_say() -> None:
    using = (level(0, "%1.", start=0), level(1, "%1.%2", start=3))
    assert labels(0, 1, 1, 0, 1, using=using) == ["0.", "0.3", "0.4", "1.", "1.3"]


def test_two_numbers_on_one_abstract_list_share_its_counters() -> None:
    body = "".join(p("text", num=(n, 0)) for n in (1, 2, 1))
    assert labels_of(body, abstract(1, *LEGAL) + num(1, 1) + num(2, 1)) == ["1.", "2.", "3."]


def test_a_start_override_acts_when_its_number_is_first_used() -> None:
    numbering = abstract(1, *LEGAL) + num(1, 1) + num(2, 1, start_override(0, 1))
    body = "".join(p("text", num=(n, 0)) for n in (1, 1, 2, 2, 1, 2))
    assert labels_of(body, numbering) == ["1.", "2.", "1.", "2.", "3.", "4."]


def test_an_overridden_level_has_its_own_look_and_the_shared_counter() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "lowerLetter")}</w:lvlOverride>'
    body = "".join(p("text", num=(n, 0)) for n in (1, 2, 1))
    assert labels_of(body, abstract(1, *LEGAL) + num(1, 1) + num(2, 1, own)) == ["1.", "(b)", "3."]


def test_legal_style_shows_roman_sections_as_figures() -> None:
    using = (level(0, "Article %1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert labels(0, 0, 1, using=using) == ["Article I", "Article II", "2.1"]


def test_a_level_that_never_restarts_counts_on() -> None:
    using = (level(0, "%1."), level(1, "(%2)", more='<w:lvlRestart w:val="0"/>'))
    assert labels(0, 1, 1, 0, 1, using=using) == ["1.", "(1)", "(2)", "2.", "(3)"]


def test_a_level_may_restart_only_after_a_given_level() -> None:
    using = (*LEGAL[:2], level(2, "(%3)", more='<w:lvlRestart w:val="1"/>'))
    assert labels(0, 1, 2, 1, 2, 0, 2, using=using)[2:] == ["(1)", "1.2", "(2)", "2.", "(1)"]


def test_a_level_of_no_number_prints_none() -> None:
    using = (level(0, "%1."), level(1, "", "none"), level(2, "%1.%3"))
    assert labels(0, 1, 2, using=using) == ["1.", None, "1.1"]


def test_words_around_the_number_are_part_of_the_label() -> None:
    assert labels(0, 0, using=(level(0, "Section %1:"),)) == ["Section 1:", "Section 2:"]


@pytest.mark.parametrize(
    ("text", "font", "label"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "•"),
        ("§", "Wingdings", "•"),
        ("o", "Courier New", "•"),
        ("–", "Calibri", "–"),
        ("➢", "Segoe UI Symbol", "➢"),
    ],
)
def test_bullets_of_symbol_fonts_are_bullets(text: str, font: str, label: str) -> None:
    bullet = level(0, text, "bullet").replace(
        "</w:lvl>", f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
    )
    assert labels(0, using=(bullet,)) == [label]


def test_empty_numbered_paragraphs_count() -> None:
    body = p("a", num=(1, 0)) + p("", num=(1, 0)) + p("b", num=(1, 0))
    assert labels_of(body, abstract(1, *LEGAL) + num(1, 1)) == ["1.", "3."]


def test_hidden_numbered_paragraphs_do_not_count() -> None:
    hidden = p(run("b", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>", num=(1, 0))
    body = p("a", num=(1, 0)) + hidden + p("c", num=(1, 0))
    found = blocks(docx(body, numbering=abstract(1, *LEGAL) + num(1, 1)))
    assert [(b.label, b.text, b.role) for b in found] == [
        ("1.", "a", None),
        (None, "b", "hidden_text"),
        ("2.", "c", None),
    ]


def test_numbering_runs_on_through_a_table() -> None:
    body = p("a", num=(1, 0)) + table([p("b", num=(1, 0)), p("c", num=(1, 0))]) + p("d", num=(1, 0))
    assert labels_of(body, abstract(1, *LEGAL) + num(1, 1)) == ["1.", "2.", "3.", "4."]


def _numbered_style(name: str, inner: str, based_on: str = "") -> str:
    return style(name, f"<w:pPr><w:numPr>{inner}</w:numPr></w:pPr>", based_on=based_on)


def test_a_style_inherits_number_and_level_independently() -> None:
    styles = DEFAULT_STYLE + _numbered_style("Clause", '<w:numId w:val="1"/>')
    styles += _numbered_style("Subclause", '<w:ilvl w:val="1"/>', based_on="Clause")
    body = styled("Clause", "a") + styled("Subclause", "b") + styled("Subclause", "c")
    assert labels_of(body, abstract(1, *LEGAL) + num(1, 1), styles) == ["1.", "1.1", "1.2"]


def test_a_style_finds_its_level_through_the_list() -> None:
    bound = (
        level(0, "%1.", more='<w:pStyle w:val="Clause"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="Subclause"/>'),
    )
    number = '<w:numId w:val="1"/>'
    styles = (
        DEFAULT_STYLE + _numbered_style("Clause", number) + _numbered_style("Subclause", number)
    )
    body = styled("Clause", "a") + styled("Subclause", "b") + styled("Clause", "c")
    assert labels_of(body, abstract(1, *bound) + num(1, 1), styles) == ["1.", "1.1", "2."]


def test_number_zero_takes_the_styles_number_away() -> None:
    styles = DEFAULT_STYLE + _numbered_style("Clause", '<w:numId w:val="1"/>')
    body = styled("Clause", "a") + styled("Clause", "b", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    body += styled("Clause", "c")
    assert labels_of(body, abstract(1, *LEGAL) + num(1, 1), styles) == ["1.", None, "2."]


def test_a_list_that_links_to_a_numbering_style_takes_its_levels_and_counters() -> None:
    numbering = (
        abstract(1, *LEGAL, more='<w:styleLink w:val="House"/>')
        + abstract(2, more='<w:numStyleLink w:val="House"/>')
        + num(1, 1)
        + num(2, 2)
    )
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = DEFAULT_STYLE + style("House", number, kind="numbering")
    body = p("a", num=(2, 0)) + p("b", num=(2, 1)) + p("c", num=(1, 1))
    assert labels_of(body, numbering, styles) == ["1.", "1.1", "1.2"]


def test_a_custom_format_pads_with_zeros() -> None:
    padded = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="P%1"/></w:lvl>'
    )
    assert labels(0, 0, using=(padded,)) == ["P001", "P002"]


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 53, "AAA"),
        ("ordinal", 22, "22nd"),
        ("ordinal", 112, "112th"),
        ("cardinalText", 21, "Twenty-one"),
        ("ordinalText", 30, "Thirtieth"),
        ("ordinalText", 101, "One hundred first"),
        ("decimalZero", 7, "07"),
        ("chicago", 6, "††"),
        ("numberInDash", 3, "- 3 -"),
        ("decimalEnclosedCircle", 3, "③"),
        ("none", 3, ""),
        ("a format of the future", 3, "3"),
        ("lowerRoman", 10**9, "1000000000"),
        ("lowerLetter", -1, "-1"),
    ],
)
def test_number_formats(kind: str, value: int, printed: str) -> None:
    assert format_number(value, kind) == printed


def test_definitions_that_are_missing_or_nonsense_give_no_number_and_no_error() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="x"><w:start w:val="y"/></w:lvl>'
        '<w:lvl w:ilvl="99"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="-3"/></w:num><w:num w:numId="2"/>'
    )
    body = "".join(p("text", num=(n, ilvl)) for n, ilvl in ((1, 0), (1, 12), (2, 0), (77, 0)))
    assert labels_of(body, numbering) == [None] * 4


CASES = {
    "plain": [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)],
    "skipped": [(1, 0), (1, 2), (1, 2), (1, 1), (1, 0)],
    "deep start": [(1, 2), (1, 2), (1, 1), (1, 0)],
    "restarted": [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)],
    "letters": [(1, 0), (1, 3), (1, 3), (1, 0), (1, 3)],
    "override below": [(1, 0), (1, 1), (2, 1), (2, 0), (2, 1)],
}


@pytest.mark.libreoffice
def test_labels_are_those_that_libreoffice_prints(soffice: str, tmp_path: Path) -> None:
    numbering, body = [[], []], []
    for order, (title, uses) in enumerate(CASES.items(), start=1):
        numbering[0].append(abstract(order, *LEGAL))
        numbering[1] += [
            num(order * 10 + 1, order),
            num(order * 10 + 2, order, start_override(0, 1)),
        ]
        body += [p(f"== {title}"), *(p("x", num=(order * 10 + n, ilvl)) for n, ilvl in uses)]
    data = docx("".join(body), numbering="".join(numbering[0] + numbering[1]))
    (tmp_path / "policy.docx").write_bytes(data)
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "policy.docx")], check=True, capture_output=True)
    printed = (tmp_path / "policy.txt").read_text("utf-8-sig")
    ours = [f"{b.label} {b.text}" if b.label else b.text for b in blocks(data)]
    assert ours == [" ".join(line.split()) for line in printed.strip().split("\n")]


def test_a_table_is_no_block() -> None:
    found = read_docx(docx(table(["a"])), "policy.docx", Options()).blocks
    assert isinstance(found[0], Table)
