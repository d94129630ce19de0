"""PDFs that strangers send, drawn object by object: every threat that the format allows."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from tests.faults.hostile import CATALOGUE, FONT, PAGE, TEXT, Bad, good_pdf, pdf, scan, stream
from toolkit.errors import Code

ONE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
SEEN = b"Staff must keep their accounts private."
GARBLED, LARGE, LOCKED, SPOILT = Code.GARBLED, Code.TOO_LARGE, Code.ENCRYPTED, Code.DAMAGED


def page(extra: bytes = b"", content: bytes = TEXT, resources: bytes = b"", *more: bytes) -> bytes:
    """One page of sound text with something put into its dictionary, content or resources."""
    own = PAGE.replace(b"/Parent", extra + b"/Parent")
    own = own.replace(b"<</Font<</F 5 0 R>>>>", b"<</Font<</F 5 0 R>>" + resources + b">>")
    return pdf(CATALOGUE, ONE, own, stream(content), FONT, *more)


def catalogue(extra: bytes, *more: bytes) -> bytes:
    """One page of sound text below a catalogue that holds more than it should."""
    root = CATALOGUE.replace(b">>", extra + b">>")
    return pdf(root, ONE, PAGE, stream(TEXT), FONT, *more)


def tree(pages: bytes, *more: bytes) -> bytes:
    return pdf(CATALOGUE, pages, PAGE, stream(TEXT), FONT, *more)


def font(body: bytes, *more: bytes, text: bytes = TEXT) -> bytes:
    return pdf(CATALOGUE, ONE, PAGE, stream(text), body, *more)


def packed(data: bytes, filters: bytes = b"/Filter/FlateDecode", extra: bytes = b"") -> bytes:
    return stream(data, filters + extra)


def content(body: bytes) -> bytes:
    return pdf(CATALOGUE, ONE, PAGE, body, FONT)


def trailer(change: bytes, by: bytes) -> bytes:
    return good_pdf_plain().replace(change, by)


def good_pdf_plain() -> bytes:
    return pdf(CATALOGUE, ONE, PAGE, stream(TEXT), FONT)


def deep_tree() -> bytes:
    middle = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(6, 3_000)]
    return tree(b"<</Type/Pages/Kids[6 0 R]/Count 1>>", *middle, PAGE)


def wide_tree() -> bytes:
    """Ten levels of ten: ten thousand million pages from eleven objects."""
    levels = [
        b"<</Type/Pages/Count 100000/Kids[%s]>>" % (b"%d 0 R " % (n + 1) * 10) for n in range(6, 16)
    ]
    return tree(b"<</Type/Pages/Kids[6 0 R]/Count 100000>>", *levels, PAGE)


def to_unicode(ranges: bytes, font_extra: bytes = b"") -> bytes:
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n" + ranges + b"\nendcmap end end"
    )
    own = FONT.replace(b">>", b"/ToUnicode 6 0 R" + font_extra + b">>")
    return font(own, stream(cmap))


def many_ranges() -> bytes:
    lines = b"".join(b"<%04X> <FFFF> <0041>\n" % (n % 65_536) for n in range(40_000))
    return to_unicode(b"40000 beginbfrange\n" + lines + b"endbfrange")


def private_map() -> bytes:
    lines = b"".join(b"<%02X> <E0%02X>\n" % (n, n) for n in range(32, 127))
    return to_unicode(b"95 beginbfchar\n" + lines + b"endbfchar")


def no_map() -> bytes:
    """A subset font whose glyphs stand for nothing: no encoding, no map."""
    glyphs = b"".join(b"%04X" % (n % 60 + 3) for n in range(400))
    own = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    )
    below = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+X/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>"
    )
    return font(own, below, text=b"BT /F 12 Tf 72 700 Td <" + glyphs + b"> Tj ET")


def forms(count: int, times: int) -> bytes:
    """Forms that each draw the next one many times."""
    made = [
        stream(
            b"/X Do " * times,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            % (n + 7 if n + 1 < count else 6),
        )
        for n in range(count)
    ]
    return page(b"", TEXT + b" /X Do", b"/XObject<</X 6 0 R>>", *made)


def type3() -> bytes:
    own = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 83"
        b"/LastChar 83/Widths[9]/Encoding<</Differences[83/S]>>/CharProcs<</S 6 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return font(own, stream(b"9 0 d0 BT /F 9 Tf (S) Tj ET"))


def flates(times: int) -> bytes:
    data = TEXT
    for _ in range(times):
        data = zlib.compress(data)
    names = b"/FlateDecode " * times
    return content(packed(data, b"/Filter[" + names + b"]"))


def double_bomb() -> bytes:
    data = zlib.compress(zlib.compress(b" " * 200_000_000, 1), 1)
    return content(packed(data, b"/Filter[/FlateDecode/FlateDecode]"))


def run_length_bomb() -> bytes:
    return content(packed(b"\x81 " * 2_000_000 + b"\x80", b"/Filter/RunLengthDecode"))


def ascii85_bomb() -> bytes:
    data = base64.a85encode(zlib.compress(b" " * 300_000_000, 1)) + b"~>"
    return content(packed(data, b"/Filter[/ASCII85Decode/FlateDecode]"))


def object_stream_bomb() -> bytes:
    body = zlib.compress(b"7 0 " + b" " * 300_000_000, 1)
    more = packed(body, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    return catalogue(b"", more)


def image_bomb() -> bytes:
    """A picture of a thousand million points from a megabyte."""
    packer = zlib.compressobj(1)
    blank = bytes(1_000_000)
    data = b"".join(packer.compress(blank) for _ in range(1_000)) + packer.flush()
    image = packed(
        data,
        b"/Filter/FlateDecode/Type/XObject/Subtype/Image/Width 32000/Height 31250"
        b"/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    return page(b"", TEXT + b" q 9 0 0 9 0 0 cm /I Do Q", b"/XObject<</I 6 0 R>>", image)


def stamp_on_scan() -> bytes:
    picture = zlib.compress(b"\xd0" * 600 * 800)
    image = packed(
        picture,
        b"/Filter/FlateDecode/Type/XObject/Subtype/Image/Width 600/Height 800"
        b"/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    drawn = b"q 595 0 0 842 0 0 cm /I Do Q BT /F 9 Tf 400 20 Td (Received 3 May) Tj ET"
    return page(b"", drawn, b"/XObject<</I 6 0 R>>", image)


def mixed_scan() -> bytes:
    picture = packed(
        zlib.compress(b"\xd0" * 600 * 800),
        b"/Filter/FlateDecode/Type/XObject/Subtype/Image/Width 600/Height 800"
        b"/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    second = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R"
        b"/Resources<</XObject<</I 8 0 R>>>>>>"
    )
    lines = b"".join(b"0 -20 Td (%d.1 %s) Tj " % (n, SEEN) for n in range(1, 20))
    text = b"BT /F 12 Tf 72 760 Td " + lines + b"ET"
    pages = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
    drawn = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return pdf(CATALOGUE, pages, PAGE, stream(text), FONT, second, drawn, picture)


def xfa() -> bytes:
    """A form that is drawn by a program inside it; its one page asks for another reader."""
    form = stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template/></xdp:xdp>")
    root = CATALOGUE.replace(b">>", b"/NeedsRendering true/AcroForm<</XFA 6 0 R/Fields[]>>>>")
    wait = (
        b"BT /F 12 Tf 72 700 Td (Please wait... If this message is not eventually replaced) Tj ET"
    )
    return pdf(root, ONE, PAGE, stream(wait), FONT, form)


def locked(handler: bytes) -> bytes:
    sound = good_pdf_plain()
    return sound.replace(b"/Root 1 0 R", b"/Root 1 0 R/ID[(a)(a)]/Encrypt<<" + handler + b">>")


def attached() -> bytes:
    names = b"/Names<</EmbeddedFiles<</Names[(a.exe)6 0 R]>>>>"
    return catalogue(
        names, b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>", stream(b"MZ", b"/Type/EmbeddedFile")
    )


def action(body: bytes) -> bytes:
    return catalogue(b"/OpenAction<<" + body + b">>")


def fields(count: int) -> bytes:
    made = [b"<</FT/Tx/T(f%d)/V(value)>>" % n for n in range(count)]
    named = b"".join(b"%d 0 R " % (n + 6) for n in range(count))
    return catalogue(b"/AcroForm<</Fields[" + named + b"]>>", *made)


def cut(share: float) -> bytes:
    data = good_pdf()
    return data[: int(len(data) * share)]


def settled(name: str, data: bytes) -> Bad:
    return Bad(name, lambda: data, None)


def _trees() -> Iterator[Bad]:
    yield Bad("tree-deep.pdf", deep_tree, None)
    yield Bad("tree-wide.pdf", wide_tree, "refused")
    yield Bad("tree-many.pdf", lambda: tree(ONE.replace(b"t 1", b"t 2147483647")), None)
    yield Bad("tree-negative.pdf", lambda: tree(ONE.replace(b"t 1", b"t -5")), None)
    yield Bad(
        "tree-null-kids.pdf",
        lambda: tree(b"<</Type/Pages/Kids[null 99 0 R 3 0 R 7]/Count 4>>"),
        None,
    )
    yield Bad("tree-none.pdf", lambda: pdf(b"<</Type/Catalog>>"), "refused", SPOILT)
    yield Bad("tree-is-a-page.pdf", lambda: pdf(CATALOGUE, PAGE, PAGE, stream(TEXT), FONT), None)
    yield Bad("tree-no-pages.pdf", lambda: tree(b"<</Type/Pages/Kids[]/Count 0>>"), "refused")
    yield Bad("tree-own-parent.pdf", lambda: tree(ONE.replace(b">>", b"/Parent 2 0 R>>")), None)
    yield Bad("root-missing.pdf", lambda: trailer(b"/Root 1 0 R", b""), None)
    yield Bad("root-number.pdf", lambda: trailer(b"/Root 1 0 R", b"/Root 7"), None)
    yield Bad("root-itself.pdf", lambda: pdf(b"1 0 R", ONE, PAGE, stream(TEXT), FONT), None)


def _tables() -> Iterator[Bad]:
    sound = good_pdf_plain()
    at = sound.rfind(b"xref\n0")
    yield settled("xref-loop.pdf", sound.replace(b"/Root", b"/Prev %d/Root" % at))
    yield settled("xref-behind.pdf", sound.replace(b"/Root", b"/Prev 99999999/Root"))
    yield settled("xref-nowhere.pdf", sound.replace(b"startxref\n%d" % at, b"startxref\n7"))
    yield settled("xref-negative.pdf", sound.replace(b"startxref\n%d" % at, b"startxref\n-9"))
    yield settled("xref-huge.pdf", sound.replace(b"xref\n0 6", b"xref\n0 999999999"))
    yield settled("xref-stream-loop.pdf", sound.replace(b"/Root", b"/XRefStm %d/Root" % at))
    yield settled("objects-same-place.pdf", sound.replace(b"00015", b"00009"))
    yield settled("size-wrong.pdf", sound.replace(b"/Size 6", b"/Size 2"))
    yield settled("junk-before.pdf", b"junk\n" * 150 + sound)
    yield settled("junk-after.pdf", sound + bytes(1_000_000))
    yield settled("twice.pdf", sound + sound)
    yield settled("line-ends.pdf", sound.replace(b"\n", b"\r\n"))
    yield Bad("header-alone.pdf", lambda: b"%PDF-1.7\n", "refused", SPOILT)
    yield Bad(
        "header-and-noise.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 99, "refused", SPOILT
    )
    for share in (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95, 0.99):
        yield settled(f"cut-at-{share}.pdf", cut(share))


def _streams() -> Iterator[Bad]:
    yield Bad("flates-eight.pdf", lambda: flates(8), None)
    yield Bad("flates-many.pdf", lambda: flates(200), None)
    yield Bad("flate-double-bomb.pdf", double_bomb, "refused", LARGE)
    yield Bad("run-length-bomb.pdf", run_length_bomb, "refused", LARGE)
    yield Bad("ascii85-bomb.pdf", ascii85_bomb, "refused", LARGE)
    yield Bad("object-stream-bomb.pdf", object_stream_bomb, None)
    yield Bad("image-bomb.pdf", image_bomb, None)
    yield Bad("filter-unknown.pdf", lambda: content(packed(TEXT, b"/Filter/Nonsense")), None)
    yield Bad("filter-noise.pdf", lambda: content(packed(b"\xff" * 999)), "refused")
    columns = b"/DecodeParms<</Predictor 15/Columns 2147483647>>"
    yield Bad("predictor.pdf", lambda: content(packed(zlib.compress(TEXT), extra=columns)), None)
    yield Bad(
        "length-self.pdf",
        lambda: content(b"<</Length 4 0 R>>\nstream\n" + TEXT + b"\nendstream"),
        None,
    )
    yield Bad(
        "length-huge.pdf",
        lambda: content(b"<</Length 999999999999>>\nstream\n" + TEXT + b"\nendstream"),
        None,
    )
    yield Bad(
        "length-less.pdf",
        lambda: content(b"<</Length -1>>\nstream\n" + TEXT + b"\nendstream"),
        None,
    )
    yield Bad(
        "stream-external.pdf",
        lambda: content(stream(TEXT, b"/F(/etc/passwd)/FFilter/ASCIIHexDecode")),
        None,
    )
    yield Bad(
        "dictionaries-deep.pdf",
        lambda: catalogue(b"/X " + b"<</X " * 90_000 + b">>" * 90_000),
        None,
    )
    yield Bad("arrays-deep.pdf", lambda: catalogue(b"/X " + b"[" * 200_000 + b"]" * 200_000), None)
    yield Bad("string-long.pdf", lambda: catalogue(b"/X (" + b"a" * 5_000_000 + b")"), None)
    yield Bad("number-long.pdf", lambda: catalogue(b"/X " + b"9" * 1_000_000), None)


def _contents() -> Iterator[Bad]:
    yield Bad("saves-deep.pdf", lambda: page(content=b"q " * 500_000 + TEXT), None)
    yield Bad("saves-unbalanced.pdf", lambda: page(content=b"Q " * 9_000 + TEXT + b" q" * 9), None)
    yield Bad("marks-deep.pdf", lambda: page(content=b"/P BMC " * 100_000 + TEXT), None)
    yield Bad("arrays-in-content.pdf", lambda: page(content=b"[" * 100_000 + TEXT), None)
    yield Bad("pieces-many.pdf", lambda: page(content=TEXT * 100_000), "refused", LARGE)
    yield Bad("form-self.pdf", lambda: forms(1, 1), None)
    yield Bad("form-circle.pdf", lambda: forms(3, 1), None)
    yield Bad("form-bomb.pdf", lambda: forms(40, 10), "refused")
    yield Bad("form-chain.pdf", lambda: forms(2_000, 1), None)
    yield Bad("type3-self.pdf", type3, None)
    yield Bad(
        "contents-many.pdf",
        lambda: page().replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 500 + b"]"),
        None,
    )
    yield Bad(
        "contents-self.pdf",
        lambda: page().replace(b"/Contents 4 0 R", b"/Contents 3 0 R"),
        "refused",
    )
    yield Bad("contents-none.pdf", lambda: page().replace(b"/Contents 4 0 R", b""), "refused")


def _boxes() -> Iterator[Bad]:
    for name, box in (
        ("zero", b"0 0 0 0"), ("less", b"0 0 -595 -842"), ("words", b"/a /b /c /d"),
        ("few", b"0 0"), ("minute", b"0 0 .0001 .0001"), ("infinite", b"0 0 1e99 1e99"),
        ("itself", b"3 0 R"),
    ):  # fmt: skip
        yield settled(f"box-{name}.pdf", page().replace(b"0 0 595 842", box))
    yield Bad(
        "box-giant.pdf", lambda: page().replace(b"595 842", b"9000000 9000000"), "refused", LARGE
    )
    yield settled("unit-giant.pdf", page(b"/UserUnit 1e9"))
    yield settled("turned.pdf", page(b"/Rotate 45"))
    yield settled("annotations-self.pdf", page(b"/Annots 3 0 R"))
    yield settled("annotations-many.pdf", page(b"/Annots[" + b"3 0 R " * 50_000 + b"]"))


def _fonts() -> Iterator[Bad]:
    yield Bad("map-none.pdf", no_map, "refused", GARBLED)
    yield Bad("map-private.pdf", private_map, "refused", GARBLED)
    yield Bad("map-many-ranges.pdf", many_ranges, None)
    yield settled(
        "map-wide.pdf", to_unicode(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    )
    long = b"1 beginbfchar <53> <" + b"0041" * 400_000 + b"> endbfchar"
    yield settled("map-long.pdf", to_unicode(long))
    yield settled("map-uses-itself.pdf", to_unicode(b"/X usecmap"))
    yield settled(
        "map-noise.pdf",
        font(FONT.replace(b">>", b"/ToUnicode 6 0 R>>"), stream(bytes(range(256)) * 9)),
    )
    yield settled(
        "font-self.pdf",
        font(b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]/Encoding/Identity-H>>"),
    )
    yield settled("font-none.pdf", font(b"null"))
    widths = b"/FirstChar 0/LastChar 2147483647/Widths[" + b"500 " * 100_000 + b"]"
    yield settled("font-widths.pdf", font(FONT.replace(b">>", widths + b">>")))
    yield settled("font-encoding-self.pdf", font(FONT.replace(b">>", b"/Encoding 5 0 R>>")))


def _acts() -> Iterator[Bad]:
    acts = "program"
    yield Bad("script.pdf", lambda: action(b"/S/JavaScript/JS(app.alert(1))"), "read", warned=acts)
    script = b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert(1))>>]>>>>"
    yield Bad("script-named.pdf", lambda: catalogue(script), "read", warned=acts)
    yield Bad("launch.pdf", lambda: action(b"/S/Launch/F(calc.exe)"), "read", warned=acts)
    yield Bad("submit.pdf", lambda: action(b"/S/SubmitForm/F(http://127.0.0.1:47009/)"), "read")
    yield Bad("address.pdf", lambda: action(b"/S/URI/URI(http://127.0.0.1:47009/)"), "read")
    yield Bad("elsewhere.pdf", lambda: action(b"/S/GoToR/F(//127.0.0.1/x.pdf)"), "read")
    yield Bad("attachment.pdf", attached, "read", warned="attach")
    yield Bad("xfa.pdf", xfa, "refused", Code.NO_TEXT)
    yield Bad("fields-many.pdf", lambda: fields(20_000), None)
    circle = b"<</FT/Tx/T(a)/Kids[6 0 R 6 0 R]/Parent 6 0 R>>"
    yield Bad("fields-circle.pdf", lambda: catalogue(b"/AcroForm<</Fields[6 0 R]>>", circle), None)
    outline = b"<</Title(a)/Next 6 0 R/First 6 0 R/Parent 6 0 R>>"
    yield Bad("outline-circle.pdf", lambda: catalogue(b"/Outlines<</First 6 0 R>>", outline), None)
    struct = b"<</Type/StructTreeRoot/K[6 0 R 6 0 R]/ParentTree 6 0 R/Kids[6 0 R]>>"
    yield Bad(
        "structure-circle.pdf",
        lambda: catalogue(b"/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R", struct),
        None,
    )
    layers = b"/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]>>>>"
    yield Bad("layers-circle.pdf", lambda: catalogue(layers, b"[6 0 R 6 0 R]"), None)
    yield Bad(
        "labels-circle.pdf", lambda: catalogue(b"/PageLabels 6 0 R", b"<</Kids[6 0 R]>>"), None
    )


def _locks() -> Iterator[Bad]:
    yield Bad("lock-unknown.pdf", lambda: locked(b"/Filter/Nobody.Knows/V 4"), "refused", LOCKED)
    yield Bad(
        "lock-future.pdf",
        lambda: locked(b"/Filter/Standard/V 99/R 99/O(a)/U(b)/P -1"),
        "refused",
        LOCKED,
    )
    yield Bad(
        "lock-broken.pdf",
        lambda: locked(b"/Filter/Standard/V 2/R 3/O()/U()/P -1"),
        "refused",
        LOCKED,
    )
    key = b"/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Recipients[(a)]"
    yield Bad("lock-by-key.pdf", lambda: locked(key), "refused", LOCKED)


def _scans() -> Iterator[Bad]:
    yield Bad("scan-plain.pdf", scan, "refused", Code.NO_TEXT, "OCR")
    yield Bad("scan-stamped.pdf", stamp_on_scan, "refused", Code.NO_TEXT, "OCR")
    yield Bad("scan-mixed.pdf", mixed_scan, "partial", warned="page 2")


PDFS = tuple(
    bad
    for group in (_trees, _tables, _streams, _contents, _boxes, _fonts, _acts, _locks, _scans)
    for bad in group()
)
