"""Typst, given a sheet as data: PDF/UA-1, fonts that Typst carries, nothing fetched."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from dataclasses import is_dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any, Final

from toolkit.errors import OutputError
from toolkit.typeset.sheet import Heading, Sheet

STANDARD: Final = "ua-1"
REMEDY = "pip install 'policy-toolkit[pdf]'"
LAYOUT = Path(__file__).with_name("sheet.typ")
# XML metadata and PDF/UA bear none of these; a mark that joins or orders letters stays.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
DROPPED = re.compile("[\ufeff\u00ad\ufe00-\ufe0f\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]")
# What Libertinus Serif and its companions print, measured with Typst 0.14.4 and 0.15: Latin,
# Greek, Russian Cyrillic, punctuation, signs. All else may need a font of the machine's own.
NOT_CARRIED = re.compile(
    r"[^\t\n\u0020-\u036f\u0370-\u04ff\u1e00-\u1eff\u2000-\u200d\u2010-\u2040\u2042-\u2050"
    r"\u2070-\u20bf\u2116\u2120-\u2122\u2126\u2150-\u215f\u2190-\u21ff\u2200-\u22ff"
    r"\u25a0-\u25ff\ufb00-\ufb06\ufffd⟨⟩]"
)
UNASSIGNED = "Cn"
UNTITLED = "Untitled"
# Typst breaks no word that has no hyphen; more than this would run off a table's cell.
LONGEST_WORD = 40
LONGEST_FOOTER = 150
LONG_WORD = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")


def is_installed() -> bool:
    """Tell whether Typst is there."""
    return importlib.util.find_spec("typst") is not None


def typeset(sheet: Sheet) -> bytes:
    """Lay a sheet out as PDF/UA-1.

    A letter that Typst's fonts lack is taken from the machine's, and spelt out where these lack
    it too. Raises OutputError where Typst is not installed, or cannot lay the sheet out.
    """
    if not is_installed():
        raise OutputError(
            "a PDF needs the library typst, which is not installed; install it "
            f"({REMEDY}), or write another format and save that as PDF"
        )
    data = _plain(sheet)
    attempts = ((data, False), (data, True), (_mapped(data, _spelt), False))
    reason = ""
    for given, system_fonts in attempts:
        try:
            return _compile(given, system_fonts)
        except BaseException as error:
            if not _is_refusal(error):
                raise
            reason = str(error).split("\n")[0][:160]
    raise OutputError(f"the PDF could not be laid out ({reason}); write another format")


def _is_refusal(error: BaseException) -> bool:
    """Tell Typst's own errors, and its panics, which are no Exception.

    Typst 0.15 panics where it breaks lines of some Arabic ("end byte index 3 is out of bounds").
    """
    return isinstance(error, RuntimeError) or type(error).__name__ == "PanicException"


def _compile(data: Any, system_fonts: bool) -> bytes:
    import typst

    made = typst.compile(
        LAYOUT.read_bytes(),
        sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=not system_fonts,
        pdf_standards=STANDARD,
    )
    return bytes(made)


# --- a sheet as data ----------------------------------------------------------------------------


def _plain(sheet: Sheet) -> Any:
    """Give the sheet as JSON values: no text that cannot be printed, no level of heading left out.

    PDF/UA-1 (ISO 14289-1, 7.4.2) wants headings to begin at 1 and to skip none.
    """
    data = _mapped(_value(sheet), _printable)
    data["title"] = data["title"].strip() or UNTITLED
    data["footer"] = shorten(" ".join(data["footer"].split()), LONGEST_FOOTER, placeholder="…")
    data["blocks"] = [block for block in data["blocks"] if not _is_empty_heading(block)]
    level = 0
    for block in data["blocks"]:
        if block["type"] == Heading.__name__:
            level = block["level"] = max(1, min(block["level"], level + 1, 6))
    return data


def _is_empty_heading(block: dict[str, Any]) -> bool:
    return bool(block["type"] == Heading.__name__ and not block["text"].strip())


def _value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {**_fields(value), "type": type(value).__name__}
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {name: _value(getattr(value, name)) for name in value.__dataclass_fields__}


def _mapped(value: Any, change: Any) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_mapped(part, change) for part in value]
        case dict():
            return {key: _mapped(part, change) for key, part in value.items()}
    return value


def _printable(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", DROPPED.sub("", text))
    return LONG_WORD.sub("\\1\N{ZERO WIDTH SPACE}", text)


def _spelt(text: str) -> str:
    """Spell out what no font at hand may have, so that nothing is lost and PDF/UA is kept to.

    >>> _spelt("well done 😀")
    'well done ⟨grinning face⟩'
    """
    return "".join(
        f"⟨{_named(char)}⟩"
        if NOT_CARRIED.match(char) or unicodedata.category(char) == UNASSIGNED
        else char
        for char in text
    )


def _named(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()
