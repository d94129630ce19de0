"""Text from strangers made harmless and still readable, whatever it is written into."""

from __future__ import annotations

import re
import unicodedata

# XML 1.0 forbids most control characters, lone surrogates and U+FFFE/FFFF; no writer survives all.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
SURROGATES = "\ud800-\udfff"
NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff"
# Marks that reorder what is shown: "yam not" can be made to read "may not".
DIRECTIONS = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
UNWELCOME = re.compile(f"[{CONTROLS}{SURROGATES}{NONCHARACTERS}{DIRECTIONS}]")
LONE = re.compile(f"[{SURROGATES}]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def inert(text: str) -> str:
    r"""Replace what no output may carry by a mark that can be seen.

    A reordering mark is named, so that a reader knows why the text stands as it does.

    >>> inert("no\x00w"), inert("may\u202enot")
    ('no\ufffdw', 'may⟨right-to-left override⟩not')
    """
    # Nearly every text is printable throughout, and that is told faster.
    return text if text.isprintable() else UNWELCOME.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    if re.match(f"[{DIRECTIONS}]", found[0]):
        return f"⟨{unicodedata.name(found[0], 'mark').lower()}⟩"
    return "�"


def without_surrogates(text: str) -> str:
    """Replace lone surrogates: UTF-8 has none, and a text with one could not be written at all."""
    return text if text.isascii() else LONE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Make a text harmless and put it on one line."""
    return " ".join(inert(text).split())


def cell(text: str) -> str:
    """Make a text harmless as a spreadsheet cell: it can never start a formula.

    >>> cell("=HYPERLINK(1)"), cell("- a bullet"), cell("plain")
    ("'=HYPERLINK(1)", "'- a bullet", 'plain')
    """
    text = inert(text)
    # Some programs drop leading blanks before they look for a formula.
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else text
