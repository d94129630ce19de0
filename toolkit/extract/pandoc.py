"""What pandoc writes into Markdown for a word processor's styles, taken out."""

from __future__ import annotations

import re
from typing import Final

_FENCE = re.compile(r"^[ \t>]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*)[ \t]*$", re.MULTILINE)
# An attribute list after "]" or ")"; a permission ("{.local}") and a marked place are none.
_ATTRIBUTE: Final = r"""(?: [.\#][\w-]+ | [\w-]+ = (?: "[^"{}\n]*" | [\w.%-]+ ) )"""
_ATTRIBUTES: Final = rf"""\{{ (?! \.(?:optional|local)\}} )
    {_ATTRIBUTE} (?: \s+ {_ATTRIBUTE} )* \}}"""
_SPAN = re.compile(rf"(?<![!\\]) \[ (?P<text> [^\[\]\n]* ) \] {_ATTRIBUTES}", re.VERBOSE)
_SIZED = re.compile(rf"(?P<image> !\[ [^\[\]\n]* \] \( [^()\n]* \) ) {_ATTRIBUTES}", re.VERBOSE)


def without_styles(body: str) -> str:
    """Take fences (":::"), spans ("[Aims]{.underline}") and the sizes of images out.

    >>> without_styles('**[Aims]{.underline}**')
    '**Aims**'
    """
    if "{" not in body and ":::" not in body:
        return body
    plain = _SPAN.sub(lambda span: span["text"], _FENCE.sub("", body))
    return _SIZED.sub(lambda image: image["image"], plain)
