"""How wide a text is set, by what usual typefaces have in common."""

from __future__ import annotations

USUAL = 53  # hundredths of a size: the mean of Helvetica's and Times' own widths, as all below
_OTHERS = {
    **dict.fromkeys("'ijl ,.", 25),
    **dict.fromkeys("/:;t!If()-r|[]", 31),
    **dict.fromkeys("Jscz", 46),
    **dict.fromkeys("aekvxy", 50),
    **dict.fromkeys("FLPSTZE", 61),
    **dict.fromkeys("BACKRVXY", 69),
    **dict.fromkeys("&DHNUwGOQ", 73),
    **dict.fromkeys("m%M", 84),
    "W": 94,
}
_WIDTHS = bytes(_OTHERS.get(chr(code), USUAL) for code in range(256))


def set_width(text: str) -> int:
    """Give the width of a text in the proportions of usual typefaces, in hundredths of its size.

    Of lines of one font it is out by half of a hundredth, mostly.

    >>> set_width("Mill") < set_width("Moor")
    True
    """
    return sum(text.encode("latin-1", "replace").translate(_WIDTHS)) or 1
