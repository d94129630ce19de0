"""A sheet as PDF: tagged, bookmarked, whatever text a stranger puts into it."""

from __future__ import annotations

import re
import unicodedata

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import ExitCode, OutputError
from toolkit.typeset import (
    Block,
    Facts,
    Heading,
    Item,
    Items,
    Paragraph,
    Run,
    Sheet,
    Signing,
    Table,
    press,
    typeset,
)

pytest.importorskip("typst")


def sheet(*blocks: Block, title: str = "Policy on keys") -> Sheet:
    return Sheet(title, "Oakfield", "Keys", "Oakfield School", "Oakfield", blocks, "2026-11-20")


def said(text: str) -> Block:
    return Paragraph((Run(text),))


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "\n".join(pages)


def bookmarks(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [mark.get_title() for mark in document.get_toc()]
    document.close()
    return found


def test_a_sheet_is_tagged_bookmarked_and_says_that_it_is_accessible() -> None:
    data = typeset(
        sheet(
            Heading(1, "1. Purpose"),
            said("Keys are kept."),
            Items((Item("1.1", (Run("One"),)), Item("(iv)", (Run("Two"),)))),
            Table(((((Run("A"),),),), (((Run("B"),),),)), (1,), header_rows=1),
            Facts((("School", "Oakfield", False), ("Review", "overdue", True))),
            Signing("Head: Mrs A Lee"),
        )
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", data)
    roles = set(re.findall(rb"/S/(\w+)", data))
    assert {b"H1", b"P", b"L", b"LI", b"Lbl", b"LBody", b"Table", b"TH", b"TD"} <= roles
    assert b"/Lang(en-GB)" in data
    assert bookmarks(data) == ["1. Purpose"]
    assert "1.1 One" in text_of(data)


def test_the_same_sheet_is_the_same_file() -> None:
    assert typeset(sheet(said("Keys"))) == typeset(sheet(said("Keys")))


HOSTILE = r'#panic("x") $x$ *b* _i_ `c` <l> @r = H // c /* d */ \ #read("/etc/passwd") ] } #import'


def test_no_text_is_ever_markup() -> None:
    data = typeset(sheet(said(HOSTILE), Heading(1, HOSTILE), title=HOSTILE))
    assert "".join(HOSTILE.split()) in "".join(text_of(data).split())
    assert bookmarks(data) == [HOSTILE]


def test_headings_that_skip_a_level_are_put_right() -> None:
    data = typeset(sheet(Heading(3, "First"), Heading(6, "Deep"), Heading(1, "Next")))
    assert set(re.findall(rb"/S/(H\d)", data)) == {b"H1", b"H2"}


def test_what_no_font_has_is_spelt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = press._compile

    def bare(data: object, system_fonts: bool) -> bytes:
        if system_fonts:
            raise RuntimeError("this machine has no fonts")
        return compiled(data, False)

    monkeypatch.setattr(press, "_compile", bare)
    assert "⟨grinning face⟩" in text_of(typeset(sheet(said("well done \U0001f600"))))
    assert b"pdfuaid" in typeset(sheet(said("学校")))


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_printed(text: str) -> None:
    assert typeset(sheet(said(text), Heading(1, text), title=text)).startswith(b"%PDF-")


def test_every_kind_of_character_can_be_printed() -> None:
    first: dict[str, str] = {}
    for number in range(0x110000):
        first.setdefault(f"{unicodedata.category(chr(number))}{number >> 12}", chr(number))
    every = (said(f"a{character}b") for character in first.values())
    assert b"pdfuaid" in typeset(sheet(*every))


def test_arabic_that_typst_cannot_break_into_lines_is_no_crash(
    capfd: pytest.CaptureFixture[str],
) -> None:
    letters = [chr(n) for n in range(0x600, 0x700) if unicodedata.category(chr(n)) != "Cn"]
    assert typeset(sheet(said(" ".join(letters)))).startswith(b"%PDF-")
    capfd.readouterr()


def test_without_typst_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.typeset.press.is_installed", lambda: False)
    with pytest.raises(OutputError, match=r"pip install 'policy-toolkit\[pdf\]'") as caught:
        typeset(sheet(said("Keys")))
    assert caught.value.exit_code is ExitCode.UNWRITABLE


def test_a_sheet_that_cannot_be_laid_out_is_an_error_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(data: object, system_fonts: bool) -> bytes:
        raise RuntimeError("PDF/UA-1 error: something\nmore")

    monkeypatch.setattr(press, "_compile", broken)
    with pytest.raises(OutputError, match=r"could not be laid out \(PDF/UA-1 error: something\)"):
        typeset(sheet(said("Keys")))


def test_a_word_without_end_stays_on_the_page() -> None:
    data = typeset(sheet(said("x" * 3_000)))
    assert text_of(data).count("x") == 3_000
    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    right = max(page.get_charbox(n)[2] for n in range(page.count_chars()))
    assert right < document[0].get_width()
    page.close()
    document.close()


def test_a_sheet_without_a_title_is_untitled() -> None:
    assert b"pdfuaid" in typeset(sheet(Heading(1, ""), said(""), title=" \n"))
