"""Printed labels: what "4.2(b)(iii)", "Section 1:" or "•" at the start of a text means.

A leaf: `split_label` takes a typed label off a text, `read_label` says what a label can mean. An
ambiguous label ("(i)", "(v)", "(c)") keeps all its readings; `structure` settles them from the
neighbours.
"""

from toolkit.numbering.grammar import DIVISIONS, NUMBER_WORDS, STEPS, split_label
from toolkit.numbering.meaning import (
    Label,
    Reading,
    letter_value,
    read_label,
    roman_value,
)

__all__ = [
    "DIVISIONS",
    "NUMBER_WORDS",
    "STEPS",
    "Label",
    "Reading",
    "letter_value",
    "read_label",
    "roman_value",
    "split_label",
]
