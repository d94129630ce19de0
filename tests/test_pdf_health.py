"""PDFs that are no readable text: each refused by its own code, in one sentence with a remedy."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from tests.pdf_drawing import (
    FONT,
    SHOWN,
    body,
    lines,
    one_page,
    pdf,
    raw_pdf,
    read,
    stream,
    text,
)
from toolkit.errors import Code, InputError
from toolkit.extract.options import Limits

PROSE = (
    "Every member of staff keeps a clear line between what is said as a private",
    "person and what is said on behalf of the school.",
)


PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
    b"/Resources<</Font<</F1 4 0 R>>>>>>"
)


def refusal(data: bytes, **options: Any) -> tuple[Code, str]:
    with pytest.raises(InputError) as caught:
        read(data, **options)
    return caught.value.code, str(caught.value)


def picture(width: float = 595, height: float = 842) -> Any:
    from PIL import Image

    shade = ImageReader(Image.new("L", (60, 80), 200))
    return lambda page: page.drawImage(shade, 0, 0, width, height)


def hidden(page: canvas.Canvas) -> None:
    """Draw text as an OCR layer has it: unseen."""
    words = page.beginText(72, 700)
    words.setTextRenderMode(3)
    for row in PROSE * 2:
        words.textLine(row)
    page.drawText(words)


# --- scans --------------------------------------------------------------------------------------


def test_a_scan_is_refused_with_how_to_run_ocr() -> None:
    assert refusal(pdf([picture()], [picture()])) == (
        Code.NO_TEXT,
        "policy.pdf: no text layer on any of 2 pages; run OCR on it first "
        "(ocrmypdf policy.pdf out.pdf)",
    )


def test_a_scan_under_a_stamp_is_a_scan() -> None:
    stamped = [picture(), text(400, 40, "Received 4 May 2023")]
    assert refusal(pdf(stamped))[0] == Code.NO_TEXT


def test_a_scanned_page_among_pages_with_text_is_listed() -> None:
    found = read(pdf([lines(72, 100, *PROSE)], [picture()]))
    assert [(each.what, each.page) for each in found.not_compared] == [("page", 2)]
    assert "OCR" in found.not_compared[0].why


def test_a_page_with_nothing_on_it_is_listed() -> None:
    found = read(pdf([lines(72, 100, *PROSE)], []))
    assert [(each.what, each.page) for each in found.not_compared] == [("page", 2)]


def test_a_picture_large_enough_to_hold_words_is_listed_and_a_crest_is_not() -> None:
    large = read(pdf([lines(72, 100, *PROSE), picture(400, 300)]))
    small = read(pdf([lines(72, 100, *PROSE), picture(60, 60)]))
    assert [each.what for each in large.not_compared] == ["image"]
    assert small.not_compared == ()


def test_an_ocr_layer_over_a_scan_is_read_and_said_to_be_one() -> None:
    found = read(pdf([picture(), hidden]))
    assert " ".join(PROSE) in " ".join(body(found))
    assert "OCR layer" in found.warnings[0]


def test_ocr_without_an_ocr_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.extract.pdf.ocr.shutil.which", lambda _: None)
    code, message = refusal(pdf([picture()]), ocr=True)
    assert code == Code.NO_TEXT
    assert "install OCRmyPDF or Tesseract" in message


# --- letters that are none ----------------------------------------------------------------------


def test_text_in_enciphered_letters_is_refused() -> None:
    shift = str.maketrans("abcdefghijklmnopqrstuvwxyz", "qzxwvkjbpgfdmnhtrlscyaoeui")
    rows = [row.lower().translate(shift) for row in PROSE * 6]
    enciphered = [row.translate(str.maketrans("aeiou", "xzqjk")) for row in rows]
    assert refusal(pdf([lines(72, 100, *enciphered)]))[0] == Code.GARBLED


def test_text_in_private_signs_is_refused() -> None:
    cmap = b"".join(b"<%02x> <%04x>\n" % (n, 0xE000 + n) for n in range(32, 127))
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n95 beginbfchar\n%bendbfchar\n"
        b"endcmap end end" % cmap
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages, PAGE, font, stream(SHOWN), stream(mapping)]
    assert refusal(raw_pdf(objects))[0] == Code.GARBLED


def test_a_policy_in_welsh_is_read() -> None:
    rows = (
        "Mae pob aelod o staff yn cadw cofnod o bob neges a anfonir at riant neu ofalwr yn ystod",
        "y flwyddyn ysgol, ac mae'r pennaeth yn darllen y cofnod bob mis ac yn dweud wrth y",
        "llywodraethwyr beth mae'n ei ddangos. Nid oes neb yn cael enwi disgybl mewn neges heb",
        "gytundeb ysgrifenedig rhiant neu ofalwr, ac nid oes llun yn cael ei ddangos oni bai bod",
        "y ffurflen yn caniatáu hynny. Bydd y polisi hwn yn cael ei adolygu bob blwyddyn gan y",
    )
    assert body(read(pdf([lines(40, 100, *rows)])))


# --- locks --------------------------------------------------------------------------------------


def locked(user: str) -> bytes:
    return pdf([lines(72, 100, *PROSE)], encrypt=StandardEncryption(user, ownerPassword="county"))


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert body(read(locked(""))) == [" ".join(PROSE)]


def test_a_password_is_asked_for_and_accepted_and_never_shown() -> None:
    code, message = refusal(locked("oakfield"))
    assert (code, "--password" in message) == (Code.ENCRYPTED, True)
    code, message = refusal(locked("oakfield"), password="hawthorn")
    assert (code, "hawthorn" in message) == (Code.ENCRYPTED, False)
    assert body(read(locked("oakfield"), password="oakfield")) == [" ".join(PROSE)]


def test_an_unknown_lock_is_refused_as_such() -> None:
    base = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    data = raw_pdf([*base, b"<</Filter/Foo.Bar/V 9>>"], b"/Encrypt 3 0 R")
    assert refusal(data)[0] == Code.ENCRYPTED


def test_a_damaged_file_after_a_locked_one_is_damaged() -> None:
    base = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    lock = raw_pdf([*base, b"<</Filter/Foo.Bar/V 9>>"], b"/Encrypt 3 0 R")
    assert refusal(lock)[0] == Code.ENCRYPTED
    assert refusal(raw_pdf([b"<</Type/Catalog>>"], b""))[0] == Code.DAMAGED


# --- damage and bombs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"no PDF at all", one_page(stream(SHOWN))[:200]]
)
def test_what_is_no_whole_pdf_is_damaged(data: bytes) -> None:
    assert refusal(data)[0] == Code.DAMAGED


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


@pytest.mark.parametrize(
    "pages",
    [
        [b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5>>"],
        [b"<</Type/Pages/Kids[3 0 R]/Count 5>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 5>>"],
    ],
)
def test_a_page_tree_that_holds_itself_is_damaged(pages: list[bytes]) -> None:
    assert refusal(raw_pdf([CATALOGUE, *pages]))[0] == Code.DAMAGED


def test_a_form_that_draws_itself_is_read_once() -> None:
    form = stream(
        SHOWN + b"/X Do",
        b"/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 R>>>>",
    )
    found = body(read(one_page(stream(b"/X Do"), more=[form])))
    assert found == ["Staff must keep a record of every message"]


def test_a_stream_whose_length_is_itself_does_not_hang() -> None:
    looped = b"<</Length 5 0 R>>stream\n" + SHOWN + b"\nendstream"
    assert body(read(one_page(looped))) == ["Staff must keep a record of every message"]


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_without_end_is_refused(times: int) -> None:
    bomb = one_page(stream(SHOWN + b" " * 60_000_000, times=times))
    assert refusal(bomb)[0] == Code.TOO_LARGE


def test_drawings_that_draw_one_another_without_end_are_refused() -> None:
    head = b"/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
    nest = [stream(b"/X Do " * 10, head % number) for number in range(7, 16)]
    last = stream(SHOWN, b"/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>")
    assert refusal(one_page(stream(b"/X Do"), more=[*nest, last]))[0] == Code.TOO_LARGE


def test_more_pages_pieces_or_text_than_the_limits_are_refused() -> None:
    many = [[text(72, 100, "One")] for _ in range(4)]
    assert refusal(pdf(*many), limits=Limits(pages=3))[0] == Code.TOO_LARGE
    assert refusal(pdf([lines(72, 100, *PROSE)]), limits=Limits(characters=50))[0] == Code.TOO_LARGE
    assert refusal(one_page(stream(SHOWN * 61_000)))[0] == Code.TOO_LARGE


def test_a_page_larger_than_the_format_allows_is_refused() -> None:
    assert refusal(one_page(stream(SHOWN), b"[0 0 999999 999999]"))[0] == Code.TOO_LARGE


def test_a_page_that_cannot_be_opened_is_listed_and_the_rest_read() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>"
    found = read(raw_pdf([CATALOGUE, pages, PAGE, FONT, stream(SHOWN)]))
    assert body(found) == ["Staff must keep a record of every message"]
    assert [(each.what, each.page) for each in found.not_compared] in ([], [("page", 2)])


def test_every_message_names_the_file_and_is_one_sentence() -> None:
    for data in (b"", locked("x"), pdf([picture()])):
        _, message = refusal(data)
        assert message.startswith("policy.pdf: ")
        assert "\n" not in message


def test_pdfplumber_reads_the_same_text() -> None:
    data = pdf([text(72, 80, "1."), text(100, 80, "Purpose"), lines(72, 110, *PROSE)])
    assert (
        body(read(data, engine="pdfplumber")) == body(read(data)) == ["1. Purpose", " ".join(PROSE)]
    )


def test_the_title_property_is_given_where_it_says_something() -> None:
    drawn = [lines(72, 100, *PROSE)]
    assert read(pdf(drawn, title="Messaging policy")).title == "Messaging policy"
    assert read(pdf(drawn, title="untitled")).title is None


def test_the_same_bytes_give_the_same_result() -> None:
    data = io.BytesIO(pdf([lines(72, 100, *PROSE)])).getvalue()
    assert read(data) == read(data)
