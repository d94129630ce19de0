"""Files that are awkward as a whole: locked, garbled, partly without text, filled-in forms."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.wording import Writer
from toolkit.document import Document
from toolkit.errors import Code, InputError
from toolkit.extract.options import Options
from toolkit.reading import read


def oddities() -> Iterator[tuple[str, bool]]:
    """Yield what should be so of each such file, and whether it is."""
    for check in CHECKS:
        name = (check.__doc__ or "").removesuffix(".")
        right = False
        with suppress(InputError):
            right = check()
        yield name, right


def _drawn(paint: Callable[[Canvas], object], encrypt: StandardEncryption | None = None) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, encrypt=encrypt)
    paint(canvas)
    canvas.save()
    return target.getvalue()


def _page(canvas: Canvas, seed: int, count: int = 12) -> list[str]:
    """Draw a page of numbered lines; give their texts."""
    writer = Writer(seed)
    texts = [writer.phrase().removesuffix(";") + "." for _ in range(count)]
    canvas.setFont("Helvetica", 9)
    for number, text in enumerate(texts, 1):
        canvas.drawString(60, 780 - 30 * number, f"{number}. Staff {text}")
    canvas.showPage()
    return texts


def _refused(data: bytes, code: Code, password: str | None = None) -> bool:
    try:
        read(data, Options(password=password), name="policy.pdf")
    except InputError as error:
        return error.code == code and (password or "\0") not in str(error)
    return False


def _locked(owner: str, user: str) -> bytes:
    lock = StandardEncryption(user, ownerPassword=owner, strength=128)
    return _drawn(lambda canvas: _page(canvas, 1), lock)


def _numbered(document: Document) -> int:
    return sum(clause.label is not None for clause in document.clauses)


def _silent_page() -> bool:
    """A page of no text among pages of text is listed as not compared."""

    def paint(canvas: Canvas) -> None:
        _page(canvas, 1)
        picture = ImageReader(io.BytesIO(_png()))
        canvas.drawImage(picture, 0, 0, *A4)
        canvas.showPage()
        _page(canvas, 2)

    document = read(_drawn(paint), name="policy.pdf")
    pages = [each.page for each in document.not_compared]
    return pages == [2] and _numbered(document) == 24


def _png() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.effect_noise((300, 420), 40).save(target, "png")
    return target.getvalue()


def _garbled() -> bool:
    """Text in a font without a Unicode map is refused as garbled."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("Sans", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", asciiReadable=0))

    def paint(canvas: Canvas) -> None:
        canvas.setFont("Sans", 9)
        writer = Writer(1)
        for number in range(20):
            canvas.drawString(60, 780 - 20 * number, f"{number + 1}. {writer.sentence()}")

    data = _drawn(paint).replace(b"/ToUnicode", b"/NoUnicode")
    return _refused(data, Code.GARBLED)


def _owner_locked() -> bool:
    """A file locked for its owner alone is read."""
    return _numbered(read(_locked("owner-word", ""), name="policy.pdf")) == 12


def _user_locked() -> bool:
    """A file locked with a password is refused, in an error that does not echo it."""
    data = _locked("owner-word", "user-word")
    return _refused(data, Code.ENCRYPTED) and _refused(data, Code.ENCRYPTED, "wrong-word")


def _unlocked() -> bool:
    """A file locked with a password is read with it."""
    data = _locked("owner-word", "user-word")
    return _numbered(read(data, Options(password="user-word"), name="policy.pdf")) == 12


def _form() -> bool:
    """The values of form fields are read where they stand."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 780, "Lone Working Policy")
        canvas.drawString(60, 750, "School:")
        canvas.acroForm.textfield(name="school", value="Oakfield Primary School", x=200, y=742, width=200, height=18)  # fmt: skip
        canvas.drawString(60, 720, "Date adopted:")
        canvas.acroForm.textfield(name="date", value="12 September 2024", x=200, y=712, width=200, height=18)  # fmt: skip
        for number in range(1, 10):
            canvas.drawString(60, 700 - 30 * number, f"{number}. {Writer(number).sentence()}"[:95])

    found = read(_drawn(paint), name="policy.pdf").metadata
    return (found.school, found.adopted_on) == ("Oakfield Primary School", "2024-09-12")


def _rotated() -> bool:
    """A page that is turned in the viewer is read as it is seen."""
    wanted: list[str] = []

    def paint(canvas: Canvas) -> None:
        canvas.setPageSize(A4[::-1])
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -A4[1])
        wanted.extend(_page(canvas, 3))

    texts = [clause.text for clause in read(_drawn(paint), name="policy.pdf").clauses]
    return [text.removeprefix("Staff ") for text in texts] == wanted


CHECKS = (_silent_page, _garbled, _owner_locked, _user_locked, _unlocked, _form, _rotated)
